import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { parseHtml } from "../html/parse-html.ts";
import { parseMarkdown } from "../markdown/parse-markdown.ts";
import type { Excerpt, ExcerptSource } from "./excerpt.ts";
import type { ResolvedExcerptOptions } from "./excerpt-options.ts";
import { beforeMarker, findMarkers, type Marker, someAfterMarker } from "./find-markers.ts";
import { flattenBlocks } from "./flatten-blocks.ts";
import { isPlainLine } from "./is-plain-line.ts";
import { isVisible } from "./is-visible.ts";
import { BlockReader } from "./read-block.ts";
import { readInline } from "./read-inline.ts";
import { renderExcerpt } from "./render-excerpt.ts";
import { roleOf } from "./role-of.ts";
import { selectAuto } from "./select-auto.ts";
import type { TreeNode } from "./tree-node.ts";

/**
 * Makes the excerpt of a tree of either kind: the first source, in the order that is wanted, that has words.
 *
 * @param root - mdast or hast
 * @param options - all of them
 */
export function makeExcerpt(root: TreeNode, options: ResolvedExcerptOptions): Excerpt {
  const markers = findMarkers(root, options.markers);
  reportMarkers(markers, options);
  for (const source of options.order) {
    const excerpt = makers[source](root, options, markers[0]);
    if (excerpt !== undefined) return excerpt;
  }
  return { text: "", html: "", source: "empty", truncated: isVisible(root) };
}

type Maker = (
  root: TreeNode,
  options: ResolvedExcerptOptions,
  marker: Marker | undefined,
) => Excerpt | undefined;

const makers: Readonly<Record<ExcerptSource, Maker>> = {
  "front-matter": fromFrontMatter,
  marker: fromMarker,
  description: fromDescription,
  auto: fromAuto,
};

function fromFrontMatter(root: TreeNode, options: ResolvedExcerptOptions): Excerpt | undefined {
  const { frontMatter } = options;
  if (!/\S/.test(frontMatter)) return undefined;
  const made = writeFrontMatter(frontMatter, options);
  if (made.text === "") return undefined;
  return { ...made, source: "front-matter", truncated: hasMoreThan(made.text, root, options) };
}

function writeFrontMatter(markdown: string, options: ResolvedExcerptOptions): { text: string; html: string } {
  const write = (tree: TreeNode): { text: string; html: string } => ({
    text: readAll(tree, options),
    html: renderExcerpt(tree.children ?? [], tree, options),
  });
  // What YAML folds ends in a line break.
  const line = markdown.endsWith("\n") ? markdown.slice(0, -1) : markdown;
  if (isPlainLine(line)) return write(paragraph(line));
  try {
    return write(parseMarkdown(markdown) as TreeNode);
  } catch (error) {
    // A field beyond the limits of Markdown is still a text.
    if (!(error instanceof ContentError)) throw error;
    return write(paragraph(markdown));
  }
}

function paragraph(text: string): TreeNode {
  return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value: text }] }] };
}

function fromMarker(
  _root: TreeNode,
  options: ResolvedExcerptOptions,
  marker: Marker | undefined,
): Excerpt | undefined {
  if (marker === undefined) return undefined;
  const before = beforeMarker(marker);
  const text = readAll(before, options);
  if (text === "") return undefined;
  const html = renderExcerpt(before.children ?? [], marker.path[0]!.parent, options);
  return { text, html, source: "marker", truncated: someAfterMarker(marker, isVisible) };
}

function fromDescription(root: TreeNode, options: ResolvedExcerptOptions): Excerpt | undefined {
  const text = options.description.toWellFormed().trim().replace(/\s+/g, " ");
  if (text === "") return undefined;
  const tree = paragraph(text);
  const html = renderExcerpt(tree.children!, tree, { ...options, rawHtml: "escape" });
  return { text, html, source: "description", truncated: hasMoreThan(text, root, options) };
}

function fromAuto(root: TreeNode, options: ResolvedExcerptOptions): Excerpt | undefined {
  let from = root;
  let selection = selectAuto(root, options, "auto") ?? selectAuto(root, options, "lenient");
  if (selection === undefined) {
    // A post written in HTML within Markdown.
    from = parseHtml(rawHtmlOf(root)) as TreeNode;
    selection = selectAuto(from, options, "auto") ?? selectAuto(from, options, "lenient");
  }
  if (selection === undefined) return undefined;
  const { text, blocks, truncated } = selection;
  return { text, html: renderExcerpt(blocks, from, options), source: "auto", truncated };
}

/** As much raw HTML as the beginning of a post could need. */
const maxRawHtml: number = 1 << 16;

function rawHtmlOf(root: TreeNode): string {
  let html = "";
  for (const node of root.children ?? []) {
    if (roleOf(node) === "raw") html += `${node.value ?? ""}\n`;
    if (html.length > maxRawHtml) break;
  }
  return html;
}

/** All the text of a tree, of any length; headings only when there is nothing else. */
function readAll(root: TreeNode, { images }: ResolvedExcerptOptions): string {
  const alt = images === "alt";
  const budget = Number.POSITIVE_INFINITY;
  const reader = new BlockReader({ budget, alt, mode: "all" });
  const texts: string[] = [];
  const headings: string[] = [];
  for (const block of flattenBlocks(root)) {
    texts.push(...reader.read(block).paragraphs);
    if (block.role === "heading") headings.push(readInline(block.node, budget, alt).text);
  }
  return (texts.length > 0 ? texts : headings).join(" ").trim();
}

/** Whether a post says more than an excerpt that its author wrote. */
function hasMoreThan(text: string, root: TreeNode, options: ResolvedExcerptOptions): boolean {
  if (!isVisible(root)) return false;
  const all = selectAuto(root, { ...options, maxLength: text.length + 1 }, "auto");
  return all === undefined || all.truncated || all.text !== text;
}

function reportMarkers(
  [first, second]: readonly Marker[],
  { path, onMessage }: ResolvedExcerptOptions,
): void {
  if (first === undefined || second === undefined || onMessage === undefined) return;
  const at = first.place === undefined ? "" : ` in line ${first.place.line}`;
  onMessage(
    createMessage("excerpt-marker-duplicate", {
      reason: `A second marker, ${second.spelling}, has no effect: the excerpt ends at the first${at}`,
      note: "Keep the marker at which the excerpt should end and take the other out.",
      path,
      place: second.place,
      actual: second.spelling,
    }),
  );
}
