/**
 * Looks for related posts in blogs whose series are hidden from the library: how many of the best three are in the
 * same series? Compares with plain tf-idf (the cosine of all words in title and text, implemented here), and prints
 * both for each blog, with the post that is most often related to others, and the time.
 *
 * npm run check:related -- [--blogs xeiaso,mtlynch] [--show 20] [<folder>]
 *
 * The folder contains blogs, one folder each. A series is what the front matter names, otherwise the words before the
 * number in titles that were classified by hand as having a part number (see `check-parts.mjs`), with at least four
 * posts. `--show` prints the best three of some posts. Exits with code 1 when tf-idf finds more.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { globSync } from "tinyglobby";
import { buildBlog } from "../dist/blog/index.js";
import { createPostParser } from "../dist/post/index.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { blogs: { type: "string" }, show: { type: "string", default: "0" } },
});
const [folder = "../shared/corpora"] = positionals;
const usual = "xeiaso,mtlynch,redox-news,18f,yceffort-ko,rust-blog,v8-dev,jakearchibald,eslint-blog,go-blog";
const existing = new Set(readdirSync(folder));
const blogs = (values.blogs ?? usual).split(",").filter((blog) => existing.has(blog));
const judged = new Set(
  Object.keys(JSON.parse(readFileSync(new URL("part-numbers.json", import.meta.url), "utf8"))),
);
const parsePost = createPostParser();

const sums = { possible: 0, own: 0, plain: 0 };
for (const blog of blogs) {
  const posts = readPosts(join(folder, blog));
  const labels = posts.map(seriesOf);
  const sizes = groupBy(labels);
  const isCounted = (index) => labels[index] !== undefined && sizes.get(labels[index]).length >= 4;
  const hidden = posts.map((post) => ({ ...post, series: [] }));
  const start = performance.now();
  const indexes = new Map(posts.map(({ path }, index) => [path, index]));
  const made = buildBlog(hidden, {
    url: "https://example.com/",
    title: blog,
    now: "2100-01-01",
    preview: true,
    related: { sameSeries: true, limit: 3 },
  });
  const own = hidden.map((post) => made.relatedTo(post).map((found) => indexes.get(found.post.path)));
  const time = performance.now() - start;
  const plain = plainTfIdf(posts);
  const hits = (lists) =>
    lists.reduce(
      (sum, list, index) =>
        sum + (isCounted(index) ? list.filter((at) => labels[at] === labels[index]).length : 0),
      0,
    );
  const most = (lists) => Math.max(...[...groupBy(lists.flat()).values()].map((list) => list.length));
  const possible = 3 * posts.filter((_, index) => isCounted(index)).length;
  sums.possible += possible;
  sums.own += hits(own);
  sums.plain += hits(plain);
  console.log(
    `${blog.padEnd(16)} ${posts.length} posts; of ${possible} in series: related ${hits(own)}, tf-idf ${hits(plain)}; ` +
      `most lists with the same post: ${most(own)}, tf-idf ${most(plain)}; posts without any ${own.filter((list) => list.length === 0).length}; ${time.toFixed(0)} ms`,
  );
  const step = Math.max(1, Math.floor(posts.length / Number(values.show)));
  for (let index = 0; Number(values.show) > 0 && index < posts.length; index += step) {
    console.log(`  ${posts[index].title}`);
    for (const { post, score, reasons } of made.relatedTo(hidden[index])) {
      console.log(
        `    ${score.toFixed(3)} ${post.title} (${reasons.map(({ kind, values: why }) => `${kind} ${why.join(" ")}`).join("; ")})`,
      );
    }
  }
}
const share = (found) => `${((100 * found) / sums.possible).toFixed(1)} %`;
console.log(`of the same series: related ${share(sums.own)}, tf-idf ${share(sums.plain)}`);
if (sums.own < sums.plain) process.exitCode = 1;

function readPosts(root) {
  return globSync("**/*.{md,mdx,markdown}", { cwd: root, ignore: "**/README.md" })
    .sort()
    .flatMap((path) => {
      try {
        return parsePost.sync(readFileSync(join(root, path), "utf8"), { path });
      } catch {
        return [];
      }
    });
}

function groupBy(items) {
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(item)) groups.set(item, []);
    groups.get(item).push(item);
  }
  return groups;
}

function seriesOf({ series, title }) {
  if (series.length > 0) return series[0].slug;
  // Release notes have numbers too, but are not a series.
  if (!judged.has(createHash("sha256").update(title).digest("hex").slice(0, 12))) return undefined;
  return title
    .toLowerCase()
    .replace(
      /[\s:,;–—(-]*(?:(?:part|week|month)\s*)?[(#]?(?:\d+|one|two|three|four|five|[ivx]+)(?![\p{L}\d]).*$/u,
      "",
    );
}

/** The three most similar posts by the cosine of tf-idf over all words in title and text. */
function plainTfIdf(posts) {
  const counts = posts.map(({ title, html }) => {
    const text = `${title} ${html.replace(/<pre[\s\S]*?<\/pre>/g, " ").replace(/<[^>]*>|&\S{1,9};/g, " ")}`;
    return groupBy(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  });
  const owners = new Map();
  for (const [at, words] of counts.entries()) {
    for (const word of words.keys()) {
      if (!owners.has(word)) owners.set(word, []);
      owners.get(word).push(at);
    }
  }
  const vectors = counts.map((words) => {
    const weights = new Map();
    for (const [word, all] of words) {
      weights.set(word, (1 + Math.log(all.length)) * Math.log(posts.length / owners.get(word).length));
    }
    const length = Math.hypot(...weights.values()) || 1;
    for (const [word, weight] of weights) weights.set(word, weight / length);
    return weights;
  });
  return vectors.map((vector, index) => {
    const scores = new Float64Array(posts.length);
    for (const [word, weight] of vector)
      for (const at of owners.get(word)) scores[at] += weight * vectors[at].get(word);
    scores[index] = -1;
    const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
    return order.slice(0, 3).filter((at) => scores[at] > 0);
  });
}
