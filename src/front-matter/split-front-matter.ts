import { checkKind, checkOptions } from "../core/check-options.ts";
import { type FoundFrontMatter, type FrontMatterFormat, findFrontMatter } from "./find-front-matter.ts";

/** The two halves of a source. */
export interface SplitFrontMatter {
  /** Language of the front matter; `undefined` when there is none, or none that is read. */
  format: FrontMatterFormat | undefined;
  /** The text between the fences, line endings as they are; `""` when there is none. */
  matter: string;
  /** The rest, from the line after the closing fence. */
  body: string;
  /** Line of the source that the text of the body starts on, from 1, with `blank` or without. */
  bodyLine: number;
}

/** Options of `splitFrontMatter`. */
export interface SplitFrontMatterOptions {
  /**
   * Puts a blank line into the body for each line before it, so that lines of the body are lines of the source.
   * @default false
   */
  blank?: boolean;
}

/**
 * Splits a source into front matter and body, without reading the front matter.
 *
 * It knows YAML (`---`, closed by `---` or `...`), TOML (`+++`), JSON (`{ … }` at the start, or `;;;`), a
 * language named at the fence (`---toml`), and bare `Title: …` header lines. A byte order mark, blank lines and HTML
 * comments may come before it. A `---` with prose after it is a thematic break, and a fence that is never closed leaves
 * the whole source in the body.
 *
 * @param source - text of a post, with any line endings
 * @returns format, matter and body
 * @example
 * ```ts
 * import { splitFrontMatter } from "galley/front-matter";
 *
 * const { format, matter, body, bodyLine } = splitFrontMatter("---\ntitle: Queues\n---\nText\n");
 * console.log(format, JSON.stringify(matter), JSON.stringify(body), bodyLine);
 * // → yaml "title: Queues\n" "Text\n" 4
 * ```
 */
export function splitFrontMatter(source: string, options: SplitFrontMatterOptions = {}): SplitFrontMatter {
  checkKind("source", source, "string");
  checkOptions(options, { blank: "boolean" });
  return splitFound(source, findFrontMatter(source), options.blank ?? false);
}

/** The same, when the front matter has been found already. */
export function splitFound(source: string, found: FoundFrontMatter, blank: boolean): SplitFrontMatter {
  const { format, lines, matterLine, matterEnd, bodyLine } = found;
  const body = source.slice(lines.startOf(bodyLine));
  return {
    format,
    matter: source.slice(lines.startOf(matterLine), lines.startOf(matterEnd)),
    body: blank ? "\n".repeat(bodyLine - 1) + body : body,
    bodyLine,
  };
}
