import type { Element, ElementContent, Root } from "hast";
import type { Point, Position } from "unist";
import type { VFileMessage } from "vfile-message";
import { createMessage } from "../diagnostics/create-message.ts";
import {
  type CodeSource,
  type HighlightedBlock,
  type Highlighter,
  type HighlighterCore,
  toCore,
} from "./highlighter.ts";
import { createHtmlMarkup, createTreeMarkup } from "./markup.ts";

/** Options of {@linkcode highlightTree}. */
export interface HighlightTreeOptions {
  highlighter: Highlighter;
  /**
   * One `raw` node of HTML a block instead of elements, marked `data: { galley: true }`: much cheaper, when nothing
   * that comes later looks into blocks of code. The HTML is the same.
   *
   * @defaultValue `false`
   */
  raw?: boolean | undefined;
  /** Path of the post, for messages. */
  path?: string | undefined;
  /** Takes what is wrong with blocks: languages that are unknown, code that is too large. */
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

/** A block in the tree. */
interface Place {
  readonly parent: { children: ElementContent[] };
  readonly index: number;
  readonly node: Element;
  readonly source: CodeSource;
}

function classesOf(node: Element): string[] {
  const { className } = node.properties;
  return Array.isArray(className) ? className.map(String) : typeof className === "string" ? [className] : [];
}

/** The text of an element that holds text alone. */
function textOf(node: Element): string | undefined {
  let text = "";
  for (const child of node.children) {
    if (child.type !== "text") return undefined;
    text += child.value;
  }
  return text;
}

/** Reads `<pre><code class="language-x">`; nothing when this is no block of plain code. */
function readPre(pre: Element, core: HighlighterCore): CodeSource | undefined {
  const [code, ...others] = pre.children.filter(
    (child) => child.type !== "text" || child.value.trim() !== "",
  );
  if (code?.type !== "element" || code.tagName !== "code" || others.length > 0) return undefined;
  const text = textOf(code);
  if (text === undefined) return undefined;
  const classes = classesOf(code);
  if (classes.some((name) => name.startsWith("math-"))) return undefined;
  const word = classes.find((name) => /^lang(?:uage)?-./.test(name))?.replace(/^lang(?:uage)?-/, "") ?? "";
  if (word === "math" || core.isSkipped(word)) return undefined;
  const { meta } = (code.data ?? {}) as { meta?: unknown };
  return { code: text, word, meta: typeof meta === "string" ? meta : "" };
}

/** Reads inline code that ends with its language, as in `let x{:js}`. */
function readInline(code: Element, core: HighlighterCore): CodeSource | undefined {
  const text = textOf(code);
  if (text === undefined || !text.endsWith("}") || classesOf(code).length > 0) return undefined;
  const at = text.lastIndexOf("{:");
  const word = text.slice(at + 2, -1);
  if (at <= 0 || !/^[\w+#.-]{1,40}$/.test(word) || !core.isKnown(word)) return undefined;
  return { code: text.slice(0, at), word, meta: "", inline: true };
}

/** Finds the blocks, in the order of the text. */
function findPlaces(tree: Root, core: HighlighterCore): Place[] {
  const places: Place[] = [];
  const stack: { children: ElementContent[]; index: number }[] = [
    { children: tree.children as ElementContent[], index: 0 },
  ];
  // A stack of our own: a tree may be deeper than the machine's allows.
  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    const index = level.index++;
    const node = level.children[index];
    if (!node) stack.pop();
    if (node?.type !== "element") continue;
    const source =
      node.tagName === "pre"
        ? readPre(node, core)
        : node.tagName === "code"
          ? readInline(node, core)
          : undefined;
    if (source) places.push({ parent: level, index, node, source });
    else if (node.tagName !== "pre") stack.push({ children: node.children, index: 0 });
  }
  return places;
}

/** The place of a line of code in the file: fences start a line before it. */
function placeOf(node: Element, line: number | undefined, column = 0): Position | Point | undefined {
  const child = node.tagName === "pre" ? node.children.find(({ type }) => type === "element") : undefined;
  const position = node.position ?? child?.position;
  if (!position || line === undefined) return position;
  return { line: position.start.line + 1 + line, column: position.start.column + column };
}

function report(place: Place, { findings }: HighlightedBlock, options: HighlightTreeOptions): void {
  for (const { ruleId, reason, note, line, column } of findings) {
    const { path } = options;
    options.onMessage?.(
      createMessage(ruleId, { reason, note, path, place: placeOf(place.node, line, column) }),
    );
  }
}

/** The HTML of a block; written once, however often the block occurs. */
export function writeHtml(core: HighlighterCore, made: HighlightedBlock, inline = false): string {
  if (made.html === undefined) {
    const markup = createHtmlMarkup();
    core.writer[inline ? "inline" : "block"](made.block, markup);
    made.html = markup.toString();
  }
  return made.html;
}

function replace(place: Place, made: HighlightedBlock, core: HighlighterCore, raw: boolean): void {
  const { parent, index, node, source } = place;
  const { position } = node;
  let result: ElementContent | undefined;
  if (raw) {
    const value = writeHtml(core, made, source.inline);
    result = { type: "raw", value, data: { galley: true } } as unknown as ElementContent;
  } else {
    const markup = createTreeMarkup();
    core.writer[source.inline ? "inline" : "block"](made.block, markup);
    [result] = markup.children;
  }
  if (result) parent.children[index] = position ? { ...result, position } : result;
}

function replaceAll(places: readonly Place[], core: HighlighterCore, options: HighlightTreeOptions): void {
  for (const place of places) {
    const made = core.highlight(place.source);
    report(place, made, options);
    replace(place, made, core, options.raw ?? false);
  }
}

/**
 * Highlights the code of a tree, in place: blocks (`pre > code`), and inline code that names its language. Loads
 * the languages it needs, and nothing else waits.
 *
 * A block's language is its class name `language-x`, its meta text `code.data.meta`. Code that holds elements,
 * maths and the languages of `skipLangs` are left alone.
 *
 * @param tree - tree of HTML, sanitised already: sanitisers take the colours off
 * @param options - the highlighter, and where messages go
 * @example
 * ```ts
 * import { createHighlighter, highlightTree } from "galley/highlight";
 * import { parseMarkdown, renderHtml, toHast } from "galley/markdown";
 *
 * const highlighter = await createHighlighter({ themes: "nord", mode: "class" });
 * const tree = toHast(parseMarkdown("```js\n1\n```"));
 * await highlightTree(tree, { highlighter, onMessage: (message) => console.log(String(message)) });
 * console.log(renderHtml(tree).includes('<span class="line">'));
 * // → true
 * ```
 */
export async function highlightTree(tree: Root, options: HighlightTreeOptions): Promise<void> {
  await highlightSoon(tree, options);
}

/** The same, at once when every language is loaded: then nothing is returned, and `runSync` of unified works. */
export function highlightSoon(tree: Root, options: HighlightTreeOptions): Promise<void> | undefined {
  const core = toCore(options.highlighter);
  const places = findPlaces(tree, core);
  const waiting = places.filter(({ source }) => core.missing(source).length > 0);
  if (waiting.length === 0) {
    replaceAll(places, core, options);
    return undefined;
  }
  return Promise.all(waiting.map(({ source }) => core.prepare(source))).then(() =>
    replaceAll(places, core, options),
  );
}

/**
 * Highlights the code of a tree without waiting, which works when every language in it is loaded.
 *
 * @param tree - tree of HTML; unchanged when this throws
 * @param options - the highlighter, and where messages go
 * @throws TypeError naming the languages that are not loaded
 * @example
 * ```ts
 * import { createHighlighter, highlightTreeSync } from "galley/highlight";
 * import { parseMarkdown, renderHtml, toHast } from "galley/markdown";
 *
 * const highlighter = await createHighlighter({ themes: "nord", mode: "class", langs: ["js"] });
 * const tree = toHast(parseMarkdown("```js\n1\n```"));
 * highlightTreeSync(tree, { highlighter });
 * console.log(renderHtml(tree).includes('<span class="line">'));
 * // → true
 * ```
 */
export function highlightTreeSync(tree: Root, options: HighlightTreeOptions): void {
  const core = toCore(options.highlighter);
  const places = findPlaces(tree, core);
  const missing = [...new Set(places.flatMap(({ source }) => core.missing(source)))].sort();
  if (missing.length > 0) {
    throw new TypeError(
      `Expected every language to be loaded, received code in ${missing.join(", ")}: load them with highlighter.load(), or highlight asynchronously`,
    );
  }
  replaceAll(places, core, options);
}
