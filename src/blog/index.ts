export type {
  Blog,
  BlogFeedOptions,
  BlogOptions,
  BlogPost,
  BlogRelatedOptions,
  BlogSeriesOptions,
  PostOrSlug,
  PostStatus,
} from "./blog.ts";
export { buildBlog } from "./build-blog.ts";
