import { expect } from "vitest";
import type { RuleId } from "../../src/diagnostics/rules.ts";
import type { LintablePost, LintOptions } from "../../src/lint/lint-options.ts";
import { lintPosts } from "../../src/lint/lint-posts.ts";

export const now: Date = new Date("2026-06-01T12:00:00Z");

/** A post without problems, with the changes of a test. */
export function makePost(slug: string, more: Partial<LintablePost> = {}): LintablePost {
  return {
    slug,
    title: `On ${slug}`,
    path: `posts/${slug}.md`,
    description: "What it is, and what it is not.",
    date: new Date("2026-03-02T00:00:00Z"),
    draft: false,
    headings: [],
    links: [],
    images: [],
    ...more,
  };
}

/** Position and rule of each message. */
export function reported(posts: readonly LintablePost[], options: LintOptions<LintablePost> = {}): string[] {
  return lintPosts(posts, options).map(({ name, ruleId }) => `${name} ${ruleId}`);
}

/** The only message, which must have this rule. */
export function only(
  rule: RuleId,
  posts: readonly LintablePost[],
  options: LintOptions<LintablePost> = {},
): ReturnType<typeof lintPosts>[number] | undefined {
  const messages = lintPosts(posts, options);
  expect(messages.map(({ ruleId }) => ruleId)).toEqual([rule]);
  return messages[0];
}
