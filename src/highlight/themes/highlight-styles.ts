import { checkOptions, didYouMean, show, wrongKind } from "../../core/check-options.ts";
import { type Highlighter, toCore } from "../highlighter.ts";
import { structure, variablePrefix } from "./structure-styles.ts";
import type { ThemeSet } from "./theme-set.ts";

/** Options of {@linkcode highlightStyles}. */
export interface HighlightStylesOptions {
  /**
   * When a theme is shown, by its key: a media query (`"@media (prefers-color-scheme: dark)"`), selectors of elements
   * around the code (`"html.dark, .night"`), or both in a list. A selector takes precedence over a media query, so that
   * a reader can override the system setting:
   * `{ dark: ["@media (prefers-color-scheme: dark)", "html.dark"], light: "html.light" }`. The default theme is shown if no other applies.
   *
   * @defaultValue `@media (prefers-color-scheme: dark)` for `dark` and `… light` for `light`, `[data-theme="key"]`
   * for other keys
   */
  when?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /**
   * Whether there are rules for more than colors: marked lines, line numbers, titles, buttons, print. Not needed with a
   * stylesheet for shiki's transformers.
   *
   * @defaultValue `true`
   */
  structure?: boolean | undefined;
}

/** When a theme is shown. */
interface Condition {
  /** At-rules, such as `@media print`. */
  readonly media: readonly string[];
  /** Selectors of elements around the code. */
  readonly selectors: readonly string[];
}

/**
 * Returns the stylesheet of a highlighter: in class mode the colors of all themes, in inline mode the rules that switch
 * between the themes, in both the look of marked lines, line numbers, titles and hidden text.
 *
 * The colors come from the themes and do not depend on the code highlighted so far: the stylesheet can be written once,
 * at any time, and kept. Only code with escape sequences (`ansi`) can ask for colors that no theme has; they are
 * included once the code was highlighted.
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
 * // → :is(html.dark) :is(.shiki,.shiki-figure){color:var(--shiki-dark)!important;background-color:var(--shiki-dark-bg)!important}
 * // → :is(html.dark) .shiki span{color:var(--shiki-dark)!important}
 * // → :is(html.dark) .shiki span{font-style:var(--shiki-dark-font-style);font-weight:var(--shiki-dark-font-weight);text-decoration:var(--shiki-dark-text-decoration)}
 * ```
 */
export function highlightStyles(highlighter: Highlighter, options: HighlightStylesOptions = {}): string {
  const { mode, paint, themeSet } = toCore(highlighter);
  checkOptions(options, { when: "object", structure: "boolean" });
  const { keys, themes, several, defaultColor } = themeSet;
  const { when = {}, structure: withStructure = true } = options;
  for (const key of Object.keys(when)) checkTheme(key, several ? keys : []);
  const hasDefault = defaultColor !== false;
  const isBrowsers = defaultColor === "light-dark()";
  const conditions = keys.map((key, index): Condition => {
    if (Object.hasOwn(when, key)) return readCondition(`when.${key}`, when[key]);
    return index === 0 && hasDefault ? { media: [], selectors: [] } : defaultCondition(key);
  });
  const base: string[] = [];
  const byMedia: string[] = [];
  const bySelector: string[] = [];
  for (const [index, { media, selectors }] of conditions.entries()) {
    const key = keys[index]!;
    const isDefault = index === 0 && hasDefault;
    const rules = mode === "class" ? paint.rules(index) : variableRules(themeSet, key, isDefault);
    const type = themes[index]?.type === "dark" ? "dark" : "light";
    if (withStructure && !isBrowsers) rules.push(`${anyBlock}&{color-scheme:${type}}`);
    if (isDefault) base.push(...rules.map((rule) => rule.replace("&", "")));
    if (isBrowsers && selectors.length > 0) rules.push(`${anyBlock}&{color-scheme:${key}}`);
    // If a selector chooses another theme, media queries have no effect.
    const others = conditions.flatMap((other, at) => (at === index ? [] : other.selectors));
    const except = others.length > 0 ? `:not(:is(${others.join(",")}) *)` : "";
    const elsewhere = rules.map((rule) => rule.replace("&", () => except));
    if (!isDefault) byMedia.push(...media.flatMap((query) => wrap(elsewhere, query)));
    if ((!isDefault || isBrowsers) && selectors.length > 0) {
      bySelector.push(...rules.map((rule) => `:is(${selectors.join(",")}) ${rule.replace("&", "")}`));
    }
  }
  const switched = [...byMedia, ...bySelector];
  // Browsers do not print backgrounds.
  const isDarkOnPaper = withStructure && hasDefault && themes[0]?.type === "dark" && !isBrowsers;
  return [
    ...(withStructure ? structure : []),
    ...base,
    ...(hasDefault && withStructure ? onScreen(switched) : switched),
    ...(isDarkOnPaper ? ["@media print{.shiki,.shiki span,.shiki-figure{color:#000!important}}"] : []),
  ].join("\n");
}

const anyBlock = ":is(.shiki,.shiki-figure)";

function checkTheme(key: string, keys: readonly string[]): void {
  if (keys.includes(key)) return;
  const expected =
    keys.length === 0 ? "no keys, because there is one theme" : `keys of themes (${keys.join(", ")})`;
  throw new RangeError(`Expected \`when\` to have ${expected}, received "${key}"${didYouMean(key, keys)}`);
}

function defaultCondition(key: string): Condition {
  return key === "dark" || key === "light"
    ? { media: [`@media (prefers-color-scheme:${key})`], selectors: [] }
    : { media: [], selectors: [`[data-theme="${key}"]`] };
}

/** Reads media queries and selectors. */
function readCondition(name: string, value: unknown): Condition {
  const media: string[] = [];
  const selectors: string[] = [];
  for (const entry of [value].flat() as unknown[]) {
    if (typeof entry !== "string") throw wrongKind(name, value, "a string or an array of strings");
    let isInQuery = false;
    for (const piece of splitSelectors(entry)) {
      if (piece === "" || /[{};<]|\/\*|[\\>+~]$|^@[\w-]+$/.test(piece) || !isBalanced(piece)) {
        throw new RangeError(
          `Expected \`${name}\` to be selectors or media queries, received ${show(entry)}`,
        );
      }
      // A comma also separates media queries.
      const continues = isInQuery && /^(?:\(|(?:not|only|all|screen|print)\b)/i.test(piece);
      if (continues) media.push(`${media.pop()},${piece}`);
      else if (piece.startsWith("@")) media.push(piece);
      else selectors.push(piece);
      isInQuery ||= piece.startsWith("@");
    }
  }
  if (media.length + selectors.length === 0) {
    throw new RangeError(`Expected \`${name}\` to be selectors or media queries, received none`);
  }
  return { media, selectors };
}

/** Splits at commas that are not in brackets or quotes. */
function splitSelectors(text: string): string[] {
  const pieces = [""];
  for (const [part] of text.matchAll(/"[^"]*"|'[^']*'|\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]|[\s\S]/g)) {
    if (part === ",") pieces.push("");
    else pieces[pieces.length - 1] += part;
  }
  return pieces.map((piece) => piece.trim());
}

function isBalanced(text: string): boolean {
  const plain = text.replace(/"[^"]*"|'[^']*'/g, "");
  const count = (char: string): number => plain.split(char).length;
  return count("(") === count(")") && count("[") === count("]") && !/["']/.test(plain);
}

function wrap(rules: readonly string[], query: string): string[] {
  return rules.length === 0 ? [] : [`${query}{`, ...rules, "}"];
}

/** Excludes print, which shows the default theme, unless a media query is about print itself. */
function onScreen(rules: readonly string[]): string[] {
  const isPrint = rules.some((rule) => /^@media\b.*\b(?:print|screen)\b/i.test(rule));
  return isPrint ? [...rules] : wrap(rules, "@media screen");
}

function variableRules({ several, defaultColor }: ThemeSet, key: string, isDefault: boolean): string[] {
  if (!several) return [];
  const name = variablePrefix + key;
  const fonts = ["font-style", "font-weight", "text-decoration"].map(
    (font) => `${font}:var(${name}-${font})`,
  );
  const font = `.shiki& span{${fonts.join(";")}}`;
  // With light-dark(), the browser switches colors itself.
  if (isDefault || (defaultColor === "light-dark()" && key === "dark")) return [font];
  const important = defaultColor === false ? "" : "!important";
  return [
    `${anyBlock}&{color:var(${name})${important};background-color:var(${name}-bg)${important}}`,
    `.shiki& span{color:var(${name})${important}}`,
    font,
  ];
}
