import type { Item as FeedPackageItem } from "feed";
import { escapeXmlText } from "../core/escape.ts";
import { checkFeed, earliestTime, type Feed, type FeedAttachment, type FeedItem } from "./feed.ts";
import { firstWords } from "./fields.ts";
import { declareNamespaces, isAudio, writeEpisode, writeMedia, writePodcast } from "./namespaces.ts";
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
 * Writes a feed as RSS 2.0. The same feed gives the same bytes.
 *
 * @param feed - a feed returned by `buildFeed`
 * @returns XML that a strict parser accepts, whatever the posts contain
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
  const slots = new Slots();
  // RSS cannot declare text as plain text. Its profile recommends hexadecimal references, which `escapeXmlText` writes.
  const text = (value: string): string => slots.put(escapeXmlText(value));
  const head = joinElements("\n        ", [
    writeElement("atom:link", { href: feed.urls.rss, rel: "self", type: "application/rss+xml" }),
    ...(feed.contributors ?? []).map(({ name }) => writeText("dc:contributor", name)),
    ...writePodcast(feed),
    ...writeElements(feed.extensions),
    ...writeFeedLinks(feed, "rss"),
  ]);
  const document = newDocument({
    title: text(feed.title),
    description: text(feed.description ?? feed.title),
    link: text(feed.url),
    language: feed.language,
    // `feed` would use the current time; the line is removed below.
    updated: feed.updated ?? new Date(earliestTime),
    generator: "galley",
    docs: "https://www.rssboard.org/rss-specification",
    feedLinks: { rss: slots.put(head, '<atom:link href="', '" rel="self" type="application/rss+xml"/>') },
    copyright: feed.copyright && text(feed.copyright),
    image: feed.image && isRssImage(feed.image) ? text(feed.image) : undefined,
    ttl: feed.ttl,
    stylesheet: slots.putStylesheet(feed.stylesheet),
  });
  let written = head;
  for (const item of feed.items) {
    // An item with content must have a description.
    const description =
      item.summary || (item.content && (leadOf(item.content) || escapeXmlText(item.heading)));
    const title = item.title ?? (description === "" ? item.heading : undefined);
    const elements = joinElements("\n            ", itemElements(item, feed));
    written += elements;
    document.addItem({
      title: title && slots.putCdata(escapeXmlText(title)),
      link: text(item.url),
      guid: item.id === item.url ? undefined : text(item.id),
      published: item.date,
      description: description && slots.putCdata(cdata(description)),
      content: item.content && slots.putCdata(cdata(item.content)),
      extensions: elements === "" ? [] : [{ name: "x", objects: slots.put(elements, "<x>", "</x>") }],
    } as unknown as FeedPackageItem);
  }
  const root = `<rss version="2.0"${declareNamespaces(feed, written, ["atom", "content", "dc", "fh"])}>`;
  const undated = feed.updated === undefined ? /\n *<lastBuildDate>[^<]*<\/lastBuildDate>/ : "";
  return slots.fill(document.rss2().replace(undated, ""), root);
}

/** Elements of an item that `feed` does not write, or writes only once. */
function itemElements(item: FeedItem, feed: Feed): string[] {
  const { attachments, externalUrl, contributors = [] } = item;
  // Readers use one enclosure of an item: the audio, if there is any.
  const files = attachments.filter(isRssEnclosure);
  const enclosure = files.find(isAudio) ?? files[0];
  return [
    ...item.tags.map((tag) => writeText("category", tag)),
    // RSS requires a length; 0 means unknown.
    enclosure === undefined
      ? ""
      : writeElement("enclosure", {
          length: enclosure.length ?? 0,
          type: enclosure.type,
          url: enclosure.url,
        }),
    ...item.authors.map(({ name }) => writeText("dc:creator", name)),
    ...contributors.map(({ name }) => writeText("dc:contributor", name)),
    writeText("dc:language", item.language),
    writeText("atom:updated", item.updated?.toISOString()),
    writeText("source", externalUrl && new URL(externalUrl).host, { url: externalUrl }),
    ...writeMedia(
      item,
      attachments.filter((file) => file !== enclosure),
    ),
    ...writeEpisode(item, feed),
    ...writeElements(item.extensions),
  ];
}

/** The image formats in RSS 2.0; a URL without a file extension may be any of them. */
function isRssImage(url: string): boolean {
  const extension = url.slice(url.lastIndexOf(".") + 1);
  return !/^\w+$/.test(extension) || /^(?:gif|jpe?g|png)$/i.test(extension);
}

/** RSS requires a host with a domain, as readers fetch the file. */
function isRssEnclosure({ url }: FeedAttachment): boolean {
  return /^https?:\/\/(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9][A-Za-z0-9-]*(?::\d+)?\//.test(url);
}

/** Maximum length of a description that is taken from the content. */
const maxLead = 300;

/**
 * The first words of a post as HTML without tags and code, for an item that needs a description.
 *
 * @param html - HTML from `toFeedHtml`, in which `>` only occurs at the end of tags
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
  // The cut may leave an incomplete character reference.
  return words.length <= maxLead ? words : firstWords(words, maxLead).replace(/&[^;]*…$/, "…");
}
