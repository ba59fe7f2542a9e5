import { xmlAttribute } from "./escape-text.ts";
import type { Feed } from "./feed.ts";
import type { FeedFormat } from "./feed-media-types.ts";
import type { Slots } from "./slots.ts";

/** Where the two XML formats differ. */
interface Dialect {
  format: Exclude<FeedFormat, "json">;
  /** Start tag of the root. */
  root: string;
  /** Tag that the first item begins with. */
  item: string;
  /** Tag that ends a document without items. */
  end: string;
  /** Name of a link element. */
  link: string;
  /** What else belongs to the head. */
  extras?: readonly string[];
}

/**
 * Puts in what `feed` leaves out: namespaces, hubs, links of RFC 5005, the stylesheet. All of it is done while tokens
 * stand for the texts, so that nothing an author wrote can be taken for markup; then the texts go in.
 */
export function finishXml(xml: string, slots: Slots, feed: Feed, dialect: Dialect): string {
  const link = (rel: string, href: string): string =>
    `<${dialect.link} rel="${rel}" href="${xmlAttribute(href)}"/>`;
  const extras = [...(dialect.extras ?? []), ...feed.hubs.map((hub) => link("hub", hub))];
  for (const { rel, urls } of feed.pages) {
    const url = urls[dialect.format];
    if (url !== undefined) extras.push(link(rel, url));
  }
  if (feed.kind !== undefined) extras.push(`<fh:${feed.kind}/>`);

  const first = xml.indexOf(dialect.item);
  const rest = xml.slice(first === -1 ? xml.lastIndexOf(dialect.end) : first);
  const head = xml
    .slice(0, xml.length - rest.length)
    .replace(/<(?:rss|feed) [^>]*>/, () => dialect.root)
    .replace("?>", () => `?>${stylesheet(feed)}`);
  // What stands in front of the first item is its indentation.
  const indent = first === -1 ? "\n    " : head.slice(head.lastIndexOf("\n"));
  return slots.fill(
    head.trimEnd() + extras.map((extra) => indent + slots.put(extra)).join("") + tailIndent(head) + rest,
  );
}

function tailIndent(head: string): string {
  return head.slice(head.trimEnd().length);
}

function stylesheet(feed: Feed): string {
  if (feed.stylesheet === undefined) return "";
  const type = /\.css(?:[?#]|$)/i.test(feed.stylesheet) ? "text/css" : "text/xsl";
  return `\n<?xml-stylesheet type="${type}" href="${xmlAttribute(feed.stylesheet)}"?>`;
}
