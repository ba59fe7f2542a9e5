import { compareText } from "../core/compare-text.ts";

/** What tells that two posts are one in two languages. */
interface TranslatedPost {
  slug: string;
  path?: string | undefined;
  lang?: string | undefined;
}

/**
 * Makes a function that finds the translations of a post: posts in other languages that have its `translationKey` (in
 * the front matter), its slug, or its path but for the language (`queues.ja.md`, `ja/queues.md`).
 *
 * @param posts - the posts that may be translations
 * @param language - the language of posts that do not say
 * @returns a function from a post to its translations, one for each language, by language
 */
export function createTranslationIndex<P extends TranslatedPost>(
  posts: readonly P[],
  language: string | undefined,
): (post: P) => P[] {
  const languageOf = ({ lang }: P): string => (lang ?? language ?? "").toLowerCase();
  const groups = new Map<string, P[]>();
  for (const post of posts) {
    for (const key of keysOf(post, languageOf(post))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [post]);
      else group.push(post);
    }
  }
  return (post) => {
    const found = new Map<string, P>();
    for (const key of keysOf(post, languageOf(post))) {
      for (const other of groups.get(key) ?? []) {
        const lang = languageOf(other);
        if (lang !== languageOf(post) && !found.has(lang)) found.set(lang, other);
      }
    }
    return [...found].sort(([a], [b]) => compareText(a, b)).map(([, other]) => other);
  };
}

/** What a post and its translations have in common, the surest first. */
function keysOf(post: TranslatedPost, language: string): string[] {
  const { slug, path } = post;
  const { translationKey, data } = post as { translationKey?: unknown; data?: { translationKey?: unknown } };
  const key = translationKey ?? data?.translationKey;
  const keys = typeof key === "string" ? [`key ${key}`] : [];
  keys.push(`slug ${slug}`);
  if (path !== undefined) {
    const parts = path.replaceAll("\\", "/").split("/");
    const file = (parts.pop() ?? "").replace(/\.([a-z-]+)(?=\.[^.]+$)/i, (all, lang: string) =>
      lang.toLowerCase() === language ? "" : all,
    );
    const folders = parts.filter((part) => part.toLowerCase() !== language);
    keys.push(`path ${[...folders, file].join("/")}`);
  }
  return keys;
}
