import { escapeXml } from "../core/escape.ts";
import type { Feed, FeedAttachment, FeedItem } from "./feed.ts";
import { firstWords } from "./fields.ts";
import { writeElement, writeText } from "./xml.ts";

/** The namespaces that RSS and Atom are written with. */
export const ownNamespaces: Readonly<Record<string, string>> = {
  atom: "http://www.w3.org/2005/Atom",
  content: "http://purl.org/rss/1.0/modules/content/",
  dc: "http://purl.org/dc/elements/1.1/",
  fh: "http://purl.org/syndication/history/1.0",
  itunes: "http://www.itunes.com/dtds/podcast-1.0.dtd",
  media: "http://search.yahoo.com/mrss/",
};

/**
 * Declares namespaces in a start tag.
 *
 * @param xml - finished elements; namespaces are declared if their prefix is used in a tag or an attribute
 * @param always - prefixes that are declared in any case
 */
export function declareNamespaces(feed: Feed, xml: string, always: readonly string[] = []): string {
  return Object.entries({ ...ownNamespaces, ...feed.namespaces })
    .filter(
      ([prefix]) => always.includes(prefix) || xml.includes(`<${prefix}:`) || xml.includes(` ${prefix}:`),
    )
    .map(([prefix, uri]) => ` xmlns:${prefix}="${escapeXml(uri)}"`)
    .join("");
}

/** Media RSS: the image of an item, and the files that the format has no element for. */
export function writeMedia({ image, imageAlt }: FeedItem, files: readonly FeedAttachment[]): string[] {
  const plain = { type: "plain" };
  const written = files.map(({ url, type, length, duration, title }) => {
    const medium = /^(?:audio|image|video)(?=\/)/.exec(type)?.[0] ?? "document";
    const seconds = duration && Math.round(duration);
    const attributes = { url, type, medium, fileSize: length, duration: seconds };
    return writeElement("media:content", attributes, writeText("media:title", title, plain));
  });
  if (image === undefined) return written;
  const alt = writeText("media:description", imageAlt, plain);
  return [
    writeElement("media:content", { url: image, medium: "image" }, alt),
    writeElement("media:thumbnail", { url: image }),
    ...written,
  ];
}

/** Whether a file is a podcast episode. */
export function isAudio({ type }: FeedAttachment): boolean {
  return type.startsWith("audio/");
}

/** The elements that podcast apps read for an episode; nothing for an item without audio. */
export function writeEpisode(item: FeedItem, feed: Feed): string[] {
  const audio = item.attachments.find(isAudio);
  if (audio === undefined) return [];
  return [
    writeText(
      "itunes:duration",
      audio.duration === undefined ? undefined : String(Math.round(audio.duration)),
    ),
    writePodcastAuthor(item.authors.length > 0 ? item.authors : feed.authors),
    writePodcastImage(item),
  ];
}

/** The elements that podcast apps require for a channel; nothing without audio. */
export function writePodcast(feed: Feed): string[] {
  if (!feed.items.some(({ attachments }) => attachments.some(isAudio))) return [];
  const { categories = [], explicit = false, type } = feed.podcast ?? {};
  const owner = feed.authors.find(({ email }) => email !== undefined);
  return [
    writePodcastAuthor(feed.authors.length > 0 ? feed.authors : [{ name: feed.title }]),
    writePodcastImage(feed),
    ...categories.map((text) => writeElement("itunes:category", { text })),
    writeText("itunes:explicit", String(explicit)),
    writeText("itunes:type", type),
    owner === undefined
      ? ""
      : writeElement(
          "itunes:owner",
          {},
          writeShort("itunes:name", owner.name) + writeText("itunes:email", owner.email),
        ),
  ];
}

function writePodcastAuthor(authors: Feed["authors"]): string {
  return authors.length === 0 ? "" : writeShort("itunes:author", authors.map(({ name }) => name).join(", "));
}

/** Directories of podcasts take 255 characters. */
function writeShort(name: string, text: string): string {
  return writeText(name, firstWords(text, 254));
}

function writePodcastImage({ image }: { image?: string | undefined }): string {
  return image === undefined ? "" : writeElement("itunes:image", { href: image });
}
