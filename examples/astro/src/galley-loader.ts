import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Loader, LoaderContext } from "astro/loaders";
import { z } from "astro/zod";
import { formatMessage, type Post, type PostParser } from "galley";
import { createFileCache, readPosts } from "galley/node";

export interface GalleyLoaderOptions {
  /** Folder of posts, from the root of the project. */
  folder: string;
  parser: PostParser;
}

/** What `entry.data` holds. `toPost(entry)` adds the HTML; messages go to Astro's log. */
export type PostRecord = Omit<Post, "html" | "messages">;

type Message = Awaited<ReturnType<typeof readPosts>>["messages"][number];
type Fault = ReturnType<typeof toFault>;

/** Fills a collection with the posts of a folder; the slug is the id. */
export function galleyLoader({ folder, parser }: GalleyLoaderOptions): Loader {
  return {
    name: "galley-loader",
    schema: z.custom<PostRecord>(),
    async load(context) {
      await fill(context, folder, parser);
      const home = resolve(fileURLToPath(context.config.root), folder);
      let timer: NodeJS.Timeout;
      let filled: Promise<void> = Promise.resolve();
      const refill = () => {
        filled = filled
          .then(() => fill(context, folder, parser))
          .catch((error) => context.logger.error(String(error)));
      };
      context.watcher?.add(home);
      context.watcher?.on("all", (_, file) => {
        if (!file.startsWith(home + sep)) return;
        // An editor may cause several events when it saves.
        clearTimeout(timer);
        timer = setTimeout(refill, 50);
      });
    },
  };
}

/** The post of an entry. In development an entry can be a file with an error: it is thrown, and Astro shows it. */
export function toPost(entry: { data: PostRecord; rendered?: { html: string } }): Post {
  const { fault } = entry.data as { fault?: Fault };
  if (fault) throw toError(fault);
  return { ...entry.data, html: entry.rendered?.html ?? "", messages: [] };
}

async function fill(context: LoaderContext, folder: string, parser: PostParser): Promise<void> {
  const { store, logger, config, parseData, generateDigest, watcher } = context;
  const root = fileURLToPath(config.root);
  const cache = createFileCache(fileURLToPath(new URL("galley", config.cacheDir)));
  const { posts, messages } = await readPosts(folder, { parser, cwd: root, cache });

  for (const message of messages) logger[message.fatal ? "error" : "warn"](formatMessage(message));
  const faults = messages.filter(({ fatal }) => fatal).map((message) => toFault(message, root));
  if (faults[0] && !watcher) throw toError(faults[0]);

  const gone = new Set(store.keys());
  for (const fault of faults) {
    const id = fault.loc.file;
    gone.delete(id);
    store.set({ id, data: { fault }, digest: generateDigest(fault) });
  }
  for (const { html, messages: _, ...post } of posts) {
    const id = post.slug;
    const filePath = relative(root, resolve(root, post.path ?? "")).replaceAll("\\", "/");
    const record = { ...post, path: filePath };
    gone.delete(id);
    const digest = generateDigest({ html, ...record });
    if (store.get(id)?.digest === digest) continue;
    store.set({
      id,
      data: await parseData({ id, data: record }),
      digest,
      filePath,
      rendered: { html, metadata: { headings: [...record.headings], frontmatter: record.data } },
    });
  }
  for (const id of gone) store.delete(id);
}

/** What Astro's overlay shows of a message. */
function toFault({ reason, ruleId, note, file = "", line, column }: Message, root: string) {
  return { message: `${reason} [${ruleId}]`, hint: note, loc: { file: resolve(root, file), line, column } };
}

function toError({ message, ...fields }: Fault): Error {
  return Object.assign(new Error(message), { name: "PostError" }, fields);
}
