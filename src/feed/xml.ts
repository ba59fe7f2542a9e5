import { type FeedOptions, Feed as FeedWriter } from "feed";
import { escapeXml, escapeXmlText, toXmlCharacters } from "../core/escape.ts";
import type { Feed, FeedElement } from "./feed.ts";

/*
 * The `feed` package writes the documents. Bugs of version 6 are worked around here and in the three renderers. Each
 * bug has a test in test/feed/feed-package.test.ts that fails when `feed` fixes it: then the workaround can be removed.
 *
 * Texts. Of several `]]>` in one text `feed` splits only the first, `<` in attributes stays, control characters pass, and
 * `&amp;` in plain text loses a level. So no text passes through it: it is given the tokens of `Slots`.
 *
 * Titles. They are HTML in Atom, ambiguous in RSS and plain in JSON, so one item cannot serve three formats: each
 * renderer makes a document of its own. A token in an Atom title replaces the text and its `type`.
 *
 * Elements. It writes one author, one link and one enclosure of an entry, guesses media types, writes RSS authors that
 * have no e-mail address, knows no extensions of Atom, and writes those of an RSS head after the items. So one token
 * replaces a single element by all that belong there: the link of an Atom entry, an extension `x` of an RSS item, the
 * self link of an RSS head, a category of an Atom head.
 *
 * Roots. It leaves out `xml:lang` and the namespaces of extensions, and calls every stylesheet XSLT.
 *
 * Dates. It takes the present time where `updated` is missing, so it is always given a date.
 *
 * Ids. It calls every RSS id "not the link", so an id that is the link is not given to it: then it takes the link.
 *
 * JSON. It writes version 1.0 with one author; an extension that has the name of a field of 1.1 becomes that field.
 */

/** Creates a document in one format. This is the only file that imports `feed`. */
export function newDocument(options: FeedOptions): FeedWriter {
  return new FeedWriter(options);
}

/**
 * The texts of one document, which `feed` sees as tokens. A token looks like a URL (`feed` parses ids and links, and
 * throws for others) and holds nothing to escape. No text can forge one, as no text is in the document before `fill`.
 */
export class Slots {
  readonly #pieces: { xml: string; before: string; after: string }[] = [];

  /**
   * Stores a piece of finished XML.
   *
   * @param before - the text that `feed` writes before the token, which is replaced as well
   * @param after - the same after the token
   * @returns the placeholder token
   */
  put(xml: string, before = "", after = ""): string {
    return `slot:${this.#pieces.push({ xml, before, after }) - 1};`;
  }

  /** Stores finished XML for places where `feed` writes a CDATA section. */
  putCdata(xml: string): string {
    return this.put(xml, "<![CDATA[", "]]>");
  }

  /** Keeps the reference to the stylesheet. */
  putStylesheet(url: string | undefined): string | undefined {
    if (url === undefined) return undefined;
    const type = /\.css(?:[?#]|$)/i.test(url) ? "text/css" : "text/xsl";
    // `feed` writes no line end in front of it.
    const instruction = `\n<?xml-stylesheet type="${type}" href="${escapeXml(url)}"?>`;
    return this.put(instruction, '<?xml-stylesheet href="', '" type="text/xsl"?>');
  }

  /**
   * Replaces every token with its XML.
   *
   * @param root - start tag of the root
   */
  fill(document: string, root: string): string {
    let filled = "";
    let end = 0;
    for (const { 0: token, 1: number, index } of document.matchAll(/slot:(\d+);/g)) {
      const { xml, before, after } = this.#pieces[Number(number)]!;
      filled += document.slice(end, index - before.length) + xml;
      end = index + token.length + after.length;
    }
    filled += document.slice(end);
    // Done here rather than when texts are read, because JSON allows every character.
    return toXmlCharacters(filled.replace(/<(?:rss|feed) [^>]*>/, () => root));
  }
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

/** Joins elements and skips missing ones. */
export function joinElements(gap: string, elements: readonly string[]): string {
  return elements.filter((element) => element !== "").join(gap);
}

export function writeElements(elements: readonly FeedElement[] = []): string[] {
  return elements.map(({ name, attributes = {}, children = "" }) =>
    writeElement(
      name,
      attributes,
      typeof children === "string" ? escapeXmlText(children) : writeElements(children).join(""),
    ),
  );
}

/** Wraps HTML in a CDATA section; every `]]>` in it is split, including one that appears when a character is removed. */
export function cdata(html: string): string {
  return `<![CDATA[${toXmlCharacters(html).replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

/** Writes the hubs of a feed and its links of RFC 5005. */
export function writeFeedLinks(feed: Feed, format: "rss" | "atom"): string[] {
  const link = format === "rss" ? "atom:link" : "link";
  const links: { rel: string; href: string }[] = feed.hubs.map((href) => ({ rel: "hub", href }));
  for (const { rel, urls } of feed.pages) if (urls[format]) links.push({ rel, href: urls[format] });
  const written = links.map((attributes) => writeElement(link, attributes));
  return feed.kind === undefined ? written : [...written, `<fh:${feed.kind}/>`];
}
