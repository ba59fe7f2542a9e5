import { shorten } from "../../core/shorten.ts";
import { isSafeUrl } from "../../html/urls.ts";
import type { MatterNode } from "../matter-node.ts";
import type { Author } from "../post-meta.ts";
import { childOf, type FieldReader, isMapping, itemsOf, oneLine, textOf } from "./field-reader.ts";

const tagKeys = "name label title tag slug id".split(" ");

/** What is between commas of all scripts and semicolons; quotes keep what they enclose together. */
const tagPart: RegExp = /\s*(?:"[^"]*"|'[^']*')\s*(?=[,;，、；]|$)|[^,;，、；]+/g;

/**
 * Tags of a list, of a comma list, of objects, or of hashtags; each spelling once.
 *
 * @param separator - what separates tags in a text without commas
 */
export function readTags(reader: FieldReader, separator: "comma" | "space"): string[] {
  for (const { key, node } of reader.findAll("tags")) {
    const isText = textOf(node) !== undefined;
    const found = isText ? splitTags(reader, key, node, separator === "space") : listTags(reader, node, 0);
    const tags = new Set(found.map((tag) => oneLine(tag).normalize("NFC")));
    tags.delete("");
    if (tags.size > 0) {
      for (const item of itemsOf(node)) {
        if (!isMapping(item) || childOf(item, ...tagKeys)) continue;
        const reason = `An item of \`${key}\` is not text and is left out`;
        reader.warn("front-matter-type", item, reason, 'If it is meant as text, put it in quotes: `"a: b"`.');
      }
      return [...tags];
    }
    if (isText) continue;
    const reason = `\`${key}\` contains no tag that can be read`;
    reader.warn("front-matter-type", node, reason, "Write a list, `[queues, rust]`, or text with commas.");
  }
  return [];
}

/** An item of a list is a tag as it stands, commas and all. */
function listTags(reader: FieldReader, node: MatterNode, depth: number): string[] {
  if (Array.isArray(node.value)) {
    return depth > 2 ? [] : itemsOf(node).flatMap((item) => listTags(reader, item, depth + 1));
  }
  const text = reader.readText(childOf(node, ...tagKeys) ?? node);
  return text === undefined ? [] : [text];
}

function splitTags(reader: FieldReader, key: string, node: MatterNode, splitsWords: boolean): string[] {
  // Brackets and quotes that reached us as text never belong to a tag.
  const text = (reader.readText(node) ?? "").replace(/^\[(.*)\]$/, "$1").trim();
  const words = text.split(" ");
  if (words.length > 1 && words.every((word) => /^#[^#]/.test(word)))
    return words.map((word) => word.slice(1));
  const parts = (text.match(tagPart) ?? []).map((tag) => tag.trim().replace(/^(["'])(.*)\1$/, "$2"));
  // Jekyll splits the text of this key alone.
  if (words.length === 1 || parts.length !== 1 || !/(?:^|\.)tags$/i.test(key)) return parts;
  if (splitsWords) return words;
  const reason = `\`${shorten(text)}\` is read as one tag; Jekyll reads ${words.length}, one per word`;
  const note =
    'Write a list, `[queues, rust]`, or set the option `tagSeparator: "space"` for posts written for Jekyll.';
  reader.warn("front-matter-tags", node, reason, note, { actual: text });
  return parts;
}

const authorKeys = "name displayName display_name title login nickname id key".split(" ");

/**
 * Authors of a list, of a comma list, of objects, in the form `Name <email> (URL)`, or with Markdown links. With
 * one author, `author_url` and `author_email` next to it are theirs.
 */
export function readAuthors(reader: FieldReader): Author[] {
  for (const { key, node } of reader.findAll("authors")) {
    const authors = itemsOf(node).flatMap((item) => readAuthor(reader, item, item !== node));
    const [only] = authors;
    if (authors.length === 1 && only) addBeside(reader, only);
    if (authors.length > 0) return authors;
    if (typeof node.value !== "object") continue;
    const note = "Write a name, a list of names, or `{ name, url, email }`.";
    reader.warn("front-matter-type", node, `\`${key}\` names no author`, note);
  }
  return [];
}

/** @param isListItem - an item of a list is one author as it stands: `Ada Lovelace, for the team` */
function readAuthor(reader: FieldReader, item: MatterNode, isListItem: boolean): Author[] {
  if (isMapping(item)) return readObject(reader, item);
  const text = typeof item.value === "boolean" ? undefined : reader.readText(item);
  if (text === undefined) return [];
  return (isListItem ? [text] : splitNames(text)).map(parseAuthor).filter(({ name }) => name !== "");
}

function readObject(reader: FieldReader, node: MatterNode): Author[] {
  const field = childOf(node, ...authorKeys);
  // `{ ada: { … } }`, `- ada: …`: the key is the name.
  const name = field ? reader.readText(field) : node.children?.size === 1 && [...node.children.keys()][0];
  if (!name) return [];
  const author: Author = { name: String(name) };
  const email = textOf(childOf(node, "email", "mail"));
  if (email) author.email = email;
  const link = childOf(node, "url", "link", "href", "homepage", "website", "site");
  const url = reader.readUrl(link, "The author's URL");
  if (url) author.url = url;
  return [author];
}

/** Commas separate names, but not inside brackets. */
function splitNames(text: string): string[] {
  const names = text.match(/(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^[\]]*\]|<[^<>]*>|[^,;、，])+/g) ?? [];
  return names.map((name) => name.trim().replace(/^(?:and|&)\s+/i, ""));
}

const markdownLink: RegExp = /\[([^[\]]{1,200})\]\(([^()\s]{1,2000})\)/g;

function parseAuthor(text: string): Author {
  const author: Author = { name: "" };
  const name = text
    .replace(markdownLink, (_all, label: string, url: string) => {
      if (author.url === undefined && isSafeUrl(url)) author.url = url;
      return label;
    })
    .replace(/<([^<>@\s]{1,100}@[^<>@\s]{1,200})>/, (_all, email: string) => {
      author.email = email;
      return " ";
    })
    .replace(/\((https?:\/\/[^()\s]{1,2000})\)/, (_all, url: string) => {
      author.url ??= url;
      return " ";
    });
  author.name = oneLine(name) || (author.email ?? "");
  return author;
}

/** `author_url` and `author_email`, next to a single author. */
function addBeside(reader: FieldReader, author: Author): void {
  const email = textOf(reader.find(["author_email"]));
  if (author.email === undefined && email) author.email = email;
  if (author.url !== undefined) return;
  const url = reader.readUrl(reader.find(["author_url", "author_link"]), "The author's URL");
  if (url) author.url = url;
}
