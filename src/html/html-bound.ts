import type { Nodes } from "hast";
import {
  type DefaultTreeAdapterMap,
  defaultTreeAdapter,
  html as names,
  Parser,
  Token,
  TokenizerMode,
  type TreeAdapter,
} from "parse5";
import type { Point, Position } from "unist";
import { type ContentError, limitError } from "../diagnostics/content-error.ts";
import { voids } from "./raw-tags.ts";

/** Budgets for one post: each limits something that takes a parser quadratic time. */
const limits = {
  /** Attributes in one tag. */
  attributes: 4000,
  /** Open elements that the parser searches, summed over all tags. */
  searches: 300_000_000,
  /** Total size of the elements created, and how much more is allowed for each character of the text. */
  size: 200_000,
  sizePerCharacter: 16,
  /** Memory that an element takes besides its name and attributes. */
  element: 50,
  /** Pieces of text and tags in a table outside its cells; each is moved in front of the table. */
  misplaced: 10_000,
};

/** Why HTML is not passed to the parser. */
export interface HtmlProblem {
  reason: string;
  /** Where in the piece of HTML it was found; 0 for an element of the tree. */
  offset: number;
}

/**
 * Limits the work that HTML may cause: it runs a parser of its own, discards the tree, and stops when one of the
 * budgets is used up. They are sums, not depths, so that a page with a thousand unclosed `<b>` stays far below them. The
 * depth is checked afterwards, in the tree.
 */
export class HtmlBound {
  problem: HtmlProblem | undefined;
  /** Whether the tree may be too deep. */
  mayBeTooDeep = false;
  #searches = 0;
  #size = 0;
  #allowed = limits.size;
  #misplaced = 0;
  #piece = "";
  #written = 0;
  /** Shared by all pieces of a run: what one piece leaves open can turn the next one into text. */
  #parser: Parser<DefaultTreeAdapterMap> = this.#createParser();

  /** Starts a new run: what follows is parsed on its own. */
  endRun(): void {
    this.#parser = this.#createParser();
    this.#written = 0;
  }

  /** Adds a piece of HTML. */
  html(html: string): void {
    this.#allowed += html.length * limits.sizePerCharacter;
    this.#piece = html;
    this.#run(() => this.#parser.tokenizer.write(html, false));
    this.#written += html.length;
    this.#piece = "";
  }

  /** Called at the start of an element of the tree. */
  enter(name: string): void {
    this.#allowed += 4 * limits.sizePerCharacter;
    this.#run(() => this.#parser.onStartTag(tagOf(Token.TokenType.START_TAG, name)));
    this.#parser.tokenizer.lastStartTagName = name;
  }

  /** Called at the end of an element of the tree. */
  leave(name: string): void {
    if (voids.has(name)) return;
    const { tokenizer } = this.#parser;
    this.#run(() => this.#parser.onEndTag(tagOf(Token.TokenType.END_TAG, name)));
    if (name === tokenizer.lastStartTagName && tokenizer.state <= TokenizerMode.SCRIPT_DATA) {
      tokenizer.state = TokenizerMode.DATA;
    }
  }

  text(text: string): void {
    const { CHARACTER, WHITESPACE_CHARACTER } = Token.TokenType;
    const isBlank = text.trim() === "";
    this.#run(() => {
      if (isBlank)
        this.#parser.onWhitespaceCharacter({ type: WHITESPACE_CHARACTER, chars: " ", location: null });
      else this.#parser.onCharacter({ type: CHARACTER, chars: "x", location: null });
    });
  }

  #run(parse: () => void): void {
    if (this.problem !== undefined) return;
    try {
      parse();
    } catch (error) {
      if (this.problem === undefined) throw error;
    }
  }

  #createParser(): Parser<DefaultTreeAdapterMap> {
    let parser: Parser<DefaultTreeAdapterMap> | undefined;
    const treeAdapter: TreeAdapter<DefaultTreeAdapterMap> = {
      ...defaultTreeAdapter,
      createElement: (name, namespace, attributes) => {
        if (parser !== undefined) this.#make(name, attributes, parser);
        return defaultTreeAdapter.createElement(name, namespace, attributes);
      },
      insertBefore: (...nodes) => {
        this.#misplace();
        defaultTreeAdapter.insertBefore(...nodes);
      },
      insertTextBefore: (...nodes) => {
        this.#misplace();
        defaultTreeAdapter.insertTextBefore(...nodes);
      },
    };
    const made = Parser.getFragmentParser<DefaultTreeAdapterMap>(null, {
      treeAdapter,
      scriptingEnabled: false,
    });
    parser = made;
    for (const name of ["onStartTag", "onEndTag"] as const) {
      const read = made[name].bind(made);
      made[name] = (tag) => {
        this.#search(made);
        if (tag.attrs.length > limits.attributes)
          this.#fail(`<${tag.tagName}> has more than ${limits.attributes} attributes`);
        read(tag);
      };
    }
    return made;
  }

  /** Counts a search of the open elements. */
  #search({ openElements }: Parser<DefaultTreeAdapterMap>): void {
    const open = openElements.stackTop + 1;
    this.#searches += open;
    if (open > maxHtmlDepth) this.mayBeTooDeep = true;
    if (this.#searches > limits.searches) this.#fail("Too many elements are open at once");
  }

  /** Counts an element that the parser creates for a tag, and again for formatting that is still open in the next block. */
  #make(name: string, attributes: readonly Token.Attribute[], parser: Parser<DefaultTreeAdapterMap>): void {
    this.#size += limits.element + name.length;
    for (const attribute of attributes) this.#size += attribute.name.length + attribute.value.length;
    if (this.#size > this.#allowed) this.#fail("Formatting tags are opened repeatedly and never closed");
    this.#search(parser);
  }

  #misplace(): void {
    this.#misplaced++;
    if (this.#misplaced > limits.misplaced)
      this.#fail(`More than ${limits.misplaced} things are in a table outside its cells`);
  }

  #fail(reason: string): never {
    const { offset } = this.#parser.tokenizer.preprocessor;
    const start = this.#piece.lastIndexOf("<", offset - this.#written);
    this.problem ??= { reason, offset: Math.max(0, start) };
    throw new Error(reason);
  }
}

function tagOf(type: Token.TokenType.START_TAG | Token.TokenType.END_TAG, tagName: string): Token.TagToken {
  const tagID = names.getTagID(tagName);
  return { type, tagName, tagID, selfClosing: false, ackSelfClosing: false, attrs: [], location: null };
}

/** How many tags a piece of HTML may have. */
export function countTags(html: string): number {
  let tags = 0;
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at + 1)) tags++;
  return tags;
}

/** Whether HTML has so few tags and attributes that parsing is fast even if each one repeats all the others. */
export function isHarmless(tags: number, length: number): boolean {
  return tags <= maxHtmlDepth && length <= 20_000;
}

/** Maximum depth of an HTML tree. Browsers have the same limit, and lay out deeper elements as siblings. */
export const maxHtmlDepth = 512;

/**
 * Finds the first node that is too deep for browsers and for code that recurses.
 *
 * @returns where it is, or the nearest place around it
 */
export function findTooDeep(tree: Nodes): { place: Position | undefined } | undefined {
  const stack: { node: Nodes; depth: number; place: Position | undefined }[] = [
    { node: tree, depth: 0, place: undefined },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next;
    const place = node.position ?? next.place;
    if (depth > maxHtmlDepth) return { place };
    if ("content" in node && node.content) stack.push({ node: node.content, depth: depth + 1, place });
    if (!("children" in node)) continue;
    for (let index = node.children.length - 1; index >= 0; index--) {
      stack.push({ node: node.children[index]!, depth: depth + 1, place });
    }
  }
  return undefined;
}

/** The error for a tree that is too deep, or for tags that would take too long to parse. */
export function nestingError(
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
