import { sorted } from "../collection/order/sort-posts.ts";
import { checkOptions, checkWholeNumber, type OptionKinds, show } from "../core/check-options.ts";
import { escapeXml, toXmlCharacters } from "../core/escape.ts";
import { checkPosts } from "../core/post-fields.ts";
import type { Site } from "../feed/site.ts";
import { checkSite, siteBase, toPageUrl } from "../feed/urls.ts";
import {
  type DiscoveryPost,
  discoveryFields,
  isoDate,
  type PostUrlOption,
  pageUrl,
  selectListed,
} from "./post.ts";

/** A page in a sitemap. */
export interface SitemapPage {
  /** Absolute, or relative to the site. */
  url: string;
  /** When it last changed: a day or an instant in ISO 8601. */
  lastmod?: string;
}

/** The most URLs that the standard allows in a sitemap. */
const maxUrls = 50_000;

/** What goes into a sitemap. */
export interface SitemapOptions<P> extends PostUrlOption<P> {
  /** Pages other than posts: the home page, an archive. They come first, in this order. */
  pages?: readonly (string | SitemapPage)[];
}

/**
 * Writes a sitemap: the pages given, then every post, newest first, each URL once, with the date of its last change.
 * Drafts and unlisted posts are left out, and so are posts whose `canonicalUrl` is on another site.
 *
 * @param site - where the posts are published
 * @param posts - published posts, in any order
 * @param options - other pages, and what URLs look like
 * @returns XML; the same posts give the same bytes
 * @throws TypeError when `site.url` is not absolute, or a post has no slug or a field that cannot be read
 * @throws RangeError past 50,000 URLs, the most that a sitemap may hold; `buildSitemaps` makes several
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
  if (entries.length > maxUrls) {
    throw new RangeError(
      `Expected at most ${maxUrls} URLs in a sitemap, received ${entries.length}; buildSitemaps makes several`,
    );
  }
  return renderSitemap("urlset", "url", entries);
}

/** A file to write. */
export interface SitemapFile {
  /** `sitemap.xml`, `sitemap-1.xml`, … */
  name: string;
  xml: string;
}

/** How sitemaps are divided. */
export interface SitemapsOptions<P> extends SitemapOptions<P> {
  /**
   * URLs in one file; at most 50,000.
   *
   * @default 50_000
   */
  maxUrls?: number;
  /**
   * Folder that the files are served from, absolute or relative to the site.
   *
   * @default ""
   */
  folder?: string;
}

/**
 * Writes as many sitemaps as the posts need. A single one is `sitemap.xml`; of several, `sitemap.xml` is the index and
 * the others are `sitemap-1.xml` and so on.
 *
 * @param site - where the posts are published
 * @param posts - published posts, in any order
 * @param options - as for `buildSitemap`, and how they are divided
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
  checkOptions(options, { ...sitemapKinds, maxUrls: "any", folder: "string" });
  const { maxUrls: most = maxUrls, folder = "", ...others } = options;
  checkWholeNumber("maxUrls", most, { min: 1, max: maxUrls });
  const entries = sitemapEntries(site, posts, others);
  if (entries.length <= most) return [{ name: "sitemap.xml", xml: renderSitemap("urlset", "url", entries) }];
  const count = Math.ceil(entries.length / most);
  if (count > maxUrls) {
    throw new RangeError(`Expected at most ${maxUrls} sitemaps in an index, received ${count}`);
  }
  const files: SitemapFile[] = [];
  const index: SitemapPage[] = [];
  const base = siteBase(site);
  const path = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
  for (let number = 1; number <= count; number++) {
    const part = entries.slice((number - 1) * most, number * most);
    const name = `sitemap-${number}.xml`;
    files.push({ name, xml: renderSitemap("urlset", "url", part) });
    const url = toPageUrl(path + name, base);
    if (url === undefined) throw new TypeError(`Expected folder to be a URL, received ${folder}`);
    // Days and instants of ISO 8601 sort as text.
    const lastmod = part
      .flatMap((entry) => entry.lastmod ?? [])
      .sort()
      .at(-1);
    index.push({ url, ...(lastmod !== undefined && { lastmod }) });
  }
  return [{ name: "sitemap.xml", xml: renderSitemap("sitemapindex", "sitemap", index) }, ...files];
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
  for (const page of pages) {
    const { url, lastmod = undefined } = typeof page === "string" ? { url: page } : (page ?? {});
    const absolute = toPageUrl(url, base);
    if (absolute === undefined) {
      throw new TypeError(
        `Expected the URL of a page, received ${typeof url === "string" ? url : show(page)}`,
      );
    }
    if (lastmod !== undefined && typeof lastmod !== "string") {
      throw new TypeError(
        `Expected the \`lastmod\` of a page to be ISO 8601 text, received ${show(lastmod)}`,
      );
    }
    if (!entries.has(absolute)) {
      entries.set(absolute, { url: absolute, ...(lastmod !== undefined && { lastmod }) });
    }
  }
  for (const post of sorted(selectListed(posts))) {
    const canonical = toPageUrl(post.canonicalUrl, base);
    if (canonical !== undefined && new URL(canonical).origin !== base.origin) continue;
    const url = pageUrl(site, post, options);
    if (entries.has(url)) continue;
    const lastmod = lastChange(post);
    entries.set(url, { url, ...(lastmod !== undefined && { lastmod }) });
  }
  return [...entries.values()];
}

/** The last change as text. A change at midnight in UTC is a day without a time. */
function lastChange({ updated, date, dateOnly }: DiscoveryPost): string | undefined {
  return isoDate(updated)?.replace("T00:00:00Z", "") ?? isoDate(date, dateOnly);
}

/** One file of URLs, or of sitemaps. */
function renderSitemap(root: string, item: string, entries: readonly SitemapPage[]): string {
  const lines = entries.map(({ url, lastmod }) => {
    const changed = lastmod === undefined ? "" : `<lastmod>${escapeXml(toXmlCharacters(lastmod))}</lastmod>`;
    return `<${item}><loc>${escapeXml(url)}</loc>${changed}</${item}>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...lines,
    `</${root}>`,
  ].join("\n");
}
