import type { Element, Nodes, Root } from "hast";
import type { Nodes as MdastNodes, Root as MdastRoot } from "mdast";
import type { Point, Position } from "unist";
import type { VFile } from "vfile";
import type { VFileMessage } from "vfile-message";
import { checkOptions, type OptionKinds } from "../core/check-options.ts";
import { escapeAttribute } from "../core/escape.ts";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { classesOf, dataOf, fenceId } from "../html/roles.ts";
import { checkTreeKind } from "../html/tree-kinds.ts";
import type { KnownBlocks } from "./block-cache.ts";
import {
  blockKey,
  type HighlightedBlock,
  type Highlighter,
  type HighlighterCore,
  toCore,
} from "./highlighter.ts";
import { type MadeBlock, type Place, placeBlocks } from "./place-blocks.ts";
import type { CodeSource } from "./read-block.ts";

/** Options of {@linkcode highlightTree}. */
export interface HighlightTreeOptions {
  highlighter: Highlighter;
  /**
   * Writes each block as one `raw` node of HTML, marked `data: { galley: true }`, instead of elements: much faster, if no
   * later plugin reads blocks of code. The HTML is the same.
   *
   * @defaultValue `false`
   */
  raw?: boolean | undefined;
  /** Path of the post, for messages. */
  path?: string | undefined;
  /** Receives the problems of blocks: unknown languages, code that is too large. */
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

/** The text of an element that holds only text. */
function textOf({ children }: Element): string | undefined {
  const texts = children.map((child) => (child.type === "text" ? child.value : undefined));
  return texts.includes(undefined) ? undefined : texts.join("");
}

/** Reads `<pre><code class="language-x">`, or with the class on `pre`; `undefined` when this is not a block of plain code. */
function readPre(pre: Element, core: HighlighterCore): CodeSource | undefined {
  const [code, ...others] = pre.children.filter(
    (child) => child.type !== "text" || child.value.trim() !== "",
  );
  if (code?.type !== "element" || code.tagName !== "code" || others.length > 0) return undefined;
  const text = textOf(code);
  const classes = [...classesOf(code), ...classesOf(pre)];
  const word = classes.find((name) => /^lang(?:uage)?-./.test(name))?.replace(/^lang(?:uage)?-/, "") ?? "";
  const isMath = word === "math" || classes.some((name) => name.startsWith("math-"));
  if (text === undefined || isMath) return undefined;
  const { meta } = (code.data ?? {}) as { meta?: unknown };
  // The final line feed belongs to the fence.
  const source = {
    code: text.replace(/(?:\r\n?|\n)$/, ""),
    word,
    meta: typeof meta === "string" ? meta : "",
  };
  if (pre.properties.id !== undefined) Object.assign(source, withoutId(source));
  return core.isSkipped(source) ? undefined : source;
}

/** The fence without the id in its braces, which the block has already. */
function withoutId({ word, meta }: { word: string; meta: string }): { word: string; meta: string } {
  const fence = `${word} ${meta}`.replace(fenceId, "$<before>").replace(/\{\s*\}/, "");
  const [first = ""] = /^\S*/.exec(fence) ?? [];
  return { word: first, meta: fence.slice(first.length).trim() };
}

/** Gives a block the id of the element that it replaces. */
function withId(html: string, id: unknown): string {
  if (typeof id !== "string") return html;
  return html.replace(/^<[\w-]+(?![^>]*\sid=)/, (tag) => `${tag} id="${escapeAttribute(id)}"`);
}

/** Splits inline code that ends with its language, as in `let x{:js}`. */
function divideInline(text: string, core: HighlighterCore): { code: string; word: string } | undefined {
  if (!text.endsWith("}")) return undefined;
  const at = text.lastIndexOf("{:");
  const word = text.slice(at + 2, -1);
  if (at <= 0 || !/^[\w+#.-]{1,40}$/.test(word) || !core.isKnown(word)) return undefined;
  return { code: text.slice(0, at), word };
}

function readInline(code: Element, core: HighlighterCore): CodeSource | undefined {
  const text = textOf(code);
  if (text === undefined || classesOf(code).length > 0) return undefined;
  const language = dataOf(code)?.language;
  const divided = language === undefined ? divideInline(text, core) : { code: text, word: language };
  return divided && { ...divided, meta: "", inline: true };
}

/** Removes the languages from the inline code of Markdown, so that they do not appear in headings and excerpts. */
export function noteInlineLanguages(tree: MdastRoot, highlighter: Highlighter): void {
  const core = toCore(highlighter);
  walk<MdastNodes>(tree, (node) => {
    const divided = node.type === "inlineCode" ? divideInline(node.value, core) : undefined;
    if (divided) Object.assign(node, { value: divided.code, data: { ...node.data, language: divided.word } });
  });
}

/** Finds the blocks, in document order. */
function findPlaces(tree: Root, core: HighlighterCore): Place[] {
  const places: Place[] = [];
  walk<Nodes>(tree, (node, parent, index) => {
    if (node.type !== "element") return true;
    const isPre = node.tagName === "pre";
    const read = isPre ? readPre : readInline;
    const source = isPre || node.tagName === "code" ? read(node, core) : undefined;
    if (source) places.push({ siblings: (parent as Element).children, index, node, source });
    return !isPre && !source;
  });
  return places;
}

/** The place of a line of code in the file: fences start a line before it. */
function placeOf(node: Element, line: number | undefined, column = 0): Position | Point | undefined {
  const child = node.tagName === "pre" ? node.children.find(({ type }) => type === "element") : undefined;
  const position = node.position ?? child?.position;
  if (!position || line === undefined) return position;
  return { line: position.start.line + 1 + line, column: position.start.column + column };
}

function report(node: Element, { findings }: HighlightedBlock, options: HighlightTreeOptions): void {
  const { path, onMessage } = options;
  for (const { ruleId, reason, note, line, column } of findings) {
    onMessage?.(createMessage(ruleId, { reason, note, path, place: placeOf(node, line, column) }));
  }
}

/** Ids of the languages of blocks that are not loaded, each once, sorted. */
function missingIn(places: readonly Place[], core: HighlighterCore): string[] {
  return [...new Set(places.flatMap(({ source }) => core.missing(source)))].sort();
}

/**
 * Lists the languages that must be loaded before {@linkcode highlightTreeSync}, including those that failed to load
 * before.
 *
 * @returns ids of languages, each once, sorted
 */
export function missingLanguages(tree: Root, highlighter: Highlighter): string[] {
  const core = toCore(highlighter);
  return missingIn(findPlaces(tree, core), core);
}

/**
 * Highlights the code of a tree, in place: blocks (`pre > code`), and inline code that names its language. It only awaits
 * languages that must be loaded.
 *
 * The language of a block is its class name `language-x`, its meta text is `code.data.meta`. Code that contains elements,
 * math and the languages of `skipLangs` are left as they are.
 *
 * @param tree - tree of HTML, already sanitized: sanitizers remove the colors
 * @param options - the highlighter, and what receives messages
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
  checkCall(tree, options);
  await colorTree(tree, options);
}

const optionKinds: OptionKinds<HighlightTreeOptions> = {
  highlighter: "any",
  raw: "boolean",
  path: "string",
  onMessage: "function",
};

function checkCall(tree: Root, options: HighlightTreeOptions): void {
  checkTreeKind("tree", tree, "html");
  checkOptions(options, optionKinds);
  toCore(options.highlighter);
}

/** `highlightTree` for arguments that have been checked. */
export async function colorTree(tree: Root, options: HighlightTreeOptions): Promise<void> {
  const core = toCore(options.highlighter);
  const places = findPlaces(tree, core);
  if (places.length === 0) return;
  const { path = "" } = options;
  const stored = path === "" ? undefined : core.stored;
  const known: KnownBlocks = stored ? await stored.read(path) : new Map();
  const unknown = places.filter(({ source }) => !known.has(blockKey(source)));
  const missing = missingIn(unknown, core);
  if (missing.length > 0) await core.tryLoad(missing);
  const made = colorPlaces(places, core, options, known);
  // Skipped when nothing has changed.
  const isSame = made.size === known.size && [...made.keys()].every((key) => known.has(key));
  if (stored && !isSame) await stored.write(path, made);
}

/**
 * Highlights the code of a tree synchronously; every language in it must be loaded.
 *
 * @param tree - tree of HTML; unchanged when this throws
 * @param options - the highlighter, and what receives messages
 * @throws TypeError that names the languages that are not loaded
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
  checkCall(tree, options);
  colorTreeSync(tree, options);
}

/** `highlightTreeSync` for arguments that have been checked. */
export function colorTreeSync(tree: Root, options: HighlightTreeOptions): void {
  const core = toCore(options.highlighter);
  const places = findPlaces(tree, core);
  const missing = missingIn(places, core).filter((lang) => !core.hasFailed(lang));
  if (missing.length > 0) {
    throw new TypeError(
      `Expected every language to be loaded, received code in ${missing.join(", ")}: load them with highlighter.load(), or highlight asynchronously`,
    );
  }
  colorPlaces(places, core, options, new Map());
}

/** Highlights blocks that are not cached, and returns all blocks that may be stored: those without findings. */
function colorPlaces(
  places: readonly Place[],
  core: HighlighterCore,
  options: HighlightTreeOptions,
  known: KnownBlocks,
): KnownBlocks {
  const blocks = new Map<string, string>();
  const made = places.map((place): MadeBlock => {
    const key = blockKey(place.source);
    const html = known.get(key);
    const block = html === undefined ? core.highlight(place.source) : { html, findings: [] };
    if (block.findings.length === 0) blocks.set(key, block.html);
    report(place.node, block, options);
    return { ...place, html: withId(block.html, place.node.properties.id), tab: core.tabOf(place.source) };
  });
  placeBlocks(made, options.raw ? undefined : core.toElements, options.path ?? "");
  return blocks;
}

/** Options of {@linkcode rehypeHighlight}. */
export interface RehypeHighlightOptions {
  highlighter: Highlighter;
  /** Path of the post, for messages; by default that of the file. */
  path?: string | undefined;
  /** Receives the messages; by default they are added to `file.messages`. */
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

/**
 * A unified plugin that highlights code. If every language is loaded, it is synchronous, so that `runSync` works.
 *
 * @param options - the highlighter, and what receives messages
 * @returns the transformer
 * @example
 * ```ts
 * import { createHighlighter, rehypeHighlight } from "galley/highlight";
 * import rehypeStringify from "rehype-stringify";
 * import remarkParse from "remark-parse";
 * import remarkRehype from "remark-rehype";
 * import { unified } from "unified";
 *
 * const highlighter = await createHighlighter({ themes: "github-light", mode: "class" });
 * const processor = unified().use(remarkParse).use(remarkRehype).use(rehypeHighlight, { highlighter }).use(rehypeStringify);
 * const file = await processor.process("```pyhton\n1\n```");
 * console.log(file.messages[0]?.reason, file.messages[0]?.note);
 * // → The language "pyhton" is not known, so its code is shown without colors Did you mean "python"?
 * ```
 */
export function rehypeHighlight(
  options: RehypeHighlightOptions,
): (tree: Root, file?: VFile) => Promise<void> | undefined {
  checkOptions(options, { highlighter: "any", path: "string", onMessage: "function" });
  const { highlighter, path, onMessage } = options;
  toCore(highlighter);
  return (tree, file) => {
    const treeOptions: HighlightTreeOptions = {
      highlighter,
      path: path ?? file?.path,
      onMessage: onMessage ?? ((message) => file?.messages.push(message)),
    };
    if (missingLanguages(tree, highlighter).length > 0) return colorTree(tree, treeOptions);
    colorTreeSync(tree, treeOptions);
    return undefined;
  };
}
