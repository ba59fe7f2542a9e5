import type { VFileMessage } from "vfile-message";
import type { MarkdownOptions } from "../../src/markdown/create-markdown-parser.ts";
import { parseMarkdown } from "../../src/markdown/parse-markdown.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { type ToHastOptions, toHast } from "../../src/markdown/to-hast.ts";

/** Markdown → HTML by the functions that users call. */
export function htmlOf(markdown: string, options: ToHastOptions & MarkdownOptions = {}): string {
  return renderHtml(toHast(parseMarkdown(markdown, options), options));
}

/** The same with what was told: `rule line:column`. */
export function tellingHtmlOf(
  markdown: string,
  options: ToHastOptions = {},
): { html: string; told: string[] } {
  const told: string[] = [];
  const onMessage = (message: VFileMessage): void => {
    told.push(`${message.ruleId} ${message.line}:${message.column}`);
  };
  return { html: htmlOf(markdown, { ...options, onMessage }), told };
}

/** Every `id` of a piece of HTML. */
export function idsOf(html: string): string[] {
  return [...html.matchAll(/<[^>]* id="([^"]*)"/g)].map((match) => match[1] ?? "");
}
