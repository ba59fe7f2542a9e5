import {
  applyColorReplacements,
  flatTokenVariants,
  getTokenStyleObject,
  resolveColorReplacements,
  stringifyTokenStyle,
} from "shiki/core";
import { Theme } from "shiki/textmate";
import { escapeAttribute } from "../../core/escape.ts";
import { hashText } from "../../core/hash-text.ts";
import type { StyleId, StyleTable, ThemeStyle, TokenStyle } from "../tokens/composite-theme.ts";
import { variablePrefix } from "./structure-styles.ts";
import type { ThemeSet } from "./theme-set.ts";

/** Where colors are written: into `style` attributes, or into class names that a stylesheet defines. */
export type HighlightMode = "inline" | "class";

/** Writes the attributes that color tokens and blocks. */
export interface Paint {
  /** Attributes of a whole block. */
  readonly root: { readonly class: readonly string[]; readonly style?: string };
  /** The start tag of the `span` around a token; `""` when the token looks like the plain text of the block. */
  token(style: StyleId): string;
  /** Whether a style draws lines under or through the text, or a background behind it. */
  isDecorated(style: StyleId): boolean;
  /** In class mode, the rules of one theme: selector after `.shiki` and declarations. */
  rules(theme: number): readonly (readonly [selector: string, declarations: string])[];
  /** The selectors of the fonts of all themes before one. */
  fontClasses(theme: number): string;
}

const italic = 1;
const bold = 2;
const underline = 4;
const strikethrough = 8;
const fontClasses: readonly (readonly [bit: number, letter: string, declarations: string])[] = [
  [italic, "i", "font-style:italic"],
  [bold, "b", "font-weight:bold"],
  [underline, "u", "text-decoration:underline"],
  [strikethrough, "s", "text-decoration:line-through"],
  [underline | strikethrough, "x", "text-decoration:underline line-through"],
];

interface Palette {
  readonly letter: string;
  /** Colors by their number; the same for every highlighter with this theme. */
  readonly colors: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
}

function createPalette(theme: ThemeSet["themes"][number], index: number): Palette {
  const replacements = resolveColorReplacements(theme);
  const terminal = Object.entries(theme.colors ?? {}).filter(([key]) => key.startsWith("terminal.ansi"));
  const colors = [...Theme.createFromRawTheme(theme).getColorMap(), ...terminal.map(([, color]) => color)];
  const numbers = new Map<string, number>();
  for (const color of colors) {
    const shown = color && (applyColorReplacements(color, replacements) ?? color).toLowerCase();
    if (shown && !numbers.has(shown)) numbers.set(shown, numbers.size);
  }
  return { letter: String.fromCharCode(0x61 + index), colors: [...numbers.keys()], numbers };
}

/** Makes the paint of a highlighter. */
export function createPaint(
  set: ThemeSet,
  table: StyleTable,
  mode: HighlightMode,
  classPrefix: string,
): Paint {
  const { keys, themes, several, defaultColor } = set;
  const plainColors = themes.map((theme) =>
    (applyColorReplacements(theme.fg, resolveColorReplacements(theme)) ?? "").toLowerCase(),
  );
  const tags = new Map<StyleId, string>();
  const palettes = mode === "class" ? themes.map(createPalette) : [];
  /** Rules for colors that no theme has: escape sequences can ask for any. */
  const extra: Map<string, string>[] = themes.map(() => new Map());

  function isPlain(style: TokenStyle): boolean {
    return style.every(
      ({ color, bgColor, fontStyle }, index) =>
        !bgColor && !fontStyle && (!color || color.toLowerCase() === plainColors[index]),
    );
  }

  function toInlineStyle(style: TokenStyle): string {
    if (!several) return stringifyTokenStyle(getTokenStyleObject(style[0] as never));
    const variants = Object.fromEntries(keys.map((key, index) => [key, style[index] ?? {}]));
    const merged = { content: "", offset: 0, variants: variants as never };
    const flat = flatTokenVariants(merged, [...keys], variablePrefix, defaultColor as never);
    return stringifyTokenStyle(flat.htmlStyle ?? {});
  }

  function toClasses(style: TokenStyle): string[] {
    return style.flatMap((themeStyle, index) => {
      const { letter, numbers } = palettes[index]!;
      const start = classPrefix + letter;
      const { color = plainColors[index] ?? "", bgColor, fontStyle = 0 } = themeStyle;
      const classes: string[] = [];
      const number = numbers.get(color.toLowerCase());
      if (number !== undefined && !bgColor) classes.push(start + number);
      else classes.push(addExtra(index, start, themeStyle));
      const decorations = fontStyle & (underline | strikethrough);
      for (const [bits, name] of fontClasses) {
        if (bits & (italic | bold) ? fontStyle & bits : decorations === bits) classes.push(start + name);
      }
      return classes;
    });
  }

  function addExtra(index: number, start: string, { color, bgColor }: ThemeStyle): string {
    const declarations = [color && `color:${color}`, bgColor && `background-color:${bgColor}`]
      .filter(Boolean)
      .join(";");
    const name = `${start}-${hashText(declarations).slice(0, 7)}`;
    extra[index]?.set(name, declarations);
    return name;
  }

  function createTag(style: TokenStyle): string {
    if (isPlain(style)) return "";
    const padded = themes.map((_, index) => style[index] ?? {});
    const value = mode === "class" ? toClasses(padded).join(" ") : toInlineStyle(padded);
    return `<span ${mode === "class" ? "class" : "style"}="${escapeAttribute(value)}">`;
  }

  return {
    root:
      mode === "class"
        ? { class: [...set.rootClasses, ...palettes.map(({ letter }) => classPrefix + letter)] }
        : { class: set.rootClasses, style: set.rootStyle },
    token(style) {
      let tag = tags.get(style);
      if (tag === undefined) {
        tag = createTag(table.styles[style] ?? []);
        tags.set(style, tag);
      }
      return tag;
    },
    isDecorated: (style) =>
      (table.styles[style] ?? []).some(
        ({ bgColor, fontStyle = 0 }) => bgColor || fontStyle & (underline | strikethrough),
      ),
    fontClasses: (index) =>
      palettes
        .slice(0, index)
        .flatMap(({ letter }) => fontClasses.map(([, name]) => `.${classPrefix}${letter}${name}`))
        .join(","),
    rules(index) {
      const theme = themes[index];
      const palette = palettes[index];
      if (!theme || !palette) return [];
      const start = `.${classPrefix}${palette.letter}`;
      const replace = resolveColorReplacements(theme);
      const fg = applyColorReplacements(theme.fg, replace);
      const bg = applyColorReplacements(theme.bg, replace);
      return [
        [start, `background-color:${bg};color:${fg}`],
        ...palette.colors.map((color, number) => [`${start}${number}`, `color:${color}`] as const),
        ...fontClasses.map(([, name, declarations]) => [`${start}${name}`, declarations] as const),
        ...[...(extra[index] ?? [])].map(([name, declarations]) => [`.${name}`, declarations] as const),
      ];
    },
  };
}
