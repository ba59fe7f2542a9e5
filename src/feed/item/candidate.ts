import type { VFileMessage } from "vfile-message";
import { show } from "../../core/check-options.ts";
import { createMessage } from "../../diagnostics/create-message.ts";
import type { RuleId } from "../../diagnostics/rules.ts";
import { readFeedDate } from "../dates.ts";
import type { FeedPost } from "../feed-post.ts";
import { canonicalId, readId } from "../ids.ts";
import { ownUrl, slugUrl } from "../urls.ts";

/** Reports a problem of one post: what is wrong, and what to do. */
export type Report = (ruleId: RuleId, problem: string, note: string) => void;

/** What must be known of a post to choose the posts of a feed. */
export interface Candidate {
  post: FeedPost;
  id: string;
  url: string;
  date?: Date | undefined;
  updated?: Date | undefined;
  report: Report;
}

/**
 * Reads the URL, the id and the dates of a post.
 *
 * @param madeUrl - what the option `postUrl` returned for the post
 * @returns `undefined` for a post without a URL
 */
export function toCandidate(
  post: FeedPost,
  madeUrl: unknown,
  base: URL,
  report: Report,
): Candidate | undefined {
  const url = readPostUrl(post, madeUrl, base, report);
  if (url === undefined) return undefined;
  const written: unknown = post.guid ?? post.id;
  const id = readId(written, base);
  if (id === undefined && written !== undefined && written !== null) {
    report(
      "feed-id-invalid",
      `its id is not valid, its URL is used instead: ${show(written)}`,
      "Write a URL, a UUID, or a well-formed `tag:` or `urn:`.",
    );
  }
  const date = readPostDate(post.date, "date", report);
  const updated = readPostDate(post.updated, "updated", report);
  if (post.date === undefined || post.date === null) {
    report("feed-date-missing", "it has no date", "Give it a `date`; readers sort by it.");
  }
  return { post, id: id ?? canonicalId(url), url, date, updated, report };
}

function readPostUrl(post: FeedPost, madeUrl: unknown, base: URL, report: Report): string | undefined {
  const written = madeUrl ?? post.url;
  const url = ownUrl(base, written);
  if (url !== undefined) return url;
  const fallback = slugUrl(base, post.slug);
  if (written !== undefined && written !== null) {
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

function readPostDate(value: unknown, name: string, report: Report): Date | undefined {
  if (value === undefined || value === null) return undefined;
  const date = readFeedDate(value);
  if (date === undefined) {
    report(
      "feed-date-invalid",
      `its \`${name}\` is not valid and is left out: ${show(value)}`,
      "Write an ISO 8601 date (2025-02-01, 2025-02-01T10:30:00Z) from 1990 on.",
    );
  }
  return date;
}

/** Makes the function that reports the problems of a post; every message names the post. */
export function createReport(post: FeedPost, index: number, messages: VFileMessage[]): Report {
  const name = [post.slug, post.title, post.url].find(
    (value) => typeof value === "string" && value.trim() !== "",
  );
  const subject = name === undefined ? `Post ${index + 1} of the feed` : `The post ${show(name)}`;
  const path = typeof post.path === "string" ? post.path : undefined;
  return (ruleId, problem, note) => {
    messages.push(createMessage(ruleId, { reason: `${subject}: ${problem}`, note, path }));
  };
}
