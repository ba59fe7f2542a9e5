import type { VFileMessage } from "vfile-message";
import { canonicalId, readId } from "./canonical-id.ts";
import type { Feed, FeedItem } from "./feed.ts";
import { readDate } from "./feed-date.ts";
import { type FeedPaging, toFeedPages } from "./feed-pages.ts";
import type { FeedPost } from "./feed-post.ts";
import { toPageUrl } from "./feed-url.ts";
import { ownUrl, slugUrl } from "./post-url.ts";
import { readLanguage } from "./read-language.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import { resolveSite } from "./resolve-site.ts";
import { showValue } from "./show-value.ts";
import type { FeedUrls, Site } from "./site.ts";
import { type Candidate, toFeedItem } from "./to-feed-item.ts";

/** What goes into a feed, and in which order. */
export interface FeedOptions<P extends FeedPost = FeedPost> {
  /**
   * How many posts go in at most.
   *
   * @default Infinity
   */
  limit?: number;
  /**
   * `full` puts the whole post into the feed, `excerpt` only what leads to it.
   *
   * @default "full"
   */
  content?: "full" | "excerpt";
  /** Makes the address of a post; relative ones are resolved against the site. */
  postUrl?: (post: P) => string;
  /**
   * Where each format is published.
   *
   * @default { rss: "rss.xml", atom: "atom.xml", json: "feed.json" } below the site
   */
  feedUrls?: FeedUrls;
  /**
   * The time of publishing. Posts with a later `date` and posts that have expired by then are left out. Without it
   * nothing is known of the present, and all posts that are neither drafts nor unlisted are taken: then choose them
   * with `selectPublished` first.
   */
  now?: Date;
  /**
   * `newest` sorts by date, newest first; `given` keeps the order of the posts, such as the reading order of a series.
   *
   * @default "newest"
   */
  order?: "newest" | "given";
  /**
   * The page that the feed is of: the page of a tag, of a series.
   *
   * @default site.url
   */
  pageUrl?: string;
  /**
   * Permanent id of the feed, for Atom.
   *
   * @default the URL of the current Atom feed
   */
  id?: string;
  /** Archives and pages (RFC 5005). */
  paging?: FeedPaging;
}

/**
 * Makes a feed of posts, ready for `renderRss`, `renderAtom` and `renderJsonFeed`. Drafts and unlisted posts never get
 * in, nor, with `now`, scheduled and expired ones. A post with a fault gets in without its faulty part, and
 * `feed.messages` tells which post that is. Nothing passed in is changed, nothing depends on the clock, the machine or,
 * with `order: "newest"`, on the order of the posts.
 *
 * @param site - the blog; for the feed of a tag, spread it and give another `title`
 * @param posts - posts of this library, or any records with a title, an address, HTML and a date
 * @param options - see {@linkcode FeedOptions}
 * @throws TypeError or RangeError for a fault of the site or of the options, such as a relative `site.url`
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
  const { limit = Number.POSITIVE_INFINITY, content = "full", order = "newest", now, paging = {} } = options;
  checkOptions(limit, content, order, now);
  const { base, language, ...profile } = resolveSite(site, options.feedUrls);
  const pages = toFeedPages(paging, base);
  const url = options.pageUrl === undefined ? profile.url : toPageUrl(options.pageUrl, base);
  if (url === undefined)
    throw new TypeError(`Expected pageUrl to be a URL, received ${showValue(options.pageUrl)}`);
  const current = pages.find(({ rel }) => rel === "current")?.urls.atom ?? profile.urls.atom;
  const id = options.id === undefined ? canonicalId(current) : readId(options.id, base);
  if (id === undefined)
    throw new TypeError(`Expected id to be a URL, a tag: or a urn:, received ${showValue(options.id)}`);

  const messages: VFileMessage[] = [];
  const candidates: Candidate[] = [];
  for (const [index, post] of posts.entries()) {
    if (post.draft === true || post.unlisted === true) continue;
    const candidate = toCandidate(post, base, options.postUrl, createReporter(post, index, messages));
    if (candidate === undefined || (now && isHidden(candidate, now))) continue;
    if (now && candidate.updated && candidate.updated > now) dropUpdated(candidate);
    candidates.push(candidate);
  }
  if (order === "newest") candidates.sort(compareNewest);
  const chosen = withUniqueIds(candidates, limit);
  const items = chosen.map((candidate) => toFeedItem(candidate, { base, content }));
  const feedLanguage = language ?? commonLanguage(items);
  for (const item of items) if (item.language === feedLanguage) delete item.language;
  const updated = newest(items);
  return {
    ...profile,
    id,
    url,
    language: feedLanguage,
    ...(updated && { updated }),
    ...(paging.kind && { kind: paging.kind }),
    pages,
    items,
    messages,
  };
}

function checkOptions(limit: unknown, content: unknown, order: unknown, now: unknown): void {
  if (typeof limit !== "number" || !(limit >= 0) || (limit !== Number.POSITIVE_INFINITY && limit % 1 !== 0)) {
    throw new RangeError(`Expected limit to be a whole number from 0, received ${showValue(limit)}`);
  }
  if (content !== "full" && content !== "excerpt") {
    throw new TypeError(`Expected content to be "full" or "excerpt", received ${showValue(content)}`);
  }
  if (order !== "newest" && order !== "given") {
    throw new TypeError(`Expected order to be "newest" or "given", received ${showValue(order)}`);
  }
  if (now !== undefined && !(now instanceof Date && !Number.isNaN(now.getTime()))) {
    throw new TypeError(`Expected now to be a valid Date, received ${showValue(now)}`);
  }
}

function toCandidate<P extends FeedPost>(
  post: P,
  base: URL,
  postUrl: ((post: P) => string) | undefined,
  report: Reporter,
): Candidate | undefined {
  const url = addressOf(post, base, postUrl, report);
  if (url === undefined) return undefined;
  const written = post.guid ?? post.id;
  const own = typeof written === "string" ? readId(written, base) : undefined;
  if (own === undefined && written !== undefined && written !== null) {
    report(
      "feed-id-invalid",
      `its id is ${showValue(written)}, so its URL is the id`,
      "Write a URL, a UUID, or a well-formed `tag:` or `urn:`.",
    );
  }
  const candidate: Candidate = { post, id: own ?? canonicalId(url), url, report };
  const date = readOptionalDate(post.date, "date", report);
  const updated = readOptionalDate(post.updated, "updated", report);
  if (date !== undefined) candidate.date = date;
  if (updated !== undefined) candidate.updated = updated;
  if (post.date === undefined || post.date === null) {
    report("feed-date-missing", "it has no date", "Give it a `date`; readers sort by it.");
  }
  return candidate;
}

function addressOf<P extends FeedPost>(
  post: P,
  base: URL,
  postUrl: ((post: P) => string) | undefined,
  report: Reporter,
): string | undefined {
  const made: unknown = postUrl?.(post);
  const written = made ?? post.url;
  const fallback = slugUrl(base, post);
  const url = typeof written === "string" ? ownUrl(base, { url: written }) : undefined;
  if (url !== undefined) return url;
  if (written !== undefined && written !== null) {
    report(
      "feed-url-invalid",
      `its URL is ${showValue(written)}, so ${fallback === undefined ? "it is left out" : `${fallback} is taken`}`,
      "Write an http or https URL, or one that is relative to the site.",
    );
  } else if (fallback === undefined) {
    report(
      "feed-url-invalid",
      "it has neither a URL nor a slug, so it is left out",
      "Give it a `url` or a `slug`.",
    );
  }
  return fallback;
}

function readOptionalDate(value: unknown, name: string, report: Reporter): Date | undefined {
  if (value === undefined || value === null) return undefined;
  const date = readDate(value);
  if (date === undefined) {
    report(
      "feed-date-invalid",
      `its ${name} is ${showValue(value)}, and is left out`,
      "Write a date of ISO 8601 (2025-02-01, 2025-02-01T10:30:00Z) from 1990 on.",
    );
  }
  return date;
}

/** Whether a post is not yet, or no longer, for readers. */
function isHidden({ post, date }: Candidate, now: Date): boolean {
  const expires = readDate(post.expires);
  return (date !== undefined && date > now) || (expires !== undefined && expires <= now);
}

function dropUpdated(candidate: Candidate): void {
  candidate.report(
    "feed-date-invalid",
    `its updated is ${showValue(candidate.updated)}, which is yet to come, and is left out`,
    "Write when it was changed, not when it will be.",
  );
  delete candidate.updated;
}

/** Newest first, posts without a date last, equal dates by id. */
function compareNewest(a: Candidate, b: Candidate): number {
  const first = a.date?.getTime() ?? Number.NEGATIVE_INFINITY;
  const second = b.date?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (first !== second) return second > first ? 1 : -1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Takes the first posts with an id of their own. A post whose id is taken has its URL for one, if that is free. */
function withUniqueIds(candidates: readonly Candidate[], limit: number): Candidate[] {
  const ids = new Set<string>();
  const chosen: Candidate[] = [];
  for (const candidate of candidates) {
    if (chosen.length >= limit) break;
    const id = ids.has(candidate.id) ? canonicalId(candidate.url) : candidate.id;
    const isTaken = ids.has(id);
    if (isTaken || id !== candidate.id) {
      candidate.report(
        "feed-id-duplicate",
        `another post has the id ${candidate.id}, so ${isTaken ? "this one is left out" : "its URL is the id"}`,
        "Give every post an id or an address of its own.",
      );
    }
    if (isTaken) continue;
    ids.add(id);
    chosen.push({ ...candidate, id });
  }
  return chosen;
}

/** The language that every post names, else “undetermined”. */
function commonLanguage(items: readonly FeedItem[]): string {
  const [first] = items;
  const language = readLanguage(first?.language);
  return language !== undefined && items.every((item) => item.language === language) ? language : "und";
}

function newest(items: readonly FeedItem[]): Date | undefined {
  let time = Number.NEGATIVE_INFINITY;
  for (const { date, updated } of items) time = Math.max(time, (updated ?? date)?.getTime() ?? time);
  return time === Number.NEGATIVE_INFINITY ? undefined : new Date(time);
}
