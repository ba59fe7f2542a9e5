import {
  applyColorReplacements,
  flatTokenVariants,
  getTokenStyleObject,
  resolveColorReplacements,
  stringifyTokenStyle,
} from "shiki/core";
import { Theme as TextMateTheme } from "shiki/textmate";
import { escapeAttribute } from "../../core/escape.ts";
import { hashText } from "../../core/hash-text.ts";
import type { StyleId, StyleTable, TokenStyle } from "../tokens/composite-theme.ts";
import { variablePrefix } from "./structure-styles.ts";
import type { ThemeSet } from "./theme-set.ts";

type Theme = ThemeSet["themes"][number];

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
  /** In class mode, the rules of one theme, in which `&` stands for the condition of the theme, after the block. */
  rules(theme: number): string[];
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

/** The color that is shown for a theme's color: themes may replace colors. */
function shownColor(theme: Theme, color: string): string {
  return applyColorReplacements(color, resolveColorReplacements(theme)) ?? color;
}

/** The numbers of a theme's colors: the same for every highlighter with this theme. */
function numberColors(theme: Theme): ReadonlyMap<string, number> {
  const terminal = Object.entries(theme.colors ?? {}).filter(([key]) => key.startsWith("terminal.ansi"));
  const colors = [
    ...TextMateTheme.createFromRawTheme(theme).getColorMap(),
    ...terminal.map(([, color]) => color),
  ];
  const shown = colors.filter(Boolean).map((color) => shownColor(theme, color).toLowerCase());
  return new Map([...new Set(shown)].map((color, number) => [color, number]));
}

export function createPaint(
  set: ThemeSet,
  table: StyleTable,
  mode: HighlightMode,
  classPrefix: string,
): Paint {
  const { keys, themes, several, defaultColor } = set;
  const plainColors = themes.map((theme) => shownColor(theme, theme.fg).toLowerCase());
  const tags = new Map<StyleId, string>();
  const numbers = mode === "class" ? themes.map(numberColors) : [];
  /** The class name prefix of each theme. */
  const starts = themes.map((_, index) => classPrefix + String.fromCharCode(0x61 + index));
  /** Rules for colors that are not in any theme: escape sequences can use any color. */
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
    return style.flatMap(({ color: own, bgColor, fontStyle = 0 }, index) => {
      const start = starts[index]!;
      const color = own ?? plainColors[index]!;
      const number = bgColor ? undefined : numbers[index]?.get(color.toLowerCase());
      const decorations = fontStyle & (underline | strikethrough);
      const fonts = fontClasses.filter(([bits]) =>
        bits & (italic | bold) ? fontStyle & bits : decorations === bits,
      );
      return [
        number === undefined ? addExtra(index, color, bgColor) : start + number,
        ...fonts.map(([, letter]) => start + letter),
      ];
    });
  }

  function addExtra(index: number, color: string, bgColor: string | undefined): string {
    const declarations = [color && `color:${color}`, bgColor && `background-color:${bgColor}`]
      .filter(Boolean)
      .join(";");
    const name = `${starts[index]}-${hashText(declarations).slice(0, 7)}`;
    extra[index]!.set(name, declarations);
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
        ? { class: [...set.rootClasses, ...starts] }
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
    rules(index) {
      const theme = themes[index]!;
      const start = starts[index]!;
      const [fg, bg] = [shownColor(theme, theme.fg), shownColor(theme, theme.bg)];
      const before = starts
        .slice(0, index)
        .flatMap((own) => fontClasses.map(([, letter]) => `.${own}${letter}`));
      const undone = "font-style:inherit;font-weight:inherit;text-decoration:none";
      return [
        `.${start}&{background-color:${bg};color:${fg}}`,
        // Undo the fonts of the themes before it.
        ...(index === 0 ? [] : [`.shiki& :is(${before.join(",")}){${undone}}`]),
        ...[...numbers[index]!].map(([color, number]) => `.shiki& .${start}${number}{color:${color}}`),
        ...fontClasses.map(([, letter, declarations]) => `.shiki& .${start}${letter}{${declarations}}`),
        ...[...extra[index]!].map(([name, declarations]) => `.shiki& .${name}{${declarations}}`),
      ];
    },
  };
}
