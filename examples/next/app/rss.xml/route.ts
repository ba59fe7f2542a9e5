import { buildFeed, feedMediaTypes, renderRss } from "galley";
import { posts, site } from "../../lib/posts.ts";

export const dynamic = "force-static";

export const GET = () =>
  new Response(renderRss(buildFeed(site, posts)), { headers: { "content-type": feedMediaTypes.rss } });
