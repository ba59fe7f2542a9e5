/**
 * Measures the functions for collections of posts at two sizes, and prints CPU time (of all threads, including the
 * garbage collector) and the growth exponent: 1 is linear, 2 is quadratic.
 *
 * npm run check:growth -- [--sizes 10000,100000] [--only orderSeries]
 *
 * Exits with code 1 when an exponent is above 1.7. Sorting alone has 1.1, and data that no longer fits the processor's
 * caches up to 1.4; times below a millisecond are meaningless.
 */
import {
  backlinksOf,
  findSimilarTags,
  groupByMonth,
  groupByTag,
  groupByYear,
  neighborsOf,
  orderSeries,
  paginate,
  relatedPosts,
  selectPublished,
  seriesContext,
  sortPosts,
} from "../dist/collection/index.js";
import { buildLlmsTxt, buildSitemaps } from "../dist/discovery/index.js";
import { lintPosts } from "../dist/lint/index.js";
import { createRandom } from "./generate-posts.mjs";

const syllables = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu".split(" ");

function wordOf(number) {
  let word = "";
  for (let rest = number + 20; rest > 0; rest = Math.floor(rest / 20)) word += syllables[rest % 20];
  return word;
}

const day = 86_400_000;

/**
 * Generates posts like those of real blogs: words and tags by Zipf's law, a third of the dates shared, one post in
 * four in a series of six, three links each, some drafts and scheduled posts.
 */
function makePosts(count) {
  const random = createRandom(count);
  /** A rank by Zipf's law. */
  const zipf = (most) => Math.floor(most ** random()) - 1;
  const words = (length) => Array.from({ length }, () => wordOf(zipf(20_000))).join(" ");
  const tagCount = Math.max(20, Math.round(count / 25));
  return Array.from({ length: count }, (_, index) => {
    const title = words(4);
    const isPart = index % 4 === 0;
    const series = Math.floor(index / 24);
    const slug = `post-${index}`;
    return {
      slug,
      path: `posts/${slug}.md`,
      title: isPart ? `${wordOf(series)} by hand, part ${((index / 4) % 6) + 1}: ${title}` : title,
      description: words(12),
      date: new Date(Date.UTC(2010, 0, 1) + Math.floor(random() * count * 0.67) * day * 0.2),
      dateOnly: index % 2 === 0,
      updated: index % 9 === 0 ? new Date(Date.UTC(2024, 0, 1 + (index % 300))) : undefined,
      tags: Array.from({ length: 3 }, () => wordOf((zipf(tagCount) + 1) * 7_919_777)),
      draft: index % 50 === 7,
      unlisted: index % 97 === 3,
      lang: index % 10 === 9 ? "de" : "en",
      series: isPart ? [{ name: `Series ${series}`, slug: `series-${series}` }] : [],
      links: Array.from({ length: 3 }, () => ({
        url: `/posts/post-${Math.floor(random() * count)}/`,
        text: wordOf(zipf(500)),
      })),
      images: [{ url: "/a.png", alt: "A" }],
      headings: [2, 3, 2].map((depth, at) => ({ depth, slug: `h-${at}`, text: words(3) })),
      html: `<p>${words(60)}</p><h2 id="h-0">One</h2><p>${words(40)}</p>`,
      readingTime: { minutes: 1 + (index % 9), words: 200 },
    };
  });
}

const now = new Date("2026-01-01T00:00:00Z");
const site = { url: "https://example.com", title: "Small Systems" };

/** Functions of one post read all posts, which takes nearly all of the time. */
const tools = {
  "sortPosts, by date": (posts) => sortPosts(posts),
  "sortPosts, by title": (posts) => sortPosts(posts, { by: "title" }),
  selectPublished: (posts) => selectPublished(posts, { now }),
  groupByTag: (posts) => groupByTag(posts),
  findSimilarTags: (posts) => findSimilarTags(posts),
  "groupByYear and groupByMonth": (posts) => [groupByYear(posts), groupByMonth(posts)],
  "paginate by 10": (posts) => paginate(posts, { pageSize: 10 }),
  "neighborsOf, one post": (posts) => neighborsOf(posts, posts[0]),
  "orderSeries, with inferFromTitles": (posts) => orderSeries(posts, { inferFromTitles: true }),
  "orderSeries, and seriesContext of one post": (posts) => seriesContext(orderSeries(posts), posts[0]),
  "backlinksOf, one post": (posts) => backlinksOf(posts, posts[0]),
  "relatedPosts, one post": (posts) => relatedPosts(posts, posts[0]),
  lintPosts: (posts) => lintPosts(posts, { now }),
  buildSitemaps: (posts) => buildSitemaps(site, posts),
  buildLlmsTxt: (posts) => buildLlmsTxt(site, posts),
};

const args = process.argv.slice(2);
const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
const sizes = option("--sizes", "10000,100000").split(",").map(Number);
const only = option("--only", "");

const sets = sizes.map(makePosts);
let isTooSteep = false;
const heads = sizes.map((size) => `${size} posts`.padStart(14)).join("");
console.log(`${"".padEnd(48)}${heads}  exponent`);
for (const [name, run] of Object.entries(tools)) {
  if (!name.includes(only)) continue;
  const times = sets.map((posts) => {
    let best = Number.POSITIVE_INFINITY;
    let spent = 0;
    // The best of five runs, or of as many as fit into ten seconds.
    for (let round = 0; round < 5 && spent < 10_000; round++) {
      const start = process.cpuUsage();
      run(posts);
      const { user, system } = process.cpuUsage(start);
      const time = (user + system) / 1_000;
      spent += time;
      best = Math.min(best, time);
    }
    return best;
  });
  const exponent = Math.log(times.at(-1) / times[0]) / Math.log(sizes.at(-1) / sizes[0]);
  isTooSteep ||= exponent > 1.7 && times[0] > 1;
  const shown = times.map((time) => `${time.toFixed(1)} ms`.padStart(14)).join("");
  console.log(`${name.padEnd(48)}${shown}  ${exponent.toFixed(2)}`);
}
if (isTooSteep) process.exitCode = 1;
