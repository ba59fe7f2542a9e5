import { checkKind, checkWholeNumber } from "../core/check-options.ts";
import { buildFeed, type FeedOptions, newestChange } from "./build-feed.ts";
import type { Feed, FeedPage } from "./feed.ts";
import { resolveUrls } from "./resolve-site.ts";
import type { FeedPost, FeedUrls, Site } from "./source.ts";
import { siteBase } from "./urls.ts";

/** Options for splitting a feed into the newest posts and archives. */
export interface FeedPagesOptions<P extends FeedPost = FeedPost>
  extends Omit<FeedOptions<P>, "limit" | "order" | "paging"> {
  /**
   * Number of posts in a file.
   *
   * @default 20
   */
  pageSize?: number | undefined;
  /**
   * Where an archive is published; 1 is the oldest.
   *
   * @default the URLs of the feed with `-1` before the extension, such as `rss-1.xml`
   */
  archiveUrls?: ((number: number) => FeedUrls) | undefined;
}

/**
 * Splits the posts of a blog into a feed of the newest posts and archives (RFC 5005), so that readers find every post
 * without fetching a large file each time. An archive is full and contains the oldest posts that are in no other
 * archive: it stays the same when posts are added.
 *
 * @param site - the blog
 * @param posts - in any order
 * @param options - as for `buildFeed`, the size of a page, and where archives are
 * @returns the feed of the newest posts, then the archives, the latest first; `urls` of each says where it is
 * @throws TypeError or RangeError as `buildFeed` does
 * @example
 * ```ts
 * import { feedPages } from "galley/feed";
 *
 * const site = { url: "https://example.com/", title: "Notes" };
 * const posts = [1, 2, 3, 4, 5].map((day) => ({ slug: `post-${day}`, date: `2025-01-0${day}` }));
 * for (const { urls, items, pages } of feedPages(site, posts, { pageSize: 2 })) {
 *   console.log(urls.rss, items.length, pages.map(({ rel }) => rel).join(" "));
 * }
 * // → https://example.com/rss.xml 2 prev-archive
 * // → https://example.com/rss-2.xml 2 current prev-archive
 * // → https://example.com/rss-1.xml 2 current next-archive
 * ```
 */
export function feedPages<P extends FeedPost>(
  site: Site,
  posts: readonly P[],
  options: FeedPagesOptions<P> = {},
): Feed[] {
  checkKind("options", options, "object");
  const { pageSize = 20, archiveUrls, ...others } = options;
  if (archiveUrls !== undefined) checkKind("archiveUrls", archiveUrls, "function");
  checkWholeNumber("pageSize", pageSize, { min: 1 });
  const whole = buildFeed(site, posts, others);
  const { items, urls } = whole;
  const base = siteBase(site);
  const urlsOf = (number: number): Required<FeedUrls> => ({
    ...numbered(urls, number),
    ...resolveUrls(archiveUrls?.(number) ?? {}, base, `archiveUrls(${number})`),
  });
  // The newest posts may be in the feed and in an archive, so that none is missing.
  const count = items.length <= pageSize ? 0 : Math.floor(items.length / pageSize);
  const link = (rel: FeedPage["rel"], number: number): FeedPage[] =>
    number < 1 || number > count ? [] : [{ rel, urls: urlsOf(number) }];
  const archives = Array.from({ length: count }, (_, index): Feed => {
    const number = count - index;
    const end = items.length - (number - 1) * pageSize;
    const page = items.slice(end - pageSize, end);
    return {
      ...withItems(whole, page),
      urls: urlsOf(number),
      kind: "archive",
      pages: [
        { rel: "current", urls },
        ...link("prev-archive", number - 1),
        ...link("next-archive", number + 1),
      ],
      messages: [],
    };
  });
  return [{ ...withItems(whole, items.slice(0, pageSize)), pages: link("prev-archive", count) }, ...archives];
}

function withItems(feed: Feed, items: Feed["items"]): Feed {
  const { updated: _, ...rest } = feed;
  const updated = newestChange(items);
  return { ...rest, items, ...(updated && { updated }) };
}

/** `https://example.com/rss.xml` → `https://example.com/rss-2.xml` */
function numbered(urls: Required<FeedUrls>, number: number): Required<FeedUrls> {
  const change = (url: string): string => {
    const changed = new URL(url);
    changed.pathname = changed.pathname.replace(/(\.[^./]*)?$/, (extension) => `-${number}${extension}`);
    return changed.href;
  };
  return { rss: change(urls.rss), atom: change(urls.atom), json: change(urls.json) };
}
