import { type FeedOptions, Feed as FeedWriter } from "feed";
import { escapeXml, toXmlCharacters } from "../core/escape.ts";
import { writeElement } from "./extend.ts";
import type { Feed } from "./feed.ts";

/*
 * The `feed` package writes the documents. What version 6 gets wrong is answered here and in the three renderers. Each
 * fault has a test in test/feed/feed-package.test.ts that fails when `feed` mends it: then the answer can go.
 *
 * Texts. Of several `]]>` in one text `feed` splits only the first, `<` in attributes stays, control characters pass, and
 * `&amp;` in plain text loses a level. So no text passes through it. It is given tokens, which look like URLs (it parses
 * ids and links, and throws for `tag:` and `urn:` ids that are not URLs to it) and hold nothing to escape. At the end one
 * pass puts finished XML in their places.
 *
 * Titles. They are HTML in Atom, ambiguous in RSS and plain in JSON, so one item cannot serve three formats: each renderer
 * makes a document of its own. A token in an Atom title replaces the text and its `type`.
 *
 * Elements. It writes one author, one link and one enclosure of an entry, guesses media types, writes RSS authors that
 * have no e-mail address, and knows no extensions of Atom. So the token of an Atom entry's link replaces all elements
 * that there may be several of, and in an RSS item one extension, `slotElement`, for all that `feed` does not know.
 * It would write the extensions of the head after the items: `finishXml` puts them before the first.
 *
 * Roots. It leaves out `xml:lang` and the namespaces of extensions, and calls every stylesheet XSLT. Hubs and the links of
 * RFC 5005 are written here as well.
 *
 * Dates. It takes the present time where `updated` is missing, so it is always given a date.
 *
 * Ids. It calls every RSS id "not the link", so an id that is the link is not given to it: then it takes the link.
 *
 * JSON. It writes version 1.0 with one author; an extension that has the name of a field of 1.1 becomes that field.
 */

/** Makes a document of one format. This is the only file that imports `feed`. */
export function newDocument(options: FeedOptions): FeedWriter {
  return new FeedWriter(options);
}

/** Texts that `feed` sees as tokens only. */
export interface Slots {
  /** Keeps a piece of finished XML and returns the token that holds its place. */
  put(xml: string): string;
  /** Puts every piece in its place. */
  fill(xml: string): string;
}

/** An element whose only text is a token; the piece replaces the whole element. */
export const slotElement = "x";

/**
 * A token, and what is replaced together with it: a CDATA section and the `type="html"` before it, so that a piece may say
 * itself what it is; the link of an Atom entry; `slotElement`.
 */
const token: RegExp =
  /(?: type="html">)?<!\[CDATA\[slot:(\d+);\]\]>|<link href="slot:(\d+);"\/>|<x>slot:(\d+);<\/x>|slot:(\d+);/g;

/** Keeps the texts of one document. No text can forge a token, as no text is in the document before `fill`. */
export function createSlots(): Slots {
  const pieces: string[] = [];
  return {
    put: (xml) => `slot:${pieces.push(xml) - 1};`,
    fill: (xml) => xml.replace(token, (_, ...numbers) => pieces[numbers.find(Boolean)] as string),
  };
}

/** Wraps HTML in a CDATA section; every `]]>` in it is split, also one that a dropped character held apart. */
export function cdata(html: string): string {
  const text = toXmlCharacters(html);
  return `<![CDATA[${text.includes("]]>") ? text.replaceAll("]]>", "]]]]><![CDATA[>") : text}]]>`;
}

/** What is where in the two XML formats, as `feed` writes them. */
const layouts = {
  rss: { firstItem: "<item>", end: "</channel>", indent: "        ", link: "atom:link" },
  atom: { firstItem: "<entry", end: "</feed>", indent: "    ", link: "link" },
} as const;

/**
 * Puts in what `feed` leaves out: namespaces, hubs, links of RFC 5005, the stylesheet. This is done while tokens stand
 * for the texts, so that nothing an author wrote can be mistaken for markup; then the texts go in.
 *
 * @param root - start tag of the root
 * @param extras - more elements of the head, finished
 */
export function finishXml(
  xml: string,
  slots: Slots,
  feed: Feed,
  format: keyof typeof layouts,
  root: string,
  extras: readonly string[],
): string {
  const { firstItem, end, indent, link } = layouts[format];
  const elements = [
    ...extras,
    ...feed.hubs.map((href) => writeElement(link, { rel: "hub", href })),
    ...feed.pages.map(({ rel, urls }) => urls[format] && writeElement(link, { rel, href: urls[format] })),
    feed.kind && `<fh:${feed.kind}/>`,
  ];
  const lines = elements.filter(Boolean).map((element) => `\n${indent}${slots.put(element as string)}`);
  const first = xml.indexOf(firstItem);
  const headEnd = xml.slice(0, first === -1 ? xml.lastIndexOf(end) : first).trimEnd().length;
  const head = xml
    .slice(0, headEnd)
    .replace(/<(?:rss|feed) [^>]*>/, () => root)
    .replace("?>", () => `?>${stylesheet(feed)}`);
  const filled = slots.fill(head + lines.join("") + xml.slice(headEnd));
  // Here, and not where the texts are read: JSON can hold every character.
  return toXmlCharacters(filled);
}

function stylesheet(feed: Feed): string {
  if (feed.stylesheet === undefined) return "";
  const type = /\.css(?:[?#]|$)/i.test(feed.stylesheet) ? "text/css" : "text/xsl";
  return `\n<?xml-stylesheet type="${type}" href="${escapeXml(feed.stylesheet)}"?>`;
}
