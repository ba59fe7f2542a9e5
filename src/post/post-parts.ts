import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type AllowList, resolveAllow } from "../html/allow-list.ts";
import { bindMarkdownParser, type MarkdownParser } from "../markdown/create-markdown-parser.ts";
import { type PostLimits, resolvePostLimits } from "./post-limits.ts";
import { checkParserOptions, type PostParserOptions, type RehypePlugins } from "./post-parser-options.ts";
import { createTransform, type Transform } from "./transform-tree.ts";
import { watchPlugins } from "./watch-plugins.ts";

/** What a parser creates once for all posts. */
export interface PostParts {
  options: PostParserOptions<StandardSchemaV1 | undefined>;
  limits: PostLimits;
  parseMarkdown: MarkdownParser;
  beforeSanitize: Transform;
  afterSanitize: Transform;
  afterHighlight: Transform;
  /** What passes the sanitizer in addition to its own list. */
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
