import type { Extension, Item } from "feed";
import { escapeXmlText } from "../core/escape.ts";
import { checkFeed, type Feed, type FeedAttachment, type FeedItem } from "./feed.ts";
import type { FeedAuthor } from "./source.ts";
import { newDocument } from "./writer.ts";

/**
 * Writes a feed as JSON Feed 1.1. The same feed gives the same bytes.
 *
 * @param feed - what `buildFeed` made
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
  const document = newDocument({
    title: feed.title,
    link: feed.url,
    feedLinks: { json: feed.urls.json },
    ...(feed.description !== undefined && { description: feed.description }),
    ...(feed.image !== undefined && { image: feed.image }),
  });
  const next =
    feed.pages.find(({ rel }) => rel === "next") ?? feed.pages.find(({ rel }) => rel === "prev-archive");
  // `feed` writes version 1.0; an extension that has the name of a field of 1.1 becomes that field.
  for (const extension of extensions({
    version: "https://jsonfeed.org/version/1.1",
    next_url: next?.urls.json,
    favicon: feed.favicon,
    authors: feed.authors.length > 0 ? feed.authors.map(toJsonAuthor) : undefined,
    language: feed.language,
    hubs: feed.hubs.length > 0 ? feed.hubs.map((url) => ({ type: "WebSub", url })) : undefined,
  })) {
    document.addExtension(extension);
  }
  for (const item of feed.items) document.addItem(toJsonItem(item));
  return document.json1();
}

function toJsonItem(item: FeedItem): Item {
  const entry: Partial<Item> = {
    id: item.id,
    link: item.url,
    content: item.content || item.summary || escapeXmlText(item.heading),
    extensions: extensions({
      external_url: item.externalUrl,
      // The specification asks for plain text; `feed` would write the HTML of a description.
      summary: item.content !== "" && item.summaryText !== "" ? item.summaryText : undefined,
      authors: item.authors.length > 0 ? item.authors.map(toJsonAuthor) : undefined,
      language: item.language,
      attachments: item.attachments.length > 0 ? item.attachments.map(toJsonAttachment) : undefined,
    }),
  };
  if (item.title !== undefined) entry.title = item.title;
  if (item.image !== undefined) entry.image = item.image;
  if (item.updated !== undefined) entry.date = item.updated;
  if (item.date !== undefined) entry.published = item.date;
  if (item.tags.length > 0) entry.category = item.tags.map((name) => ({ name }));
  return entry as Item;
}

function toJsonAuthor({ name, url }: FeedAuthor): { name: string; url?: string } {
  return url === undefined ? { name } : { name, url };
}

function toJsonAttachment({ url, type, title, length, duration }: FeedAttachment): object {
  return { url, mime_type: type, title, size_in_bytes: length, duration_in_seconds: duration };
}

function extensions(values: Record<string, unknown>): Extension[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, objects]) => ({ name, objects: objects as Extension["objects"] }));
}
