import type { Item } from "feed";
import { escapeXml, escapeXmlText } from "../core/escape.ts";
import {
  declareNamespaces,
  isAudio,
  writeElements,
  writeEpisode,
  writeMedia,
  writePodcast,
  writeText,
} from "./extend.ts";
import { checkFeed, earliestTime, type Feed, type FeedAttachment, type FeedItem } from "./feed.ts";
import { firstWords } from "./fields.ts";
import { cdata, createSlots, finishXml, newDocument, type Slots, slotElement } from "./writer.ts";

/**
 * Writes a feed as RSS 2.0. The same feed gives the same bytes.
 *
 * @param feed - what `buildFeed` made
 * @returns XML that a strict parser reads, whatever the posts contain
 * @example
 * ```ts
 * import { buildFeed, renderRss } from "galley/feed";
 *
 * const feed = buildFeed({ url: "https://example.com/", title: "Notes" }, [{ slug: "a", title: "A & <b>", html: "<p>Hi</p>" }]);
 * console.log(renderRss(feed).match(/<item>.*<\/item>/s)?.[0]);
 * // → <item>
 * // →             <title>A &#x26; &#x3C;b&#x3E;</title>
 * // →             <link>https://example.com/posts/a/</link>
 * // →             <guid isPermaLink="true">https://example.com/posts/a/</guid>
 * // →             <description><![CDATA[Hi]]></description>
 * // →             <content:encoded><![CDATA[<p>Hi</p>]]></content:encoded>
 * // →         </item>
 * ```
 */
export function renderRss(feed: Feed): string {
  checkFeed(feed);
  const slots = createSlots();
  // RSS cannot declare a text as plain. Its profile recommends hexadecimal references, which `escapeXmlText` writes.
  const text = (value: string): string => slots.put(escapeXmlText(value));
  const channel = newDocument({
    title: text(feed.title),
    description: text(feed.description ?? feed.title),
    link: text(feed.url),
    language: feed.language,
    // `feed` would take the present time; the line is removed below.
    updated: feed.updated ?? new Date(earliestTime),
    generator: "galley",
    docs: "https://www.rssboard.org/rss-specification",
    feedLinks: { rss: slots.put(escapeXml(feed.urls.rss)) },
    copyright: feed.copyright && text(feed.copyright),
    image: feed.image && isRssImage(feed.image) ? text(feed.image) : undefined,
    ttl: feed.ttl,
  });
  const extras = [
    ...(feed.contributors ?? []).map(({ name }) => writeText("dc:contributor", name)),
    ...writePodcast(feed),
    ...writeElements(feed.extensions),
  ];
  const written = [...extras];
  for (const item of feed.items) {
    const enclosure = enclosureOf(item);
    const elements = itemElements(item, enclosure, feed);
    written.push(...elements);
    channel.addItem(toRssItem(item, enclosure, elements, slots));
  }
  const root = `<rss version="2.0"${declareNamespaces(written, feed, ["atom", "content", "dc", "fh"])}>`;
  const undated = feed.updated === undefined ? /\n *<lastBuildDate>[^<]*<\/lastBuildDate>/ : "";
  return finishXml(channel.rss2().replace(undated, ""), slots, feed, "rss", root, extras);
}

/** Between two elements of an item. */
const gap = "\n            ";

function toRssItem(
  item: FeedItem,
  enclosure: FeedAttachment | undefined,
  elements: readonly string[],
  slots: Slots,
): Item {
  const text = (value: string | undefined): string | undefined => value && slots.put(escapeXmlText(value));
  const { content, tags } = item;
  // An item with content must have a description.
  const description = item.summary || (content === "" ? "" : leadOf(content) || escapeXmlText(item.heading));
  const entry: Record<string, unknown> = {
    title: text(item.title ?? (description === "" ? item.heading : undefined)),
    link: slots.put(escapeXmlText(item.url)),
    // `feed` writes isPermaLink="true" for a link that is the id, and "false" for every id.
    guid: item.id === item.url ? undefined : text(item.id),
    published: item.date,
    description: description && slots.put(cdata(description)),
    content: content && slots.put(cdata(content)),
    // Its text holds the others: a third less work for `feed`.
    category:
      tags.length === 0
        ? []
        : [{ name: slots.put(tags.map(escapeXmlText).join(`</category>${gap}<category>`)) }],
    extensions: elements.length === 0 ? [] : [{ name: slotElement, objects: slots.put(elements.join(gap)) }],
    enclosure: enclosure && {
      url: slots.put(escapeXml(enclosure.url)),
      // RSS requires a length; 0 says that it is not known.
      length: enclosure.length ?? 0,
      type: slots.put(escapeXml(enclosure.type)),
    },
  };
  return entry as unknown as Item;
}

/** The elements of an item that `feed` does not write, or not as often as needed. */
function itemElements(item: FeedItem, enclosure: FeedAttachment | undefined, feed: Feed): string[] {
  const { externalUrl, contributors = [] } = item;
  return [
    ...item.authors.map(({ name }) => writeText("dc:creator", name)),
    ...contributors.map(({ name }) => writeText("dc:contributor", name)),
    writeText("dc:language", item.language),
    writeText("atom:updated", item.updated?.toISOString()),
    writeText("source", externalUrl && new URL(externalUrl).host, { url: externalUrl }),
    ...writeMedia(
      item,
      item.attachments.filter((file) => file !== enclosure),
    ),
    ...writeEpisode(item, feed),
    ...writeElements(item.extensions),
  ].filter((element) => element !== "");
}

/** Readers take one enclosure of an item; the audio, if there is any. */
function enclosureOf({ attachments }: FeedItem): FeedAttachment | undefined {
  return (
    attachments.find((file) => isAudio(file) && isRssEnclosure(file)) ?? attachments.find(isRssEnclosure)
  );
}

/** The image formats that RSS 2.0 names; a URL without a file extension may be any of them. */
function isRssImage(url: string): boolean {
  const extension = url.slice(url.lastIndexOf(".") + 1);
  return !/^\w+$/.test(extension) || /^(?:gif|jpe?g|png)$/i.test(extension);
}

/** RSS requires a host with a domain, as readers fetch the file. */
function isRssEnclosure({ url }: FeedAttachment): boolean {
  return /^https?:\/\/(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9][A-Za-z0-9-]*(?::\d+)?\//.test(url);
}

/** Most characters of a description that is taken from the content. */
const maxLead = 300;

/**
 * The first words of a post as HTML without tags and code, for an item that needs a description.
 *
 * @param html - what `toFeedHtml` wrote: no `>` but at the end of tags
 */
function leadOf(html: string): string {
  let text = "";
  // The start of a long post has enough words.
  for (const [, code, word] of html
    .slice(0, 20_000)
    .matchAll(/(<pre>.*?(?:<\/pre>|$))|<[^>]*(?:>|$)|([^<]+)/gs)) {
    if (code === undefined) text += word ?? " ";
    if (text.length > maxLead * 4) break;
  }
  const words = text.replace(/\s+/g, " ").trim();
  // The cut may leave half of a character reference.
  return words.length <= maxLead ? words : firstWords(words, maxLead).replace(/&[^;]*…$/, "…");
}
