import { compareText } from "../core/compare-text.ts";
import { collationKey } from "./collation-key.ts";
import type { SortablePost } from "./sort-posts.ts";
import { timeOf } from "./time-of.ts";

/** The tie-breaks of every order: title, slug, path. Posts that agree in all three stay as they were. */
export function compareIdentity(a: SortablePost, b: SortablePost): number {
  const [titleA, titleB] = [a.title ?? "", b.title ?? ""];
  if (titleA !== titleB) {
    return compareText(collationKey(titleA), collationKey(titleB)) || compareText(titleA, titleB);
  }
  return compareText(a.slug, b.slug) || compareText(a.path ?? "", b.path ?? "");
}

/** The order of `sortPosts` when nothing else is asked for. */
export function compareNewestFirst(a: SortablePost, b: SortablePost): number {
  const timeA = timeOf(a.date) ?? Number.NEGATIVE_INFINITY;
  const timeB = timeOf(b.date) ?? Number.NEGATIVE_INFINITY;
  return timeA === timeB ? compareIdentity(a, b) : timeB - timeA;
}
