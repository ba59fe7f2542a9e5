import { toFeedHtml } from "./to-feed-html.ts";

interface Prepared {
  html: string;
  url: string;
  result: string;
}

/**
 * What was made of the HTML of a record. A blog has many feeds (one a tag, one a series) and renders each three times;
 * the dear part is done once. The record keeps its entry alive and takes it along when it goes, and an entry only
 * counts for the very HTML and URL that it was made of: nothing is ever stale, nothing ever piles up.
 */
const prepared: WeakMap<object, Prepared> = new WeakMap();

/**
 * `toFeedHtml`, remembered.
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
