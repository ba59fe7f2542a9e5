export { type Cache, createFileCache, createMemoryCache } from "./cache.ts";
export { type FindMissingFilesOptions, findMissingFiles, type PostWithFiles } from "./find-missing-files.ts";
export type { Isolation } from "./parse-pool.ts";
export type { ReadablePost, ReadablePostParser, ReadStats } from "./read-post.ts";
export {
  type ReadItem,
  type ReadPosts,
  type ReadPostsOptions,
  type ReadPostsResult,
  type ReadProgress,
  readPosts,
} from "./read-posts.ts";
export { type PostChange, type WatchPostsOptions, watchPosts } from "./watch-posts.ts";
