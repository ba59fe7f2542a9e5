import { toSlug } from "./to-slug.ts";

/** Middleman and DocPad name the file of a page and the one it becomes: `queues.html.md`. */
const extension: RegExp = /(?:(?<=.)\.html?)?\.(?:mdx?|markdown|mkdn?|mdown|mdwn|mdtext|html?|txt)$/i;

/** `2024-05-01-`, also with `.` or `_`, and eight digits in a row. Month and day must be valid. */
const datePrefix: RegExp =
  /^\d{4}(?:([-_.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])|(?<=^(?:19|20|21)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:[-_.\s]+(?=\S)|$)/;

/**
 * `01-`, `007_`, `3.`: a number that only sorts files. It must start with a zero or end with a period, because the numbers in
 * `10-reasons.md`, `12-factor-app.md`, `404.md` and `4.x-is-here.md` belong to the name.
 */
const orderPrefix: RegExp =
  /^(?:0\d{1,3}[-_.\s]+(?=\S)|\d{1,3}\.\s*(?=\p{L})(?!(?:x|js|net|alpha|beta|rc)(?!\p{L})))/iu;

/** The two-letter codes of languages, without `co`, `io`, `so` and `ts`, which are common endings of other names. */
const languages: ReadonlySet<string> = new Set(
  (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch cr cs cu cv cy da de dv dz ee el en eo es et " +
    "eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik is it iu ja jv ka kg ki kj kk kl " +
    "km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc " +
    "oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn sq sr ss st su sv sw ta te tg th ti tk tl tn " +
    "to tr tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
  ).split(" "),
);

/** `.ja`, `.pt-br`, `.zh_Hant`, `.es-419` at the end of a name. */
const languageSuffix: RegExp = /(?<=.)\.([a-z]{2})(?:[-_]([a-z]{2}|[a-z]{4}|\d{3}))?$/i;

/**
 * Reads the slug from a post's path: the name of the file, or of its folder when the file is an `index`, without the
 * extension, the language of a translation (`queues.ja.md`, `index.pt-br.md`), and without a date (`2024-05-01-`) or an
 * order number (`01-`, `1.`) at the start. Translations have the same slug.
 *
 * @param path - path of a file; slashes and backslashes both separate folders
 * @returns the slug; `""` when the path has no letter and no digit
 * @example
 * ```ts
 * import { slugFromPath } from "galley/slug";
 *
 * console.log(slugFromPath("posts/2024-05-01-queues.md"), slugFromPath("posts/queues.fr.md"));
 * console.log(slugFromPath("posts\\02-backpressure\\index.mdx"));
 * console.log(slugFromPath("posts/10-reasons.md"));
 * // → queues queues
 * // → backpressure
 * // → 10-reasons
 * ```
 */
export function slugFromPath(path: string): string {
  const { parts, name: file } = divide(path);
  const folder = /^_?index$/i.test(file) ? parts.at(-1) : undefined;
  const name = folder ?? file;
  const dateless = name.replace(datePrefix, "");
  // A name that is only a date keeps it.
  return toSlug((dateless || name).replace(orderPrefix, "")) || toSlug(name);
}

/** The language in the name of a file: `pt-BR` for `queues.pt-br.md`. `undefined` when there is none. */
export function languageFromPath(path: string): string | undefined {
  return divide(path).language;
}

/** The folders, the name of the file without extension and language, and the language. */
function divide(path: string): { parts: string[]; name: string; language?: string } {
  const parts = path.split(/[\\/]+/).filter((part) => part !== "" && part !== "." && part !== "..");
  const name = (parts.pop() ?? "").replace(extension, "");
  const [suffix = "", code = "", region = ""] = languageSuffix.exec(name) ?? [];
  if (!languages.has(code.toLowerCase())) return { parts, name };
  const [language] = Intl.getCanonicalLocales(region === "" ? code : `${code}-${region}`);
  return { parts, name: name.slice(0, -suffix.length), ...(language !== undefined && { language }) };
}
