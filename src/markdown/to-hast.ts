import type { Root as HastRoot, Nodes } from "hast";
import type { Nodes as MdastNodes, Root as MdastRoot } from "mdast";
import type { Handlers } from "mdast-util-to-hast";
import remarkRehype from "remark-rehype";
import type { Position } from "unist";
import { VFile } from "vfile";
import type { VFileMessage } from "vfile-message";
import { checkChoice, checkOptions, type OptionKinds } from "../core/check-options.ts";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { type AllowList, type AllowOptions, nothingMore, resolveAllow } from "../html/allow-list.ts";
import { nameFootnotes } from "../html/ids.ts";
import { parseRaw } from "../html/parse-raw.ts";
import { type Report, reportUnsafeUrl } from "../html/sanitizer.ts";
import { checkTreeKind } from "../html/tree-kinds.ts";
import { type Contents, passTree, removeMarkers } from "../html/tree-pass.ts";
import type { MarkdownFile, MarkdownOptions } from "./create-markdown-parser.ts";
import { componentsOf } from "./find-mdx.ts";
import { checkDepth, limitKinds, type MarkdownLimits, resolveLimits } from "./limits.ts";
import { createHandlers, type HandlerContext } from "./mdast-handlers.ts";

/**
 * What to do with raw HTML in Markdown: `sanitize` keeps what is harmless, `allow` keeps all of it (for authors you
 * trust as you trust your own code), `escape` shows the tags as text.
 */
export type RawHtmlPolicy = "sanitize" | "allow" | "escape";

/** Options of `toHast`. */
export interface ToHastOptions {
  /**
   * What to do with raw HTML.
   *
   * @default "sanitize"
   */
  rawHtml?: RawHtmlPolicy | undefined;
  /**
   * Prefix for the ids of footnotes. Give each post its own (`queues-`) so that two posts can share a page.
   *
   * @default ""
   */
  footnotePrefix?: string | undefined;
  /**
   * Prefix for all other ids: those of headings and of raw HTML. Links inside the post are updated.
   *
   * @default ""
   */
  idPrefix?: string | undefined;
  /** What the sanitizer allows in addition to its own list: classes, iframe hosts, schemes, elements, attributes. */
  allow?: AllowOptions | undefined;
  /**
   * Handlers for remark-rehype, by node type: how a Markdown node becomes HTML. Their result is
   * sanitized.
   */
  handlers?: Readonly<Record<string, (...values: never[]) => unknown>> | undefined;
  /** Limits for the text; only `maxNesting` is checked here. */
  limits?: Partial<MarkdownLimits> | undefined;
  /** Path of the post, for messages. */
  path?: string | undefined;
  /** Receives each warning: what was left out and where. */
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

/**
 * Turns a Markdown tree into an HTML tree: raw HTML is parsed, everything is sanitized, headings and footnotes get ids
 * that are unique in the post, and links inside the post point to them. Rehype plugins run on the result.
 *
 * @param tree - mdast, as `parseMarkdown` returns it; it is not changed
 * @param options - how to treat raw HTML, prefixes, a callback for warnings
 * @returns hast; code is `<pre><code class="language-x">` with the fence's meta in `data.meta`
 * @throws ContentError when a limit is exceeded
 * @example
 * ```ts
 * import { parseMarkdown, renderHtml, toHast } from "galley/markdown";
 *
 * const tree = parseMarkdown("## Über uns\n\n[Up](#über-uns), [out](javascript:alert(1)) <b onclick=x()>now</b>");
 * const hast = toHast(tree, { onMessage: (message) => console.log(String(message)) });
 * console.log(renderHtml(hast));
 * // → 3:18: The URL "javascript:alert(1)" was removed: posts cannot use the scheme javascript
 * // → 3:45: The attribute "onclick" of <b> was removed
 * // → <h2 id="über-uns">Über uns</h2>
 * // → <p><a href="#über-uns">Up</a>, <a>out</a> <b>now</b></p>
 * ```
 */
export function toHast(tree: MdastRoot, options: ToHastOptions = {}): HastRoot {
  checkTreeKind("tree", tree, "markdown");
  checkToHastOptions(options);
  return toContents(tree, options).tree;
}

/** Options of `parseMarkdown` may be in the same object. */
const optionKinds: OptionKinds<ToHastOptions & MarkdownOptions & MarkdownFile> = {
  rawHtml: "any",
  allow: "any",
  handlers: "any",
  footnotePrefix: "string",
  idPrefix: "string",
  limits: "object",
  path: "string",
  onMessage: "function",
  gfm: "any",
  cjkFriendly: "any",
  singleTilde: "any",
  remarkPlugins: "any",
  parser: "any",
  mdx: "any",
};

/** Checks options of `toHast`, which other functions take too. */
export function checkToHastOptions(options: ToHastOptions): void {
  checkOptions<object>(options, optionKinds);
  if (options.limits !== undefined) checkOptions(options.limits, limitKinds, "limits");
  checkRawHtml(options.rawHtml);
}

/** @throws RangeError for anything but a policy */
export function checkRawHtml(policy: unknown): void {
  if (policy !== undefined) checkChoice("rawHtml", policy, ["sanitize", "allow", "escape"]);
}

/** An HTML tree and its content. */
export interface HastContents extends Contents {
  tree: HastRoot;
}

/** Additional options for internal callers. */
export interface ToContentsOptions extends ToHastOptions {
  /** Whether the text of a comment ends the excerpt. Without it no marker is looked for. */
  isMarker?: ((text: string) => boolean) | undefined;
  /** Texts that end the excerpt on a line of their own. */
  markerLines?: ReadonlySet<string> | undefined;
  /** `allow`, checked. */
  allowed?: AllowList | undefined;
}

/** Like {@linkcode toHast}, but also returns the content of the tree. Markers stay in the tree if they are searched for. */
export function toContents(tree: MdastRoot, options: ToContentsOptions = {}): HastContents {
  const { maxNesting } = resolveLimits(options.limits);
  checkDepth(tree, { maxNesting, path: options.path });
  const checked = { allowed: resolveAllow(options.allow), ...options };
  const draft = convert(tree, checked);
  return { tree: draft.tree, ...pass(draft, checked) };
}

/** An HTML tree that is not safe yet. */
export interface RawHast {
  tree: HastRoot;
  /** Nodes from raw HTML or plugins; all others come from Markdown. */
  foreign: "all" | ReadonlySet<Nodes>;
  /** Names of MDX components in a text that is not read as MDX. */
  components?: ReadonlySet<string> | undefined;
}

const emptyFile: VFile = new VFile();

/** Turns a Markdown tree into an HTML tree with raw HTML parsed in place; only the URLs of Markdown are sanitized. */
export function convert(tree: MdastRoot, options: ToContentsOptions = {}): RawHast {
  const { rawHtml = "sanitize", footnotePrefix = "", isMarker = () => false, path, onMessage } = options;
  const components = componentsOf(tree);
  const report = createReport(options);
  const context: HandlerContext = {
    escapesHtml: rawHtml === "escape",
    isMarker,
    schemes: (options.allowed ?? nothingMore).schemes,
    handlers: options.handlers as Handlers | undefined,
    onUnsafeUrl: (url, place) => reportUnsafeUrl(report, url, place),
    foreign: new Set(),
    hasRaw: false,
  };
  const settings = { allowDangerousHtml: true, clobberPrefix: "", handlers: createHandlers(tree, context) };
  const hast = remarkRehype(settings)(definitionsOf(tree), emptyFile) as HastRoot;
  nameFootnotes(hast, footnotePrefix);
  if (!context.hasRaw) return { tree: hast, foreign: context.foreign, components };
  const parsed = parseRaw(hast, { path, onMessage, components, reportUnknown: rawHtml === "allow" });
  return { tree: hast, foreign: new Set([...context.foreign, ...parsed]), components };
}

/**
 * remark-rehype begins with a slow search for definitions. It gets a tree that contains only definitions; the root
 * handler reads the whole tree.
 */
function definitionsOf(tree: MdastRoot): MdastRoot {
  const children: MdastRoot["children"] = [];
  walk<MdastNodes>(tree, (node) => {
    if (node.type === "definition" || node.type === "footnoteDefinition") children.push(node);
  });
  return { type: "root", children };
}

/** Runs the pass over a tree that {@linkcode convert} returned. */
export function pass({ tree, foreign, components }: RawHast, options: ToContentsOptions): Contents {
  const sanitize = options.rawHtml !== "allow";
  return passTree(tree, { ...options, sanitize, foreign, components, report: createReport(options) });
}

/** Removes the markers from a tree once the excerpt has been made. */
export function dropMarkers({ markers }: Contents, { rawHtml }: ToHastOptions): void {
  removeMarkers(markers, { keepComments: rawHtml === "allow", withLineEnd: rawHtml === "escape" });
}

function createReport({ path, onMessage }: ToHastOptions): Report {
  return (ruleId, message, place: Position | undefined) =>
    onMessage?.(createMessage(ruleId, { ...message, path, place }));
}
