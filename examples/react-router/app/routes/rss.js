import { buildFeed, feedMediaTypes, renderRss } from "galley";
import { posts, site } from "../posts.server.js";

export const loader = () =>
  new Response(renderRss(buildFeed(site, posts)), { headers: { "content-type": feedMediaTypes.rss } });
