/** Reads a text: a string as it is, and a number as YAML makes one of `title: 2024`. Anything else is `""`. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** Reads a date as milliseconds since 1970; `undefined` for a missing or invalid date. */
export function timeOf(date: Date | undefined | null): number | undefined {
  // Not `instanceof`: the date may come from another realm (a test runner, a worker).
  const time = typeof date?.getTime === "function" ? date.getTime() : undefined;
  return time === undefined || Number.isNaN(time) ? undefined : time;
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
