import type { Html, Nodes, Root } from "mdast";
import { walk } from "../core/walk.ts";

const opened = /<(?:pre|textarea)(?=[\s>])/gi;
const ended = /<\/(?:pre|script|style|textarea)>/gi;

/** Names of the same length whose HTML block ends at a blank line. */
const substitutes: Readonly<Record<string, string>> = { pre: "div", textarea: "fieldset" };

/**
 * Parses a text so that an unclosed `<pre>` or `<textarea>` ends at a blank line, like other HTML. By the
 * specification, it would contain the rest of the text.
 */
export function parseWithUnclosedPre(source: string, parse: (text: string) => Root): Root {
  let tree = parse(source);
  if (lastIndexOf(source, opened) <= lastIndexOf(source, ended)) return tree;
  const found: number[] = [];
  let text = source;
  // Each one is found only after the previous one has ended.
  for (let node = findUnclosed(tree); node !== undefined && found.length < 10; node = findUnclosed(tree)) {
    const at = text.indexOf("<", node.position?.start.offset);
    const name = /^<([a-z]+)/i.exec(text.slice(at))?.[1] as string;
    found.push(at);
    text = `${text.slice(0, at + 1)}${substitutes[name.toLowerCase()]}${text.slice(at + 1 + name.length)}`;
    tree = parse(text);
  }
  if (found.length > 0) restore(tree, source, found);
  return tree;
}

function lastIndexOf(text: string, pattern: RegExp): number {
  let last = -1;
  for (const { index } of text.matchAll(pattern)) last = index;
  return last;
}

function findUnclosed(tree: Root): Html | undefined {
  let found: Html | undefined;
  walk<Nodes>(tree, (node) => {
    if (found || node.type !== "html" || node.position === undefined) return;
    const isOpened = /^\s*<(?:pre|textarea)(?=[\s>])/i.test(node.value) && node.value.search(ended) === -1;
    if (isOpened && /\n[ \t]*\n/.test(node.value)) found = node;
  });
  return found;
}

function restore(tree: Root, source: string, found: readonly number[]): void {
  walk<Nodes>(tree, (node) => {
    if (node.type !== "html") return;
    const { start, end } = node.position ?? {};
    const at = found.find((offset) => offset >= (start?.offset ?? Infinity) && offset < (end?.offset ?? 0));
    if (at === undefined) return;
    const name = /^<([a-z]+)/i.exec(source.slice(at))?.[1] as string;
    node.value = node.value.replace(/<(?:div|fieldset)/, `<${name}`);
  });
}
