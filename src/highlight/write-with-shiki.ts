import type { CodeToHastOptions, HighlighterCore, ShikiTransformer } from "shiki/core";
import { type MarkedBlock, type MarkedLine, textOf } from "./marks/mark-line.ts";
import type { ReadBlock } from "./read-block.ts";
import { variablePrefix } from "./themes/structure-styles.ts";
import type { ThemeSet } from "./themes/theme-set.ts";
import {
  type Attributes,
  type BlockLayout,
  type BlockWriterOptions,
  blockLayout,
  lineAttributes,
  lineLabels,
  wordClasses,
  writeFrame,
} from "./write-block.ts";

type Node = Parameters<NonNullable<ShikiTransformer["line"]>>[0];

function toNode(tagName: string, properties: Attributes): Node {
  return { type: "element", tagName, properties: { ...properties }, children: [] };
}

/** What the author asked for, as a transformer of shiki's: it runs before those of the caller. */
function createMarks(
  lines: readonly MarkedLine[],
  { lang, meta: { lineNumbers, collapse = [] } }: ReadBlock,
  { attributes, classes }: BlockLayout,
  { labels }: BlockWriterOptions,
  { class: moreClasses, ...more }: Attributes,
): ShikiTransformer {
  return {
    name: "galley",
    line(node, number) {
      const line = lines[number - 1];
      if (!line) return;
      Object.assign(node.properties, lineAttributes(line, lineNumbers && lineNumbers.start + number - 1));
      node.children.unshift(...lineLabels(line, labels).map((label) => toNode("span", label)));
    },
    code(node) {
      if (lang !== undefined) this.addClassToHast(node, `language-${lang}`);
      for (const [from, to] of [...collapse].reverse()) {
        // A line feed stands between two lines.
        const details = toNode("details", { class: "shiki-collapse" });
        const start = (from - 1) * 2;
        const moved = node.children.splice(start, (to - from + 1) * 2 - 1);
        const label = labels.collapsed.replaceAll("{count}", String(to - from + 1));
        details.children = [toNode("summary", { "data-label": label }), ...moved];
        node.children.splice(start, 0, details);
      }
    },
    pre(node) {
      this.addClassToHast(node, [...classes, ...(moreClasses ? [String(moreClasses)] : [])]);
      for (const [name, value] of Object.entries({ ...attributes, ...more })) {
        if (value !== undefined) node.properties[name] = value;
      }
    },
  };
}

/**
 * Writes a block with shiki's own passes, so that the caller's transformers run as they do in shiki. The code is what is
 * left once notation was read.
 */
export function writeWithShiki(
  read: ReadBlock,
  marked: MarkedBlock,
  shiki: HighlighterCore,
  { keys, themes, several, defaultColor, rootClasses, rootStyle }: ThemeSet,
  options: BlockWriterOptions & { transformers: readonly ShikiTransformer[]; more?: Attributes },
): string {
  const lines = marked.lines.filter(({ removed }) => !removed);
  const layout = blockLayout(read, marked, options);
  const shared = {
    lang: read.grammar,
    meta: { __raw: read.meta.rest },
    tokenizeTimeLimit: 0,
    transformers: [createMarks(lines, read, layout, options, options.more ?? {}), ...options.transformers],
    decorations: lines.flatMap(({ words }, line) =>
      words.map(({ start, end, mark }) => ({
        start: { line, character: start },
        end: { line, character: end },
        properties: { class: wordClasses[mark] },
      })),
    ),
  };
  const colors = several
    ? {
        themes: Object.fromEntries(keys.map((key, index) => [key, themes[index]])),
        defaultColor,
        cssVariablePrefix: variablePrefix,
      }
    : { theme: themes[0] };
  const code = lines.map(textOf).join("\n");
  const html = shiki.codeToHtml(code, { ...shared, ...colors } as CodeToHastOptions);
  return writeFrame(html, layout, { class: rootClasses, style: rootStyle }, options.labels);
}
