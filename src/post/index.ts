export { createPostParser, type PostFile, type PostParser } from "./create-post-parser.ts";
export type { Post } from "./post.ts";
export type {
  PostData,
  PostLimits,
  PostParserOptions,
  RehypePlugins,
  SlugContext,
} from "./post-parser-options.ts";
