import type { LanguageRegistration, RegexEngine } from "shiki/core";
import {
  checkChoice,
  checkKind,
  checkOptions,
  checkStrings,
  checkWholeNumber,
  type OptionKinds,
  show,
  wrongKind,
} from "../core/check-options.ts";
import type { EngineName } from "./engine/load-engine.ts";
import type { HighlightLimits } from "./read-block.ts";
import type { HighlightMode } from "./themes/paint.ts";
import type { DefaultColor, ThemeInput } from "./themes/theme-set.ts";
import type { LineLabels } from "./write-block.ts";

/** Options of {@linkcode createHighlighter}. */
export interface HighlighterOptions {
  /**
   * One theme, or several by name, of which one is shown: `{ light: "github-light", dark: "github-dark" }`. A theme
   * is a name that shiki knows or a theme of your own in the format of VS Code.
   */
  themes: ThemeInput | Readonly<Record<string, ThemeInput>>;
  /**
   * `"inline"` writes colors into `style` attributes; `"class"` writes class names, the rules of
   * which {@linkcode highlightStyles} returns: smaller pages, and nothing that a strict content security policy forbids.
   *
   * @defaultValue `"inline"`
   */
  mode?: HighlightMode;
  /**
   * With several themes in inline mode: the one that plain `color` shows, the others being CSS variables
   * (`--shiki-dark`). `false` makes all of them variables; `"light-dark()"` lets the browser choose between `light`
   * and `dark`.
   *
   * @defaultValue `"light"` if there is a theme with that name, otherwise the first
   */
  defaultColor?: DefaultColor;
  /**
   * What class names begin with in class mode. Two highlighters with different themes on one page need two prefixes.
   *
   * @defaultValue `"s"`
   */
  classPrefix?: string;
  /**
   * Languages to load immediately, by name, and languages of your own, as TextMate grammars. All others are loaded when a
   * block first needs them.
   *
   * @defaultValue `[]`
   */
  langs?: readonly (string | LanguageRegistration | readonly LanguageRegistration[])[];
  /**
   * More names for languages: `{ mylang: "python" }`. They replace shiki's and this library's own.
   *
   * @defaultValue `{}`
   */
  langAlias?: Readonly<Record<string, string>>;
  /**
   * Languages whose blocks are left as they are, for another tool: `["mermaid"]`.
   *
   * @defaultValue `[]`
   */
  skipLangs?: readonly string[];
  /**
   * The regular expressions that search the code. `"oniguruma"` is what grammars are written for, as WebAssembly;
   * `"javascript"` translates them. `"auto"` takes the first where WebAssembly may be compiled, otherwise the
   * second. An engine of shiki is used as it is.
   *
   * @defaultValue `"auto"`
   */
  engine?: EngineName | RegexEngine;
  /** What is shown plain because it is too large. */
  limits?: Partial<HighlightLimits>;
  /** Words that screen readers say before a marked line. */
  labels?: Partial<LineLabels>;
  /**
   * Size of the cache of blocks, in characters of code and HTML; 0 for none. The HTML of a block is five to ten times as
   * long as its code.
   *
   * @defaultValue `2_000_000`
   */
  cacheSize?: number;
}

/** Options with their defaults. */
export interface ResolvedOptions extends Required<Omit<HighlighterOptions, "defaultColor" | "langs">> {
  readonly defaultColor: DefaultColor | undefined;
  /** Names of languages to load. */
  readonly langs: readonly string[];
  /** The caller's own languages, copied. */
  readonly custom: readonly LanguageRegistration[];
  readonly limits: HighlightLimits;
  readonly labels: LineLabels;
}

/** Fills in the defaults of limits and checks them. */
export function resolveHighlightLimits(limits: Partial<HighlightLimits> = {}): HighlightLimits {
  checkOptions(limits, { maxBlockBytes: "any", maxLineLength: "any" }, "limits");
  const { maxBlockBytes = 262_144, maxLineLength = 1_000 } = limits;
  const range = { min: 0, max: Number.POSITIVE_INFINITY };
  checkWholeNumber("limits.maxBlockBytes", maxBlockBytes, range);
  checkWholeNumber("limits.maxLineLength", maxLineLength, range);
  return { maxBlockBytes, maxLineLength };
}

const optionKinds: OptionKinds<HighlighterOptions> = {
  themes: "string or object",
  mode: "any",
  defaultColor: "any",
  classPrefix: "string",
  langs: "array",
  langAlias: "object",
  skipLangs: "array",
  engine: "string or object",
  limits: "object",
  labels: "object",
  cacheSize: "any",
};

const labelKinds: OptionKinds<LineLabels> = {
  inserted: "string",
  deleted: "string",
  highlighted: "string",
  error: "string",
  warning: "string",
  info: "string",
};

/** Checks the items of lists and records: a theme or a grammar that is imported is often a promise. */
function checkNames({
  themes,
  langs = [],
  langAlias = {},
  skipLangs = [],
  labels = {},
}: HighlighterOptions): void {
  checkKind(
    "themes",
    themes,
    "string or object",
    'the name of a theme, or themes such as { light: "github-light" }',
  );
  // A theme of the caller's own has fields of all kinds.
  if (typeof themes === "object" && !("settings" in themes || "tokenColors" in themes)) {
    for (const [key, theme] of Object.entries(themes)) checkKind(`themes.${key}`, theme, "string or object");
  }
  for (const [index, lang] of langs.entries()) {
    for (const grammar of typeof lang === "string" ? [] : [lang].flat()) {
      if (typeof (grammar as { name?: unknown } | null | undefined)?.name === "string") continue;
      throw wrongKind(`langs[${index}]`, grammar, "the name of a language, or a grammar with a `name`");
    }
  }
  checkStrings("langAlias", langAlias);
  checkStrings("skipLangs", skipLangs);
  checkOptions(labels, labelKinds, "labels");
}

/** Fills in the defaults and checks what the themes do not check. */
export function resolveOptions(options: HighlighterOptions): ResolvedOptions {
  checkOptions(options, optionKinds);
  checkNames(options);
  const { mode = "inline", classPrefix = "s", langs = [], engine = "auto", cacheSize = 2_000_000 } = options;
  checkChoice("mode", mode, ["inline", "class"]);
  if (typeof engine === "string") checkChoice("engine", engine, ["auto", "oniguruma", "javascript"]);
  checkWholeNumber("cacheSize", cacheSize, { min: 0, max: Number.POSITIVE_INFINITY });
  if (!/^[A-Za-z_][\w-]*$/.test(classPrefix)) {
    throw new RangeError(`Expected \`classPrefix\` to begin a class name, received ${show(classPrefix)}`);
  }
  const registrations = langs.flatMap((lang): readonly LanguageRegistration[] =>
    typeof lang === "string" ? [] : Array.isArray(lang) ? lang : [lang as LanguageRegistration],
  );
  return {
    themes: options.themes,
    mode,
    defaultColor: options.defaultColor,
    classPrefix,
    langs: langs.filter((lang) => typeof lang === "string"),
    custom: structuredClone(registrations),
    langAlias: options.langAlias ?? {},
    skipLangs: options.skipLangs ?? [],
    engine,
    limits: resolveHighlightLimits(options.limits),
    labels: {
      inserted: "inserted",
      deleted: "deleted",
      highlighted: "highlighted",
      error: "error",
      warning: "warning",
      info: "note",
      ...options.labels,
    },
    cacheSize,
  };
}
