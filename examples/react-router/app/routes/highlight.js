import { highlightStyles } from "galley";
import { highlighter } from "../blog.server.js";

export const loader = () =>
  new Response(highlightStyles(highlighter), { headers: { "content-type": "text/css" } });
