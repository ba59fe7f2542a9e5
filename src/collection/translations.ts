import { compareText } from "../core/compare-text.ts";
import { languageFromPath } from "../slug/slug-from-path.ts";

/** The fields by which translations are found. */
export interface TranslatedPost {
  slug: string;
  path?: string | undefined;
  /** @default the language in the name of the file, `queues.fr.md` */
  lang?: string | undefined;
}

/**
 * Makes a function that finds the translations of a post: posts with the same slug, or in the same file but for the
 * language in its name (`queues.md`, `queues.fr.md`) or path (`en/queues.md`, `fr/queues.md`), in another language. A post
 * without a language is in the language of the site.
 *
 * @param posts - all posts, in any order; they are not changed
 * @returns a function from one of the posts to its translations, by language
 */
export function createTranslationIndex<P extends TranslatedPost>(posts: readonly P[]): (post: P) => P[] {
  const groups = new Map<string, P[]>();
  for (const post of posts) {
    for (const key of keysOf(post)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [post]);
      else group.push(post);
    }
  }
  return (post) => {
    const found = new Map<string, P>();
    const own = languageOf(post);
    for (const key of keysOf(post)) {
      for (const other of groups.get(key) ?? []) {
        const language = languageOf(other);
        if (language !== own && !found.has(language)) found.set(language, other);
      }
    }
    return [...found].sort(([a], [b]) => compareText(a, b)).map(([, other]) => other);
  };
}

/** A folder named for a language: `ja`, `pt-br`, `zh-Hant`. */
const folder: RegExp = /(?<=^|\/)[a-z]{2}(?:[-_](?:[a-z]{2}|[a-z]{4}))?(?=\/)/i;

function languageOf({ lang, path = "" }: TranslatedPost): string {
  return (lang || languageFromPath(path) || (folder.exec(path)?.[0] ?? "")).toLowerCase();
}

/** Paths without their language, and slugs. */
function keysOf({ slug, path }: TranslatedPost): string[] {
  if (path === undefined) return [slug];
  const language = languageFromPath(path);
  const file = language === undefined ? path : path.replace(/\.[^./\\]+(?=\.[^./\\]+$)/, "");
  return [slug, `/${file.replaceAll("\\", "/").replace(folder, "")}`];
}
