import { bidiControl } from "../core/bidi.ts";
import { shorten } from "../core/shorten.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import {
  type FenceLanguage,
  type LanguageNames,
  plainLanguage,
  readBraces,
  readFenceLanguage,
} from "./fence/fence-language.ts";
import { type FenceMeta, parseFenceMeta, readFenceMeta, type WordMark } from "./fence/parse-fence-meta.ts";
import { readRest } from "./fence/split-fence-meta.ts";

/** Limits for highlighting; larger code is shown without colors, with a warning. */
export interface HighlightLimits {
  /**
   * Maximum size of a block in bytes of UTF-8, from 0.
   *
   * @defaultValue `262_144` (256 KiB)
   */
  maxBlockBytes: number;
  /**
   * Maximum length of a line in UTF-16 code units, from 0: grammars take quadratic time in the length of a line, or
   * worse.
   *
   * @defaultValue `1_000`
   */
  maxLineLength: number;
}

/** A block as the author wrote it. */
export interface CodeSource {
  readonly code: string;
  /** The first word of the fence; `""` without one. */
  readonly word: string;
  /** The rest of the fence. */
  readonly meta: string;
  /** Inline code, of which `word` is the language. */
  readonly inline?: boolean;
}

/** A problem of a block. */
export interface BlockFinding {
  readonly ruleId: RuleId;
  readonly reason: string;
  readonly note: string;
  /** Line of the code, from 0, if the problem is in one line. */
  readonly line?: number;
  /** Column in that line, from 0. */
  readonly column?: number;
}

/** A block whose fence has been read, but which has not been highlighted yet. */
export interface ReadBlock {
  readonly inline: boolean;
  readonly code: string;
  /** The language as written, for `language-…` and `data-language`. */
  readonly lang: string | undefined;
  /** Id of the grammar, `"text"` for none. */
  readonly grammar: string;
  readonly title: string | undefined;
  readonly meta: FenceMeta;
  readonly words: readonly WordMark[];
  /** Lines that the fence marks but that do not exist. */
  readonly missed: readonly string[];
  /** Unknown settings of the fence, by name. */
  readonly extra: Readonly<Record<string, string | true>>;
  /** Unknown settings without a name. */
  readonly unnamed: string;
  /** Lines of a diff, counted from 0. */
  readonly inserted: readonly number[];
  readonly deleted: readonly number[];
  readonly findings: readonly BlockFinding[];
}

function checkBidi(code: string): BlockFinding | undefined {
  const at = code.search(bidiControl);
  if (at === -1) return undefined;
  const before = code.slice(0, at);
  const name = `U+${code.charCodeAt(at).toString(16).toUpperCase()}`;
  return {
    ruleId: "bidi-control",
    reason: `This code contains the bidirectional control character ${name}, which can make code look different from what it does`,
    note: "Remove the character, or write it as an escape sequence of the language.",
    line: before.split("\n").length - 1,
    column: at - (before.lastIndexOf("\n") + 1),
  };
}

/** Whether code is too large to be highlighted. */
function checkSize(
  code: string,
  { maxBlockBytes, maxLineLength }: HighlightLimits,
): BlockFinding | undefined {
  // No text has fewer bytes than UTF-16 code units, and none has more than three times as many.
  const mayBeLarge = code.length * 3 > maxBlockBytes;
  if (mayBeLarge && new TextEncoder().encode(code).length > maxBlockBytes) {
    return {
      ruleId: "limit-block-bytes",
      reason: `This block of code is larger than limits.maxBlockBytes (${maxBlockBytes} bytes), so it is shown without colors`,
      note: "Show the part that matters and link to the rest, or raise the limit.",
    };
  }
  const line = code.split("\n").findIndex(({ length }) => length > maxLineLength);
  if (line === -1) return undefined;
  return {
    ruleId: "limit-line-length",
    reason: `A line of this block is longer than limits.maxLineLength (${maxLineLength} characters), so the block is shown without colors`,
    note: "Break the line, or raise the limit.",
    line,
  };
}

function unknownLanguage(lang: string, names: LanguageNames): BlockFinding {
  const nearest = names.nearest(lang);
  return {
    ruleId: "language-unknown",
    reason: `The language ${shorten(JSON.stringify(lang))} is not known, so its code is shown without colors`,
    note:
      nearest === undefined
        ? 'Use a name that shiki knows, add the language with `langs` or an alias with `langAlias`, or write "text".'
        : `Did you mean "${nearest}"?`,
  };
}

interface BlockLanguage extends FenceLanguage {
  /** Id of the grammar; missing when the language is unknown. */
  grammar: string | undefined;
}

/** Reads the language of a block, to load it. */
export function readLanguage({ word, meta, inline }: CodeSource, names: LanguageNames): BlockLanguage {
  const isKnown = (name: string): boolean => names.resolve(name) !== undefined;
  let fence = !inline && word.startsWith("{") ? readBraces(`${word} ${meta}`, isKnown) : undefined;
  if (fence === undefined) {
    fence = inline ? { lang: word } : readFenceLanguage(word, isKnown);
    fence.meta = [fence.meta, meta].filter(Boolean).join(" ");
  }
  if (fence.lang?.toLowerCase() === "diff") {
    // The spelling of expressive-code: ```diff lang="js"
    const { lang } = readRest(parseFenceMeta(fence.meta).rest).named;
    if (typeof lang === "string" && isKnown(lang)) Object.assign(fence, { lang, diff: true });
  }
  return { ...fence, grammar: fence.lang === undefined ? plainLanguage : names.resolve(fence.lang) };
}

/** Reads the fence, and finds problems in the code. */
export function readBlock(source: CodeSource, names: LanguageNames, limits: HighlightLimits): ReadBlock {
  const { inline = false } = source;
  const { lang, grammar: known, diff, title, meta: metaText = "" } = readLanguage(source, names);
  const code = source.code.replace(/\r\n?/g, "\n");
  const { meta, words, missed } = readFenceMeta(metaText, metaText === "" ? 0 : code.split("\n").length);
  const { named, unnamed } = readRest(meta.rest);
  if (diff) delete named.lang;
  const size = known === undefined || known === plainLanguage ? undefined : checkSize(code, limits);
  const findings = [
    checkBidi(code),
    known === undefined ? unknownLanguage(lang ?? "", names) : undefined,
    size,
  ].filter((finding) => finding !== undefined);
  return {
    inline,
    ...(diff ? readDiff(code) : { code, inserted: [], deleted: [] }),
    lang,
    grammar: known === undefined || size ? plainLanguage : known,
    title: title ?? meta.title,
    meta,
    words,
    missed,
    extra: named,
    unnamed,
    findings,
  };
}

/** The smallest indentation of the lines that are not blank, in spaces. */
function indentationOf(lines: readonly string[]): number {
  return lines.reduce(
    (least, line) => (line.trim() === "" ? least : Math.min(least, line.search(/[^ ]/))),
    Number.POSITIVE_INFINITY,
  );
}

/**
 * Removes the column of `+`, `-` and spaces from a diff, so that the code can be read in its own language.
 *
 * When every line begins with one of the three, the column is removed from all lines, otherwise only the signs are: some
 * authors do not indent the other lines. A space that all lines have before or after their signs is removed too. The
 * headers of a unified diff and its `@@` lines stay.
 */
function readDiff(diff: string): Pick<ReadBlock, "code" | "inserted" | "deleted"> {
  const written = diff.split("\n");
  // Without a sign in the first column, an indented one is the sign.
  const shift = indentationOf(written);
  const isShifted = written.some((line) => /^[+-]/.test(line.slice(shift)));
  const lines = isShifted ? written.map((line) => line.slice(shift)) : written;
  const isHeader = lines.map(
    (line, index) =>
      /^(?:@@|diff |index )/.test(line) ||
      (line.startsWith("--- ") && lines[index + 1]?.startsWith("+++ ")) ||
      (line.startsWith("+++ ") && lines[index - 1]?.startsWith("--- ")),
  );
  const hasColumn = lines.every((line, index) => isHeader[index] || /^(?:[+\- ]|$)/.test(line));
  const code = lines.map((line, index) =>
    isHeader[index] ? line : line.replace(hasColumn ? /^[+\- ]/ : /^[+-]/, ""),
  );
  // `+ code`: code is indented by an even number of spaces, so an odd one has a space that belongs to the signs.
  const hasSpace = indentationOf(code.filter((_, index) => !isHeader[index])) % 2 === 1;
  const signed = (sign: string): number[] =>
    lines.flatMap((line, index) => (line.startsWith(sign) && !isHeader[index] ? [index] : []));
  return {
    code: code.map((line, index) => (hasSpace && !isHeader[index] ? line.slice(1) : line)).join("\n"),
    inserted: signed("+"),
    deleted: signed("-"),
  };
}
