import { compareText } from "../core/compare-text.ts";
import { toTagSlug } from "../slug/to-tag-slug.ts";
import { type SortablePost, sortPosts } from "./sort-posts.ts";

/** What grouping by tag needs to know about a post. */
export interface TaggedPost extends SortablePost {
  tags?: readonly string[] | undefined;
}

/** How tags are brought together. */
export interface GroupByTagOptions {
  /** Tags that are another: `{ js: "JavaScript" }`. Case and accents do not matter; chains are followed. */
  aliases?: Readonly<Record<string, string>>;
}

/** A tag and its posts. */
export interface TagGroup<P> {
  /** Fit for a URL; see `toTagSlug`. */
  slug: string;
  /** The spelling most posts use. */
  label: string;
  /** Newest first. */
  posts: P[];
}

/**
 * Groups posts by tag. Spellings that differ in case, accents or spaces are one tag, while `C`, `C++` and `C#` stay
 * three; see `toTagSlug`. Two spellings that are used as often are decided in code order, so that the label does not
 * depend on the order of the posts.
 *
 * @param posts - any records with a slug; they are not changed
 * @param options - tags that are another
 * @returns the tags by slug, each with its posts newest first
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
  { aliases = {} }: GroupByTagOptions = {},
): TagGroup<P>[] {
  const targets = new Map(Object.entries(aliases).map(([from, to]) => [toTagSlug(from), to]));
  const slugs = new Map<string, { slug: string; spelling: string }>();
  /** The slug of a tag and the spelling that counts for it, aliases followed. */
  const resolve = (tag: string): { slug: string; spelling: string } => {
    const known = slugs.get(tag);
    if (known) return known;
    let spelling = tag.trim();
    let slug = toTagSlug(tag);
    const seen = new Set<string>();
    for (let to = targets.get(slug); to !== undefined && !seen.has(slug); to = targets.get(slug)) {
      seen.add(slug);
      spelling = to.trim();
      slug = toTagSlug(to);
    }
    const resolved = { slug, spelling };
    slugs.set(tag, resolved);
    return resolved;
  };

  const groups = new Map<string, { posts: P[]; spellings: Map<string, number> }>();
  for (const post of sortPosts(posts)) {
    for (const tag of post.tags ?? []) {
      const { slug, spelling } = resolve(tag);
      if (slug === "") continue;
      let group = groups.get(slug);
      if (group === undefined) groups.set(slug, (group = { posts: [], spellings: new Map() }));
      // A post that names a tag in two spellings has it once.
      if (group.posts.at(-1) !== post) group.posts.push(post);
      group.spellings.set(spelling, (group.spellings.get(spelling) ?? 0) + 1);
    }
  }
  return [...groups]
    .map(([slug, group]) => ({ slug, label: labelOf(group.spellings), posts: group.posts }))
    .sort((a, b) => compareText(a.slug, b.slug));
}

function labelOf(spellings: ReadonlyMap<string, number>): string {
  const [best] = [...spellings].sort(([a, countA], [b, countB]) => countB - countA || compareText(a, b));
  return best?.[0] ?? "";
}
