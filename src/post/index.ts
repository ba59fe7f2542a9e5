export { createPostParser, type PostFile, type PostParser } from "./create-post-parser.ts";
export type { Post } from "./post.ts";
export type { PostLimits } from "./post-limits.ts";
export type { PostData, PostParserOptions, RehypePlugins, SlugContext } from "./post-parser-options.ts";
