import type { VFileMessage } from "vfile-message";
import type { LinkResolverOptions } from "../collection/create-link-resolver.ts";
import { findSimilarTags } from "../collection/find-similar-tags.ts";
import type { GroupByTagOptions } from "../collection/group-by-tag.ts";
import { orderSeries } from "../collection/order-series.ts";
import type { SeriesDeclaration } from "../collection/series.ts";
import { compareText } from "../core/compare-text.ts";
import { rules as knownRules, type RuleId } from "../diagnostics/rules.ts";
import { checkDuplicates } from "./check-duplicates.ts";
import { checkImages } from "./check-images.ts";
import { checkLinks } from "./check-links.ts";
import { checkMetadata } from "./check-metadata.ts";
import { checkOutline } from "./check-outline.ts";
import type { LintablePost } from "./lint-post.ts";
import { type LintSetting, withSetting } from "./with-setting.ts";

/** What to look for, and how bad it is. */
export interface LintOptions<P> extends LinkResolverOptions<P>, GroupByTagOptions {
  /**
   * Sets how bad a rule's messages are, or switches it off. Any rule id of the library may be named: what the parser
   * said of a post is told too.
   *
   * @default the severity of each rule in docs/diagnostics.md
   */
  rules?: Readonly<Partial<Record<RuleId, LintSetting>>>;
  /**
   * What was told before: `readPosts` tells of files that became no post. It is told with the rest, each message once,
   * and `rules` holds for it too.
   */
  messages?: readonly VFileMessage[];
  /** The moment to judge by. Without it no date is in the future, and nothing is unpublished but a draft. */
  now?: Date;
  /** Series declared in one place. */
  series?: readonly SeriesDeclaration[];
  /**
   * See `orderSeries`.
   *
   * @default false
   */
  inferFromTitles?: boolean;
  /** Languages of the site, as BCP 47 tags; `en` covers `en-GB`. Without it every well-formed tag will do. */
  languages?: readonly string[];
  /**
   * Characters of a description that search engines and link previews show.
   *
   * @default 160
   */
  maxDescriptionLength?: number;
}

/**
 * Says everything that a writer wants to know before publishing: links to posts and headings that are not there, images
 * without alternative text, jumps between headings, posts of one slug or title, missing and over-long descriptions, dates
 * in the future, tags that are nearly the same, everything that is wrong with a series, and what the parser found.
 *
 * Hand over all posts, drafts too: a link to a draft is a different fault from a link to nowhere.
 *
 * @param posts - the posts, in any order; they are not changed
 * @param options - rules, and what to judge by
 * @returns the messages by file, line, column and rule; `message.fatal` is `true` for those set to `error`
 * @throws TypeError when a rule is not known, or set to something else than "off", "info", "warning", "warn" or "error"
 * @example
 * ```ts
 * import { lintPosts } from "galley/lint";
 *
 * const posts = [
 *   {
 *     slug: "rings",
 *     title: "Rings",
 *     path: "posts/rings.md",
 *     description: "Two counters and an array.",
 *     date: new Date("2026-03-02"),
 *     links: [{ url: "/posts/lokcs/", text: "locks", place: { line: 9, column: 3, offset: 140 } }],
 *   },
 * ];
 * for (const { name, ruleId, reason } of lintPosts(posts)) console.log(name, ruleId, reason);
 * // → posts/rings.md:9:3 link-post-missing No post is at /posts/lokcs, where “locks” leads
 * ```
 */
export function lintPosts<P extends LintablePost>(
  posts: readonly P[],
  options: LintOptions<P> = {},
): VFileMessage[] {
  const { rules = {}, aliases, series: declarations, inferFromTitles = false, now } = options;
  for (const [rule, setting] of Object.entries(rules)) checkSetting(rule, setting);
  // By what they say: that two posts share a slug, say, may have been told when the files were read.
  const found = new Map<string, VFileMessage>();
  const take = (messages: readonly VFileMessage[]): void => {
    for (const message of messages) {
      const set = withSetting(message, rules[message.ruleId as RuleId]);
      if (set !== undefined) found.set(`${set.name} ${set.ruleId} ${set.reason}`, set);
    }
  };

  take(options.messages ?? []);
  for (const post of posts) {
    take(post.messages ?? []);
    take(checkMetadata(post, options));
    take(checkOutline(post));
    take(checkImages(post));
  }
  take(checkLinks(posts, options));
  take(checkDuplicates(posts));
  take(findSimilarTags(posts, aliases === undefined ? {} : { aliases }));
  const series = orderSeries(posts, {
    inferFromTitles,
    ...(declarations !== undefined && { series: declarations }),
    ...(now !== undefined && { now }),
  });
  for (const { messages } of series) take(messages);
  return sortMessages([...found.values()]);
}

function checkSetting(rule: string, setting: unknown): void {
  if (!Object.hasOwn(knownRules, rule)) throw new TypeError(`Expected a rule id, received "${rule}"`);
  if (setting === undefined || ["off", "info", "warning", "warn", "error"].includes(setting as string))
    return;
  throw new TypeError(
    `Expected rules["${rule}"] to be "off", "info", "warning" or "error", received ${String(setting)}`,
  );
}

/** By file, place and rule, so that the list does not depend on the order of the posts. */
function sortMessages(messages: VFileMessage[]): VFileMessage[] {
  return messages.sort(
    (a, b) =>
      compareText(a.file ?? "", b.file ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compareText(a.ruleId ?? "", b.ruleId ?? "") ||
      compareText(a.reason, b.reason),
  );
}
