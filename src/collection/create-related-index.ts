import { compareText } from "../core/compare-text.ts";
import { compareNewestFirst } from "./compare-newest-first.ts";
import type { LinkResolverOptions } from "./create-link-resolver.ts";
import { createTagSlugs } from "./create-tag-slugs.ts";
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

/** A tag that more posts have than this finds no posts; it only weighs those found otherwise. */
const maxTagOwners = 1_000;

/**
 * Posts that words may find for one post, its rarest words first; the other words only weigh what was found. Up to 1,000
 * posts all words find. It bounds the time for one post, whatever their number.
 */
const maxFound = 2_000;

/** Candidates weighed by all tags and words, when not all were used to find them. */
const minWeighed = 50;

/** A word that more posts have tells nothing: a twentieth of all posts, but at least 50 and at most 500. */
function maxTermOwners(postCount: number): number {
  return Math.max(50, Math.min(500, Math.ceil(postCount / 20)));
}

interface Entry {
  lang: string | undefined;
  series: ReadonlySet<string>;
  /** Tag slugs and the post's own spelling. */
  tags: ReadonlyMap<string, string>;
  terms: TermVector;
  links: ReadonlySet<number>;
  linked: ReadonlySet<number>;
}

/** The words of a post by number, those that tell most first, and what each tells. */
interface TermVector {
  ids: Int32Array;
  weights: Float64Array;
}

/** The posts that have a word, and what it tells of each. */
interface TermOwners {
  term: string;
  at: number[];
  weights: number[];
}

interface Candidate {
  at: number;
  score: number;
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
  const compare = (a: Candidate, b: Candidate): number =>
    b.score - a.score || (ranks[a.at] as number) - (ranks[b.at] as number);
  const likeness = new Float64Array(posts.length);
  const bonus = new Float64Array(posts.length);
  const ownWeights = new Float64Array(termOwners.length);
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
    const add = (sums: Float64Array, at: number, score: number): void => {
      if (bonus[at] === 0 && likeness[at] === 0) touched.push(at);
      sums[at] = (sums[at] as number) + score;
    };
    for (const at of entry.links) add(bonus, at, linkScore);
    for (const at of entry.linked) add(bonus, at, linkedScore);
    let isExact = true;
    for (const slug of entry.tags.keys()) {
      const owners = tagOwners.get(slug) ?? [];
      const weight = tagWeight(slug);
      if (owners.length > maxTagOwners) isExact = false;
      else for (const at of owners) add(bonus, at, weight);
    }
    if (!findByTerms(entry.terms, (at, score) => add(likeness, at, score))) isExact = false;

    // Of those found the best, by what is known so far.
    const most = isExact ? limit : Math.max(minWeighed, limit * 2);
    let best: Candidate[] = [];
    let worst: Candidate | undefined;
    for (const at of touched) {
      const alike = likeness[at] as number;
      let score = bonus[at] as number;
      likeness[at] = 0;
      bonus[at] = 0;
      if (!isExact || alike >= minLikeness) score += termsScore * alike;
      score = round(score);
      if (score <= 0 || (worst !== undefined && score < worst.score)) continue;
      if (at === place || !mayRelate(entry, entries[at] as Entry)) continue;
      best.push({ at, score });
      if (best.length < most * 2 + 16) continue;
      best = best.sort(compare).slice(0, most);
      worst = best.at(-1);
    }

    best = best.sort(compare).slice(0, most);
    if (!isExact) best = weighAll(entry, best).sort(compare);
    return best.slice(0, limit).flatMap(({ at }) => {
      const reasons = reasonsOf(entry, entries[at] as Entry, at);
      if (reasons.length === 0) return [];
      const score = round(reasons.reduce((sum, reason) => sum + reason.score, 0));
      return { post: posts[at] as P, score, reasons };
    });
  };

  /** The candidates with their scores by all that is known. */
  function weighAll(entry: Entry, candidates: readonly Candidate[]): Candidate[] {
    const { ids, weights } = entry.terms;
    for (const [index, id] of ids.entries()) ownWeights[id] = weights[index] as number;
    const weighed = candidates.map(({ at }) => {
      const { tags, terms } = entries[at] as Entry;
      let score = 0;
      for (const slug of entry.tags.keys()) if (tags.has(slug)) score += tagWeight(slug);
      if (entry.links.has(at)) score += linkScore;
      if (entry.linked.has(at)) score += linkedScore;
      let alike = 0;
      for (let index = 0; index < terms.ids.length; index++) {
        alike += (ownWeights[terms.ids[index] as number] as number) * (terms.weights[index] as number);
      }
      return { at, score: round(alike >= minLikeness ? score + termsScore * alike : score) };
    });
    for (const id of ids) ownWeights[id] = 0;
    return weighed;
  }

  /** Adds up how alike the words are, the rarest words first; `false` when some were left out. */
  function findByTerms({ ids, weights }: TermVector, add: (at: number, score: number) => void): boolean {
    const words = [...ids].map((id, index) => ({
      owners: termOwners[id] as TermOwners,
      weight: weights[index] as number,
    }));
    words.sort(
      (a, b) => a.owners.at.length - b.owners.at.length || compareText(a.owners.term, b.owners.term),
    );
    let found = 0;
    for (const { owners, weight } of words) {
      found += owners.at.length;
      if (found > maxFound) return false;
      for (let index = 0; index < owners.at.length; index++) {
        const at = owners.at[index] as number;
        add(at, weight * (owners.weights[index] as number));
      }
    }
    return true;
  }

  function mayRelate(entry: Entry, other: Entry): boolean {
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

  function reasonsOf(entry: Entry, other: Entry, at: number): RelatedReason[] {
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
    const words = sharedTerms(entry.terms, other.terms);
    const likeness = words.reduce((total, { weight }) => total + weight, 0);
    if (likeness >= minLikeness) {
      const values = words.slice(0, 5).map(({ term }) => term);
      reasons.push({ kind: "terms", values, score: round(termsScore * likeness) });
    }
    return reasons.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  }

  /** The words that two posts share, those that tell most first. */
  function sharedTerms(own: TermVector, other: TermVector): { term: string; weight: number }[] {
    const shared: { term: string; weight: number }[] = [];
    for (const [index, id] of own.ids.entries()) {
      const place = other.ids.indexOf(id);
      if (place === -1) continue;
      const weight = (own.weights[index] as number) * (other.weights[place] as number);
      shared.push({ term: (termOwners[id] as TermOwners).term, weight });
    }
    return shared.sort((a, b) => b.weight - a.weight || compareText(a.term, b.term));
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
  entries: Entry[];
  places: Map<P, number>;
  tagOwners: Map<string, number[]>;
  termOwners: TermOwners[];
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

  const { vectors, termOwners } = readTerms(posts);
  const slugOf = createTagSlugs();
  const tagOwners = new Map<string, number[]>();
  const entries = posts.map((post, index): Entry => {
    const tags = new Map<string, string>();
    for (const tag of post.tags ?? []) {
      const slug = slugOf(tag);
      if (slug !== "") tags.set(slug, tag.trim());
    }
    for (const slug of tags.keys()) {
      const owners = tagOwners.get(slug);
      if (owners === undefined) tagOwners.set(slug, [index]);
      else owners.push(index);
    }
    return {
      lang: post.lang?.toLowerCase().split("-", 1)[0],
      series: new Set([...seriesMemberships(post).map(({ slug }) => slug), ...(ordered.get(post) ?? [])]),
      tags,
      terms: vectors[index] as TermVector,
      links: links[index] as Set<number>,
      linked: linked[index] as Set<number>,
    };
  });
  return { entries, places, tagOwners, termOwners };
}

/** The words that tell most of each post, and the posts of each word. */
function readTerms(posts: readonly RelatablePost[]): { vectors: TermVector[]; termOwners: TermOwners[] } {
  // Words by number: a map for each post would take a hundred times the room of its words.
  const numbers = new Map<string, number>();
  const terms: string[] = [];
  const frequencies: number[] = [];
  const counted = posts.map((post) => {
    const counts = termsOf(post);
    const ids = new Int32Array(counts.size);
    const own = new Float64Array(counts.size);
    let place = 0;
    for (const [term, count] of counts) {
      let id = numbers.get(term);
      if (id === undefined) {
        numbers.set(term, (id = terms.length));
        terms.push(term);
        frequencies.push(0);
      }
      frequencies[id] = (frequencies[id] as number) + 1;
      ids[place] = id;
      own[place++] = count;
    }
    return { ids, counts: own };
  });

  const termOwners = terms.map((term): TermOwners => ({ term, at: [], weights: [] }));
  const most = maxTermOwners(posts.length);
  const vectors = counted.map(({ ids, counts }, at): TermVector => {
    const weighed: { id: number; weight: number }[] = [];
    for (const [place, id] of ids.entries()) {
      const owners = frequencies[id] as number;
      // A word of one post alone relates it to none, and would only fill the list.
      if (owners < 2 || owners > most) continue;
      const weight = (1 + Math.log(counts[place] as number)) * Math.log(posts.length / owners);
      if (weight > 0) weighed.push({ id, weight });
    }
    weighed.sort((a, b) => b.weight - a.weight || compareText(terms[a.id] as string, terms[b.id] as string));
    const kept = weighed.slice(0, maxTerms);
    // Of length 1 as a vector.
    const length = Math.sqrt(kept.reduce((total, { weight }) => total + weight * weight, 0));
    const weights = Float64Array.from(kept, ({ weight }) => weight / length);
    for (const [place, { id }] of kept.entries()) {
      const owners = termOwners[id] as TermOwners;
      owners.at.push(at);
      owners.weights.push(weights[place] as number);
    }
    return { ids: Int32Array.from(kept, ({ id }) => id), weights };
  });
  return { vectors, termOwners };
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
