import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { VFileMessage } from "vfile-message";
import { checkKind } from "../core/check-options.ts";
import { createFileCache } from "../node/cache.ts";
import { readPosts } from "../node/read-posts.ts";
import type { PostParser } from "../post/create-post-parser.ts";
import type { Post } from "../post/post.ts";
import { checkWrapperOptions, logMessages, onSave } from "../wrapper/wrapper.ts";

/** An entry in Astro's data store. */
interface AstroEntry {
  id: string;
  data: Record<string, unknown>;
  digest?: string;
  filePath?: string;
  rendered?: { html: string; metadata: Record<string, unknown> };
}

/** The part of Astro's `LoaderContext` that the loader uses. */
export interface AstroLoaderContext {
  store: {
    get(id: string): { digest?: number | string } | undefined;
    set(entry: AstroEntry): unknown;
    delete(id: string): void;
    keys(): string[];
  };
  logger: { warn(text: string): void; error(text: string): void };
  config: { root: URL; cacheDir: URL };
  parseData<Fields extends Record<string, unknown>>(entry: { id: string; data: Fields }): Promise<Fields>;
  generateDigest(data: Record<string, unknown>): string;
  /** In `astro dev` only. */
  watcher?: {
    add(path: string): unknown;
    on(event: "all", listener: (event: string, file: string) => void): unknown;
  };
}

/** A content loader, compatible with Astro's type `Loader`. */
export interface AstroLoader {
  name: string;
  /** Fills the collection. */
  load(context: AstroLoaderContext): Promise<void>;
}

/** Options of {@linkcode galleyLoader}. */
export interface GalleyLoaderOptions<Data = Record<string, unknown>> {
  /** Folder of posts, relative to the root of the project; it may be outside of it. */
  folder: string;
  /** Made with `createPostParser`. With plugins or a schema, nothing is cached unless it has a `fingerprint`. */
  parser: PostParser<Data>;
}

/** The type of `entry.data`. {@linkcode toPost} adds the HTML; messages are written to Astro's log. */
export type PostRecord<Data = Record<string, unknown>> = Omit<Post<Data>, "html" | "messages">;

/** An error in a post, in the form that Astro's overlay shows. */
interface Fault {
  message: string;
  hint?: string | undefined;
  loc: { file: string; line?: number | undefined; column?: number | undefined };
}

/**
 * Creates a content loader for Astro, which fills a collection with the posts of a folder. The id of an entry is the
 * slug; translations have the language after it (`queues.ja`), and other posts that share a slug have their path.
 *
 * Only changed posts are parsed again. In `astro dev` the folder is watched. A post with an error makes `astro build`
 * fail; in development {@linkcode toPost} throws it, so that Astro's overlay shows it.
 *
 * @param options - the folder and the parser
 * @returns the loader, for `defineCollection`
 * @throws TypeError or RangeError for an option that is missing, misspelled or invalid
 * @example
 * ```ts
 * import { createPostParser } from "galley";
 * import { galleyLoader } from "galley/astro";
 *
 * // In src/content.config.ts: defineCollection({ loader: galleyLoader({ … }) })
 * const loader = galleyLoader({ folder: "posts", parser: createPostParser() });
 * console.log(loader.name);
 * // → galley
 * ```
 */
export function galleyLoader<Data>(options: GalleyLoaderOptions<Data>): AstroLoader {
  checkWrapperOptions(options);
  return {
    name: "galley",
    async load(context) {
      await fill(context, options);
      let filled = Promise.resolve();
      const refill = (): void => {
        filled = filled
          .then(() => fill(context, options))
          .catch((error) => context.logger.error(String(error)));
      };
      if (context.watcher) {
        onSave(context.watcher, resolve(fileURLToPath(context.config.root), options.folder), refill);
      }
    },
  };
}

/**
 * Turns an entry into a `Post`, for `buildBlog`.
 *
 * @param entry - an entry of a collection that {@linkcode galleyLoader} fills
 * @throws the error of the post, since in development an entry can be a file with an error; TypeError for anything but an
 *   entry
 * @example
 * ```ts
 * import { toPost } from "galley/astro";
 *
 * // (await getCollection("posts")).map((entry) => toPost(entry))
 * const entry = { data: { slug: "queues", title: "Queues" }, rendered: { html: "<p>They fill.</p>" } };
 * console.log(toPost(entry).title, toPost(entry).html);
 * // → Queues <p>They fill.</p>
 * ```
 */
export function toPost<Data = Record<string, unknown>>(entry: {
  data: object;
  rendered?: { html: string } | undefined;
}): Post<Data> {
  checkKind("entry", entry, "object", "an entry of a collection");
  checkKind("entry.data", entry.data, "object");
  const { fault } = entry.data as { fault?: Fault };
  if (fault) throw toError(fault);
  return { ...(entry.data as PostRecord<Data>), html: entry.rendered?.html ?? "", messages: [] };
}

async function fill<Data>(context: AstroLoaderContext, options: GalleyLoaderOptions<Data>): Promise<void> {
  const { store, logger, config, parseData, generateDigest, watcher } = context;
  const root = fileURLToPath(config.root);
  const cache = createFileCache(fileURLToPath(new URL("galley", config.cacheDir)));
  const { posts, messages } = await readPosts(options.folder, { parser: options.parser, cwd: root, cache });

  logMessages(messages, logger);
  const faults = messages.filter(({ fatal }) => fatal).map((message) => toFault(message, root));
  if (faults[0] && !watcher) throw toError(faults[0]);

  const gone = new Set(store.keys());
  const put = (entry: AstroEntry & { digest: string }): void => {
    gone.delete(entry.id);
    if (store.get(entry.id)?.digest !== entry.digest) store.set(entry);
  };
  for (const fault of faults) put({ id: fault.loc.file, data: { fault }, digest: generateDigest({ fault }) });
  const byPath = new Map(posts.map((post) => [resolve(root, post.path ?? post.slug), post]));
  const ids = entryIds(byPath, resolve(root, options.folder));
  for (const [path, read] of byPath) {
    const { html, messages: _, ...post } = read;
    const id = ids.get(read) ?? post.slug;
    const filePath = relative(root, path).replaceAll("\\", "/");
    const record = { ...post, path: filePath };
    const metadata = { headings: [...post.headings], frontmatter: post.data };
    const digest = generateDigest({ html, ...record });
    put({
      id,
      digest,
      data: await parseData({ id, data: record }),
      filePath,
      rendered: { html, metadata },
    });
  }
  for (const id of gone) store.delete(id);
}

/**
 * Unique ids of entries: the slug; with the language if translations share it (`queues.ja`); or the path below the
 * folder of posts if other posts share it.
 *
 * @param posts - the posts by their absolute paths
 * @param home - the folder of posts
 */
function entryIds<P extends { slug: string; lang?: string | undefined }>(
  posts: ReadonlyMap<string, P>,
  home: string,
): Map<P, string> {
  const slugs = countOf([...posts.values()].map(({ slug }) => slug));
  const nameOf = ({ slug, lang }: P): string =>
    lang !== undefined && slugs.get(slug) !== 1 ? `${slug}.${lang}` : slug;
  const names = countOf([...posts.values()].map(nameOf));
  return new Map(
    [...posts].map(([path, post]) => {
      const name = nameOf(post);
      return [post, names.get(name) === 1 ? name : relative(home, path).replaceAll("\\", "/")];
    }),
  );
}

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function toFault({ reason, ruleId, note, file = "", line, column }: VFileMessage, root: string): Fault {
  return { message: `${reason} [${ruleId}]`, hint: note, loc: { file: resolve(root, file), line, column } };
}

function toError({ message, ...fields }: Fault): Error {
  return Object.assign(new Error(message), { name: "PostError" }, fields);
}
