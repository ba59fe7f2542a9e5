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
  /** How `feed` indents what is in the head. */
  indent: string;
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
  const end = first === -1 ? xml.lastIndexOf(dialect.end) : first;
  const head = xml
    .slice(0, end)
    .replace(/<(?:rss|feed) [^>]*>/, () => dialect.root)
    .replace("?>", () => `?>${stylesheet(feed)}`);
  const last = head.trimEnd().length;
  const lines = extras.map((extra) => `\n${dialect.indent}${slots.put(extra)}`);
  return slots.fill(head.slice(0, last) + lines.join("") + head.slice(last) + xml.slice(end));
}

function stylesheet(feed: Feed): string {
  if (feed.stylesheet === undefined) return "";
  const type = /\.css(?:[?#]|$)/i.test(feed.stylesheet) ? "text/css" : "text/xsl";
  return `\n<?xml-stylesheet type="${type}" href="${xmlAttribute(feed.stylesheet)}"?>`;
}
