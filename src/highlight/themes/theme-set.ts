import {
  createHighlighterCoreSync,
  type HighlighterCore,
  normalizeTheme,
  type ThemeRegistration,
  type ThemeRegistrationResolved,
} from "shiki/core";
import { type BundledTheme, bundledThemes } from "shiki/themes";
import { didYouMean } from "../../core/check-options.ts";
import { variablePrefix } from "./structure-styles.ts";

/** A theme of shiki by its name, or one of your own in the format of VS Code. */
export type ThemeInput = BundledTheme | (string & {}) | ThemeRegistration;

/** The theme that plain `color` shows; the others are CSS variables. */
export type DefaultColor = "light" | "dark" | "light-dark()" | (string & {}) | false;

/** The loaded themes of a highlighter. */
export interface ThemeSet {
  /** The caller's names for the themes, the default's first; `""` for a single theme. */
  readonly keys: readonly string[];
  /** In the order of the keys. */
  readonly themes: readonly ThemeRegistrationResolved[];
  /** Whether the themes were an object, even with one theme: then colors may be CSS variables. */
  readonly several: boolean;
  readonly defaultColor: DefaultColor;
  /** Style of the block, and its class names. */
  readonly rootStyle: string;
  readonly rootClasses: readonly string[];
}

async function loadTheme(input: ThemeInput): Promise<ThemeRegistrationResolved> {
  // shiki replaces colors in the object that it gets, so it gets copies.
  if (typeof input !== "string") return normalizeTheme(structuredClone(input));
  const load = Object.hasOwn(bundledThemes, input)
    ? bundledThemes[input as keyof typeof bundledThemes]
    : undefined;
  if (!load) {
    const hint = didYouMean(input, Object.keys(bundledThemes));
    throw new RangeError(`Expected the name of a theme of shiki, received "${input}"${hint}`);
  }
  return normalizeTheme(structuredClone((await load()).default));
}

function isTheme(input: ThemeInput | Readonly<Record<string, ThemeInput>>): input is ThemeInput {
  return (
    typeof input === "string" ||
    Array.isArray(input.settings) ||
    Array.isArray((input as ThemeRegistration).tokenColors)
  );
}

/** A shiki instance for text without a grammar, which needs no engine. */
export function createPlainShiki(): HighlighterCore {
  const unused = (): never => {
    throw new Error("Plain text needs no engine");
  };
  const engine = { createScanner: unused, createString: unused };
  return createHighlighterCoreSync({ engine, langs: [], themes: [], warnings: false });
}

export async function loadThemeSet(
  input: ThemeInput | Readonly<Record<string, ThemeInput>>,
  defaultColor: DefaultColor | undefined,
): Promise<ThemeSet> {
  const several = !isTheme(input);
  const entries: [string, ThemeInput][] = several ? Object.entries(input) : [["", input]];
  if (entries.length === 0) throw new RangeError("Expected at least one theme, received none");
  const names = entries.map(([key]) => key);
  const wrong = several ? names.find((key) => !/^[A-Za-z_][\w-]*$/.test(key)) : undefined;
  if (wrong !== undefined) {
    throw new RangeError(`Expected keys of themes to be CSS identifiers such as "dark", received "${wrong}"`);
  }
  const chosen: DefaultColor = defaultColor ?? (names.includes("light") ? "light" : (names[0] ?? ""));
  if (defaultColor === "light-dark()" && !(names.includes("light") && names.includes("dark"))) {
    throw new RangeError(
      `Expected themes "light" and "dark" for defaultColor "light-dark()", received ${names.join(", ")}`,
    );
  }
  if (several && chosen && chosen !== "light-dark()" && !names.includes(chosen)) {
    throw new RangeError(`Expected defaultColor to be one of ${names.join(", ")}, received "${chosen}"`);
  }
  const shown = chosen === "light-dark()" ? "light" : chosen;
  const rank = ([key]: [string, ThemeInput]): number => (key === shown ? 0 : 1);
  entries.sort((a, b) => rank(a) - rank(b));
  const themes = await Promise.all(entries.map(([, theme]) => loadTheme(theme)));
  const keys = entries.map(([key]) => key);
  const shiki = createPlainShiki();
  const root = several
    ? shiki.codeToTokens("", {
        lang: "text",
        themes: Object.fromEntries(keys.map((key, index) => [key, themes[index]])) as never,
        defaultColor: chosen as never,
        cssVariablePrefix: variablePrefix,
      })
    : shiki.codeToTokens("", { lang: "text", theme: themes[0] as ThemeRegistrationResolved });
  shiki.dispose();
  return {
    keys,
    themes,
    several,
    defaultColor: several ? chosen : "",
    rootStyle: root.rootStyle || `background-color:${root.bg};color:${root.fg}`,
    rootClasses: ["shiki", ...(root.themeName ?? "").split(/\s+/).filter(Boolean)],
  };
}
