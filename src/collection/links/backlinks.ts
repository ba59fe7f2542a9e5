import { type SortablePost, sortPosts } from "../order/sort-posts.ts";
import { createLinkResolver, type LinkablePost, type LinkResolverOptions } from "./create-link-resolver.ts";

/** The fields that finding backlinks reads. */
export interface LinkingPost extends SortablePost, LinkablePost {
  path?: string | undefined;
  links?: readonly { url: string; text?: string | undefined }[] | undefined;
}

/** A post that links to another. */
export interface Backlink<P> {
  post: P;
  /** The texts of its links, each once, in order; at most 20. */
  texts: string[];
}

const maxTexts = 20;

/**
 * Finds, for every post, the posts that link to it, newest first. Links of a post to itself do not count.
 *
 * @param posts - posts with their links
 * @param options - what URLs look like; see `createLinkResolver`
 * @returns a map from each post with backlinks to the posts that link to it
 * @throws TypeError when `siteUrl` is not an absolute URL
 * @example
 * ```ts
 * import { groupBacklinks } from "galley/collection";
 *
 * const posts = [
 *   { slug: "rings", links: [] },
 *   { slug: "queues", links: [{ url: "/posts/rings/", text: "a ring buffer" }] },
 * ];
 * for (const { post, texts } of groupBacklinks(posts).get(posts[0]) ?? []) console.log(post.slug, texts.join());
 * // → queues a ring buffer
 * ```
 */
export function groupBacklinks<P extends LinkingPost>(
  posts: readonly P[],
  options: LinkResolverOptions<P> = {},
): Map<P, Backlink<P>[]> {
  const resolve = createLinkResolver(posts, options);
  const groups = new Map<P, Backlink<P>[]>();
  for (const post of sortPosts(posts)) {
    for (const { url, text = "" } of post.links ?? []) {
      const target = resolve(url, post);
      if (target.kind !== "post" || target.post === post) continue;
      let backlinks = groups.get(target.post);
      if (backlinks === undefined) groups.set(target.post, (backlinks = []));
      let backlink = backlinks.at(-1);
      if (backlink?.post !== post) backlinks.push((backlink = { post, texts: [] }));
      const { texts } = backlink;
      if (text !== "" && texts.length < maxTexts && !texts.includes(text)) texts.push(text);
    }
  }
  return groups;
}

/**
 * Finds the posts that link to one post, newest first. For the pages of a whole site use one `groupBacklinks`.
 *
 * @param posts - posts with their links
 * @param post - one of them
 * @param options - what URLs look like; see `createLinkResolver`
 * @returns the posts, each with the texts of its links
 * @throws TypeError when `siteUrl` is not an absolute URL
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
