import { escapeXml, escapeXmlText } from "../core/escape.ts";
import { checkFeed, earliestTime, type Feed, type FeedItem } from "./feed.ts";
import { declareNamespaces, writeMedia } from "./namespaces.ts";
import type { FeedAuthor } from "./source.ts";
import {
  cdata,
  joinElements,
  newDocument,
  Slots,
  writeElement,
  writeElements,
  writeFeedLinks,
  writeText,
} from "./xml.ts";

/**
 * Writes a feed as Atom 1.0. The same feed gives the same bytes.
 *
 * Titles are `type="text"`. Atom requires things that a blog may not have: an entry without a date gets
 * `1990-01-01T00:00:00Z`, a feed without any author names the site as its author.
 *
 * @param feed - a feed returned by `buildFeed`
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
  const slots = new Slots();
  const url = (value: string | undefined): string | undefined => value && slots.put(escapeXml(value));
  const text = (value: string | undefined): string | undefined => value && slots.put(atomText(value), ">");
  const document = newDocument({
    id: slots.put(escapeXml(feed.id)),
    title: slots.put(atomText(feed.title), ">"),
    updated: feed.updated ?? new Date(earliestTime),
    generator: "galley",
    link: url(feed.url),
    feedLinks: { atom: url(feed.urls.atom) },
    description: text(feed.description),
    copyright: text(feed.copyright),
    image: url(feed.image),
    favicon: url(feed.favicon),
    stylesheet: slots.putStylesheet(feed.stylesheet),
  });
  const head = joinElements("\n    ", [
    ...writePeople("author", feed.authors.length > 0 ? feed.authors : [{ name: feed.title }]),
    ...writePeople("contributor", feed.contributors),
    ...writeElements(feed.extensions),
    ...writeFeedLinks(feed, "atom"),
  ]);
  document.addCategory(slots.put(head, '<category term="', '"/>'));
  let written = head;
  for (const item of feed.items) {
    const html = (value: string): string =>
      value && slots.put(` type="html">${cdata(value)}`, ' type="html"><![CDATA[', "]]>");
    // An entry should have some text; without any, the title is used.
    const summary = item.summary || (item.content === "" ? escapeXmlText(item.heading) : "");
    const elements = joinElements("\n        ", entryElements(item));
    written += elements;
    document.addItem({
      title: slots.put(atomText(item.heading), ' type="html"><![CDATA[', "]]>"),
      id: slots.put(escapeXml(item.id)),
      link: slots.put(elements, '<link href="', '"/>'),
      date: item.updated ?? item.date ?? new Date(earliestTime),
      description: html(summary),
      content: html(item.content),
    });
  }
  const namespaces = declareNamespaces(feed, written);
  const root = `<feed xmlns="http://www.w3.org/2005/Atom"${namespaces} xml:lang="${feed.language}">`;
  return slots.fill(document.atom1(), root);
}

/**
 * Writes plain text as the rest of a text construct, starting at its `type`. Text that contains an end tag is declared
 * as HTML and escaped as such, because validators treat it as HTML anyway. Readers show the same text.
 */
function atomText(text: string): string {
  const escaped = escapeXmlText(text);
  return /<\/[A-Za-z][A-Za-z0-9]*>/.test(text) ? ` type="html">${cdata(escaped)}` : ` type="text">${escaped}`;
}

/** The elements that an entry may have several of. */
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
  ];
}

function writePeople(element: "author" | "contributor", people: readonly FeedAuthor[] = []): string[] {
  return people.map(({ name, email, url }) =>
    writeElement(element, {}, writeText("name", name) + writeText("email", email) + writeText("uri", url)),
  );
}
