import { uneval } from "devalue";
import type { Blog, PostStatus } from "../blog/blog.ts";
import type { Post } from "../post/post.ts";

/**
 * Says what `data` of the posts in `virtual:galley` holds, for the compiler:
 * `declare module "galley/vite" { interface Register { data: z.infer<typeof schema> } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is for users to extend
export interface Register {}

/** A post of `virtual:galley`. */
export interface PagePost<Data = Register extends { data: infer D } ? D : Record<string, unknown>>
  extends Post<Data> {
  /** In development, drafts and other posts that readers do not see are among the posts. */
  status: PostStatus;
  /** Path of its page, with the base of the site. */
  href: string;
}

/** Writes the source of `virtual:galley`. */
export function writeModule<Data>(blog: Blog<Post<Data>>): string {
  // The parts of the blog share their posts, so that each is written once.
  for (const post of blog.pages)
    Object.assign(post, { status: blog.statusOf(post), href: blog.pathOf(post) });
  const { posts, pages, series, tags, years } = blog;
  return `export const { posts, pages, series, tags, years } = ${uneval({ posts, pages, series, tags, years })};`;
}
