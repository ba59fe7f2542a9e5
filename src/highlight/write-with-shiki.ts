import type { CodeToHastOptions, HighlighterCore, ShikiTransformer } from "shiki/core";
import {
  type Attributes,
  type BlockLayout,
  foldAttributes,
  type LayoutOptions,
  layoutBlock,
  lineAttributes,
  lineLabels,
  wordClasses,
} from "./block-layout.ts";
import { type MarkedBlock, type MarkedLine, textOf } from "./marks/mark-line.ts";
import type { ReadBlock } from "./read-block.ts";
import { variablePrefix } from "./themes/structure-styles.ts";
import type { ThemeSet } from "./themes/theme-set.ts";

type Node = Parameters<NonNullable<ShikiTransformer["line"]>>[0];

function toNode(tagName: string, properties: Attributes, children: Node["children"] = []): Node {
  return { type: "element", tagName, properties: { ...properties }, children };
}

/** The author's marks as a shiki transformer, which runs before those of the caller. */
function createMarks(
  { lang, meta: { lineNumbers } }: ReadBlock,
  lines: readonly MarkedLine[],
  { attributes, classes }: BlockLayout,
  { labels }: LayoutOptions,
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
      // From the end, so that indexes stay valid. A line feed stands between two lines.
      for (let index = lines.length - 1; index >= 0; index--) {
        const { fold } = lines[index]!;
        if (!fold || fold === lines[index - 1]?.fold) continue;
        const folded = node.children.slice(index * 2, (index + fold.count) * 2 - 1);
        const summary = toNode("summary", foldAttributes(fold, labels));
        const details = toNode("details", { class: "shiki-collapse" }, [summary, ...folded]);
        node.children.splice(index * 2, folded.length, details);
      }
    },
    pre(node) {
      this.addClassToHast(node, [...classes]);
      for (const [name, value] of Object.entries(attributes)) {
        if (value !== undefined) node.properties[name] = value;
      }
    },
  };
}

/**
 * Writes a block with shiki's own passes, so that the caller's transformers run as they do in shiki. The code is what is
 * left after notation was removed.
 */
export function writeWithShiki(
  read: ReadBlock,
  marked: MarkedBlock,
  more: Attributes | undefined,
  shiki: HighlighterCore,
  { keys, themes, several, defaultColor, rootClasses, rootStyle }: ThemeSet,
  options: LayoutOptions & { transformers: readonly ShikiTransformer[] },
): string {
  const { lines } = marked;
  const layout = layoutBlock(read, marked, { class: rootClasses, style: rootStyle }, options, more);
  const colors = several
    ? {
        themes: Object.fromEntries(keys.map((key, index) => [key, themes[index]])),
        defaultColor,
        cssVariablePrefix: variablePrefix,
      }
    : { theme: themes[0] };
  const html = shiki.codeToHtml(lines.map(textOf).join("\n"), {
    ...colors,
    lang: read.grammar,
    meta: { __raw: read.meta.rest },
    tokenizeTimeLimit: 0,
    transformers: [createMarks(read, lines, layout, options), ...options.transformers],
    decorations: lines.flatMap(({ words }, line) =>
      words.map(({ start, end, mark }) => ({
        start: { line, character: start },
        end: { line, character: end },
        properties: { class: wordClasses[mark] },
      })),
    ),
  } as CodeToHastOptions);
  return layout.frame(html);
}
