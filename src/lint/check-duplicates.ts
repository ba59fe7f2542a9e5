import type { VFileMessage } from "vfile-message";
import { collationKey } from "../collection/collation-key.ts";
import { looseKey } from "../collection/short-title.ts";
import { compareText } from "../core/compare-text.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { findSlugCollisions } from "../slug/find-slug-collisions.ts";
import type { LintablePost } from "./lint-post.ts";

/** Posts of one slug or one title. Translations, which have another language, may share both. */
export function checkDuplicates(posts: readonly LintablePost[]): VFileMessage[] {
  const messages: VFileMessage[] = [];
  const languages = new Map<string, LintablePost[]>();
  for (const post of posts) {
    const lang = post.lang?.toLowerCase() ?? "";
    const own = languages.get(lang);
    if (own) own.push(post);
    else languages.set(lang, [post]);
  }
  for (const own of languages.values()) {
    // By path, so that it is always the same one of two that is told.
    const sorted = [...own].sort(
      (a, b) => compareText(a.path ?? "", b.path ?? "") || compareText(a.slug, b.slug),
    );
    messages.push(...findSlugCollisions(sorted));
    const titles = new Map<string, LintablePost>();
    for (const post of sorted) {
      const { title = "", path } = post;
      const key = looseKey(collationKey(title));
      if (key === "") continue;
      const owner = titles.get(key);
      if (owner === undefined) {
        titles.set(key, post);
        continue;
      }
      messages.push(
        createMessage("title-duplicate", {
          reason: `${path ?? `“${post.slug}”`} and ${owner.path ?? `“${owner.slug}”`} have the same title, “${owner.title}”`,
          note: "Give one of them a title of its own: readers and search engines cannot tell them apart.",
          path,
          actual: title,
        }),
      );
    }
  }
  return messages;
}
