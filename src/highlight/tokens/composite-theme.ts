import { applyColorReplacements, resolveColorReplacements, type ThemeRegistrationResolved } from "shiki/core";
import { Theme } from "shiki/textmate";

/** The style of a token in one theme. The bits of `fontStyle`: 1 italic, 2 bold, 4 underlined, 8 struck through. */
export interface ThemeStyle {
  color?: string | undefined;
  bgColor?: string | undefined;
  fontStyle?: number | undefined;
}

/** The style of a token in every theme of a highlighter, in the order of the themes. */
export type TokenStyle = readonly ThemeStyle[];

/** Number of a style in a table. */
export type StyleId = number;

/** The number of the unstyled style. */
export const plainStyle: StyleId = 0;

/** The styles of all tokens so far, each once. */
export interface StyleTable {
  readonly styles: readonly TokenStyle[];
  /** The number of a style; equal styles have equal numbers. */
  intern(style: TokenStyle): StyleId;
}

/** Makes a table that holds the plain style. */
export function createStyleTable(): StyleTable {
  const styles: TokenStyle[] = [[]];
  const ids = new Map<string, StyleId>();
  return {
    styles,
    intern(style: TokenStyle): StyleId {
      const key = style
        .map(({ color, bgColor, fontStyle }) => `${color || ""} ${bgColor || ""} ${fontStyle || 0}`)
        .join("|");
      if (/^[ 0|]*$/.test(key)) return plainStyle;
      let id = ids.get(key);
      if (id === undefined) {
        id = styles.push(style) - 1;
        ids.set(key, id);
      }
      return id;
    },
  };
}

/** The scopes around a piece of text, innermost first, for which TextMate asks a theme. */
interface ScopePath {
  readonly parent: ScopePath | null;
  readonly scopeName: string;
}

/** The style that a theme returns for a path of scopes. */
interface StyleAttributes {
  readonly fontStyle: number;
  readonly foregroundId: number;
  readonly backgroundId: number;
}

/** Several themes that a TextMate grammar uses as a single theme. */
export interface CompositeTheme {
  getDefaults(): StyleAttributes;
  getColorMap(): string[];
  match(path: ScopePath | null): StyleAttributes;
  /** The style for a token's foreground number. */
  styleOf(foreground: number): StyleId;
  /** Clears the cached paths once there are too many: deeply nested code keeps creating new ones. */
  trim(): void;
  /** Set when the themes together have more styles than a token can number: later tokens may be wrong. */
  readonly overflowed: boolean;
}

/** Font style, foreground and background as the numbers of one theme. */
type Answer = readonly [fontStyle: number, foreground: number, background: number];

interface Node {
  readonly answers: readonly Answer[];
  readonly attributes: StyleAttributes;
  readonly children: Map<string, Node>;
}

/** A token's metadata keeps nine bits for the foreground, and 0 means "as outside". */
const maxStyles = 511;

/** Paths of scopes that are remembered. */
const maxNodes = 50_000;

/** A token's metadata keeps eight bits for the background. */
const backgroundMask = 255;

/**
 * Combines several themes, so that code is tokenized once for all of them.
 *
 * For each path of scopes a grammar asks its theme for the numbers of a font style, a foreground and a background, and
 * writes them into the tokens without interpreting them. Here the foreground number stands for what all themes answered
 * together. Tokens therefore end wherever a token of one of the themes ends, as when shiki aligns the tokens of several
 * passes.
 *
 * @param themes - in the order of the highlighter's themes
 * @param table - receives the styles
 */
export function createCompositeTheme(
  themes: readonly ThemeRegistrationResolved[],
  table: StyleTable,
): CompositeTheme {
  const parts = themes.map((registration) => {
    const theme = Theme.createFromRawTheme(registration);
    const replacements = resolveColorReplacements(registration);
    return {
      theme,
      colors: theme.getColorMap().map((color) => applyColorReplacements(color, replacements)),
    };
  });
  const foregrounds = new Map<string, number>();
  const styles: StyleId[] = [plainStyle];
  let nodes = new WeakMap<ScopePath, Node>();
  let nodeCount = 0;
  // A single theme with more colors than nine bits can number overflows in shiki's own pass too.
  let overflowed = parts.some(({ colors }) => colors.length > maxStyles + 1);

  function toForeground(answers: readonly Answer[]): number {
    const key = answers.join("|");
    const known = foregrounds.get(key);
    if (known !== undefined) return known;
    if (styles.length > maxStyles) {
      overflowed = true;
      return 1;
    }
    const style = answers.map(([fontStyle, foreground], index) => ({
      color: parts[index]?.colors[foreground],
      fontStyle,
    }));
    const foreground = styles.push(table.intern(style)) - 1;
    foregrounds.set(key, foreground);
    return foreground;
  }

  function createNode(answers: readonly Answer[], fontStyle: number): Node {
    const attributes = { fontStyle, foregroundId: toForeground(answers), backgroundId: 0 };
    return { answers, attributes, children: new Map() };
  }

  const root = createNode(
    parts.map(({ theme }): Answer => {
      const { fontStyle, foregroundId, backgroundId } = theme.getDefaults();
      return [fontStyle, foregroundId, backgroundId & backgroundMask];
    }),
    0,
  );

  function find(path: ScopePath | null): Node {
    if (path === null) return root;
    const known = nodes.get(path);
    if (known) return known;
    const parent = find(path.parent);
    let node = parent.children.get(path.scopeName);
    if (!node) {
      const answers = parts.map(({ theme }, index): Answer => {
        const outer = parent.answers[index] ?? [0, 0, 0];
        const match = theme.match(path as Parameters<typeof theme.match>[0]);
        if (!match) return outer;
        // A theme uses -1 and 0 for "inherited".
        return [
          match.fontStyle === -1 ? outer[0] : match.fontStyle,
          match.foregroundId || outer[1],
          match.backgroundId ? match.backgroundId & backgroundMask : outer[2],
        ];
      });
      node = createNode(answers, -1);
      nodeCount++;
      parent.children.set(path.scopeName, node);
    }
    nodes.set(path, node);
    return node;
  }

  return {
    getDefaults: () => root.attributes,
    getColorMap: () => [],
    match: (path) => find(path).attributes,
    styleOf: (foreground) => styles[foreground] ?? plainStyle,
    trim() {
      if (nodeCount <= maxNodes) return;
      nodes = new WeakMap();
      root.children.clear();
      nodeCount = 0;
    },
    get overflowed() {
      return overflowed;
    },
  };
}
