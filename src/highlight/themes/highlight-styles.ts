import { checkOptions, didYouMean, show, wrongKind } from "../../core/check-options.ts";
import { type Highlighter, type HighlighterCore, toCore } from "../highlighter.ts";
import { structure, variablePrefix } from "./structure-styles.ts";

/** Options of {@linkcode highlightStyles}. */
export interface HighlightStylesOptions {
  /**
   * When a theme is shown, by its key: a media query (`"@media (prefers-color-scheme: dark)"`), selectors of elements
   * around the code (`"html.dark, .night"`), or both in a list. A selector is stronger than a media query, so that a reader
   * can choose against the system: `{ dark: ["@media (prefers-color-scheme: dark)", "html.dark"], light: "html.light" }`.
   * The default theme is shown where no other is.
   *
   * @defaultValue `@media (prefers-color-scheme: dark)` for `dark` and `… light` for `light`, `[data-theme="key"]`
   * for other keys
   */
  when?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Whether there are rules for more than colors: marked lines, line numbers, titles, buttons, print. Not needed with a
   * stylesheet for shiki's transformers.
   *
   * @defaultValue `true`
   */
  structure?: boolean;
}

/** When a theme is shown. */
interface Condition {
  /** At-rules, such as `@media print`. */
  readonly media: readonly string[];
  /** Selectors of elements around the code. */
  readonly selectors: readonly string[];
}

/** A rule: the block, what is in it, and declarations. */
type Rule = readonly [block: string, inner: string, declarations: string];

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
 * // → :is(html.dark) :is(.shiki,.shiki-figure){color:var(--shiki-dark)!important;background-color:var(--shiki-dark-bg)!important}
 * // → :is(html.dark) .shiki span{color:var(--shiki-dark)!important}
 * // → :is(html.dark) .shiki span{font-style:var(--shiki-dark-font-style);font-weight:var(--shiki-dark-font-weight);text-decoration:var(--shiki-dark-text-decoration)}
 * ```
 */
export function highlightStyles(highlighter: Highlighter, options: HighlightStylesOptions = {}): string {
  const core = toCore(highlighter);
  checkOptions(options, { when: "object", structure: "boolean" });
  const { keys, themes, several, defaultColor } = core.themeSet;
  const { when = {}, structure: withStructure = true } = options;
  for (const key of Object.keys(when)) checkTheme(key, several ? keys : []);
  const hasDefault = defaultColor !== false;
  const conditions = keys.map((key, index): Condition => {
    if (Object.hasOwn(when, key)) return readCondition(`when.${key}`, when[key]);
    return index === 0 && hasDefault ? { media: [], selectors: [] } : defaultCondition(key);
  });
  const base: string[] = [];
  const byMedia: string[] = [];
  const bySelector: string[] = [];
  keys.forEach((key, index) => {
    const isDefault = index === 0 && hasDefault;
    const { media, selectors } = conditions[index]!;
    const rules = core.mode === "class" ? classRules(core, index) : variableRules(core, key, isDefault);
    const type = themes[index]?.type === "dark" ? "dark" : "light";
    if (withStructure && defaultColor !== "light-dark()") rules.push(["&", "", `color-scheme:${type}`]);
    if (isDefault) base.push(...write(rules, "", ""));
    if (defaultColor === "light-dark()" && selectors.length > 0) rules.push(["&", "", `color-scheme:${key}`]);
    // Where a selector chooses another theme, a media query has no effect.
    const others = conditions.flatMap((other, at) => (at === index ? [] : other.selectors));
    const except = others.length > 0 ? `:not(:is(${others.join(",")}) *)` : "";
    for (const query of isDefault ? [] : media) byMedia.push(...wrap(write(rules, "", except), query));
    const isSwitched = !isDefault || defaultColor === "light-dark()";
    if (isSwitched && selectors.length > 0) {
      bySelector.push(...write(rules, `:is(${selectors.join(",")}) `, ""));
    }
  });
  const dark = hasDefault && themes[0]?.type === "dark" && defaultColor !== "light-dark()";
  const others = [...byMedia, ...bySelector];
  return [
    ...(withStructure ? structure : []),
    ...base,
    ...(!hasDefault || !withStructure ? others : onScreen(others)),
    // Paper is white, and browsers do not print backgrounds.
    ...(withStructure && dark
      ? ["@media print{.shiki,.shiki span,.shiki-figure{color:#000!important}}"]
      : []),
  ].join("\n");
}

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
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const media: string[] = [];
  const selectors: string[] = [];
  for (const entry of list) {
    if (typeof entry !== "string") throw wrongKind(name, value, "a string or an array of strings");
    let query = "";
    for (const piece of splitSelectors(entry)) {
      // A comma also separates media queries.
      const continues = query !== "" && /^(?:\(|(?:not|only|all|screen|print)\b)/i.test(piece);
      if (piece === "" || /[{};<]|\/\*|[\\>+~]$|^@[\w-]+$/.test(piece) || !isBalanced(piece)) {
        throw new RangeError(
          `Expected \`${name}\` to be selectors or media queries, received ${show(entry)}`,
        );
      }
      if (continues) {
        query += `,${piece}`;
        media[media.length - 1] = query;
      } else if (piece.startsWith("@")) {
        query = piece;
        media.push(query);
      } else selectors.push(piece);
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

/** Writes rules, for blocks inside of a scope and outside of others. */
function write(rules: readonly Rule[], scope: string, except: string): string[] {
  return rules.map(([block, inner, declarations]) => {
    const name = block === "&" ? ":is(.shiki,.shiki-figure)" : block;
    return `${scope}${name}${except}${inner && ` ${inner}`}{${declarations}}`;
  });
}

function wrap(rules: readonly string[], query: string): string[] {
  return rules.length === 0 ? [] : [`${query}{`, ...rules, "}"];
}

/** Keeps rules from paper, where the default theme is shown, unless a media query is about print itself. */
function onScreen(rules: readonly string[]): string[] {
  const isPrint = rules.some((rule) => /^@media\b.*\b(?:print|screen)\b/i.test(rule));
  return isPrint ? [...rules] : wrap(rules, "@media screen");
}

function classRules(core: HighlighterCore, index: number): Rule[] {
  const [block, ...tokens] = core.paint.rules(index);
  const own: Rule[] = tokens.map(([selector, declarations]) => [".shiki", selector, declarations]);
  if (!block) return own;
  const before = core.paint.fontClasses(index);
  return [
    [block[0], "", block[1]],
    // Undo the fonts of the themes before it.
    ...(index === 0
      ? []
      : [
          [
            ".shiki",
            `:is(${before})`,
            "font-style:inherit;font-weight:inherit;text-decoration:none",
          ] as const,
        ]),
    ...own,
  ];
}

function variableRules(
  { themeSet: { several, defaultColor } }: HighlighterCore,
  key: string,
  isDefault: boolean,
): Rule[] {
  if (!several) return [];
  const fonts = ["font-style", "font-weight", "text-decoration"];
  const font: Rule = [
    ".shiki",
    "span",
    fonts.map((name) => `${name}:var(${variablePrefix}${key}-${name})`).join(";"),
  ];
  // With light-dark() the browser switches colors by itself.
  const isSwitched = defaultColor === "light-dark()" && key === "dark";
  if (isDefault || isSwitched) return [font];
  const important = defaultColor === false ? "" : "!important";
  return [
    [
      "&",
      "",
      `color:var(${variablePrefix}${key})${important};background-color:var(${variablePrefix}${key}-bg)${important}`,
    ],
    [".shiki", "span", `color:var(${variablePrefix}${key})${important}`],
    font,
  ];
}
