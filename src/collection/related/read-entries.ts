import { compareText } from "../../core/compare-text.ts";
import { tagsOf } from "../../core/post-fields.ts";
import { createTagReader } from "../groups/group-by-tag.ts";
import { groupBacklinks, type LinkingPost } from "../links/backlinks.ts";
import type { LinkResolverOptions } from "../links/create-link-resolver.ts";
import { textOf } from "../post-record.ts";
import type { Series, SeriesPost } from "../series/series.ts";
import { seriesMemberships } from "../series/series-fields.ts";
import { countTerms, roughText } from "./text-terms.ts";

/** The fields that relating posts reads; the more are given, the better. */
export interface RelatablePost extends LinkingPost, Pick<SeriesPost, "series"> {
  /** A list, or one text, which is divided at commas. */
  tags?: readonly string[] | string | undefined;
  description?: string | undefined;
  lang?: string | undefined;
  excerpt?: { text: string } | undefined;
  headings?: readonly { text: string }[] | undefined;
  html?: string | undefined;
}

/** What is known of all posts. Posts are named by their index. */
export interface RelatedEntries<P> {
  entries: readonly Entry[];
  indexes: ReadonlyMap<P, number>;
  /** The posts of each tag, by its slug. */
  tagOwners: ReadonlyMap<string, number[]>;
  /** The words, by the numbers that stand for them in `Entry.terms`. */
  terms: readonly Term[];
}

/** What is known of a post. */
export interface Entry {
  /** The primary language, such as `en`. */
  lang: string | undefined;
  series: ReadonlySet<string>;
  /** Tag slugs, each with the post's own spelling. */
  tags: ReadonlyMap<string, string>;
  terms: TermVector;
  /** The posts that it links to. */
  links: ReadonlySet<number>;
  /** The posts that link to it. */
  linked: ReadonlySet<number>;
}

/** The most significant words of a post, the heaviest first: their numbers, and their weights as a vector of length 1. */
interface TermVector {
  ids: Int32Array;
  weights: Float64Array;
}

/** A word, the posts that have it, and its weight in each of them. */
export interface Term {
  text: string;
  owners: number[];
  weights: number[];
}

/** How many words are kept of a post: the most significant. */
const maxTerms = 40;

/** How many characters are read of a post's text. */
const maxText = 6_000;

/** A more frequent word is not significant: it is in a twentieth of all posts, but at least 50 and at most 500. */
function maxTermOwners(postCount: number): number {
  return Math.max(50, Math.min(500, Math.ceil(postCount / 20)));
}

/** Reads from all posts, once, what relates them. */
export function readEntries<P extends RelatablePost>(
  posts: readonly P[],
  options: LinkResolverOptions<P> & { series?: readonly Series<P>[] },
): RelatedEntries<P> {
  const indexes = new Map(posts.map((post, index) => [post, index]));
  const links = posts.map(() => new Set<number>());
  const linked = posts.map(() => new Set<number>());
  for (const [post, backlinks] of groupBacklinks(posts, options)) {
    const to = indexes.get(post) as number;
    for (const backlink of backlinks) {
      const from = indexes.get(backlink.post) as number;
      links[from]?.add(to);
      linked[to]?.add(from);
    }
  }
  const series = posts.map((post) => new Set(seriesMemberships(post).map(({ slug }) => slug)));
  for (const { slug, parts } of options.series ?? []) {
    for (const { post } of parts) series[indexes.get(post) ?? -1]?.add(slug);
  }

  const { terms, vectors } = readTerms(posts);
  const readTag = createTagReader();
  const tagOwners = new Map<string, number[]>();
  const entries = posts.map((post, index): Entry => {
    const tags = new Map<string, string>();
    for (const tag of tagsOf(post.tags)) {
      const { slug, spelling } = readTag(tag);
      if (slug !== "") tags.set(slug, spelling);
    }
    for (const slug of tags.keys()) addTo(tagOwners, slug, index);
    return {
      lang: textOf(post.lang).toLowerCase().split("-", 1)[0] || undefined,
      series: series[index] as Set<string>,
      tags,
      terms: vectors[index] as TermVector,
      links: links[index] as Set<number>,
      linked: linked[index] as Set<number>,
    };
  });
  return { entries, indexes, tagOwners, terms };
}

function addTo<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Gives the words of each post weights by tf-idf: a word counts for more the fewer posts have it. */
function readTerms(posts: readonly RelatablePost[]): { vectors: TermVector[]; terms: Term[] } {
  const terms: Term[] = [];
  const ids = new Map<string, number>();
  const frequencies: number[] = [];
  // Typed arrays, because a map for each post would take a hundred times the memory.
  const counted = posts.map((post) => {
    const counts = countPost(post);
    for (const text of counts.keys()) {
      const id = ids.get(text) ?? terms.push({ text, owners: [], weights: [] }) - 1;
      ids.set(text, id);
      frequencies[id] = (frequencies[id] ?? 0) + 1;
    }
    return {
      ids: Int32Array.from(counts.keys(), (text) => ids.get(text) as number),
      counts: Float64Array.from(counts.values()),
    };
  });

  const maxOwners = maxTermOwners(posts.length);
  const vectors = counted.map(({ ids, counts }, index): TermVector => {
    const weighed: { id: number; weight: number }[] = [];
    for (const [at, id] of ids.entries()) {
      const owners = frequencies[id] as number;
      // A word of a single post relates it to no other.
      if (owners < 2 || owners > maxOwners) continue;
      const weight = (1 + Math.log(counts[at] as number)) * Math.log(posts.length / owners);
      if (weight > 0) weighed.push({ id, weight });
    }
    const wordOf = ({ id }: { id: number }): string => terms[id]?.text ?? "";
    const kept = weighed
      .sort((a, b) => b.weight - a.weight || compareText(wordOf(a), wordOf(b)))
      .slice(0, maxTerms);
    const length = Math.sqrt(kept.reduce((sum, { weight }) => sum + weight * weight, 0));
    for (const { id, weight } of kept) {
      terms[id]?.owners.push(index);
      terms[id]?.weights.push(weight / length);
    }
    return {
      ids: Int32Array.from(kept, ({ id }) => id),
      weights: Float64Array.from(kept, ({ weight }) => weight / length),
    };
  });
  return { vectors, terms };
}

function countPost({ title, description, headings, html, excerpt }: RelatablePost): Map<string, number> {
  const counts = new Map<string, number>();
  countTerms(textOf(title), 4, counts);
  countTerms(textOf(description), 2, counts);
  for (const { text } of headings?.slice(0, 50) ?? []) countTerms(text, 2, counts);
  countTerms(
    typeof html === "string" ? roughText(html, maxText) : textOf(excerpt?.text).slice(0, maxText),
    1,
    counts,
  );
  return counts;
}
