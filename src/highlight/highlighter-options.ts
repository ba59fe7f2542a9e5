import type { LanguageRegistration, RegexEngine, ShikiTransformer } from "shiki/core";
import type { BundledLanguage } from "shiki/langs";
import {
  checkCache,
  checkChoice,
  checkKind,
  checkOptions,
  checkStrings,
  checkWholeNumber,
  type OptionKinds,
  show,
  wrongKind,
} from "../core/check-options.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import type { LineLabels } from "./block-layout.ts";
import type { LanguageNames } from "./fence/fence-language.ts";
import type { EngineName } from "./load-engine.ts";
import type { HighlightLimits } from "./read-block.ts";
import type { HighlightMode } from "./themes/paint.ts";
import type { DefaultColor, ThemeInput } from "./themes/theme-set.ts";
import type { BlockTransform } from "./transform-block.ts";

/** A language: a name or an alias that shiki knows, with completion in editors, or one of your own. */
export type LanguageName = BundledLanguage | (string & {});

/** Keeps strings from one run to the next, such as `createFileCache` of `galley/node` or an `unstorage` instance. */
export interface HighlightCache {
  /** Returns the string stored under the key, or a promise of it; anything else when there is none. */
  getItem(key: string): unknown;
  /** Stores a string. May return a promise. */
  setItem(key: string, value: string): unknown;
}

/** Options of {@linkcode createHighlighter}. */
export interface HighlighterOptions {
  /**
   * One theme, or several by name, of which one is shown: `{ light: "github-light", dark: "github-dark" }`. A theme
   * is a name that shiki knows or a theme of your own in the format of VS Code.
   */
  themes: ThemeInput | Readonly<Record<string, ThemeInput>>;
  /**
   * `"inline"` writes colors into `style` attributes; `"class"` writes class names, whose rules
   * {@linkcode highlightStyles} returns: smaller pages that comply with a strict content security policy.
   *
   * @defaultValue `"inline"`
   */
  mode?: HighlightMode | undefined;
  /**
   * With several themes in inline mode: the theme that plain `color` shows; the others are CSS variables
   * (`--shiki-dark`). `false` makes all of them variables; `"light-dark()"` lets the browser choose between `light`
   * and `dark`.
   *
   * @defaultValue `"light"` if there is a theme with that name, otherwise the first
   */
  defaultColor?: DefaultColor | undefined;
  /**
   * The prefix of class names in class mode. Two highlighters with different themes on one page need different prefixes.
   *
   * @defaultValue `"s"`
   */
  classPrefix?: string | undefined;
  /**
   * Languages to load immediately, by name, and languages of your own, as TextMate grammars. All others are loaded when a
   * block first needs them.
   *
   * @defaultValue `[]`
   */
  langs?: readonly (LanguageName | LanguageRegistration | readonly LanguageRegistration[])[] | undefined;
  /**
   * More names for languages: `{ mylang: "python" }`. They replace shiki's and this library's own.
   *
   * @defaultValue `{}`
   */
  langAlias?: Readonly<Record<string, LanguageName>> | undefined;
  /**
   * Languages whose blocks are left as they are, for another tool: `["mermaid"]`.
   *
   * @defaultValue `[]`
   */
  skipLangs?: readonly LanguageName[] | undefined;
  /**
   * The regular expression engine. `"oniguruma"` is the engine that grammars are written for, as WebAssembly;
   * `"javascript"` translates them. `"auto"` takes the first where WebAssembly may be compiled, otherwise the
   * second. A shiki engine is used as it is.
   *
   * @defaultValue `"auto"`
   */
  engine?: EngineName | RegexEngine | undefined;
  /** Limits above which code is shown without colors. */
  limits?: Partial<HighlightLimits> | undefined;
  /** Words that readers see or that screen readers announce. */
  labels?: Partial<LineLabels> | undefined;
  /**
   * The language of blocks without one.
   *
   * @defaultValue none: they have no colors
   */
  defaultLang?: LanguageName | undefined;
  /**
   * Writes a copy button into each block, in its `figure`; a fence says `copy=false` to have none. It is shown once
   * {@linkcode copyScript} runs.
   *
   * @defaultValue `false`
   */
  copyButton?: boolean | undefined;
  /**
   * Puts each block into a `figure`; blocks of shells get the class name `shiki-terminal` and the title of
   * `labels.terminal`. A fence chooses by `frame="none"`, `"code"` or `"terminal"`, with or without this option.
   *
   * @defaultValue `false`
   */
  frames?: boolean | undefined;
  /**
   * Wraps long lines; a fence says `wrap` or `wrap=false`.
   *
   * @defaultValue `false`
   */
  wrap?: boolean | undefined;
  /**
   * Called with each block, but not with inline code; may add attributes or write other HTML. It should depend on
   * nothing but the block, because it is not called again for a block that occurs again.
   */
  transformBlock?: BlockTransform | undefined;
  /**
   * shiki transformers, such as those of `@shikijs/twoslash`. Blocks are then written by shiki itself, in one pass for
   * each theme, which needs `mode: "inline"`.
   *
   * @defaultValue `[]`
   */
  transformers?: readonly ShikiTransformer[] | undefined;
  /**
   * Size of the cache of blocks, in characters of code and HTML; 0 for none. The HTML of a block is five to ten times as
   * long as its code.
   *
   * @defaultValue `20_000_000`
   */
  cacheSize?: number | undefined;
  /**
   * Stores the blocks of posts between runs: an object with `getItem` and `setItem`, such as `createFileCache(folder)`
   * of `galley/node`. A post that was edited, or parsed again by a new version of this library, is then highlighted
   * only where its code has changed. Needs the path of the post, and is not used by synchronous functions, nor with
   * `transformers`, `transformBlock` or an engine of your own, whose code could change without notice.
   *
   * @defaultValue none
   */
  cache?: HighlightCache | undefined;
}

type OptionWithoutDefault = "defaultColor" | "defaultLang" | "transformBlock" | "cache";

/** Options with their defaults. */
export interface ResolvedOptions
  extends Required<Omit<HighlighterOptions, OptionWithoutDefault | "langs">>,
    Pick<HighlighterOptions, OptionWithoutDefault> {
  /** Names of languages to load. */
  readonly langs: readonly string[];
  /** The caller's own languages, copied. */
  readonly custom: readonly LanguageRegistration[];
  readonly limits: HighlightLimits;
  readonly labels: LineLabels;
}

const defaults = {
  mode: "inline",
  classPrefix: "s",
  langAlias: {},
  skipLangs: [],
  engine: "auto",
  copyButton: false,
  frames: false,
  wrap: false,
  transformers: [],
  cacheSize: 20_000_000,
} as const satisfies Partial<HighlighterOptions>;

const defaultLabels: LineLabels = {
  inserted: "inserted",
  deleted: "deleted",
  highlighted: "highlighted",
  error: "error",
  warning: "warning",
  info: "note",
  block: "",
  copy: "Copy",
  copied: "Copied",
  terminal: "Terminal",
  collapsed: "{count} lines",
};
const labelKinds = Object.fromEntries(
  Object.keys(defaultLabels).map((name) => [name, "string"]),
) as OptionKinds<LineLabels>;

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
  defaultLang: "string",
  copyButton: "boolean",
  frames: "boolean",
  wrap: "boolean",
  transformBlock: "function",
  transformers: "array",
  cacheSize: "any",
  cache: "object",
};

/** Checks the items of lists and records: a theme or a grammar that is imported is often a promise. */
function checkNames({ themes, langs = [], langAlias = {}, skipLangs = [] }: HighlighterOptions): void {
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
}

/** Fills in the defaults and checks what the themes do not check. */
export function resolveOptions(options: HighlighterOptions): ResolvedOptions {
  checkOptions(options, optionKinds);
  checkNames(options);
  const { langs = [], limits, labels = {}, ...others } = options;
  checkOptions(labels, labelKinds, "labels");
  const resolved = { ...defaults, ...withoutUndefined(others) };
  const { mode, engine, classPrefix, transformers, cache } = resolved;
  checkCache(cache);
  if (mode === "class" && transformers.length > 0) {
    throw new RangeError('Expected mode "inline" with `transformers`, which write styles, received "class"');
  }
  for (const [index, transformer] of transformers.entries()) {
    checkKind(`transformers[${index}]`, transformer, "object", "a transformer of shiki");
  }
  checkChoice("mode", mode, ["inline", "class"]);
  if (typeof engine === "string") checkChoice("engine", engine, ["auto", "oniguruma", "javascript"]);
  checkWholeNumber("cacheSize", resolved.cacheSize, { min: 0, max: Number.POSITIVE_INFINITY });
  if (!/^[A-Za-z_][\w-]*$/.test(classPrefix)) {
    throw new RangeError(`Expected \`classPrefix\` to begin a class name, received ${show(classPrefix)}`);
  }
  const custom = langs.flatMap((lang) => (typeof lang === "string" ? [] : lang));
  return {
    ...resolved,
    langs: langs.filter((lang) => typeof lang === "string"),
    custom: structuredClone(custom),
    limits: resolveHighlightLimits(limits),
    labels: { ...defaultLabels, ...labels },
  };
}

export function checkLanguages({ langAlias, defaultLang }: ResolvedOptions, names: LanguageNames): void {
  const named = Object.entries(langAlias).map(([alias, lang]) => [`langAlias.${alias}`, lang] as const);
  for (const [option, lang] of defaultLang ? [...named, ["defaultLang", defaultLang] as const] : named) {
    if (names.resolve(lang) !== undefined) continue;
    const expected = `Expected \`${option}\` to be the name of a language`;
    throw new RangeError(`${expected}, received "${lang}"${names.hint(lang)}`);
  }
}
