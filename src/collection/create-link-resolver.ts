import { compareText } from "../core/compare-text.ts";

/** What finding the target of a link needs to know about a post. */
export interface LinkablePost {
  slug: string;
  path?: string | undefined;
  /** URL of the post's page; wins over `postUrl`. */
  url?: string | undefined;
}

/** What the URLs of a site look like. */
export interface LinkResolverOptions<P> {
  /**
   * URL of a post's page, absolute or from the root of the site.
   *
   * @default `posts/${slug}/` below the site's URL
   */
  postUrl?: (post: P) => string;
  /** URL of the site: absolute links below it are the site's own. */
  siteUrl?: string;
}

/**
 * Where a link leads. `post`: to a post, `fragment` being what stands behind `#`. `missing`: to where a post would be,
 * and there is none. `elsewhere`: to another page, another site, or nowhere that can be told.
 */
export type LinkTarget<P> =
  | { kind: "post"; post: P; fragment: string }
  | { kind: "missing"; wanted: string }
  | { kind: "elsewhere" };

const elsewhere: { kind: "elsewhere" } = { kind: "elsewhere" };

/** Any origin that no link names. */
const nowhere = "http://galley.invalid";

/** Longer URLs are not looked at. */
const maxLength = 4_000;

/**
 * Prepares for finding the posts that links lead to: by the URL of a page (`/posts/queues/`, `../queues/`) or by
 * the path of a file (`./queues.md`), as editors and other generators write them.
 *
 * @param posts - the posts there are
 * @param options - what URLs look like
 * @returns a function from a link's URL, and the post it stands in, to where it leads
 * @throws TypeError when `siteUrl` is no absolute URL
 * @example
 * ```ts
 * import { createLinkResolver } from "galley/collection";
 *
 * const posts = [
 *   { slug: "queues", path: "posts/queues.md" },
 *   { slug: "rings", path: "posts/2026-01-02-rings.md" },
 * ];
 * const resolve = createLinkResolver(posts);
 * console.log(JSON.stringify(resolve("./2026-01-02-rings.md#power-of-two", posts[0])));
 * console.log(resolve("/posts/stacks/", posts[0]).kind, resolve("https://example.com/", posts[0]).kind);
 * // → {"kind":"post","post":{"slug":"rings","path":"posts/2026-01-02-rings.md"},"fragment":"power-of-two"}
 * // → missing elsewhere
 * ```
 */
export function createLinkResolver<P extends LinkablePost>(
  posts: readonly P[],
  { postUrl, siteUrl }: LinkResolverOptions<P> = {},
): (url: string, from?: P) => LinkTarget<P> {
  const site = siteUrl === undefined ? undefined : parse(siteUrl);
  if (siteUrl !== undefined && site === undefined) {
    throw new TypeError(`Expected siteUrl to be an absolute URL, received ${siteUrl}`);
  }
  const base: Address = site ?? { href: `${nowhere}/`, origin: nowhere, pathname: "/" };
  const root = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
  const urlOf = (post: P): Address | undefined =>
    parsePath(
      post.url ?? postUrl?.(post) ?? `${root}posts/${encodeURIComponent(post.slug.toWellFormed())}/`,
      base,
    );

  const byUrl = new Map<string, P>();
  const byFile = new Map<string, P>();
  const folders = new Set<string>();
  const origins = new Set([base.origin]);
  // Of two posts with one URL the first by path is meant, whatever the order of the input.
  const sorted = [...posts].sort(
    (a, b) => compareText(a.path ?? "", b.path ?? "") || compareText(a.slug, b.slug),
  );
  for (const post of sorted) {
    const url = urlOf(post);
    if (url !== undefined) {
      const page = pageOf(url.pathname);
      if (!byUrl.has(page)) byUrl.set(page, post);
      folders.add(page.slice(0, page.lastIndexOf("/")));
      origins.add(url.origin);
    }
    if (post.path !== undefined) {
      const file = plainPath(post.path);
      if (!byFile.has(file)) byFile.set(file, post);
    }
  }
  // Posts at the root of a site stand beside its other pages: there a missing one cannot be told.
  folders.delete("");

  return (url, from) => {
    if (url.length > maxLength) return elsewhere;
    const [address = "", fragment = ""] = splitFragment(url);
    if (address === "") return from === undefined ? elsewhere : { kind: "post", post: from, fragment };
    const isRelative = !/^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(address);
    const file = address.replace(/\?.*$/s, "");
    if (isRelative && /\.(?:mdx?|markdown|mkdn?)$/i.test(file)) {
      const wanted = fileOf(file, from);
      if (wanted === undefined) return elsewhere;
      const post = byFile.get(wanted);
      return post === undefined ? { kind: "missing", wanted } : { kind: "post", post, fragment };
    }
    const origin = from === undefined || address.startsWith("/") ? base : (urlOf(from) ?? base);
    const target = parsePath(address, origin);
    if (target === undefined || !origins.has(target.origin)) return elsewhere;
    const page = pageOf(target.pathname);
    const post = byUrl.get(page);
    if (post !== undefined) return { kind: "post", post, fragment };
    const isFile = /\.[a-z0-9]{1,8}$/i.test(page);
    if (isFile || !folders.has(page.slice(0, page.lastIndexOf("/"))) || page.endsWith("/")) return elsewhere;
    return { kind: "missing", wanted: page };
  };
}

function splitFragment(url: string): [address: string, fragment: string] {
  const at = url.indexOf("#");
  return at === -1 ? [url, ""] : [url.slice(0, at), decode(url.slice(at + 1))];
}

/** What matters of a URL. */
interface Address {
  href: string;
  origin: string;
  pathname: string;
}

function parse(url: string, base?: string): Address | undefined {
  return URL.canParse(url, base) ? new URL(url, base) : undefined;
}

/** A path from the root that needs no parser: nearly every link between posts. */
function parsePath(url: string, base: Address): Address | undefined {
  return /^\/(?:[\w~-][\w~.-]*\/)*(?:[\w~-][\w~.-]*)?$/.test(url)
    ? { href: base.origin + url, origin: base.origin, pathname: url }
    : parse(url, base.href);
}

/** A page by one name: without `index.html`, `.html` and the last slash, percent codes read. */
function pageOf(pathname: string): string {
  const page = decode(pathname)
    .normalize("NFC")
    .replace(/(?:^|\/)index\.html?$/i, "")
    .replace(/\.html?$/i, "");
  return page.endsWith("/") ? page.slice(0, -1) : page;
}

/** The file that a link names, from the root that the posts' paths have. */
function fileOf(link: string, from: LinkablePost | undefined): string | undefined {
  const file = decode(link);
  if (file.startsWith("/")) return plainPath(file.slice(1));
  if (from?.path === undefined) return undefined;
  const folder = from.path.replaceAll("\\", "/").split("/").slice(0, -1).join("/");
  return plainPath(folder === "" ? file : `${folder}/${file}`);
}

/** Without `.`, `..` and double slashes. */
function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll("\\", "/").normalize("NFC").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/");
}

function decode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
