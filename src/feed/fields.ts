import { show } from "../core/check-options.ts";
import type { FeedAuthor } from "./source.ts";
import { toPageUrl } from "./urls.ts";

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
