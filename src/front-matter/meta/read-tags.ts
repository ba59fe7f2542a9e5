import type { MatterNode } from "../matter-node.ts";
import { childOf, type FieldReader, itemsOf, oneLine, textOf } from "./field-reader.ts";

/** Commas of all scripts, and semicolons. */
const separator: RegExp = /[,;，、；]/;

/** Tags of a list, of a comma list, of objects, or of hashtags; each spelling once. */
export function readTags(reader: FieldReader, keys: readonly string[]): string[] {
  for (const { key, node } of reader.findAll(keys)) {
    const tags = new Set<string>();
    for (const text of tagTexts(node, 0)) tags.add(oneLine(text).normalize("NFC"));
    tags.delete("");
    if (tags.size > 0) return [...tags];
    if (typeof node.value === "object") {
      reader.warn("front-matter-type", node, {
        reason: `\`${key}\` contains no tag that can be read`,
        note: "Write a list of texts, `[queues, rust]`, or one text with commas.",
      });
    }
  }
  return [];
}

function tagTexts(node: MatterNode, depth: number): string[] {
  if (Array.isArray(node.value)) {
    return depth > 2 ? [] : itemsOf(node).flatMap((item) => itemTexts(item, depth));
  }
  const text = textOf(node);
  if (text === undefined) return itemTexts(node, depth);
  const words = text.split(/\s+/);
  if (words.length > 1 && words.every((word) => /^#[^#]/.test(word)))
    return words.map((word) => word.slice(1));
  return text.split(separator);
}

/** An item of a list is a tag as it stands, commas and all. */
function itemTexts(item: MatterNode, depth: number): string[] {
  if (Array.isArray(item.value)) return tagTexts(item, depth + 1);
  const name = childOf(item, "name", "label", "title", "tag", "slug", "id");
  const text = textOf(name ?? item);
  return text === undefined ? [] : [text];
}
