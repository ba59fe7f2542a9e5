import type { LinkTarget } from "../collection/links/create-link-resolver.ts";
import { isMarkdownFile, normalizePath, readFileLink } from "../collection/links/find-file.ts";
import { checkKind } from "../core/check-options.ts";
import { markdownExtensions } from "../core/markdown-files.ts";
import { parseHtml } from "../html/parse-html.ts";
import { rewriteUrls } from "../html/rewrite-urls.ts";
import { readTree } from "../html/tree-pass.ts";
import { schemeOf } from "../html/urls.ts";
import type { BlogPost } from "./blog.ts";

/** Options for resolving addresses of files. */
export interface LinkResolution<P> {
  resolve: (url: string, from: P) => LinkTarget<P>;
  /** The address of a post's page; `undefined` for a post without one. */
  pageOf: (post: P) => string | undefined;
  assetUrl?: ((path: string, post: P) => string | undefined) | undefined;
}

/** An attribute that may refer to a file relative to the post. */
const relativeAttribute: RegExp =
  /\s(?:src|srcset|poster|data|background|href)\s*=\s*["']?\s*(?![a-z][a-z0-9+.-]*:|[/#"'\s>])/i;
/** Links that may refer to a post. */
const fileLink = new RegExp(`\\.(?:${markdownExtensions.join("|")})\\b|\\{[{%]|%7b|@\\/`, "i");

/** Elements whose `href` leads to a page; elsewhere it is a part of this one. */
const linking: ReadonlySet<string> = new Set(["a", "area"]);
/** Attributes that do not refer to a page or a file next to the post. */
const unlinked: ReadonlySet<string> = new Set("action classid codebase formaction manifest ping".split(" "));

/**
 * Replaces addresses of files with addresses of pages in a post: in `html`, `excerpt.html`, `links`, `images` and
 * `image`. Links to posts without a page stay as written.
 *
 * @returns the post itself when nothing changes
 */
export function resolveLinks<P extends BlogPost>(post: P, resolution: LinkResolution<P>): P {
  const { resolve, pageOf, assetUrl } = resolution;
  const { html = "", excerpt, links, images, image } = post;

  const toLink = (written: string): string | undefined => {
    const url = written.trim();
    if (isAbsolute(url) || !(isRelative(url) || fileLink.test(url))) return undefined;
    const target = resolve(url, post);
    if (target.kind === "post") {
      const page = target.isFile ? pageOf(target.post) : undefined;
      return page === undefined ? undefined : page + target.suffix;
    }
    const { path } = readFileLink(url);
    const isFile = /\.[a-z0-9]{1,8}$/i.test(path) && !isMarkdownFile(path) && !/\.(?:html?|php)$/i.test(path);
    return isFile && target.kind === "elsewhere" ? toAsset(url) : undefined;
  };
  const toAsset = (written: string): string | undefined => {
    const url = written.trim();
    if (assetUrl === undefined || !isRelative(url)) return undefined;
    const { path, suffix } = readFileLink(url);
    const file = normalizePath(post.path === undefined ? path : `${post.path}/../${path}`);
    const made = assetUrl(file, post);
    if (made === undefined) return undefined;
    checkKind("assetUrl()", made, "string", "a string or undefined");
    return escapeSegments(made, file) + suffix;
  };
  const source = typeof image === "object" ? image.src : image;
  const cover = source === undefined ? undefined : toAsset(source);

  // For most posts, `links` and `images` are enough, without reading the HTML.
  const hasRelative = (links === undefined || assetUrl !== undefined) && relativeAttribute.test(html);
  const isLinked =
    links === undefined ? fileLink.test(html) : links.some(({ url }) => toLink(url) !== undefined);
  if (!isLinked && !hasRelative && cover === undefined) return post;

  const rewrite = (text: string): string =>
    rewriteUrls(text, (url, { element, attribute }) => {
      if (attribute === "cite" || (attribute.endsWith("href") && linking.has(element))) return toLink(url);
      return unlinked.has(attribute) ? undefined : toAsset(url);
    });
  const changed: Partial<BlogPost> = {};
  if (post.html !== undefined) changed.html = rewrite(html);
  if (excerpt?.html !== undefined) changed.excerpt = { ...excerpt, html: rewrite(excerpt.html) };
  if (links !== undefined)
    changed.links = links.map((link) => ({ ...link, url: toLink(link.url) ?? link.url }));
  if (images !== undefined)
    changed.images = images.map((one) => ({ ...one, url: toAsset(one.url) ?? one.url }));
  if (cover !== undefined) changed.image = typeof image === "object" ? { ...image, src: cover } : cover;
  return { ...post, ...changed };
}

/** Adds the links of the HTML to a record that does not list them. */
export function withLinks<P extends BlogPost>(post: P): P {
  if (post.links !== undefined || !post.html?.includes("href")) return post;
  // Without positions, which would not be those in the author's file.
  const links = readTree(parseHtml(post.html)).links.map(({ url, text }) => ({ url, text }));
  return { ...post, links };
}

/** Escapes what would not be part of the path, in parts of a file's path that a URL contains as they are. */
function escapeSegments(url: string, file: string): string {
  if (!/[%#?]/.test(file)) return url;
  return file
    .split("/")
    .filter((segment) => /[%#?]/.test(segment))
    .reduce((made, segment) => made.replaceAll(segment, segment.replace(/[%#?]/g, encodeURIComponent)), url);
}

function isAbsolute(url: string): boolean {
  return schemeOf(url) !== undefined || /^[/\\]{2}/.test(url);
}

/** Whether an address is relative to the page, and not only a fragment or a query. */
function isRelative(url: string): boolean {
  return url !== "" && !/^(?:[/\\#?@{]|%7b)/i.test(url) && !isAbsolute(url);
}
