import type { VFileMessage } from "vfile-message";
import { pageOf } from "../collection/links/create-link-resolver.ts";
import { collationKey } from "../collection/order/sort-posts.ts";
import { sortByPath, textOf } from "../collection/post-record.ts";
import { looseKey } from "../collection/series/parse-part-number.ts";
import { languageOf } from "../collection/translations.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { collision, findRepeated, foldCase } from "../slug/find-slug-collisions.ts";
import type { LintablePost, LintOptions } from "./lint-options.ts";

/** Placeholder for the site if `siteUrl` is not set. */
const unknownSite = "http://galley.invalid/";
const noSite: RegExp = /^http:\/\/galley\.invalid/;

/**
 * Reports posts whose pages would overwrite each other, including on a file system that ignores case, and posts with
 * the same title. Translations, which have different languages, may share a title, and a slug where their addresses are
 * not known.
 */
export function checkDuplicates<P extends LintablePost>(
  posts: readonly P[],
  { postUrl, siteUrl = unknownSite }: LintOptions<P>,
): VFileMessage[] {
  const sorted = sortByPath(posts);
  const addressOf = (post: P): string | undefined => {
    const url = postUrl?.(post) ?? post.url;
    if (url === undefined || !URL.canParse(url, siteUrl)) return undefined;
    const { origin, pathname, search } = new URL(url, siteUrl);
    return `${origin}${pageOf(pathname)}${search}`;
  };
  const langOf = ({ slug, path, lang }: P): string => languageOf({ slug, path, lang: textOf(lang) }, "");
  // Without known addresses, the language, folders and dates in the names of files may be part of them.
  const pageKey = (post: P): string =>
    foldCase(addressOf(post) ?? `${langOf(post)} ${placeOf(post.path)} ${post.slug}`);
  const titleKey = (post: P): string => {
    // A title that was made from the slug is reported already.
    if (post.messages?.some(({ ruleId }) => ruleId === "title-missing")) return "";
    const title = looseKey(collationKey(textOf(post.title)));
    return title === "" ? "" : `${langOf(post)} ${title}`;
  };
  const samePages = findRepeated(sorted, pageKey).map(([post, owner]) => {
    const address = addressOf(post)?.replace(noSite, "");
    return address === undefined
      ? collision(post, owner, "slug", owner.slug)
      : collision(post, owner, "address", address);
  });
  const sameTitles = findRepeated(sorted, titleKey).map(([post, owner]) =>
    createMessage("title-duplicate", {
      reason: `${nameOf(post)} and ${nameOf(owner)} have the same title, “${owner.title}”`,
      note: "Give one of them a different title: readers and search engines cannot tell them apart.",
      path: post.path,
      actual: post.title ?? "",
    }),
  );
  return [...samePages, ...sameTitles];
}

/** The folder of a file, and the date in its name. */
function placeOf(path = ""): string {
  const [, folder = "", name = ""] = /^(.*?)([^/\\]*?)(?:[/\\]_?index)?\.\w+$/s.exec(path) ?? [];
  return `${folder} ${/^\d{4}[-_.]\d{1,2}[-_.]\d{1,2}/.exec(name)?.[0] ?? ""}`;
}

function nameOf({ path, slug }: LintablePost): string {
  return path ?? `“${slug}”`;
}
