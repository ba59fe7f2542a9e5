import type { Root } from "mdast";
import remarkParse from "remark-parse";
import { type PluggableList, type Processor, unified } from "unified";
import { VFile } from "vfile";
import type { VFileMessage } from "vfile-message";
import { limitError } from "../diagnostics/limit-error.ts";
import { parseBounded } from "./bounds/parse-bounded.ts";
import { checkDepth, checkTree } from "./check-tree.ts";
import { noteDirectives } from "./directives.ts";
import { findMdx } from "./find-mdx.ts";
import { findUnquoted } from "./find-unquoted.ts";
import { allGfmParts, gfmPartsOf } from "./gfm/parts.ts";
import { gfmPartsOfProcessor, remarkGfmParts } from "./gfm/remark-gfm-parts.ts";
import { type MarkdownLimits, resolveLimits } from "./limits.ts";
import { markAlerts } from "./mark-alerts.ts";
import { markHeadingIds } from "./mark-heading-ids.ts";
import { maskMdx, remarkMdxSyntax, restoreMdxHtml } from "./mask-mdx.ts";
import { runSync } from "./run-sync.ts";
import { parseWithUnclosedPre } from "./unclosed-pre.ts";

/** How Markdown is read; the same for any number of texts. */
export interface MarkdownOptions {
  /**
   * GitHub flavoured Markdown: tables, strikethrough, task lists, footnotes, literal links. `false` is plain CommonMark.
   *
   * @default true
   */
  gfm?: boolean | undefined;
  /**
   * Plugins of the unified ecosystem, in order. They may add syntax (`remark-math`, `remark-directive`) or change the
   * tree (`remark-smartypants`). A plugin that brings GFM itself (`remark-gfm` with its own options) is left to it.
   *
   * @default []
   */
  remarkPlugins?: PluggableList | undefined;
  /** What a text may ask for; see `MarkdownLimits`. */
  limits?: Partial<MarkdownLimits> | undefined;
  /**
   * Another parser in place of remark-parse. `gfm`, and plugins that add syntax, then have no say; plugins that change
   * the tree still run, and the limits still hold.
   */
  parser?: ((text: string) => Root) | undefined;
}

/** What belongs to one text. */
export interface MarkdownFile {
  /** Path of the post, for messages. */
  path?: string | undefined;
  /**
   * Whether the text is MDX.
   *
   * @default false
   */
  mdx?: boolean | undefined;
  /** Is handed each warning as it is found. */
  onMessage?: ((message: VFileMessage) => void) | undefined;
}

/** Turns Markdown into a syntax tree (mdast), plugins applied. */
export interface MarkdownParser {
  /**
   * @param text - Markdown without front matter
   * @throws ContentError past a limit
   */
  (text: string, file?: MarkdownFile): Promise<Root>;
  /**
   * The same without waiting.
   *
   * @throws ContentError past a limit; TypeError when a plugin is asynchronous
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
 * Binds options to a parser. Plugins are set up on first use, once for each mix of GFM's parts that the texts need (most
 * blogs have two or three): a part that a text cannot need is not attached, which spares up to a third of the time and
 * changes nothing in the tree.
 *
 * @param options - how Markdown is read
 * @throws RangeError for a limit that is neither a whole number from 0 nor `Infinity`
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
  const { gfm = true, remarkPlugins = [], parser } = options;
  const limits = resolveLimits(options.limits);
  // By the parts of GFM, those for MDX behind the others.
  const processors: (AnyProcessor | undefined)[] = [];
  const all = gfm ? allGfmParts : 0;
  let brought = 0;

  /** The processor for a text, with the parts of GFM that the text can need. */
  function processorFor(text: string, mdx: boolean): AnyProcessor {
    if (processors[0] === undefined) {
      processors[0] = makeProcessor(0, false);
      brought = gfmPartsOfProcessor(processors[0] as unknown as Processor);
    }
    if (parser !== undefined) return processors[0];
    const parts = all === brought ? 0 : gfmPartsOf(text) & all & ~brought;
    return (processors[mdx ? parts + allGfmParts + 1 : parts] ??= makeProcessor(parts, mdx));
  }

  function makeProcessor(parts: number, mdx: boolean): AnyProcessor {
    const processor = unified().use(remarkParse);
    if (mdx) processor.use(remarkMdxSyntax);
    if (parts !== 0) processor.use(remarkGfmParts, parts);
    return processor.use(remarkPlugins).freeze() as unknown as AnyProcessor;
  }

  function parse(source: string, { path, mdx = false, onMessage }: MarkdownFile): Parsed {
    const masked = mdx ? maskMdx(source, path) : undefined;
    const text = masked?.text ?? source;
    if (masked?.message !== undefined) onMessage?.(masked.message);
    const processor = processorFor(text, mdx);
    const vfile = new VFile({ value: source, ...(path === undefined ? {} : { path }) });
    const tree = withStack(path, () =>
      parseWithUnclosedPre(text, (text) => parseBounded(text, { processor, parser, limits, path })),
    );
    checkTree(tree, { limits, path, textLength: text.length });
    const found = mdx ? restoreMdxHtml(tree, source) : findMdx(tree, source, path);
    if (found !== undefined) onMessage?.(found);
    if (onMessage !== undefined) findUnquoted(tree, source, path).forEach(onMessage);
    // Before plugins, as one that sets quotes and dashes would spoil an id.
    markHeadingIds(tree, source);
    return { processor, tree, vfile };
  }

  function finish(tree: Root, source: string, vfile: VFile, { path, onMessage }: MarkdownFile): Root {
    // Behind plugins, so that one of the caller's that makes alerts finds them as they were written.
    markAlerts(tree, source);
    if (remarkPlugins.length > 0) noteDirectives(tree, source);
    checkDepth(tree, { maxNesting: limits.maxNesting, path });
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
    // From here on the stack is empty, however deep the caller stands.
    await undefined;
    const source = withoutMark(text);
    const { processor, tree, vfile } = parse(source, file);
    const result = await processor.run(tree, vfile);
    return finish(result as Root, source, vfile, file);
  }

  return Object.assign(parseAsync, { sync: parseSync });
}

const asynchronousPlugin =
  "Expected only synchronous remark plugins in a synchronous parse, received one that waits";

/** A byte order mark has no place in a line; the parser does not count it either. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/**
 * Turns an overflow of the stack into an error with a name. The limits keep parsers and plugins well within the usual
 * stack, but not within what a caller leaves who has used nearly all of it, nor within that of a plugin that recurses.
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
