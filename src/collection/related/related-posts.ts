import { checkOptions, checkWholeNumber, type OptionKinds } from "../../core/check-options.ts";
import { checkPost, checkPosts, type PostField } from "../../core/post-fields.ts";
import { groupBacklinks, type LinkingPost, linkingFields } from "../links/backlinks.ts";
import { type LinkResolverOptions, linkOptionKinds } from "../links/create-link-resolver.ts";
import { sorted } from "../order/sort-posts.ts";
import { indexOfPost } from "../post-record.ts";
import { type Series, type SeriesPost, seriesMemberships } from "../series/series.ts";
import { checkSeriesList } from "../series/series-context.ts";
import { createTranslationIndex } from "../translations.ts";
import { createLikeness, type DescribedPost } from "./likeness.ts";

/** The fields that relating posts reads; the more are given, the better. */
export interface RelatablePost extends LinkingPost, DescribedPost, Pick<SeriesPost, "series"> {
  title?: string | undefined;
  lang?: string | undefined;
  /** Slugs of related posts in the order to show them: no others are looked for. Also read from `data`. */
  related?: readonly string[] | undefined;
}

/** Why two posts are related. */
export interface RelatedReason {
  /**
   * `tags`: they share tags. `terms`: they share words. `links`: the post links there. `linked`: it links here. `chosen`: the
   * author listed it in `related`.
   */
  kind: "tags" | "terms" | "links" | "linked" | "chosen";
  /** The tags or words they share, the most significant first, at most five words; empty for the others. */
  values: string[];
  /** What the reason adds to the score. */
  score: number;
}

/** What a link adds between posts that have no other links: a link counts as likeness, but does not outweigh it. */
const linkScore = 0.2;

/** Posts with a lower score are not related. */
const minScore = 0.08;

/** How much a post that is like all others is damped. */
const damping = 4;

/** Which posts can be related. */
export interface RelatedIndexOptions<P> extends LinkResolverOptions<P> {
  /**
   * Keep posts of the same series, to which the series banner already links.
   *
   * @default false
   */
  sameSeries?: boolean;
  /** What `orderSeries` returned, when series are declared or inferred rather than named by the posts. */
  series?: readonly Series<P>[];
  /**
   * Keep posts in other languages.
   *
   * @default false
   */
  otherLanguages?: boolean;
}

/** How many posts to return. */
export interface RelatedLimit {
  /**
   * Maximum number of posts.
   *
   * @default 5
   */
  limit?: number;
}

/** How many posts to return, and which posts can be related. */
export interface RelatedPostsOptions<P> extends RelatedIndexOptions<P>, RelatedLimit {}

/** A related post. */
export interface RelatedPost<P> {
  post: P;
  /** The sum of the reasons' scores. */
  score: number;
  /** The strongest first. */
  reasons: RelatedReason[];
}

/**
 * Finds the posts most related to one, with the reasons: shared tags and words (rare ones count for more), and links
 * between the posts. Translations, posts of the same series and posts in other languages are left out. A post that lists
 * slugs in `related` has those related posts and no others. The result does not depend on the order of the posts.
 *
 * The score is the likeness of words and tags, from 0 to 1 (words of the title and tags count most, then headings and
 * description, then text), and up to 0.2 for a link, less the more posts are linked. Posts that are like all others are
 * damped, and nothing is related below 0.08. Of equal scores the newer post comes first.
 *
 * Each call reads all posts. For the pages of a whole site use `buildBlog`, which reads them once.
 *
 * @param posts - all posts that may be linked to; pass published ones only
 * @param post - one of them
 * @param options - how many posts to return, and which posts can be related
 * @returns the most related first; fewer than `limit` when fewer have anything in common with the post
 * @throws TypeError when `siteUrl` is not an absolute URL, or a post has no slug or a field that cannot be read
 * @throws RangeError when `limit` is not zero or a positive integer
 * @example
 * ```ts
 * import { relatedPosts } from "galley/collection";
 *
 * const posts = [
 *   { slug: "rings", tags: ["queues"], links: [{ url: "/posts/locks/" }] },
 *   { slug: "locks", tags: ["threads"] },
 *   { slug: "css", tags: ["web"] },
 * ];
 * console.log(JSON.stringify(relatedPosts(posts, posts[0]).map(({ post, reasons }) => [post.slug, reasons])));
 * // → [["locks",[{"kind":"links","values":[],"score":0.2}]]]
 * ```
 */
export function relatedPosts<P extends RelatablePost>(
  posts: readonly P[],
  post: P,
  options: RelatedPostsOptions<P> = {},
): RelatedPost<P>[] {
  checkPosts(posts, relatedFields);
  checkPost(post, ["slug"]);
  checkOptions(options, optionKinds);
  if (options.series !== undefined) checkSeriesList("series", options.series);
  const { limit, ...others } = options;
  return createRelatedIndex(posts, others)(post, limit === undefined ? {} : { limit });
}

const relatedFields: readonly PostField[] = [
  ...linkingFields,
  "description",
  "lang",
  "tags",
  "headings",
  "html",
];

const optionKinds: OptionKinds<RelatedPostsOptions<never>> = {
  ...linkOptionKinds,
  limit: "any",
  sameSeries: "boolean",
  series: "array",
  otherLanguages: "boolean",
};

/** Makes `relatedPosts` for many posts that have been checked: it reads them once, and each answer is a lookup. */
export function createRelatedIndex<P extends RelatablePost>(
  posts: readonly P[],
  options: RelatedIndexOptions<P> = {},
): (post: P, limit?: RelatedLimit) => RelatedPost<P>[] {
  const indexes = new Map(posts.map((post, index) => [post, index]));
  const likeness = createLikeness(posts);
  const links = readLinks(posts, indexes, options);
  const filterFor = createFilter(posts, indexes, options);
  const bySlug = new Map(posts.map((post) => [post.slug, post]));
  const ranks = new Int32Array(posts.length);
  for (const [rank, post] of sorted(posts).entries()) ranks[indexes.get(post) as number] = rank;
  // A sum for each post. They are reused, and zero between calls.
  const sums = new Float64Array(posts.length);
  const damp = (at: number): number => 1 / (1 + damping * (likeness.means[at] as number));

  return (post, { limit = 5 } = {}) => {
    checkWholeNumber("limit", limit, { min: 0 });
    const index = indexes.get(post) ?? indexOfPost(posts, post);
    const own = posts[index];
    if (own === undefined) return [];
    const chosen = chosenSlugs(own);
    if (chosen !== undefined) {
      const found = [...new Set(chosen)]
        .flatMap((slug) => bySlug.get(slug) ?? [])
        .filter((other) => other !== own);
      const reasons: RelatedReason[] = [{ kind: "chosen", values: [], score: 1 }];
      return found.slice(0, limit).map((other) => ({ post: other, score: 1, reasons }));
    }
    return best(index, limit).map((at) => {
      const reasons = reasonsOf(index, at);
      return {
        post: posts[at] as P,
        score: round(reasons.reduce((sum, { score }) => sum + score, 0)),
        reasons,
      };
    });
  };

  function best(index: number, limit: number): number[] {
    const found = likeness.addTo(sums, index);
    for (const [at, score] of [...(links.out[index] ?? []), ...(links.in[index] ?? [])]) {
      if (sums[at] === 0) found.push(at);
      sums[at] = (sums[at] as number) + score;
    }
    let kept: { at: number; score: number }[] = [];
    let least = minScore;
    const mayRelate = filterFor(index);
    for (const at of found) {
      const score = round((sums[at] as number) * damp(at));
      sums[at] = 0;
      if (score < least || !mayRelate(at)) continue;
      kept.push({ at, score });
      // Sorting all of them once would be slow.
      if (kept.length < limit * 2 + 16) continue;
      kept = kept.sort(compare).slice(0, limit);
      least = kept.at(-1)?.score ?? Number.POSITIVE_INFINITY;
    }
    return kept
      .sort(compare)
      .slice(0, limit)
      .map(({ at }) => at);
  }

  /** The highest score first; of equal scores the newer post. */
  function compare(a: { at: number; score: number }, b: { at: number; score: number }): number {
    return b.score - a.score || (ranks[a.at] as number) - (ranks[b.at] as number);
  }

  /** The reasons, the strongest first. */
  function reasonsOf(index: number, at: number): RelatedReason[] {
    const shared = likeness.shared(index, at);
    const link = (kind: "links" | "linked", score = 0): RelatedReason => ({ kind, values: [], score });
    const likenessOf = (kind: "tags" | "terms"): RelatedReason => {
      const own = shared.filter(({ isTag }) => isTag === (kind === "tags"));
      const values = own.map(({ text }) => text);
      const score = own.reduce((sum, { score: one }) => sum + one, 0);
      return { kind, values: kind === "tags" ? values : values.slice(0, 5), score };
    };
    return [
      likenessOf("tags"),
      likenessOf("terms"),
      link("links", links.out[index]?.get(at)),
      link("linked", links.in[index]?.get(at)),
    ]
      .map((reason) => ({ ...reason, score: round(reason.score * damp(at)) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
  }
}

/** For each post the posts that it links to and that link to it, by index, with what the link adds to the score. */
function readLinks<P extends RelatablePost>(
  posts: readonly P[],
  indexes: ReadonlyMap<P, number>,
  options: LinkResolverOptions<P>,
): { out: Map<number, number>[]; in: Map<number, number>[] } {
  const links = {
    out: posts.map(() => new Map<number, number>()),
    in: posts.map(() => new Map<number, number>()),
  };
  for (const [post, backlinks] of groupBacklinks(posts, options)) {
    const to = indexes.get(post) as number;
    for (const backlink of backlinks) {
      const from = indexes.get(backlink.post) as number;
      links.out[from]?.set(to, 0);
      links.in[to]?.set(from, 0);
    }
  }
  for (const [from, targets] of links.out.entries()) {
    for (const to of targets.keys()) {
      // A list of all posts says nothing about each of them.
      const score = linkScore / Math.sqrt(Math.max(targets.size, links.in[to]?.size ?? 1));
      targets.set(to, score);
      links.in[to]?.set(from, score);
    }
  }
  return links;
}

/** Makes a function that tells which posts may be related to a post. */
function createFilter<P extends RelatablePost>(
  posts: readonly P[],
  indexes: ReadonlyMap<P, number>,
  { sameSeries = false, otherLanguages = false, series: given = [] }: RelatedIndexOptions<P>,
): (index: number) => (other: number) => boolean {
  const languages = posts.map(({ lang }) => lang?.toLowerCase().split("-", 1)[0]);
  const series = posts.map((post) => new Set(seriesMemberships(post).map(({ slug }) => slug)));
  for (const { slug, parts } of given) {
    for (const { post } of parts) series[indexes.get(post) ?? -1]?.add(slug);
  }
  const translationsOf = createTranslationIndex(posts);
  return (index) => {
    const lang = languages[index];
    const translations = translationsOf(posts[index] as P);
    return (other) => {
      if (other === index) return false;
      if (!otherLanguages && lang && languages[other] && lang !== languages[other]) return false;
      if (!sameSeries) for (const slug of series[index] ?? []) if (series[other]?.has(slug)) return false;
      return !translations.includes(posts[other] as P);
    };
  };
}

/** The slugs in `related`, of the post or of its front matter. */
function chosenSlugs(post: RelatablePost): string[] | undefined {
  const { data } = post as { data?: { related?: unknown } | null };
  const related: unknown = post.related ?? data?.related;
  if (typeof related === "string") return [related];
  return Array.isArray(related) ? related.filter((slug) => typeof slug === "string") : undefined;
}

/** Rounds to six digits: engines differ in the last bits of a logarithm. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
