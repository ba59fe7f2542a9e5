import type { ElementData, Nodes, Root, RootContent } from "hast";
import { raw } from "hast-util-raw";
import { VFile } from "vfile";
import { walk } from "../core/walk.ts";
import { closeRaw, placeInRaw } from "./close-raw.ts";
import { HtmlGauge } from "./html-gauge.ts";
import { joinSrcSets } from "./join-src-sets.ts";
import { nestingError } from "./nesting-error.ts";
import type { ToHastOptions } from "./to-hast.ts";

/**
 * Parses the raw nodes of a tree: tags that open in one node and close in another find each other.
 *
 * The parser is dear, and most blocks of a post have no raw HTML in or around them. They are left as they are; only runs
 * of blocks between two places where no tag is open go through it.
 *
 * @param tree - a copy of the caller's own; it is changed
 * @param options - where to tell what is never closed
 * @returns a tree without raw nodes
 */
export function parseRaw(tree: Root, options: ToHastOptions): Root {
  closeRaw(tree, options);
  const kept = new Kept(tree);
  const gauge = new HtmlGauge();
  const children: RootContent[] = [];
  let run: RootContent[] = [];
  let hasRaw = false;
  for (const child of tree.children) {
    hasRaw = judge(child, gauge, options.path) || hasRaw;
    run.push(child);
    if (!gauge.isClosed) continue;
    for (const node of hasRaw ? parseRun(run, kept) : run) children.push(node);
    run = [];
    hasRaw = false;
  }
  for (const node of hasRaw ? parseRun(run, kept) : run) children.push(node);
  return { ...tree, children };
}

/**
 * Rules out what the parser would choke on.
 *
 * @returns whether there are raw nodes
 */
function judge(block: Nodes, gauge: HtmlGauge, path: string | undefined): boolean {
  let hasRaw = false;
  const stack: (Nodes | string)[] = [block];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === "string") gauge.leave(next);
    else if (next.type === "text") gauge.text(next.value);
    else if (next.type === "raw") {
      hasRaw = true;
      gauge.html(next.value);
    } else if (next.type === "element") {
      gauge.enter(next.tagName);
      stack.push(next.tagName);
      for (let index = next.children.length - 1; index >= 0; index--)
        stack.push(next.children[index] as Nodes);
    }
    if (gauge.problem === undefined) continue;
    const { ruleId, reason, offset } = gauge.problem;
    const node = typeof next === "string" ? block : next;
    throw nestingError(ruleId, reason, node.type === "raw" ? placeInRaw(node, offset) : node.position, path);
  }
  return hasRaw;
}

function parseRun(nodes: RootContent[], kept: Kept): RootContent[] {
  const tree: Root = { type: "root", children: nodes };
  kept.mark(tree);
  doubleFirstLineEnds(tree);
  // Places are copied from the nodes themselves as long as there is a file, whatever it holds.
  const parsed = raw(tree, { file: new VFile() }) as Root;
  kept.giveBack(parsed);
  joinSrcSets(parsed);
  return parsed.children;
}

/**
 * HTML drops a line ending right behind `<pre>`. The parser drops it from elements of a tree as well, and behind a
 * `<code>`, too, where it is the code's first line: one more is put there for it.
 */
function doubleFirstLineEnds(tree: Root): void {
  walk<Nodes>(tree, (node) => {
    if (node.type !== "element" || !["pre", "listing"].includes(node.tagName)) return;
    let first: Nodes | undefined = node;
    while (first?.type === "element") first = first.children[0];
    if (first?.type === "text" && first.value.startsWith("\n")) first.value = `\n${first.value}`;
  });
}

/**
 * The parser makes new elements without the `data` of the old ones: the meta of a fence, what a plugin left there. It is
 * kept here, and an attribute tells the element to which it belongs.
 */
class Kept {
  readonly #data: ElementData[] = [];
  readonly #property: string;

  constructor(tree: Root) {
    const values: string[] = [];
    walk<Nodes>(tree, (node) => {
      if (node.type === "raw") values.push(node.value.toLowerCase());
    });
    // A name that no raw HTML holds, so that no author can claim the data of another element.
    let name = "data-galley";
    while (values.some((value) => value.includes(name))) name += "-x";
    this.#property = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  }

  mark(tree: Root): void {
    walk<Nodes>(tree, (node) => {
      if (node.type !== "element" || node.data === undefined) return;
      node.properties = { ...node.properties, [this.#property]: String(this.#data.length) };
      this.#data.push(node.data);
    });
  }

  giveBack(tree: Root): void {
    walk<Nodes>(tree, (node) => {
      const index = node.type === "element" ? node.properties[this.#property] : undefined;
      if (index === undefined || node.type !== "element") return;
      delete node.properties[this.#property];
      const data = this.#data[Number(index)];
      if (data !== undefined) node.data = data;
    });
  }
}
