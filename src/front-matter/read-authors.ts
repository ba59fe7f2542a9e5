import { isSafeUrl } from "../html/urls.ts";
import { childOf, type FieldReader, isMapping, itemsOf, oneLine, textOf } from "./field-reader.ts";
import type { MatterNode } from "./matter-node.ts";
import type { Author } from "./post-meta.ts";
import { readUrl } from "./read-url.ts";

/**
 * Authors of a list, of a comma list, of objects, in the form `Name <mail> (address)`, or with Markdown links. With
 * one author, `author_url` and `author_email` beside it are theirs.
 */
export function readAuthors(reader: FieldReader, keys: readonly string[]): Author[] {
  for (const { key, node } of reader.findAll(keys)) {
    const authors: Author[] = [];
    for (const item of itemsOf(node)) {
      const text = textOf(item);
      if (isMapping(item)) {
        const author = readObject(reader, item);
        if (author) authors.push(author);
      } else if (text !== undefined && typeof item.value !== "boolean") {
        // An item of a list is one author as it stands: `Ada Lovelace, for the team`.
        const names = item === node ? splitNames(text) : [text];
        for (const name of names) {
          const author = readText(name);
          if (author) authors.push(author);
        }
      }
    }
    if (authors.length === 1) addBeside(reader, authors[0] as Author);
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

function readObject(reader: FieldReader, node: MatterNode): Author | undefined {
  const name = childOf(
    node,
    "name",
    "displayName",
    "display_name",
    "title",
    "login",
    "nickname",
    "id",
    "key",
  );
  const text = name && textOf(name);
  // `{ ada: { … } }`, `- ada: …`: the key is the name.
  const only = node.children?.size === 1 ? String([...node.children.keys()][0]) : undefined;
  const author: Author = { name: oneLine(text ?? (name ? "" : (only ?? ""))) };
  if (author.name === "") return undefined;
  const email = textOf(childOf(node, "email", "mail") ?? node);
  if (email) author.email = email;
  const url = childOf(node, "url", "link", "href", "homepage", "website", "site");
  const read = url && readUrl(reader, url, "The author's address");
  if (read) author.url = read;
  return author;
}

/** Commas part names, but not inside of brackets. */
function splitNames(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = text.charAt(index);
    if ("([<".includes(sign)) depth++;
    else if (")]>".includes(sign)) depth = Math.max(depth - 1, 0);
    else if (depth === 0 && ",;、，".includes(sign)) {
      names.push(text.slice(from, index));
      from = index + 1;
    }
  }
  names.push(text.slice(from));
  return names.map((name) => name.trim().replace(/^(?:and|&)\s+/i, ""));
}

const markdownLink: RegExp = /\[([^[\]]{1,200})\]\(([^()\s]{1,2000})\)/g;

function readText(text: string): Author | undefined {
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
  const address = /\((https?:\/\/[^()\s]{1,2000})\)/.exec(name);
  if (address) {
    author.url ??= address[1] as string;
    name = name.replace(address[0], " ");
  }
  author.name = oneLine(name) || (author.email ?? "");
  return author.name === "" ? undefined : author;
}

function addBeside(reader: FieldReader, author: Author): void {
  const email = reader.find(["author_email"])?.node;
  const url = reader.find(["author_url", "author_link"])?.node;
  const text = email && textOf(email);
  if (author.email === undefined && text) author.email = text;
  const read = url && author.url === undefined ? readUrl(reader, url, "The author's address") : undefined;
  if (read) author.url = read;
}
