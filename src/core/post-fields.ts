import { isPromise, show, wrongKind } from "./check-options.ts";
import { isMissing, readFlag } from "./publishing.ts";
import { readTime } from "./read-date.ts";

/**
 * Reads an option that is a point in time.
 *
 * @returns milliseconds since 1970; `undefined` for an option that is not set
 * @throws TypeError for anything else, including a number, which could be in seconds
 */
export function checkMoment(name: string, value: unknown): number | undefined {
  const time = readTime(value);
  if (time === undefined && value !== undefined) throw wrongKind(name, value, "a valid Date");
  return time;
}

/** The tags of a post: a list, or a text that is split at commas, as in front matter. */
export function tagsOf(tags: unknown): readonly string[] {
  if (typeof tags === "string") {
    return tags
      .split(/[,;，、；]/)
      .map((tag) => tag.trim())
      .filter(Boolean);
  }
  if (!Array.isArray(tags)) return [];
  // The common case, without a copy.
  if (tags.every((tag) => typeof tag === "string")) return tags;
  return tags.filter((tag) => typeof tag === "string" || typeof tag === "number").map(String);
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields that can keep a post from being published, for checks. */
export const publishingFields: readonly ("draft" | "published" | "unlisted")[] = [
  "draft",
  "published",
  "unlisted",
];

/** A field of a post that functions of this library read. */
export type PostField =
  | "slug"
  | "title"
  | "description"
  | "path"
  | "url"
  | "lang"
  | "html"
  | "date"
  | "updated"
  | "expires"
  | "draft"
  | "unlisted"
  | "published"
  | "tags"
  | "links"
  | "images"
  | "headings"
  | "messages"
  | "authors"
  | "image";

/** The expected value of each field, for error messages. */
const checks: Readonly<Record<PostField, (value: unknown, post: Fields) => string | undefined>> = {
  slug: (value) => (typeof value === "string" ? undefined : "a string"),
  title: text,
  description: text,
  path: string,
  url: string,
  lang: string,
  html: string,
  date,
  updated: date,
  expires: date,
  draft: flag,
  unlisted: flag,
  published: (value, post) =>
    readFlag(value) !== undefined || !isMissing(post.date) ? undefined : "true or false (a date is `date`)",
  tags: (value) =>
    isMissing(value) ||
    typeof value === "string" ||
    isList(value, (tag) => /^(?:string|number)$/.test(typeof tag))
      ? undefined
      : "a list of strings",
  links: (value) => records(value, "url"),
  images: (value) => records(value, "url"),
  headings: (value) => records(value, "text"),
  messages: (value) => records(value, "reason"),
  authors: (value) =>
    isMissing(value) ||
    isList(value, (author) => typeof author === "string" || records([author], "name") === undefined)
      ? undefined
      : "a list of names, or of objects with `name`",
  image: (value) =>
    isMissing(value) || typeof value === "string" || records([value], "src") === undefined
      ? undefined
      : "a URL, or an object with `src`",
};

function string(value: unknown): string | undefined {
  return isMissing(value) || typeof value === "string" ? undefined : "a string";
}

/** A number in front matter counts as text. */
function text(value: unknown): string | undefined {
  return isMissing(value) || typeof value === "string" || typeof value === "number" ? undefined : "a string";
}

function date(value: unknown): string | undefined {
  return isMissing(value) || readTime(value) !== undefined
    ? undefined
    : 'a valid Date, or ISO 8601 text such as "2026-03-01"';
}

function flag(value: unknown): string | undefined {
  return readFlag(value) === undefined ? "true or false" : undefined;
}

function records(value: unknown, field: string): string | undefined {
  const isRecord = (item: unknown): boolean =>
    typeof item === "object" && item !== null && typeof (item as Fields)[field] === "string";
  return isMissing(value) || isList(value, isRecord) ? undefined : `a list of objects with \`${field}\``;
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

/**
 * Checks what a caller passes as posts: records of this library, or any others whose fields can be read. `null`
 * counts as missing. The records themselves are used, not copies.
 *
 * @param fields - the fields that the function reads
 * @param name - the name of the argument in the documentation
 * @throws TypeError with the index of the post, the field and the value
 */
export function checkPosts(posts: unknown, fields: readonly PostField[], name = "posts"): void {
  checkList(posts, name, "an array of posts");
  for (let index = 0; index < posts.length; index++) {
    const post: unknown = posts[index];
    // Building the name of each post would take longer than the checks.
    if (!isSound(post, fields)) checkPost(post, fields, `${name}[${index}]`);
  }
}

/** Checks that an argument is an array. */
export function checkList(list: unknown, name: string, expected: string): asserts list is readonly unknown[] {
  if (Array.isArray(list)) return;
  const hint = show(list) === "an object with `posts`" ? ": pass its `posts`" : "";
  const { message } = wrongKind(name, list, expected);
  throw new TypeError(message + hint);
}

/**
 * Checks one post; see `checkPosts`.
 *
 * @throws TypeError with the field and the value
 */
export function checkPost(post: unknown, fields: readonly PostField[], name = "post"): void {
  if (typeof post !== "object" || post === null || Array.isArray(post)) {
    throw wrongKind(name, post, "a post, which is an object");
  }
  if (isPromise(post)) {
    throw new TypeError(
      `Expected \`${name}\` to be a post, received a promise; did you forget \`await\` or \`Promise.all\`?`,
    );
  }
  const record = post as Fields;
  const nested = nestedIn(record, fields);
  if (nested !== undefined) {
    throw new TypeError(
      `Expected \`${name}\` to have the fields of a post itself, received an object that has them in \`${nested}\`: pass \`entries.map(({ id, ${nested} }) => ({ slug: id, ...${nested} }))\``,
    );
  }
  for (const field of fields) {
    const expected = checks[field](record[field], record);
    if (expected === undefined) continue;
    const hint = field === "slug" && "post" in record ? ": pass its `post`" : "";
    throw new TypeError(wrongKind(`${name}.${field}`, record[field], expected).message + hint);
  }
}

/** Whether a field of a post can be read. */
export function isSoundField(post: object, field: PostField): boolean {
  const record = post as Fields;
  return checks[field](record[field], record) === undefined;
}

function isSound(post: unknown, fields: readonly PostField[]): boolean {
  if (typeof post !== "object" || post === null || Array.isArray(post) || isPromise(post)) return false;
  const record = post as Fields;
  if (nestedIn(record, fields) !== undefined) return false;
  // A loop, because this runs for every post in every call.
  for (const field of fields) if (checks[field](record[field], record) !== undefined) return false;
  return true;
}

/** The fields in which Astro, gray-matter and other tools store the front matter of an entry. */
const nests: readonly string[] = ["data", "frontmatter", "metadata", "attributes"];

/** The field that contains all metadata of an entry: read as a post, the entry would have no date and not be a draft. */
function nestedIn(record: Fields, fields: readonly PostField[]): string | undefined {
  // A post of this library has `data` next to its own fields.
  if (record.title !== undefined || record.date !== undefined || record.draft !== undefined) return undefined;
  return nests.find((name) => {
    const inner = record[name];
    if (typeof inner !== "object" || inner === null) return false;
    const needsSlug = fields.includes("slug") && typeof record.slug !== "string";
    return (
      needsSlug || ["title", "date", "draft", "pubDate", "published", "tags"].some((key) => key in inner)
    );
  });
}
