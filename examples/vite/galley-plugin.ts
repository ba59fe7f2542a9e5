import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import {
  type BlogOptions,
  buildBlog,
  feedLinks,
  formatMessage,
  type Post,
  type PostParser,
  renderFeed,
} from "galley";
import { createMemoryCache, readPosts } from "galley/node";
import type { Plugin } from "vite";

export interface GalleyOptions {
  /** Folder of posts, from Vite's root. */
  folder: string;
  parser: PostParser;
  /** The site and other options of `buildBlog`. */
  blog: Omit<BlogOptions<Post>, "now" | "preview" | "assetUrl">;
  /** Stylesheet of `virtual:galley.css`, such as `highlightStyles(highlighter)`. */
  styles?: string;
}

const nameOf = (href: string) => href.slice(href.lastIndexOf("/") + 1);

/** `import { posts, pages, series } from "virtual:galley"`: the blog as data, updated when a post changes. */
export function galley({ folder, parser, blog: options, styles = "" }: GalleyOptions): Plugin {
  // Only changed posts are parsed again.
  const cache = createMemoryCache();
  let [root, home, base, preview] = ["", "", "/", false];

  /** Files beside posts, by their URL. */
  const files = new Map<string, string>();
  function assetUrl(path: string): string | undefined {
    const file = resolve(root, path);
    if (!file.startsWith(home + sep) || !existsSync(file)) return undefined;
    const url = base + encodeURI(join("files", relative(home, file)).replaceAll("\\", "/"));
    files.set(url, file);
    return url;
  }

  async function read() {
    const { posts, messages } = await readPosts(folder, { parser, cwd: root, cache });
    return buildBlog(posts, { ...options, now: new Date(), preview, assetUrl, lint: { messages } });
  }
  let current: ReturnType<typeof read> | undefined;
  const getBlog = () => (current ??= read());

  return {
    name: "galley",
    configResolved(config) {
      ({ root, base } = config);
      home = resolve(root, folder);
      preview = config.command === "serve" && !config.isProduction;
    },
    buildStart() {
      current = undefined;
    },
    resolveId: { filter: { id: /^virtual:galley(\.css)?$/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:galley(\.css)?$/ },
      async handler(id) {
        if (id.endsWith(".css")) return styles;
        const blog = await getBlog();
        for (const message of blog.messages) {
          const { file = "", line, column = 1, fatal } = message;
          const id = resolve(root, file);
          const log = {
            message: formatMessage(message),
            id,
            ...(line && { loc: { file: id, line, column: column - 1 } }),
          };
          if (fatal) this.error(log);
          this.warn(log);
        }
        const series = blog.series.map(({ slug, title, parts }) => ({
          slug,
          title,
          parts: parts.map(({ label, post }) => ({ label, slug: post.slug, title: post.title })),
        }));
        const pages = blog.pages.map((post) => ({ ...post, status: blog.statusOf(post) }));
        // JSON has no dates.
        return `
const toDate = (text) => text && new Date(text);
export const pages = ${JSON.stringify(pages)}.map((post) =>
  ({ ...post, date: toDate(post.date), updated: toDate(post.updated), expires: toDate(post.expires) }));
export const posts = pages.filter(({ unlisted }) => !unlisted);
export const series = ${JSON.stringify(series)};`;
      },
    },
    generateBundle: {
      // After Vite has written `index.html`.
      order: "post",
      async handler(_, bundle) {
        const blog = await getBlog();
        const emit = (fileName: string, source: string | Uint8Array) =>
          this.emitFile({ type: "asset", fileName, source });
        for (const { href, type } of feedLinks(blog.site)) emit(nameOf(href), renderFeed(blog.feed(), type));
        // Each page has an address of its own, which shows the same application.
        const index = bundle["index.html"];
        if (index?.type === "asset") {
          const paths = blog.pages.map((post) => blog.pathOf(post).slice(base.length));
          for (const path of [...paths, ...blog.series.map(({ slug }) => `series/${slug}/`)])
            emit(`${path}index.html`, index.source);
        }
        for (const [url, file] of files) emit(decodeURI(url.slice(base.length)), await readFile(file));
      },
    },
    configureServer(server) {
      let timer: NodeJS.Timeout;
      server.watcher.add(home).on("all", (_, file) => {
        if (!file.startsWith(home + sep)) return;
        clearTimeout(timer);
        timer = setTimeout(() => {
          current = undefined;
          const module = server.moduleGraph.getModuleById("\0virtual:galley");
          if (module) void server.reloadModule(module);
        }, 50);
      });
      server.middlewares.use(async ({ url = "" }, response, next) => {
        try {
          const blog = await getBlog();
          const file = files.get(url);
          const feed = feedLinks(blog.site).find(({ href }) => url === base + nameOf(href));
          if (feed) {
            response.setHeader("content-type", `${feed.type}; charset=utf-8`);
            response.end(renderFeed(blog.feed(), feed.type));
          } else if (file) {
            if (file.endsWith(".svg")) response.setHeader("content-type", "image/svg+xml");
            response.end(await readFile(file));
          } else next();
        } catch (error) {
          next(error);
        }
      });
    },
    async transformIndexHtml() {
      const links = feedLinks((await getBlog()).site);
      return links.map((link) => ({ tag: "link", attrs: { ...link, href: new URL(link.href).pathname } }));
    },
  };
}
