import { checkOptions, checkStrings, type OptionKinds } from "../../core/check-options.ts";
import { compareText } from "../../core/compare-text.ts";
import { checkPosts, type PostField, tagsOf } from "../../core/post-fields.ts";
import { toTagSlug } from "../../slug/to-slug.ts";
import { type SortablePost, sorted, sortFields } from "../order/sort-posts.ts";

/** The fields that `groupByTag` reads. */
export interface TaggedPost extends SortablePost {
  /** A list, or a text that is split at commas. */
  tags?: readonly string[] | string | null | undefined;
}

/** Options for grouping by tag. */
export interface GroupByTagOptions {
  /** Other names of tags: `{ js: "JavaScript" }`. Case and accents are ignored, and chains are followed. */
  aliases?: Readonly<Record<string, string>> | undefined;
}

/** A tag and its posts. */
export interface TagGroup<P> {
  /** The tag in a URL; see `toTagSlug`. */
  slug: string;
  /** The most frequent spelling. */
  label: string;
  /** Newest first. */
  posts: P[];
}

/**
 * Groups posts by tag. Spellings that differ in case, accents or spaces are one tag, while `C`, `C++` and `C#` stay
 * three; see `toTagSlug`. Of two equally frequent spellings, the first in code unit order is the label, so that it does
 * not depend on the order of the posts.
 *
 * @param posts - any records with a slug; they are not changed
 * @param options - other names of tags
 * @returns the tags by slug, each with its posts newest first
 * @throws TypeError for a post without a slug, or with tags or a date that cannot be read
 * @example
 * ```ts
 * import { groupByTag } from "galley/collection";
 *
 * const groups = groupByTag(
 *   [
 *     { slug: "rings", tags: ["zig", "C++"] },
 *     { slug: "locks", tags: ["Zig", "JS"] },
 *     { slug: "queues", tags: ["Zig", "C"] },
 *   ],
 *   { aliases: { js: "JavaScript" } },
 * );
 * for (const { slug, label, posts } of groups) console.log(slug, label, posts.length);
 * // → c C 1
 * // → c-plus-plus C++ 1
 * // → javascript JavaScript 1
 * // → zig Zig 3
 * ```
 */
export function groupByTag<P extends TaggedPost>(
  posts: readonly P[],
  options: GroupByTagOptions = {},
): TagGroup<P>[] {
  checkPosts(posts, tagFields);
  checkTagOptions(options);
  return collectTags(sorted(posts), createTagReader(options.aliases)).sort((a, b) =>
    compareText(a.slug, b.slug),
  );
}

export const tagFields: readonly PostField[] = [...sortFields, "tags"];

export const tagOptionKinds: OptionKinds<GroupByTagOptions> = { aliases: "object" };

export function checkTagOptions(options: GroupByTagOptions): void {
  checkOptions(options, tagOptionKinds);
  checkStrings("aliases", options.aliases);
}

/** Groups posts by tag in the order given, without sorting posts or tags. */
export function collectTags<P extends Pick<TaggedPost, "tags">>(
  posts: readonly P[],
  readTag: TagReader,
): TagGroup<P>[] {
  const groups = new Map<string, { posts: P[]; spellings: string[] }>();
  for (const post of posts) {
    for (const tag of tagsOf(post.tags)) {
      const { slug, spelling } = readTag(tag);
      if (slug === "") continue;
      let group = groups.get(slug);
      if (group === undefined) groups.set(slug, (group = { posts: [], spellings: [] }));
      // A post may have the same tag in two spellings.
      if (group.posts.at(-1) !== post) group.posts.push(post);
      group.spellings.push(spelling);
    }
  }
  return [...groups].map(([slug, group]) => ({
    slug,
    label: mostFrequent(group.spellings) ?? slug,
    posts: group.posts,
  }));
}

/** Returns the slug of a tag, and the spelling that is counted for its label. */
export type TagReader = (tag: string) => { slug: string; spelling: string };

/** Makes a `TagReader` that follows aliases and reads each spelling once: a tag occurs in hundreds of posts. */
export function createTagReader(aliases: Readonly<Record<string, string>> = {}): TagReader {
  const targets = new Map(Object.entries(aliases).map(([from, to]) => [toTagSlug(from), to]));
  const known = new Map<string, { slug: string; spelling: string }>();
  return (tag) => {
    let read = known.get(tag);
    if (read !== undefined) return read;
    let spelling = tag.trim();
    let slug = toTagSlug(tag);
    const seen = new Set<string>();
    for (let to = targets.get(slug); to !== undefined && !seen.has(slug); to = targets.get(slug)) {
      seen.add(slug);
      spelling = to.trim();
      slug = toTagSlug(to);
    }
    known.set(tag, (read = { slug, spelling }));
    return read;
  };
}

/** The most frequent value; of equally frequent values, the first in code unit order. */
export function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || compareText(a, b));
  return best?.[0];
}
