import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, relative, resolve, sep } from "node:path";
import { uneval } from "devalue";
import type { Plugin } from "vite";
import type { Blog, BlogOptions, PostStatus } from "../blog/blog.ts";
import { buildBlog } from "../blog/build-blog.ts";
import { formatMessage } from "../diagnostics/format-message.ts";
import { feedLinks, renderFeed } from "../feed/formats.ts";
import { createMemoryCache } from "../node/cache.ts";
import { readPosts } from "../node/read-posts.ts";
import type { PostParser } from "../post/create-post-parser.ts";
import type { Post } from "../post/post.ts";
import { checkWrapperOptions, onSave } from "../wrapper/wrapper.ts";

/** Options of the Vite plugin. */
export interface GalleyViteOptions<Data = Record<string, unknown>> {
  /** Folder of posts, relative to Vite's root; it may be outside of it. */
  folder: string;
  /** Made with `createPostParser`. With plugins or a schema, give it a `fingerprint` so that unchanged posts are kept. */
  parser: PostParser<Data>;
  /** The site and other options of `buildBlog`. */
  blog: Omit<BlogOptions<Post<Data>>, "now" | "preview" | "assetUrl">;
  /**
   * The content of `virtual:galley.css`, such as `highlightStyles(highlighter)`.
   *
   * @defaultValue `""`
   */
  styles?: string | undefined;
}

/**
 * Declares the type of `data` of the posts in `virtual:galley`:
 * `declare module "galley/vite" { interface Register { data: z.infer<typeof schema> } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is for users to extend
export interface Register {}

/** A post of `virtual:galley`. */
export interface PagePost<Data = Register extends { data: infer D } ? D : Record<string, unknown>>
  extends Post<Data> {
  /** In development, the posts include drafts and other posts that are not published. */
  status: PostStatus;
  /** Path of its page, with the base of the site. */
  href: string;
}

/** Media types that browsers do not detect themselves. */
const types = { ".json": "application/json", ".svg": "image/svg+xml", ".xml": "text/xml" };

/**
 * A plugin for Vite that provides the blog as data: `import { posts, pages, series, tags, years } from
 * "virtual:galley"`, updated when a post changes, and a stylesheet, `virtual:galley.css`. It serves and writes feeds,
 * pictures next to posts, and an `index.html` for each page. Types: `galley/vite/client`.
 *
 * @param options - the folder, the parser and the site
 * @returns the plugin
 * @throws TypeError or RangeError for an option that is missing, misspelled or invalid
 * @example
 * ```ts
 * import { createPostParser } from "galley";
 * import { galley } from "galley/vite";
 *
 * // In vite.config.ts: defineConfig({ plugins: [galley({ … })] })
 * const blog = { url: "https://example.com/", title: "Notes" };
 * const plugin = galley({ folder: "posts", parser: createPostParser(), blog });
 * console.log(plugin.name);
 * // → galley
 * ```
 */
export function galley<Data>(options: GalleyViteOptions<Data>): Plugin {
  checkWrapperOptions(options, { blog: "object", styles: "string" });
  const { folder, parser, blog: blogOptions, styles = "" } = options;
  const feeds = feedLinks(buildBlog<Post<Data>>([], { ...blogOptions, now: new Date() }).site);
  // Only changed posts are parsed again.
  const cache = createMemoryCache();
  let [root, home, base, preview] = ["", "", "/", false];

  /** Feeds, and files next to posts, by their URL. */
  const files = new Map<string, () => Promise<string | Uint8Array>>();
  function assetUrl(path: string): string | undefined {
    const file = resolve(root, path);
    if (!file.startsWith(home + sep) || !existsSync(file)) return undefined;
    const url = `${base}files/${relative(home, file).split(sep).map(encodeURIComponent).join("/")}`;
    files.set(url, () => readFile(file));
    return url;
  }

  async function read() {
    const { posts, messages } = await readPosts(folder, { parser, cwd: root, cache });
    const shown = { now: new Date(), preview, assetUrl, lint: { ...blogOptions.lint, messages } };
    // Messages are reported below, and must not be part of the page.
    const records = posts.map((post) => ({ ...post, messages: [] }));
    return buildBlog<Post<Data>>(records, { ...blogOptions, ...shown });
  }
  let current: ReturnType<typeof read> | undefined;
  const getBlog = () => (current ??= read());

  return {
    name: "galley",
    configResolved(config) {
      ({ root, base } = config);
      home = resolve(root, folder);
      preview = config.command === "serve" && !config.isProduction;
      for (const { href, type } of feeds) {
        const url = base + href.slice(href.lastIndexOf("/") + 1);
        files.set(url, async () => renderFeed((await getBlog()).feed(), type));
      }
    },
    buildStart() {
      current = undefined;
    },
    resolveId: (id) => (/^virtual:galley(?:\.css)?$/.test(id) ? `\0${id}` : undefined),
    async load(id) {
      if (id === "\0virtual:galley.css") return styles;
      if (id !== "\0virtual:galley") return undefined;
      const blog = await getBlog();
      // Errors come last: the first one ends the build, and the dev server shows it.
      for (const message of blog.messages.toSorted((a, b) => Number(a.fatal ?? 0) - Number(b.fatal ?? 0))) {
        const { line, column = 1 } = message;
        const file = resolve(root, message.file ?? "");
        const loc = line === undefined ? undefined : { file, line, column: column - 1 };
        const log = { message: formatMessage(message), id: file, ...(loc && { loc }) };
        if (message.fatal) this.error(log);
        this.warn(log);
      }
      return writeModule(blog);
    },
    generateBundle: {
      // After Vite has written `index.html`.
      order: "post",
      async handler(_, bundle) {
        const blog = await getBlog();
        const emit = (fileName: string, source: string | Uint8Array) =>
          this.emitFile({ type: "asset", fileName, source });
        // Each page has an address of its own.
        const index = bundle["index.html"];
        if (index?.type === "asset") {
          const paths = blog.pages.map((post) => blog.pathOf(post).slice(base.length));
          for (const path of [...paths, ...blog.series.map(({ slug }) => `series/${slug}/`)])
            emit(`${decodeURI(path)}index.html`, index.source);
        }
        // A picture that only a draft uses is not published.
        const shown = blog.pages.map(({ html, image }) => html + image?.src).join("\n");
        for (const [url, make] of files) {
          if (url.startsWith(`${base}files/`) && !shown.includes(url)) continue;
          emit(decodeURIComponent(url.slice(base.length)), await make());
        }
      },
    },
    configureServer(server) {
      const reload = async (): Promise<void> => {
        current = undefined;
        const module = server.moduleGraph.getModuleById("\0virtual:galley");
        if (module) await server.reloadModule(module);
      };
      onSave(server.watcher, home, reload);
      server.middlewares.use(async ({ url = "" }, response, next) => {
        const [path = ""] = url.split("?");
        const make = files.get(path);
        if (make === undefined) return next();
        try {
          const type = types[extname(path) as keyof typeof types];
          if (type) response.setHeader("content-type", type);
          response.end(await make());
        } catch (error) {
          next(error);
        }
      });
    },
    transformIndexHtml: () =>
      feeds.map((link) => ({ tag: "link", attrs: { ...link, href: new URL(link.href).pathname } })),
  };
}

/** Writes the source of `virtual:galley`. */
function writeModule<Data>(blog: Blog<Post<Data>>): string {
  // The parts of the blog share their posts, so that each is written once.
  for (const post of blog.pages)
    Object.assign(post, { status: blog.statusOf(post), href: blog.pathOf(post) });
  const { posts, pages, series, tags, years } = blog;
  return `export const { posts, pages, series, tags, years } = ${uneval({ posts, pages, series, tags, years })};`;
}
