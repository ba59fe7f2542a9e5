export type { Cache } from "./cache.ts";
export { createFileCache } from "./create-file-cache.ts";
export {
  type ReadablePost,
  type ReadablePostParser,
  type ReadPostsOptions,
  type ReadPostsResult,
  type ReadProgress,
  type ReadStats,
  readPosts,
} from "./read-posts.ts";
