import type { VFileMessage } from "vfile-message";
import { checkChoice, checkOptions, checkWholeNumber, type OptionKinds } from "../core/check-options.ts";
import { checkMoment, checkPosts } from "../core/post-fields.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import { choosePosts } from "./choose-posts.ts";
import { createElementReader, extendKinds, type FeedExtend } from "./extend.ts";
import type { Feed, FeedItem, FeedPage } from "./feed.ts";
import { readOption, resolveSite, resolveUrl, resolveUrls } from "./resolve-site.ts";
import type { FeedPost, FeedUrls, Site } from "./source.ts";
import { toFeedItem } from "./to-feed-item.ts";
import { canonicalId, checkSite, readId } from "./urls.ts";

/** The content and the order of a feed. */
export interface FeedOptions<P extends FeedPost = FeedPost> {
  /**
   * Maximum number of posts.
   *
   * @default Infinity
   */
  limit?: number | undefined;
  /**
   * `full` puts the whole post into the feed, `excerpt` only its excerpt.
   *
   * @default "full"
   */
  content?: "full" | "excerpt" | undefined;
  /** Makes the URL of a post; relative ones are resolved against the site. */
  postUrl?: ((post: P) => string) | undefined;
  /**
   * Where each format is published.
   *
   * @default { rss: "rss.xml", atom: "atom.xml", json: "feed.json" } below the site
   */
  feedUrls?: FeedUrls | undefined;
  /**
   * The time of publishing, a `Date` or ISO 8601 text. Posts with a later `date` and posts that have expired by then
   * are left out. Without it all posts that are neither drafts nor unlisted are taken: then choose them with
   * `selectPublished` first.
   */
  now?: Date | string | undefined;
  /**
   * `newest` sorts by date, newest first; `given` keeps the order of the posts, such as the reading order of a series.
   *
   * @default "newest"
   */
  order?: "newest" | "given" | undefined;
  /**
   * The page that lists the same posts, such as the page of a tag or of a series.
   *
   * @default site.url
   */
  pageUrl?: string | undefined;
  /**
   * Permanent id of the feed, for Atom.
   *
   * @default the URL of the current Atom feed
   */
  id?: string | undefined;
  /** Archives and pages (RFC 5005). */
  paging?: FeedPaging | undefined;
  /** Elements from other namespaces, for RSS and Atom. */
  extend?: FeedExtend<P> | undefined;
}

/** The relation of this feed to other feeds of the blog (RFC 5005). */
export interface FeedPaging {
  /** `complete`: it contains every post. `archive`: it is a page of older posts that no longer changes. */
  kind?: "complete" | "archive";
  /** The feed with the newest posts; an archive must name it. */
  current?: FeedUrls;
  /** The archive with the next older posts. */
  previousArchive?: FeedUrls;
  /** The archive with the next newer posts. */
  nextArchive?: FeedUrls;
  /** Pages of a feed that may change at any time. */
  first?: FeedUrls;
  previous?: FeedUrls;
  next?: FeedUrls;
  last?: FeedUrls;
}

/**
 * Creates a feed from posts, ready for `renderRss`, `renderAtom` and `renderJsonFeed`. Drafts and unlisted posts are left
 * out, and with `now` also scheduled and expired ones. What is invalid in a post is left out, and `feed.messages` names
 * the post. A post whose date cannot be read is left out when `now` asks whether it is due. Nothing passed in is
 * changed, and nothing depends on the clock, on the machine or, with `order: "newest"`, on the order of the posts.
 *
 * @param site - the blog; for the feed of a tag, spread it and give another `title`
 * @param posts - posts of this library, or any records with a title, a URL, HTML and a date
 * @param options - see {@linkcode FeedOptions}
 * @throws TypeError or RangeError when the site or an option is invalid, such as a relative `site.url`, and when the `html`
 *   of a post is not a string
 * @example
 * ```ts
 * import { buildFeed, renderRss } from "galley/feed";
 *
 * const site = { url: "https://example.com/", title: "Notes", language: "en" };
 * const feed = buildFeed(site, [
 *   { slug: "queues", title: "Array<T> & friends", date: new Date("2025-02-01"), html: "<p><a href='/faq'>FAQ</a></p>" },
 *   { slug: "lists", title: "Lists", html: "<p>Soon.</p>" },
 * ]);
 * console.log(feed.items.map((item) => item.id).join(" "), feed.updated?.toISOString());
 * console.log(feed.messages.map((message) => message.reason).join("\n"));
 * console.log(renderRss(feed).includes("<title>Array&#x3C;T&#x3E; &#x26; friends</title>"));
 * // → https://example.com/posts/queues/ https://example.com/posts/lists/ 2025-02-01T00:00:00.000Z
 * // → The post "lists": it has no date
 * // → true
 * ```
 */
export function buildFeed<P extends FeedPost>(
  site: Site,
  posts: readonly P[],
  options: FeedOptions<P> = {},
): Feed {
  checkSite(site);
  checkPosts(posts, ["html"]);
  checkOptions(options, optionKinds);
  const { feedUrls = {}, paging = {}, extend = {}, postUrl, pageUrl } = options;
  checkOptions(feedUrls, feedUrlKinds, "feedUrls");
  checkOptions(paging, pagingKinds, "paging");
  checkOptions(extend, extendKinds, "extend");
  const { limit = Number.POSITIVE_INFINITY, content = "full", order = "newest" } = options;
  checkWholeNumber("limit", limit, { min: 0, max: Number.POSITIVE_INFINITY });
  checkChoice("content", content, ["full", "excerpt"]);
  checkChoice("order", order, ["newest", "given"]);
  if (paging.kind !== undefined) checkChoice("paging.kind", paging.kind, ["complete", "archive"]);
  const now = checkMoment("now", options.now);
  const { base, language: siteLanguage, ...profile } = resolveSite(site, feedUrls);
  const pages = toFeedPages(paging, base);
  const url = resolveUrl(pageUrl, base, "pageUrl") ?? profile.url;
  const current = pages.find(({ rel }) => rel === "current")?.urls.atom ?? profile.urls.atom;
  const readFeedId = (written: unknown): string | undefined => readId(written, base);
  const id = readOption("id", options.id, readFeedId, "a URL, a tag: or a urn:") ?? canonicalId(current);
  const readElements = createElementReader(extend.namespaces);

  const messages: VFileMessage[] = [];
  const chosen = choosePosts(posts, { base, postUrl, now, order, limit, messages });
  const items = chosen.map((candidate) => toFeedItem(candidate, { base, content }));
  // The language that every post names, else "und" (undetermined).
  const [first] = items;
  const isCommon = items.every((item) => item.language === first?.language);
  const language = siteLanguage ?? (isCommon ? first?.language : undefined) ?? "und";
  for (const [index, item] of items.entries()) {
    if (item.language === language) delete item.language;
    const extensions = readElements(extend.item?.(chosen[index]!.post, item), "extend.item()");
    if (extensions.length > 0) item.extensions = extensions;
  }
  const feed: Feed = withoutUndefined({
    ...profile,
    id,
    url,
    language,
    updated: newestChange(items),
    kind: paging.kind,
    pages,
    items,
    messages,
    namespaces: extend.namespaces && { ...extend.namespaces },
  });
  const extensions = readElements(extend.channel?.(feed), "extend.channel()");
  if (extensions.length > 0) feed.extensions = extensions;
  return feed;
}

const feedUrlKinds: OptionKinds<FeedUrls> = { rss: "any", atom: "any", json: "any" };

const pagingKinds: OptionKinds<FeedPaging> = {
  kind: "string",
  current: "object",
  previousArchive: "object",
  nextArchive: "object",
  first: "object",
  previous: "object",
  next: "object",
  last: "object",
};

const optionKinds: OptionKinds<FeedOptions> = {
  limit: "any",
  content: "any",
  postUrl: "function",
  feedUrls: "object",
  now: "any",
  order: "any",
  pageUrl: "any",
  id: "any",
  paging: "object",
  extend: "object",
};

/** What each option is called in RFC 5005. */
const relations = [
  ["current", "current"],
  ["previousArchive", "prev-archive"],
  ["nextArchive", "next-archive"],
  ["first", "first"],
  ["previous", "previous"],
  ["next", "next"],
  ["last", "last"],
] as const;

/**
 * Makes the links of RFC 5005.
 *
 * @throws TypeError for combinations that the RFC forbids: a complete feed with other pages, an archive without links to others
 */
function toFeedPages(paging: FeedPaging, base: URL): FeedPage[] {
  const pages = relations.flatMap(([name, rel]): FeedPage[] => {
    const urls = paging[name];
    return urls === undefined ? [] : [{ rel, urls: resolveUrls(urls, base, `paging.${name}`) }];
  });
  const names = pages.map(({ rel }) => rel);
  if (paging.kind === "complete" && names.length > 0) {
    throw new TypeError(`Expected a complete feed to have no other pages, received ${names.join(", ")}`);
  }
  if (paging.kind !== "archive") return pages;
  if (!names.includes("current"))
    throw new TypeError("Expected an archive to name the current feed, received none");
  if (!names.includes("prev-archive") && !names.includes("next-archive"))
    throw new TypeError("Expected an archive to name another archive, received none");
  return pages;
}

export function newestChange(items: readonly FeedItem[]): Date | undefined {
  const times = items.flatMap(({ date, updated }) => (updated ?? date)?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(times.reduce((a, b) => Math.max(a, b)));
}
