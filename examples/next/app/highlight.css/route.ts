import { highlightStyles } from "galley";
import { highlighter } from "../../lib/blog.ts";

export const dynamic = "force-static";

export const GET = () =>
  new Response(highlightStyles(highlighter), { headers: { "content-type": "text/css" } });
