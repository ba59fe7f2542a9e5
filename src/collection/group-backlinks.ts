import { createLinkResolver, type LinkablePost, type LinkResolverOptions } from "./create-link-resolver.ts";
import { type SortablePost, sortPosts } from "./sort-posts.ts";

/** What finding backlinks needs to know about a post. */
export interface LinkingPost extends SortablePost, LinkablePost {
  path?: string | undefined;
  links?: readonly { url: string; text?: string | undefined }[] | undefined;
}

const maxTexts = 20;

/** A post that links here. */
export interface Backlink<P> {
  post: P;
  /** The words of its links, each once, in order; at most 20. */
  texts: string[];
}

/**
 * Finds, for every post, the posts that link to it, newest first. A post's links to itself do not count.
 *
 * @param posts - posts with the links in them
 * @param options - what URLs look like; see `createLinkResolver`
 * @returns a map from each post that is linked to, to the posts that link to it
 * @throws TypeError when `siteUrl` is no absolute URL
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
      if (text !== "" && backlink.texts.length < maxTexts && !backlink.texts.includes(text))
        backlink.texts.push(text);
    }
  }
  return groups;
}
