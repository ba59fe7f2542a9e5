export type { Root as HastRoot } from "hast";
export type { LineLabels } from "./block-layout.ts";
export { createHighlighter } from "./create-highlighter.ts";
export { type FenceMeta, type FenceMetaOptions, parseFenceMeta } from "./fence/parse-fence-meta.ts";
export { type HighlightCodeOptions, highlightCode } from "./highlight-code.ts";
export {
  type HighlightTreeOptions,
  highlightTree,
  highlightTreeSync,
  type RehypeHighlightOptions,
  rehypeHighlight,
} from "./highlight-tree.ts";
export type { Highlighter } from "./highlighter.ts";
export type { HighlightCache, HighlighterOptions, LanguageName } from "./highlighter-options.ts";
export type { EngineName } from "./load-engine.ts";
export type { Mark } from "./marks/mark-line.ts";
export type { HighlightLimits } from "./read-block.ts";
export { copyScript } from "./themes/copy-script.ts";
export { type HighlightStylesOptions, highlightStyles } from "./themes/highlight-styles.ts";
export type { HighlightMode } from "./themes/paint.ts";
export type { DefaultColor, ThemeInput } from "./themes/theme-set.ts";
export type { BlockChange, BlockTransform, CodeBlock, CodeBlockLine } from "./transform-block.ts";
