// What collection.bench.mjs and check-growth.mjs measure, and the posts that they measure it with.
import {
  createNeighborIndex,
  createRelatedIndex,
  createSeriesIndex,
  findSimilarTags,
  groupBacklinks,
  groupByMonth,
  groupByTag,
  groupByYear,
  orderSeries,
  paginate,
  selectPublished,
  sortPosts,
} from "../dist/collection/index.js";
import { buildLlmsTxt, buildSitemaps } from "../dist/discovery/index.js";
import { lintPosts } from "../dist/lint/index.js";

/** Numbers from 0 to 1 that are the same in every run. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const syllables = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu".split(" ");

function wordOf(number) {
  let word = "";
  for (let rest = number + 20; rest > 0; rest = Math.floor(rest / 20)) word += syllables[rest % 20];
  return word;
}

const day = 86_400_000;

/**
 * Makes posts as blogs have them: words and tags by Zipf's law, a third of the dates shared, one post in four in a
 * series of six, three links each, some drafts and scheduled posts.
 */
export function makePosts(count) {
  const random = createRandom(count);
  /** A rank of Zipf's law. */
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

/** Each makes what a whole site needs: where there is a function for one post and one for all, the latter. */
export const tools = {
  "sortPosts, by date": (posts) => sortPosts(posts),
  "sortPosts, by title": (posts) => sortPosts(posts, { by: "title" }),
  selectPublished: (posts) => selectPublished(posts, { now }),
  groupByTag: (posts) => groupByTag(posts),
  findSimilarTags: (posts) => findSimilarTags(posts),
  "groupByYear and groupByMonth": (posts) => [groupByYear(posts), groupByMonth(posts)],
  "paginate by 10": (posts) => paginate(posts, { pageSize: 10 }),
  "createNeighborIndex, every post": (posts) => posts.map(createNeighborIndex(posts)),
  "orderSeries, with inferFromTitles": (posts) => orderSeries(posts, { inferFromTitles: true }),
  "orderSeries and createSeriesIndex, every post": (posts) =>
    posts.map(createSeriesIndex(orderSeries(posts))),
  "groupBacklinks, every post": (posts) => groupBacklinks(posts),
  "createRelatedIndex, every post": (posts) => {
    const related = createRelatedIndex(posts);
    return posts.map((post) => related(post));
  },
  lintPosts: (posts) => lintPosts(posts, { now }),
  buildSitemaps: (posts) => buildSitemaps(site, posts),
  buildLlmsTxt: (posts) => buildLlmsTxt(site, posts),
};
