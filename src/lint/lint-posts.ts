import type { VFileMessage } from "vfile-message";
import { similarTags } from "../collection/groups/find-similar-tags.ts";
import { tagOptionKinds } from "../collection/groups/group-by-tag.ts";
import { linkingFields } from "../collection/links/backlinks.ts";
import { linkOptionKinds } from "../collection/links/create-link-resolver.ts";
import { orderSeries } from "../collection/series/order-series.ts";
import {
  checkChoice,
  checkOptions,
  checkStrings,
  checkWholeNumber,
  type OptionKinds,
} from "../core/check-options.ts";
import { closestName } from "../core/closest-name.ts";
import { compareText } from "../core/compare-text.ts";
import {
  checkMoment,
  checkPosts,
  checkPost as checkRecord,
  type PostField,
  publishingFields,
} from "../core/post-fields.ts";
import { rules as knownRules, type RuleId } from "../diagnostics/rules.ts";
import { checkDuplicates } from "./check-duplicates.ts";
import { checkLinks } from "./check-links.ts";
import { checkPost } from "./check-post.ts";
import type { LintablePost, LintOptions, LintSetting } from "./lint-options.ts";

/**
 * Checks everything that a writer wants to know before publishing: links to missing posts and headings, images without
 * alternative text, skipped heading levels, posts with the same slug or title, missing or overlong descriptions, dates in
 * the future, similar tags, problems of series, and what the parser reported.
 *
 * Pass all posts, including drafts: a link to a draft is a different problem than a link to a missing post.
 *
 * @param posts - the posts, in any order; they are not changed
 * @param options - severities, and details of the site
 * @returns the messages by file, line, column and rule; `message.fatal` is `true` for those set to `error`
 * @throws TypeError for an unknown rule
 * @throws RangeError when a rule is not set to "off", "info", "warning", "warn" or "error"
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
 * // → posts/rings.md:9:3 link-post-missing “locks” leads to /posts/lokcs, but there is no such post
 * ```
 */
export function lintPosts<P extends LintablePost>(
  posts: readonly P[],
  options: LintOptions<P> = {},
): VFileMessage[] {
  checkPosts(posts, lintFields);
  checkLintOptions(options);
  const { rules = {}, aliases, series, inferFromTitles, now } = options;
  // Compared by text, because the same message can be passed twice.
  const found = new Map<string, VFileMessage>();
  const add = (messages: readonly VFileMessage[] | undefined, isOwn = false): void => {
    for (const original of messages ?? []) {
      // `readPosts` only knows file names; here addresses are compared.
      if (!isOwn && original.ruleId === "slug-collision" && paths.has(original.file)) continue;
      const message = applySetting(original, rules[original.ruleId as RuleId]);
      if (message !== undefined) found.set(`${message.name} ${message.ruleId} ${message.reason}`, message);
    }
  };
  const paths = new Set<string | undefined>(posts.map(({ path }) => path));
  add(options.messages);
  for (const post of posts) {
    add(post.messages);
    add(checkPost(post, options));
  }
  add(checkLinks(posts, options));
  add(checkDuplicates(posts, options), true);
  add(similarTags(posts, { aliases }));
  for (const { messages } of orderSeries(posts, { series, inferFromTitles, now })) add(messages);
  return [...found.values()].sort(
    (a, b) =>
      compareText(a.file ?? "", b.file ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compareText(a.ruleId ?? "", b.ruleId ?? "") ||
      compareText(a.reason, b.reason),
  );
}

export const lintFields: readonly PostField[] = [
  ...linkingFields,
  ...publishingFields,
  ...(["description", "lang", "html", "expires", "tags", "images", "image", "headings", "messages"] as const),
];

const optionKinds: OptionKinds<LintOptions<never>> = {
  ...linkOptionKinds,
  ...tagOptionKinds,
  rules: "object",
  messages: "array",
  now: "any",
  series: "array",
  inferFromTitles: "boolean",
  languages: "array",
  pageIds: "array",
  maxDescriptionLength: "any",
};

/** Checks the options of `lintPosts`, which `buildBlog` accepts as well. */
export function checkLintOptions(options: LintOptions<never>, name?: string): void {
  checkOptions(options, optionKinds, name);
  checkStrings("aliases", options.aliases);
  checkStrings("languages", options.languages);
  checkStrings("pageIds", options.pageIds);
  checkRecord({ messages: options.messages }, ["messages"], "options");
  checkMoment("now", options.now);
  const { rules = {}, maxDescriptionLength } = options;
  if (maxDescriptionLength !== undefined) {
    checkWholeNumber("maxDescriptionLength", maxDescriptionLength, { min: 0, max: Number.POSITIVE_INFINITY });
  }
  for (const [rule, setting] of Object.entries(rules)) {
    if (!Object.hasOwn(knownRules, rule)) {
      const nearest = closestName(rule, Object.keys(knownRules));
      const hint = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
      throw new TypeError(`Expected a rule id, received "${rule}"${hint}`);
    }
    if (setting !== undefined)
      checkChoice(`rules["${rule}"]`, setting, ["off", "info", "warning", "warn", "error"]);
  }
}

const fatal: Readonly<Record<Exclude<LintSetting, "off">, boolean | undefined>> = {
  error: true,
  warn: false,
  warning: false,
  info: undefined,
};

/** A copy of the message with the severity of its rule; `undefined` when the rule is off. */
function applySetting(message: VFileMessage, setting: LintSetting | undefined): VFileMessage | undefined {
  if (setting === undefined) return message;
  if (setting === "off") return undefined;
  // With descriptors, because `toString` is not enumerable.
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(message)) as VFileMessage;
  copy.fatal = fatal[setting];
  return copy;
}
