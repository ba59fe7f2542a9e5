import { compareText } from "../core/compare-text.ts";

/** Reads a text: a string, or a number, which YAML creates from `title: 2024`. Anything else is `""`. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** Sorts by path, then slug, so that the choice between two posts does not depend on their order. */
export function sortByPath<P extends PostIdentity>(posts: readonly P[]): P[] {
  return posts.toSorted((a, b) => compareText(a.path ?? "", b.path ?? "") || compareText(a.slug, b.slug));
}

/** Finds a post in a list: the same object, else a copy with the same slug and path. -1 when there is none. */
export function indexOfPost(posts: readonly PostIdentity[], post: PostIdentity): number {
  const index = posts.indexOf(post);
  return index === -1 ? posts.findIndex(({ slug, path }) => slug === post.slug && path === post.path) : index;
}

interface PostIdentity {
  slug: string;
  path?: string | undefined;
}
