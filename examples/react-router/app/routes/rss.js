import { feedMediaTypes, renderRss } from "galley";
import { getBlog } from "../blog.server.js";

export const loader = async () =>
  new Response(renderRss((await getBlog()).feed()), { headers: { "content-type": feedMediaTypes.rss } });
