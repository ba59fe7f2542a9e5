import type { ReadBlock } from "../read-block.ts";
import type { PaintedLine } from "../tokenize-code.ts";
import { type MarkedBlock, markLine } from "./mark-line.ts";
import { markNotation } from "./mark-notation.ts";

/** Applies everything that marks a block: the signs of a diff, the fence's meta text, and notation in comments. */
export function markBlock(read: ReadBlock, lines: readonly PaintedLine[]): MarkedBlock {
  const { meta } = read;
  const block: MarkedBlock = {
    lines: lines.map((tokens) => ({ tokens: [...tokens], classes: new Set() })),
    classes: new Set(),
    words: meta.words.map((word) => ({ word, from: 0, to: lines.length })),
  };
  for (const index of read.inserted) markLine(block, block.lines[index], "insert");
  for (const index of read.deleted) markLine(block, block.lines[index], "delete");
  for (const mark of ["highlight", "insert", "delete", "focus"] as const) {
    for (const line of meta[mark]) markLine(block, block.lines[line - 1], mark);
  }
  if (read.code.includes("!code")) markNotation(block, ["jsx", "tsx", "mdx"].includes(read.grammar));
  return block;
}
