import { feedMediaTypes, renderRss } from "galley";
import { getBlog } from "../../lib/blog.ts";

export const dynamic = "force-static";

export const GET = async () =>
  new Response(renderRss((await getBlog()).feed()), { headers: { "content-type": feedMediaTypes.rss } });
