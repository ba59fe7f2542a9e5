import { checkKind, show } from "../core/check-options.ts";
import { checkPost } from "../core/post-fields.ts";
import { isSafeUrl } from "../html/urls.ts";
import type { FeedPost, Site } from "./source.ts";

/**
 * Creates an absolute ASCII URL that strictly follows RFC 3986. Browsers leave some characters unescaped that it
 * requires as `%` escapes, and accept a lone `%`.
 *
 * @param raw - a URL as written in an attribute or in front matter
 * @param base - what a relative URL is resolved against
 * @returns `undefined` for a value that is not a URL or has an unsafe scheme
 */
export function toFeedUrl(raw: unknown, base: URL | string): string | undefined {
  if (typeof raw !== "string" || !isSafeUrl(raw) || !URL.canParse(raw, base)) return undefined;
  const { href } = new URL(raw, base);
  return isSafeUrl(href) ? escapeStrictly(href) : undefined;
}

/** The same for the address of a page or a file: `http` and `https` only. */
export function toPageUrl(raw: unknown, base: URL | string): string | undefined {
  const url = toFeedUrl(raw, base);
  return url !== undefined && /^https?:/.test(url) ? url : undefined;
}

/** Escapes everything that RFC 3986 does not allow, except the brackets of an IPv6 host. */
function escapeStrictly(href: string): string {
  if (/^[0-9A-Za-z;/?:@&=+$.\-_!~*'()#,]*$/.test(href)) return href;
  const host = /^https?:\/\/(?:[^/?#@]*@)?\[[0-9a-f:.]*\]/.exec(href)?.[0] ?? "";
  const rest = href
    .slice(host.length)
    .replace(/%(?![0-9A-Fa-f]{2})/g, "%25")
    .replace(/[^0-9A-Za-z;/?:@&=+$.\-_!~*'()%#,]/gu, (sign) => {
      const code = sign.charCodeAt(0);
      return code < 0x80 ? `%${code.toString(16).toUpperCase().padStart(2, "0")}` : encodeURIComponent(sign);
    });
  return host + rest;
}

/**
 * The URL of a post: its `url`, resolved against the site, else `<site.url>/posts/<slug>/`.
 *
 * @param site - only its `url` is read
 * @param post - a post with a `url` or a `slug`
 * @returns an absolute URL in ASCII
 * @throws TypeError when `site.url` is not absolute, or the post has neither a URL nor a slug
 * @example
 * ```ts
 * import { postUrl } from "galley/feed";
 *
 * const site = { url: "https://example.com/blog", title: "Notes" };
 * console.log(postUrl(site, { slug: "queues" }));
 * console.log(postUrl(site, { slug: "naïve", url: "/2025/naïve" }));
 * // → https://example.com/blog/posts/queues/
 * // → https://example.com/2025/na%C3%AFve
 * ```
 */
export function postUrl(site: Pick<Site, "url">, post: Pick<FeedPost, "slug" | "url">): string {
  checkSite(site);
  checkPost(post, []);
  const base = siteBase(site);
  const url = ownUrl(base, post.url) ?? slugUrl(base, post.slug);
  if (url === undefined) throw new TypeError("Expected a post with a url or a slug, received neither");
  return url;
}

/**
 * Checks the argument `site`, which is easily confused with the posts or with a URL.
 *
 * @throws TypeError when it is not a record
 */
export function checkSite(site: unknown): void {
  checkKind("site", site, "object", "an object such as { url, title }");
  const { authors, hub } = site as { authors?: unknown; hub?: unknown };
  if (authors !== undefined && authors !== null) checkKind("site.authors", authors, "array");
  if (hub !== undefined && hub !== null) checkKind("site.hub", hub, "string or array");
}

/** The site's URL with a slash at its end, so that relative URLs are resolved below it. */
export function siteBase(site: Pick<Site, "url">): URL {
  const written: unknown = site.url;
  const url = typeof written === "string" && URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`Expected site.url to be an absolute http or https URL, received ${show(written)}`);
  }
  url.search = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** The post's own URL; `undefined` when it is blank or not a URL. */
export function ownUrl(base: URL, url: unknown): string | undefined {
  return typeof url === "string" && url.trim() !== "" ? toPageUrl(url, base) : undefined;
}

export function slugUrl(base: URL, slug: unknown): string | undefined {
  if (typeof slug !== "string" || slug.trim() === "") return undefined;
  const path = slug.toWellFormed().split("/").map(encodeURIComponent).join("/");
  return toPageUrl(`posts/${path}/`, base);
}

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
