import { bidiControl } from "../../core/bidi.ts";
import { readLanguage } from "../../core/read-language.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { toSlug } from "../../slug/to-slug.ts";
import type { FrontMatterAliases } from "../front-matter-aliases.ts";
import type { MatterNode } from "../matter-node.ts";
import type { PostMeta } from "../post-meta.ts";
import {
  booleanOf,
  childOf,
  FieldReader,
  type FieldSource,
  isMapping,
  itemsOf,
  oneLine,
  quote,
  textOf,
} from "./field-reader.ts";
import { readDates } from "./read-dates.ts";
import { readAuthors, readTags } from "./read-names.ts";
import { readSeries } from "./read-series.ts";

/** Brings the fields of the front matter, whatever keys they have, into one form. */
export function readMeta(
  from: FieldSource,
  aliases: FrontMatterAliases,
  tagSeparator: "comma" | "space",
): PostMeta {
  const reader = new FieldReader(from, aliases);
  const draft = readDraft(reader);
  return withoutUndefined<PostMeta>({
    tags: readTags(reader, tagSeparator),
    authors: readAuthors(reader),
    draft,
    unlisted: readUnlisted(reader),
    series: readSeries(reader),
    ...readDates(reader, from.path, draft),
    title: readTitle(reader),
    slug: readSlug(reader),
    description: readText(reader, "description", (node) => reader.readText(node)),
    excerpt: readText(reader, "excerpt", textOf),
    excerptSeparator: readSeparator(reader),
    lang: readLang(reader),
    canonicalUrl: reader.readUrl(reader.find("canonicalUrl"), "The canonical URL"),
    image: readImage(reader),
    guid: textOf(reader.find("guid")) || undefined,
    readingTime: readMinutes(reader),
  });
}

function readTitle(reader: FieldReader): string | undefined {
  const [field] = reader.findAll("title");
  if (!field) return undefined;
  const { node, key } = field;
  const title = textOf(node);
  if (title === undefined) {
    const reason = `\`${key}\` is a ${isMapping(node) ? "mapping" : "list"}, not text`;
    reader.warn("front-matter-type", node, reason, "Put the title in quotes.");
    return undefined;
  }
  if (typeof node.value !== "string") {
    const reason = `\`${key}\` is a ${typeof node.value}; it is read as the text "${title}"`;
    const note = `Put it in quotes: \`${key}: "${title}"\`.`;
    reader.warn("front-matter-type", node, reason, note, { actual: title });
  }
  if (bidiControl.test(title)) {
    const reason = "The title contains an invisible control character that reverses the direction of text";
    const note = "Remove it, unless it is intended: what is shown is then not what is stored.";
    reader.warn("front-matter-bidi", node, reason, note);
  }
  return reader.readText(node) || undefined;
}

function readSlug(reader: FieldReader): string | undefined {
  const node = reader.find("slug");
  const text = node && textOf(node);
  if (!text || typeof node?.value === "boolean") return undefined;
  // `/2024/05/01/queues/` is a path whose last part names the post.
  const last = text.split(/[\\/]+/).findLast((part) => /[\p{L}\p{N}]/u.test(part)) ?? "";
  const slug = toSlug(decode(last));
  if (slug === "") {
    const reason = `The slug ${quote(node)} has no letters or digits; it is left out`;
    const note = "Write a slug of letters, digits and hyphens.";
    reader.warn("slug-changed", node, reason, note, { severity: "warning", actual: text });
    return undefined;
  }
  if (slug !== text.replace(/^\/+|\/+$/g, "")) {
    const note = "A slug is one part of a URL: lower-case letters, digits and hyphens.";
    const reason = `The slug ${quote(node)} becomes \`${slug}\``;
    reader.warn("slug-changed", node, reason, note, { actual: text, expected: [slug] });
  }
  return slug;
}

/** `caf%C3%A9` is `café`. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readText(
  reader: FieldReader,
  field: "description" | "excerpt",
  read: (node: MatterNode) => string | undefined,
): string | undefined {
  for (const { node } of reader.findAll(field)) {
    const text = typeof node.value === "boolean" ? "" : read(node);
    if (text) return text;
  }
  return undefined;
}

/** White space at its ends counts: blank lines may end an excerpt. */
function readSeparator(reader: FieldReader): string | undefined {
  const isText = ({ value }: MatterNode): boolean => typeof value === "string" && value !== "";
  return reader.find("excerptSeparator", isText)?.value as string | undefined;
}

/** @param result - what a post becomes whose flag is not understood */
function readFlag(reader: FieldReader, field: "draft" | "unlisted", result: string): boolean {
  for (const { node, key } of reader.findAll(field)) {
    const flag = booleanOf(node);
    if (flag === undefined) {
      // The author wants to hold something back: a post too few is better than one too many.
      const reason = `\`${key}\` is neither true nor false; the post is treated as ${result}`;
      reader.warn("front-matter-type", node, reason, `Write \`${key}: true\` or \`${key}: false\`.`);
    }
    if (flag !== false) return true;
  }
  return false;
}

function readDraft(reader: FieldReader): boolean {
  return (
    readFlag(reader, "draft", "a draft") ||
    reader.findAll("published").some(({ node }) => booleanOf(node) === false) ||
    ["draft", "pending", "private"].includes(statusOf(reader))
  );
}

function readUnlisted(reader: FieldReader): boolean {
  return (
    booleanOf(reader.find(["listed"])) === false ||
    readFlag(reader, "unlisted", "unlisted") ||
    ["hidden", "unlisted"].includes(statusOf(reader))
  );
}

function statusOf(reader: FieldReader): string {
  return textOf(reader.find("status"))?.toLowerCase() ?? "";
}

/** `pt_BR` is `pt-BR`. What is not a BCP 47 tag is left out. */
function readLang(reader: FieldReader): string | undefined {
  const node = reader.find("lang");
  const text = node && textOf(node);
  if (!text) return undefined;
  const language = readLanguage(text);
  if (language === undefined) {
    const reason = `${quote(node)} is not a language tag; it is left out`;
    const note = "Write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`.";
    reader.warn("front-matter-type", node, reason, note, { actual: text });
  }
  return language;
}

/** A number of minutes, `5 min read`, or `{ minutes }`. */
function readMinutes(reader: FieldReader): number | undefined {
  const field = reader.find("readingTime");
  const node = field && isMapping(field) ? childOf(field, "minutes") : field;
  const minutes = /^(\d{1,6}(?:\.\d{1,6})?)(?: ?m(?:in(?:ute)?s?)?\.?(?: read)?)?$/i;
  const match = minutes.exec(textOf(node) ?? "");
  return match ? Number(match[1]) : undefined;
}

/** Keys that an object keeps an image's URL under, the usual ones first. */
const sourceKeys = "src url path href image file filename relative light default dark".split(" ");

/** How deep `cover: { image: { light: … } }` may go. */
const maxDepth = 3;

function readImage(reader: FieldReader): PostMeta["image"] {
  for (const { node } of reader.findAll("image")) {
    const found = findImage(node, 0);
    const src = found && reader.readUrl(found.src, "The image");
    if (!src) continue;
    const text = textOf(found.alt ?? reader.find("imageAlt"));
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
