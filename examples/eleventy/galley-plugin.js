import {
  buildFeed,
  createPostParser,
  feedLinks,
  formatMessage,
  orderSeries,
  renderFeed,
  selectPublished,
  seriesContext,
  sortPosts,
} from "galley";
import { createMemoryCache, readPosts } from "galley/node";

/**
 * Posts by galley. Below `folder` every Markdown file becomes a page with `post` and, in a series, `part` in its data;
 * there are collections `posts` and `series`, and feeds. Other Markdown files are rendered by galley, too.
 *
 * @param {import("@11ty/eleventy").UserConfig} eleventyConfig
 * @param {object} options
 * @param {string} options.folder posts: a folder below Eleventy's input, named from where Eleventy is started
 * @param {import("galley").Site} [options.site] with it, feeds are written
 * @param {import("galley").PostParser} [options.parser] `createPostParser()` when it is not given
 */
export function galley(eleventyConfig, { folder, site, parser = createPostParser() }) {
  const { logger } = eleventyConfig;
  // Only what has changed is parsed again.
  const cache = createMemoryCache();
  let shown = new Map();
  let posts = [];
  let series = [];

  const toPath = (path) => path.replace(/^\.\/|\/$/g, "");

  eleventyConfig.on("eleventy.before", async ({ runMode }) => {
    const read = await readPosts(folder, { parser, cache });
    for (const message of read.messages) logger[message.fatal ? "error" : "warn"](formatMessage(message));
    const isPreview = runMode !== "build";
    if (read.stats.failed > 0 && !isPreview) {
      throw new Error(`${read.stats.failed} posts in ${folder} have errors, see above`);
    }
    const options = { now: new Date(), includeDrafts: isPreview, includeScheduled: isPreview };
    const selected = selectPublished(read.posts, { ...options, includeUnlisted: true }).posts;
    shown = new Map(selected.map((post) => [post.path, post]));
    posts = sortPosts(selected.filter(({ unlisted }) => !unlisted));
    series = orderSeries(posts);
  });

  // Posts that could not be read or are not shown have no page.
  eleventyConfig.addPreprocessor("galley", "md", (data) => {
    const path = toPath(data.page.inputPath);
    const post = shown.get(path);
    if (!post) return path.startsWith(`${toPath(folder)}/`) ? false : undefined;
    Object.assign(data, {
      post,
      title: post.title,
      permalink: `/posts/${post.slug}/`,
      part: seriesContext(series, post),
    });
  });
  eleventyConfig.setLibrary("md", {
    render: async (text, { post, page }) => (post ?? (await parser(text, { path: page.inputPath }))).html,
  });

  eleventyConfig.addCollection("posts", (api) => {
    const items = new Map(api.getAll().map((item) => [toPath(item.inputPath), item]));
    // Eleventy may not know yet of a file that was added while it was building.
    return posts.flatMap(({ path }) => items.get(path) ?? []);
  });
  eleventyConfig.addCollection("series", () => series);

  if (!site) return;
  eleventyConfig.addGlobalData("feedLinks", () => feedLinks(site));
  for (const { href, type } of feedLinks(site)) {
    const permalink = new URL(href).pathname;
    eleventyConfig.addTemplate(`galley${permalink}.11ty.js`, () => renderFeed(buildFeed(site, posts), type), {
      permalink,
      eleventyExcludeFromCollections: true,
    });
  }
}
