import type { StandardSchemaV1 } from "@standard-schema/spec";
import { checkFields, checkKind, wrongKind } from "../core/check-options.ts";
import { readFrontMatter, readFrontMatterSync } from "../front-matter/parse-front-matter.ts";
import { colorTree, colorTreeSync } from "../highlight/highlight-tree.ts";
import { PostDraft } from "./draft.ts";
import type { Post } from "./post.ts";
import type { PostData, PostParserOptions } from "./post-parser-options.ts";
import { createParts } from "./post-parts.ts";
import { version } from "./version.ts";

/** Details of a source in addition to its text. */
export interface PostFile {
  /** Path of the source: slug and date may come from it, and messages name it. `.mdx` is read as MDX. */
  path?: string | undefined;
}

/** Turns sources into posts; made by {@linkcode createPostParser}. */
export interface PostParser<Data = Record<string, unknown>> {
  (source: string | Uint8Array, file?: PostFile): Promise<Post<Data>>;
  /** The synchronous form; throws a `TypeError` if a schema or a plugin is asynchronous or a grammar is not loaded. */
  sync(source: string | Uint8Array, file?: PostFile): Post<Data>;
  /** Identifies everything that the result depends on besides the source; used for caches. */
  readonly fingerprint: string | undefined;
  /** `limits.maxBytes`: a longer source is rejected. */
  readonly maxBytes: number;
}

/**
 * Makes a function that turns the source of a post into a {@linkcode Post}: metadata, HTML, excerpt, headings, links,
 * images and reading time from one parse of the text.
 *
 * The function throws a `ContentError` with all messages if there is an error that the author must fix; warnings are in
 * `post.messages`. Text alone never makes it throw anything else.
 *
 * @param options - all optional
 * @returns the parser, with `sync`, `fingerprint` and `maxBytes`
 * @throws RangeError or TypeError for an unknown or invalid option
 * @example
 * ```ts
 * import { createPostParser } from "galley";
 *
 * const parsePost = createPostParser();
 * const source = "---\ntags: [Odin, queues]\n---\n# Queues\n\nA queue moves work *in time*.\n";
 * const post = await parsePost(source, { path: "posts/2026-04-14-queues.md" });
 * console.log(post.slug, post.title, post.date?.toISOString(), post.tags.join());
 * console.log(post.html);
 * console.log(post.excerpt.text, post.readingTime.text);
 * // → queues Queues 2026-04-14T00:00:00.000Z Odin,queues
 * // → <p>A queue moves work <em>in time</em>.</p>
 * // → A queue moves work in time. 1 min read
 * ```
 */
export function createPostParser<Schema extends StandardSchemaV1 | undefined = undefined>(
  options: PostParserOptions<Schema> = {},
): PostParser<PostData<Schema>> {
  const parts = createParts(options);
  const { fingerprint, ...others } = options;
  const { highlighter } = options;
  const { parseMarkdown, beforeSanitize, afterSanitize, afterHighlight } = parts;
  // One raw node for each block is faster than thousands of elements, if no later plugin needs them.
  const raw = afterHighlight.isEmpty;

  async function parse(source: string | Uint8Array, file?: PostFile): Promise<Post<PostData<Schema>>> {
    checkSource(source, file);
    const draft = new PostDraft(source, file?.path, parts);
    try {
      draft.useFrontMatter(await readFrontMatter(draft.text, draft.frontMatterOptions));
    } catch (error) {
      draft.report(error);
    }
    try {
      let tree = draft.toHast(await parseMarkdown(draft.markdown, draft.file));
      if (!beforeSanitize.isEmpty) tree = await beforeSanitize(tree, draft.vfile);
      tree = draft.read(tree);
      if (!afterSanitize.isEmpty) tree = await afterSanitize(tree, draft.vfile);
      if (highlighter) await colorTree(tree, { highlighter, raw, ...draft.file });
      if (!afterHighlight.isEmpty) tree = await afterHighlight(tree, draft.vfile);
      draft.print(tree);
    } catch (error) {
      draft.report(error);
    }
    return draft.finish() as Post<PostData<Schema>>;
  }

  /** The same steps as `parse`, synchronously. */
  function parseSync(source: string | Uint8Array, file?: PostFile): Post<PostData<Schema>> {
    checkSource(source, file);
    const draft = new PostDraft(source, file?.path, parts);
    try {
      draft.useFrontMatter(readFrontMatterSync(draft.text, draft.frontMatterOptions));
    } catch (error) {
      draft.report(error);
    }
    try {
      let tree = draft.toHast(parseMarkdown.sync(draft.markdown, draft.file));
      if (!beforeSanitize.isEmpty) tree = beforeSanitize.sync(tree, draft.vfile);
      tree = draft.read(tree);
      if (!afterSanitize.isEmpty) tree = afterSanitize.sync(tree, draft.vfile);
      if (highlighter) colorTreeSync(tree, { highlighter, raw, ...draft.file });
      if (!afterHighlight.isEmpty) tree = afterHighlight.sync(tree, draft.vfile);
      draft.print(tree);
    } catch (error) {
      draft.report(error);
    }
    return draft.finish() as Post<PostData<Schema>>;
  }

  return Object.assign(parse, {
    sync: parseSync,
    fingerprint: parserFingerprint(others, fingerprint),
    maxBytes: parts.limits.maxBytes,
  });
}

function checkSource(source: unknown, file: PostFile | undefined): void {
  if (typeof source !== "string" && !ArrayBuffer.isView(source)) {
    throw wrongKind("source", source, "the text of a post, or its bytes as a Uint8Array");
  }
  if (file === undefined) return;
  checkKind("file", file, "object", 'an object such as { path: "posts/a.md" }');
  checkFields(file, { path: "string" }, "file");
}

/**
 * Identifies everything that a parse depends on besides the source, for a cache key: the version of the package and each
 * option.
 *
 * @param named - the caller's name for the code among the options (plugins, a schema, functions)
 * @returns `undefined` if an option contains code that the caller has not named: a cache could return an outdated result
 */
export function parserFingerprint(
  options: Readonly<Record<string, unknown>>,
  named: string | undefined,
): string | undefined {
  let hasCode = false;
  const write = (value: unknown): unknown => {
    if (typeof value === "function") hasCode = true;
    if (typeof value !== "object" || value === null) return value === undefined ? null : value;
    if ("fingerprint" in value && typeof value.fingerprint === "string") return value.fingerprint;
    if (value instanceof RegExp) return String(value);
    if (Array.isArray(value)) return value.map(write);
    const prototype = Object.getPrototypeOf(value);
    // A class instance or a schema with methods is more than its fields.
    if (prototype !== Object.prototype && prototype !== null) {
      hasCode = true;
      return null;
    }
    const keys = Object.keys(value).sort();
    return keys.map((key) => [key, write((value as Record<string, unknown>)[key])]);
  };
  const text = JSON.stringify(write(options), (_key, value) =>
    typeof value === "function" ? "code" : typeof value === "bigint" ? String(value) : value,
  );
  if (hasCode && named === undefined) return undefined;
  return JSON.stringify(["galley", version, named ?? null, text]);
}
