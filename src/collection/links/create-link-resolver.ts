import { checkKind, checkOptions, type OptionKinds, show } from "../../core/check-options.ts";
import { decodeUri } from "../../core/decode-uri.ts";
import { checkPost, checkPosts } from "../../core/post-fields.ts";
import { slugFromPath } from "../../slug/slug-from-path.ts";
import { toSlug } from "../../slug/to-slug.ts";
import { sortByPath, textOf } from "../post-record.ts";
import { createFileFinder, folderOf, isMarkdownFile, lastOf, readFileLink } from "./find-file.ts";

/** The fields that `createLinkResolver` reads. */
export interface LinkablePost {
  slug: string;
  path?: string | undefined;
  /** If a link could refer to two files, the one in the same language is used. */
  lang?: string | undefined;
  /** URL of the post's page. */
  url?: string | undefined;
}

/** The URLs of a site. */
export interface LinkResolverOptions<P> {
  /**
   * URL of a post's page, absolute or relative to the site. It takes precedence over the post's own `url`.
   *
   * @default the post's own `url`, else `posts/${slug}/` below the site's URL
   */
  postUrl?: ((post: P) => string) | undefined;
  /** URL of the site; absolute links below it are links within the site. */
  siteUrl?: string | undefined;
}

/**
 * The target of a link. `post`: a post. `missing`: an address where a post could be, but there is none. `elsewhere`:
 * another page, another site, or an address that cannot be read.
 */
export type LinkTarget<P> =
  | {
      kind: "post";
      post: P;
      /** The text after `#`, decoded. */
      fragment: string;
      /** Query and fragment as written, to append to the address of the post. */
      suffix: string;
      /** Whether the link refers to the post's file rather than its page. */
      isFile: boolean;
    }
  | {
      kind: "missing";
      /** The address or path without a post. */
      wanted: string;
      /** The address or path of the post that was probably meant: its name differs only in case or punctuation. */
      similar?: string | undefined;
    }
  | { kind: "elsewhere" };

const elsewhere: { kind: "elsewhere" } = { kind: "elsewhere" };

/** Placeholder for the site when `siteUrl` is not set; no link can refer to it. */
const unknownSite = "http://galley.invalid/";

/** Longer URLs are not read. */
const maxLength = 4_000;

/**
 * Makes a function that finds the post a link leads to: by the URL of its page (`/posts/queues/`, `../queues/`) or by the
 * path of its file, as written by editors and other generators: `./queues.md`, `/posts/queues.md`, Zola's
 * `@/posts/queues.md`, and the templates `{{< ref "queues.md" >}}` and `{% post_url 2026-01-02-queues %}` where nothing
 * has replaced them. A file is searched for relative to the post, then from the root, then by a name or the end of a path
 * that only one post has.
 *
 * @param posts - all posts
 * @param options - the URLs of the site
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

export const linkOptionKinds: OptionKinds<LinkResolverOptions<never>> = {
  postUrl: "function",
  siteUrl: "string",
};

/** `createLinkResolver` for posts that have been checked. */
export function resolverOf<P extends LinkablePost>(
  given: readonly P[],
  { postUrl, siteUrl }: LinkResolverOptions<P>,
): (url: string, from?: P) => LinkTarget<P> {
  const site = parseUrl(siteUrl?.replace(/\/?(?:[?#].*)?$/s, "/") ?? unknownSite);
  if (site === undefined) {
    throw new TypeError(`Expected \`siteUrl\` to be an absolute URL, received ${show(siteUrl)}`);
  }
  const addressOf = (post: P): Address | undefined => {
    const url = postUrl?.(post) ?? post.url;
    if (url !== undefined) return parseAddress(url, site);
    const slug = post.slug.toWellFormed().split("/").map(encodeURIComponent).join("/");
    return parseAddress(`${site.pathname}posts/${slug}/`, site);
  };

  const posts = sortByPath(given);
  const byPage = new Map<string, P>();
  const folders = new Set<string>();
  const origins = new Set([site.origin]);
  for (const post of posts) {
    const address = addressOf(post);
    if (address === undefined) continue;
    const page = pageOf(address.pathname);
    if (!byPage.has(page)) byPage.set(page, post);
    folders.add(folderOf(page));
    origins.add(address.origin);
  }
  // Posts at the root of a site are next to its other pages, so a missing post cannot be recognized there.
  folders.delete("");
  const findFile = createFileFinder(posts);
  let byName: ReadonlyMap<string, P> | undefined;

  return (url, from) => {
    if (url.length > maxLength) return elsewhere;
    const link = readFileLink(url);
    const { suffix, reference } = link;
    const leadsTo = (post: P, isFile: boolean): LinkTarget<P> => {
      const fragment = decodeUri(/#(.*)$/s.exec(suffix)?.[1] ?? "");
      return { kind: "post", post, fragment, suffix, isFile };
    };

    if (url === "" || url.startsWith("#")) return from === undefined ? elsewhere : leadsTo(from, false);
    const isRelative = !/^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(url);
    if (reference !== undefined || (isRelative && isMarkdownFile(link.path))) {
      const found = findFile(link, from);
      if (found?.post !== undefined) return leadsTo(found.post, true);
      const isLost = reference === undefined && from?.path === undefined && !url.startsWith("/");
      return found === undefined || isLost ? elsewhere : { kind: "missing", ...found };
    }
    const isRooted = url.startsWith("/");
    const base = (from === undefined || isRooted ? undefined : addressOf(from)) ?? site;
    const target = parseAddress(url.slice(0, url.length - suffix.length), base);
    if (target === undefined || !origins.has(target.origin)) return elsewhere;
    const page = pageOf(target.pathname);
    const post = byPage.get(page);
    if (post !== undefined) return leadsTo(post, false);
    // A file without its extension.
    const file = isRelative && !isRooted && from?.path !== undefined ? findFile(link, from)?.post : undefined;
    if (file !== undefined) return leadsTo(file, true);
    const mayBePost = !/\.[a-z0-9]{1,8}$|\/$/i.test(page) && folders.has(folderOf(page));
    return mayBePost ? lookAgain(page) : elsewhere;
  };

  /** Looks for a post whose name has another spelling: `My_Post`, `2026-01-02-my-post`. */
  function lookAgain(page: string): LinkTarget<P> {
    byName ??= namesOf(posts);
    const name = lastOf(page);
    const post = /^[\p{L}\p{M}\p{N}\s._-]+$/u.test(name) ? byName.get(slugFromPath(name)) : undefined;
    if (post === undefined) return { kind: "missing", wanted: page };
    const similar = addressOf(post)?.pathname ?? "";
    const isCase = page.toLowerCase() === pageOf(similar).toLowerCase();
    // If the addresses of posts are unknown, this is a common form.
    const isMade = !isCase && postUrl === undefined && post.url === undefined;
    return isMade ? elsewhere : { kind: "missing", wanted: page, similar };
  }
}

/** The relevant parts of a URL. */
type Address = Pick<URL, "href" | "origin" | "pathname">;

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
  return decodeUri(pathname)
    .normalize("NFC")
    .replace(/(?:^|\/)index\.html?$/i, "")
    .replace(/\.html?$/i, "")
    .replace(/\/$/, "");
}

/** Posts by the names that an address could use: the slug, the file name and the title. */
function namesOf<P extends LinkablePost>(posts: readonly P[]): ReadonlyMap<string, P> {
  const names = posts.flatMap((post) => {
    const { title } = post as { title?: unknown };
    return [slugFromPath(lastOf(post.slug)), slugFromPath(post.path ?? ""), toSlug(textOf(title))].map(
      (name): [string, P] => [name, post],
    );
  });
  // If two posts have the same name, the first is used.
  const found = new Map(names.reverse());
  found.delete("");
  return found;
}
