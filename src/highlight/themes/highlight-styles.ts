import { checkOptions } from "../../core/check-options.ts";
import { type Highlighter, type HighlighterCore, toCore } from "../highlighter.ts";
import { hiddenStyle, labelClass } from "../write-block.ts";
import { variablePrefix } from "./theme-set.ts";

/** Options of {@linkcode highlightStyles}. */
export interface HighlightStylesOptions {
  /**
   * When a theme is shown, by its key: a media query (`"@media print"`) or the selector of an element around the
   * code (`"html.dark"`). The default theme is shown when no other is.
   *
   * @defaultValue `@media (prefers-color-scheme: dark)` for `dark` and `… light` for `light`, `[data-theme="key"]`
   * for other keys
   */
  when?: Readonly<Record<string, string>>;
  /**
   * Whether there are rules for more than colors: marked lines, line numbers, titles, hidden text. Not needed with a
   * stylesheet for shiki's transformers.
   *
   * @defaultValue `true`
   */
  structure?: boolean;
}

/** Rules for everything but colors. Marks are tints that keep text readable on light and dark backgrounds. */
const structure: readonly string[] = [
  "pre.shiki{overflow-x:auto;padding:1em}",
  "pre.shiki code{display:block;width:max-content;min-width:100%}",
  "code.shiki{padding:.1em .3em}",
  ".shiki .highlighted,.shiki .diff{display:inline-block;width:100%}",
  ".shiki .highlighted{background-color:rgb(128 128 128/.08)}",
  ".shiki .highlighted.error,.shiki .diff.remove{background-color:rgb(255 64 64/.06)}",
  ".shiki .highlighted.warning{background-color:rgb(255 192 0/.08)}",
  ".shiki .diff.add{background-color:rgb(0 192 96/.06)}",
  ".shiki .highlighted-word{outline:1px solid;outline-offset:1px;border-radius:2px}",
  ".shiki.has-focused .line:not(.focused){opacity:.6;transition:opacity .2s}",
  ".shiki.has-focused:is(:hover,:focus) .line{opacity:1}",
  ".shiki [data-line]::before{content:attr(data-line);display:inline-block;min-width:2ch;margin-right:2ch;text-align:right;user-select:none}",
  '.shiki.has-diff .line::after{content:" ";float:left;width:2ch;user-select:none}',
  '.shiki.has-diff .diff.add::after{content:"+"}',
  '.shiki.has-diff .diff.remove::after{content:"-"}',
  ".shiki-figure{margin:1em 0}",
  ".shiki-title{font-family:monospace;padding:.5em 1em}",
  `.${labelClass}{${hiddenStyle}}`,
];

/** Limits rules to where a theme is shown. */
function scope(rules: readonly (readonly [string, string])[], when: string | undefined): string {
  const media = when?.startsWith("@");
  const around = when === undefined || media ? "" : `${when} `;
  const text = rules
    .map(([selector, declarations]) => `${selector.replace(/(^|,)(?=.)/g, `$1${around}`)}{${declarations}}`)
    .join("\n");
  return media ? `${when}{\n${text}\n}` : text;
}

/**
 * Returns the stylesheet of a highlighter: in class mode the colors of every theme, in inline mode the rules that switch
 * between the themes, in both the look of marked lines, line numbers, titles and hidden text.
 *
 * The colors are those of the themes, whatever code was highlighted so far: the stylesheet can be written once, at any
 * time, and kept. Only code with escape sequences (`ansi`) can ask for colors that no theme has; they are included once the
 * code was highlighted.
 *
 * @param highlighter - made by {@linkcode createHighlighter}
 * @param options - when each theme is shown
 * @returns CSS
 * @example
 * ```ts
 * import { createHighlighter, highlightStyles } from "galley/highlight";
 *
 * const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });
 * console.log(highlightStyles(highlighter, { when: { dark: "html.dark" }, structure: false }));
 * // → .shiki span{font-style:var(--shiki-light-font-style);font-weight:var(--shiki-light-font-weight);text-decoration:var(--shiki-light-text-decoration)}
 * // → html.dark .shiki,html.dark .shiki span{color:var(--shiki-dark)!important}
 * // → html.dark .shiki{background-color:var(--shiki-dark-bg)!important}
 * // → html.dark .shiki span{font-style:var(--shiki-dark-font-style);font-weight:var(--shiki-dark-font-weight);text-decoration:var(--shiki-dark-text-decoration)}
 * ```
 */
export function highlightStyles(highlighter: Highlighter, options: HighlightStylesOptions = {}): string {
  const core = toCore(highlighter);
  const { keys, several, defaultColor } = core.themeSet;
  checkOptions(options, { when: "object", structure: "boolean" });
  const { when = {}, structure: withStructure = true } = options;
  checkOptions(when, Object.fromEntries(keys.map((key) => [key, "string"])), "when");
  const parts: string[] = [];
  keys.forEach((key, index) => {
    const first = index === 0 && defaultColor !== false;
    const condition = first ? undefined : (when[key] ?? conditionOf(key));
    if (core.mode === "class") parts.push(scope(classRules(core, index), condition));
    else if (several) parts.push(scope(variableRules(key, first, defaultColor), condition));
  });
  return [...(withStructure ? structure : []), ...parts].filter(Boolean).join("\n");
}

function conditionOf(key: string): string {
  return key === "dark" || key === "light" ? `@media (prefers-color-scheme:${key})` : `[data-theme="${key}"]`;
}

function classRules(core: HighlighterCore, index: number): [string, string][] {
  const own = core.paint.rules(index).map(([selector, declarations], position): [string, string] =>
    // The first rule is for the block itself.
    [position === 0 ? selector : `.shiki ${selector}`, declarations],
  );
  if (index === 0) return own;
  // Undo the fonts of the themes before it.
  const reset: [string, string] = [
    ".shiki span",
    "font-style:inherit;font-weight:inherit;text-decoration:inherit",
  ];
  return [reset, ...own];
}

function fontRule(key: string): [string, string] {
  const fonts = ["font-style", "font-weight", "text-decoration"];
  return [".shiki span", fonts.map((font) => `${font}:var(${variablePrefix}${key}-${font})`).join(";")];
}

function variableRules(key: string, first: boolean, defaultColor: string | false): [string, string][] {
  if (first) return [fontRule(key)];
  const important = defaultColor === false ? "" : "!important";
  // With light-dark() the browser switches colors by itself.
  const colors: [string, string][] =
    defaultColor === "light-dark()" && key === "dark"
      ? []
      : [
          [".shiki,.shiki span", `color:var(${variablePrefix}${key})${important}`],
          [".shiki", `background-color:var(${variablePrefix}${key}-bg)${important}`],
        ];
  return [...colors, fontRule(key)];
}
