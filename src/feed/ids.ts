import { toPageUrl } from "./urls.ts";

const uuid: RegExp = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const tagUri: RegExp =
  /^tag:(?:[a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(?:-\d\d(?:-\d\d)?)?:[0-9A-Za-z;/?:@&=+$._!~*'(),-]*$/;
const urn: RegExp = /^urn:[a-z0-9][a-z0-9-]{1,31}:[a-zA-Z0-9()+,.:=@;$_!*'-]+$/;

/**
 * Reads an id as an author wrote it. A `tag:` or a `urn:` is taken as it is, a bare UUID becomes a URN, anything else
 * is a URL, resolved against the site.
 *
 * @returns `undefined` when it cannot be an id: an unknown scheme, a malformed `tag:` or `urn:`
 */
export function readId(raw: unknown, base: URL): string | undefined {
  const text = typeof raw === "string" ? raw.trim() : "";
  if (text === "") return undefined;
  const bare = text.replace(/^urn:uuid:/i, "");
  if (uuid.test(bare)) return `urn:uuid:${bare.toLowerCase()}`;
  if (text.startsWith("tag:")) return tagUri.test(text) ? text : undefined;
  if (text.startsWith("urn:")) return urn.test(text) && bare === text ? text : undefined;
  const url = toPageUrl(text, base);
  return url === undefined ? undefined : canonicalId(url);
}

/** Characters of RFC 3986 that mean something else when they are escaped: `%2C` and `,` are two different paths. */
const reservedInPath = "!$&'()*+,;=:@";
const reservedInQuery: string = `${reservedInPath}/?`;

/**
 * Writes a URL in the one form in which RFC 3986 compares identifiers letter by letter: only what must be escaped is,
 * escapes are in capitals, letters are in Unicode normal form C. A URL that has no such form (escapes that are not
 * UTF-8, or an escaped `%` that looks like another escape) gets `~` for `%` there: still unique, still permanent.
 *
 * @param url - an absolute `http` or `https` URL in ASCII
 */
export function canonicalId(url: string): string {
  if (!/%|\.(?:[:/?#]|$)/.test(url)) return url;
  const { protocol, username, password, host, pathname, search, hash } = new URL(url);
  const user = username === "" ? "" : `${username}${password === "" ? "" : `:${password}`}@`;
  const path = pathname.split("/").map((part) => normalizeEscapes(part, reservedInPath));
  const query = search === "" ? "" : `?${normalizeEscapes(search.slice(1), reservedInQuery)}`;
  const fragment = hash === "" ? "" : `#${normalizeEscapes(hash.slice(1), reservedInQuery)}`;
  return `${protocol}//${user}${host.replace(/\.(?=$|:\d+$)/, "")}${path.join("/")}${query}${fragment}`;
}

/** Normalizes every run between reserved characters, which stay as they were written, bare or escaped. */
function normalizeEscapes(text: string, reserved: string): string {
  let normal = "";
  let run = "";
  for (const [piece] of text.matchAll(/%[0-9A-Fa-f]{2}|./gs)) {
    const sign = piece.length === 3 ? String.fromCharCode(Number.parseInt(piece.slice(1), 16)) : piece;
    if (reserved.includes(sign)) {
      normal += normalizeRun(run) + piece.toUpperCase();
      run = "";
    } else run += piece;
  }
  return normal + normalizeRun(run);
}

function normalizeRun(run: string): string {
  if (!run.includes("%")) return encodeURIComponent(run);
  try {
    const letters = decodeURIComponent(run);
    if (!/%[0-9A-Fa-f]{2}/.test(letters)) return encodeURIComponent(letters.normalize("NFC"));
  } catch {
    // Escapes that are not UTF-8.
  }
  return run.replaceAll("%", "~");
}
