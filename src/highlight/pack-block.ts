import type { CodeLine, CodeToken } from "./code-block.ts";
import type { HighlightedBlock } from "./highlighter.ts";

/** What lines have beside their tokens, for those that have anything: class names, and the words tokens belong to. */
type Extras = Record<number, readonly [classes: readonly string[], words: readonly (number | null)[] | 0]>;

/** Stands between what is JSON, in which it is escaped, and the numbers. */
const separator = "\0";

/** Writes a number as characters of seven bits each, the lowest first. */
function writeNumber(parts: string[], value: number): void {
  let rest = value;
  for (; rest > 127; rest >>>= 7) parts.push(String.fromCharCode(128 | (rest & 127)));
  parts.push(String.fromCharCode(rest));
}

function createNumberReader(text: string, start: number): () => number {
  let at = start;
  return () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const code = text.charCodeAt(at++);
      value |= (code & 127) << shift;
      if (!(code & 128)) return value;
    }
  };
}

/**
 * Writes a block as one text, in which a token is two numbers, its length and its style. As objects a block takes some
 * fifty times the memory of its code, and the tokens, being slices, keep the whole post alive that the code is from.
 *
 * @param made - the block
 * @param code - what it was made of, which most blocks still say word for word
 */
export function packBlock({ block, findings }: HighlightedBlock, code: string): string {
  const extras: Extras = {};
  const texts: string[] = [];
  const numbers: string[] = [];
  writeNumber(numbers, block.lines.length);
  block.lines.forEach(({ tokens, classes }, index) => {
    const words = tokens.some(({ word }) => word !== undefined);
    if (words || classes.length > 0) {
      extras[index] = [classes, words ? tokens.map(({ word }) => word ?? null) : 0];
    }
    texts.push(tokens.map(({ content }) => content).join(""));
    writeNumber(numbers, tokens.length);
    for (const { content, style } of tokens) {
      writeNumber(numbers, content.length);
      writeNumber(numbers, style);
    }
  });
  const text = texts.join("\n");
  const about = { ...block, lines: 0 };
  const rest = JSON.stringify([about, findings, extras, code.startsWith(text) ? text.length : text]);
  // Joined, not added up: sums of texts stay trees of their parts, at many times the memory.
  return [rest, separator, ...numbers].join("");
}

/** Reads what {@linkcode packBlock} has written for the same code. */
export function unpackBlock(packed: string, code: string): HighlightedBlock {
  const end = packed.indexOf(separator);
  const [about, findings, extras, kept] = JSON.parse(packed.slice(0, end));
  const text: string = typeof kept === "number" ? code.slice(0, kept) : kept;
  const next = createNumberReader(packed, end + 1);
  let at = 0;
  const lines = Array.from({ length: next() }, (_, index): CodeLine => {
    const [classes, words] = (extras as Extras)[index] ?? [[], 0];
    const tokens = Array.from({ length: next() }, (__, token): CodeToken => {
      const content = text.slice(at, (at += next()));
      return { content, style: next(), word: words ? (words[token] ?? undefined) : undefined };
    });
    at++;
    return { tokens, classes };
  });
  return { block: { lang: undefined, ...about, lines }, findings };
}
