import type { VFileMessage } from "vfile-message";
import {
  checkChoice,
  checkOptions,
  checkWholeNumber,
  type OptionKinds,
  show,
} from "../../core/check-options.ts";
import { compareText } from "../../core/compare-text.ts";
import {
  checkMoment,
  checkPosts,
  isDraft,
  isSoundField,
  isUnlisted,
  publishingFields,
} from "../../core/post-fields.ts";
import { readTime } from "../../core/read-date.ts";
import { checkNamespaces, extendKinds, type FeedExtend, readElements } from "../extend.ts";
import type { Feed, FeedItem } from "../feed.ts";
import type { FeedPost } from "../feed-post.ts";
import { canonicalId, readId } from "../ids.ts";
import { type Candidate, createReport, type Report, toCandidate } from "../item/candidate.ts";
import { toFeedItem } from "../item/to-feed-item.ts";
import type { FeedUrls, Site } from "../site.ts";
import { checkSite, toPageUrl } from "../urls.ts";
import { type FeedPaging, toFeedPages } from "./paging.ts";
import { resolveSite } from "./resolve-site.ts";

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
  /** Makes the URL of a post; relative ones are resolved against the site. */
  postUrl?: (post: P) => string;
  /**
   * Where each format is published.
   *
   * @default { rss: "rss.xml", atom: "atom.xml", json: "feed.json" } below the site
   */
  feedUrls?: FeedUrls;
  /**
   * The time of publishing, a `Date` or ISO 8601 text. Posts with a later `date` and posts that have expired by then are left out. Without it all
   * posts that are neither drafts nor unlisted are taken: then choose them with `selectPublished` first.
   */
  now?: Date | string;
  /**
   * `newest` sorts by date, newest first; `given` keeps the order of the posts, such as the reading order of a series.
   *
   * @default "newest"
   */
  order?: "newest" | "given";
  /**
   * The page that lists the same posts, such as the page of a tag or of a series.
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
  /** Elements of other namespaces, for RSS and Atom. */
  extend?: FeedExtend<P>;
}

/**
 * Makes a feed of posts, ready for `renderRss`, `renderAtom` and `renderJsonFeed`. Drafts and unlisted posts are left
 * out, and with `now` also scheduled and expired ones. What is invalid in a post is left out, and `feed.messages` names
 * the post. A post whose date cannot be read is left out when `now` asks whether it is due. Nothing passed in is
 * changed, and nothing depends on the clock, on the machine or, with `order: "newest"`, on the order of the posts.
 *
 * @param site - the blog; for the feed of a tag, spread it and give another `title`
 * @param posts - posts of this library, or any records with a title, a URL, HTML and a date
 * @param options - see {@linkcode FeedOptions}
 * @throws TypeError or RangeError when the site or an option is invalid, such as a relative `site.url`
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
  checkPosts(posts, []);
  checkOptions(options, optionKinds);
  if (options.feedUrls !== undefined) checkOptions(options.feedUrls, feedUrlKinds, "feedUrls");
  if (options.paging !== undefined) checkOptions(options.paging, pagingKinds, "paging");
  if (options.extend !== undefined) checkOptions(options.extend, extendKinds, "extend");
  const { limit = Number.POSITIVE_INFINITY, content = "full", order = "newest", paging = {} } = options;
  checkWholeNumber("limit", limit, { min: 0, max: Number.POSITIVE_INFINITY });
  checkChoice("content", content, ["full", "excerpt"]);
  checkChoice("order", order, ["newest", "given"]);
  if (paging.kind !== undefined) checkChoice("paging.kind", paging.kind, ["complete", "archive"]);
  const now = checkMoment("now", options.now);
  const { base, language, ...profile } = resolveSite(site, options.feedUrls);
  const pages = toFeedPages(paging, base);
  const url = options.pageUrl === undefined ? profile.url : toPageUrl(options.pageUrl, base);
  if (url === undefined)
    throw new TypeError(`Expected pageUrl to be a URL, received ${show(options.pageUrl)}`);
  const current = pages.find(({ rel }) => rel === "current")?.urls.atom ?? profile.urls.atom;
  const id = options.id === undefined ? canonicalId(current) : readId(options.id, base);
  if (id === undefined)
    throw new TypeError(`Expected id to be a URL, a tag: or a urn:, received ${show(options.id)}`);

  const messages: VFileMessage[] = [];
  const candidates: Candidate[] = [];
  for (const [index, post] of posts.entries()) {
    const report = createReport(post, index, messages);
    if (isHeldBack(post, report)) continue;
    if (now !== undefined && isUnclear(post, report)) continue;
    const candidate = toCandidate(post, options.postUrl?.(post), base, report);
    if (candidate === undefined || (now !== undefined && isHidden(candidate, now))) continue;
    if (now !== undefined && candidate.updated && candidate.updated.getTime() > now) dropUpdated(candidate);
    candidates.push(candidate);
  }
  if (order === "newest") candidates.sort(compareNewest);
  const chosen = withUniqueIds(candidates, limit);
  const items = chosen.map((candidate) => toFeedItem(candidate, { base, content }));
  const feedLanguage = language ?? commonLanguage(items);
  for (const item of items) if (item.language === feedLanguage) delete item.language;
  const updated = newestChange(items);
  const { extend } = options;
  const namespaces = checkNamespaces(extend?.namespaces);
  for (const [index, item] of items.entries()) {
    const { post } = chosen[index] as Candidate;
    const added = readElements(extend?.item?.(post as P, item), namespaces, "extend.item()");
    if (added.length > 0) item.extensions = added;
  }
  const feed: Feed = {
    ...profile,
    id,
    url,
    language: feedLanguage,
    ...(updated && { updated }),
    ...(paging.kind && { kind: paging.kind }),
    pages,
    items,
    messages,
    ...(extend?.namespaces && { namespaces: { ...extend.namespaces } }),
  };
  const added = readElements(extend?.channel?.(feed), namespaces, "extend.channel()");
  if (added.length > 0) feed.extensions = added;
  return feed;
}

/** Whether a post is a draft or unlisted. One whose flags cannot be read may be either. */
function isHeldBack(post: FeedPost, report: Report): boolean {
  const name = publishingFields.find((field) => !isSoundField(post, field));
  if (name !== undefined) {
    report(
      "feed-draft-invalid",
      `its \`${name}\` is not true or false, so the post is left out: ${show(post[name])}`,
      "Write `true` or `false`.",
    );
  }
  return name !== undefined || isDraft(post) || isUnlisted(post);
}

/** Whether the dates of a post cannot be read: it may be scheduled, or have expired. */
function isUnclear(post: FeedPost, report: Report): boolean {
  for (const name of ["date", "expires"] as const) {
    const value: unknown = post[name];
    if (value === undefined || value === null || readTime(value) !== undefined) continue;
    report(
      "feed-date-invalid",
      `its \`${name}\` is not valid, so the post is left out: ${show(value)}`,
      "Write an ISO 8601 date (2025-02-01, 2025-02-01T10:30:00Z).",
    );
    return true;
  }
  return false;
}

/** Whether a post is scheduled or has expired. */
function isHidden({ post }: Candidate, now: number): boolean {
  const expires = readTime(post.expires);
  return (readTime(post.date) ?? now) > now || (expires !== undefined && expires <= now);
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

function dropUpdated(candidate: Candidate): void {
  candidate.report(
    "feed-date-invalid",
    `its \`updated\` is in the future and is left out: ${show(candidate.updated)}`,
    "Write when it was changed, not when it will be.",
  );
  delete candidate.updated;
}

/** Newest first, posts without a date last, equal dates by id. */
function compareNewest(a: Candidate, b: Candidate): number {
  const first = a.date?.getTime() ?? Number.NEGATIVE_INFINITY;
  const second = b.date?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (first !== second) return second > first ? 1 : -1;
  return compareText(a.id, b.id);
}

/** Takes the first posts that have an id of their own. A post whose id is taken gets its URL as id, if that is free. */
function withUniqueIds(candidates: readonly Candidate[], limit: number): Candidate[] {
  const ids = new Set<string>();
  const urls = new Set<string>();
  const chosen: Candidate[] = [];
  for (const candidate of candidates) {
    if (chosen.length >= limit) break;
    const id = ids.has(candidate.id) ? canonicalId(candidate.url) : candidate.id;
    const isTaken = ids.has(id);
    if (isTaken || id !== candidate.id) {
      candidate.report(
        "feed-id-duplicate",
        `another post has the id ${candidate.id}, so ${isTaken ? "this one is left out" : "its URL is used instead"}`,
        "Give every post its own id or URL.",
      );
    }
    if (isTaken) continue;
    if (urls.has(candidate.url)) {
      candidate.report(
        "feed-id-duplicate",
        `another post has the address ${candidate.url}, so this one is left out`,
        "Give every post its own URL.",
      );
      continue;
    }
    ids.add(id);
    urls.add(candidate.url);
    chosen.push({ ...candidate, id });
  }
  return chosen;
}

/** The language that every post names, else "und" (undetermined). */
function commonLanguage(items: readonly FeedItem[]): string {
  const language = items[0]?.language;
  return language !== undefined && items.every((item) => item.language === language) ? language : "und";
}

/** Date of the newest change. */
export function newestChange(items: readonly FeedItem[]): Date | undefined {
  let time = Number.NEGATIVE_INFINITY;
  for (const { date, updated } of items) time = Math.max(time, (updated ?? date)?.getTime() ?? time);
  return time === Number.NEGATIVE_INFINITY ? undefined : new Date(time);
}
