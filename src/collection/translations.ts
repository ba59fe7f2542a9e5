import { appendTo } from "../core/append-to.ts";
import { compareText } from "../core/compare-text.ts";
import { languageFromPath } from "../slug/slug-from-path.ts";
import { sortByPath } from "./post-record.ts";

/** The fields that finding translations reads. */
export interface TranslatedPost {
  slug: string;
  path?: string | undefined;
  /** @default the language in the name of the file (`queues.fr.md`) or of its folder (`fr/queues.md`) */
  lang?: string | undefined;
}

/**
 * Creates a function that finds the translations of a post: posts in other languages with its `translationKey` (of the
 * record or its front matter), its slug, or its path but for the language.
 *
 * @param posts - all posts, in any order; they are not changed
 * @param siteLanguage - the language of posts that do not say
 * @returns a function from one of the posts to its translations, by language
 */
export function createTranslationIndex<P extends TranslatedPost>(
  posts: readonly P[],
  siteLanguage = "",
): (post: P) => P[] {
  const groups = new Map<string, P[]>();
  for (const post of sortByPath(posts)) for (const key of keysOf(post)) appendTo(groups, key, post);
  return (post) => {
    const found = new Map<string, P>();
    const own = languageOf(post, siteLanguage);
    for (const key of keysOf(post)) {
      for (const other of groups.get(key) ?? []) {
        const language = languageOf(other, siteLanguage);
        if (language !== own && !found.has(language)) found.set(language, other);
      }
    }
    return [...found].sort(([a], [b]) => compareText(a, b)).map(([, other]) => other);
  };
}

/** A folder named for a language: `ja/`, `pt-br/`, `zh-Hant/`. */
const folder: RegExp = /(?<=^|\/)([a-z]{2}(?:[-_](?:[a-z]{2}|[a-z]{4}))?)\//i;

/** The language of a post in lower case: its own, that of its file or folder, or that of the site. */
export function languageOf({ lang, path }: TranslatedPost, siteLanguage: string): string {
  if (!path) return (lang || siteLanguage).toLowerCase();
  const named = lang || languageFromPath(path) || folder.exec(path)?.[1] || siteLanguage;
  return named.toLowerCase();
}

/** What a post and its translations have in common, the surest first. */
function keysOf(post: TranslatedPost): string[] {
  const { slug, path } = post;
  const { translationKey, data } = post as { translationKey?: unknown; data?: { translationKey?: unknown } };
  const key = translationKey ?? data?.translationKey;
  const keys = typeof key === "string" ? [`key ${key}`, slug] : [slug];
  if (!path) return keys;
  const file = languageFromPath(path) === undefined ? path : path.replace(/\.[^./\\]+(?=\.[^./\\]+$)/, "");
  return [...keys, `/${file.replaceAll("\\", "/").replace(folder, "")}`];
}
