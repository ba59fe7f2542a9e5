import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Root } from "hast";
import { type PluggableList, unified } from "unified";
import type { VFile } from "vfile";
import { type AllowList, resolveAllow } from "../html/allow-list.ts";
import { completeTree } from "../html/tree-kinds.ts";
import { bindMarkdownParser, type MarkdownParser } from "../markdown/create-markdown-parser.ts";
import { runSync } from "../markdown/run-sync.ts";
import {
  checkParserOptions,
  type PostLimits,
  type PostParserOptions,
  type RehypePlugins,
  resolvePostLimits,
} from "./post-parser-options.ts";
import { watchPlugins } from "./watch-plugins.ts";

/** The parts that a parser creates once for all posts. */
export interface PostParts {
  options: PostParserOptions<StandardSchemaV1 | undefined>;
  limits: PostLimits;
  parseMarkdown: MarkdownParser;
  beforeSanitize: Transform;
  afterSanitize: Transform;
  afterHighlight: Transform;
  /** What the sanitizer allows in addition to its own list. */
  allowed: AllowList;
}

/** @throws RangeError or TypeError for an option that is out of bounds */
export function createParts(options: PostParserOptions<StandardSchemaV1 | undefined>): PostParts {
  checkParserOptions(options);
  const { gfm, cjkFriendly, singleTilde, remarkPlugins, parser, rehypePlugins = {} } = options;
  const limits = resolvePostLimits(options.limits);
  const plugins: RehypePlugins = Array.isArray(rehypePlugins)
    ? { afterSanitize: rehypePlugins }
    : rehypePlugins;
  return {
    options,
    limits,
    parseMarkdown: bindMarkdownParser({ gfm, cjkFriendly, singleTilde, remarkPlugins, parser, limits }),
    beforeSanitize: createTransform(watchPlugins(plugins.beforeSanitize ?? [])),
    afterSanitize: createTransform(plugins.afterSanitize ?? []),
    afterHighlight: createTransform(plugins.afterHighlight ?? []),
    allowed: resolveAllow(options.allow),
  };
}

/** Runs rehype plugins over a tree. */
interface Transform {
  (tree: Root, file: VFile): Promise<Root>;
  /** The synchronous form; throws a `TypeError` if a plugin is asynchronous. */
  sync(tree: Root, file: VFile): Root;
  /** Whether there are any plugins. */
  isEmpty: boolean;
}

const asynchronousPlugin =
  "Expected synchronous rehype plugins, received an asynchronous one: use `await parsePost(…)` instead of `parsePost.sync(…)`";

/** Creates a runner for rehype plugins. */
function createTransform(plugins: PluggableList): Transform {
  const processor = unified().use(plugins).freeze();
  const complete = (tree: Root): Root => {
    completeTree(tree, "rehype plugins");
    return tree;
  };
  const run = async (tree: Root, file: VFile): Promise<Root> =>
    complete((await processor.run(tree, file)) as Root);
  const sync = (tree: Root, file: VFile): Root =>
    complete(runSync(processor, tree, file, asynchronousPlugin));
  return Object.assign(run, { sync, isEmpty: plugins.length === 0 });
}
