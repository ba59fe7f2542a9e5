import { type FeedOptions, Feed as FeedWriter } from "feed";
import { escapeXml, toXmlCharacters } from "../core/escape.ts";
import type { Feed, FeedFormat } from "./feed.ts";

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

const mark = "slot:";
const declaredHtml = ' type="html">';
const cdataStart = "<![CDATA[";
const cdataEnd = "]]>";
/** An element whose only text is a token; the piece replaces the whole element. */
export const slotElement = "x";
const slotStart = `<${slotElement}>`;
const slotEnd = `</${slotElement}>`;
const entryLink = '<link href="';
const entryLinkEnd = '"/>';

/**
 * Keeps the texts of one document. A token in a CDATA section is replaced together with the section, and with the
 * `type="html"` before it, so that a piece may say itself what it is; a token in the link of an Atom entry is replaced
 * together with the link. No text can forge a token, as no text is in the document before `fill`.
 */
export function createSlots(): Slots {
  const pieces: string[] = [];
  return {
    put: (xml) => `${mark}${pieces.push(xml) - 1};`,
    fill(xml) {
      const filled: string[] = [];
      let done = 0;
      // A feed has tens of thousands of tokens: `indexOf` is faster here than a regular expression.
      for (let at = xml.indexOf(mark); at !== -1; at = xml.indexOf(mark, done)) {
        let start = at;
        let end = xml.indexOf(";", at) + 1;
        const piece = pieces[Number(xml.slice(at + mark.length, end - 1))] as string;
        if (xml.startsWith(entryLink, start - entryLink.length)) {
          start -= entryLink.length;
          end += entryLinkEnd.length;
        } else if (xml.startsWith(slotStart, start - slotStart.length)) {
          start -= slotStart.length;
          end += slotEnd.length;
        } else if (xml.startsWith(cdataStart, start - cdataStart.length)) {
          start -= cdataStart.length;
          end += cdataEnd.length;
          if (xml.startsWith(declaredHtml, start - declaredHtml.length)) start -= declaredHtml.length;
        }
        filled.push(xml.slice(done, start), piece);
        done = end;
      }
      filled.push(xml.slice(done));
      return filled.join("");
    },
  };
}

/** Wraps HTML in a CDATA section; every `]]>` in it is split, also one that a dropped character held apart. */
export function cdata(html: string): string {
  const text = toXmlCharacters(html);
  return `<![CDATA[${text.includes("]]>") ? text.replaceAll("]]>", "]]]]><![CDATA[>") : text}]]>`;
}

/** Where the two XML formats differ. */
interface Dialect {
  format: Exclude<FeedFormat, "json">;
  /** Start tag of the root. */
  root: string;
  /** Tag that the first item begins with. */
  item: string;
  /** Tag that ends a document without items. */
  end: string;
  /** How `feed` indents what is in the head. */
  indent: string;
  /** Name of a link element. */
  link: string;
  /** More elements of the head, finished. */
  extras?: readonly string[];
}

/**
 * Puts in what `feed` leaves out: namespaces, hubs, links of RFC 5005, the stylesheet. This is done while tokens stand
 * for the texts, so that nothing an author wrote can be mistaken for markup; then the texts go in.
 */
export function finishXml(xml: string, slots: Slots, feed: Feed, dialect: Dialect): string {
  const link = (rel: string, href: string): string =>
    `<${dialect.link} rel="${rel}" href="${escapeXml(href)}"/>`;
  const extras = [...(dialect.extras ?? []), ...feed.hubs.map((hub) => link("hub", hub))];
  for (const { rel, urls } of feed.pages) {
    const url = urls[dialect.format];
    if (url !== undefined) extras.push(link(rel, url));
  }
  if (feed.kind !== undefined) extras.push(`<fh:${feed.kind}/>`);

  const first = xml.indexOf(dialect.item);
  const end = first === -1 ? xml.lastIndexOf(dialect.end) : first;
  const head = xml
    .slice(0, end)
    .replace(/<(?:rss|feed) [^>]*>/, () => dialect.root)
    .replace("?>", () => `?>${stylesheet(feed)}`);
  const last = head.trimEnd().length;
  const lines = extras.map((extra) => `\n${dialect.indent}${slots.put(extra)}`);
  const filled = slots.fill(head.slice(0, last) + lines.join("") + head.slice(last) + xml.slice(end));
  // Here, and not where the texts are read: JSON can hold every character.
  return toXmlCharacters(filled);
}

function stylesheet(feed: Feed): string {
  if (feed.stylesheet === undefined) return "";
  const type = /\.css(?:[?#]|$)/i.test(feed.stylesheet) ? "text/css" : "text/xsl";
  return `\n<?xml-stylesheet type="${type}" href="${escapeXml(feed.stylesheet)}"?>`;
}
