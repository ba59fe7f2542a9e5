import type { VFileMessage } from "vfile-message";
import { toSlug } from "../slug/to-slug.ts";
import { type PathDate, readPathDate } from "./date-from-path.ts";
import {
  booleanOf,
  childOf,
  createFieldReader,
  type FieldReader,
  isMapping,
  oneLine,
  textOf,
} from "./field-reader.ts";
import type { FrontMatterAliases } from "./front-matter-aliases.ts";
import type { MatterNode } from "./matter-node.ts";
import { readDate } from "./parse-date.ts";
import type { PostMeta } from "./post-meta.ts";
import { readAuthors } from "./read-authors.ts";
import { readImage } from "./read-image.ts";
import { readSeries } from "./read-series.ts";
import { readTags } from "./read-tags.ts";
import { readUrl } from "./read-url.ts";
import type { Places } from "./source-lines.ts";

/** What `readMeta` needs to know. */
export interface ReadMetaOptions {
  root: MatterNode | undefined;
  aliases: FrontMatterAliases;
  places: Places;
  path: string | undefined;
  messages: VFileMessage[];
}

/** Signs that turn the direction of a text around: what they enclose reads otherwise than it is. */
const turning: RegExp = /[\u202A-\u202E\u2066-\u2069]/;

/** Brings what the front matter says, whatever it calls it, into one form. */
export function readMeta({ root, aliases, places, path, messages }: ReadMetaOptions): PostMeta {
  const reader = createFieldReader(root, places, path, messages);
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
  readDates(reader, aliases, path, meta);
  set("lang", readLang(reader, aliases));
  const canonical = reader.find(aliases.canonicalUrl)?.node;
  set("canonicalUrl", canonical && readUrl(reader, canonical, "The canonical address"));
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
      reason: `\`${key}\` is a ${isMapping(node) ? "mapping" : "list"} and not a text`,
      note: "Put the title in quotes.",
    });
    return undefined;
  }
  if (typeof node.value !== "string") {
    reader.warn("front-matter-type", node, {
      reason: `\`${key}\` is a ${typeof node.value}; it is taken for the text "${title}"`,
      note: `Put it in quotes: \`${key}: "${title}"\`.`,
      actual: title,
    });
  }
  if (turning.test(title)) {
    reader.warn("front-matter-bidi", node, {
      reason: "The title holds an invisible sign that turns the direction of the text around",
      note: "Remove it, unless it is meant: it can make a text read otherwise than it is.",
    });
  }
  return oneLine(title) || undefined;
}

function readSlug(reader: FieldReader, aliases: FrontMatterAliases): string | undefined {
  const node = reader.find(aliases.slug)?.node;
  const text = node && textOf(node);
  if (!text || typeof node?.value === "boolean") return undefined;
  // `/2024/05/01/queues/` is an address whose last part names the post.
  const last = text.split(/[\\/]+/).findLast((part) => toSlug(part) !== "") ?? "";
  const slug = toSlug(decode(last));
  if (slug === "") {
    reader.warn("slug-changed", node, {
      reason: `The slug \`${text}\` has neither letter nor digit; it is left out`,
      note: "Write a slug of letters, digits and hyphens.",
      severity: "warning",
      actual: text,
    });
    return undefined;
  }
  if (slug !== text.replace(/^\/+|\/+$/g, "")) {
    reader.warn("slug-changed", node, {
      reason: `The slug \`${text}\` becomes \`${slug}\``,
      note: "A slug is lower case, one part of an address, of letters, digits and hyphens.",
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
      // Something is meant to be held back: better a post too few than one too many.
      reader.warn("front-matter-type", node, {
        reason: `\`${key}\` is neither true nor false; the post is taken for a draft`,
        note: `Write \`${key}: true\` or \`${key}: false\`.`,
      });
    }
    if (draft !== false) return true;
  }
  for (const { node } of reader.findAll(aliases.published)) {
    if (isWord(node) && booleanOf(node) === false) return true;
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

/** A boolean, or a word or a digit for one: nothing about a day. */
function isWord(node: MatterNode): boolean {
  return booleanOf(node) !== undefined;
}

function readDates(
  reader: FieldReader,
  aliases: FrontMatterAliases,
  path: string | undefined,
  meta: PostMeta,
): void {
  const fromPath = (path === undefined ? undefined : readPathDate(path)) ?? dateFromAddress(reader);
  const date = readDateField(reader, aliases.date, fromPath?.day);
  if (date) {
    meta.date = date.date;
    meta.dateOnly = date.dateOnly;
    const days = [date.day, date.date.toISOString().slice(0, 10)];
    if (fromPath && !days.includes(fromPath.day)) {
      reader.warn("date-mismatch", date.node, {
        reason: `\`${date.key}\` says ${date.day} and the path says ${fromPath.day}; \`${date.key}\` counts`,
        note: "Change one of them, if one is wrong.",
        actual: date.day,
        expected: [fromPath.day],
      });
    }
  } else if (fromPath) {
    meta.date = fromPath.date;
    meta.dateOnly = true;
  }
  const updated = readDateField(reader, aliases.updated);
  if (updated) meta.updated = updated.date;
  const expires = readDateField(reader, aliases.expires);
  if (expires) meta.expires = expires.date;
}

interface DateField {
  key: string;
  node: MatterNode;
  date: Date;
  day: string;
  dateOnly: boolean;
}

/** `path: 2024/05/01/queues`: an address that the post is to have may name its day as a folder does. */
function dateFromAddress(reader: FieldReader): PathDate | undefined {
  for (const { node } of reader.findAll(["path", "permalink", "url", "slug"])) {
    const found = readPathDate(textOf(node)?.replace(/\/+$/, "") ?? "");
    if (found) return found;
  }
  return undefined;
}

/**
 * @param otherDay - what the path says; with it an invalid date is a warning, for the post has a day all the same
 */
function readDateField(
  reader: FieldReader,
  keys: readonly string[],
  otherDay?: string,
): DateField | undefined {
  for (const { key, node: field } of reader.findAll(keys)) {
    // Docusaurus writes `last_update: { date, author }`.
    const node = isMapping(field) ? (childOf(field, "date") ?? field) : field;
    // `published: true`, `updated: false`, `expires: never`: nothing about a day.
    if (isWord(node) || /^(?:never|none|null)$/i.test(textOf(node) ?? "")) continue;
    const text = textOf(node);
    const found = text === undefined ? { problem: "it is no text" } : readDate(text);
    if ("problem" in found) {
      reader.warn("date-invalid", node, {
        reason:
          `\`${key}: ${text?.slice(0, 60) ?? "…"}\` is no date: ${found.problem}` +
          (otherDay === undefined ? "" : `; the path says ${otherDay}, which counts`),
        note: "Write `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SSZ` with a time.",
        ...(text !== undefined && { actual: text }),
        ...(otherDay !== undefined && { severity: "warning" }),
      });
      return undefined;
    }
    if (found.doubt !== undefined) {
      reader.warn("date-ambiguous", node, {
        reason: `\`${key}\` can be read in more than one way: ${found.doubt}`,
        note: `Write it as \`${found.dateOnly ? found.day : found.date.toISOString()}\` if that is meant.`,
        actual: text ?? "",
      });
    }
    return { key, node, date: found.date, day: found.day, dateOnly: found.dateOnly };
  }
  return undefined;
}

/** `pt_BR` is `pt-BR`. What is no BCP 47 tag is left out. */
function readLang(reader: FieldReader, aliases: FrontMatterAliases): string | undefined {
  const node = reader.find(aliases.lang)?.node;
  const text = node && textOf(node)?.replaceAll("_", "-");
  if (!text) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    reader.warn("front-matter-type", node, {
      reason: `\`${text.slice(0, 40)}\` is no tag of a language; it is left out`,
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
