import { dayOf } from "./parse-date.ts";

/** A day that a path names. */
export interface PathDate {
  date: Date;
  /** `YYYY-MM-DD`. */
  day: string;
}

const prefix: RegExp = /^(\d{4})([-_.])(\d{1,2})\2(\d{1,2})(?=[-_.\s]|$)/;
const compactPrefix: RegExp = /^((?:19|20|21)\d\d)()(\d\d)(\d\d)(?=[-_.\s]|$)/;

/**
 * Reads the day off a post's path: `2024-05-01-queues.md`, a folder of that name, or the folders `2024/05/01/`.
 *
 * @param path - path of a file; slashes and backslashes both separate folders
 * @returns midnight of the day in UTC; `undefined` when the path names none, or none that the calendar has
 * @example
 * ```ts
 * import { dateFromPath } from "galley/front-matter";
 *
 * console.log(dateFromPath("posts/2024-05-01-queues.md")?.toISOString());
 * console.log(dateFromPath("posts/2024/05/01/queues/index.md")?.toISOString());
 * console.log(dateFromPath("posts/queues.md"));
 * // → 2024-05-01T00:00:00.000Z
 * // → 2024-05-01T00:00:00.000Z
 * // → undefined
 * ```
 */
export function dateFromPath(path: string): Date | undefined {
  return readPathDate(path)?.date;
}

/** The same, with the day as text. */
export function readPathDate(path: string): PathDate | undefined {
  const parts = path.split(/[\\/]+/).filter((part) => part !== "" && part !== ".");
  const file = parts.pop() ?? "";
  const own = fromName(file);
  if (own) return own;
  // `…/2024-05-01-queues/index.md`, `…/2024/05/01/queues.md`, `…/2024/05/01/queues/index.md`
  const folder = fromName(parts.at(-1) ?? "");
  if (folder) return folder;
  const isIndex = /^_?index\.[^/]*$/i.test(file);
  return fromFolders(parts) ?? (isIndex ? fromFolders(parts.slice(0, -1)) : undefined);
}

function fromName(name: string): PathDate | undefined {
  const [, year, , month, day] = prefix.exec(name) ?? compactPrefix.exec(name) ?? [];
  return dayOf(Number(year), Number(month), Number(day));
}

function fromFolders(parts: readonly string[]): PathDate | undefined {
  const [year = "", month = "", day = ""] = parts.slice(-3);
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return undefined;
  return dayOf(Number(year), Number(month), Number(day));
}
