import { feedMediaTypes, renderRss } from "galley";
import { blog } from "$lib/server/blog.js";

export const prerender = true;

export const GET = () =>
  new Response(renderRss(blog.feed()), { headers: { "content-type": feedMediaTypes.rss } });
