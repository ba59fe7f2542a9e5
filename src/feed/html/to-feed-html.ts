import { checkKind, checkOptions, show } from "../../core/check-options.ts";
import { parseHtml } from "../../html/parse-html.ts";
import { toPageUrl } from "../urls.ts";
import { writeFeedHtml } from "./write-feed-html.ts";

/** Options of `toFeedHtml`. */
export interface FeedHtmlOptions {
  /** Absolute URL of the post, which relative URLs and fragments are resolved against. */
  url: string;
}

/**
 * Converts the HTML of a page to HTML that a feed reader can show. Every URL is absolute. Scripts, styles, forms, event
 * handlers, copy buttons, heading anchors, line numbers and text for screen readers only are removed. Highlighted code
 * becomes plain `<pre><code class="language-x">`, a formula its TeX, an `iframe` a link to what it shows. The result is
 * safe: it has only attributes of a fixed list, and only `http`, `https`, `mailto` and `tel` URLs.
 *
 * @param html - a fragment of HTML from any source
 * @param options - the post's `url`
 * @returns HTML that any HTML parser reads without an error
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
  checkKind("html", html, "string");
  checkOptions(options, { url: "any" });
  const url =
    typeof options.url === "string" && URL.canParse(options.url)
      ? toPageUrl(options.url, options.url)
      : undefined;
  if (url === undefined) {
    throw new TypeError(`Expected url to be an absolute http or https URL, received ${show(options.url)}`);
  }
  return writeFeedHtml(parseHtml(html), url);
}

/**
 * Results of `prepareHtml`, by the record that holds the HTML. A blog has many feeds (one for each tag and series), and
 * this is the expensive part. An entry is only used for exactly the HTML and URL it was created from, and is freed
 * together with its record, so it affects only the time and never the result.
 */
const prepared: WeakMap<object, { html: string; url: string; result: string }> = new WeakMap();

/**
 * `toFeedHtml` with a cache.
 *
 * @param owner - the record that holds the HTML: a post, an excerpt
 */
export function prepareHtml(owner: object, html: string, url: string): string {
  const known = prepared.get(owner);
  if (known !== undefined && known.url === url && known.html === html) return known.result;
  const result = toFeedHtml(html, { url });
  prepared.set(owner, { html, url, result });
  return result;
}
