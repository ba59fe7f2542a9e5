import { highlightStyles } from "galley";
import { highlighter } from "../highlighter.ts";

export const GET = (): Response =>
  new Response(highlightStyles(highlighter), { headers: { "content-type": "text/css" } });
