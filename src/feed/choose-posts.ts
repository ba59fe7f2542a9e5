import type { VFileMessage } from "vfile-message";
import { show } from "../core/check-options.ts";
import { compareText } from "../core/compare-text.ts";
import { isDraft, isSoundField, isUnlisted, publishingFields } from "../core/post-fields.ts";
import { readDate, readTime } from "../core/read-date.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import { earliestTime } from "./feed.ts";
import type { FeedPost } from "./source.ts";
import { canonicalId, ownUrl, readId, slugUrl } from "./urls.ts";

/** Reports a problem of one post: what is wrong, and what to do. */
type Report = (ruleId: RuleId, problem: string, note: string) => void;

/** What must be known of a post to choose the posts of a feed. */
export interface Candidate<P extends FeedPost = FeedPost> {
  post: P;
  id: string;
  url: string;
  date: Date | undefined;
  updated: Date | undefined;
  report: Report;
}

/** How posts are chosen. */
interface Choice<P> {
  base: URL;
  /** Makes the URL of a post. */
  postUrl: ((post: P) => string) | undefined;
  /** Without it, no post is scheduled or has expired. */
  now: number | undefined;
  order: "newest" | "given";
  limit: number;
  messages: VFileMessage[];
}

/** Chooses the posts of a feed; what is wrong with the others, and with the dates and ids of these, is reported. */
export function choosePosts<P extends FeedPost>(
  posts: readonly P[],
  { base, postUrl, now, order, limit, messages }: Choice<P>,
): Candidate<P>[] {
  const candidates: Candidate<P>[] = [];
  for (const [index, post] of posts.entries()) {
    const report = createReport(post, index, messages);
    if (isHeldBack(post, report)) continue;
    if (now !== undefined && isUnclear(post, report)) continue;
    const candidate = toCandidate(post, postUrl?.(post), base, report);
    if (candidate === undefined || (now !== undefined && isHidden(post, now))) continue;
    if (now !== undefined && candidate.updated && candidate.updated.getTime() > now) {
      report(
        "feed-date-invalid",
        `its \`updated\` is in the future and is left out: ${show(candidate.updated)}`,
        "Write when it was changed, not when it will be.",
      );
      candidate.updated = undefined;
    }
    candidates.push(candidate);
  }
  if (order === "newest") candidates.sort(compareNewest);
  return withUniqueIds(candidates, limit);
}

/** Makes the function that reports the problems of a post; every message names the post. */
function createReport(post: FeedPost, index: number, messages: VFileMessage[]): Report {
  const name = [post.slug, post.title, post.url].find(
    (value) => typeof value === "string" && value.trim() !== "",
  );
  const subject = name === undefined ? `Post ${index + 1} of the feed` : `The post ${show(name)}`;
  const path = typeof post.path === "string" ? post.path : undefined;
  return (ruleId, problem, note) => {
    messages.push(createMessage(ruleId, { reason: `${subject}: ${problem}`, note, path }));
  };
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
  const name = (["date", "expires"] as const).find(
    (field) => !isMissing(post[field]) && readTime(post[field]) === undefined,
  );
  if (name !== undefined) {
    report(
      "feed-date-invalid",
      `its \`${name}\` is not valid, so the post is left out: ${show(post[name])}`,
      "Write an ISO 8601 date (2025-02-01, 2025-02-01T10:30:00Z).",
    );
  }
  return name !== undefined;
}

/** Whether a post is scheduled or has expired. */
function isHidden({ date, expires }: FeedPost, now: number): boolean {
  return (readTime(date) ?? now) > now || (readTime(expires) ?? Number.POSITIVE_INFINITY) <= now;
}

/**
 * Reads the URL, the id and the dates of a post.
 *
 * @param madeUrl - what the option `postUrl` returned for the post
 * @returns `undefined` for a post without a URL
 */
function toCandidate<P extends FeedPost>(
  post: P,
  madeUrl: unknown,
  base: URL,
  report: Report,
): Candidate<P> | undefined {
  const url = readPostUrl(post, madeUrl, base, report);
  if (url === undefined) return undefined;
  const written: unknown = post.guid ?? post.id;
  const id = readId(written, base);
  if (id === undefined && !isMissing(written)) {
    report(
      "feed-id-invalid",
      `its id is not valid, its URL is used instead: ${show(written)}`,
      "Write a URL, a UUID, or a well-formed `tag:` or `urn:`.",
    );
  }
  const date = readPostDate(post.date, "date", report);
  const updated = readPostDate(post.updated, "updated", report);
  if (isMissing(post.date)) {
    report("feed-date-missing", "it has no date", "Give it a `date`; readers sort by it.");
  }
  return { post, id: id ?? canonicalId(url), url, date, updated, report };
}

function readPostUrl(post: FeedPost, madeUrl: unknown, base: URL, report: Report): string | undefined {
  const written = madeUrl ?? post.url;
  const url = ownUrl(base, written);
  if (url !== undefined) return url;
  const fallback = slugUrl(base, post.slug);
  if (!isMissing(written)) {
    const result = fallback === undefined ? "it is left out" : `${fallback} is used instead`;
    report(
      "feed-url-invalid",
      `its URL is not valid, ${result}: ${show(written)}`,
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

/** From here on the year might not fit into four digits in every time zone. */
const endOfDates: number = Date.UTC(9999, 0);

/** Reads a date that every feed format can hold: from 1990 to 9998. */
function readPostDate(value: unknown, name: string, report: Report): Date | undefined {
  if (isMissing(value)) return undefined;
  const date = readDate(value);
  if (date !== undefined && date.getTime() >= earliestTime && date.getTime() < endOfDates) return date;
  report(
    "feed-date-invalid",
    `its \`${name}\` is not valid and is left out: ${show(value)}`,
    "Write an ISO 8601 date (2025-02-01, 2025-02-01T10:30:00Z) from 1990 on.",
  );
  return undefined;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Newest first, posts without a date last, equal dates by id. */
function compareNewest(a: Candidate, b: Candidate): number {
  const first = a.date?.getTime() ?? Number.NEGATIVE_INFINITY;
  const second = b.date?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (first !== second) return second > first ? 1 : -1;
  return compareText(a.id, b.id);
}

/** Takes the first posts that have an id of their own. A post whose id is taken gets its URL as id, if that is free. */
function withUniqueIds<P extends FeedPost>(
  candidates: readonly Candidate<P>[],
  limit: number,
): Candidate<P>[] {
  const ids = new Set<string>();
  const urls = new Set<string>();
  const chosen: Candidate<P>[] = [];
  for (const candidate of candidates) {
    if (chosen.length >= limit) break;
    const { id: own, url, report } = candidate;
    const id = ids.has(own) ? canonicalId(url) : own;
    const isTaken = ids.has(id);
    if (isTaken || id !== own) {
      report(
        "feed-id-duplicate",
        `another post has the id ${own}, so ${isTaken ? "this one is left out" : "its URL is used instead"}`,
        "Give every post its own id or URL.",
      );
    }
    if (isTaken) continue;
    if (urls.has(url)) {
      report(
        "feed-id-duplicate",
        `another post has the address ${url}, so this one is left out`,
        "Give every post its own URL.",
      );
      continue;
    }
    ids.add(id);
    urls.add(url);
    chosen.push({ ...candidate, id });
  }
  return chosen;
}
