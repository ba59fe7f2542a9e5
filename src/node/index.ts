export type { Cache } from "./cache.ts";
export { createFileCache } from "./create-file-cache.ts";
export { createMemoryCache } from "./create-memory-cache.ts";
export type { Isolation } from "./create-parse-pool.ts";
export {
  type ReadItem,
  type ReadPosts,
  type ReadPostsOptions,
  type ReadPostsResult,
  type ReadProgress,
  type ReadStats,
  readPosts,
} from "./read-posts.ts";
export type { ReadablePost, ReadablePostParser } from "./readable-post.ts";
export { type PostChange, type WatchPostsOptions, watchPosts } from "./watch-posts.ts";
