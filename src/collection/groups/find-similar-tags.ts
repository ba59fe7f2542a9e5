import type { VFileMessage } from "vfile-message";
import { appendTo } from "../../core/append-to.ts";
import { editDistance } from "../../core/closest-name.ts";
import { compareText } from "../../core/compare-text.ts";
import { checkPosts } from "../../core/post-fields.ts";
import { createMessage } from "../../diagnostics/create-message.ts";
import { sorted } from "../order/sort-posts.ts";
import {
  checkTagOptions,
  collectTags,
  createTagReader,
  type GroupByTagOptions,
  type TaggedPost,
  tagFields,
} from "./group-by-tag.ts";

/**
 * Finds tags that are probably the same: `queue` and `queues`, `web-dev` and `webdev`, `kubernetes` and `kuberentes`.
 * The less frequent one is reported, in each post that has it. Spellings that `groupByTag` merges are not reported, and
 * tags that differ in a digit (`es2015`, `es2016`) are never considered the same.
 *
 * @param posts - any records with a slug
 * @param options - aliases; a tag that has one is not reported
 * @returns one `tag-similar` for each post that has such a tag, by tag
 * @throws TypeError for a post without a slug, or with tags or a date that cannot be read
 * @example
 * ```ts
 * import { findSimilarTags } from "galley/collection";
 *
 * const messages = findSimilarTags([
 *   { slug: "rings", path: "posts/rings.md", tags: ["queues"] },
 *   { slug: "locks", path: "posts/locks.md", tags: ["queues"] },
 *   { slug: "fifo", path: "posts/fifo.md", tags: ["queue"] },
 * ]);
 * for (const { file, reason } of messages) console.log(file, reason);
 * // → posts/fifo.md The tag “queue” (1 post) is close to “queues” (2 posts)
 * ```
 */
export function findSimilarTags(
  posts: readonly TaggedPost[],
  options: GroupByTagOptions = {},
): VFileMessage[] {
  checkPosts(posts, tagFields);
  checkTagOptions(options);
  return similarTags(posts, options);
}

/** `findSimilarTags` for posts that have been checked. */
export function similarTags(posts: readonly TaggedPost[], { aliases }: GroupByTagOptions): VFileMessage[] {
  const groups = collectTags(sorted(posts), createTagReader(aliases)).sort(
    (a, b) => b.posts.length - a.posts.length || compareText(a.slug, b.slug),
  );
  const count = (number: number): string => (number === 1 ? "1 post" : `${number} posts`);
  return nearDuplicates(groups).flatMap(([usual, rare]) =>
    rare.posts.map((post) =>
      createMessage("tag-similar", {
        reason: `The tag “${rare.label}” (${count(rare.posts.length)}) is close to “${usual.label}” (${count(usual.posts.length)})`,
        note: `If they mean the same, write “${usual.label}”, or make “${rare.label}” an alias of it.`,
        path: post.path,
        actual: rare.label,
        expected: [usual.label],
      }),
    ),
  );
}

/** Minimum length: shorter slugs easily differ by one letter, such as `rust` and `dust`. */
const minTypoLength = 6;

/** Longer slugs are only compared without hyphens and plurals. */
const maxTypoLength = 60;

/**
 * Finds slugs that are probably the same: they differ in hyphens, in a plural, or by one letter. Slugs that differ in a
 * digit are never the same (`es2015`, `es2016`).
 *
 * @param items - with distinct slugs
 * @returns pairs, each in the order of the input; at most one pair for each second item
 */
export function nearDuplicates<T extends { slug: string }>(items: readonly T[]): [first: T, second: T][] {
  const pairs: [T, T][] = [];
  const singulars = new Map<string, T>();
  // Two slugs that are one letter apart become equal when a letter is removed from each, which avoids comparing every
  // pair.
  const shortened = new Map<string, T[]>();
  for (const item of items) {
    const plain = plainOf(item);
    const key = singular(plain);
    let near = singulars.get(key);
    if (near === undefined) singulars.set(key, item);
    const hasTypo = near === undefined && plain.length >= minTypoLength && plain.length <= maxTypoLength;
    for (const form of hasTypo ? shortenedForms(plain) : []) {
      const others = shortened.get(form) ?? [];
      near ??= others.find((other) => isOneLetterAway(plainOf(other), plain));
      if (others.length < 8) appendTo(shortened, form, item);
    }
    if (near !== undefined) pairs.push([near, item]);
  }
  return pairs;
}

function plainOf({ slug }: { slug: string }): string {
  return slug.replaceAll("-", "");
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:ch|sh|ss|x|z)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^aius]s$/.test(word) ? word.slice(0, -1) : word;
}

/** The word, and the word without each of its letters. */
function shortenedForms(word: string): ReadonlySet<string> {
  return new Set([word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))]);
}

function isOneLetterAway(a: string, b: string): boolean {
  return a.replace(/\D/g, "") === b.replace(/\D/g, "") && editDistance(a, b) <= 1;
}
