import { toSlug } from "./to-slug.ts";

const extension: RegExp = /\.(?:mdx?|markdown|mkdn?|mdown|mdwn|mdtext|html?|txt)$/i;

/** `2024-05-01-`, also with `.` or `_`, and eight digits in a row. Month and day must be valid. */
const datePrefix: RegExp =
  /^\d{4}(?:([-_.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])|(?<=^(?:19|20|21)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:[-_.\s]+(?=\S)|$)/;

/**
 * `01-`, `007_`, `03. `: a number that only sorts files. It must start with a zero, because the numbers in
 * `10-reasons.md`, `12-factor-app.md` and `404.md` belong to the name.
 */
const orderPrefix: RegExp = /^0\d{1,3}[-_.\s]+(?=\S)/;

/**
 * Reads the slug from a post's path: the name of the file, or of its folder when the file is an `index` (for a
 * translation, `index.ja.md`, followed by the language), without the extension and without a date (`2024-05-01-`) or an
 * order number (`01-`) at the start.
 *
 * @param path - path of a file; slashes and backslashes both separate folders
 * @returns the slug; `""` when the path has no letter and no digit
 * @example
 * ```ts
 * import { slugFromPath } from "galley/slug";
 *
 * console.log(slugFromPath("posts/2024-05-01-queues.md"));
 * console.log(slugFromPath("posts\\02-backpressure\\index.mdx"));
 * console.log(slugFromPath("posts/10-reasons.md"));
 * // → queues
 * // → backpressure
 * // → 10-reasons
 * ```
 */
export function slugFromPath(path: string): string {
  const parts = path.split(/[\\/]+/).filter((part) => part !== "" && part !== "." && part !== "..");
  const file = (parts.pop() ?? "").replace(extension, "");
  // `index.ja.md` keeps its language, because it would collide with `index.md` otherwise.
  const index = /^_?index(\.[a-z]{2,3}(?:-[a-z0-9]{2,8})*)?$/i.exec(file);
  const folder = index ? parts.at(-1) : undefined;
  const name = folder === undefined ? file : folder + (index?.[1] ?? "");
  const dateless = name.replace(datePrefix, "");
  // A name that is only a date keeps it.
  return toSlug((dateless || name).replace(orderPrefix, "")) || toSlug(name);
}
