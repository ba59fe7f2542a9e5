import type { CodeBlock } from "./code-block.ts";
import { createDraft, type DraftBlock, type Mark, markLine } from "./draft-block.ts";
import { readFenceLanguage } from "./fence-language.ts";
import { findBidiControl } from "./find-bidi-control.ts";
import { finishBlock } from "./finish-block.ts";
import type { BlockFinding, CodeSource, HighlightedBlock } from "./highlighter.ts";
import { type LanguageNames, plainLanguage } from "./language-names.ts";
import type { HighlightLimits } from "./limits.ts";
import { markNotation } from "./mark-notation.ts";
import type { Paint } from "./paint.ts";
import { type FenceMeta, parseFenceMeta } from "./parse-fence-meta.ts";
import { readDiff } from "./read-diff.ts";
import { type PaintedLine, splitPlain } from "./tokenize-code.ts";

/** A block, read but not yet coloured. */
export interface ReadBlock {
  readonly code: string;
  /** As written; nothing when the fence has no language. */
  readonly lang: string | undefined;
  /** Id of the grammar, `"text"` for none. */
  readonly grammar: string;
  readonly title: string | undefined;
  readonly meta: FenceMeta;
  readonly inserted: readonly number[];
  readonly deleted: readonly number[];
  readonly findings: BlockFinding[];
}

const lists: readonly (readonly [keyof FenceMeta & ("highlight" | "insert" | "delete" | "focus"), Mark])[] = [
  ["highlight", "highlight"],
  ["insert", "insert"],
  ["delete", "delete"],
  ["focus", "focus"],
];

function quote(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
}

function checkSize(
  code: string,
  { maxBlockBytes, maxLineLength }: HighlightLimits,
): BlockFinding | undefined {
  // No text has fewer bytes than UTF-16 code units.
  if (code.length > maxBlockBytes || (code.length * 3 > maxBlockBytes && countBytes(code) > maxBlockBytes)) {
    return {
      ruleId: "limit-block-bytes",
      reason: `This block of code is larger than limits.maxBlockBytes (${maxBlockBytes} bytes), so it is shown without colours`,
      note: "Show the part that matters and link to the rest, or raise the limit.",
    };
  }
  const line = code.split("\n").findIndex(({ length }) => length > maxLineLength);
  if (line === -1) return undefined;
  return {
    ruleId: "limit-line-length",
    reason: `A line of this block is longer than limits.maxLineLength (${maxLineLength} characters), so the block is shown without colours`,
    note: "Break the line, or raise the limit.",
    line,
  };
}

function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Reads what a fence says, and what is wrong with its code. */
export function readBlock(source: CodeSource, names: LanguageNames, limits: HighlightLimits): ReadBlock {
  const findings: BlockFinding[] = [];
  const fence = source.inline
    ? { lang: source.word }
    : readFenceLanguage(source.word, (name) => names.resolve(name) !== undefined);
  let code = source.code.replace(/\r\n?/g, "\n");
  if (!source.inline && code.endsWith("\n")) code = code.slice(0, -1);
  const metaText = [fence.meta, source.meta].filter(Boolean).join(" ");
  const lineCount = code.split("\n").length;
  const meta = parseFenceMeta(metaText, { lineCount });

  const bidi = findBidiControl(code);
  if (bidi) {
    findings.push({
      ruleId: "bidi-control",
      reason: `This code contains the bidirectional control character ${bidi.name}, which can make it read otherwise than it runs`,
      note: "Take the character out, or write it as an escape sequence of the language.",
      line: bidi.line,
      column: bidi.column,
    });
  }

  let { lang, diff = false } = fence;
  if (lang?.toLowerCase() === "diff") {
    // expressive-code's spelling: ```diff lang="js"
    const inner = /(?:^|\s)lang=(["']?)([^\s"']+)\1(?=\s|$)/.exec(meta.rest)?.[2];
    if (inner !== undefined && names.resolve(inner) !== undefined) {
      lang = inner;
      diff = true;
    }
  }
  let grammar = lang === undefined ? plainLanguage : names.resolve(lang);
  if (grammar === undefined) {
    const nearest = names.nearest(lang ?? "");
    findings.push({
      ruleId: "language-unknown",
      reason: `No language is called ${quote(lang ?? "")}, so its code is shown without colours`,
      note:
        nearest === undefined
          ? 'Use a name that shiki knows, add the language with `langs` or an alias with `langAlias`, or write "text".'
          : `Did you mean "${nearest}"?`,
    });
    grammar = plainLanguage;
  }
  if (grammar !== plainLanguage) {
    const finding = checkSize(code, limits);
    if (finding) {
      findings.push(finding);
      grammar = plainLanguage;
    }
  }
  const changes = diff ? readDiff(code) : { code, inserted: [], deleted: [] };
  return { ...changes, lang, grammar, title: fence.title ?? meta.title, meta, findings };
}

/** Gives a block its marks. */
export function buildBlock(read: ReadBlock, lines: readonly PaintedLine[], paint: Paint): CodeBlock {
  const draft: DraftBlock = createDraft(lines);
  for (const index of read.inserted) markLine(draft, draft.lines[index], "insert");
  for (const index of read.deleted) markLine(draft, draft.lines[index], "delete");
  for (const [list, mark] of lists) {
    for (const line of read.meta[list]) markLine(draft, draft.lines[line - 1], mark);
  }
  for (const word of read.meta.words) draft.words.push({ word, from: 0, to: lines.length });
  if (read.code.includes("!code")) markNotation(draft, ["jsx", "tsx", "mdx"].includes(read.grammar));
  return finishBlock(draft, paint, {
    lang: read.lang,
    title: read.title,
    firstNumber: read.meta.lineNumbers?.start,
  });
}

/** A block without colours. */
export function buildPlain(read: ReadBlock, paint: Paint): HighlightedBlock {
  return { block: buildBlock(read, splitPlain(read.code), paint), findings: read.findings };
}
