import { feedMediaTypes, renderRss } from "galley";
import { blog } from "../blog.ts";

export const GET = (): Response =>
  new Response(renderRss(blog.feed()), { headers: { "content-type": feedMediaTypes.rss } });
