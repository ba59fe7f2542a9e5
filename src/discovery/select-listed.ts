import type { DiscoveryPost } from "./discovery-post.ts";

/** Keeps what machines may be led to: no drafts, nothing unlisted. What is scheduled or expired is `selectPublished`'s to say. */
export function selectListed<P extends DiscoveryPost>(posts: readonly P[]): P[] {
  return posts.filter(({ draft, unlisted }) => !draft && !unlisted);
}
