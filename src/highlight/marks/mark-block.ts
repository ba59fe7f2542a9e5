import { shorten } from "../../core/shorten.ts";
import type { BlockFinding, ReadBlock } from "../read-block.ts";
import type { PaintedLine } from "../tokens/tokenize-code.ts";
import { type Mark, type MarkedBlock, markLine, placeWords } from "./mark-line.ts";
import { type LineComments, markNotation, notationMissed } from "./mark-notation.ts";

/**
 * Applies everything that marks a block: `+` and `-` of a diff, the fence's meta text, and notation in comments.
 *
 * @param comments - the comments of each line, when the code has a grammar and may hold notation
 * @param findings - receives marks that hit nothing
 */
export function markBlock(
  read: ReadBlock,
  painted: readonly PaintedLine[],
  comments: readonly LineComments[] | undefined,
  findings: BlockFinding[],
): MarkedBlock {
  const { meta } = read;
  const lines = painted.map((tokens) => ({ tokens: [...tokens], marks: new Set<Mark>(), words: [] }));
  const block: MarkedBlock = { lines, classes: new Set(), words: [] };
  for (const index of read.inserted) markLine(block, block.lines[index], "insert");
  for (const index of read.deleted) markLine(block, block.lines[index], "delete");
  for (const mark of ["highlight", "insert", "delete", "focus"] as const) {
    for (const line of meta[mark]) markLine(block, block.lines[line - 1], mark);
  }
  for (const { line, text } of meta.labels ?? []) {
    const labelled = block.lines[line - 1];
    if (labelled) labelled.label = text;
  }
  for (const word of read.words) block.words.push({ ...word, from: 0, to: lines.length });
  if (/!code|highlight-/.test(read.code)) markNotation(block, comments, findings);
  for (const range of read.missed) {
    findings.push({
      ruleId: "mark-missed",
      reason: `The fence asks for line ${range}, but the code has ${lines.length} ${lines.length === 1 ? "line" : "lines"}`,
      note: "Lines are counted from 1. `{3-}` means all lines from the third on.",
    });
  }
  for (const { text, source, at } of block.words.length > 0 ? placeWords(block) : []) {
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
  return block;
}
