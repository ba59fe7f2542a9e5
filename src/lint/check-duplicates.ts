import type { VFileMessage } from "vfile-message";
import { pageOf } from "../collection/links/create-link-resolver.ts";
import { collationKey } from "../collection/order/sort-posts.ts";
import { textOf } from "../collection/post-record.ts";
import { looseKey } from "../collection/series/parse-part-number.ts";
import { languageOf } from "../collection/translations.ts";
import { compareText } from "../core/compare-text.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { foldCase } from "../slug/find-slug-collisions.ts";
import type { LintablePost, LintOptions } from "./lint-options.ts";

/** Stands for the site where `siteUrl` is not given. */
const unknownSite = "http://galley.invalid/";
const noSite: RegExp = /^http:\/\/galley\.invalid/;

/** Reports posts with the same address or title. Translations, which have different languages, may share both. */
export function checkDuplicates<P extends LintablePost>(
  posts: readonly P[],
  { postUrl, siteUrl = unknownSite }: LintOptions<P>,
): VFileMessage[] {
  const byLanguage = new Map<string, P[]>();
  // Sorted, so that the same one of two posts is always reported.
  const sorted = [...posts].sort(
    (a, b) => compareText(a.path ?? "", b.path ?? "") || compareText(a.slug, b.slug),
  );
  for (const post of sorted) {
    const lang = languageOf({ slug: post.slug, path: post.path, lang: textOf(post.lang) }, "");
    const own = byLanguage.get(lang);
    if (own) own.push(post);
    else byLanguage.set(lang, [post]);
  }
  return [...byLanguage.values()].flatMap((own) => [
    ...findSameAddresses(own, (post) => addressOf(postUrl?.(post) ?? post.url, siteUrl)),
    ...findSameTitles(own),
  ]);
}

/** An address in one spelling; `undefined` for none, or one that cannot be read. */
function addressOf(url: string | undefined, siteUrl: string): string | undefined {
  if (url === undefined || !URL.canParse(url, siteUrl)) return undefined;
  const { origin, pathname, search } = new URL(url, siteUrl);
  return `${origin}${pageOf(pathname)}${search}`;
}

/** Posts whose pages would overwrite each other, also on a file system that ignores case. */
function findSameAddresses<P extends LintablePost>(
  posts: readonly P[],
  addressOf: (post: P) => string | undefined,
): VFileMessage[] {
  const owners = new Map<string, P>();
  const messages: VFileMessage[] = [];
  for (const post of posts) {
    const address = addressOf(post);
    // Without known addresses, folders and dates in the names of files may be part of them.
    const key = foldCase(address ?? `${placeOf(post.path)} ${post.slug}`);
    const owner = owners.get(key);
    if (owner === undefined) {
      owners.set(key, post);
      continue;
    }
    const [shared, value] =
      address === undefined ? ["slug", owner.slug] : ["address", address.replace(noSite, "")];
    messages.push(
      createMessage("slug-collision", {
        reason: `${post.path ?? "One post"} and ${owner.path ?? "another"} have the same ${shared}, "${value}"`,
        note: "Give one of them a different `slug:`, or rename its file.",
        path: post.path,
        actual: post.slug,
      }),
    );
  }
  return messages;
}

/** The folder of a file, and the date in its name. */
function placeOf(path = ""): string {
  const [, folder = "", name = ""] = /^(.*?)([^/\\]*?)(?:[/\\]_?index)?\.\w+$/s.exec(path) ?? [];
  return `${folder} ${/^\d{4}[-_.]\d{1,2}[-_.]\d{1,2}/.exec(name)?.[0] ?? ""}`;
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
