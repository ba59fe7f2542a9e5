import type { Site } from "../feed/site.ts";
import type { DiscoveryPost, PostUrlOption } from "./discovery-post.ts";
import { escapeXml } from "./escape-xml.ts";
import { maxUrls, type SitemapPage, sitemapEntries } from "./sitemap-entries.ts";

/** What goes into a sitemap. */
export interface SitemapOptions<P> extends PostUrlOption<P> {
  /** Pages that are no posts: the home page, an archive. They stand first, in this order. */
  pages?: readonly (string | SitemapPage)[];
}

/**
 * Writes a sitemap: the pages given, then every post, newest first, each URL once, with the date of its last change.
 * Drafts and unlisted posts stay out, and so do posts whose `canonicalUrl` is on another site.
 *
 * @param site - where the posts are published
 * @param posts - published posts, in any order
 * @param options - other pages, and what URLs look like
 * @returns XML; the same posts give the same bytes
 * @throws TypeError when `site.url` is not absolute
 * @throws RangeError past 50,000 URLs, the most a sitemap may hold; `buildSitemaps` makes several
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
  const entries = sitemapEntries(site, posts, options);
  if (entries.length > maxUrls) {
    throw new RangeError(
      `Expected at most ${maxUrls} URLs in a sitemap, received ${entries.length}; buildSitemaps makes several`,
    );
  }
  return renderUrlSet(entries);
}

/** One file. */
export function renderUrlSet(entries: readonly SitemapPage[]): string {
  return renderSitemap("urlset", "url", entries);
}

/** One file of URLs, or of sitemaps. */
export function renderSitemap(root: string, item: string, entries: readonly SitemapPage[]): string {
  const lines = entries.map(({ url, lastmod }) => {
    const changed = lastmod === undefined ? "" : `<lastmod>${escapeXml(lastmod)}</lastmod>`;
    return `<${item}><loc>${escapeXml(url)}</loc>${changed}</${item}>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...lines,
    `</${root}>`,
  ].join("\n");
}
