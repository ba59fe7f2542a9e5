import type { VFileMessage } from "vfile-message";
import { checkPosts } from "../core/post-fields.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { languageFromPath } from "./slug-from-path.ts";

/** The fields that finding slug collisions reads. */
export interface SlugOwner {
  slug: string;
  path?: string | undefined;
  /** @default the language in the name of the file, `queues.fr.md` */
  lang?: string | undefined;
}

/**
 * Finds posts that would overwrite each other: their slugs are equal, or become equal on a file system that ignores
 * case or normalizes Unicode. Translations, which have different languages, share a slug.
 *
 * @param posts - any number of posts, in any order
 * @returns one `slug-collision` for each post after the first with its slug, in the order of the posts
 * @throws TypeError for a post without a slug
 * @example
 * ```ts
 * import { findSlugCollisions } from "galley/slug";
 *
 * const [message] = findSlugCollisions([
 *   { slug: "queues", path: "posts/queues.md" },
 *   { slug: "Queues", path: "posts/2024-05-01-queues.md" },
 * ]);
 * console.log(message?.ruleId, message?.reason);
 * // → slug-collision posts/2024-05-01-queues.md and posts/queues.md have the same slug, "queues"
 * ```
 */
export function findSlugCollisions(posts: readonly SlugOwner[]): VFileMessage[] {
  checkPosts(posts, ["slug", "path"]);
  const keyOf = ({ slug, path = "", lang }: SlugOwner): string =>
    `${foldCase(slug)} ${(lang || languageFromPath(path) || "").toLowerCase()}`;
  return findRepeated(posts, keyOf).map(([post, owner]) => collision(post, owner, "slug", owner.slug));
}

/** The posts whose key an earlier post has, each with that post. An empty key is none. */
export function findRepeated<P>(posts: readonly P[], keyOf: (post: P) => string): [post: P, owner: P][] {
  const owners = new Map<string, P>();
  const repeated: [P, P][] = [];
  for (const post of posts) {
    const key = keyOf(post);
    const owner = owners.get(key);
    if (owner !== undefined) repeated.push([post, owner]);
    else if (key !== "") owners.set(key, post);
  }
  return repeated;
}

/** The message about two posts that share a slug or an address. */
export function collision(post: SlugOwner, owner: SlugOwner, shared: string, value: string): VFileMessage {
  return createMessage("slug-collision", {
    reason: `${post.path ?? "One post"} and ${owner.path ?? "another"} have the same ${shared}, "${value}"`,
    note: "Give one of them a different `slug:`, or rename its file.",
    path: post.path,
    actual: post.slug,
  });
}

/** Folds case (also `ß`/`SS`, `ς`/`σ`) and composes accents, as file systems do. */
export function foldCase(slug: string): string {
  return slug.normalize("NFC").toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFC");
}
