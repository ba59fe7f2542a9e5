import { checkOptions, checkWholeNumber, type OptionKinds, show } from "../core/check-options.ts";
import { escapeXml } from "../core/escape.ts";
import { checkPosts } from "../core/post-fields.ts";
import type { Site } from "../feed/source.ts";
import { checkSite, siteBase, toPageUrl } from "../feed/urls.ts";
import { type DiscoveryPost, discoveryFields, isoDate, listPages, type PostUrlOption } from "./post.ts";

/** A page in a sitemap. */
export interface SitemapPage {
  /** Absolute, or relative to the site. */
  url: string;
  /** Time of the last change: a year, a month, a day or an instant in ISO 8601. */
  lastmod?: string;
}

/** Limits of the standard: URLs in a sitemap, its bytes, and characters in a URL. */
const maxUrls = 50_000;
const maxBytes = 52_428_800;
const maxLetters = 2_047;

/** Options of `buildSitemap`. */
export interface SitemapOptions<P> extends PostUrlOption<P> {
  /** Pages other than posts: the home page, an archive. They come first, in this order. */
  pages?: readonly (string | SitemapPage)[] | undefined;
}

/**
 * Writes a sitemap: the pages given, then every post, newest first, each URL once, with the date of its last change.
 * Drafts and unlisted posts are left out, and so are posts whose `canonicalUrl` is on another site; one on this site is
 * listed instead of the page.
 *
 * @param site - where the posts are published
 * @param posts - published posts, in any order
 * @param options - other pages, and URLs
 * @returns XML; the same posts give the same bytes
 * @throws TypeError when `site.url` is not absolute, or a post has no slug or a field that cannot be read
 * @throws RangeError for more than 50,000 URLs or 50 MB, the limits of a sitemap (`buildSitemaps` writes several), and for a
 *   URL of 2,048 letters or more
 * @example
 * ```ts
 * import { buildSitemap } from "galley/discovery";
 *
 * const site = { url: "https://example.com", title: "Small Systems" };
 * console.log(buildSitemap(site, [{ slug: "q&a", date: new Date("2026-03-02"), dateOnly: true }]));
 * // → <?xml version="1.0" encoding="UTF-8"?>
 * // → <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 * // → <url><loc>https://example.com/posts/q%26a/</loc><lastmod>2026-03-02</lastmod></url>
 * // → </urlset>
 * ```
 */
export function buildSitemap<P extends DiscoveryPost>(
  site: Site,
  posts: readonly P[],
  options: SitemapOptions<P> = {},
): string {
  checkOptions(options, sitemapKinds);
  const entries = sitemapEntries(site, posts, options);
  const xml = renderSitemap("urlset", entries);
  const several = "; buildSitemaps makes several";
  checkCount("URLs in a sitemap", entries.length, maxUrls, several);
  checkCount("bytes in a sitemap", xml.length, maxBytes, several);
  return xml;
}

function checkCount(what: string, count: number, most: number, hint = ""): void {
  if (count > most) throw new RangeError(`Expected at most ${most} ${what}, received ${count}${hint}`);
}

/** A file to write. */
export interface SitemapFile {
  /** `sitemap.xml`, `sitemap-1.xml`, … */
  name: string;
  xml: string;
}

/** Options of `buildSitemaps`. */
export interface SitemapsOptions<P> extends SitemapOptions<P> {
  /**
   * Maximum number of URLs in one file; at most 50,000.
   *
   * @default 50_000
   */
  maxUrls?: number | undefined;
  /**
   * Maximum number of bytes in one file; at most 50 MB.
   *
   * @default 52_428_800
   */
  maxBytes?: number | undefined;
  /**
   * Folder that the files are served from, absolute or relative to the site.
   *
   * @default ""
   */
  folder?: string | undefined;
}

/**
 * Writes as many sitemaps as needed. A single one is `sitemap.xml`; with several, `sitemap.xml` is the index and
 * the others are `sitemap-1.xml` and so on.
 *
 * @param site - where the posts are published
 * @param posts - published posts, in any order
 * @param options - as for `buildSitemap`, and the size of the files
 * @returns the files; the one to name in `robots.txt` is first
 * @throws RangeError when `maxUrls` is not a whole number from 1 to 50,000, or there are too many files for one index
 * @example
 * ```ts
 * import { buildSitemaps } from "galley/discovery";
 *
 * const site = { url: "https://example.com", title: "Small Systems" };
 * const posts = [{ slug: "rings" }, { slug: "locks" }, { slug: "queues" }];
 * console.log(buildSitemaps(site, posts, { maxUrls: 2 }).map(({ name }) => name).join(" "));
 * // → sitemap.xml sitemap-1.xml sitemap-2.xml
 * ```
 */
export function buildSitemaps<P extends DiscoveryPost>(
  site: Site,
  posts: readonly P[],
  options: SitemapsOptions<P> = {},
): SitemapFile[] {
  checkOptions(options, { ...sitemapKinds, maxUrls: "any", maxBytes: "any", folder: "string" });
  const { maxUrls: most = maxUrls, maxBytes: size = maxBytes, folder = "", ...others } = options;
  checkWholeNumber("maxUrls", most, { min: 1, max: maxUrls });
  checkWholeNumber("maxBytes", size, { min: 4096, max: maxBytes });
  const parts = divide(sitemapEntries(site, posts, others), most, size);
  const [first = [], second] = parts;
  if (second === undefined) return [{ name: "sitemap.xml", xml: renderSitemap("urlset", first) }];
  checkCount("sitemaps in an index", parts.length, maxUrls);
  const base = siteBase(site);
  const path = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
  const index: SitemapPage[] = [];
  const files: SitemapFile[] = [];
  for (const [at, part] of parts.entries()) {
    const name = `sitemap-${at + 1}.xml`;
    const url = toPageUrl(path + name, base);
    if (url === undefined) throw new TypeError(`Expected folder to be a URL, received ${folder}`);
    // Days and instants of ISO 8601 sort as text.
    const changes = part.flatMap(({ lastmod = [] }) => lastmod).sort();
    index.push({ url, lastmod: changes.at(-1) });
    files.push({ name, xml: renderSitemap("urlset", part) });
  }
  return [{ name: "sitemap.xml", xml: renderSitemap("sitemapindex", index) }, ...files];
}

/** Splits the URLs of a sitemap into files that are small enough. */
function divide(entries: readonly SitemapPage[], most: number, bytes: number): SitemapPage[][] {
  const parts: SitemapPage[][] = [];
  let part: SitemapPage[] = [];
  let size = 0;
  for (const entry of entries) {
    // A sitemap contains only ASCII.
    const length = renderEntry("url", entry).length + 1;
    if (parts.length === 0 || part.length >= most || size + length > bytes) {
      part = [];
      parts.push(part);
      size = renderSitemap("urlset", []).length;
    }
    part.push(entry);
    size += length;
  }
  return parts;
}

const sitemapKinds: OptionKinds<SitemapOptions<never>> = { pages: "array", postUrl: "function" };

/** Every page and post of a sitemap, each URL once. */
function sitemapEntries<P extends DiscoveryPost>(
  site: Site,
  posts: readonly P[],
  { pages = [], ...options }: SitemapOptions<P>,
): SitemapPage[] {
  checkSite(site);
  checkPosts(posts, discoveryFields);
  const base = siteBase(site);
  const entries = new Map<string, SitemapPage>();
  const add = (url: string, lastmod: string | undefined): void => {
    if (url.length > maxLetters) {
      throw new RangeError(
        `Expected URLs of at most ${maxLetters} letters in a sitemap, received one of ${url.length}: ${show(url)}`,
      );
    }
    if (!entries.has(url)) entries.set(url, { url, lastmod });
  };
  for (const page of pages) {
    const { url, lastmod = undefined } = typeof page === "string" ? { url: page } : (page ?? {});
    const absolute = toPageUrl(url, base);
    if (absolute === undefined) {
      const received = typeof url === "string" ? url : show(page);
      throw new TypeError(`Expected the URL of a page, received ${received}`);
    }
    if (lastmod !== undefined && !isLastmod(lastmod)) {
      const expected = "Expected the `lastmod` of a page to be ISO 8601 text";
      throw new TypeError(`${expected}, received ${show(lastmod)}`);
    }
    add(absolute, lastmod?.trim());
  }
  for (const [url, post] of listPages(site, posts, options)) {
    const canonical = toPageUrl(post.canonicalUrl, base) ?? url;
    // A change at midnight in UTC counts as a day without a time.
    const changed = isoDate(post.updated)?.replace("T00:00:00Z", "") ?? isoDate(post.date, post.dateOnly);
    if (canonical === url || new URL(canonical).origin === base.origin) add(canonical, changed);
  }
  return [...entries.values()];
}

/** Whether a value is a valid date in a sitemap. */
function isLastmod(value: unknown): value is string {
  if (typeof value !== "string") return false;
  return /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/.test(value.trim()) || isoDate(value) !== undefined;
}

/** One file of URLs, or of sitemaps. */
function renderSitemap(root: "urlset" | "sitemapindex", entries: readonly SitemapPage[]): string {
  const item = root === "urlset" ? "url" : "sitemap";
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...entries.map((entry) => renderEntry(item, entry)),
    `</${root}>`,
  ].join("\n");
}

function renderEntry(item: string, { url, lastmod }: SitemapPage): string {
  const changed = lastmod === undefined ? "" : `<lastmod>${lastmod}</lastmod>`;
  return `<${item}><loc>${escapeXml(url)}</loc>${changed}</${item}>`;
}
