import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Loader, LoaderContext } from "astro/loaders";
import { z } from "astro/zod";
import { createPostParser, formatMessage, type Post, type PostParser } from "galley";
import { createFileCache, readPosts } from "galley/node";

export interface GalleyLoaderOptions {
  /** Folder of posts, from the root of the project. */
  folder: string;
  /** @default createPostParser() */
  parser?: PostParser;
}

/** What `entry.data` holds: the post but for its HTML, which `render(entry)` shows. */
export type PostRecord = Omit<Post, "html">;

/** Fills a collection with the posts of a folder; the slug is the id. */
export function galleyLoader({ folder, parser = createPostParser() }: GalleyLoaderOptions): Loader {
  return {
    name: "galley-loader",
    schema: z.custom<PostRecord>(),
    async load(context) {
      await fill(context, folder, parser);
      const home = resolve(fileURLToPath(context.config.root), folder);
      context.watcher?.add(home);
      context.watcher?.on("all", (_, file) => {
        if (file.startsWith(home + sep)) {
          fill(context, folder, parser).catch((error) => context.logger.error(String(error)));
        }
      });
    },
  };
}

async function fill(context: LoaderContext, folder: string, parser: PostParser): Promise<void> {
  const { store, logger, config, parseData, generateDigest, watcher } = context;
  const root = fileURLToPath(config.root);
  const cache = createFileCache(fileURLToPath(new URL("galley", config.cacheDir)));
  const { posts, messages, stats } = await readPosts(folder, { parser, cwd: root, cache });

  for (const message of messages) {
    if (message.fatal) logger.error(formatMessage(message));
    else logger.warn(formatMessage(message));
  }
  if (stats.failed > 0 && !watcher)
    throw new Error(`${stats.failed} posts in ${folder} have errors, see above`);

  const gone = new Set(store.keys());
  for (const { html, ...record } of posts) {
    const id = record.slug;
    gone.delete(id);
    const digest = generateDigest({ html, ...record });
    if (store.get(id)?.digest === digest) continue;
    const data = await parseData({ id, data: record });
    const metadata = { headings: [...record.headings], frontmatter: record.data };
    store.set({
      id,
      data,
      digest,
      filePath: relative(root, resolve(root, record.path ?? "")),
      rendered: { html, metadata },
    });
  }
  for (const id of gone) store.delete(id);
}
