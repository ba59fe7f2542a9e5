import type { VFileMessage } from "vfile-message";
import { createLinkResolver, type LinkResolverOptions } from "../collection/create-link-resolver.ts";
import { timeOf } from "../collection/time-of.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import type { LintablePost } from "./lint-post.ts";

/** Links to posts and headings that are not there, or not out. */
export function checkLinks<P extends LintablePost>(
  posts: readonly P[],
  { now, postUrl, siteUrl }: LinkResolverOptions<P> & { now?: Date },
): VFileMessage[] {
  const resolve = createLinkResolver(posts, {
    ...(postUrl !== undefined && { postUrl }),
    ...(siteUrl !== undefined && { siteUrl }),
  });
  const moment = timeOf(now);
  const anchors = new Map<P, ReadonlySet<string>>();
  const messages: VFileMessage[] = [];
  for (const post of posts) {
    const { path, links = [] } = post;
    for (const { url, text = "", place } of links) {
      const target = resolve(url, post);
      if (target.kind === "elsewhere") continue;
      const words = text.trim() === "" ? "a link" : `“${text.trim()}”`;
      if (target.kind === "missing") {
        messages.push(
          createMessage("link-post-missing", {
            reason: `No post is at ${target.wanted}, where ${words} leads`,
            note: "Correct the URL, or the slug of the post that is meant.",
            path,
            place,
            actual: url,
          }),
        );
        continue;
      }
      const { post: other, fragment } = target;
      const why = other === post ? undefined : whyUnpublished(post, other, moment);
      if (why !== undefined) {
        messages.push(
          createMessage("link-post-unpublished", {
            reason: `${words === "a link" ? "A link" : words} leads to “${other.title ?? other.slug}”, which ${why}`,
            note: "Readers will not find it. Publish it first, or drop the link.",
            path,
            place,
            actual: url,
          }),
        );
      }
      const id = fragment.replace(/:~:.*$/s, "");
      if (id === "" || id === "top" || other.headings === undefined) continue;
      let known = anchors.get(other);
      if (known === undefined) anchors.set(other, (known = anchorsOf(other)));
      if (known.has(id)) continue;
      messages.push(
        createMessage("link-heading-missing", {
          reason: `“${other.title ?? other.slug}” has no heading #${id}, where ${words} leads`,
          note: nearest(id, other),
          path,
          place,
          actual: url,
        }),
      );
    }
  }
  return messages;
}

/** Why readers of a post will not find another when they can read the first; `undefined` when they will. */
function whyUnpublished(
  post: LintablePost,
  other: LintablePost,
  now: number | undefined,
): string | undefined {
  if (post.draft) return undefined;
  if (other.draft) return "is a draft";
  if (now === undefined) return undefined;
  const readFrom = Math.max(now, timeOf(post.date) ?? now);
  if ((timeOf(other.date) ?? now) > readFrom) return "is not out yet";
  return (timeOf(other.expires) ?? Number.POSITIVE_INFINITY) <= readFrom ? "has expired" : undefined;
}

/** Every id of a page: headings, footnotes and whatever the HTML names. */
function anchorsOf({ headings = [], html = "" }: LintablePost): ReadonlySet<string> {
  const ids = new Set(headings.map(({ slug }) => slug));
  for (const [, id = ""] of html.matchAll(/\sid="([^"]*)"/g)) {
    ids.add(
      id
        .replaceAll("&quot;", '"')
        .replaceAll("&#x22;", '"')
        .replaceAll("&#x26;", "&")
        .replaceAll("&amp;", "&"),
    );
  }
  return ids;
}

/** The heading that shares the longest beginning, or all of its words, with the one wanted. */
function nearest(id: string, { headings = [] }: LintablePost): string {
  const wanted = new Set(id.toLowerCase().split("-"));
  let best: { slug: string; shared: number } | undefined;
  for (const { slug } of headings.slice(0, 200)) {
    const shared = slug
      .toLowerCase()
      .split("-")
      .filter((word) => wanted.has(word)).length;
    if (shared > (best?.shared ?? 0)) best = { slug, shared };
  }
  return best === undefined ? "Correct what stands behind `#`." : `Did you mean \`#${best.slug}\`?`;
}
