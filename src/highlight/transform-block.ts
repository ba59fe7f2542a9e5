import { show } from "../core/check-options.ts";
import { type Mark, type MarkedBlock, marksOf, textOf } from "./marks/mark-line.ts";
import type { ReadBlock } from "./read-block.ts";
import type { BlockWriter } from "./write-block.ts";

/** A line of a {@linkcode CodeBlock}. */
export interface CodeBlockLine {
  /** The text that is shown, without notation. */
  readonly text: string;
  /** What it is marked as; empty for most lines. */
  readonly marks: readonly Mark[];
  /** The author's label: `{"why":3}`. */
  readonly label?: string;
}

/** The information that a hook receives about a block. */
export interface CodeBlock {
  /** The code that is shown, without notation and the `+` and `-` of a diff. */
  readonly code: string;
  /** The language as the author wrote it. */
  readonly lang?: string;
  /** The id of shiki's grammar; `"text"` for none. */
  readonly grammar: string;
  readonly title?: string;
  readonly lines: readonly CodeBlockLine[];
  /** The rest of the meta text by name; `true` stands for a name alone. */
  readonly meta: Readonly<Record<string, string | true>>;
  /** The rest of the meta text as it was written. */
  readonly rest: string;
  /** The HTML as it would be without the hook. */
  readonly html: string;
}

/** The changes of a hook: attributes of `pre`; `class` is added to the existing classes. */
export interface BlockChange {
  readonly attributes: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** Changes a block: with attributes, or with other HTML in its place, which may contain `block.html`. */
export type BlockTransform = (block: CodeBlock) => string | BlockChange | undefined;

/** Applies a hook to a block. */
export function writeTransformed(
  read: ReadBlock,
  marked: MarkedBlock,
  write: BlockWriter,
  transform: BlockTransform,
): string {
  const lines = marked.lines.map((line) => ({
    text: textOf(line),
    marks: marksOf(line),
    ...(line.label !== undefined && { label: line.label }),
  }));
  let html: string | undefined;
  const block: CodeBlock = {
    code: lines.map(({ text }) => text).join("\n"),
    ...(read.lang !== undefined && { lang: read.lang }),
    grammar: read.grammar,
    ...(read.title !== undefined && { title: read.title }),
    lines,
    meta: read.extra,
    rest: read.meta.rest,
    get html() {
      html ??= write(read, marked);
      return html;
    },
  };
  const change = transform(block) as unknown;
  if (change === undefined) return block.html;
  if (typeof change === "string") return change;
  const attributes = (change as BlockChange | null)?.attributes;
  if (typeof attributes !== "object" || attributes === null) {
    throw new TypeError(
      `Expected \`transformBlock\` to return HTML, \`{ attributes }\` or nothing, received ${show(change)}`,
    );
  }
  return write(read, marked, attributes);
}
