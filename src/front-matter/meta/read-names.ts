import { shorten } from "../../core/shorten.ts";
import { isSafeUrl } from "../../html/urls.ts";
import { toTagSlug } from "../../slug/to-slug.ts";
import type { MatterNode } from "../matter-node.ts";
import type { Author } from "../post-meta.ts";
import { childOf, type Fields, isMapping, itemsOf, oneLine, textOf } from "./fields.ts";

const tagKeys: readonly string[] = "name label title tag slug id".split(" ");

/** The text between commas of any script and semicolons; quoted text is kept together. */
const tagPart: RegExp = /\s*(?:"[^"]*"|'[^']*')\s*(?=[,;，、；]|$)|[^,;，、；]+/g;

/**
 * Tags of a list, of a comma list, of objects, or of hashtags; of several spellings of a tag the first.
 *
 * @param separator - what separates tags in a text without commas
 */
export function readTags(fields: Fields, separator: "comma" | "space"): string[] {
  for (const { key, node } of fields.all("tags")) {
    const isText = textOf(node) !== undefined;
    const [item, ...others] = itemsOf(node);
    // `[一，二]` has wide commas, which YAML does not read.
    const isWide = item !== undefined && others.length === 0 && textOf(item)?.includes("，") === true;
    const text = isText ? node : isWide ? item : undefined;
    const found = text ? splitTags(fields, key, text, separator === "space") : listTags(fields, node, 0);
    const tags = new Map<string, string>();
    for (const item of found) {
      const tag = oneLine(item)
        .normalize("NFC")
        .replace(/^#(?=\p{L})/u, "");
      const slug = tag && toTagSlug(tag);
      if (tag !== "" && !tags.has(slug)) tags.set(slug, tag);
    }
    if (tags.size > 0) {
      for (const item of itemsOf(node)) {
        if (!isMapping(item) || childOf(item, ...tagKeys)) continue;
        const reason = `An item of \`${key}\` is not text and is left out`;
        const note = 'If it is meant as text, put it in quotes: `"a: b"`.';
        fields.report("front-matter-type", item, reason, note);
      }
      return [...tags.values()];
    }
    if (isText) continue;
    const reason = `\`${key}\` contains no tag that can be read`;
    fields.report("front-matter-type", node, reason, "Write a list, `[queues, rust]`, or text with commas.");
  }
  return [];
}

/** An item of a list is one tag, including its commas. */
function listTags(fields: Fields, node: MatterNode, depth: number): string[] {
  if (Array.isArray(node.value)) {
    return depth > 2 ? [] : itemsOf(node).flatMap((item) => listTags(fields, item, depth + 1));
  }
  const text = fields.readText(childOf(node, ...tagKeys) ?? node);
  return text === undefined ? [] : [text];
}

function splitTags(fields: Fields, key: string, node: MatterNode, splitsWords: boolean): string[] {
  // Brackets and quotes that were read as text are never part of a tag.
  const text = (fields.readText(node) ?? "").replace(/^\[(.*)\]$/, "$1").trim();
  const words = text.split(" ");
  const areHashtags = words.length > 1 && words.every((word) => /^#[^#,;]+$/.test(word));
  if (areHashtags) return words.map((word) => word.slice(1));
  const parts = (text.match(tagPart) ?? []).map((tag) => tag.trim().replace(/^(["'])(.*)\1$/, "$2"));
  // Jekyll splits only the text of this key.
  if (words.length === 1 || parts.length !== 1 || !/(?:^|\.)tags$/i.test(key)) return parts;
  if (splitsWords) return words;
  const reason = `\`${shorten(text)}\` is read as one tag; Jekyll reads ${words.length}, one per word`;
  const note =
    'Write a list, `[queues, rust]`, or set the option `tagSeparator: "space"` for posts written for Jekyll.';
  fields.report("front-matter-tags", node, reason, note, { actual: text });
  return parts;
}

/**
 * Authors of a list, of a comma list, of objects, in the form `Name <email> (URL)`, or with Markdown links. With
 * one author, `author_url` and `author_email` next to it are theirs.
 */
export function readAuthors(fields: Fields): Author[] {
  for (const { key, node } of fields.all("authors")) {
    const authors = itemsOf(node).flatMap((item) => readAuthor(fields, item, item !== node));
    const [only] = authors;
    if (only && authors.length === 1) {
      addContact(fields, only, fields.first(["author_email"]), fields.first(["author_url", "author_link"]));
    }
    if (only) return authors;
    if (typeof node.value !== "object") continue;
    const note = "Write a name, a list of names, or `{ name, url, email }`.";
    fields.report("front-matter-type", node, `\`${key}\` names no author`, note);
  }
  return [];
}

const authorKeys: readonly string[] = "name displayName display_name title login nickname id key".split(" ");
const urlKeys: readonly string[] = "url link href homepage website site".split(" ");

/** @param isListItem - an item of a list is always one author: `Ada Lovelace, for the team` */
function readAuthor(fields: Fields, node: MatterNode, isListItem: boolean): Author[] {
  if (!isMapping(node)) {
    const text = typeof node.value === "boolean" ? "" : (fields.readText(node) ?? "");
    return (isListItem ? [text] : splitNames(text)).map(parseAuthor).filter(({ name }) => name !== "");
  }
  const field = childOf(node, ...authorKeys);
  // `{ ada: { … } }`, `- ada: …`: the key is the name.
  const name = field ? fields.readText(field) : node.children?.size === 1 && [...node.children.keys()][0];
  if (!name) return [];
  const author: Author = { name: String(name) };
  addContact(fields, author, childOf(node, "email", "mail"), childOf(node, ...urlKeys));
  return [author];
}

function addContact(
  fields: Fields,
  author: Author,
  emailNode: MatterNode | undefined,
  urlNode: MatterNode | undefined,
): void {
  const email = textOf(emailNode);
  if (email) author.email ??= email;
  const url = author.url ?? fields.readUrl(urlNode, "The author's URL");
  if (url) author.url = url;
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
