import { relative } from "node:path";
import { buildBlog, feedLinks, formatMessage, renderFeed } from "galley";
import { createMemoryCache, readPosts } from "galley/node";

/**
 * Every Markdown file below `folder` becomes a page with `post`, `status` and, in a series, `part` in its data. There are
 * collections `posts` and `series`, feeds and a stylesheet. galley also renders all other Markdown files.
 *
 * @param {import("@11ty/eleventy").UserConfig} eleventyConfig
 * @param {object} options
 * @param {string} options.folder posts: a folder inside Eleventy's input, relative to where Eleventy is started
 * @param {import("galley").PostParser} options.parser
 * @param {object} options.blog the site and other options of `buildBlog`
 * @param {string} [options.styles] `highlight.css`, such as `highlightStyles(highlighter)`
 */
export function galley(eleventyConfig, { folder, parser, blog: options, styles = "" }) {
  const { logger } = eleventyConfig;
  // Only changed posts are parsed again.
  const cache = createMemoryCache();
  let blog = buildBlog([], { ...options, now: new Date() });
  let pages = new Map();

  const toPath = (path) => path.replace(/^\.\/|\/$/g, "");

  eleventyConfig.on("eleventy.before", async ({ runMode, directories }) => {
    const { posts, messages, stats } = await readPosts(folder, { parser, cache });
    const preview = runMode !== "build";
    blog = buildBlog(posts, {
      ...options,
      now: new Date(),
      preview,
      assetUrl: (path) => `/${relative(directories.input, path)}`,
      lint: { messages },
    });
    for (const message of blog.messages) logger[message.fatal ? "error" : "warn"](formatMessage(message));
    if (stats.failed > 0 && !preview) {
      throw new Error(`${stats.failed} posts in ${folder} have errors, see above`);
    }
    pages = new Map(blog.pages.map((post) => [post.path, post]));
  });
  eleventyConfig.addPassthroughCopy(`${folder}/**/*.{avif,gif,jpg,png,svg,webp}`);

  // Posts that have an error or are not shown have no page.
  eleventyConfig.addPreprocessor("galley", "md", (data) => {
    const path = toPath(data.page.inputPath);
    const post = pages.get(path);
    if (!post) return path.startsWith(`${toPath(folder)}/`) ? false : undefined;
    Object.assign(data, {
      post,
      title: post.title,
      permalink: blog.pathOf(post),
      status: blog.statusOf(post),
      part: blog.seriesOf(post),
    });
  });
  eleventyConfig.setLibrary("md", {
    render: async (text, { post, page }) => (post ?? (await parser(text, { path: page.inputPath }))).html,
  });

  eleventyConfig.addCollection("posts", (api) => {
    const items = new Map(api.getAll().map((item) => [toPath(item.inputPath), item]));
    // Eleventy may not know yet of a file that was added while it was building.
    return blog.posts.flatMap(({ path }) => items.get(path) ?? []);
  });
  eleventyConfig.addCollection("series", () => blog.series);

  const addFile = (permalink, render) =>
    eleventyConfig.addTemplate(`galley${permalink}.11ty.js`, render, {
      permalink,
      eleventyExcludeFromCollections: true,
    });
  eleventyConfig.addGlobalData("feedLinks", () => feedLinks(blog.site));
  for (const { href, type } of feedLinks(blog.site)) {
    addFile(new URL(href).pathname, () => renderFeed(blog.feed(), type));
  }
  addFile("/highlight.css", () => styles);
}
