import type { VFileMessage } from "vfile-message";
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
import { nearDuplicates } from "./near-duplicates.ts";

/**
 * Finds tags that are probably the same: `queue` and `queues`, `web-dev` and `webdev`, `kubernetes` and `kuberentes`.
 * The less frequent one is reported, at each post that has it. Spellings that `groupByTag` merges are not reported, and
 * tags that differ in a digit (`es2015`, `es2016`) are never the same.
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
  const bySlug = new Map(groups.map((group) => [group.slug, group]));
  const count = (number: number): string => (number === 1 ? "1 post" : `${number} posts`);
  return nearDuplicates([...bySlug.keys()]).flatMap(([first, second]) => {
    const [usual, rare] = [bySlug.get(first), bySlug.get(second)];
    if (usual === undefined || rare === undefined) return [];
    return rare.posts.map((post) =>
      createMessage("tag-similar", {
        reason: `The tag “${rare.label}” (${count(rare.posts.length)}) is close to “${usual.label}” (${count(usual.posts.length)})`,
        note: `If they mean the same, write “${usual.label}”, or make “${rare.label}” an alias of it.`,
        path: post.path,
        actual: rare.label,
        expected: [usual.label],
      }),
    );
  });
}
