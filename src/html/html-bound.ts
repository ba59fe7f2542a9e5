import type { Nodes } from "hast";
import {
  type DefaultTreeAdapterMap,
  defaultTreeAdapter,
  Parser,
  type ParserOptions,
  type Token,
  type TreeAdapter,
} from "parse5";
import type { Point, Position } from "unist";
import { type ContentError, limitError } from "../diagnostics/content-error.ts";

/** Budgets for one post. */
const limits = {
  /** Attributes in one tag. */
  attributes: 4000,
  /** Total size of the elements created, and how much more is allowed for each character of the text. */
  size: 200_000,
  sizePerCharacter: 16,
  /** Memory that an element takes besides its name and attributes. */
  element: 50,
  /** Pieces of text and tags in a table outside its cells; each is moved in front of the table. */
  misplaced: 10_000,
};

/** Maximum depth of an HTML tree. Browsers have the same limit, and lay out deeper elements as siblings. */
export const maxHtmlDepth = 512;

export type HtmlParser = Parser<DefaultTreeAdapterMap>;

/**
 * Limits the work that HTML may cause: its parsers stop when one of the budgets is used up, or when elements are nested
 * too deeply for browsers and for code that recurses. The budgets are sums over the post, so that many unclosed tags of
 * the usual kind stay far below them.
 */
export class HtmlBound {
  /** The node of a tree that is being parsed, if the HTML is not a string. */
  node: Nodes | undefined;
  readonly #path: string | undefined;
  #size = 0;
  /** The part of the size that formatting takes which the parser has opened again. */
  #repeated = 0;
  #allowed = limits.size;
  #misplaced = 0;

  constructor(path?: string) {
    this.#path = path;
  }

  /** Allows as much as that number of characters may cause. */
  allow(characters: number): void {
    this.#allowed += characters * limits.sizePerCharacter;
  }

  /**
   * Creates a parser of a fragment.
   *
   * @returns a parser that throws a ContentError, `limit-nesting` or `limit-html-tags`
   */
  createParser(): HtmlParser {
    let parser: HtmlParser | undefined;
    const treeAdapter: TreeAdapter<DefaultTreeAdapterMap> = {
      ...defaultTreeAdapter,
      createElement: (name, namespace, attributes) => {
        if (parser !== undefined) this.#count(name, attributes, parser);
        return defaultTreeAdapter.createElement(name, namespace, attributes);
      },
      insertBefore: (...nodes) => {
        this.#misplace(parser);
        defaultTreeAdapter.insertBefore(...nodes);
      },
      insertTextBefore: (...nodes) => {
        this.#misplace(parser);
        defaultTreeAdapter.insertTextBefore(...nodes);
      },
    };
    const options: ParserOptions<DefaultTreeAdapterMap> = {
      treeAdapter,
      sourceCodeLocationInfo: true,
      scriptingEnabled: false,
    };
    parser = Parser.getFragmentParser(null, options);
    return parser;
  }

  /** Counts an element that the parser creates for a tag, and again for formatting that is still open in the next block. */
  #count(name: string, attributes: readonly Token.Attribute[], parser: HtmlParser): void {
    if (attributes.length > limits.attributes)
      this.#fail(`<${name}> has more than ${limits.attributes} attributes`, parser);
    let size = limits.element + name.length;
    for (const attribute of attributes) size += attribute.name.length + attribute.value.length;
    this.#size += size;
    const token = currentToken(parser) as Partial<Token.TagToken> | null;
    if (attributes !== token?.attrs) this.#repeated += size;
    // The content of the element may be one level deeper.
    const isTooDeep = parser.openElements.stackTop + 2 > maxHtmlDepth;
    if (this.#size > this.#allowed || (isTooDeep && this.#repeated > limits.size))
      this.#fail("Formatting tags are opened repeatedly and never closed", parser);
    if (isTooDeep) throw tooDeepError(this.#placeIn(parser), this.#path);
  }

  #misplace(parser: HtmlParser | undefined): void {
    if (++this.#misplaced > limits.misplaced)
      this.#fail(`More than ${limits.misplaced} things are in a table outside its cells`, parser);
  }

  #fail(reason: string, parser: HtmlParser | undefined): never {
    throw nestingError("limit-html-tags", reason, this.#placeIn(parser), this.#path);
  }

  #placeIn(parser: HtmlParser | undefined): Point | Position | undefined {
    if (this.node !== undefined && this.node.type !== "raw") return this.node.position;
    const location = parser && currentToken(parser)?.location;
    return location
      ? { line: location.startLine, column: location.startCol, offset: location.startOffset }
      : undefined;
  }
}

function currentToken(parser: HtmlParser): Token.Token | null {
  return (parser as unknown as { currentToken: Token.Token | null }).currentToken;
}

/** The error for a tree that is too deep, or for tags that would take too long to parse. */
function nestingError(
  ruleId: "limit-nesting" | "limit-html-tags",
  reason: string,
  place: Point | Position | undefined,
  path: string | undefined,
): ContentError {
  const note = "Look for a marker that is repeated by mistake, or for tags that are never closed.";
  return limitError(ruleId, { reason, note, place, path });
}

/** The error for elements that are nested too deeply. */
export function tooDeepError(place: Point | Position | undefined, path: string | undefined): ContentError {
  const reason = `Elements are nested more than ${maxHtmlDepth} levels deep`;
  return nestingError("limit-nesting", reason, place, path);
}
