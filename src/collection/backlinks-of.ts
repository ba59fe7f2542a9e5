import type { LinkResolverOptions } from "./create-link-resolver.ts";
import { type Backlink, groupBacklinks, type LinkingPost } from "./group-backlinks.ts";

/**
 * Finds the posts that link to one post, newest first. For the pages of a whole site call `groupBacklinks` once.
 *
 * @param posts - posts with the links in them
 * @param post - one of them
 * @param options - what URLs look like; see `createLinkResolver`
 * @returns the posts, each with the words of its links
 * @throws TypeError when `siteUrl` is no absolute URL
 * @example
 * ```ts
 * import { backlinksOf } from "galley/collection";
 *
 * const posts = [
 *   { slug: "rings", path: "posts/rings.md" },
 *   { slug: "queues", path: "posts/queues.md", links: [{ url: "rings.md#masks", text: "masks" }] },
 * ];
 * console.log(backlinksOf(posts, posts[0])[0]?.post.slug);
 * // → queues
 * ```
 */
export function backlinksOf<P extends LinkingPost>(
  posts: readonly P[],
  post: P,
  options: LinkResolverOptions<P> = {},
): Backlink<P>[] {
  return groupBacklinks(posts, options).get(post) ?? [];
}
