import type { Excerpt, ExcerptOptions } from "../../src/excerpt/excerpt-options.ts";
import { extractExcerpt, extractExcerptFromHtml } from "../../src/excerpt/extract-excerpt.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";

/** The excerpt of Markdown, from the public functions. */
export function excerptOf(markdown: string, options: ExcerptOptions = {}): Excerpt {
  return extractExcerpt(parseMarkdown(markdown), options);
}

export function textOf(markdown: string, options: ExcerptOptions = {}): string {
  return excerptOf(markdown, options).text;
}

export function htmlOf(markdown: string, options: ExcerptOptions = {}): string {
  return excerptOf(markdown, options).html;
}

/** The text of an HTML excerpt. */
export function textOfHtml(html: string, options: ExcerptOptions = {}): string {
  return extractExcerptFromHtml(html, options).text;
}
