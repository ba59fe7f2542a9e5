import { resolve, sep } from "node:path";
import {
  buildFeed,
  createPostParser,
  feedLinks,
  type PostParser,
  renderFeed,
  type Site,
  selectPublished,
  sortPosts,
} from "galley";
import { createMemoryCache, readPosts } from "galley/node";
import type { Plugin } from "vite";

export interface GalleyOptions {
  /** Folder of posts, from Vite's root. */
  folder: string;
  /** With it, feeds are written and named in the head of each page. */
  site?: Site;
  /** @default createPostParser() */
  parser?: PostParser;
  /** Whether drafts and scheduled posts are among the posts; while developing they always are. */
  drafts?: boolean;
}

const id = "\0virtual:galley";

const nameOf = (href: string) => href.slice(href.lastIndexOf("/") + 1);

/** `import { posts } from "virtual:galley"`: all posts, the newest first, and again when one of them changes. */
export function galley({ folder, site, parser = createPostParser(), drafts = false }: GalleyOptions): Plugin {
  // Only what has changed is parsed again.
  const cache = createMemoryCache();
  const links = site ? feedLinks(site) : [];
  let root = "";
  let preview = drafts;

  async function read() {
    const { posts, messages } = await readPosts(folder, { parser, cwd: root, cache });
    const shown = selectPublished(posts, {
      now: new Date(),
      includeDrafts: preview,
      includeScheduled: preview,
      includeUnlisted: true,
    });
    const sorted = sortPosts(shown.posts);
    return {
      posts: sorted.filter(({ unlisted }) => !unlisted),
      unlisted: sorted.filter(({ unlisted }) => unlisted),
      messages,
    };
  }

  let current: ReturnType<typeof read> | undefined;
  const content = () => (current ??= read());

  return {
    name: "galley",
    configResolved(config) {
      root = config.root;
      preview = drafts || config.command === "serve";
    },
    buildStart() {
      current = undefined;
    },
    resolveId: { filter: { id: /^virtual:galley$/ }, handler: () => id },
    load: {
      filter: { id: /^\0virtual:galley$/ },
      async handler() {
        const { posts, unlisted, messages } = await content();
        for (const { reason, note, ruleId, file, line, column, fatal } of messages) {
          const log = {
            message: `${reason} [${ruleId}]${note ? `\n${note}` : ""}`,
            id: resolve(root, file ?? ""),
          };
          const loc = line ? { file: log.id, line, column: (column ?? 1) - 1 } : undefined;
          if (fatal) this.error({ ...log, loc });
          else this.warn({ ...log, loc });
        }
        // JSON has no dates.
        return `
const toDate = (text) => text && new Date(text);
const revive = (post) =>
  ({ ...post, date: toDate(post.date), updated: toDate(post.updated), expires: toDate(post.expires) });
export const posts = ${JSON.stringify(posts)}.map(revive);
export const unlisted = ${JSON.stringify(unlisted)}.map(revive);`;
      },
    },
    async generateBundle() {
      if (!site) return;
      const feed = buildFeed(site, (await content()).posts);
      for (const { href, type } of links) {
        this.emitFile({ type: "asset", fileName: nameOf(href), source: renderFeed(feed, type) });
      }
    },
    configureServer(server) {
      const home = resolve(root, folder);
      server.watcher.add(home);
      server.watcher.on("all", (_, file) => {
        if (!file.startsWith(home + sep)) return;
        current = undefined;
        const module = server.moduleGraph.getModuleById(id);
        if (module) void server.reloadModule(module);
      });
      server.middlewares.use(async (request, response, next) => {
        const link = links.find(({ href }) => request.url === server.config.base + nameOf(href));
        if (!site || !link) return next();
        try {
          const text = renderFeed(buildFeed(site, (await content()).posts), link.type);
          response.setHeader("content-type", `${link.type}; charset=utf-8`).end(text);
        } catch (error) {
          next(error);
        }
      });
    },
    transformIndexHtml: () =>
      links.map(({ rel, type, href, title }) => ({
        tag: "link",
        attrs: { rel, type, href: new URL(href).pathname, title },
      })),
  };
}
