import { escapeXmlText } from "../core/escape.ts";
import { writeElement } from "./extend.ts";
import type { Feed, FeedAttachment, FeedItem } from "./feed.ts";

/** Media RSS: the image of an item, and the files that the format has no element for. */
export function writeMedia(item: FeedItem, files: readonly FeedAttachment[]): string[] {
  const written: string[] = [];
  if (item.image !== undefined) {
    const alt =
      item.imageAlt === undefined ? "" : writeText("media:description", item.imageAlt, { type: "plain" });
    written.push(
      writeElement("media:content", { url: item.image, medium: "image" }, alt),
      writeElement("media:thumbnail", { url: item.image }),
    );
  }
  for (const { url, type, length, duration, title } of files) {
    const medium = /^(?:audio|image|video)(?=\/)/.exec(type)?.[0] ?? "document";
    const seconds = duration === undefined ? undefined : Math.round(duration);
    const inner = title === undefined ? "" : writeText("media:title", title, { type: "plain" });
    written.push(
      writeElement("media:content", { url, type, medium, fileSize: length, duration: seconds }, inner),
    );
  }
  return written;
}

/** Whether a file is an episode of a podcast. */
export function isAudio({ type }: FeedAttachment): boolean {
  return type.startsWith("audio/");
}

/** What podcast applications show of an episode; nothing for an item without audio. */
export function writeEpisode(item: FeedItem, feed: Feed): string[] {
  const audio = item.attachments.find(isAudio);
  if (audio === undefined) return [];
  const { duration } = audio;
  const authors = item.authors.length > 0 ? item.authors : feed.authors;
  return [
    ...(duration === undefined ? [] : [writeElement("itunes:duration", {}, String(Math.round(duration)))]),
    ...writePodcastAuthor(authors),
    ...(item.image === undefined ? [] : [writeElement("itunes:image", { href: item.image })]),
  ];
}

/** What podcast applications ask of a channel; nothing for one without audio. */
export function writePodcast(feed: Feed): string[] {
  if (!feed.items.some(({ attachments }) => attachments.some(isAudio))) return [];
  const { categories = [], explicit = false, type } = feed.podcast ?? {};
  const owner = feed.authors.find(({ email }) => email !== undefined);
  return [
    ...writePodcastAuthor(feed.authors.length > 0 ? feed.authors : [{ name: feed.title }]),
    ...(feed.image === undefined ? [] : [writeElement("itunes:image", { href: feed.image })]),
    ...categories.map((text) => writeElement("itunes:category", { text })),
    writeElement("itunes:explicit", {}, String(explicit)),
    ...(type === undefined ? [] : [writeElement("itunes:type", {}, type)]),
    ...(owner?.email === undefined
      ? []
      : [
          writeElement(
            "itunes:owner",
            {},
            writeText("itunes:name", owner.name) + writeText("itunes:email", owner.email),
          ),
        ]),
  ];
}

function writePodcastAuthor(authors: Feed["authors"]): string[] {
  return authors.length === 0 ? [] : [writeText("itunes:author", authors.map(({ name }) => name).join(", "))];
}

function writeText(name: string, text: string, attributes: Record<string, string> = {}): string {
  return writeElement(name, attributes, escapeXmlText(text));
}
