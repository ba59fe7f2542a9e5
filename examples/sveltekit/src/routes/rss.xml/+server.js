import { buildFeed, feedMediaTypes, renderRss } from "galley";
import { posts, site } from "$lib/server/posts.js";

export const prerender = true;

export const GET = () =>
  new Response(renderRss(buildFeed(site, posts)), { headers: { "content-type": feedMediaTypes.rss } });
