import { resolve, sep } from "node:path";
import {
  buildFeed,
  createPostParser,
  feedLinks,
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

const name = "virtual:galley";
const id = `\0${name}`;

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

  async function feeds(): Promise<Map<string, { type: string; source: string }>> {
    if (!site) return new Map();
    const feed = buildFeed(site, (await read()).posts);
    const sources = [renderRss(feed), renderAtom(feed), renderJsonFeed(feed)];
    return new Map(
      feedLinks(feed).map(({ href, type }, index) => [
        new URL(href).pathname,
        { type, source: sources[index] as string },
      ]),
    );
  }

  return {
    name: "galley",
    configResolved(config) {
      root = config.root;
      preview = drafts || config.command === "serve";
    },
    resolveId: { filter: { id: /^virtual:galley$/ }, handler: () => id },
    load: {
      filter: { id: /^\0virtual:galley$/ },
      async handler() {
        const { posts, unlisted, messages } = await read();
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
      for (const [path, { source }] of await feeds()) {
        this.emitFile({ type: "asset", fileName: path.slice(1), source });
      }
    },
    configureServer(server) {
      const home = resolve(root, folder);
      server.watcher.add(home);
      server.watcher.on("all", (_, file) => {
        const module = server.moduleGraph.getModuleById(id);
        if (module && file.startsWith(home + sep)) void server.reloadModule(module);
      });
      server.middlewares.use(async (request, response, next) => {
        try {
          const feed = (await feeds()).get(request.url ?? "");
          if (feed) response.setHeader("content-type", `${feed.type}; charset=utf-8`).end(feed.source);
          else next();
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
