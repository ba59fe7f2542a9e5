import { shorten } from "../../core/shorten.ts";
import type { BlockFinding, ReadBlock } from "../read-block.ts";
import type { PaintedLine } from "../tokens/tokenize-code.ts";
import {
  findWords,
  type Mark,
  type MarkedBlock,
  type MarkedLine,
  type MarkedWord,
  markLine,
  textOf,
} from "./mark-line.ts";
import { type LineComments, markNotation, notationMissed } from "./mark-notation.ts";

/**
 * Applies all marks of a block: `+` and `-` of a diff, the fence's meta text, and notation in comments. Lines of
 * notation are left out.
 *
 * @param comments - the comments of each line, when the code has a grammar and may hold notation
 * @param findings - receives marks without a match
 */
export function markBlock(
  { code, meta, inserted, deleted, words, missed }: ReadBlock,
  painted: readonly PaintedLine[],
  comments: readonly LineComments[] | undefined,
  findings: BlockFinding[],
): MarkedBlock {
  const lines = painted.map(
    (tokens): MarkedLine => ({ tokens: [...tokens], marks: new Set<Mark>(), words: [] }),
  );
  const asked = words.map((word): MarkedWord => ({ ...word, from: 0, to: lines.length }));
  const block: MarkedBlock = { lines, classes: new Set(), words: asked };
  for (const index of inserted) markLine(block, lines[index], "insert");
  for (const index of deleted) markLine(block, lines[index], "delete");
  for (const mark of ["highlight", "insert", "delete", "focus"] as const) {
    for (const line of meta[mark]) markLine(block, lines[line - 1], mark);
  }
  for (const { line, text } of meta.labels ?? []) {
    const labeled = lines[line - 1];
    if (labeled) labeled.label = text;
  }
  if (/! ?code|highlight-/i.test(code)) markNotation(block, comments, findings);
  for (const range of missed) {
    findings.push({
      ruleId: "mark-missed",
      reason: `The fence asks for ${/\d\D/.test(range) ? "lines" : "line"} ${range}, but the code has ${lines.length} ${lines.length === 1 ? "line" : "lines"}`,
      note: "Lines are counted from 1. `{3-}` means all lines from the third on.",
    });
  }
  if (block.words.length > 0) markWords(block, findings);
  for (const [from, to] of meta.collapse ?? []) {
    const folded = lines.slice(from - 1, to).filter(({ removed }) => !removed);
    const fold = { count: folded.length };
    for (const line of folded) line.fold = fold;
  }
  return { ...block, lines: lines.filter(({ removed }) => !removed) };
}

function markWords({ lines, words }: MarkedBlock, findings: BlockFinding[]): void {
  const texts = lines.map((line) => (line.removed ? "" : textOf(line)));
  const { found, missed } = findWords(texts, words);
  for (const [index, line] of lines.entries()) line.words = found[index]!;
  for (const { text, source, at } of missed) {
    findings.push(
      at === undefined
        ? {
            ruleId: "mark-missed",
            reason: `The fence marks ${shorten(JSON.stringify(source ?? text))}, which does not occur in the code`,
            note: "Case matters. A regular expression may not repeat groups or look around.",
          }
        : notationMissed(`word:${text}`, at),
    );
  }
}
