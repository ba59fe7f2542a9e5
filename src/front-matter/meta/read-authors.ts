import { isSafeUrl } from "../../html/urls.ts";
import type { MatterNode } from "../matter-node.ts";
import type { Author } from "../post-meta.ts";
import { childOf, type FieldReader, isMapping, itemsOf, oneLine, textOf } from "./field-reader.ts";

const nameKeys = "name displayName display_name title login nickname id key".split(" ");

/**
 * Authors of a list, of a comma list, of objects, in the form `Name <email> (URL)`, or with Markdown links. With
 * one author, `author_url` and `author_email` next to it are theirs.
 */
export function readAuthors(reader: FieldReader, keys: readonly string[]): Author[] {
  for (const { key, node } of reader.findAll(keys)) {
    const authors = itemsOf(node).flatMap((item) => readItem(reader, item, item !== node));
    const [only] = authors;
    if (authors.length === 1 && only) addBeside(reader, only);
    if (authors.length > 0) return authors;
    if (typeof node.value === "object") {
      reader.warn("front-matter-type", node, {
        reason: `\`${key}\` names no author`,
        note: "Write a name, a list of names, or `{ name, url, email }`.",
      });
    }
  }
  return [];
}

/** @param isListItem - an item of a list is one author as it stands: `Ada Lovelace, for the team` */
function readItem(reader: FieldReader, item: MatterNode, isListItem: boolean): Author[] {
  if (isMapping(item)) return readObject(reader, item);
  const text = typeof item.value === "boolean" ? undefined : reader.readText(item);
  if (text === undefined) return [];
  return (isListItem ? [text] : splitNames(text)).flatMap(readText);
}

function readObject(reader: FieldReader, node: MatterNode): Author[] {
  const name = childOf(node, ...nameKeys);
  const text = name && reader.readText(name);
  // `{ ada: { … } }`, `- ada: …`: the key is the name.
  const only = node.children?.size === 1 ? String([...node.children.keys()][0]) : undefined;
  const author: Author = { name: text ?? (name ? "" : (only ?? "")) };
  if (author.name === "") return [];
  const email = textOf(childOf(node, "email", "mail"));
  if (email) author.email = email;
  const url = childOf(node, "url", "link", "href", "homepage", "website", "site");
  const read = reader.readUrl(url, "The author's URL");
  if (read) author.url = read;
  return [author];
}

/** Commas separate names, but not inside brackets. */
function splitNames(text: string): string[] {
  const names = text.match(/(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^[\]]*\]|<[^<>]*>|[^,;、，])+/g) ?? [];
  return names.map((name) => name.trim().replace(/^(?:and|&)\s+/i, ""));
}

const markdownLink: RegExp = /\[([^[\]]{1,200})\]\(([^()\s]{1,2000})\)/g;

function readText(text: string): Author[] {
  const author: Author = { name: "" };
  let name = text.replace(markdownLink, (_all, label: string, url: string) => {
    if (author.url === undefined && isSafeUrl(url)) author.url = url;
    return label;
  });
  const email = /<([^<>@\s]{1,100}@[^<>@\s]{1,200})>/.exec(name);
  if (email) {
    author.email = email[1] as string;
    name = name.replace(email[0], " ");
  }
  const url = /\((https?:\/\/[^()\s]{1,2000})\)/.exec(name);
  if (url) {
    author.url ??= url[1] as string;
    name = name.replace(url[0], " ");
  }
  author.name = oneLine(name) || (author.email ?? "");
  return author.name === "" ? [] : [author];
}

/** `author_url` and `author_email`, next to a single author. */
function addBeside(reader: FieldReader, author: Author): void {
  const email = textOf(reader.find(["author_email"])?.node);
  if (author.email === undefined && email) author.email = email;
  if (author.url !== undefined) return;
  const url = reader.readUrl(reader.find(["author_url", "author_link"])?.node, "The author's URL");
  if (url) author.url = url;
}
