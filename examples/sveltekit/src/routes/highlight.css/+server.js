import { highlightStyles } from "galley";
import { highlighter } from "$lib/server/blog.js";

export const prerender = true;

export const GET = () =>
  new Response(highlightStyles(highlighter), { headers: { "content-type": "text/css" } });
