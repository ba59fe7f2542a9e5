import { compareText } from "../../core/compare-text.ts";
import { tagsOf } from "../../core/post-fields.ts";
import { createTagReader } from "../groups/group-by-tag.ts";
import { textOf } from "../post-record.ts";

/** The fields that say what a post is about; the more are given, the better. */
export interface DescribedPost {
  title?: string | undefined;
  tags?: readonly string[] | string | undefined;
  description?: string | undefined;
  excerpt?: { text: string } | undefined;
  headings?: readonly { text: string }[] | undefined;
  html?: string | undefined;
}

/** How alike the posts are, which are named by their index. */
export interface Likeness {
  /**
   * Adds to `sums` how alike each other post is to one: 1 for the same words and tags, 0 for none in common. Takes time
   * for what posts share, not for all posts.
   *
   * @returns the posts that have anything in common with it, in no order
   */
  addTo: (sums: Float64Array, post: number) => number[];
  /** The tags or the words that two posts share, the most significant first. */
  shared: (post: number, other: number) => { isTag: boolean; text: string; score: number }[];
  /** The mean likeness of a post to all others: high for lists of contributors and release notes. */
  means: Float64Array;
}

/** How many words and tags are kept of a post: the most significant. */
const maxTerms = 200;

/** How many characters are read of a post's text. */
const maxText = 10_000;

/** What a word counts for beside its frequency, when it is in the title, a heading or the description, or a tag. */
const inTitle = 6;
const inHeading = 2;
const isTag = 4;

/** In front of a tag, to tell it from a word. */
const tagMark = "#";

/** The heaviest terms of a post, the heaviest first, by the numbers that stand for them, as a vector of length 1. */
interface Vector {
  ids: Int32Array;
  weights: Float32Array;
}

/**
 * Compares posts by their words and tags (tf-idf): one counts for more the fewer posts have it. One that is in more than half
 * of the posts, or in more than 500, says nothing.
 */
export function createLikeness(posts: readonly DescribedPost[]): Likeness {
  const { texts, labels, vectors } = readVectors(posts);
  const { starts, owners, weights } = invert(vectors, texts.length);

  // The likeness to all posts together is the likeness to their sum.
  const total = new Float64Array(texts.length);
  for (const { ids, weights: own } of vectors) {
    for (const [at, id] of ids.entries()) total[id] = valueAt(total, id) + valueAt(own, at);
  }
  const means = Float64Array.from(vectors, ({ ids, weights: own }) => {
    const sum = ids.reduce((all, id, at) => all + valueAt(total, id) * valueAt(own, at), 0);
    // In a small blog a mean says little.
    return Math.max(0, sum - 1) / (posts.length + 20);
  });

  return {
    means,
    addTo(sums, post) {
      const found: number[] = [];
      const { ids, weights: own } = vectors[post] as Vector;
      for (let at = 0; at < ids.length; at++) {
        const id = valueAt(ids, at);
        const weight = valueAt(own, at);
        const end = valueAt(starts, id + 1);
        for (let place = valueAt(starts, id); place < end; place++) {
          const owner = valueAt(owners, place);
          const sum = valueAt(sums, owner);
          if (sum === 0) found.push(owner);
          sums[owner] = sum + weight * valueAt(weights, place);
        }
      }
      return found;
    },
    shared(post, other) {
      const { ids, weights: own } = vectors[post] as Vector;
      const second = vectors[other] as Vector;
      const others = new Map(Array.from(second.ids, (id, at) => [id, valueAt(second.weights, at)]));
      return Array.from(ids, (id, at) => {
        const text = texts[id] ?? "";
        const score = valueAt(own, at) * (others.get(id) ?? 0);
        return { isTag: text.startsWith(tagMark), text: labels[post]?.get(text) ?? text, score };
      })
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || compareText(a.text, b.text));
    },
  };
}

/** An element of an array at a place where there is one. */
function valueAt(array: { readonly [index: number]: number }, index: number): number {
  return array[index] as number;
}

function readVectors(posts: readonly DescribedPost[]): {
  texts: string[];
  labels: ReadonlyMap<string, string>[];
  vectors: Vector[];
} {
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const frequencies: number[] = [];
  const readTag = createTagReader();
  const labels: Map<string, string>[] = [];
  // Typed arrays, because a map for each post would take a hundred times the memory.
  const counted = posts.map((post): Vector => {
    const tags = new Map<string, string>();
    for (const tag of tagsOf(post.tags)) {
      const { slug, spelling } = readTag(tag);
      if (slug !== "") tags.set(tagMark + slug, spelling);
    }
    labels.push(tags);
    const counts = weighTerms(post, tags.keys());
    for (const text of counts.keys()) {
      const number = numbers.get(text) ?? texts.push(text) - 1;
      numbers.set(text, number);
      frequencies[number] = (frequencies[number] ?? 0) + 1;
    }
    return {
      ids: Int32Array.from(counts.keys(), (text) => numbers.get(text) as number),
      weights: Float32Array.from(counts.values()),
    };
  });

  const mostOwners = Math.max(50, Math.min(500, posts.length / 2));
  const vectors = counted.map(({ ids, weights }): Vector => {
    const weighed: { id: number; weight: number }[] = [];
    for (const [at, id] of ids.entries()) {
      const count = valueAt(frequencies, id);
      // What only one post has makes it like no other.
      if (count < 2 || count > mostOwners) continue;
      weighed.push({ id, weight: valueAt(weights, at) * Math.log((posts.length + 1) / count) });
    }
    weighed.sort((a, b) => b.weight - a.weight || compareText(texts[a.id] ?? "", texts[b.id] ?? ""));
    const kept = weighed.slice(0, maxTerms);
    const length = Math.sqrt(kept.reduce((sum, { weight }) => sum + weight * weight, 0));
    return {
      ids: Int32Array.from(kept, ({ id }) => id),
      weights: Float32Array.from(kept, ({ weight }) => weight / length),
    };
  });
  return { texts, labels, vectors };
}

/** The terms of a post with what they count for in it: more the more often they occur, but not in proportion. */
function weighTerms(post: DescribedPost, tags: Iterable<string>): Map<string, number> {
  const title = textOf(post.title);
  const prominent = new Map<string, number>();
  const headings = (post.headings ?? []).slice(0, 50).map(({ text }) => text);
  const text = [textOf(post.description), ...headings].join("\n");
  for (const term of countTerms(text).keys()) prominent.set(term, inHeading);
  const inTitles = countTerms(title);
  for (const term of inTitles.keys()) prominent.set(term, inTitle);
  const { html, excerpt } = post;
  const body = html ? roughText(html, maxText) : (excerpt?.text ?? "").slice(0, maxText);
  const counts = countTerms(`${title}\n${text}\n${body}`);
  for (const [term, count] of counts) counts.set(term, 1 + Math.log(count) + (prominent.get(term) ?? 0));
  for (const tag of tags) counts.set(tag, isTag);
  return counts;
}

/** The posts that have each term, one term after the other, and its weight in them. */
function invert(
  vectors: readonly Vector[],
  termCount: number,
): { starts: Int32Array; owners: Int32Array; weights: Float32Array } {
  const starts = new Int32Array(termCount + 1);
  for (const { ids } of vectors) for (const id of ids) starts[id + 1] = valueAt(starts, id + 1) + 1;
  for (let id = 0; id < termCount; id++) starts[id + 1] = valueAt(starts, id + 1) + valueAt(starts, id);
  const next = starts.slice();
  const owners = new Int32Array(valueAt(starts, termCount));
  const weights = new Float32Array(owners.length);
  for (const [post, vector] of vectors.entries()) {
    for (let at = 0; at < vector.ids.length; at++) {
      const id = valueAt(vector.ids, at);
      const place = valueAt(next, id);
      next[id] = place + 1;
      owners[place] = post;
      weights[place] = valueAt(vector.weights, at);
    }
  }
  return { starts, owners, weights };
}

/** Words that say nothing about a subject. In a large blog most of them are too frequent anyway; in a small one they are not. */
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

/** The text of HTML without tags and code blocks: rough but fast, and enough to count words. */
function roughText(html: string, maxLength: number): string {
  const texts: string[] = [];
  let length = 0;
  let index = 0;
  while (index < html.length && length < maxLength) {
    let open = html.indexOf("<", index);
    if (open === -1) open = html.length;
    texts.push(html.slice(index, open));
    length += open - index;
    if (/^<pre[\s>]/i.test(html.slice(open, open + 5))) {
      const end = html.indexOf("</pre", open);
      if (end === -1) break;
      open = end;
    }
    const close = html.indexOf(">", open);
    if (close === -1) break;
    index = close + 1;
  }
  return texts
    .join(" ")
    .slice(0, maxLength)
    .replace(/&#?[a-z0-9]{1,31};/gi, " ");
}
