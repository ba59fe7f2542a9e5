import { compareText } from "../../core/compare-text.ts";
import { tagsOf } from "../../core/post-fields.ts";
import { createTagReader, type TagReader } from "../groups/group-by-tag.ts";
import { textOf } from "../post-record.ts";

/** The fields that describe the topic of a post; more fields give better results. */
export interface DescribedPost {
  title?: string | undefined;
  tags?: readonly string[] | string | null | undefined;
  description?: string | undefined;
  excerpt?: { text: string } | undefined;
  headings?: readonly { text: string }[] | undefined;
  html?: string | undefined;
}

/** The similarity of posts, which are identified by index. */
export interface Likeness {
  /**
   * Adds the similarity of every other post to `sums`: 1 for the same words and tags, 0 for none in common. The time
   * depends on what posts share, not on the number of posts.
   *
   * @returns the posts that have anything in common with it, in no order
   */
  addTo: (sums: Float64Array, post: number) => number[];
  /** The tags or the words that two posts share, the most significant first. */
  shared: (post: number, other: number) => { isTag: boolean; text: string; score: number }[];
  /** The mean similarity of a post to all others: high for lists of contributors and release notes. */
  means: Float64Array;
}

/** How many words and tags are kept of a post: the most significant. */
const maxTerms = 200;

/** How many characters are read of a post's text. */
const maxText = 10_000;

/** The weight of a word, besides its frequency, in the title, a heading or the description, or as a tag. */
const inTitle = 6;
const inHeading = 2;
const isTag = 4;

/** The prefix of a tag, to distinguish it from a word. */
const tagMark = "#";

/** A word, or a tag with `#` in front of its slug, and the posts that have it among their heaviest terms. */
interface Term {
  text: string;
  /** The number of posts that have it. */
  frequency: number;
  posts: number[];
  /** Its weight in each of these posts. */
  weights: number[];
  totalWeight: number;
}

/** The heaviest terms of a post, the heaviest first, as a vector of length 1. */
interface Vector {
  terms: readonly Term[];
  weights: Float32Array;
}

/**
 * Compares posts by their words and tags (tf-idf): the rarer a term, the higher its weight. A term in more than half
 * of the posts, or in more than 500, is ignored.
 */
export function createLikeness(posts: readonly DescribedPost[]): Likeness {
  const known = new Map<string, Term>();
  const termOf = (text: string): Term => {
    let term = known.get(text);
    if (term === undefined) {
      known.set(text, (term = { text, frequency: 0, posts: [], weights: [], totalWeight: 0 }));
    }
    return term;
  };
  const readTag = createTagReader();
  const counted = posts.map((post): Vector => {
    const counts = weighTerms(post, readTag);
    const terms = Array.from(counts.keys(), termOf);
    for (const term of terms) term.frequency++;
    return { terms, weights: Float32Array.from(counts.values()) };
  });

  const mostOwners = Math.max(50, Math.min(500, posts.length / 2));
  const vectors = counted.map(({ terms, weights }): Vector => {
    const heaviest = terms
      .map((term, at) => ({
        term,
        weight: valueAt(weights, at) * Math.log((posts.length + 1) / term.frequency),
      }))
      // A term of only one post does not make it similar to any other.
      .filter(({ term }) => term.frequency > 1 && term.frequency <= mostOwners)
      .sort((a, b) => b.weight - a.weight || compareText(a.term.text, b.term.text))
      .slice(0, maxTerms);
    const length = Math.sqrt(heaviest.reduce((sum, { weight }) => sum + weight * weight, 0));
    return {
      terms: heaviest.map(({ term }) => term),
      weights: Float32Array.from(heaviest, ({ weight }) => weight / length),
    };
  });
  for (const [post, { terms, weights }] of vectors.entries()) {
    for (const [at, term] of terms.entries()) {
      term.posts.push(post);
      term.weights.push(valueAt(weights, at));
      term.totalWeight += valueAt(weights, at);
    }
  }

  return {
    means: Float64Array.from(vectors, ({ terms, weights }) => {
      // The similarity to all posts together is the similarity to their sum. In a small blog, a mean says little.
      const sum = terms.reduce((all, { totalWeight }, at) => all + totalWeight * valueAt(weights, at), 0);
      return Math.max(0, sum - 1) / (posts.length + 20);
    }),
    addTo(sums, post) {
      const found: number[] = [];
      const { terms, weights } = vectors[post] as Vector;
      for (const [at, term] of terms.entries()) {
        const weight = valueAt(weights, at);
        // The innermost loop of all: an iterator would be slow.
        for (let index = 0; index < term.posts.length; index++) {
          const other = valueAt(term.posts, index);
          const sum = valueAt(sums, other);
          if (sum === 0) found.push(other);
          sums[other] = sum + weight * valueAt(term.weights, index);
        }
      }
      return found;
    },
    shared(post, other) {
      const [own, others] = [vectors[post] as Vector, vectors[other] as Vector];
      const weightOf = new Map(others.terms.map((term, at) => [term, valueAt(others.weights, at)]));
      const spellings = tagTerms(posts[post] as DescribedPost, readTag);
      return own.terms
        .map((term, at) => ({
          isTag: term.text.startsWith(tagMark),
          text: spellings.get(term.text) ?? term.text,
          score: valueAt(own.weights, at) * (weightOf.get(term) ?? 0),
        }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || compareText(a.text, b.text));
    },
  };
}

/** An element of an array at a place where there is one. */
function valueAt(array: { readonly [index: number]: number }, index: number): number {
  return array[index] as number;
}

/** The terms of a post's tags, with the spelling of each. */
function tagTerms({ tags }: DescribedPost, readTag: TagReader): Map<string, string> {
  const read = tagsOf(tags)
    .map(readTag)
    .filter(({ slug }) => slug !== "");
  return new Map(read.map(({ slug, spelling }) => [tagMark + slug, spelling]));
}

/** The terms of a post with their weights, which grow with frequency, but not in proportion. */
function weighTerms(post: DescribedPost, readTag: TagReader): Map<string, number> {
  const title = textOf(post.title);
  const prominent = new Map<string, number>();
  const headings = (post.headings ?? []).slice(0, 50).map(({ text }) => text);
  const text = [textOf(post.description), ...headings].join("\n");
  for (const term of countTerms(text).keys()) prominent.set(term, inHeading);
  const inTitles = countTerms(title);
  for (const term of inTitles.keys()) prominent.set(term, inTitle);
  const { html, excerpt } = post;
  const body = html ? roughText(html) : (excerpt?.text ?? "");
  const counts = countTerms(`${title}\n${text}\n${body.slice(0, maxText)}`);
  for (const [term, count] of counts) counts.set(term, 1 + Math.log(count) + (prominent.get(term) ?? 0));
  for (const tag of tagTerms(post, readTag).keys()) counts.set(tag, isTag);
  return counts;
}

/** Stop words. In a large blog most of them are too frequent anyway, but not in a small one. */
const stopWords: ReadonlySet<string> = new Set(
  (
    "about after again all also although always and another any are because been before being between both but can cannot " +
    "could did does doing done each even ever every few first for from get had has have here how into its itself just " +
    "know less let like lot made make many may might more most much must need never new not now off one only other our " +
    "out over own part post same see should since some still such take than that the their them then there these they thing " +
    "think this those through too two under until use used using very want was way well were what when where which " +
    "while who why will with within without would yet you your"
  ).split(" "),
);

const word: RegExp = /[\p{L}\p{N}]+/gu;

/** Scripts without spaces: their text is split into pairs of characters. */
const unspaced: RegExp = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{2,}/gu;

const hasUnspaced: RegExp = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]/;

/** Counts the words of a text that may be about its subject: three letters or more, lower case, without plural s. */
function countTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (term: string): void => {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  };
  let plain = text.toLowerCase();
  if (hasUnspaced.test(plain)) {
    for (const [run] of plain.matchAll(unspaced)) {
      for (let index = 0; index + 1 < run.length; index++) add(run.slice(index, index + 2));
    }
    plain = plain.replace(unspaced, " ");
  }
  for (const term of plain.match(word) ?? []) {
    if (term.length < 3 || term.length > 40 || stopWords.has(term) || /^\d+$/.test(term)) continue;
    add(term.length > 4 && term.endsWith("s") && !term.endsWith("ss") ? term.slice(0, -1) : term);
  }
  return counts;
}

/** A code block, a tag, or text. */
const piecesOfHtml = /<pre[\s>].*?(?:<\/pre\s*>|$)|<[^>]*(?:>|$)|[^<]+/gis;

/** The text of HTML without tags and code blocks: rough but fast, and enough to count words. */
function roughText(html: string): string {
  const texts: string[] = [];
  let length = 0;
  for (const [piece] of html.matchAll(piecesOfHtml)) {
    if (piece.startsWith("<")) continue;
    texts.push(piece);
    length += piece.length;
    if (length >= maxText) break;
  }
  return texts.join(" ").replace(/&#?[a-z0-9]{1,31};/gi, " ");
}
