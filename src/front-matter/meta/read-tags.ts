import { shorten } from "../../core/shorten.ts";
import type { MatterNode } from "../matter-node.ts";
import { childOf, type FieldReader, isMapping, itemsOf, oneLine, textOf } from "./field-reader.ts";

const nameKeys = "name label title tag slug id".split(" ");

/** What is between commas of all scripts and semicolons; quotes keep what they enclose together. */
const part: RegExp = /\s*(?:"[^"]*"|'[^']*')\s*(?=[,;，、；]|$)|[^,;，、；]+/g;

/**
 * Tags of a list, of a comma list, of objects, or of hashtags; each spelling once.
 *
 * @param separator - what separates tags in a text without commas
 */
export function readTags(
  reader: FieldReader,
  keys: readonly string[],
  separator: "comma" | "space",
): string[] {
  for (const { key, node } of reader.findAll(keys)) {
    const isText = textOf(node) !== undefined;
    const found = isText ? splitText(reader, key, node, separator === "space") : listTags(reader, node, 0);
    const tags = new Set(found.map((tag) => oneLine(tag).normalize("NFC")));
    tags.delete("");
    if (tags.size > 0) {
      for (const item of itemsOf(node)) {
        if (!isMapping(item) || childOf(item, ...nameKeys)) continue;
        reader.warn("front-matter-type", item, {
          reason: `An item of \`${key}\` is not text and is left out`,
          note: 'If it is meant as text, put it in quotes: `"a: b"`.',
        });
      }
      return [...tags];
    }
    if (isText) continue;
    reader.warn("front-matter-type", node, {
      reason: `\`${key}\` contains no tag that can be read`,
      note: "Write a list, `[queues, rust]`, or text with commas.",
    });
  }
  return [];
}

/** An item of a list is a tag as it stands, commas and all. */
function listTags(reader: FieldReader, node: MatterNode, depth: number): string[] {
  if (Array.isArray(node.value)) {
    return depth > 2 ? [] : itemsOf(node).flatMap((item) => listTags(reader, item, depth + 1));
  }
  const text = reader.readText(childOf(node, ...nameKeys) ?? node);
  return text === undefined ? [] : [text];
}

function splitText(reader: FieldReader, key: string, node: MatterNode, splitsWords: boolean): string[] {
  // Brackets and quotes that reached us as text never belong to a tag.
  const text = (reader.readText(node) ?? "").replace(/^\[(.*)\]$/, "$1").trim();
  const words = text.split(" ");
  if (words.length > 1 && words.every((word) => /^#[^#]/.test(word)))
    return words.map((word) => word.slice(1));
  const parts = (text.match(part) ?? []).map((tag) => tag.trim().replace(/^(["'])(.*)\1$/, "$2"));
  // Jekyll splits the text of this key alone.
  if (words.length === 1 || parts.length !== 1 || !/(?:^|\.)tags$/i.test(key)) return parts;
  if (splitsWords) return words;
  reader.warn("front-matter-tags", node, {
    reason: `\`${shorten(text)}\` is read as one tag; Jekyll reads ${words.length}, one per word`,
    note: 'Write a list, `[queues, rust]`, or set the option `tagSeparator: "space"` for posts written for Jekyll.',
    actual: text,
  });
  return parts;
}
