import { bidiControl } from "../../core/bidi.ts";
import { decodeUri } from "../../core/decode-uri.ts";
import { isDraftPath, isDraftStatus, isUnlistedStatus, publishingKeys } from "../../core/publishing.ts";
import { readLanguage } from "../../core/read-language.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { toSlug } from "../../slug/to-slug.ts";
import type { FrontMatterAliases } from "../front-matter-aliases.ts";
import type { MatterNode } from "../matter-node.ts";
import type { PostMeta } from "../post-meta.ts";
import { foldKey } from "../suggest-key.ts";
import { booleanOf, childOf, type Fields, isMapping, oneLine, quote, textOf } from "./fields.ts";
import { readDates } from "./read-dates.ts";
import { readAuthors, readTags } from "./read-names.ts";
import { readSeries } from "./read-series.ts";

/** Reads the fields of the front matter, whatever their keys, into one form. */
export function readMeta(
  fields: Fields,
  path: string | undefined,
  tagSeparator: "comma" | "space",
): PostMeta {
  const statuses = fields.all("status").map(({ node }) => textOf(node) ?? "");
  const draft =
    readFlag(fields, "draft", "a draft") ||
    fields.all("published").some(({ node }) => booleanOf(node) === false) ||
    statuses.some(isDraftStatus) ||
    isDraftPath(path ?? "");
  const unlisted =
    fields.all(publishingKeys.listed.split(" ")).some(({ node }) => booleanOf(node) === false) ||
    readFlag(fields, "unlisted", "unlisted") ||
    statuses.some(isUnlistedStatus);
  const meta = withoutUndefined<PostMeta>({
    tags: readTags(fields, tagSeparator),
    authors: readAuthors(fields),
    draft,
    unlisted,
    series: readSeries(fields),
    ...readDates(fields, path, draft),
    title: readTitle(fields),
    slug: readSlug(fields),
    description: firstText(fields, "description", (node) => fields.readText(node)),
    excerpt: firstText(fields, "excerpt", textOf),
    excerptSeparator: readSeparator(fields),
    lang: readLang(fields),
    canonicalUrl: fields.readUrl(fields.first("canonicalUrl"), "The canonical URL"),
    image: readImage(fields),
    guid: textOf(fields.all("guid").find(({ node }) => typeof node.value !== "boolean")?.node) || undefined,
    readingTime: readMinutes(fields),
  });
  for (const [field, expected] of Object.entries(expectations)) reportLeftOut(fields, meta, field, expected);
  return meta;
}

type CheckedField = keyof PostMeta & keyof FrontMatterAliases;

/** The expected value of each field for which no other value makes sense. */
const expectations: Readonly<Partial<Record<CheckedField, string>>> = {
  slug: "text",
  description: "text",
  excerpt: "text",
  date: "a date",
  updated: "a date",
  expires: "a date",
  lang: "a language tag",
  canonicalUrl: "a URL",
  guid: "text",
  image: "a URL",
  authors: "a name",
  readingTime: "a number of minutes",
};

/** Reports a value that a field cannot be read from. `false` is a common way to write "none". */
function reportLeftOut(fields: Fields, meta: PostMeta, field: string, expected: string): void {
  const name = field as CheckedField;
  const [found] = fields.all(name);
  if (!found || found.node.value === false || fields.isReported(found.node)) return;
  const { node, key } = found;
  const value = meta[name];
  const isRead = Array.isArray(value) ? value.length > 0 : value !== undefined;
  // Other dates are checked where they are read, and `published: true` need not be one.
  const isJudged = expected === "a date" || isRead;
  if (node.value !== true ? isJudged : /^publish(?:ed)?$/.test(foldKey(key))) return;
  const actual = textOf(node);
  const kind = isMapping(node) ? "a mapping" : Array.isArray(node.value) ? "a list" : quote(node);
  const reason = `\`${key}\` is ${kind}, not ${expected}; it is left out`;
  const more = actual === undefined ? {} : { actual };
  fields.report("front-matter-type", node, reason, `Write ${expected}, or remove the line.`, more);
}

/** @param result - how the post is treated if the flag is not understood */
function readFlag(fields: Fields, field: "draft" | "unlisted", result: string): boolean {
  return fields.all(field).some(({ node, key }) => {
    const flag = booleanOf(node);
    if (flag === undefined) {
      // The author wants to hold something back: it is safer not to publish the post.
      const reason = `\`${key}\` is neither true nor false; the post is treated as ${result}`;
      fields.report("front-matter-type", node, reason, `Write \`${key}: true\` or \`${key}: false\`.`);
    }
    return flag !== false;
  });
}

function readTitle(fields: Fields): string | undefined {
  const [field] = fields.all("title");
  if (!field) return undefined;
  const { node, key } = field;
  const title = textOf(node);
  if (title === undefined) {
    const reason = `\`${key}\` is a ${isMapping(node) ? "mapping" : "list"}, not text`;
    fields.report("front-matter-type", node, reason, "Put the title in quotes.");
    return undefined;
  }
  if (typeof node.value !== "string") {
    const reason = `\`${key}\` is a ${typeof node.value}; it is read as the text "${title}"`;
    const note = `Put it in quotes: \`${key}: "${title}"\`.`;
    fields.report("front-matter-type", node, reason, note, { actual: title });
  }
  if (bidiControl.test(title)) {
    const reason = "The title contains an invisible control character that reverses the direction of text";
    const note = "Remove it, unless it is intended: what is shown is then not what is stored.";
    fields.report("front-matter-bidi", node, reason, note);
  }
  return fields.readText(node) || undefined;
}

function readSlug(fields: Fields): string | undefined {
  const node = fields.first("slug");
  const actual = textOf(node);
  if (!node || !actual || typeof node.value === "boolean") return undefined;
  // `/2024/05/01/queues/` is a path whose last part names the post; a URL may have a query or a fragment.
  const path = actual.includes("/") ? actual.replace(/[?#].*$/s, "") : actual;
  const last = path.split(/[\\/]+/).findLast((part) => /[\p{L}\p{N}]/u.test(part)) ?? "";
  const slug = toSlug(decodeUri(last));
  if (slug === "") {
    const reason = `The slug ${quote(node)} has no letters or digits; it is left out`;
    const note = "Write a slug of letters, digits and hyphens.";
    fields.report("slug-changed", node, reason, note, { severity: "warning", actual });
    return undefined;
  }
  if (slug !== actual.replace(/^\/+|\/+$/g, "")) {
    const note = "A slug is one part of a URL: lower-case letters, digits and hyphens.";
    const reason = `The slug ${quote(node)} becomes \`${slug}\``;
    fields.report("slug-changed", node, reason, note, { actual, expected: [slug] });
  }
  return slug;
}

function firstText(
  fields: Fields,
  field: "description" | "excerpt",
  read: (node: MatterNode) => string | undefined,
): string | undefined {
  for (const { node } of fields.all(field)) {
    const text = typeof node.value === "boolean" ? "" : read(node);
    if (text) return text;
  }
  return undefined;
}

/** White space counts: blank lines may end an excerpt. */
function readSeparator(fields: Fields): string | undefined {
  const isText = ({ value }: MatterNode): boolean => typeof value === "string" && value !== "";
  return fields.first("excerptSeparator", isText)?.value as string | undefined;
}

/** `pt_BR` is `pt-BR`. What is not a BCP 47 tag is left out. */
function readLang(fields: Fields): string | undefined {
  const node = fields.first("lang");
  const actual = textOf(node);
  if (!node || !actual) return undefined;
  const language = readLanguage(actual);
  if (language === undefined) {
    const reason = `${quote(node)} is not a language tag; it is left out`;
    const note = "Write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`.";
    fields.report("front-matter-type", node, reason, note, { actual });
  }
  return language;
}

/** A number of minutes, `5 min read`, or `{ minutes }`. */
function readMinutes(fields: Fields): number | undefined {
  const field = fields.first("readingTime");
  const text = textOf((field && childOf(field, "minutes")) ?? field) ?? "";
  const match = /^(\d{1,6}(?:\.\d{1,6})?)(?: ?m(?:in(?:ute)?s?)?\.?(?: read)?)?$/i.exec(text);
  return match ? Number(match[1]) : undefined;
}

function readImage(fields: Fields): PostMeta["image"] {
  for (const { node } of fields.all("image")) {
    const found = findImage(node, 0);
    const src = found && fields.readUrl(found.src, "The image");
    if (!src) continue;
    const text = textOf(found.alt ?? fields.first("imageAlt"));
    return text ? { src, alt: oneLine(text) } : { src };
  }
  return undefined;
}

/** Keys that an object keeps an image's URL under, the usual ones first. */
const sourceKeys: readonly string[] =
  "src url path href image file filename relative light default dark".split(" ");

/** Maximum depth of `cover: { image: { light: … } }`. */
const maxDepth = 3;

/** The first image of a text, an object or a list. */
function findImage(
  node: MatterNode,
  depth: number,
): { src: MatterNode; alt: MatterNode | undefined } | undefined {
  if (typeof node.value === "string" && node.value.trim() !== "") return { src: node, alt: undefined };
  if (depth > maxDepth) return undefined;
  const inner = isMapping(node) ? [childOf(node, ...sourceKeys)] : [...(node.children?.values() ?? [])];
  for (const child of inner) {
    const found = child && findImage(child, depth + 1);
    if (found)
      return { src: found.src, alt: childOf(node, "alt", "altText", "alt_text", "caption") ?? found.alt };
  }
  return undefined;
}
