import type { LanguageRegistration } from "shiki/core";
import { bundledLanguagesInfo } from "shiki/langs";
import { didYouMean, show } from "../../core/check-options.ts";
import { closestName } from "../../core/closest-name.ts";
import { isMetaWord } from "./parse-fence-meta.ts";

/** The id of plain text, without a grammar. */
export const plainLanguage = "text";

/** Names that authors write on fences but shiki does not know, by language. */
const moreNames: Readonly<Record<string, string>> = {
  apache: "apacheconf htaccess",
  asm: "gas nasm",
  bat: "dosbatch",
  c: "h",
  cpp: "cxx hpp",
  diff: "patch",
  dotenv: "env",
  erb: "html+erb js+erb",
  "fortran-free-form": "fortran",
  go: "golang",
  groovy: "gradle",
  html: "htm markup xhtml",
  ini: "cfg conf",
  javascript: "babel ecmascript es6 node nodejs",
  jinja: "j2 jinja2 njk nunjucks",
  json5: "json6",
  jsx: "javascriptreact",
  "objective-c": "obj-c objectivec",
  "objective-cpp": "objective-c++",
  php: "php3",
  python: "py3 python3",
  shellscript: "shell-script",
  shellsession: "bash-session sh-session shell-session terminal",
  sql: "mssql mysql pgsql postgresql psql sqlite tsql",
  "system-verilog": "systemverilog",
  text: "no nohighlight none output plain plain-text plaintext text/plain txt unknown",
  tsx: "typescriptreact",
  typescript: "d.ts dts",
  vb: "vb.net vbnet visual-basic",
  xml: "atom csproj plist rss svg xaml",
};

/** Maps names to grammars. */
export interface LanguageNames {
  /** The id of the grammar, `"text"` for plain text, `undefined` for an unknown name. Case does not matter. */
  resolve(name: string): string | undefined;
  /** The known name that a misspelled one most likely means. */
  nearest(name: string): string | undefined;
  /** The same, to append to a message. */
  hint(name: string): string;
}

/**
 * Collects every name of a language: shiki's ids and aliases, this library's aliases, the caller's languages and the
 * caller's aliases; later ones win.
 *
 * @throws RangeError for aliases that refer to each other
 */
export function createLanguageNames(
  custom: readonly LanguageRegistration[],
  langAlias: Readonly<Record<string, string>>,
): LanguageNames {
  const names = new Map<string, string>();
  for (const { id, aliases = [] } of bundledLanguagesInfo) {
    for (const name of [id, ...aliases]) names.set(name, id);
  }
  for (const name of [plainLanguage, "ansi"]) names.set(name, name);
  const aliases = new Map<string, string>();
  for (const [id, more] of Object.entries(moreNames)) {
    for (const name of more.split(" ")) aliases.set(name, id);
  }
  for (const { name, aliases: more = [] } of custom) {
    for (const alias of [name, ...more]) {
      names.set(alias.toLowerCase(), name);
      aliases.delete(alias.toLowerCase());
    }
  }
  for (const [alias, name] of Object.entries(langAlias)) aliases.set(alias.toLowerCase(), name.toLowerCase());
  checkCircles(langAlias, aliases);
  const all = new Set([...names.keys(), ...aliases.keys()]);

  const find = (name: string): string | undefined => {
    let found = name;
    // An alias may refer to another alias.
    for (;;) {
      const target = aliases.get(found);
      if (target === undefined || target === found) return names.get(found);
      found = target;
    }
  };

  return {
    resolve(name) {
      const lower = name.toLowerCase();
      // `language-js` is the class name that some highlighters read.
      return find(lower) ?? find(lower.replace(/^lang(?:uage)?-/, ""));
    },
    nearest: (name) => closestName(name.toLowerCase(), all),
    hint: (name) => didYouMean(name.toLowerCase(), all),
  };
}

function checkCircles(
  langAlias: Readonly<Record<string, string>>,
  aliases: ReadonlyMap<string, string>,
): void {
  for (const name of Object.keys(langAlias)) {
    const chain = [name.toLowerCase()];
    for (let at = chain[0]; at !== undefined && aliases.get(at) !== at; ) {
      const next = aliases.get(at);
      if (next !== undefined && chain.includes(next)) {
        const circle = [...chain, next].map(show).join(" → ");
        throw new RangeError(`Expected \`langAlias\` to lead to a language, received a circle: ${circle}`);
      }
      if (next !== undefined) chain.push(next);
      at = next;
    }
  }
}

/** The parts of the first word of a fence. */
export interface FenceLanguage {
  /** The language as written, without anything attached to it. */
  lang?: string;
  /** File name attached to it: `js:src/a.ts`. */
  title?: string;
  /** Meta text attached to it: `js{4}`, `rust,linenos`. */
  meta?: string;
  /** The code is a diff in that language: `diff-js`. */
  diff?: boolean;
}

/** `:a.ts{4}` and Gatsby's `:title=a.ts`, but not VitePress's `:line-numbers{2}` or another attribute. */
const attachedTitle =
  /^:(?:(?:title|file|filename)=(?=[^"'{])|(?!(?:no-)?line-numbers|[A-Za-z]+=))(?<title>[^{]*)(?<meta>.*)$/s;

/**
 * Reads a fence that begins with braces: Pandoc's `{#id .js .numberLines}`, Quarto's `{python, echo=FALSE}`.
 *
 * @returns `undefined` when the braces name no language; otherwise `meta` is the rest of them and of the fence
 */
export function readBraces(fence: string, isKnown: (name: string) => boolean): FenceLanguage | undefined {
  const braces =
    /^(?<id>\{+\s*(?:#[^\s.{}]+\s+)?)(?<dot>\.?)(?<lang>[a-z][\w+#-]*)(?=[\s,}])[\s,]*(?<rest>.*)$/is;
  const { id = "", dot, lang = "", rest = "" } = braces.exec(fence)?.groups ?? {};
  if (lang === "" || isMetaWord(lang) || !(dot || isKnown(lang))) return undefined;
  return { lang, meta: (id + rest).replace(/^\{+\s*\}+\s*/, "") };
}

/** Eleventy's `js/0,3-4` and `js/0/2`: highlighted lines, or inserted and deleted ones, counted from 0. */
const eleventyLines = /^(?<name>[^/]+)\/(?<first>-|\d[\d,-]*)(?:\/(?<deleted>-|[\d,-]*))?$/;

function readEleventy(word: string, isKnown: (name: string) => boolean): FenceLanguage | undefined {
  const { name = "", first = "", deleted } = eleventyLines.exec(word)?.groups ?? {};
  if (!isKnown(name)) return undefined;
  const lines = (key: string, list = ""): string =>
    /\d/.test(list) ? `${key}={${list.replace(/\d+/g, (line) => `${Number(line) + 1}`)}}` : "";
  return {
    lang: name,
    meta: `${lines(deleted === undefined ? "highlight" : "ins", first)} ${lines("del", deleted)}`.trim(),
  };
}

/**
 * Reads the first word of a fence, to which some tools attach more: `js{4}`, `js:src/a.ts`, `rust,ignore`, `diff-js`,
 * `[js]`.
 *
 * @param word - the class name's part after `language-`
 * @param isKnown - whether a name is a language, so that `c++` or `objective-c` stay whole
 */
export function readFenceLanguage(word: string, isKnown: (name: string) => boolean): FenceLanguage {
  if (word === "") return {};
  if (isKnown(word)) return { lang: word };
  const eleventy = readEleventy(word, isKnown);
  if (eleventy) return eleventy;
  const { name, tail = "" } = /^(?<name>[^{[(,:=\s]+)(?<tail>.*)$/s.exec(word)?.groups ?? {};
  if (name === undefined || isMetaWord(word)) return { meta: word };
  const inner = isKnown(name) ? undefined : /^diff-(.+)$/i.exec(name)?.[1];
  const found: FenceLanguage = inner && isKnown(inner) ? { lang: inner, diff: true } : { lang: name };
  const { title, meta } = (attachedTitle.exec(tail) ?? /^,?(?<meta>.*)$/s.exec(tail))?.groups ?? {};
  if (title) found.title = title;
  if (meta) found.meta = meta;
  return found;
}
