import { INITIAL } from "shiki/textmate";
import type { Grammar } from "../grammar-store.ts";

/** Part of a line: offsets of its start and its end. */
export type Range = readonly [start: number, end: number];

/** Where notation can be in a line. */
export interface LineComments {
  /** Comments, from left to right. */
  readonly comments: readonly Range[];
  /** Text in which nothing is a comment, whatever it looks like. */
  readonly strings: readonly Range[];
}

/** Text that may be notation; nearly all code has none. */
const mayHoldNotation = /!code|highlight-(?:next-line|line|start|end)/;

/** Tells whether it is worth looking for comments in code. */
export function needsComments(code: string): boolean {
  return mayHoldNotation.test(code);
}

const isComment = (scope: string): boolean => /(?:^|\.)comment(?:\.|$)/.test(scope);
const isString = (scope: string): boolean => /^(?:string|constant\.character)\b/.test(scope);
/** Braces in which markup holds an expression: `{/* … *\/}` in JSX, Svelte, Astro and MDX. */
const isEmbedding = (scope: string): boolean => /embedded|expression/.test(scope);

/** Finds the comments of code by the scopes that its grammar gives them. */
export function findComments(code: string, grammar: Grammar): LineComments[] {
  let state = INITIAL;
  return code.split("\n").map((line) => {
    const comments: [number, number][] = [];
    const strings: Range[] = [];
    if (line === "") return { comments, strings };
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state, 0);
    state = ruleStack;
    tokens.forEach(({ startIndex, endIndex, scopes }, index) => {
      if (scopes.some(isComment)) {
        const last = comments.at(-1);
        if (last?.[1] === startIndex) last[1] = endIndex;
        else comments.push([startIndex, endIndex]);
        const next = tokens[index + 1];
        if (!next?.scopes.some(isComment)) widen(comments.at(-1)!, line, tokens);
      } else if (scopes.some(isString)) strings.push([startIndex, endIndex]);
    });
    return { comments, strings };
  });
}

/** Takes the braces of an expression that holds nothing but a comment as part of the comment. */
function widen(
  comment: [number, number],
  line: string,
  tokens: ReturnType<Grammar["tokenizeLine"]>["tokens"],
): void {
  const opener = /(?:\{%-?|\{)\s*$/.exec(line.slice(0, comment[0]));
  const closer = /^\s*(?:-?%\}|\})/.exec(line.slice(comment[1]));
  if (!opener || !closer) return;
  const brace = tokens.find(
    ({ startIndex, endIndex }) => startIndex <= opener.index && endIndex > opener.index,
  );
  // Of a piece of JSX that stands alone, the grammar takes the braces for a block.
  const isAfterTag = /(?:^|[^=]>)\s*$/.test(line.slice(0, opener.index));
  if (!opener[0].startsWith("{%") && !isAfterTag && !brace?.scopes.some(isEmbedding)) return;
  comment[0] = opener.index;
  comment[1] += closer[0].length;
}
