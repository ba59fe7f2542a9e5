import type { Item } from "feed";
import { escapeXml, escapeXmlText } from "../core/escape.ts";
import { declareNamespaces, writeElement, writeElements, writeMedia, writeText } from "./extend.ts";
import { checkFeed, earliestTime, type Feed, type FeedItem } from "./feed.ts";
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
  const url = (value: string | undefined): string | undefined => value && slots.put(escapeXml(value));
  const document = newDocument({
    id: slots.put(escapeXml(feed.id)),
    title: construct(feed.title, slots),
    updated: feed.updated ?? new Date(earliestTime),
    generator: "galley",
    link: url(feed.url),
    feedLinks: { atom: url(feed.urls.atom) },
    description: feed.description && construct(feed.description, slots),
    copyright: feed.copyright && construct(feed.copyright, slots),
    image: url(feed.image),
    favicon: url(feed.favicon),
  });
  const extras = [
    ...writePeople("author", feed.authors.length > 0 ? feed.authors : [{ name: feed.title }]),
    ...writePeople("contributor", feed.contributors),
    ...writeElements(feed.extensions),
  ];
  const written = [...extras];
  for (const item of feed.items) {
    const elements = entryElements(item);
    written.push(...elements);
    document.addItem(toAtomEntry(item, elements, slots));
  }
  const namespaces = declareNamespaces(written, feed, feed.kind === undefined ? [] : ["fh"]);
  const root = `<feed xmlns="http://www.w3.org/2005/Atom"${namespaces} xml:lang="${feed.language}">`;
  return finishXml(document.atom1(), slots, feed, "atom", root, extras);
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
  const html = (value: string): string => value && slots.put(` type="html">${cdata(value)}`);
  // An entry should have some text; without any, its title is the text.
  const summary = item.summary === "" && item.content === "" ? escapeXmlText(item.heading) : item.summary;
  return {
    title: slots.put(atomText(item.heading)),
    id: slots.put(escapeXml(item.id)),
    link: slots.put(elements.join("\n        ")),
    date: item.updated ?? item.date ?? new Date(earliestTime),
    description: html(summary),
    content: html(item.content),
  };
}

/** The elements of an entry that there may be several of. */
function entryElements(item: FeedItem): string[] {
  return [
    writeElement("link", { rel: "alternate", type: "text/html", href: item.url }),
    item.externalUrl === undefined ? "" : writeElement("link", { rel: "related", href: item.externalUrl }),
    ...item.attachments.map(({ url, type, length, title }) =>
      writeElement("link", { rel: "enclosure", type, length, title, href: url }),
    ),
    writeText("published", item.date?.toISOString()),
    ...writePeople("author", item.authors),
    ...writePeople("contributor", item.contributors),
    ...item.tags.map((term) => writeElement("category", { term })),
    ...writeMedia(item, []),
    ...writeElements(item.extensions),
  ].filter((element) => element !== "");
}

function writePeople(element: "author" | "contributor", people: readonly FeedAuthor[] = []): string[] {
  return people.map(({ name, email, url }) =>
    writeElement(element, {}, writeText("name", name) + writeText("email", email) + writeText("uri", url)),
  );
}
