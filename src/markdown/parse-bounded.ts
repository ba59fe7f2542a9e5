import type { Root } from "mdast";
import type { Processor } from "unified";
import { pointAt } from "../core/text-position.ts";
import { limitError } from "../diagnostics/content-error.ts";
import type { MarkdownLimits } from "./limits.ts";
import { meter } from "./meter.ts";

/** The parser of {@linkcode parseBounded}: a frozen processor with remark-parse, or another parser. */
export interface BoundedParse {
  processor: Processor<Root, undefined, undefined, undefined, undefined>;
  parser: ((text: string) => Root) | undefined;
  limits: MarkdownLimits;
  path: string | undefined;
}

/**
 * Parses Markdown, but rejects a text that would take too long to parse, use too much memory, or nest too deep.
 *
 * @throws ContentError `limit-nesting`, `limit-delimiters` or `limit-structure`
 */
export function parseBounded(text: string, { processor, parser, limits, path }: BoundedParse): Root {
  const risk = scan(text, limits.maxNesting, limits.maxSearchSteps ?? Number.POSITIVE_INFINITY);
  const data = processor.data() as { micromarkExtensions?: unknown[] };
  // Another parser only needs protection from deep nesting, which only remark-parse detects reliably.
  if (risk.nesting || (risk.work && parser === undefined)) {
    const extensions = (data.micromarkExtensions ??= []);
    extensions.push(meter(text, limits, path));
    try {
      const tree = processor.parse(text);
      if (parser === undefined) return tree;
    } finally {
      extensions.pop();
    }
  }
  if (parser === undefined) return processor.parse(text);
  if (risk.work) checkTails(text, path);
  return parser(text);
}

/** Punctuation at the end of an address is not part of it: parsers, satteri too, look for the end after each character. */
function checkTails(text: string, path: string | undefined): void {
  for (const { 0: tail, index } of text.matchAll(/[!"&'),.:;?*_~]+/g)) {
    if (tail.length <= 10_000) continue;
    throw limitError("limit-delimiters", {
      reason: "More than 10,000 punctuation marks follow each other",
      note: "Put text that is not Markdown into a code block.",
      path,
      place: pointAt(text, index),
    });
  }
}

/** What the scan of a text cannot rule out. */
interface Risk {
  /** Parsing the text may take long. */
  work: boolean;
  /** A line may be in more containers (quotes, items) than `maxNesting`. */
  nesting: boolean;
}

/** The number of steps, of ten nanoseconds each, that any text may take without being metered: a third of a second. */
const negligible = 30_000_000;

/** 1 for ASCII characters that may be Markdown syntax. */
const isMark: Uint8Array = new Uint8Array(128);
for (const sign of "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") isMark[sign.charCodeAt(0)] = 1;

/**
 * Scans a text once and assumes the worst: that no mark has a match, that every line closes or opens a
 * container, that nothing is code. Nearly every post is harmless even so; the parser meters the others.
 */
function scan(text: string, maxNesting: number, maxSteps: number): Risk {
  const { length } = text;
  let worst = length * 20;
  let lines = 0;
  let deepest = 0;
  let allMarks = 0;
  // Of the lines since the last blank one.
  let start = 0;
  let marks = 0;
  for (let index = 0; index < length; index++) {
    // What may be markers and indentation; two columns may be an item.
    let depth = 0;
    let isBlank = true;
    let code = 0;
    for (; index < length; index++) {
      code = text.charCodeAt(index);
      if (code === 32) depth += 0.5;
      else if (code === 9) depth += 2;
      else if (code === 62) depth++;
      else if (code === 42 || code === 43 || code === 45 || code === 46 || code === 41) {
        const next = text.charCodeAt(index + 1);
        if (next > 32) break;
        depth++;
        isBlank = false;
      } else if (code >= 48 && code <= 57) isBlank = false;
      else break;
    }
    if (depth > deepest) deepest = depth;
    lines++;
    if (isBlank && (code === 10 || code === 13)) {
      worst += worstOfParagraph(index - start, marks);
      allMarks += marks;
      start = index + 1;
      marks = 0;
      continue;
    }
    for (; index < length; index++) {
      code = text.charCodeAt(index);
      if (code === 10 || code === 13) break;
      if (code < 128) marks += isMark[code]!;
    }
  }
  worst += worstOfParagraph(length - start, marks);
  allMarks += marks;
  // A line may move everything from the lines before it; a reference is searched for among all definitions.
  worst += lines * (lines * 5 + deepest * 100) + allMarks * allMarks * 0.1;
  return { work: worst > Math.min(negligible, maxSteps), nesting: deepest > maxNesting };
}

/** Each mark may make the parser read to the end of the paragraph, or compare it with all others. */
function worstOfParagraph(length: number, marks: number): number {
  return length * (marks * 3 + length * 0.01) + marks * marks * 4;
}
