/** How one theme paints a token. The bits of `fontStyle`: 1 italic, 2 bold, 4 underlined, 8 struck through. */
export interface ThemeStyle {
  color?: string | undefined;
  bgColor?: string | undefined;
  fontStyle?: number | undefined;
}

/** How every theme of a highlighter paints a token, in the order of its themes. */
export type TokenStyle = readonly ThemeStyle[];

/** Number of a style in a table. */
export type StyleId = number;

/** The number of the style of text that no theme paints. */
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
