import { toTagSlug } from "../slug/to-tag-slug.ts";
import { compareNewestFirst } from "./compare-newest-first.ts";
import { compareText } from "./compare-text.ts";
import type { LinkResolverOptions } from "./create-link-resolver.ts";
import { groupBacklinks, type LinkingPost } from "./group-backlinks.ts";
import { placeOf } from "./neighbors-of.ts";
import type { Series, SeriesPost } from "./series.ts";
import { seriesMemberships } from "./series-memberships.ts";
import { countTerms, roughText } from "./text-terms.ts";

/** What relating posts needs to know about a post; the more is given, the better. */
export interface RelatablePost extends LinkingPost, Pick<SeriesPost, "series"> {
  tags?: readonly string[] | undefined;
  description?: string | undefined;
  lang?: string | undefined;
  excerpt?: { text: string } | undefined;
  headings?: readonly { text: string }[] | undefined;
  html?: string | undefined;
}

/** How posts are related. */
export interface RelatedIndexOptions<P> extends LinkResolverOptions<P> {
  /**
   * Keep posts of the same series. They have a banner to lead to them.
   *
   * @default false
   */
  sameSeries?: boolean;
  /** What `orderSeries` returned, where series are declared or inferred rather than named by the posts. */
  series?: readonly Series<P>[];
  /**
   * Keep posts in other languages.
   *
   * @default false
   */
  otherLanguages?: boolean;
}

/** How many to tell. */
export interface RelatedLimit {
  /**
   * Most posts to tell.
   *
   * @default 5
   */
  limit?: number;
}

/** Why two posts are related. */
export interface RelatedReason {
  /** `tags`: they share tags. `links`: the post links there. `linked`: it links here. `terms`: they share words. */
  kind: "tags" | "links" | "linked" | "terms";
  /** The tags or words they share, the most telling first; empty for links. */
  values: string[];
  /** What the reason adds to the score. */
  score: number;
}

/** A related post. */
export interface RelatedPost<P> {
  post: P;
  /** The sum of the reasons' scores. */
  score: number;
  /** The strongest first. */
  reasons: RelatedReason[];
}

const linkScore = 1;
const linkedScore = 0.75;
const termsScore = 1.5;

/** Below this likeness of their words two posts are not related by words. */
const minLikeness = 0.08;

/** Words kept of a post: those that tell most. */
const maxTerms = 40;

/** Characters of a post's text that are read. */
const maxText = 6_000;

/** A tag that more posts have than this finds no posts; it only confirms those found otherwise. */
const maxTagOwners = 2_000;

/** A word that more posts have tells nothing: a twentieth of all posts, but at least 50 and at most 500. */
function maxTermOwners(postCount: number): number {
  return Math.max(50, Math.min(500, Math.ceil(postCount / 20)));
}

interface Entry<P> {
  post: P;
  lang: string | undefined;
  series: ReadonlySet<string>;
  /** Tag slugs and the post's own spelling. */
  tags: ReadonlyMap<string, string>;
  terms: ReadonlyMap<string, number>;
  links: ReadonlySet<number>;
  linked: ReadonlySet<number>;
}

/** The posts that have a word, and what it tells of each. */
interface TermOwners {
  at: number[];
  weights: number[];
}

/**
 * Reads all posts once, so that the related posts of each are a look-up: the way to relate a whole site.
 *
 * A shared tag counts for more the fewer posts have it (a tag that all posts have says nothing), a link from the post
 * for as much as the rarest tag, a link to it for three quarters, and the likeness of the words (title most, then
 * headings and description, then text) for up to one and a half. Ties go to the newer post.
 *
 * @param posts - the posts, in any order; they are not changed
 * @param options - series, languages, and what URLs look like
 * @returns a function from a post to its related posts, the most related first
 * @throws TypeError when `siteUrl` is no absolute URL
 * @example
 * ```ts
 * import { createRelatedIndex } from "galley/collection";
 *
 * const posts = [
 *   { slug: "rings", title: "Ring buffers", tags: ["queues", "zig"] },
 *   { slug: "locks", title: "Locks", tags: ["zig"] },
 *   { slug: "queues", title: "Queues and overload", tags: ["queues"] },
 *   { slug: "css", title: "Style sheets", tags: ["web"] },
 * ];
 * const related = createRelatedIndex(posts);
 * for (const { post, reasons } of related(posts[0])) console.log(post.slug, reasons[0]?.kind, reasons[0]?.values.join());
 * // → locks tags zig
 * // → queues tags queues
 * ```
 */
export function createRelatedIndex<P extends RelatablePost>(
  posts: readonly P[],
  options: RelatedIndexOptions<P> = {},
): (post: P, limit?: RelatedLimit) => RelatedPost<P>[] {
  const { sameSeries = false, otherLanguages = false } = options;
  const { entries, places, tagOwners, termOwners } = readPosts(posts, options);
  const ranks = new Int32Array(posts.length);
  for (const [rank, at] of [...posts.keys()]
    .sort((a, b) => compareNewestFirst(posts[a] as P, posts[b] as P) || a - b)
    .entries()) {
    ranks[at] = rank;
  }
  const likeness = new Float64Array(posts.length);
  const isTouched = new Uint8Array(posts.length);
  const scale = Math.log(posts.length + 1);
  const tagWeight = (slug: string): number =>
    scale === 0 ? 0 : Math.log((posts.length + 1) / (tagOwners.get(slug)?.length ?? 1)) / scale;

  return (post, { limit = 5 } = {}) => {
    if (!Number.isSafeInteger(limit) || limit < 0) {
      throw new RangeError(`Expected limit to be zero or a positive integer, received ${String(limit)}`);
    }
    const place = places.get(post) ?? placeOf(posts, post);
    const entry = entries[place];
    if (entry === undefined) return [];

    // Scores are added up in place, so that a call costs what the posts share, not what there are.
    const touched: number[] = [];
    const touch = (at: number): void => {
      if (isTouched[at] === 1) return;
      isTouched[at] = 1;
      touched.push(at);
    };
    for (const at of entry.links) touch(at);
    for (const at of entry.linked) touch(at);
    for (const slug of entry.tags.keys()) {
      const owners = tagOwners.get(slug) ?? [];
      if (owners.length <= maxTagOwners) for (const at of owners) touch(at);
    }
    for (const [term, weight] of entry.terms) {
      const owners = termOwners.get(term);
      if (owners === undefined) continue;
      for (let index = 0; index < owners.at.length; index++) {
        const at = owners.at[index] as number;
        touch(at);
        likeness[at] = (likeness[at] as number) + weight * (owners.weights[index] as number);
      }
    }

    const related: { at: number; score: number; alike: number }[] = [];
    const tagScores = [...entry.tags.keys()].map((slug) => [slug, tagWeight(slug)] as const);
    for (const at of touched) {
      const alike = likeness[at] as number;
      likeness[at] = 0;
      isTouched[at] = 0;
      const other = entries[at] as Entry<P>;
      if (at === place || !mayRelate(entry, other)) continue;
      let score = alike >= minLikeness ? termsScore * alike : 0;
      for (const [slug, weight] of tagScores) if (other.tags.has(slug)) score += weight;
      if (entry.links.has(at)) score += linkScore;
      if (entry.linked.has(at)) score += linkedScore;
      if (score > 0) related.push({ at, score: round(score), alike });
    }
    related.sort((a, b) => b.score - a.score || (ranks[a.at] as number) - (ranks[b.at] as number));
    return related.slice(0, limit).map(({ at, score, alike }) => ({
      post: posts[at] as P,
      score,
      reasons: reasonsOf(entry, entries[at] as Entry<P>, at, alike),
    }));
  };

  function mayRelate(entry: Entry<P>, other: Entry<P>): boolean {
    if (
      !otherLanguages &&
      entry.lang !== undefined &&
      other.lang !== undefined &&
      entry.lang !== other.lang
    ) {
      return false;
    }
    if (sameSeries || entry.series.size === 0 || other.series.size === 0) return true;
    for (const slug of entry.series) if (other.series.has(slug)) return false;
    return true;
  }

  function reasonsOf(entry: Entry<P>, other: Entry<P>, at: number, likeness: number): RelatedReason[] {
    const reasons: RelatedReason[] = [];
    const shared = [...entry.tags].filter(([slug]) => other.tags.has(slug));
    if (shared.length > 0) {
      const weighed = shared
        .map(([slug, spelling]) => ({ spelling, weight: tagWeight(slug) }))
        .sort((a, b) => b.weight - a.weight || compareText(a.spelling, b.spelling));
      const score = weighed.reduce((total, { weight }) => total + weight, 0);
      reasons.push({ kind: "tags", values: weighed.map(({ spelling }) => spelling), score: round(score) });
    }
    if (entry.links.has(at)) reasons.push({ kind: "links", values: [], score: linkScore });
    if (entry.linked.has(at)) reasons.push({ kind: "linked", values: [], score: linkedScore });
    if (likeness >= minLikeness) {
      const values = [...entry.terms]
        .map(([term, weight]) => ({ term, weight: weight * (other.terms.get(term) ?? 0) }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight || compareText(a.term, b.term))
        .slice(0, 5)
        .map(({ term }) => term);
      reasons.push({ kind: "terms", values, score: round(termsScore * likeness) });
    }
    return reasons.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  }
}

/** Six digits: the last bits of a logarithm are the engine's own. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function readPosts<P extends RelatablePost>(
  posts: readonly P[],
  options: RelatedIndexOptions<P>,
): {
  entries: Entry<P>[];
  places: Map<P, number>;
  tagOwners: Map<string, number[]>;
  termOwners: Map<string, TermOwners>;
} {
  const places = new Map(posts.map((post, index) => [post, index]));
  const links = posts.map(() => new Set<number>());
  const linked = posts.map(() => new Set<number>());
  for (const [post, backlinks] of groupBacklinks(posts, options)) {
    const to = places.get(post) ?? -1;
    for (const backlink of backlinks) {
      const from = places.get(backlink.post) ?? -1;
      links[from]?.add(to);
      linked[to]?.add(from);
    }
  }
  const ordered = new Map<P, string[]>();
  for (const { slug, parts } of options.series ?? []) {
    for (const { post } of parts) ordered.set(post, [...(ordered.get(post) ?? []), slug]);
  }

  const counted = posts.map(termsOf);
  const frequencies = new Map<string, number>();
  for (const counts of counted) {
    for (const term of counts.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const tagOwners = new Map<string, number[]>();
  const termOwners = new Map<string, TermOwners>();
  const entries = posts.map((post, index): Entry<P> => {
    const tags = new Map((post.tags ?? []).map((tag) => [toTagSlug(tag), tag.trim()]));
    tags.delete("");
    const terms = weigh(counted[index] ?? new Map(), frequencies, posts.length);
    for (const slug of tags.keys()) {
      const owners = tagOwners.get(slug);
      if (owners === undefined) tagOwners.set(slug, [index]);
      else owners.push(index);
    }
    for (const [term, weight] of terms) {
      const owners = termOwners.get(term);
      if (owners === undefined) termOwners.set(term, { at: [index], weights: [weight] });
      else {
        owners.at.push(index);
        owners.weights.push(weight);
      }
    }
    return {
      post,
      lang: post.lang?.toLowerCase().split("-", 1)[0],
      series: new Set([...seriesMemberships(post).map(({ slug }) => slug), ...(ordered.get(post) ?? [])]),
      tags,
      terms,
      links: links[index] ?? new Set(),
      linked: linked[index] ?? new Set(),
    };
  });
  return { entries, places, tagOwners, termOwners };
}

function termsOf(post: RelatablePost): Map<string, number> {
  const counts = new Map<string, number>();
  countTerms(post.title ?? "", 4, counts);
  countTerms(post.description ?? "", 2, counts);
  for (const { text } of (post.headings ?? []).slice(0, 50)) countTerms(text, 2, counts);
  if (post.html !== undefined) countTerms(roughText(post.html, maxText), 1, counts);
  else if (post.excerpt !== undefined) countTerms(post.excerpt.text.slice(0, maxText), 1, counts);
  return counts;
}

/** The words that tell most, weighed by how often the post and how rarely other posts use them; of length 1 as a vector. */
function weigh(
  counts: ReadonlyMap<string, number>,
  frequencies: ReadonlyMap<string, number>,
  postCount: number,
): Map<string, number> {
  const weighed: { term: string; weight: number }[] = [];
  const most = maxTermOwners(postCount);
  for (const [term, count] of counts) {
    const owners = frequencies.get(term) ?? 1;
    // A word of one post alone relates it to none, and would only fill the list.
    if (owners < 2 || owners > most) continue;
    weighed.push({ term, weight: (1 + Math.log(count)) * Math.log(postCount / owners) });
  }
  weighed.sort((a, b) => b.weight - a.weight || compareText(a.term, b.term));
  const kept = weighed.slice(0, maxTerms).filter(({ weight }) => weight > 0);
  const length = Math.sqrt(kept.reduce((total, { weight }) => total + weight * weight, 0));
  return new Map(kept.map(({ term, weight }) => [term, weight / length]));
}
