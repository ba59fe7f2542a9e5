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

/** The fields that `relatedPosts` reads; more fields give better results. */
export interface RelatablePost extends LinkingPost, DescribedPost, Pick<SeriesPost, "series"> {
  title?: string | undefined;
  lang?: string | undefined;
  /** Slugs of related posts in the order to show them; if set, no others are searched for. Also read from `data`. */
  related?: readonly string[] | undefined;
}

/** Why two posts are related. */
export interface RelatedReason {
  /**
   * `tags`: they share tags. `terms`: they share words. `links`: the post links there. `linked`: it links here.
   * `chosen`: the author listed it in `related`.
   */
  kind: "tags" | "terms" | "links" | "linked" | "chosen";
  /** The tags or words they share, the most significant first, at most five words; empty for the others. */
  values: string[];
  /** The contribution of this reason to the score. */
  score: number;
}

/** The score of a link between posts without other links: a link adds to similarity, but does not outweigh it. */
const linkScore = 0.2;

/** Posts with a lower score are not related. */
const minScore = 0.08;

/** How much the score is reduced for a post that is similar to all others. */
const damping = 4;

/** Which posts can be related. */
export interface RelatedIndexOptions<P> extends LinkResolverOptions<P> {
  /**
   * Keep posts of the same series, to which the series banner already links.
   *
   * @default false
   */
  sameSeries?: boolean | undefined;
  /** What `orderSeries` returned, when series are declared or inferred rather than named by the posts. */
  series?: readonly Series<P>[] | undefined;
  /**
   * Keep posts in other languages.
   *
   * @default false
   */
  otherLanguages?: boolean | undefined;
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
 * slugs in `related` has exactly those related posts. The result does not depend on the order of the posts.
 *
 * The score is the similarity of words and tags, from 0 to 1 (words of the title and tags count most, then headings and
 * description, then text), plus up to 0.2 for a link, which decreases with the number of linked posts. Posts that are
 * similar to all others are ranked lower, and posts below 0.08 are not related. Of equal scores, the newer post comes
 * first.
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
  checkPosts(posts, fields);
  checkPost(post, ["slug"]);
  checkOptions(options, optionKinds);
  if (options.series !== undefined) checkSeriesList("series", options.series);
  const { limit, ...others } = options;
  return createRelatedIndex(posts, others)(post, limit === undefined ? {} : { limit });
}

const fields: readonly PostField[] = [...linkingFields, "description", "lang", "tags", "headings", "html"];

const optionKinds: OptionKinds<RelatedPostsOptions<never>> = {
  ...linkOptionKinds,
  limit: "any",
  sameSeries: "boolean",
  series: "array",
  otherLanguages: "boolean",
};

/** Creates `relatedPosts` for many checked posts: it reads them once, and each call is a lookup. */
export function createRelatedIndex<P extends RelatablePost>(
  posts: readonly P[],
  options: RelatedIndexOptions<P> = {},
): (post: P, limit?: RelatedLimit) => RelatedPost<P>[] {
  const indexes = new Map(posts.map((post, index) => [post, index]));
  const likeness = createLikeness(posts);
  const linksOf = readLinks(posts, indexes, options);
  const filterFor = createFilter(posts, indexes, options);
  const bySlug = new Map(posts.map((post) => [post.slug, post]));
  const ranks = new Uint32Array(posts.length);
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
    if (chosen === undefined) {
      return best(index, limit).map((at) => {
        const reasons = reasonsOf(index, at);
        const score = round(reasons.reduce((sum, reason) => sum + reason.score, 0));
        return { post: posts[at] as P, score, reasons };
      });
    }
    const reasons: RelatedReason[] = [{ kind: "chosen", values: [], score: 1 }];
    return [...new Set(chosen)]
      .flatMap((slug) => bySlug.get(slug) ?? [])
      .filter((other) => other !== own)
      .slice(0, limit)
      .map((other) => ({ post: other, score: 1, reasons }));
  };

  /** The indexes of the posts with the highest scores; of equal scores, the newer post comes first. */
  function best(index: number, limit: number): number[] {
    const found = likeness.addTo(sums, index);
    for (const { at, score } of linksOf[index] ?? []) {
      if (sums[at] === 0) found.push(at);
      sums[at] = (sums[at] as number) + score;
    }
    const mayRelate = filterFor(index);
    const scores: { at: number; score: number }[] = [];
    for (const at of found) {
      const score = round((sums[at] as number) * damp(at));
      sums[at] = 0;
      if (score >= minScore && mayRelate(at)) scores.push({ at, score });
    }
    return scores
      .sort((a, b) => b.score - a.score || (ranks[a.at] as number) - (ranks[b.at] as number))
      .slice(0, limit)
      .map(({ at }) => at);
  }

  /** The reasons, the strongest first. */
  function reasonsOf(index: number, at: number): RelatedReason[] {
    const shared = likeness.shared(index, at);
    const likenessBy = (kind: "tags" | "terms"): RelatedReason => {
      const own = shared.filter(({ isTag }) => isTag === (kind === "tags"));
      const values = own.map(({ text }) => text).slice(0, kind === "tags" ? own.length : 5);
      return { kind, values, score: own.reduce((sum, { score }) => sum + score, 0) };
    };
    const links = (linksOf[index] ?? []).filter((link) => link.at === at);
    return [
      likenessBy("tags"),
      likenessBy("terms"),
      ...links.map(({ kind, score }): RelatedReason => ({ kind, values: [], score })),
    ]
      .map((reason) => ({ ...reason, score: round(reason.score * damp(at)) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
  }
}

/** A link between two posts, from the perspective of one of them. */
interface Link {
  kind: "links" | "linked";
  /** Index of the other post. */
  at: number;
  score: number;
}

function readLinks<P extends RelatablePost>(
  posts: readonly P[],
  indexes: ReadonlyMap<P, number>,
  options: LinkResolverOptions<P>,
): Link[][] {
  const linksOf = posts.map((): Link[] => []);
  const edges = [...groupBacklinks(posts, options)].flatMap(([post, backlinks]) => {
    const to = indexes.get(post) as number;
    return backlinks.map((backlink) => ({
      from: indexes.get(backlink.post) as number,
      to,
      linkedBy: backlinks.length,
    }));
  });
  const linksTo = new Uint32Array(posts.length);
  for (const { from } of edges) linksTo[from] = (linksTo[from] as number) + 1;
  for (const { from, to, linkedBy } of edges) {
    // A list of all posts says nothing about each of them.
    const score = linkScore / Math.sqrt(Math.max(linksTo[from] as number, linkedBy));
    linksOf[from]?.push({ kind: "links", at: to, score });
    linksOf[to]?.push({ kind: "linked", at: from, score });
  }
  // If two posts link to each other, the outgoing link comes first.
  for (const links of linksOf) links.sort((a, b) => (a.kind < b.kind ? 1 : -1));
  return linksOf;
}

/** Creates a function that determines which posts may be related to a post. */
function createFilter<P extends RelatablePost>(
  posts: readonly P[],
  indexes: ReadonlyMap<P, number>,
  { sameSeries = false, otherLanguages = false, series: given = [] }: RelatedIndexOptions<P>,
): (index: number) => (other: number) => boolean {
  const languages = posts.map(({ lang }) => (otherLanguages ? "" : lang?.toLowerCase().split("-", 1)[0]));
  const seriesOf = posts.map((post) => new Set(seriesMemberships(post).map(({ slug }) => slug)));
  for (const { slug, parts } of given) {
    for (const { post } of parts) seriesOf[indexes.get(post) ?? -1]?.add(slug);
  }
  const translationsOf = createTranslationIndex(posts);
  return (index) => {
    const lang = languages[index];
    const series = sameSeries ? [] : [...(seriesOf[index] ?? [])];
    const translations = translationsOf(posts[index] as P);
    return (other) =>
      other !== index &&
      (!lang || !languages[other] || lang === languages[other]) &&
      !series.some((slug) => seriesOf[other]?.has(slug)) &&
      !translations.includes(posts[other] as P);
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
