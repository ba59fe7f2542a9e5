import type { VFileMessage } from "vfile-message";
import { collationKey } from "../collection/order/sort-posts.ts";
import { textOf } from "../collection/post-record.ts";
import { looseKey } from "../collection/series/short-title.ts";
import { compareText } from "../core/compare-text.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { slugCollisions } from "../slug/find-slug-collisions.ts";
import type { LintablePost } from "./lint-options.ts";

/** Reports posts with the same slug or title. Translations, which have different languages, may share both. */
export function checkDuplicates(posts: readonly LintablePost[]): VFileMessage[] {
  const byLanguage = new Map<string, LintablePost[]>();
  // Sorted, so that the same one of two posts is always reported.
  const sorted = [...posts].sort(
    (a, b) => compareText(a.path ?? "", b.path ?? "") || compareText(a.slug, b.slug),
  );
  for (const post of sorted) {
    const lang = textOf(post.lang).toLowerCase();
    const own = byLanguage.get(lang);
    if (own) own.push(post);
    else byLanguage.set(lang, [post]);
  }
  return [...byLanguage.values()].flatMap((own) => [...slugCollisions(own), ...findSameTitles(own)]);
}

function findSameTitles(posts: readonly LintablePost[]): VFileMessage[] {
  const owners = new Map<string, LintablePost>();
  const messages: VFileMessage[] = [];
  for (const post of posts) {
    const key = looseKey(collationKey(textOf(post.title)));
    if (key === "") continue;
    const owner = owners.get(key);
    if (owner === undefined) {
      owners.set(key, post);
      continue;
    }
    messages.push(
      createMessage("title-duplicate", {
        reason: `${nameOf(post)} and ${nameOf(owner)} have the same title, “${owner.title}”`,
        note: "Give one of them a different title: readers and search engines cannot tell them apart.",
        path: post.path,
        actual: post.title ?? "",
      }),
    );
  }
  return messages;
}

function nameOf({ path, slug }: LintablePost): string {
  return path ?? `“${slug}”`;
}
