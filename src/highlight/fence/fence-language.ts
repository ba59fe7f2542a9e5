import { isMetaWord } from "./parse-fence-meta.ts";

/** What the first word of a fence says. */
export interface FenceLanguage {
  /** The language as written, without what is attached to it. */
  lang?: string;
  /** File name attached to it: `js:src/a.ts`. */
  title?: string;
  /** Meta text attached to it: `js{4}`, `rust,linenos`. */
  meta?: string;
  /** The code is a diff in that language: `diff-js`. */
  diff?: boolean;
}

/**
 * Reads the first word of a fence, to which some tools attach more: `js{4}`, `js:src/a.ts`, `rust,ignore`,
 * `diff-js`, `{.js .numberLines}`, `[js]`.
 *
 * @param word - the class name's part after `language-`
 * @param isKnown - whether a name is a language, so that `c++` or `objective-c` stay whole
 */
export function readFenceLanguage(word: string, isKnown: (name: string) => boolean): FenceLanguage {
  if (word === "" || isKnown(word)) return word === "" ? {} : { lang: word };
  if (isMetaWord(word)) return { meta: word };
  // Pandoc: {.js .numberLines}. The rest of the braces is meta text, which needs its opening brace.
  const [, pandoc, closer] = /^\{\s*\.([\w+#-]+)\s*(\}?)$/.exec(word) ?? [];
  if (pandoc !== undefined) return closer === "}" ? { lang: pandoc } : { lang: pandoc, meta: "{" };
  const attached = /^([^{[(,:=\s]+)(.*)$/s.exec(word);
  const [, lang = "", tail = ""] = attached ?? [];
  if (lang === "") return { meta: word };
  const found: FenceLanguage = { lang };
  if (!isKnown(lang)) {
    const diff = /^diff-(.+)$/i.exec(lang)?.[1];
    if (diff !== undefined && isKnown(diff)) {
      found.lang = diff;
      found.diff = true;
    }
  }
  if (tail.startsWith(":") && tail.length > 1) {
    // `js:a.ts`, VitePress's `js:line-numbers{2}`, and Gatsby's `js:title=a.ts`.
    const attribute = /^:(title|file|filename)=([^"'{][^{]*)(.*)$/s.exec(tail);
    if (attribute) {
      found.title = attribute[2] ?? "";
      if (attribute[3]) found.meta = attribute[3];
    } else if (/^:(no-)?line-numbers|^:[A-Za-z]+=/.test(tail)) found.meta = tail;
    else {
      const [, title = "", meta = ""] = /^:([^{]*)(.*)$/s.exec(tail) ?? [];
      if (title !== "") found.title = title;
      if (meta !== "") found.meta = meta;
    }
  } else if (tail !== "") found.meta = tail.replace(/^[,:]/, "");
  return found;
}
