import type { ElementContent, ElementData, Nodes, Root, RootContent } from "hast";
import { raw } from "hast-util-raw";
import type { Raw } from "mdast-util-to-hast";
import type { Point, Position } from "unist";
import { VFile } from "vfile";
import { walk } from "../core/walk.ts";
import { type ClosedRaw, type CloseRawOptions, closeRaw, placeInRaw } from "./close-raw.ts";
import { countTags, findTooDeep, HtmlBound, isHarmless, nestingError, tooDeepError } from "./html-bound.ts";
import { repairSrcsets } from "./urls.ts";

/**
 * Parses the raw nodes of a tree in place: a tag that opens in one node may close in another.
 *
 * The parser is expensive, and most blocks of a post have no raw HTML in or around them. They are left as they are; only
 * runs of blocks go through it, each on its own, from one that opens a tag to the one that closes it. So nothing that the
 * author forgot to close changes what follows.
 *
 * @param tree - its `children` are replaced; the nodes in it are not changed
 * @returns the blocks that came out of the parser: everything that raw HTML may have affected
 * @throws ContentError `limit-nesting` or `limit-html-tags` for HTML that is too deep or too badly nested to be parsed
 */
export function parseRaw(tree: Root, options: CloseRawOptions = {}): ReadonlySet<RootContent> {
  const parsed = new Set<RootContent>();
  const closed = closeRaw(tree, options);
  if (closed.values.size === 0) return parsed;
  const run = new Run(tree, closed, options.path);
  const children: RootContent[] = [];
  let last = -1;
  for (const [index, child] of tree.children.entries()) {
    last = Math.max(last, closed.reach.get(index) ?? -1);
    if (last < index && !hasRaw(child)) {
      children.push(child);
      continue;
    }
    run.add(child);
    if (last > index) continue;
    for (const node of run.parse()) {
      parsed.add(node);
      children.push(node);
    }
  }
  tree.children = children;
  return parsed;
}

function hasRaw(block: Nodes): boolean {
  let found = false;
  walk<Nodes>(block, (node) => {
    found ||= node.type === "raw";
    return !found;
  });
  return found;
}

/** Blocks that have to go through the parser together. */
class Run {
  readonly #bound: HtmlBound = new HtmlBound();
  readonly #isHarmless: boolean;
  readonly #closed: ClosedRaw;
  readonly #path: string | undefined;
  /** A name that no raw HTML contains, so that no author can claim the data of another element. */
  readonly #dataProperty: string;
  #blocks: RootContent[] = [];
  /** Where the tree may have become too deep. */
  #deepPlace: Point | Position | undefined;

  constructor(tree: Root, closed: ClosedRaw, path: string | undefined) {
    this.#closed = closed;
    this.#path = path;
    let tags = 0;
    let length = 0;
    walk<Nodes>(tree, (node) => {
      const html = node.type === "raw" ? this.#htmlOf(node) : node.type === "element" ? "<>" : "";
      tags += countTags(html);
      length += html.length;
    });
    this.#isHarmless = isHarmless(tags, length);
    const all = [...closed.values.values()].join("\n").toLowerCase();
    let name = "data-galley";
    while (all.includes(name)) name += "-x";
    this.#dataProperty = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  }

  /** Adds a block, unless the parser would take too long over it. */
  add(block: RootContent): void {
    this.#blocks.push(block);
    if (this.#isHarmless) return;
    const bound = this.#bound;
    const stack: (Nodes | string)[] = [block];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (typeof next === "string") bound.leave(next);
      else if (next.type === "text") bound.text(next.value);
      else if (next.type === "raw") bound.html(this.#htmlOf(next));
      else if (next.type === "element") {
        bound.enter(next.tagName);
        stack.push(next.tagName);
        for (let index = next.children.length - 1; index >= 0; index--) stack.push(next.children[index]!);
      }
      const node = typeof next === "string" ? block : next;
      if (bound.mayBeTooDeep) this.#deepPlace ??= node.position;
      if (bound.problem === undefined) continue;
      const { reason, offset } = bound.problem;
      const place = node.type === "raw" ? placeInRaw(node, node.value, offset) : node.position;
      throw nestingError("limit-html-tags", reason, place, this.#path);
    }
  }

  /** Takes the blocks out and parses them. */
  parse(): RootContent[] {
    const data: ElementData[] = [];
    let parsed: Root;
    try {
      const children = this.#blocks.map((block) => this.#copy(block, data, false));
      // Places are copied from the nodes themselves as long as there is a file, whatever it contains.
      parsed = raw({ type: "root", children }, { file: new VFile() }) as Root;
    } catch (error) {
      // The tree is too deep for the stack. If it is not deep, the caller has used up the stack.
      if (error instanceof RangeError && this.#bound.mayBeTooDeep)
        throw tooDeepError(this.#deepPlace, this.#path);
      throw error;
    }
    this.#blocks = [];
    this.#bound.endRun();
    const deep = findTooDeep(parsed);
    if (deep !== undefined) throw tooDeepError(deep.place, this.#path);
    this.#giveBack(parsed, data);
    repairSrcsets(parsed);
    return parsed.children;
  }

  #htmlOf(raw: Raw): string {
    return this.#closed.values.get(raw) ?? raw.value;
  }

  /**
   * Copies a node for the parser. It makes new elements without the `data` of the old ones (the meta of a fence, what a
   * plugin left there), so that an attribute says which element it belongs to.
   *
   * @param startsPre - whether the parser would drop a line end at the start, as HTML does after `<pre>`; it drops it
   *   after a `<code>` too, where it is the first line of the code
   */
  #copy<Node extends RootContent | ElementContent>(
    node: Node,
    data: ElementData[],
    startsPre: boolean,
  ): Node {
    if (node.type === "raw") return { ...node, value: this.#htmlOf(node) };
    if (node.type === "text")
      return startsPre && node.value.startsWith("\n") ? { ...node, value: `\n${node.value}` } : node;
    if (node.type !== "element") return node;
    const isPre = startsPre || node.tagName === "pre" || node.tagName === "listing";
    const children = node.children.flatMap((child, index) => {
      const copy = this.#copy(child, data, isPre && index === 0);
      const endTags = this.#closed.endTags.get(child);
      return endTags === undefined ? copy : [copy, { type: "raw", value: endTags } as Raw];
    });
    const properties =
      node.data === undefined
        ? node.properties
        : { ...node.properties, [this.#dataProperty]: String(data.push(node.data) - 1) };
    return { ...node, properties, children };
  }

  #giveBack(parsed: Root, data: readonly ElementData[]): void {
    walk<Nodes>(parsed, (node) => {
      const index = node.type === "element" ? node.properties[this.#dataProperty] : undefined;
      if (index === undefined || node.type !== "element") return;
      delete node.properties[this.#dataProperty];
      node.data = data[Number(index)]!;
    });
  }
}
