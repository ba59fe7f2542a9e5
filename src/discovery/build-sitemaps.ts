import type { Site } from "../feed/site.ts";
import { renderSitemap, renderUrlSet, type SitemapOptions } from "./build-sitemap.ts";
import type { DiscoveryPost } from "./discovery-post.ts";
import { absoluteUrl } from "./page-url.ts";
import { maxUrls, sitemapEntries } from "./sitemap-entries.ts";

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
 * @throws RangeError when `maxUrls` is no integer from 1 to 50,000, or there are too many files for one index
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
  { maxUrls: most = maxUrls, folder = "", ...options }: SitemapsOptions<P> = {},
): SitemapFile[] {
  if (!Number.isSafeInteger(most) || most < 1 || most > maxUrls) {
    throw new RangeError(`Expected maxUrls to be an integer from 1 to ${maxUrls}, received ${String(most)}`);
  }
  const entries = sitemapEntries(site, posts, options);
  if (entries.length <= most) return [{ name: "sitemap.xml", xml: renderUrlSet(entries) }];
  const count = Math.ceil(entries.length / most);
  if (count > maxUrls) {
    throw new RangeError(`Expected at most ${maxUrls} sitemaps in an index, received ${count}`);
  }
  const files: SitemapFile[] = [];
  const index: { url: string; lastmod?: string }[] = [];
  for (let number = 1; number <= count; number++) {
    const part = entries.slice((number - 1) * most, number * most);
    const name = `sitemap-${number}.xml`;
    files.push({ name, xml: renderUrlSet(part) });
    const path = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
    const url = absoluteUrl(site, path + name);
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
