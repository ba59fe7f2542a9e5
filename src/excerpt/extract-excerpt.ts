import type { Element, Root as HastRoot, Nodes } from "hast";
import type { Root as MdastRoot } from "mdast";
import { checkKind } from "../core/check-options.ts";
import { escapeHtml } from "../core/escape.ts";
import { walk } from "../core/walk.ts";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { parseHtml } from "../html/parse-html.ts";
import { textOf } from "../html/plain-text.ts";
import { classesOf } from "../html/roles.ts";
import { checkTreeKind } from "../html/tree-kinds.ts";
import { type Marker, passTree } from "../html/tree-pass.ts";
import { parseMarkdown } from "../markdown/create-markdown-parser.ts";
import { readingLimits } from "../markdown/extract.ts";
import { toContents } from "../markdown/to-hast.ts";
import { isImports } from "./boilerplate.ts";
import {
  type Excerpt,
  type ExcerptOptions,
  type ExcerptSource,
  type ResolvedExcerptOptions,
  readExcerptOptions,
} from "./excerpt-options.ts";
import { flattenBlocks } from "./flatten-blocks.ts";
import { beforeMarker, isMarker, isMoreBehind, isVisible, type MarkerSet } from "./markers.ts";
import { BlockReader } from "./read-block.ts";
import { readInline } from "./read-inline.ts";
import { selectAuto } from "./select-auto.ts";
import { addLine } from "./sentences.ts";
import { isFormula, withTex, writeBounded, writeExcerpt } from "./write-excerpt.ts";

/**
 * Makes the excerpt of a post: the author's excerpt from the front matter, else what comes before a marker such as
 * `<!-- more -->`, else the description, else the beginning of the text. The tree is cut, not the source, so a link,
 * table or emoji is never cut in half.
 *
 * @param tree - mdast, as `parseMarkdown` returns it; it is not changed
 * @param options - lengths, markers, order, and values from the front matter
 * @returns text and HTML, where they come from, and whether the post has more
 * @throws RangeError or TypeError for an option that is out of bounds; ContentError for a tree that `toHast` rejects
 * @example
 * ```ts
 * import { extractExcerpt, parseMarkdown } from "galley";
 *
 * const tree = parseMarkdown("# Queues\n\nA queue hides *overload*.\n\n<!-- more -->\n\nIt does not cure it.\n");
 * console.log(extractExcerpt(tree));
 * // → {
 * // →   text: 'A queue hides overload.',
 * // →   html: '<h1>Queues</h1>\n<p>A queue hides <em>overload</em>.</p>',
 * // →   source: 'marker',
 * // →   truncated: true
 * // → }
 * ```
 */
export function extractExcerpt(tree: MdastRoot, options: ExcerptOptions = {}): Excerpt {
  checkTreeKind("tree", tree, "markdown");
  checkKind("tree.children", tree.children, "array");
  const resolved = readExcerptOptions(options);
  const { rawHtml, markers } = resolved;
  const contents = toContents(tree, {
    rawHtml,
    limits: readingLimits,
    isMarker: (text) => isMarker(text, markers),
    markerLines: markers.lines,
  });
  return makeExcerpt(contents.tree, contents.markers, resolved);
}

/**
 * Makes the excerpt of a post that another parser turned into HTML, by the same rules as `extractExcerpt`: the same
 * post gives the same text.
 *
 * @param html - the body of a post, a fragment or a page
 * @param options - as for `extractExcerpt`
 * @returns text and HTML, where they come from, and whether the post has more; the HTML is safe for any input
 * @throws RangeError or TypeError for an option that is out of bounds
 * @example
 * ```ts
 * import { extractExcerptFromHtml } from "galley/excerpt";
 *
 * const html = "<h1>Queues</h1><p>A queue hides <em>overload</em>.<script>alert(1)</script></p><!--more--><p>Rest</p>";
 * const { text, source, truncated } = extractExcerptFromHtml(html);
 * console.log(text, source, truncated);
 * // → A queue hides overload. marker true
 * ```
 */
export function extractExcerptFromHtml(html: string, options: ExcerptOptions = {}): Excerpt {
  checkKind("html", html, "string");
  const resolved = readExcerptOptions(options);
  const tree = readHtml(html, resolved.markers);
  const { markers } = passTree(tree, {
    sanitize: resolved.rawHtml !== "allow",
    foreign: "all",
    isMarker: (text) => isMarker(text, resolved.markers),
    markerLines: resolved.markers.lines,
    report() {},
  });
  return makeExcerpt(tree, markers, resolved);
}

/** Makes the excerpt of a safe tree: from the first source in `order` that has words. */
export function makeExcerpt(
  tree: HastRoot,
  markers: readonly Marker[],
  options: ResolvedExcerptOptions,
): Excerpt {
  const [first, second] = markers;
  // A marker without words before it has no effect.
  const marker = first && second && readAll(textBefore(first), options) === "" ? second : first;
  if (marker === first) reportSecondMarker(markers, options);
  for (const source of options.order) {
    const made = makeFrom[source](tree, options, marker);
    if (made !== undefined) return { text: made.text, html: made.html, source, truncated: made.truncated };
  }
  return { text: "", html: "", source: "empty", truncated: isVisible(tree) };
}

type Made = Omit<Excerpt, "source">;

type Make = (tree: HastRoot, options: ResolvedExcerptOptions, marker?: Marker) => Made | undefined;

const makeFrom: Readonly<Record<ExcerptSource, Make>> = {
  "front-matter"(tree, options) {
    const { frontMatter } = options;
    if (!/\S/.test(frontMatter)) return undefined;
    const own = parseOwn(frontMatter, options);
    const text = readAll(own, options);
    if (text === "") return undefined;
    return { text, html: writeExcerpt(own.children, options), truncated: hasMoreThan(text, tree, options) };
  },
  marker(_, options, marker) {
    if (marker === undefined) return undefined;
    const before = textBefore(marker);
    const text = readAll(before, options);
    if (text === "") return undefined;
    return { text, html: writeExcerpt(before.children, options), truncated: isMoreBehind(marker) };
  },
  description(tree, options) {
    const text = readDescription(options.description);
    if (text === "") return undefined;
    return { text, html: `<p>${escapeHtml(text)}</p>`, truncated: hasMoreThan(text, tree, options) };
  },
  auto(tree, options) {
    const selection = selectAuto(tree, options, "auto") ?? selectAuto(tree, options, "lenient");
    if (selection === undefined) return undefined;
    const { text, blocks, truncated } = selection;
    const written = writeBounded(blocks, text, options);
    return { text, html: written.html, truncated: truncated || written.truncated };
  },
};

/** What comes before a marker, without the imports of a file that is MDX in all but its name. */
function textBefore(marker: Marker): HastRoot {
  const before = beforeMarker(marker);
  const isText = (node: HastRoot["children"][number]): boolean =>
    node.type !== "element" || node.tagName !== "p" || !isImports(textOf(node).trim());
  return { ...before, children: before.children.filter(isText) };
}

/** Letters, digits, and characters that mean nothing to Markdown or HTML after a letter. */
const plainLine = /^\p{L}(?:[\p{L}\p{M}\p{N} ,;:.'"()?!–—’‘“”…-]*[\p{L}\p{N},;:.'"()?!–—’‘“”…-])?$/u;

/** Parses an excerpt from the front matter. Most are one plain line, which needs no parser. */
function parseOwn(markdown: string, { rawHtml }: ResolvedExcerptOptions): HastRoot {
  // Folded YAML text ends in a line break.
  const line = markdown.replace(/\n$/, "");
  if (plainLine.test(line) && !/www\./i.test(line)) return paragraph(line);
  try {
    return toContents(parseMarkdown(markdown), { rawHtml }).tree;
  } catch (error) {
    // A field that exceeds the limits is used as plain text.
    if (!(error instanceof ContentError)) throw error;
    return paragraph(markdown);
  }
}

function paragraph(value: string): HastRoot {
  const children = [{ type: "text" as const, value }];
  return { type: "root", children: [{ type: "element", tagName: "p", properties: {}, children }] };
}

/** The whole text of a tree; headings only if there is nothing else. */
function readAll(root: HastRoot, { images, listSeparator }: ResolvedExcerptOptions): string {
  const whole = { budget: Infinity, alt: images === "alt" };
  const reader = new BlockReader(root, { ...whole, mode: "all" });
  let text = "";
  let headings = "";
  for (const block of flattenBlocks(root)) {
    for (const line of reader.read(block).paragraphs) text = addLine(text, line, listSeparator);
    if (block.role !== "heading") continue;
    headings = addLine(headings, readInline(block.node.children, whole).text, listSeparator);
  }
  return text === "" ? headings : text;
}

/** Whether a post has more text than the excerpt that its author wrote. */
function hasMoreThan(text: string, tree: HastRoot, options: ResolvedExcerptOptions): boolean {
  if (!isVisible(tree)) return false;
  const reader = new BlockReader(tree, { budget: text.length, alt: false, mode: "auto" });
  for (const block of flattenBlocks(tree)) {
    const [line] = reader.read(block).paragraphs;
    if (line === undefined) continue;
    // Most excerpts differ from the beginning of the post, so the rest need not be read.
    if (!text.startsWith(line.slice(0, 40))) return true;
    break;
  }
  const maxLength = text.length + 1;
  const all = selectAuto(tree, { ...options, ...wholeText, maxLength }, "auto");
  return all === undefined || all.truncated || all.text !== text;
}

const wholeText = { maxWords: Infinity, maxSentences: Infinity, maxParagraphs: Infinity, minWords: 1 };

function reportSecondMarker(
  [first, second]: readonly Marker[],
  { path, onMessage }: ResolvedExcerptOptions,
): void {
  if (first === undefined || second === undefined || onMessage === undefined) return;
  const line = first.node.position?.start.line;
  onMessage(
    createMessage("excerpt-marker-duplicate", {
      reason: `A second marker, ${second.spelling}, has no effect: the excerpt ends at the first${line === undefined ? "" : ` in line ${line}`}`,
      note: "Keep the marker at which the excerpt should end and take the other out.",
      path,
      place: second.node.position?.start,
      actual: second.spelling,
    }),
  );
}

/** Classes of the element around the text of a post: WordPress, Ghost, Blogger, and themes of others. */
const contentClass = /^(?:entry-content|post-content|post-body|gh-content|article-content|e-content)$/;

/**
 * Parses the HTML of a page or a fragment, and prepares it for the pass over its tree: of a page only the post is
 * kept, and what other systems write instead of a marker becomes one.
 */
function readHtml(html: string, markers: MarkerSet): HastRoot {
  const tree = parseHtml(html);
  const found = { content: [] as Element[], article: [] as Element[], main: [] as Element[] };
  walk<Nodes>(tree, (node) => {
    if (!("children" in node)) return;
    if (node.type === "element") {
      if (classesOf(node).some((name) => contentClass.test(name))) found.content.push(node);
      if (node.tagName === "article") found.article.push(node);
      if (node.tagName === "main" || node.properties.role === "main") found.main.push(node);
    }
    const children = node.children as Nodes[];
    for (const [index, child] of children.entries()) {
      if (child.type !== "element") continue;
      // The sanitizer does not allow MathML, or what KaTeX hides.
      if (isFormula(child)) children[index] = withTex(child);
      else if (isMoreAnchor(child) && isMarker("more", markers))
        children[index] = { type: "comment", value: "more" };
    }
  });
  const lone = [found.content, found.article, found.main].find(({ length }) => length === 1);
  return lone === undefined ? tree : { type: "root", children: lone[0]!.children };
}

/** `<span id="more-42"></span>` of WordPress, `<a id="more"></a>` of Hexo. */
function isMoreAnchor({ tagName, properties, children }: Element): boolean {
  if ((tagName !== "a" && tagName !== "span") || children.length > 0) return false;
  return /^more(?:-\d+)?$/.test(String(properties.id ?? properties.name ?? ""));
}

/** A character that means something in Markdown or HTML; few descriptions have one. */
const mayHaveMarks = /[*_`~[\]<&]/;

/** Elements that authors write in a description. Any other name in angle brackets is text: `Array<T>`. */
const knownTag =
  /^(?:a|abbr|b|big|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)$/;

/** The text of a description, without Markdown syntax and tags. */
function readDescription(description: string): string {
  const line = description.toWellFormed().trim().replace(/\s+/g, " ");
  if (!mayHaveMarks.test(line)) return line;
  try {
    const { tree } = toContents(parseMarkdown(withTextTags(line)));
    const texts: string[] = [];
    for (const { node, role } of flattenBlocks(tree)) {
      // "1. April" and "# of posts" are not a list and a heading here.
      if (role !== "paragraph") return line;
      texts.push(readInline(node.children, { budget: Infinity }).text);
    }
    return texts.join(" ").trim() || line;
  } catch (error) {
    // A description that exceeds the limits is used as it is.
    if (error instanceof ContentError) return line;
    throw error;
  }
}

/** Escapes tags that are meant as text: unknown elements, and tags that are not closed, as in "the <b> tag". */
function withTextTags(line: string): string {
  if (!line.includes("<")) return line;
  const lower = line.toLowerCase();
  return line.replace(/<(\/?)([a-z][a-z\d]*)(?=[\s/>])/gi, (tag, slash: string, written: string) => {
    const name = written.toLowerCase();
    const isWhole =
      /^(?:br|hr|img|wbr)$/.test(name) || lower.includes(slash === "" ? `</${name}>` : `<${name}`);
    return isWhole && knownTag.test(name) ? tag : `&lt;${tag.slice(1)}`;
  });
}
