import type { VFileMessage } from "vfile-message";
import { bidiControl } from "../../core/bidi.ts";
import { toSlug } from "../../slug/to-slug.ts";
import type { FrontMatterAliases } from "../front-matter-aliases.ts";
import type { MatterNode } from "../matter-node.ts";
import type { Places } from "../places.ts";
import type { PostMeta } from "../post-meta.ts";
import { booleanOf, childOf, FieldReader, isMapping, oneLine, quote, textOf } from "./field-reader.ts";
import { readAuthors } from "./read-authors.ts";
import { readDates } from "./read-dates.ts";
import { readImage } from "./read-image.ts";
import { readSeries } from "./read-series.ts";
import { readTags } from "./read-tags.ts";

/** What `readMeta` needs to know. */
export interface ReadMetaOptions {
  root: MatterNode | undefined;
  aliases: FrontMatterAliases;
  places: Places;
  path: string | undefined;
  messages: VFileMessage[];
}

/** Brings the fields of the front matter, whatever keys they have, into one form. */
export function readMeta({ root, aliases, places, path, messages }: ReadMetaOptions): PostMeta {
  const reader = new FieldReader(root, places, path, messages);
  const meta: PostMeta = {
    tags: readTags(reader, aliases.tags),
    authors: readAuthors(reader, aliases.authors),
    draft: readDraft(reader, aliases),
    unlisted: readUnlisted(reader, aliases),
    series: readSeries(reader, aliases),
  };
  const set = <K extends keyof PostMeta>(key: K, value: PostMeta[K] | undefined): void => {
    if (value !== undefined) meta[key] = value;
  };
  set("title", readTitle(reader, aliases));
  set("slug", readSlug(reader, aliases));
  set("description", readText(reader, aliases.description, oneLine));
  set(
    "excerpt",
    readText(reader, aliases.excerpt, (text) => text),
  );
  const { date, dateOnly, updated, expires } = readDates(reader, aliases, path);
  set("date", date);
  set("dateOnly", dateOnly);
  set("updated", updated);
  set("expires", expires);
  set("lang", readLang(reader, aliases));
  set("canonicalUrl", reader.readUrl(reader.find(aliases.canonicalUrl)?.node, "The canonical URL"));
  set("image", readImage(reader, aliases));
  const guid = reader.find(aliases.guid)?.node;
  set("guid", (guid && textOf(guid)) || undefined);
  set("readingTime", readMinutes(reader, aliases));
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
  return oneLine(title) || undefined;
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
  clean: (text: string) => string,
): string | undefined {
  for (const { node } of reader.findAll(keys)) {
    if (typeof node.value === "boolean") continue;
    const text = clean(textOf(node) ?? "");
    if (text !== "") return text;
  }
  return undefined;
}

function readDraft(reader: FieldReader, aliases: FrontMatterAliases): boolean {
  for (const { node, key } of reader.findAll(aliases.draft)) {
    const draft = booleanOf(node);
    if (draft === undefined) {
      // The author wants to hold something back: a post too few is better than one too many.
      reader.warn("front-matter-type", node, {
        reason: `\`${key}\` is neither true nor false; the post is treated as a draft`,
        note: `Write \`${key}: true\` or \`${key}: false\`.`,
      });
    }
    if (draft !== false) return true;
  }
  for (const { node } of reader.findAll(aliases.published)) {
    if (booleanOf(node) === false) return true;
  }
  return ["draft", "pending", "private"].includes(statusOf(reader, aliases));
}

function readUnlisted(reader: FieldReader, aliases: FrontMatterAliases): boolean {
  const listed = reader.find(["listed"])?.node;
  if (listed && booleanOf(listed) === false) return true;
  if (reader.findAll(aliases.unlisted).some(({ node }) => booleanOf(node) === true)) return true;
  return ["hidden", "unlisted"].includes(statusOf(reader, aliases));
}

function statusOf(reader: FieldReader, aliases: FrontMatterAliases): string {
  const node = reader.find(aliases.status)?.node;
  return (node && textOf(node)?.toLowerCase()) ?? "";
}

/** `pt_BR` is `pt-BR`. What is not a BCP 47 tag is left out. */
function readLang(reader: FieldReader, aliases: FrontMatterAliases): string | undefined {
  const node = reader.find(aliases.lang)?.node;
  const text = node && textOf(node)?.replaceAll("_", "-");
  if (!text) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    reader.warn("front-matter-type", node, {
      reason: `${quote(node)} is not a language tag; it is left out`,
      note: "Write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`.",
      actual: text,
    });
    return undefined;
  }
}

/** A number of minutes, `5 min read`, or `{ minutes }`. */
function readMinutes(reader: FieldReader, aliases: FrontMatterAliases): number | undefined {
  const field = reader.find(aliases.readingTime)?.node;
  const node = field && isMapping(field) ? childOf(field, "minutes") : field;
  const match = /^(\d{1,6}(?:\.\d{1,6})?)(?: ?m(?:in(?:ute)?s?)?\.?(?: read)?)?$/i.exec(
    (node && textOf(node)) ?? "",
  );
  return match ? Number(match[1]) : undefined;
}
