import type { Element, Nodes, Root, RootContent } from "hast";
import { fromParse5 } from "hast-util-from-parse5";
import { html as names, Token, Tokenizer, TokenizerMode } from "parse5";
import type { Point, Position } from "unist";
import { VFile } from "vfile";
import { walk } from "../core/walk.ts";
import { type ClosedRaw, type CloseRawOptions, closeRaw } from "./close-raw.ts";
import { HtmlBound, type HtmlParser } from "./html-bound.ts";
import { voids } from "./raw-tags.ts";

const { CHARACTER, COMMENT, END_TAG, START_TAG, WHITESPACE_CHARACTER } = Token.TokenType;

/**
 * Parses the raw nodes of a tree in place: a tag that opens in one node may close in another.
 *
 * The parser is expensive, and most blocks of a post have no raw HTML in or around them. They are left as they are; only
 * runs of blocks go through it, each on its own, from one that opens a tag to the one that closes it. So nothing that the
 * author forgot to close changes what follows.
 *
 * @param tree - its `children` are replaced; the nodes in it are not changed
 * @returns the blocks that came out of the parser: everything that raw HTML may have affected
 * @throws ContentError `limit-nesting` or `limit-html-tags` for HTML that is too deep or too badly nested to be parsed
 */
export function parseRaw(tree: Root, options: CloseRawOptions = {}): ReadonlySet<RootContent> {
  const parsed = new Set<RootContent>();
  const closed = closeRaw(tree, options);
  if (closed.values.size === 0) return parsed;
  const run = new Run(closed, options.path);
  const children: RootContent[] = [];
  let last = -1;
  for (const [index, child] of tree.children.entries()) {
    last = Math.max(last, closed.reach.get(index) ?? -1);
    if (last < index && !hasRaw(child)) {
      children.push(child);
      continue;
    }
    run.add(child);
    if (last > index) continue;
    for (const node of run.end()) {
      parsed.add(node);
      children.push(node);
    }
  }
  tree.children = children;
  return parsed;
}

function hasRaw(block: Nodes): boolean {
  let found = false;
  walk<Nodes>(block, (node) => {
    found ||= node.type === "raw";
    return !found;
  });
  return found;
}

/** An attribute that no author can write, since a slash ends a name. */
const sourceAttribute = "galley/source";

/** Blocks that have to go through the parser together. */
class Run {
  readonly #closed: ClosedRaw;
  readonly #bound: HtmlBound;
  #parser: HtmlParser;
  /** The elements of the blocks. Each is read as a tag with its number, and gets its properties and data back later. */
  #sources: Element[] = [];

  constructor(closed: ClosedRaw, path: string | undefined) {
    this.#closed = closed;
    this.#bound = new HtmlBound(path);
    this.#parser = this.#createParser();
  }

  /** Parses what has been added since the last call. */
  end(): RootContent[] {
    const parsed = fromParse5(this.#parser.getFragment(), { file: new VFile() }) as Root;
    giveBack(parsed, this.#sources);
    this.#sources = [];
    this.#parser = this.#createParser();
    return parsed.children;
  }

  #createParser(): HtmlParser {
    const parser = this.#bound.createParser();
    // More may follow at the end of a raw node.
    parser.onEof = () => {};
    return parser;
  }

  /** Adds a node: what is not HTML is read as the tokens that it would be. */
  add(node: RootContent): void {
    const parser = this.#parser;
    this.#bound.node = node;
    const location = locationOf(node.position);
    if (node.type === "raw") {
      this.#write(this.#closed.values.get(node) ?? node.value, node.position?.start);
    } else if (node.type === "text") {
      const isBlank = /^[\t\n\f\r ]*$/.test(node.value);
      // The line end after `<pre>` that HTML ignores is not in the tree.
      parser.skipNextNewLine = false;
      if (isBlank) parser.onWhitespaceCharacter({ type: WHITESPACE_CHARACTER, chars: node.value, location });
      else parser.onCharacter({ type: CHARACTER, chars: node.value, location });
    } else if (node.type === "comment") {
      parser.onComment({ type: COMMENT, data: node.value, location });
    } else if (node.type === "element") {
      const tagName = node.tagName.toLowerCase();
      const tag = {
        tagName,
        tagID: names.getTagID(tagName),
        selfClosing: false,
        ackSelfClosing: false,
        location,
      };
      const attrs = [{ name: sourceAttribute, value: `${this.#sources.push(node) - 1}` }];
      this.#bound.allow(4);
      parser.onStartTag({ ...tag, type: START_TAG, attrs });
      parser.tokenizer.lastStartTagName = tagName;
      for (const child of node.children) this.add(child);
      if (!voids.has(tagName)) {
        this.#bound.node = node;
        parser.onEndTag({ ...tag, type: END_TAG, attrs: [] });
        const { tokenizer } = parser;
        if (tagName === tokenizer.lastStartTagName && isTextMode(tokenizer))
          tokenizer.state = TokenizerMode.DATA;
      }
    }
    const endTags = this.#closed.endTags.get(node);
    if (endTags !== undefined) this.#write(endTags, undefined);
  }

  /** Parses HTML with a tokenizer of its own, which continues inside a `<title>` or the like. */
  #write(html: string, start: Point | undefined): void {
    this.#bound.allow(html.length);
    const { tokenizer: before } = this.#parser;
    const tokenizer = new Tokenizer({ sourceCodeLocationInfo: start !== undefined }, this.#parser);
    if (isTextMode(before)) tokenizer.state = before.state;
    tokenizer.inForeignNode = before.inForeignNode;
    tokenizer.lastStartTagName = before.lastStartTagName;
    if (start !== undefined) {
      const { line, column, offset } = start;
      Object.assign(tokenizer.preprocessor, { line, lineStartPos: 1 - column, droppedBufferSize: offset });
      Object.assign(tokenizer, { currentLocation: locationOf({ start, end: start }) });
    }
    this.#parser.tokenizer = tokenizer;
    tokenizer.write(html, true);
  }
}

/** Whether tags are text up to a certain end tag. */
function isTextMode({ state }: Tokenizer): boolean {
  return state <= TokenizerMode.PLAINTEXT;
}

/** A location; without a position its numbers are `undefined`, and so is what closes there. */
function locationOf({ start, end }: Partial<Position> = {}): Token.Location {
  return {
    startLine: start?.line,
    startCol: start?.column,
    startOffset: start?.offset,
    endLine: end?.line,
    endCol: end?.column,
    endOffset: end?.offset,
  } as Token.Location;
}

/** Gives elements that were in the tree before their properties and data back. The parser has limited the depth. */
function giveBack(node: Nodes, sources: readonly Element[]): void {
  if (node.type === "element") {
    const source = sources[Number(node.properties[sourceAttribute])];
    if (source !== undefined) {
      node.properties = { ...source.properties };
      if (source.data !== undefined) node.data = source.data;
    }
    if (node.content !== undefined) giveBack(node.content, sources);
  }
  if ("children" in node) for (const child of node.children) giveBack(child, sources);
}
