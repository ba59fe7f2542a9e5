import type { Item } from "feed";
import { escapeXml, escapeXmlText } from "../core/escape.ts";
import { declareNamespaces, writeElement, writeElements } from "./extend.ts";
import { checkFeed, earliestTime, type Feed, type FeedItem } from "./feed.ts";
import { writeMedia } from "./media.ts";
import type { FeedAuthor } from "./source.ts";
import { cdata, createSlots, finishXml, newDocument, type Slots } from "./writer.ts";

/**
 * Writes a feed as Atom 1.0. The same feed gives the same bytes.
 *
 * Titles are `type="text"`. Atom requires things that a blog may not have: an entry without a date gets
 * `1990-01-01T00:00:00Z`, a feed without any author names the site as its author.
 *
 * @param feed - what `buildFeed` made
 * @returns XML that is valid by the schema of RFC 4287
 * @example
 * ```ts
 * import { buildFeed, renderAtom } from "galley/feed";
 *
 * const site = { url: "https://example.com/", title: "Notes", language: "en" };
 * const feed = buildFeed(site, [{ slug: "a", title: "A & <b>", date: "2025-02-01", html: "<p>Hi</p>" }]);
 * console.log(renderAtom(feed).match(/<entry>.*<\/entry>/s)?.[0]);
 * // → <entry>
 * // →         <title type="text">A &#x26; &#x3C;b&#x3E;</title>
 * // →         <id>https://example.com/posts/a/</id>
 * // →         <link rel="alternate" type="text/html" href="https://example.com/posts/a/"/>
 * // →         <published>2025-02-01T00:00:00.000Z</published>
 * // →         <updated>2025-02-01T00:00:00.000Z</updated>
 * // →         <content type="html"><![CDATA[<p>Hi</p>]]></content>
 * // →     </entry>
 * ```
 */
export function renderAtom(feed: Feed): string {
  checkFeed(feed);
  const slots = createSlots();
  const url = (value: string): string => slots.put(escapeXml(value));
  const authors: readonly FeedAuthor[] = feed.authors.length > 0 ? feed.authors : [{ name: feed.title }];
  const document = newDocument({
    id: url(feed.id),
    title: construct(feed.title, slots),
    updated: feed.updated ?? new Date(earliestTime),
    generator: "galley",
    link: url(feed.url),
    feedLinks: { atom: url(feed.urls.atom) },
    ...(feed.description !== undefined && { description: construct(feed.description, slots) }),
    ...(feed.copyright !== undefined && { copyright: construct(feed.copyright, slots) }),
    ...(feed.image !== undefined && { image: url(feed.image) }),
    ...(feed.favicon !== undefined && { favicon: url(feed.favicon) }),
  });
  const extras = [
    ...authors.map((author) => writePerson("author", author)),
    ...(feed.contributors ?? []).map((person) => writePerson("contributor", person)),
    ...writeElements(feed.extensions),
  ];
  const written = [...extras];
  for (const item of feed.items) {
    const elements = entryElements(item);
    written.push(...elements);
    document.addItem(toAtomEntry(item, elements, slots));
  }
  const namespaces = declareNamespaces(written, feed, feed.kind === undefined ? [] : ["fh"]);
  return finishXml(document.atom1(), slots, feed, {
    format: "atom",
    root: `<feed xmlns="http://www.w3.org/2005/Atom"${namespaces} xml:lang="${feed.language}">`,
    item: "<entry",
    end: "</feed>",
    indent: " ".repeat(4),
    link: "link",
    extras,
  });
}

/** A text construct in a form that lets a slot say for itself what type it is. */
function construct(value: string, slots: Slots): string {
  const declared: unknown = { _attributes: { type: "html" }, _cdata: slots.put(atomText(value)) };
  return declared as string;
}

/**
 * Writes plain text as the rest of a text construct, from its `type` on. Text with an end tag in it is declared as HTML
 * and escaped as such: validators take it for HTML anyway. Both are read as the same text.
 */
function atomText(text: string): string {
  const escaped = escapeXmlText(text);
  return /<\/[A-Za-z][A-Za-z0-9]*>/.test(text) ? ` type="html">${cdata(escaped)}` : ` type="text">${escaped}`;
}

function toAtomEntry(item: FeedItem, elements: readonly string[], slots: Slots): Item {
  const html = (value: string): string => slots.put(` type="html">${cdata(value)}`);
  // An entry should have some text; without any, its title is the text.
  const summary = item.summary === "" && item.content === "" ? escapeXmlText(item.heading) : item.summary;
  const entry: Item = {
    title: slots.put(atomText(item.heading)),
    id: slots.put(escapeXml(item.id)),
    link: slots.put(elements.join("\n        ")),
    date: item.updated ?? item.date ?? new Date(earliestTime),
  };
  if (summary !== "") entry.description = html(summary);
  if (item.content !== "") entry.content = html(item.content);
  return entry;
}

/** The elements of an entry that there may be several of. */
function entryElements(item: FeedItem): string[] {
  const elements = [`<link rel="alternate" type="text/html" href="${escapeXml(item.url)}"/>`];
  if (item.externalUrl !== undefined) {
    elements.push(`<link rel="related" href="${escapeXml(item.externalUrl)}"/>`);
  }
  for (const { url, type, length, title } of item.attachments) {
    elements.push(writeElement("link", { rel: "enclosure", type, length, title, href: url }));
  }
  if (item.date !== undefined) elements.push(`<published>${item.date.toISOString()}</published>`);
  for (const author of item.authors) elements.push(writePerson("author", author));
  for (const person of item.contributors ?? []) elements.push(writePerson("contributor", person));
  for (const tag of item.tags) elements.push(writeElement("category", { term: tag }));
  elements.push(...writeMedia(item, []), ...writeElements(item.extensions));
  return elements;
}

function writePerson(element: "author" | "contributor", { name, email, url }: FeedAuthor): string {
  const address = email === undefined ? "" : `<email>${escapeXmlText(email)}</email>`;
  const page = url === undefined ? "" : `<uri>${escapeXmlText(url)}</uri>`;
  return `<${element}><name>${escapeXmlText(name)}</name>${address}${page}</${element}>`;
}
