import { readTime } from "./read-date.ts";

/**
 * The keys of front matter and of plain records that decide whether and when a post is published, as the generators of
 * blogs name them: `permalink` and `eleventyExcludeFromCollections` are Eleventy's, `headless` and `build` Hugo's,
 * `visibility` Ghost's, `private` and `ignorePublish` Qiita's.
 */
export const publishingKeys = {
  draft: "draft isDraft private ignorePublish headless",
  published: "published publish isPublished public permalink build.render _build.render",
  status: "status postStatus visibility",
  unlisted: "unlisted hidden eleventyExcludeFromCollections",
  listed: "listed build.list _build.list",
  date: "date pubDate publishDate published published_at publishedDate datePublished publish created created_at dateCreated created_time",
  publishDate: "publishDate",
  expires: "expires expiryDate expirydate",
} as const;

/** The fields that can keep a post from being published; other spellings are in `publishingKeys`. */
export interface PublishingFields {
  draft?: boolean | undefined;
  unlisted?: boolean | undefined;
  /** `false` makes a draft, as in front matter. */
  published?: unknown;
  /** `draft`, `pending`, `private`, `trash` and others make a draft, as in front matter. */
  status?: unknown;
  /** Jekyll and Hexo keep drafts in a folder `_drafts`. */
  path?: string | undefined;
}

/** Whether a post is a draft. A value that is not understood counts as a draft, to avoid publishing by mistake. */
export function isDraft(post: PublishingFields): boolean {
  return (
    someValue(post, "draft", (value) => readFlag(value) !== false) ||
    someValue(post, "published", (value) => readFlag(value) === false) ||
    someValue(post, "status", (status) => typeof status === "string" && isDraftStatus(status)) ||
    (typeof post.path === "string" && isDraftPath(post.path))
  );
}

/** Whether a post is left out of lists and feeds. */
export function isUnlisted(post: PublishingFields): boolean {
  return (
    someValue(post, "unlisted", (value) => readFlag(value) !== false) ||
    someValue(post, "listed", (value) => readFlag(value) === false) ||
    someValue(post, "status", (status) => typeof status === "string" && isUnlistedStatus(status))
  );
}

/**
 * When a post is published, in milliseconds since 1970: the first of its dates that can be read, or a later
 * `publishDate`, at which Hugo publishes it.
 */
export function publishingTime(post: object): number | undefined {
  const first = timeOf(post, "date");
  return first === undefined ? undefined : Math.max(first, timeOf(post, "publishDate") ?? first);
}

/** When a post is no longer published. */
export function expiryTime(post: object): number | undefined {
  return timeOf(post, "expires");
}

export function isDraftStatus(status: string): boolean {
  return /^\s*(?:(?:auto-)?draft|pending|private|trash|unpublished|members|paid|tiers)\s*$/i.test(status);
}

export function isUnlistedStatus(status: string): boolean {
  return /^\s*(?:hidden|unlisted)\s*$/i.test(status);
}

export function isDraftPath(path: string): boolean {
  return /(?:^|[\\/])_drafts[\\/]/.test(path);
}

/** Reads a flag: `true`, `yes`, `on`, 1 and their opposites, and `never`. A missing flag is `false`; `undefined` means none of these. */
export function readFlag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (isMissing(value)) return false;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const word = String(value).trim().toLowerCase();
  if (/^(?:true|yes|on|y|1)$/.test(word)) return true;
  return /^(?:false|no|off|n|0|never)$/.test(word) ? false : undefined;
}

export function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

type Key = keyof typeof publishingKeys;

/** The spellings of each key: front matter ignores case, hyphens and underscores. */
const spellings = Object.fromEntries(
  Object.entries(publishingKeys).map(([key, names]) => [key, [...new Set(names.split(" ").flatMap(spell))]]),
) as unknown as Readonly<Record<Key, readonly string[]>>;

/** `isDraft`, `is_draft`, `is-draft`, `isdraft`, `IsDraft` */
function spell(name: string): string[] {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const camel = snake.replace(/_./g, (part) => part.slice(1).toUpperCase());
  const pascal = camel.slice(0, 1).toUpperCase() + camel.slice(1);
  return [name, camel, snake, snake.replaceAll("_", "-"), snake.replaceAll("_", ""), pascal];
}

/** Whether a key, in any spelling, has a value that passes a test. */
function someValue(post: object, key: Key, test: (value: unknown) => boolean): boolean {
  const record = post as Readonly<Record<string, unknown>>;
  return spellings[key].some((name) => {
    const [outer = "", inner] = name.split(".");
    const value = record[outer] as Readonly<Record<string, unknown>> | null | undefined;
    const own = inner === undefined ? value : value?.[inner];
    return !isMissing(own) && test(own);
  });
}

function timeOf(post: object, key: "date" | "publishDate" | "expires"): number | undefined {
  const record = post as Readonly<Record<string, unknown>>;
  for (const name of spellings[key]) {
    const time = readTime(record[name]);
    if (time !== undefined) return time;
  }
  return undefined;
}
