import { buildFeed, feedMediaTypes, renderRss } from "galley";
import { posts } from "../posts.ts";
import { site } from "../site.ts";

export const GET = (): Response =>
  new Response(renderRss(buildFeed(site, posts)), { headers: { "content-type": feedMediaTypes.rss } });
