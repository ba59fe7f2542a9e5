import type { Item } from "feed";
import { createInstantSpeller } from "./create-instant-speller.ts";
import { atomText, cdata, escapeXml, plainText, xmlAttribute } from "./escape-text.ts";
import type { Feed, FeedItem } from "./feed.ts";
import { unknownTime } from "./feed-date.ts";
import { finishXml } from "./finish-xml.ts";
import { newFeed } from "./new-feed.ts";
import type { FeedAuthor } from "./site.ts";
import { createSlots, type Slots } from "./slots.ts";

/**
 * Writes a feed as Atom 1.0. Same feed, same bytes.
 *
 * Titles are `type="text"`. Atom insists on things a blog may not have: an entry without a date says
 * `1990-01-01T00:00:00Z`, a feed without any author names the site as its author.
 *
 * @param feed - what `buildFeed` made
 * @returns XML that is valid by the schema of RFC 4287 and that the W3C validator has nothing to say about
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
  const slots = createSlots();
  const url = (value: string): string => slots.put(xmlAttribute(value));
  const authors: readonly FeedAuthor[] = feed.authors.length > 0 ? feed.authors : [{ name: feed.title }];
  const document = newFeed({
    id: url(feed.id),
    title: construct(feed.title, slots),
    updated: feed.updated ?? new Date(unknownTime),
    generator: "galley",
    link: url(feed.url),
    feedLinks: { atom: url(feed.urls.atom) },
    ...(feed.description !== undefined && { description: construct(feed.description, slots) }),
    ...(feed.copyright !== undefined && { copyright: construct(feed.copyright, slots) }),
    ...(feed.image !== undefined && { image: url(feed.image) }),
    ...(feed.favicon !== undefined && { favicon: url(feed.favicon) }),
  });
  const spell = createInstantSpeller();
  for (const item of feed.items) document.addItem(toAtomEntry(item, slots, spell));
  return finishXml(document.atom1(), slots, feed, {
    format: "atom",
    root: rootOf(feed),
    item: "<entry",
    end: "</feed>",
    indent: " ".repeat(4),
    link: "link",
    extras: authors.map(writeAuthor),
  });
}

function rootOf({ language, kind }: Feed): string {
  const history = kind === undefined ? "" : ' xmlns:fh="http://purl.org/syndication/history/1.0"';
  return `<feed xmlns="http://www.w3.org/2005/Atom"${history} xml:lang="${language}">`;
}

/** A text construct in the form in which a slot may say for itself what type it is. */
function construct(value: string, slots: Slots): string {
  const declared: unknown = { _attributes: { type: "html" }, _cdata: slots.put(atomText(value)) };
  return declared as string;
}

function toAtomEntry(item: FeedItem, slots: Slots, spell: (date: Date) => string): Item {
  const html = (value: string): string => slots.put(` type="html">${cdata(value)}`);
  // An entry wants some text; where there is none, the heading is all there is to say.
  const summary = item.summary === "" && item.content === "" ? escapeXml(item.heading) : item.summary;
  const entry: Item = {
    title: slots.put(atomText(item.heading)),
    id: slots.put(xmlAttribute(item.id)),
    link: slots.putElements(entryElements(item).join("\n        ")),
    date: new SlotDate(slots.put(spell(item.updated ?? item.date ?? new Date(unknownTime)))),
  };
  if (summary !== "") entry.description = html(summary);
  if (item.content !== "") entry.content = html(item.content);
  return entry;
}

/**
 * Everything about an entry that there may be several of. `feed` knows one link, guesses the types of others, and takes
 * twice the time for the rest; so its one link becomes all of it.
 */
function entryElements(item: FeedItem): string[] {
  const elements = [`<link rel="alternate" type="text/html" href="${xmlAttribute(item.url)}"/>`];
  if (item.externalUrl !== undefined) {
    elements.push(`<link rel="related" href="${xmlAttribute(item.externalUrl)}"/>`);
  }
  for (const { url, type, length } of item.attachments) {
    const size = length === undefined ? "" : ` length="${length}"`;
    elements.push(`<link rel="enclosure" type="${xmlAttribute(type)}"${size} href="${xmlAttribute(url)}"/>`);
  }
  if (item.date !== undefined) elements.push(`<published>${item.date.toISOString()}</published>`);
  for (const author of item.authors) elements.push(writeAuthor(author));
  for (const tag of item.tags) elements.push(`<category term="${xmlAttribute(tag)}"/>`);
  return elements;
}

function writeAuthor({ name, email, url }: FeedAuthor): string {
  const address = email === undefined ? "" : `<email>${plainText(email)}</email>`;
  const page = url === undefined ? "" : `<uri>${xmlAttribute(url)}</uri>`;
  return `<author><name>${plainText(name)}</name>${address}${page}</author>`;
}

/** A date that writes itself as the token of a slot, as `feed` writes `updated` in one way only. */
class SlotDate extends Date {
  readonly #token: string;

  constructor(token: string) {
    super(0);
    this.#token = token;
  }

  override toISOString(): string {
    return this.#token;
  }
}
