import { appendTo } from "../../core/append-to.ts";
import { checkOptions } from "../../core/check-options.ts";
import { checkPost, checkPosts, type PostField } from "../../core/post-fields.ts";
import { type SortablePost, sorted, sortFields } from "../order/sort-posts.ts";
import {
  type LinkablePost,
  type LinkResolverOptions,
  linkOptionKinds,
  resolverOf,
} from "./create-link-resolver.ts";

/** The fields that `backlinksOf` reads. */
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

/** The fields of a post that finding backlinks reads. */
export const linkingFields: readonly PostField[] = [...sortFields, "url", "links"];

/**
 * Finds, for every post, the posts that link to it: `backlinksOf` for all of them. The posts have been checked.
 *
 * @returns a map from each post with backlinks to the posts that link to it
 */
export function groupBacklinks<P extends LinkingPost>(
  posts: readonly P[],
  options: LinkResolverOptions<P> = {},
): Map<P, Backlink<P>[]> {
  const resolve = resolverOf(posts, options);
  const groups = new Map<P, Backlink<P>[]>();
  for (const post of sorted(posts)) {
    for (const { url, text = "" } of post.links ?? []) {
      const target = resolve(url, post);
      if (target.kind !== "post" || target.post === post) continue;
      if (groups.get(target.post)?.at(-1)?.post !== post) appendTo(groups, target.post, { post, texts: [] });
      const texts = groups.get(target.post)?.at(-1)?.texts ?? [];
      if (text !== "" && texts.length < maxTexts && !texts.includes(text)) texts.push(text);
    }
  }
  return groups;
}

/**
 * Finds the posts that link to one post, newest first. Links of a post to itself do not count. For the pages of a whole
 * site use `buildBlog`, which reads the links once.
 *
 * @param posts - posts with their links
 * @param post - one of them
 * @param options - the URLs of the site; see `createLinkResolver`
 * @returns the posts, each with the texts of its links
 * @throws TypeError when `siteUrl` is not an absolute URL, or a post has no slug or links that cannot be read
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
  checkPosts(posts, linkingFields);
  checkPost(post, ["slug"]);
  checkOptions(options, linkOptionKinds);
  return groupBacklinks(posts, options).get(post) ?? [];
}
