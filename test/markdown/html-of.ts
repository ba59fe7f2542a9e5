import type { VFileMessage } from "vfile-message";
import { renderHtml } from "../../src/html/render-html.ts";
import { type MarkdownOptions, parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { type ToHastOptions, toHast } from "../../src/markdown/to-hast.ts";

/** Markdown → HTML with the public functions. */
export function htmlOf(markdown: string, options: ToHastOptions & MarkdownOptions = {}): string {
  return renderHtml(toHast(parseMarkdown(markdown, options), options));
}

/** The same with the messages: `rule line:column`. */
export function reportingHtmlOf(
  markdown: string,
  options: ToHastOptions = {},
): { html: string; reported: string[] } {
  const reported: string[] = [];
  const onMessage = (message: VFileMessage): void => {
    reported.push(`${message.ruleId} ${message.line}:${message.column}`);
  };
  return { html: htmlOf(markdown, { ...options, onMessage }), reported };
}

/** Every `id` in some HTML. */
export function idsOf(html: string): string[] {
  return [...html.matchAll(/<[^>]* id="([^"]*)"/g)].map((match) => match[1] ?? "");
}
