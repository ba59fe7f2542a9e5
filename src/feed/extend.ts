import { checkKind, checkOptions, type OptionKinds, show } from "../core/check-options.ts";
import { escapeXml, escapeXmlText } from "../core/escape.ts";
import type { Feed, FeedAttachment, FeedElement, FeedItem } from "./feed.ts";

/** Adds elements of other namespaces to RSS and Atom. */
export interface FeedExtend<P> {
  /** The URI of each prefix. `atom`, `content`, `dc`, `fh`, `itunes` and `media` are known. */
  namespaces?: Readonly<Record<string, string>>;
  /** Elements of the channel of RSS, or of the feed of Atom. */
  channel?: (feed: Feed) => readonly FeedElement[] | undefined;
  /** Elements of an item. */
  item?: (post: P, item: FeedItem) => readonly FeedElement[] | undefined;
}

export const extendKinds: OptionKinds<FeedExtend<never>> = {
  namespaces: "object",
  channel: "function",
  item: "function",
};

/** The namespaces that RSS and Atom are written with. */
const ownNamespaces: Readonly<Record<string, string>> = {
  atom: "http://www.w3.org/2005/Atom",
  content: "http://purl.org/rss/1.0/modules/content/",
  dc: "http://purl.org/dc/elements/1.1/",
  fh: "http://purl.org/syndication/history/1.0",
  itunes: "http://www.itunes.com/dtds/podcast-1.0.dtd",
  media: "http://search.yahoo.com/mrss/",
};

const elementKinds: OptionKinds<FeedElement> = {
  name: "string",
  attributes: "object",
  children: "string or array",
};

const ncName = "[\\p{L}_][\\p{L}\\p{N}._-]*";
const qualifiedName: RegExp = new RegExp(`^(${ncName}):${ncName}$`, "u");
const attributeName: RegExp = new RegExp(`^(?:(${ncName}):)?${ncName}$`, "u");

/** More than any vocabulary nests; an element that holds itself has no end. */
const maxDepth = 20;

/**
 * Checks the namespaces of an extension.
 *
 * @throws TypeError for a prefix or a URI that XML does not allow
 */
export function checkNamespaces(namespaces: FeedExtend<never>["namespaces"] = {}): Record<string, string> {
  for (const [prefix, uri] of Object.entries(namespaces)) {
    const isPrefix = new RegExp(`^${ncName}$`, "u").test(prefix) && !/^xml/i.test(prefix);
    const own = Object.hasOwn(ownNamespaces, prefix) ? ownNamespaces[prefix] : uri;
    if (!isPrefix || typeof uri !== "string" || uri.trim() === "" || uri !== own) {
      throw new TypeError(
        `Expected extend.namespaces to have a URI for each prefix, received ${show(prefix)}: ${show(uri)}`,
      );
    }
  }
  return { ...ownNamespaces, ...namespaces };
}

/**
 * Checks what a function of `extend` returned, so that every feed is well-formed.
 *
 * @param name - the function, for messages
 * @returns copies
 * @throws TypeError or RangeError for anything but elements with names whose prefixes are known
 */
export function readElements(
  elements: unknown,
  namespaces: Readonly<Record<string, string>>,
  name: string,
  depth = 0,
): FeedElement[] {
  if (elements === undefined || elements === null) return [];
  checkKind(name, elements, "array", "an array of elements");
  if (depth > maxDepth) throw new RangeError(`Expected ${name} to nest at most ${maxDepth} elements deep`);
  return (elements as unknown[]).map((element, index) => {
    const at = `${name}[${index}]`;
    checkOptions(element as FeedElement, elementKinds, at);
    const { name: tag, attributes, children } = element as FeedElement;
    checkName(`${at}.name`, tag, qualifiedName, namespaces);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      checkName(`${at}.attributes`, key, attributeName, namespaces);
      if (typeof value === "number" && Number.isFinite(value)) continue;
      checkKind(`${at}.attributes.${key}`, value, "string", "a string or a number");
    }
    return {
      name: tag,
      ...(attributes && { attributes: { ...attributes } }),
      ...(children !== undefined && {
        children:
          typeof children === "string"
            ? children
            : readElements(children, namespaces, `${at}.children`, depth + 1),
      }),
    };
  });
}

function checkName(
  where: string,
  name: unknown,
  pattern: RegExp,
  namespaces: Readonly<Record<string, string>>,
): void {
  const match = typeof name === "string" ? pattern.exec(name) : null;
  const prefix = match?.[1];
  if (
    match !== null &&
    name !== "xmlns" &&
    (prefix === undefined || prefix === "xml" || Object.hasOwn(namespaces, prefix))
  )
    return;
  throw new TypeError(
    `Expected ${where} to have the prefix of a namespace in extend.namespaces, such as "podcast:guid", received ${show(name)}`,
  );
}

/** Writes checked elements. */
export function writeElements(elements: readonly FeedElement[] = []): string[] {
  return elements.map(({ name, attributes = {}, children = "" }) =>
    writeElement(
      name,
      attributes,
      typeof children === "string" ? escapeXmlText(children) : writeElements(children).join(""),
    ),
  );
}

/**
 * Writes an element.
 *
 * @param attributes - plain text; `undefined` for one that is left out
 * @param content - finished XML
 */
export function writeElement(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = "",
): string {
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) tag += ` ${key}="${escapeXml(String(value))}"`;
  }
  return content === "" ? `${tag}/>` : `${tag}>${content}</${name}>`;
}

/** Writes an element that holds plain text; `""` when there is none. */
export function writeText(
  name: string,
  text: string | undefined,
  attributes: Readonly<Record<string, string | undefined>> = {},
): string {
  return text === undefined ? "" : writeElement(name, attributes, escapeXmlText(text));
}

/** Declares the namespaces that some finished XML uses: those given, and every other whose prefix a tag or attribute has. */
export function declareNamespaces(xml: readonly string[], feed: Feed, always: readonly string[]): string {
  const namespaces = { ...ownNamespaces, ...feed.namespaces };
  return Object.entries(namespaces)
    .filter(
      ([prefix]) =>
        always.includes(prefix) ||
        xml.some((piece) => piece.includes(`<${prefix}:`) || piece.includes(` ${prefix}:`)),
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

/** Whether a file is an episode of a podcast. */
export function isAudio({ type }: FeedAttachment): boolean {
  return type.startsWith("audio/");
}

/** What podcast applications show of an episode; nothing for an item without audio. */
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

/** What podcast applications ask of a channel; nothing for one without audio. */
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
          writeText("itunes:name", owner.name) + writeText("itunes:email", owner.email),
        ),
  ];
}

function writePodcastAuthor(authors: Feed["authors"]): string {
  return authors.length === 0 ? "" : writeText("itunes:author", authors.map(({ name }) => name).join(", "));
}

function writePodcastImage({ image }: { image?: string | undefined }): string {
  return image === undefined ? "" : writeElement("itunes:image", { href: image });
}
