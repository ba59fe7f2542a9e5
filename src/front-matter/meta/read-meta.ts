import { bidiControl } from "../../core/bidi.ts";
import { readLanguage } from "../../core/read-language.ts";
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
  quote,
  textOf,
} from "./field-reader.ts";
import { readAuthors } from "./read-authors.ts";
import { readDates } from "./read-dates.ts";
import { readImage } from "./read-image.ts";
import { readSeries } from "./read-series.ts";
import { readTags } from "./read-tags.ts";

/** Brings the fields of the front matter, whatever keys they have, into one form. */
export function readMeta(
  from: FieldSource,
  aliases: FrontMatterAliases,
  tagSeparator: "comma" | "space",
): PostMeta {
  const reader = new FieldReader(from);
  const draft = readDraft(reader, aliases);
  const meta: PostMeta = {
    tags: readTags(reader, aliases.tags, tagSeparator),
    authors: readAuthors(reader, aliases.authors),
    draft,
    unlisted: readUnlisted(reader, aliases),
    series: readSeries(reader, aliases),
  };
  const { date, dateOnly, updated, expires } = readDates(reader, aliases, from.path, draft);
  const fields: Partial<PostMeta> = {
    title: readTitle(reader, aliases),
    slug: readSlug(reader, aliases),
    description: readText(reader, aliases.description, (node) => reader.readText(node)),
    excerpt: readText(reader, aliases.excerpt, textOf),
    excerptSeparator: readSeparator(reader, aliases),
    date,
    dateOnly,
    updated,
    expires,
    lang: readLang(reader, aliases),
    canonicalUrl: reader.readUrl(reader.find(aliases.canonicalUrl)?.node, "The canonical URL"),
    image: readImage(reader, aliases),
    guid: textOf(reader.find(aliases.guid)?.node) || undefined,
    readingTime: readMinutes(reader, aliases),
  };
  const target = meta as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) target[key] = value;
  return meta;
}

function readTitle(reader: FieldReader, aliases: FrontMatterAliases): string | undefined {
  const field = reader.find(aliases.title);
  if (!field) return undefined;
  const { node, key } = field;
  const title = textOf(node);
  if (title === undefined) {
    reader.warn("front-matter-type", node, {
      reason: `\`${key}\` is a ${isMapping(node) ? "mapping" : "list"}, not text`,
      note: "Put the title in quotes.",
    });
    return undefined;
  }
  if (typeof node.value !== "string") {
    reader.warn("front-matter-type", node, {
      reason: `\`${key}\` is a ${typeof node.value}; it is read as the text "${title}"`,
      note: `Put it in quotes: \`${key}: "${title}"\`.`,
      actual: title,
    });
  }
  if (bidiControl.test(title)) {
    reader.warn("front-matter-bidi", node, {
      reason: "The title contains an invisible control character that reverses the direction of text",
      note: "Remove it, unless it is intended: what is shown is then not what is stored.",
    });
  }
  return reader.readText(node) || undefined;
}

function readSlug(reader: FieldReader, aliases: FrontMatterAliases): string | undefined {
  const node = reader.find(aliases.slug)?.node;
  const text = node && textOf(node);
  if (!text || typeof node?.value === "boolean") return undefined;
  // `/2024/05/01/queues/` is a path whose last part names the post.
  const last = text.split(/[\\/]+/).findLast((part) => /[\p{L}\p{N}]/u.test(part)) ?? "";
  const slug = toSlug(decode(last));
  if (slug === "") {
    reader.warn("slug-changed", node, {
      reason: `The slug ${quote(node)} has no letters or digits; it is left out`,
      note: "Write a slug of letters, digits and hyphens.",
      severity: "warning",
      actual: text,
    });
    return undefined;
  }
  if (slug !== text.replace(/^\/+|\/+$/g, "")) {
    reader.warn("slug-changed", node, {
      reason: `The slug ${quote(node)} becomes \`${slug}\``,
      note: "A slug is one part of a URL: lower-case letters, digits and hyphens.",
      actual: text,
      expected: [slug],
    });
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
  keys: readonly string[],
  read: (node: MatterNode) => string | undefined,
): string | undefined {
  for (const { node } of reader.findAll(keys)) {
    const text = typeof node.value === "boolean" ? "" : read(node);
    if (text) return text;
  }
  return undefined;
}

/** White space at its ends counts: blank lines may end an excerpt. */
function readSeparator(reader: FieldReader, aliases: FrontMatterAliases): string | undefined {
  const isText = ({ value }: MatterNode): boolean => typeof value === "string" && value !== "";
  return reader.find(aliases.excerptSeparator, isText)?.node.value as string | undefined;
}

/** @param result - what a post becomes whose flag is not understood */
function readFlag(reader: FieldReader, keys: readonly string[], result: string): boolean {
  for (const { node, key } of reader.findAll(keys)) {
    const flag = booleanOf(node);
    if (flag === undefined) {
      // The author wants to hold something back: a post too few is better than one too many.
      reader.warn("front-matter-type", node, {
        reason: `\`${key}\` is neither true nor false; the post is treated as ${result}`,
        note: `Write \`${key}: true\` or \`${key}: false\`.`,
      });
    }
    if (flag !== false) return true;
  }
  return false;
}

function readDraft(reader: FieldReader, aliases: FrontMatterAliases): boolean {
  if (readFlag(reader, aliases.draft, "a draft")) return true;
  for (const { node } of reader.findAll(aliases.published)) {
    if (booleanOf(node) === false) return true;
  }
  return ["draft", "pending", "private"].includes(statusOf(reader, aliases));
}

function readUnlisted(reader: FieldReader, aliases: FrontMatterAliases): boolean {
  if (booleanOf(reader.find(["listed"])?.node) === false) return true;
  if (readFlag(reader, aliases.unlisted, "unlisted")) return true;
  return ["hidden", "unlisted"].includes(statusOf(reader, aliases));
}

function statusOf(reader: FieldReader, aliases: FrontMatterAliases): string {
  return textOf(reader.find(aliases.status)?.node)?.toLowerCase() ?? "";
}

/** `pt_BR` is `pt-BR`. What is not a BCP 47 tag is left out. */
function readLang(reader: FieldReader, aliases: FrontMatterAliases): string | undefined {
  const node = reader.find(aliases.lang)?.node;
  const text = node && textOf(node);
  if (!text) return undefined;
  const language = readLanguage(text);
  if (language === undefined) {
    reader.warn("front-matter-type", node, {
      reason: `${quote(node)} is not a language tag; it is left out`,
      note: "Write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`.",
      actual: text,
    });
  }
  return language;
}

/** A number of minutes, `5 min read`, or `{ minutes }`. */
function readMinutes(reader: FieldReader, aliases: FrontMatterAliases): number | undefined {
  const field = reader.find(aliases.readingTime)?.node;
  const node = field && isMapping(field) ? childOf(field, "minutes") : field;
  const minutes = /^(\d{1,6}(?:\.\d{1,6})?)(?: ?m(?:in(?:ute)?s?)?\.?(?: read)?)?$/i;
  const match = minutes.exec(textOf(node) ?? "");
  return match ? Number(match[1]) : undefined;
}
