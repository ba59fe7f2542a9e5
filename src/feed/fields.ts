import { show } from "../core/check-options.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import type { FeedAttachment } from "./feed.ts";
import type { FeedAuthor } from "./source.ts";
import { ownUrl, toPageUrl } from "./urls.ts";

/** Called with what is wrong with a field, and left out. */
export type OnProblem = (problem: string) => void;

/** Removes lone surrogates and U+0000, which break readers in every format. */
export function dropBroken(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, "");
}

/** Reads a title or a name: line ends and tabs become spaces, and it is trimmed. Invisible text counts as missing. */
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

/** Shortens a text that is too long, between two words if that leaves more than half of it. */
export function firstWords(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const start = text.slice(0, maxLength);
  const space = start.lastIndexOf(" ");
  const words = space > maxLength / 2 ? start.slice(0, space) : start;
  return `${words.replace(/\p{Surrogate}$/u, "")}…`;
}

/**
 * Reads an optional field.
 *
 * @param onInvalid - called with the value, formatted for a message, when it cannot be read
 */
export function readField<Value>(
  written: unknown,
  read: (written: unknown) => Value | undefined,
  onInvalid: (shown: string) => void,
): Value | undefined {
  if (written === undefined || written === null) return undefined;
  const value = read(written);
  if (value === undefined) onInvalid(show(written));
  return value;
}

/** Reads the authors of a post or of a site, records or bare names, or a single one. */
export function readAuthors(written: unknown, base: URL, onProblem: OnProblem): FeedAuthor[] {
  return [written ?? []].flat().flatMap((entry) => readAuthor(entry, base, onProblem) ?? []);
}

function readAuthor(entry: unknown, base: URL, onProblem: OnProblem): FeedAuthor | undefined {
  const record = (typeof entry === "string" ? { name: entry } : (entry ?? {})) as Record<string, unknown>;
  // "Ann <ann@example.com>", as in the header of an e-mail.
  const written = typeof record.name === "string" ? record.name : "";
  const address = /<([^<>@\s]+@[^<>@\s]+)>\s*$/.exec(written)?.[1];
  const name = readLine(written.replace(/<[^<>@\s]+@[^<>@\s]+>/g, ""));
  if (name === "") {
    onProblem("an author has no name");
    return undefined;
  }
  const readPart = (
    part: string,
    value: unknown,
    read: (value: unknown) => string | undefined,
  ): string | undefined => {
    const text = value === undefined ? undefined : read(value);
    if (value !== undefined && text === undefined)
      onProblem(`the ${part} of ${show(name)} is not valid: ${show(value)}`);
    return text;
  };
  return withoutUndefined<FeedAuthor>({
    name,
    email: readPart("e-mail address", record.email ?? address, readEmail),
    url: readPart("URL", record.url, (url) => toPageUrl(url, base)),
  });
}

/** Reads an unquoted e-mail address (RFC 5322) with a dot in its domain. */
function readEmail(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > 320) return undefined;
  const [, domain] = /^[\w+.'!#$%&*/=?^`{|}~-]+@([^@]+\.[^@]+)$/.exec(value) ?? [];
  const isLabel = (label: string): boolean => /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label);
  return domain?.split(".").every(isLabel) ? value : undefined;
}

/** Common file extensions of enclosures, with their registered types. */
const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    application: "epub:epub+zip pdf zip",
    audio: "aac flac m4a:mp4 mp3:mpeg oga:ogg ogg opus:ogg wav",
    image: "avif gif jpeg jpg:jpeg png svg:svg+xml webp",
    video: "m4v:mp4 mov:quicktime mp4 ogv:ogg webm",
  }).flatMap(([kind, extensions]) =>
    extensions.split(" ").map((pair): [string, string] => {
      const [extension = "", subtype = extension] = pair.split(":");
      return [extension, `${kind}/${subtype}`];
    }),
  ),
);

/** Reads enclosures, records or bare URLs, or lists of them, each URL once. */
export function readAttachments(
  written: readonly unknown[],
  base: URL,
  onProblem: OnProblem,
): FeedAttachment[] {
  const found = new Map<string, FeedAttachment>();
  for (const entry of written.flat()) {
    if (entry === undefined || entry === null || entry === "") continue;
    const record = typeof entry === "object" ? entry : { url: entry };
    const attachment = readAttachment(record as Record<string, unknown>, base, onProblem);
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
  const { pathname } = new URL(url);
  const type =
    entry.type === undefined
      ? types.get(pathname.slice(pathname.lastIndexOf(".") + 1).toLowerCase())
      : readMediaType(entry.type);
  if (type === undefined) {
    const fault = entry.type === undefined ? "known" : `valid: ${show(entry.type)}`;
    onProblem(`the MIME type of the enclosure ${url} is not ${fault}`);
    return undefined;
  }
  const readNumber = (name: "length" | "duration", read: (written: unknown) => number | undefined) =>
    readField(entry[name], read, (shown) =>
      onProblem(`the ${name} of the enclosure ${url} is not valid: ${shown}`),
    );
  return withoutUndefined<FeedAttachment>({
    url,
    type,
    length: readNumber("length", readLength),
    title: typeof entry.title === "string" ? readLine(entry.title) || undefined : undefined,
    duration: readNumber("duration", readDuration),
  });
}

function readMediaType(written: unknown): string | undefined {
  return typeof written === "string" && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(written) ? written : undefined;
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
