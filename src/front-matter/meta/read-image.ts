import type { FrontMatterAliases } from "../front-matter-aliases.ts";
import type { MatterNode } from "../matter-node.ts";
import type { PostMeta } from "../post-meta.ts";
import { childOf, type FieldReader, isMapping, itemsOf, oneLine, textOf } from "./field-reader.ts";

/** Keys that an object keeps an image's URL under, the usual ones first. */
const sourceKeys = "src url path href image file filename relative light default dark".split(" ");

/** How deep `cover: { image: { light: … } }` may go. */
const maxDepth = 3;

export function readImage(reader: FieldReader, aliases: FrontMatterAliases): PostMeta["image"] {
  for (const { node } of reader.findAll(aliases.image)) {
    const found = findImage(node, 0);
    const src = found && reader.readUrl(found.src, "The image");
    if (!src) continue;
    const text = textOf(found.alt ?? reader.find(aliases.imageAlt)?.node);
    return text ? { src, alt: oneLine(text) } : { src };
  }
  return undefined;
}

function findImage(node: MatterNode, depth: number): { src: MatterNode; alt?: MatterNode } | undefined {
  if (depth > maxDepth) return undefined;
  if (typeof node.value === "string") return node.value.trim() === "" ? undefined : { src: node };
  if (!isMapping(node)) {
    for (const item of Array.isArray(node.value) ? itemsOf(node) : []) {
      const found = findImage(item, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  const inner = childOf(node, ...sourceKeys);
  const found = inner && findImage(inner, depth + 1);
  const alt = childOf(node, "alt", "altText", "alt_text", "caption") ?? found?.alt;
  return found && { src: found.src, ...(alt && { alt }) };
}
