import { relative, resolve, sep } from "node:path";
import type { BlogOptions } from "../blog/blog.ts";
import { buildBlog } from "../blog/build-blog.ts";
import { checkKind } from "../core/check-options.ts";
import { markdownExtensions } from "../core/markdown-files.ts";
import { isDraft } from "../core/publishing.ts";
import { feedLinks, renderFeed } from "../feed/formats.ts";
import { createMemoryCache } from "../node/cache.ts";
import { readPosts } from "../node/read-posts.ts";
import type { PostParser } from "../post/create-post-parser.ts";
import type { Post } from "../post/post.ts";
import { checkWrapperOptions, logMessages } from "../wrapper/wrapper.ts";

/** Options of the Eleventy plugin. */
export interface GalleyEleventyOptions<Data = Record<string, unknown>> {
  /** Folder of posts: inside Eleventy's input folder, written relative to where Eleventy is started. */
  folder: string;
  /** Made with `createPostParser`. With plugins or a schema, give it a `fingerprint` so that `--serve` stays fast. */
  parser: PostParser<Data>;
  /** The site and other options of `buildBlog`. */
  blog: Omit<BlogOptions<Post<Data>>, "now" | "preview" | "assetUrl">;
  /**
   * The content of `/highlight.css`, such as `highlightStyles(highlighter)`. Without it, the file is not written.
   *
   * @defaultValue none
   */
  styles?: string | undefined;
}

/** The part of a template's data that the plugin reads and sets. */
interface TemplateData {
  page: { inputPath: string };
  post?: Post<unknown>;
}

/** The part of Eleventy's configuration that the plugin uses. */
export interface EleventyConfig {
  logger: { warn(text: string): void; error(text: string): void };
  on(event: string, listener: (event: EleventyBuild) => Promise<void>): unknown;
  addPassthroughCopy(pattern: string): unknown;
  addTemplateFormats(formats: string[]): unknown;
  addExtension(extensions: string[], options: { key: string }): unknown;
  addPreprocessor(name: string, extensions: string, look: (data: TemplateData) => false | undefined): unknown;
  setLibrary(name: string, library: { render(text: string, data: TemplateData): Promise<string> }): unknown;
  addCollection(name: string, make: (api: { getAll(): { inputPath: string }[] }) => unknown): unknown;
  addTemplate(path: string, render: () => string, data: object): unknown;
  addGlobalData(name: string, make: () => unknown): unknown;
}

/** The argument of `eleventy.before`. */
interface EleventyBuild {
  runMode: string;
  directories: { input: string };
}

/**
 * A plugin for Eleventy 3. Every Markdown file below `folder` becomes a page with `post`, `status` and, in a series,
 * `part` in its data. There are collections `posts` and `series`, feeds, and a stylesheet. galley renders all other
 * Markdown files as well.
 *
 * @param eleventyConfig - passed by `addPlugin`
 * @param options - the folder, the parser and the site
 * @throws TypeError or RangeError for an option that is missing, misspelled or invalid
 * @example
 * ```ts
 * import { createPostParser } from "galley";
 * import { galley } from "galley/eleventy";
 *
 * // In eleventy.config.js
 * export function configure(eleventyConfig: { addPlugin(plugin: unknown, options: unknown): void }) {
 *   eleventyConfig.addPlugin(galley, {
 *     folder: "content/posts",
 *     parser: createPostParser(),
 *     blog: { url: "https://example.com/", title: "Notes" },
 *   });
 * }
 * ```
 */
export function galley<Data>(eleventyConfig: EleventyConfig, options: GalleyEleventyOptions<Data>): void {
  checkKind(
    "eleventyConfig",
    eleventyConfig,
    "object",
    "Eleventy's configuration: use addPlugin(galley, options)",
  );
  checkWrapperOptions(options, { blog: "object", styles: "string" });
  const { folder, parser, blog: blogOptions, styles } = options;
  const { logger } = eleventyConfig;
  // Only changed posts are parsed again.
  const cache = createMemoryCache();
  // Checks the options of the blog.
  let blog = buildBlog<Post<Data>>([], { ...blogOptions, now: new Date() });
  let pages = new Map<string, Post<Data>>();
  let preview = false;

  eleventyConfig.on("eleventy.before", async ({ runMode, directories }) => {
    const { posts, messages, stats } = await readPosts(folder, { parser, cache });
    preview = runMode !== "build";
    blog = buildBlog(posts, {
      ...blogOptions,
      now: new Date(),
      preview,
      assetUrl: (path) => `/${relative(directories.input, path).replaceAll("\\", "/")}`,
      lint: { ...blogOptions.lint, messages },
    });
    logMessages(blog.messages, logger);
    if (stats.failed > 0 && !preview) {
      throw new Error(`Posts in ${folder} have errors (${stats.failed}), see above`);
    }
    pages = new Map(blog.pages.map((post) => [resolve(post.path ?? ""), post]));
  });
  eleventyConfig.addPassthroughCopy(
    `${folder.replace(/^\.\/|\/$/g, "")}/**/*.{avif,gif,jpg,jpeg,mp4,png,svg,webm,webp}`,
  );

  // The other extensions that `readPosts` reads: Eleventy itself reads only `.md`.
  const extensions = markdownExtensions.filter((extension) => extension !== "md");
  eleventyConfig.addTemplateFormats(extensions);
  eleventyConfig.addExtension(extensions, { key: "md" });
  // Posts that have an error or are not shown have no page, nor do drafts elsewhere: `folder` may be wrong.
  eleventyConfig.addPreprocessor("galley", markdownExtensions.join(), (data) => {
    const path = resolve(data.page.inputPath);
    const post = pages.get(path);
    if (!post) {
      const isHidden = path.startsWith(resolve(folder) + sep) || (!preview && isDraft({ ...data, path }));
      return isHidden ? false : undefined;
    }
    const [status, part] = [blog.statusOf(post), blog.seriesOf(post)];
    // The name of a file, not an address.
    const permalink = decodeURI(blog.pathOf(post));
    Object.assign(data, { post, title: post.title, permalink, status, part });
    return undefined;
  });
  eleventyConfig.setLibrary("md", {
    render: async (text, { post, page }) => (post ?? (await parser(text, { path: page.inputPath }))).html,
  });

  eleventyConfig.addCollection("posts", (api) => {
    const items = new Map(api.getAll().map((item) => [resolve(item.inputPath), item]));
    // Eleventy may not know yet of a file that was added while it was building.
    return blog.posts.flatMap(({ path = "" }) => items.get(resolve(path)) ?? []);
  });
  eleventyConfig.addCollection("series", () => blog.series);

  const addFile = (permalink: string, render: () => string): unknown =>
    eleventyConfig.addTemplate(`galley${permalink}.11ty.js`, render, {
      permalink,
      eleventyExcludeFromCollections: true,
    });
  eleventyConfig.addGlobalData("feedLinks", () => feedLinks(blog.site));
  for (const { href, type } of feedLinks(blog.site)) {
    addFile(new URL(href).pathname, () => renderFeed(blog.feed(), type));
  }
  if (styles !== undefined) addFile("/highlight.css", () => styles);
}
