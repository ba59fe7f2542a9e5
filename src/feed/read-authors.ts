import { cleanLine } from "./clean-text.ts";
import { toPageUrl } from "./feed-url.ts";
import { showValue } from "./show-value.ts";
import type { FeedAuthor } from "./site.ts";

/**
 * Reads the authors of a post or of a site, records or bare names.
 *
 * @param onFault - told what was left out, and why
 */
export function readAuthors(written: unknown, base: URL, onFault: (fault: string) => void): FeedAuthor[] {
  const authors: FeedAuthor[] = [];
  for (const entry of Array.isArray(written) ? written : []) {
    const author = readAuthor(entry, base, onFault);
    if (author !== undefined) authors.push(author);
  }
  return authors;
}

function readAuthor(entry: unknown, base: URL, onFault: (fault: string) => void): FeedAuthor | undefined {
  const record = (typeof entry === "string" ? { name: entry } : (entry ?? {})) as Record<string, unknown>;
  // "Ann <ann@example.com>", as in a mail's head.
  const written = typeof record.name === "string" ? record.name : "";
  const address = /<([^<>@\s]+@[^<>@\s]+)>\s*$/.exec(written)?.[1];
  // A name is no place for an address; in angle brackets a validator takes it for one.
  const name = cleanLine(written.replace(/<[^<>@\s]+@[^<>@\s]+>/g, ""));
  if (name === "") {
    onFault("an author has no name");
    return undefined;
  }
  const author: FeedAuthor = { name };
  const email = record.email ?? address;
  if (email !== undefined) {
    if (isEmail(email)) author.email = email;
    else onFault(`the e-mail address of ${showValue(name)} is ${showValue(email)}`);
  }
  if (record.url !== undefined) {
    const url = typeof record.url === "string" ? toPageUrl(record.url, base) : undefined;
    if (url !== undefined) author.url = url;
    else onFault(`the URL of ${showValue(name)} is ${showValue(record.url)}`);
  }
  return author;
}

/** The addresses of RFC 5322 that stand without quotes, at a domain with a dot. */
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
