import type { VFileMessage } from "vfile-message";
import { createMessage } from "../diagnostics/create-message.ts";

/** What `findSlugCollisions` needs to know about a post. */
export interface SlugOwner {
  slug: string;
  path?: string | undefined;
}

/**
 * Finds posts that would overwrite one another: those whose slugs are equal, or become equal on a file system that
 * folds case or normalises Unicode.
 *
 * @param posts - any number of posts, in any order
 * @returns one `slug-collision` for each post after the first of its slug, naming both files, in the order of the
 *   posts
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
  const owners = new Map<string, SlugOwner>();
  const messages: VFileMessage[] = [];
  for (const post of posts) {
    const key = foldCase(post.slug);
    const owner = owners.get(key);
    if (owner === undefined) {
      owners.set(key, post);
      continue;
    }
    messages.push(
      createMessage("slug-collision", {
        reason: `${post.path ?? "One post"} and ${owner.path ?? "another"} have the same slug, "${owner.slug}"`,
        note: "Give one of them a `slug:` of its own, or rename its file.",
        path: post.path,
        actual: post.slug,
      }),
    );
  }
  return messages;
}

/** As file systems do it: compatible across case (`ß`/`SS`, `ς`/`σ`) and composed or decomposed accents. */
function foldCase(slug: string): string {
  return slug.normalize("NFC").toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFC");
}
