import type { Root } from "mdast";
import type { Processor } from "unified";
import { pointAt } from "../../core/text-position.ts";
import { limitError } from "../../diagnostics/limit-error.ts";
import type { MarkdownLimits } from "../limits.ts";
import { lookOver } from "./look-over.ts";
import { meter } from "./meter.ts";

/** How {@linkcode parseBounded} parses: by a frozen processor with remark-parse, or by another parser. */
export interface BoundedParse {
  processor: Processor<Root, undefined, undefined, undefined, undefined>;
  parser: ((text: string) => Root) | undefined;
  limits: MarkdownLimits;
  path: string | undefined;
}

/**
 * Parses Markdown, but not a text that would take the parser too long, fill the memory, or nest too deep.
 *
 * @throws ContentError `limit-nesting`, `limit-delimiters` or `limit-structure`
 */
export function parseBounded(text: string, { processor, parser, limits, path }: BoundedParse): Root {
  const looks = lookOver(text, limits.maxNesting, limits.maxSearchSteps ?? Number.POSITIVE_INFINITY);
  const data = processor.data() as { micromarkExtensions?: unknown[] };
  // Another parser only has to be protected from depth, which only remark-parse finds reliably.
  if (looks.nesting || (looks.work && parser === undefined)) {
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
  if (looks.work) checkTails(text, path);
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
