import type { VFileMessage } from "vfile-message";
import { show } from "../core/check-options.ts";
import { compareText } from "../core/compare-text.ts";
import { isSoundField, publishingFields } from "../core/post-fields.ts";
import { expiryTime, isDraft, isMissing, isUnlisted, publishingTime } from "../core/publishing.ts";
import { readDate } from "../core/read-date.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import { earliestTime } from "./feed.ts";
import { readField } from "./fields.ts";
import type { FeedPost } from "./source.ts";
import { canonicalId, ownUrl, readId, slugUrl } from "./urls.ts";

/** The details of a post that are needed to choose the posts of a feed. */
export interface Candidate<P extends FeedPost = FeedPost> {
  post: P;
  id: string;
  url: string;
  date: Date | undefined;
  updated: Date | undefined;
  report: Report;
}

/** Reports a problem of one post: what is wrong, and what to do. */
type Report = (ruleId: FeedRule, problem: string, note?: string) => void;
type FeedRule = Extract<RuleId, `feed-${string}`>;

/** The note of each problem, unless the report has its own. */
const notes: Readonly<Record<FeedRule, string>> = {
  "feed-author-invalid": "Write `name`, and optionally `email` and an absolute `url`.",
  "feed-date-invalid": "Write an ISO 8601 date (2025-02-01, 2025-02-01T10:30:00Z) from 1990 on.",
  "feed-date-missing": "Give it a `date`; readers sort by it.",
  "feed-draft-invalid": "Write `true` or `false`.",
  "feed-enclosure-invalid": "An enclosure needs a URL, a MIME type, and its size in bytes as `length`.",
  "feed-id-duplicate": "Give every post its own id or URL.",
  "feed-id-invalid": "Write a URL, a UUID, or a well-formed `tag:` or `urn:`.",
  "feed-image-invalid": "Write the URL of an image.",
  "feed-language-invalid": "Write a BCP 47 tag, such as `en` or `pt-BR`.",
  "feed-title-missing": "Give it a `title`; readers list posts by it.",
  "feed-url-invalid": "Write an http or https URL, or one that is relative to the site.",
};

/** How posts are chosen. */
interface Choice<P> {
  base: URL;
  postUrl: ((post: P) => string) | undefined;
  /** Without it, no post counts as scheduled or expired. */
  now: number | undefined;
  order: "newest" | "given";
  limit: number;
  messages: VFileMessage[];
}

/** Chooses the posts of a feed; problems of the others, and of the dates and ids of these, are reported. */
export function choosePosts<P extends FeedPost>(
  posts: readonly P[],
  { base, postUrl, now, order, limit, messages }: Choice<P>,
): Candidate<P>[] {
  const candidates: Candidate<P>[] = [];
  for (const [index, post] of posts.entries()) {
    const report = createReport(post, index, messages);
    if (isHeldBack(post, now, report)) continue;
    const url = readPostUrl(post, postUrl?.(post), base, report);
    if (url === undefined) continue;
    const id = readField(
      post.guid ?? post.id,
      (written) => readId(written, base),
      (shown) => report("feed-id-invalid", `its id is not valid, its URL is used instead: ${shown}`),
    );
    const readPostDate = (name: "date" | "updated"): Date | undefined =>
      readField(post[name], readFeedDate, (shown) =>
        report("feed-date-invalid", `its \`${name}\` is not valid and is left out: ${shown}`),
      );
    const date = readPostDate("date");
    let updated = readPostDate("updated");
    if (isMissing(post.date)) report("feed-date-missing", "it has no date");
    if (now !== undefined) {
      // Scheduled, or expired.
      if ((publishingTime(post) ?? now) > now || (expiryTime(post) ?? Infinity) <= now) continue;
      if (updated !== undefined && updated.getTime() > now) {
        const problem = `its \`updated\` is in the future and is left out: ${show(updated)}`;
        report("feed-date-invalid", problem, "Write the date of the last change, not a future one.");
        updated = undefined;
      }
    }
    candidates.push({ post, id: id ?? canonicalId(url), url, date, updated, report });
  }
  if (order === "newest") candidates.sort(compareNewest);
  return withUniqueIds(candidates, limit);
}

/** Creates the function that reports the problems of a post; every message names the post. */
function createReport(post: FeedPost, index: number, messages: VFileMessage[]): Report {
  const name = [post.slug, post.title, post.url].find(
    (value) => typeof value === "string" && value.trim() !== "",
  );
  const subject = name === undefined ? `Post ${index + 1} of the feed` : `The post ${show(name)}`;
  const path = typeof post.path === "string" ? post.path : undefined;
  return (ruleId, problem, note = notes[ruleId]) => {
    messages.push(createMessage(ruleId, { reason: `${subject}: ${problem}`, note, path }));
  };
}

/**
 * Whether a post is a draft or unlisted. One whose flags cannot be read may be either; one whose dates cannot be read may
 * be scheduled or have expired.
 */
function isHeldBack(post: FeedPost, now: number | undefined, report: Report): boolean {
  const flag = publishingFields.find((field) => !isSoundField(post, field));
  if (flag !== undefined) {
    const problem = `its \`${flag}\` is not true or false, so the post is left out`;
    report("feed-draft-invalid", `${problem}: ${show(post[flag])}`);
  }
  if (flag !== undefined || isDraft(post) || isUnlisted(post)) return true;
  const date = (["date", "expires"] as const).find((field) => !isSoundField(post, field));
  if (now === undefined || date === undefined) return false;
  report("feed-date-invalid", `its \`${date}\` is not valid, so the post is left out: ${show(post[date])}`);
  return true;
}

/**
 * Reads the URL of a post.
 *
 * @param made - what the option `postUrl` returned for the post
 */
function readPostUrl(post: FeedPost, made: unknown, base: URL, report: Report): string | undefined {
  const fallback = slugUrl(base, post.slug);
  const result = fallback === undefined ? "it is left out" : `${fallback} is used instead`;
  const written = made ?? post.url;
  const url = readField(
    written,
    (value) => ownUrl(base, value),
    (shown) => report("feed-url-invalid", `its URL is not valid, ${result}: ${shown}`),
  );
  if (isMissing(written) && fallback === undefined) {
    const problem = "it has neither a URL nor a slug, so it is left out";
    report("feed-url-invalid", problem, "Give it a `url` or a `slug`.");
  }
  return url ?? fallback;
}

/** From this time on, the year may not fit into four digits in every time zone. */
const endOfDates: number = Date.UTC(9999, 0);

/** Reads a date that every feed format can hold: from 1990 to 9998. */
function readFeedDate(value: unknown): Date | undefined {
  const date = readDate(value);
  return date !== undefined && date.getTime() >= earliestTime && date.getTime() < endOfDates
    ? date
    : undefined;
}

/** Newest first, posts without a date last, equal dates by id. */
function compareNewest(a: Candidate, b: Candidate): number {
  const first = a.date?.getTime() ?? Number.NEGATIVE_INFINITY;
  const second = b.date?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (first !== second) return second > first ? 1 : -1;
  return compareText(a.id, b.id);
}

/** Takes the first posts with a unique id and URL. If the id is already used, the URL becomes the id, if possible. */
function withUniqueIds<P extends FeedPost>(
  candidates: readonly Candidate<P>[],
  limit: number,
): Candidate<P>[] {
  const chosen = new Map<string, Candidate<P>>();
  const urls = new Set<string>();
  for (const candidate of candidates) {
    if (chosen.size >= limit) break;
    const { id: own, url, report } = candidate;
    const id = chosen.has(own) ? canonicalId(url) : own;
    const isTaken = chosen.has(id);
    if (isTaken || id !== own) {
      const result = isTaken ? "this one is left out" : "its URL is used instead";
      report("feed-id-duplicate", `another post has the id ${own}, so ${result}`);
    }
    if (isTaken) continue;
    if (urls.has(url)) {
      report("feed-id-duplicate", `another post has the address ${url}, so this one is left out`);
      continue;
    }
    urls.add(url);
    chosen.set(id, { ...candidate, id });
  }
  return [...chosen.values()];
}
