import { sortPosts } from "../collection/order/sort-posts.ts";
import { siteBase } from "../feed/post-url.ts";
import type { Site } from "../feed/site.ts";
import type { DiscoveryPost, PostUrlOption } from "./discovery-post.ts";
import { isoDate } from "./iso-date.ts";
import { absoluteUrl, pageUrl } from "./page-url.ts";
import { selectListed } from "./select-listed.ts";

/** A page in a sitemap. */
export interface SitemapPage {
  /** Absolute, or relative to the site. */
  url: string;
  /** When it last changed: a day or an instant in ISO 8601. */
  lastmod?: string;
}

/** The most a sitemap may hold, by its standard. */
export const maxUrls: number = 50_000;

/** Every page and post that belongs into a sitemap, each URL once. */
export function sitemapEntries<P extends DiscoveryPost>(
  site: Site,
  posts: readonly P[],
  { pages = [], ...options }: PostUrlOption<P> & { pages?: readonly (string | SitemapPage)[] },
): SitemapPage[] {
  const base = siteBase(site);
  const entries = new Map<string, SitemapPage>();
  for (const page of pages) {
    const { url, lastmod } = typeof page === "string" ? { url: page, lastmod: undefined } : page;
    const absolute = absoluteUrl(site, url);
    if (absolute === undefined) throw new TypeError(`Expected the URL of a page, received ${url}`);
    if (!entries.has(absolute)) {
      entries.set(absolute, { url: absolute, ...(lastmod !== undefined && { lastmod }) });
    }
  }
  for (const post of sortPosts(selectListed(posts))) {
    const canonical = post.canonicalUrl === undefined ? undefined : absoluteUrl(site, post.canonicalUrl);
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
  const day = 86_400_000;
  const changed = isoDate(updated, updated !== undefined && updated.getTime() % day === 0);
  return changed ?? isoDate(date, dateOnly);
}
