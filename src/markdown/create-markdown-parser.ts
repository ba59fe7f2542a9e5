import type { Root } from "mdast";
import remarkParse from "remark-parse";
import { type PluggableList, type Processor, unified } from "unified";
import { VFile } from "vfile";
import type { VFileMessage } from "vfile-message";
import { checkKind, checkOptions, checkPlugins, type OptionKinds } from "../core/check-options.ts";
import { limitError } from "../diagnostics/content-error.ts";
import { checkTop } from "../html/tree-kinds.ts";
import { noteDirectives } from "./directives.ts";
import { findMdx } from "./find-mdx.ts";
import {
  allGfmParts,
  gfmPartsOf,
  gfmPartsOfProcessor,
  remarkGfmParts,
  type SyntaxParts,
} from "./gfm-parts.ts";
import { checkDepth, checkTree, limitKinds, type MarkdownLimits, resolveLimits } from "./limits.ts";
import { cutLinkLiterals, hasCjk } from "./link-literals.ts";
import { markAlerts } from "./mark-alerts.ts";
import { markHeadingIds } from "./mark-heading-ids.ts";
import { maskMdx, remarkMdxSyntax, restoreMdxHtml } from "./mask-mdx.ts";
import { maskTemplates, restoreTemplates } from "./mask-templates.ts";
import { parseBounded } from "./parse-bounded.ts";
import { findShownHtml, reportLost } from "./report-lost.ts";
import { runSync } from "./run-sync.ts";
import { parseWithUnclosedPre } from "./unclosed-pre.ts";

/** Options for reading Markdown, which apply to any number of texts. */
export interface MarkdownOptions {
  /**
   * GitHub Flavored Markdown: tables, strikethrough, task lists, footnotes, literal links. `false` is plain CommonMark.
   *
   * @default true
   */
  gfm?: boolean | undefined;
  /**
   * Whether emphasis works next to full-width punctuation (`**不変。**源码`), and bare links end at it. This
   * affects only texts that contain Chinese, Japanese or Korean. With another `parser` it only affects links.
   *
   * @default true
   */
  cjkFriendly?: boolean | undefined;
  /**
   * Whether `~one tilde~` strikes through, as on GitHub. `false` requires two, so that ranges such as `3~5` stay as they
   * are written.
   *
   * @default true
   */
  singleTilde?: boolean | undefined;
  /**
   * Remark plugins, in order. They may add syntax (`remark-math`, `remark-directive`) or change the
   * tree (`remark-smartypants`). If a plugin adds GFM itself (`remark-gfm` with its own options), it is used instead.
   *
   * @default []
   */
  remarkPlugins?: PluggableList | undefined;
  /** Limits for each text; see `MarkdownLimits`. */
  limits?: Partial<MarkdownLimits> | undefined;
  /**
   * Another parser in place of remark-parse. `gfm`, and plugins that add syntax, then have no effect; plugins that change
   * the tree still run, and the limits still apply.
   */
  parser?: ((text: string) => Root) | undefined;
}

/** Options for a single text. */
export interface MarkdownFile {
  /** Path of the post, for messages. */
  path?: string | undefined;
  /**
   * Whether the text is MDX.
   *
   * @default false
   */
  mdx?: boolean | undefined;
  /** Called with each warning as it is found. */
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

/** Turns Markdown into a syntax tree (mdast), plugins applied. */
export interface MarkdownParser {
  /**
   * @param text - Markdown without front matter
   * @throws ContentError when a limit is exceeded
   */
  (text: string, file?: MarkdownFile): Promise<Root>;
  /**
   * The synchronous form.
   *
   * @throws ContentError when a limit is exceeded; TypeError when a plugin is asynchronous
   */
  sync(text: string, file?: MarkdownFile): Root;
}

/** A parsed text on its way through the plugins. */
interface Parsed {
  processor: AnyProcessor;
  tree: Root;
  vfile: VFile;
}

type AnyProcessor = Processor<Root, undefined, undefined, undefined, undefined>;

/**
 * Creates a parser with the given options. Plugins are set up on first use, once for each combination of GFM features
 * that the texts need (most blogs have two or three): a feature that a text cannot need is not attached, which saves up
 * to a third of the time and changes nothing in the tree.
 *
 * @param options - how Markdown is read
 * @throws TypeError or RangeError for an unknown or invalid option
 * @example
 * ```ts
 * import { createMarkdownParser } from "galley/markdown";
 * import remarkMath from "remark-math";
 *
 * const parse = createMarkdownParser({ remarkPlugins: [remarkMath] });
 * const tree = await parse("$$\nL = λW\n$$\n", { path: "posts/little.md" });
 * console.log(tree.children[0]?.type, parse.sync("# Queues").children[0]?.type);
 * // → math heading
 * ```
 */
export function createMarkdownParser(options: MarkdownOptions = {}): MarkdownParser {
  checkMarkdownOptions(options);
  const parse = bindMarkdownParser(options);
  const checked = (text: string, file?: MarkdownFile): void => {
    checkKind("text", text, "string");
    if (file !== undefined) checkOptions(file, fileKinds, "file");
  };
  return Object.assign(
    async (text: string, file?: MarkdownFile): Promise<Root> => {
      checked(text, file);
      return parse(text, file);
    },
    {
      sync(text: string, file?: MarkdownFile): Root {
        checked(text, file);
        return parse.sync(text, file);
      },
    },
  );
}

const markdownKinds: OptionKinds<MarkdownOptions> = {
  gfm: "boolean",
  cjkFriendly: "boolean",
  singleTilde: "boolean",
  remarkPlugins: "array",
  limits: "object",
  parser: "function",
};

/** Kinds of the options for a single text. */
const fileKinds: OptionKinds<MarkdownFile> = { path: "string", mdx: "boolean", onMessage: "function" };

/** Checks options of `createMarkdownParser`; options that are not in `kinds` are rejected. */
function checkMarkdownOptions(options: MarkdownOptions, kinds: object = markdownKinds): void {
  checkOptions<object>(options, kinds);
  if (options.limits !== undefined) checkOptions(options.limits, limitKinds, "limits");
  checkPlugins("remarkPlugins", options.remarkPlugins);
}

/** `createMarkdownParser` for options and texts that have been checked. */
export function bindMarkdownParser(options: MarkdownOptions): MarkdownParser {
  const { gfm = true, cjkFriendly = true, singleTilde = true, remarkPlugins = [], parser } = options;
  const limits = resolveLimits(options.limits);
  // By GFM features, then the variants for Chinese, Japanese and Korean, and for MDX.
  const processors: (AnyProcessor | undefined)[] = [];
  const all = gfm ? allGfmParts : 0;
  let brought = 0;

  /** The processor for a text, with the GFM features that the text can need. */
  function processorFor(text: string, mdx: boolean, cjk: boolean): AnyProcessor {
    if (processors[0] === undefined) {
      processors[0] = makeProcessor({ parts: 0, cjk: false, singleTilde }, false);
      brought = gfmPartsOfProcessor(processors[0] as unknown as Processor);
    }
    if (parser !== undefined) return processors[0];
    const parts = all === brought ? 0 : gfmPartsOf(text) & all & ~brought;
    const size = allGfmParts + 1;
    const index = parts + (cjk ? size : 0) + (mdx ? 2 * size : 0);
    return (processors[index] ??= makeProcessor({ parts, cjk, singleTilde }, mdx));
  }

  function makeProcessor(syntax: SyntaxParts, mdx: boolean): AnyProcessor {
    const processor = unified().use(remarkParse);
    if (mdx) processor.use(remarkMdxSyntax);
    if (syntax.parts !== 0 || syntax.cjk) processor.use(remarkGfmParts, syntax);
    return processor.use(remarkPlugins).freeze() as unknown as AnyProcessor;
  }

  function parse(source: string, { path, mdx = false, onMessage }: MarkdownFile): Parsed {
    const masked = mdx ? maskMdx(source, path) : undefined;
    const templates = mdx ? undefined : maskTemplates(source);
    const text = masked?.text ?? templates?.text ?? source;
    if (masked?.message !== undefined) onMessage?.(masked.message);
    const cjk = cjkFriendly && hasCjk(text);
    const processor = processorFor(text, mdx, cjk);
    const vfile = new VFile({ value: source, ...(path === undefined ? {} : { path }) });
    const tree = withStack(path, () =>
      parseWithUnclosedPre(text, (text) => parseBounded(text, { processor, parser, limits, path })),
    );
    if (parser !== undefined) checkTop("parser(text)", tree, "markdown");
    checkTree(tree, { limits, path, textLength: text.length });
    const found = mdx ? restoreMdxHtml(tree, source) : findMdx(tree, source, path);
    if (found !== undefined) onMessage?.(found);
    if (templates !== undefined) restoreTemplates(tree, templates, { path, onMessage });
    if (cjk) cutLinkLiterals(tree, text);
    if (onMessage !== undefined) findShownHtml(tree, source, path).forEach(onMessage);
    // Before plugins, because one that replaces quotes and dashes would change an id.
    markHeadingIds(tree, source);
    return { processor, tree, vfile };
  }

  function finish(tree: Root, source: string, vfile: VFile, { path, onMessage }: MarkdownFile): Root {
    // After plugins, so that the caller's own alert plugin sees alerts as they were written.
    markAlerts(tree, source);
    if (onMessage !== undefined) reportLost(tree, source, { path, onMessage });
    if (remarkPlugins.length > 0) {
      noteDirectives(tree, source);
      checkDepth(tree, { maxNesting: limits.maxNesting, path });
    }
    if (onMessage !== undefined) for (const message of vfile.messages) onMessage(message);
    return tree;
  }

  function parseSync(text: string, file: MarkdownFile = {}): Root {
    const source = withoutMark(text);
    const { processor, tree, vfile } = parse(source, file);
    const result = withStack(file.path, () => runSync(processor, tree, vfile, asynchronousPlugin));
    return finish(result, source, vfile, file);
  }

  async function parseAsync(text: string, file: MarkdownFile = {}): Promise<Root> {
    // From here on the stack is empty, however deep the caller is.
    await undefined;
    const source = withoutMark(text);
    const { processor, tree, vfile } = parse(source, file);
    const result = await processor.run(tree, vfile);
    return finish(result as Root, source, vfile, file);
  }

  return Object.assign(parseAsync, { sync: parseSync });
}

const asynchronousPlugin =
  "Expected only synchronous remark plugins in a synchronous parse, received an asynchronous one";

/** A byte order mark is not part of the first line; the parser does not count it either. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/**
 * Turns a stack overflow into a named error. The limits keep parsers and plugins well within the usual
 * stack, but not if the caller has used up nearly all of it, or if a plugin recurses.
 */
function withStack<Result>(path: string | undefined, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    // V8 and JavaScriptCore throw a RangeError, SpiderMonkey an InternalError.
    if (!(error instanceof Error) || !/call stack|too much recursion/i.test(error.message)) throw error;
    throw limitError("limit-stack", {
      reason: "The call stack is too small to parse the text",
      note: "Parse asynchronously, or from a function that is nested less deeply.",
      path,
      place: undefined,
    });
  }
}

/** Options of `toHast` may be in the same object. */
const optionKinds: object = {
  ...markdownKinds,
  ...fileKinds,
  rawHtml: "any",
  allow: "any",
  handlers: "any",
  footnotePrefix: "any",
  idPrefix: "any",
};

/** Without options, one parser is shared: it keeps no state between texts. */
let plain: MarkdownParser | undefined;

/**
 * Turns Markdown into a syntax tree. To parse many texts with the same options, use `createMarkdownParser`.
 *
 * @param text - Markdown without front matter; line endings and a byte order mark of any kind
 * @param options - how the text is read, and its path
 * @returns an mdast tree, plugins applied
 * @throws ContentError when a limit is exceeded; TypeError when a plugin is asynchronous
 * @example
 * ```ts
 * import { parseMarkdown } from "galley/markdown";
 *
 * const tree = parseMarkdown("# Queues\n\n- [x] Measure\n- [ ] Shed load\n");
 * console.log(tree.children.map((node) => node.type).join(" "));
 * // → heading list
 * ```
 */
export function parseMarkdown(text: string, options: MarkdownOptions & MarkdownFile = {}): Root {
  checkKind("text", text, "string");
  checkMarkdownOptions(options, optionKinds);
  const { gfm, cjkFriendly, singleTilde, remarkPlugins, limits, parser } = options;
  const isPlain = [gfm, cjkFriendly, singleTilde, remarkPlugins, limits, parser].every(
    (option) => option === undefined,
  );
  if (!isPlain) return bindMarkdownParser(options).sync(text, options);
  plain ??= bindMarkdownParser({});
  return plain.sync(text, options);
}
