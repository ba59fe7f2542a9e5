import type { Root } from "mdast";
import remarkParse from "remark-parse";
import { type PluggableList, type Processor, unified } from "unified";
import { VFile } from "vfile";
import type { VFileMessage } from "vfile-message";
import { allGfmParts, gfmPartsOf } from "./gfm-parts.ts";
import { type MarkdownLimits, resolveLimits } from "./limits.ts";
import { gfmPartsOfProcessor, remarkGfmParts } from "./remark-gfm-parts.ts";

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

type AnyProcessor = Processor<Root, undefined, undefined, undefined, undefined>;

/**
 * Binds options to a parser. Plugins are set up on first use, once for each mix of GFM's parts that the texts need (most
 * blogs have two or three): a part that a text cannot need is not attached, which spares up to a third of the time and
 * changes nothing in the tree.
 *
 * @param options - how Markdown is read
 */
export function createMarkdownParser(options: MarkdownOptions = {}): MarkdownParser {
  const { gfm = true, remarkPlugins = [], parser } = options;
  resolveLimits(options.limits);
  const processors: (AnyProcessor | undefined)[] = [];
  let wanted = gfm && parser === undefined ? allGfmParts : 0;

  function processorFor(text: string): AnyProcessor {
    if (processors[0] === undefined) {
      processors[0] = makeProcessor(0);
      wanted &= ~gfmPartsOfProcessor(processors[0] as unknown as Processor);
    }
    const parts = wanted === 0 ? 0 : gfmPartsOf(text) & wanted;
    return (processors[parts] ??= makeProcessor(parts));
  }

  function makeProcessor(parts: number): AnyProcessor {
    const processor = unified().use(remarkParse);
    if (parts !== 0) processor.use(remarkGfmParts, parts);
    return processor.use(remarkPlugins).freeze() as unknown as AnyProcessor;
  }

  function parse(text: string, path: string | undefined): [AnyProcessor, Root, VFile] {
    const processor = processorFor(text);
    const file = new VFile({ value: text, ...(path === undefined ? {} : { path }) });
    return [processor, parser === undefined ? processor.parse(file) : parser(text), file];
  }

  function parseSync(text: string, file: MarkdownFile = {}): Root {
    const [processor, tree, vfile] = parse(text, file.path);
    const result = processor.runSync(tree, vfile);
    report(vfile, file);
    return result as Root;
  }

  async function parseAsync(text: string, file: MarkdownFile = {}): Promise<Root> {
    // From here on the stack is empty, however deep the caller stands.
    await undefined;
    const [processor, tree, vfile] = parse(text, file.path);
    const result = await processor.run(tree, vfile);
    report(vfile, file);
    return result as Root;
  }

  return Object.assign(parseAsync, { sync: parseSync });
}

function report(vfile: VFile, { onMessage }: MarkdownFile): void {
  if (onMessage !== undefined) for (const message of vfile.messages) onMessage(message);
}
