import { resolve, sep } from "node:path";
import {
  buildFeed,
  createPostParser,
  feedLinks,
  feedMediaTypes,
  type PostParser,
  renderAtom,
  renderJsonFeed,
  renderRss,
  type Site,
  selectPublished,
  sortPosts,
} from "galley";
import { readPosts } from "galley/node";
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

/** By the names that feeds have below a site unless it says otherwise. */
const formats = new Map([
  ["rss.xml", { render: renderRss, type: feedMediaTypes.rss }],
  ["atom.xml", { render: renderAtom, type: feedMediaTypes.atom }],
  ["feed.json", { render: renderJsonFeed, type: feedMediaTypes.json }],
]);

/** `import { posts } from "virtual:galley"`: all posts, the newest first, and again when one of them changes. */
export function galley({ folder, site, parser = createPostParser(), drafts = false }: GalleyOptions): Plugin {
  // Only what has changed is parsed again.
  const entries = new Map<string, string>();
  const cache = {
    getItem: (key: string) => entries.get(key),
    setItem: (key: string, value: string) => entries.set(key, value),
  };
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
      for (const [fileName, { render }] of formats) {
        this.emitFile({ type: "asset", fileName, source: render(feed) });
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
        const format = formats.get(request.url?.slice(server.config.base.length) ?? "");
        if (!site || !format) return next();
        try {
          const text = format.render(buildFeed(site, (await content()).posts));
          response.setHeader("content-type", `${format.type}; charset=utf-8`).end(text);
        } catch (error) {
          next(error);
        }
      });
    },
    transformIndexHtml: () =>
      site
        ? feedLinks(site).map(({ rel, type, href, title }) => ({
            tag: "link",
            attrs: { rel, type, href: new URL(href).pathname, title },
          }))
        : [],
  };
}
