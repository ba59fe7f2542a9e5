import type { Item } from "feed";
import { cdata, escapeXml, plainText, xmlAttribute } from "./escape-text.ts";
import type { Feed, FeedAttachment, FeedItem } from "./feed.ts";
import { unknownTime } from "./feed-date.ts";
import { finishXml } from "./finish-xml.ts";
import { leadOf } from "./lead-of.ts";
import { newFeed } from "./new-feed.ts";
import { createSlots, type Slots } from "./slots.ts";

const root =
  '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"' +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fh="http://purl.org/syndication/history/1.0">';

/**
 * Writes a feed as RSS 2.0. Same feed, same bytes.
 *
 * @param feed - what `buildFeed` made
 * @returns XML that a strict parser reads and that the W3C validator has nothing to say about, whatever the posts hold
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
  const slots = createSlots();
  const text = (value: string): string => slots.put(plainText(value));
  const url = (value: string): string => slots.put(xmlAttribute(value));
  const channel = newFeed({
    title: text(feed.title),
    description: text(feed.description ?? feed.title),
    link: url(feed.url),
    language: feed.language,
    // Anything but now; the line goes again when nothing is known.
    updated: feed.updated ?? new Date(unknownTime),
    generator: "galley",
    docs: "https://www.rssboard.org/rss-specification",
    feedLinks: { rss: url(feed.urls.rss) },
    ...(feed.copyright !== undefined && { copyright: text(feed.copyright) }),
    ...(feed.image !== undefined && isRssImage(feed.image) && { image: url(feed.image) }),
  });
  for (const item of feed.items) channel.addItem(toRssItem(item, slots));

  const xml = channel.rss2();
  return finishXml(
    feed.updated === undefined ? xml.replace(/\n *<lastBuildDate>[^<]*<\/lastBuildDate>/, "") : xml,
    slots,
    feed,
    { format: "rss", root, item: "<item>", end: "</channel>", indent: " ".repeat(8), link: "atom:link" },
  );
}

function toRssItem(item: FeedItem, slots: Slots): Item {
  const { content } = item;
  // Content must not come without a description.
  const description = item.summary || (content === "" ? "" : leadOf(content) || escapeXml(item.heading));
  const { title = description === "" ? item.heading : undefined } = item;
  const entry: Record<string, unknown> = {
    link: slots.put(xmlAttribute(item.url)),
    // One element of a kind passes through `feed`, and its piece holds the others: a third less work for it.
    category: item.tags.length === 0 ? [] : [{ name: slots.put(siblings("category", item.tags)) }],
    extensions: [],
  };
  if (title !== undefined) entry.title = slots.put(plainText(title));
  // `feed` writes isPermaLink="true" for a link that stands for the id, and "false" for every id.
  if (item.id !== item.url) entry.guid = slots.put(xmlAttribute(item.id));
  if (item.date !== undefined) entry.published = item.date;
  if (description !== "") entry.description = slots.put(cdata(description));
  if (content !== "") entry.content = slots.put(cdata(content));
  const [attachment] = item.attachments.filter(isRssEnclosure);
  if (attachment !== undefined) {
    entry.enclosure = {
      url: slots.put(xmlAttribute(attachment.url)),
      // 0 says that the length is not known.
      length: attachment.length ?? 0,
      type: slots.put(xmlAttribute(attachment.type)),
    };
  }
  const extensions: { name: string; objects: unknown }[] = [];
  if (item.authors.length > 0) {
    extensions.push({
      name: "dc:creator",
      objects: slots.put(
        siblings(
          "dc:creator",
          item.authors.map(({ name }) => name),
        ),
      ),
    });
  }
  if (item.language !== undefined) extensions.push({ name: "dc:language", objects: item.language });
  entry.extensions = extensions;
  return entry as unknown as Item;
}

/** The contents of elements of one name, with the tags between them. */
function siblings(name: string, texts: readonly string[]): string {
  return texts.map(plainText).join(`</${name}>\n            <${name}>`);
}

/** The kinds of picture that RSS 2.0 names; an address without an ending may be any. */
function isRssImage(url: string): boolean {
  const ending = url.slice(url.lastIndexOf(".") + 1);
  return !/^\w+$/.test(ending) || /^(?:gif|jpe?g|png)$/i.test(ending);
}

/** RSS wants a host with a domain, as readers fetch it. */
function isRssEnclosure({ url }: FeedAttachment): boolean {
  return /^https?:\/\/(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9][A-Za-z0-9-]*(?::\d+)?\//.test(url);
}
