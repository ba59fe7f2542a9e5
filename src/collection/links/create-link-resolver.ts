import { checkKind, checkOptions, type OptionKinds, show } from "../../core/check-options.ts";
import { compareText } from "../../core/compare-text.ts";
import { checkPost, checkPosts } from "../../core/post-fields.ts";

/** The fields that resolving a link reads. */
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
  /** URL of the site; absolute links below it are links within the site. */
  siteUrl?: string;
}

/**
 * Where a link leads. `post`: to a post; `fragment` is the text after `#`. `missing`: to an address where a post would
 * be, but there is none. `elsewhere`: to another page, another site, or an address that cannot be read.
 */
export type LinkTarget<P> =
  | { kind: "post"; post: P; fragment: string }
  | { kind: "missing"; wanted: string }
  | { kind: "elsewhere" };

const elsewhere: { kind: "elsewhere" } = { kind: "elsewhere" };

/** Stands for the site's origin when `siteUrl` is not given; no link can name it. */
const unknownOrigin = "http://galley.invalid";

/** Longer URLs are not read. */
const maxLength = 4_000;

/**
 * Makes a function that finds the post a link leads to: by the URL of its page (`/posts/queues/`, `../queues/`) or by the
 * path of its file (`./queues.md`), as editors and other generators write it.
 *
 * @param posts - all posts
 * @param options - what URLs look like
 * @returns a function from a link's URL, and the post that contains the link, to its target
 * @throws TypeError when `siteUrl` is not an absolute URL
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
  options: LinkResolverOptions<P> = {},
): (url: string, from?: P) => LinkTarget<P> {
  checkPosts(posts, ["slug", "path", "url"]);
  checkOptions(options, linkOptionKinds);
  const resolve = resolverOf(posts, options);
  return (url, from) => {
    checkKind("url", url, "string");
    if (from !== undefined) checkPost(from, ["slug"], "from");
    return resolve(url, from);
  };
}

/** Kinds of the options of `createLinkResolver`. */
export const linkOptionKinds: OptionKinds<LinkResolverOptions<never>> = {
  postUrl: "function",
  siteUrl: "string",
};

/** `createLinkResolver` for posts that have been checked. */
export function resolverOf<P extends LinkablePost>(
  posts: readonly P[],
  { postUrl, siteUrl }: LinkResolverOptions<P>,
): (url: string, from?: P) => LinkTarget<P> {
  const site = parseUrl(siteUrl ?? `${unknownOrigin}/`);
  if (site === undefined) {
    throw new TypeError(`Expected \`siteUrl\` to be an absolute URL, received ${show(siteUrl)}`);
  }
  const root = site.pathname.endsWith("/") ? site.pathname : `${site.pathname}/`;
  const addressOf = (post: P): Address | undefined =>
    parseAddress(
      post.url ?? postUrl?.(post) ?? `${root}posts/${encodeURIComponent(post.slug.toWellFormed())}/`,
      site,
    );

  const byPage = new Map<string, P>();
  const byFile = new Map<string, P>();
  const folders = new Set<string>();
  const origins = new Set([site.origin]);
  // Of two posts with one URL the first by path is meant, whatever the order of the input.
  const sorted = [...posts].sort(
    (a, b) => compareText(a.path ?? "", b.path ?? "") || compareText(a.slug, b.slug),
  );
  for (const post of sorted) {
    const address = addressOf(post);
    if (address !== undefined) {
      const page = pageOf(address.pathname);
      if (!byPage.has(page)) byPage.set(page, post);
      folders.add(folderOf(page));
      origins.add(address.origin);
    }
    if (typeof post.path === "string") {
      const file = normalizePath(post.path);
      if (!byFile.has(file)) byFile.set(file, post);
    }
  }
  // Posts at the root of a site are beside its other pages, so a missing post cannot be recognized there.
  folders.delete("");

  return (url, from) => {
    if (url.length > maxLength) return elsewhere;
    const [address, fragment] = splitFragment(url);
    const targetOf = (post: P | undefined, wanted: string): LinkTarget<P> =>
      post === undefined ? { kind: "missing", wanted } : { kind: "post", post, fragment };

    if (address === "") return from === undefined ? elsewhere : targetOf(from, "");
    const isRelative = !/^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(address);
    const link = address.replace(/\?.*$/s, "");
    if (isRelative && /\.(?:mdx?|markdown|mkdn?)$/i.test(link)) {
      const file = fileOf(link, from);
      return file === undefined ? elsewhere : targetOf(byFile.get(file), file);
    }
    const base = from === undefined || address.startsWith("/") ? site : (addressOf(from) ?? site);
    const target = parseAddress(address, base);
    if (target === undefined || !origins.has(target.origin)) return elsewhere;
    const page = pageOf(target.pathname);
    const post = byPage.get(page);
    return post === undefined && !mayBePost(page) ? elsewhere : targetOf(post, page);
  };

  /** Whether an address without a post is like those of posts. */
  function mayBePost(page: string): boolean {
    return !/\.[a-z0-9]{1,8}$|\/$/i.test(page) && folders.has(folderOf(page));
  }
}

function splitFragment(url: string): [address: string, fragment: string] {
  const at = url.indexOf("#");
  return at === -1 ? [url, ""] : [url.slice(0, at), decode(url.slice(at + 1))];
}

/** The parts of a URL that are needed. */
interface Address {
  href: string;
  origin: string;
  pathname: string;
}

function parseUrl(url: string, base?: string): Address | undefined {
  return URL.canParse(url, base) ? new URL(url, base) : undefined;
}

/** Most links between posts are plain paths from the root; these need no URL parser, which is slow. */
function parseAddress(url: string, base: Address): Address | undefined {
  return /^\/(?:[\w~-][\w~.-]*\/)*(?:[\w~-][\w~.-]*)?$/.test(url)
    ? { href: base.origin + url, origin: base.origin, pathname: url }
    : parseUrl(url, base.href);
}

/** One name for each page: without `index.html`, `.html` and the last slash, percent codes decoded. */
function pageOf(pathname: string): string {
  const page = decode(pathname)
    .normalize("NFC")
    .replace(/(?:^|\/)index\.html?$/i, "")
    .replace(/\.html?$/i, "");
  return page.endsWith("/") ? page.slice(0, -1) : page;
}

function folderOf(page: string): string {
  return page.slice(0, page.lastIndexOf("/"));
}

/** The file that a link names, relative to the same folder as the paths of the posts. */
function fileOf(link: string, from: LinkablePost | undefined): string | undefined {
  const file = decode(link);
  if (file.startsWith("/")) return normalizePath(file.slice(1));
  return typeof from?.path !== "string" ? undefined : normalizePath(`${from.path}/../${file}`);
}

/** Resolves `.`, `..` and double slashes. */
function normalizePath(path: string): string {
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
