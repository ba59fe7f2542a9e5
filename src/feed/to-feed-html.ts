import { parseHtml } from "../html/parse-html.ts";
import { breakDoubleEncoding } from "./escape-text.ts";
import { toPageUrl } from "./feed-url.ts";
import { showValue } from "./show-value.ts";
import { writeFeedHtml } from "./write-feed-html.ts";

/** What `toFeedHtml` needs to know besides the HTML. */
export interface FeedHtmlOptions {
  /** Absolute URL of the post: what relative URLs in it are resolved against, and what `#fragment` is a part of. */
  url: string;
}

/**
 * Makes HTML that a feed reader can show, of HTML made for a page. Every URL is absolute. Scripts, styles, forms, event
 * handlers, copy buttons, heading anchors, line numbers and texts for screen readers alone are gone. Coloured code is
 * plain `<pre><code class="language-x">`, maths its TeX, an `iframe` a link to what it shows. What is left is safe: it
 * has no attribute that was not picked, and no URL but `http`, `https`, `mailto` and `tel`.
 *
 * @param html - a fragment of HTML, whoever made it
 * @param options - the post's `url`
 * @returns HTML that HTML parsers of any age read without an error
 * @throws TypeError when `url` is not absolute
 * @example
 * ```ts
 * import { toFeedHtml } from "galley/feed";
 *
 * const html = '<h2 id="a">A <a href="#a">#</a></h2><img src="a.png" onerror="x()"><iframe src="//v.example/1"></iframe>';
 * console.log(toFeedHtml(html, { url: "https://example.com/posts/q/" }));
 * // → <h2>A </h2><img src="https://example.com/posts/q/a.png"><a href="https://v.example/1">https://v.example/1</a>
 * ```
 */
export function toFeedHtml(html: string, options: FeedHtmlOptions): string {
  const url =
    typeof options.url === "string" && URL.canParse(options.url)
      ? toPageUrl(options.url, options.url)
      : undefined;
  if (url === undefined) {
    throw new TypeError(
      `Expected url to be an absolute http or https URL, received ${showValue(options.url)}`,
    );
  }
  return breakDoubleEncoding(writeFeedHtml(parseHtml(html), url));
}
