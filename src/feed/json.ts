import type { Extension, Item } from "feed";
import { escapeXmlText } from "../core/escape.ts";
import { checkFeed, type Feed, type FeedAttachment, type FeedItem } from "./feed.ts";
import type { FeedAuthor } from "./source.ts";
import { newDocument } from "./xml.ts";

/**
 * Writes a feed as JSON Feed 1.1. The same feed gives the same bytes.
 *
 * @param feed - a feed returned by `buildFeed`
 * @returns JSON that is valid by the schema of JSON Feed 1.1
 * @example
 * ```ts
 * import { buildFeed, renderJsonFeed } from "galley/feed";
 *
 * const site = { url: "https://example.com/", title: "Notes", language: "en" };
 * const feed = buildFeed(site, [{ slug: "a", title: "A & <b>", date: "2025-02-01", html: "<p>Hi</p>", tags: ["c"] }]);
 * console.log(JSON.parse(renderJsonFeed(feed)).items[0]);
 * // → {
 * // →   id: 'https://example.com/posts/a/',
 * // →   content_html: '<p>Hi</p>',
 * // →   url: 'https://example.com/posts/a/',
 * // →   title: 'A & <b>',
 * // →   date_published: '2025-02-01T00:00:00.000Z',
 * // →   tags: [ 'c' ]
 * // → }
 * ```
 */
export function renderJsonFeed(feed: Feed): string {
  checkFeed(feed);
  const { authors, hubs, pages } = feed;
  const document = newDocument({
    title: feed.title,
    link: feed.url,
    feedLinks: { json: feed.urls.json },
    description: feed.description,
    image: feed.image,
  });
  const next = pages.find(({ rel }) => rel === "next") ?? pages.find(({ rel }) => rel === "prev-archive");
  for (const extension of extensions({
    version: "https://jsonfeed.org/version/1.1",
    next_url: next?.urls.json,
    favicon: feed.favicon,
    authors: authors.length > 0 ? authors.map(toJsonAuthor) : undefined,
    language: feed.language,
    hubs: hubs.length > 0 ? hubs.map((url) => ({ type: "WebSub", url })) : undefined,
  })) {
    document.addExtension(extension);
  }
  for (const item of feed.items) document.addItem(toJsonItem(item));
  return document.json1();
}

function toJsonItem(item: FeedItem): Item {
  const { authors, attachments, tags } = item;
  const entry: Partial<Item> = {
    id: item.id,
    link: item.url,
    title: item.title,
    content: item.content || item.summary || escapeXmlText(item.heading),
    image: item.image,
    date: item.updated,
    published: item.date,
    category: tags.length > 0 ? tags.map((name) => ({ name })) : undefined,
    extensions: extensions({
      external_url: item.externalUrl,
      // The specification asks for plain text; `feed` would write the HTML of a description.
      summary: item.content !== "" && item.summaryText !== "" ? item.summaryText : undefined,
      authors: authors.length > 0 ? authors.map(toJsonAuthor) : undefined,
      language: item.language,
      attachments: attachments.length > 0 ? attachments.map(toJsonAttachment) : undefined,
    }),
  };
  return entry as Item;
}

function toJsonAuthor({ name, url }: FeedAuthor): object {
  return { name, url };
}

function toJsonAttachment({ url, type, title, length, duration }: FeedAttachment): object {
  return { url, mime_type: type, title, size_in_bytes: length, duration_in_seconds: duration };
}

/** Fields that `feed` does not write. One that has the name of a field of version 1.1 becomes that field. */
function extensions(values: Record<string, unknown>): Extension[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, objects]) => ({ name, objects: objects as Extension["objects"] }));
}
