export { parseHtml } from "../markdown/parse-html.ts";
