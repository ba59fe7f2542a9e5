import { show } from "../core/check-options.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import type { FeedAttachment } from "./feed.ts";
import type { FeedAuthor, FeedPost } from "./source.ts";
import { ownUrl, toPageUrl } from "./urls.ts";

/** Called with what is wrong with a field, and left out. */
export type OnProblem = (problem: string) => void;

/** Drops halves of surrogate pairs and U+0000, on which readers fail in every format. */
export function dropBroken(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, "");
}

/** Reads a title or a name: line ends and tabs become spaces, the ends are trimmed. Invisible text counts as missing. */
export function readLine(value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number") return "";
  const line = dropBroken(String(value).replace(/[\t-\r\x85]+/g, " ")).trim();
  return /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(
    line,
  )
    ? line
    : "";
}

/** Reads a text of several lines. */
export function readText(value: unknown): string {
  return typeof value === "string" ? dropBroken(value).trim() : "";
}

/** Cuts a text that is too long, between two words where that leaves more than half of it. */
export function firstWords(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const start = text.slice(0, maxLength);
  const space = start.lastIndexOf(" ");
  const words = space > maxLength / 2 ? start.slice(0, space) : start;
  return `${words.replace(/\p{Surrogate}$/u, "")}…`;
}

/** Reads the authors of a post or of a site, records or bare names. */
export function readAuthors(written: unknown, base: URL, onProblem: OnProblem): FeedAuthor[] {
  return (Array.isArray(written) ? written : []).flatMap((entry) => readAuthor(entry, base, onProblem) ?? []);
}

function readAuthor(entry: unknown, base: URL, onProblem: OnProblem): FeedAuthor | undefined {
  const record = (typeof entry === "string" ? { name: entry } : (entry ?? {})) as Record<string, unknown>;
  // "Ann <ann@example.com>", as in the head of an e-mail.
  const written = typeof record.name === "string" ? record.name : "";
  const address = /<([^<>@\s]+@[^<>@\s]+)>\s*$/.exec(written)?.[1];
  const name = readLine(written.replace(/<[^<>@\s]+@[^<>@\s]+>/g, ""));
  if (name === "") {
    onProblem("an author has no name");
    return undefined;
  }
  const author: FeedAuthor = { name };
  const email = record.email ?? address;
  if (email !== undefined) {
    if (isEmail(email)) author.email = email;
    else onProblem(`the e-mail address of ${show(name)} is not valid: ${show(email)}`);
  }
  if (record.url !== undefined) {
    const url = toPageUrl(record.url, base);
    if (url !== undefined) author.url = url;
    else onProblem(`the URL of ${show(name)} is not valid: ${show(record.url)}`);
  }
  return author;
}

/** Whether a value is an address of RFC 5322 without quotes, at a domain with a dot. */
function isEmail(value: unknown): value is string {
  if (typeof value !== "string" || value.length > 320) return false;
  const at = value.lastIndexOf("@");
  const labels = value.slice(at + 1).split(".");
  return (
    /^[\w+.'!#$%&*/=?^`{|}~-]+$/.test(value.slice(0, Math.max(at, 0))) &&
    labels.length > 1 &&
    labels.every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label))
  );
}

/** File extensions that blogs enclose, with their registered types. */
const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    aac: "audio/aac",
    avif: "image/avif",
    epub: "application/epub+zip",
    flac: "audio/flac",
    gif: "image/gif",
    jpeg: "image/jpeg",
    jpg: "image/jpeg",
    m4a: "audio/mp4",
    m4v: "video/mp4",
    mov: "video/quicktime",
    mp3: "audio/mpeg",
    mp4: "video/mp4",
    oga: "audio/ogg",
    ogg: "audio/ogg",
    ogv: "video/ogg",
    opus: "audio/ogg",
    pdf: "application/pdf",
    png: "image/png",
    svg: "image/svg+xml",
    wav: "audio/wav",
    webm: "video/webm",
    webp: "image/webp",
    zip: "application/zip",
  }),
);

/** Reads `enclosure` and `enclosures`, each URL once. */
export function readAttachments(
  post: Pick<FeedPost, "enclosure" | "enclosures">,
  base: URL,
  onProblem: OnProblem,
): FeedAttachment[] {
  const written: unknown[] = [post.enclosure, ...(Array.isArray(post.enclosures) ? post.enclosures : [])];
  const found = new Map<string, FeedAttachment>();
  for (const entry of written) {
    if (typeof entry !== "object" || entry === null) continue;
    const attachment = readAttachment(entry as Record<string, unknown>, base, onProblem);
    if (attachment !== undefined && !found.has(attachment.url)) found.set(attachment.url, attachment);
  }
  return [...found.values()];
}

function readAttachment(
  entry: Record<string, unknown>,
  base: URL,
  onProblem: OnProblem,
): FeedAttachment | undefined {
  const url = ownUrl(base, entry.url);
  if (url === undefined) {
    onProblem(`the URL of an enclosure is not valid: ${show(entry.url)}`);
    return undefined;
  }
  const type = typeOf(entry.type, url);
  if (type === undefined) {
    const isUnknown = entry.type === undefined;
    onProblem(
      `the MIME type of the enclosure ${url} is not ${isUnknown ? "known" : `valid: ${show(entry.type)}`}`,
    );
    return undefined;
  }
  const read = (name: "length" | "duration", toNumber: (written: unknown) => number | undefined) => {
    const written = entry[name];
    if (written === undefined || written === null) return undefined;
    const number = toNumber(written);
    if (number === undefined) onProblem(`the ${name} of the enclosure ${url} is not valid: ${show(written)}`);
    return number;
  };
  return withoutUndefined<FeedAttachment>({
    url,
    type,
    length: read("length", readLength),
    title: typeof entry.title === "string" ? readLine(entry.title) || undefined : undefined,
    duration: read("duration", readDuration),
  });
}

function readLength(written: unknown): number | undefined {
  const length = typeof written === "string" && /^\d+$/.test(written) ? Number(written) : written;
  return Number.isSafeInteger(length) && (length as number) >= 0 ? (length as number) : undefined;
}

/** Reads seconds, or hours, minutes and seconds with colons between. */
function readDuration(written: unknown): number | undefined {
  if (typeof written === "number") return written >= 0 && Number.isFinite(written) ? written : undefined;
  if (typeof written !== "string" || !/^\d{1,7}(?::[0-5]?\d){0,2}(?:\.\d{1,6})?$/.test(written.trim()))
    return undefined;
  return written.split(":").reduce((seconds, part) => seconds * 60 + Number(part), 0);
}

function typeOf(written: unknown, url: string): string | undefined {
  if (typeof written === "string" && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(written)) return written;
  if (written !== undefined) return undefined;
  const { pathname } = new URL(url);
  return types.get(pathname.slice(pathname.lastIndexOf(".") + 1).toLowerCase());
}
