import type { BlogOptions } from "../blog/blog.ts";
import type { PostParser } from "../post/create-post-parser.ts";
import type { Post } from "../post/post.ts";

/** Options of the Vite plugin. */
export interface GalleyViteOptions<Data = Record<string, unknown>> {
  /** Folder of posts, relative to Vite's root; it may be outside of it. */
  folder: string;
  /** Made with `createPostParser`. With plugins or a schema, give it a `fingerprint` so that unchanged posts are kept. */
  parser: PostParser<Data>;
  /** The site and other options of `buildBlog`. */
  blog: Omit<BlogOptions<Post<Data>>, "now" | "preview" | "assetUrl">;
  /**
   * What `virtual:galley.css` holds, such as `highlightStyles(highlighter)`.
   *
   * @defaultValue `""`
   */
  styles?: string;
}
