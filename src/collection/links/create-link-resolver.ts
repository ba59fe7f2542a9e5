import { checkKind, checkOptions, type OptionKinds, show } from "../../core/check-options.ts";
import { compareText } from "../../core/compare-text.ts";
import { checkPost, checkPosts } from "../../core/post-fields.ts";
import { slugFromPath } from "../../slug/slug-from-path.ts";
import { toSlug } from "../../slug/to-slug.ts";
import { createFileFinder, decode, folderOf, isMarkdownFile, lastOf, readFileLink } from "./find-file.ts";

/** The fields that resolving a link reads. */
export interface LinkablePost {
  slug: string;
  path?: string | undefined;
  /** Of two files that a link could name, the one in the same language is meant. */
  lang?: string | undefined;
  /** URL of the post's page. */
  url?: string | undefined;
}

/** What the URLs of a site look like. */
export interface LinkResolverOptions<P> {
  /**
   * URL of a post's page, absolute or relative to the site. It takes precedence over the post's own `url`.
   *
   * @default the post's own `url`, else `posts/${slug}/` below the site's URL
   */
  postUrl?: (post: P) => string;
  /** URL of the site; absolute links below it are links within the site. */
  siteUrl?: string;
}

/**
 * Where a link leads. `post`: to a post. `missing`: to an address where a post would be, but there is none. `elsewhere`:
 * to another page, another site, or an address that cannot be read.
 */
export type LinkTarget<P> =
  | {
      kind: "post";
      post: P;
      /** The text after `#`, decoded. */
      fragment: string;
      /** Query and fragment as written, to append to the address of the post. */
      suffix: string;
      /** Whether the link names the file of the post rather than its page. */
      isFile: boolean;
    }
  | {
      kind: "missing";
      /** The address or path without a post. */
      wanted: string;
      /** The address or path of the post that was probably meant: its name differs in case or punctuation alone. */
      similar?: string | undefined;
    }
  | { kind: "elsewhere" };

const elsewhere: { kind: "elsewhere" } = { kind: "elsewhere" };

/** Stands for the site's origin when `siteUrl` is not given; no link can name it. */
const unknownOrigin = "http://galley.invalid";

/** Longer URLs are not read. */
const maxLength = 4_000;

/**
 * Makes a function that finds the post a link leads to: by the URL of its page (`/posts/queues/`, `../queues/`) or by the
 * path of its file, as editors and other generators write it: `./queues.md`, `/posts/queues.md`, Zola's
 * `@/posts/queues.md`, and the templates `{{< ref "queues.md" >}}` and `{% post_url 2026-01-02-queues %}` where nothing
 * has replaced them. A file is looked for relative to the post, then from the root, then by a name or the end of a path
 * that only one post has.
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
 * const target = resolve("./2026-01-02-rings.md#power-of-two", posts[0]);
 * if (target.kind === "post") console.log(target.post.slug, target.fragment, target.isFile);
 * console.log(resolve("/posts/stacks/", posts[0]).kind, resolve("https://example.com/", posts[0]).kind);
 * // → rings power-of-two true
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
  const site = parseUrl(siteUrl?.replace(/\/?(?:[?#].*)?$/s, "/") ?? `${unknownOrigin}/`);
  if (site === undefined) {
    throw new TypeError(`Expected \`siteUrl\` to be an absolute URL, received ${show(siteUrl)}`);
  }
  const addressOf = (post: P): Address | undefined =>
    parseAddress(
      postUrl?.(post) ??
        post.url ??
        `${site.pathname}posts/${post.slug.toWellFormed().split("/").map(encodeURIComponent).join("/")}/`,
      site,
    );

  const byPage = new Map<string, P>();
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
  }
  // Posts at the root of a site are beside its other pages, so a missing post cannot be recognized there.
  folders.delete("");

  const findFile = createFileFinder(sorted);
  let byName: Map<string, P> | undefined;

  return (url, from) => {
    if (url.length > maxLength) return elsewhere;
    const link = readFileLink(url);
    const { suffix, reference } = link;
    const at = suffix.indexOf("#");
    const leadsTo = (post: P, isFile: boolean): LinkTarget<P> => {
      return { kind: "post", post, fragment: at === -1 ? "" : decode(suffix.slice(at + 1)), suffix, isFile };
    };

    if (url === "" || url.startsWith("#")) return from === undefined ? elsewhere : leadsTo(from, false);
    const isRelative = !/^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(url);
    if (reference !== undefined || (isRelative && isMarkdownFile(link.path))) {
      const found = findFile(link, from);
      if (found?.post !== undefined) return leadsTo(found.post, true);
      const isLost = reference === undefined && from?.path === undefined && !url.startsWith("/");
      return found === undefined || isLost ? elsewhere : { kind: "missing", ...found };
    }
    const address = suffix === "" ? url : url.slice(0, -suffix.length);
    const base = from === undefined || address.startsWith("/") ? site : (addressOf(from) ?? site);
    const target = parseAddress(address, base);
    if (target === undefined || !origins.has(target.origin)) return elsewhere;
    const page = pageOf(target.pathname);
    const post = byPage.get(page);
    if (post !== undefined) return leadsTo(post, false);
    // A file without its extension.
    const isFile = isRelative && !address.startsWith("/") && from?.path !== undefined;
    const file = isFile ? findFile(link, from)?.post : undefined;
    if (file !== undefined) return leadsTo(file, true);
    return mayBePost(page) ? lookAgain(page) : elsewhere;
  };

  /** Looks for a post whose name is written in another way: `My_Post`, `2026-01-02-my-post`. */
  function lookAgain(page: string): LinkTarget<P> {
    byName ??= namesOf(sorted);
    const name = lastOf(page);
    const post = /^[\p{L}\p{M}\p{N}\s._-]+$/u.test(name) ? byName.get(slugFromPath(name)) : undefined;
    if (post === undefined) return { kind: "missing", wanted: page };
    const address = addressOf(post)?.pathname ?? "";
    const isCase = page.toLowerCase() === pageOf(address).toLowerCase();
    // Without known addresses of posts, this is one of the ways in which they are made.
    if (!isCase && postUrl === undefined && post.url === undefined) return elsewhere;
    return { kind: "missing", wanted: page, similar: address };
  }

  /** Whether an address without a post is like those of posts. */
  function mayBePost(page: string): boolean {
    return !/\.[a-z0-9]{1,8}$|\/$/i.test(page) && folders.has(folderOf(page));
  }
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
export function pageOf(pathname: string): string {
  const page = decode(pathname)
    .normalize("NFC")
    .replace(/(?:^|\/)index\.html?$/i, "")
    .replace(/\.html?$/i, "");
  return page.endsWith("/") ? page.slice(0, -1) : page;
}

/** Posts by the names that an address could have for them: made of the slug, the file and the title. */
function namesOf<P extends LinkablePost>(posts: readonly P[]): Map<string, P> {
  const found = new Map<string, P>();
  for (const post of posts) {
    const { title } = post as { title?: unknown };
    const names = [
      slugFromPath(lastOf(post.slug)),
      slugFromPath(post.path ?? ""),
      typeof title === "string" ? toSlug(title) : "",
    ];
    for (const name of names) if (name !== "" && !found.has(name)) found.set(name, post);
  }
  return found;
}
