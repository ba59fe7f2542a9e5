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

/** Budgets of one post: each bounds something that costs a parser the square of the text. */
const limits = {
  /** Attributes in one tag. */
  attributes: 4000,
  /** Open elements that are looked through, summed over all tags. */
  searches: 300_000_000,
  /** Size of all elements that are made, and how much more for each character of the text. */
  size: 200_000,
  sizePerCharacter: 16,
  /** What an element takes besides its name and attributes. */
  element: 50,
  /** Pieces of text and tags in a table outside its cells; each is moved in front of the table. */
  misplaced: 10_000,
};

/** Why HTML is not handed to a parser. */
export interface HtmlProblem {
  reason: string;
  /** Where in the piece of HTML it was found; 0 for an element of the tree. */
  offset: number;
}

/**
 * Bounds what a parser may spend on HTML: it runs a parser of its own, whose tree nobody needs, and stops it when one of the
 * budgets is used up. They are sums, not depths, so that a page with a thousand unclosed `<b>` stays far below them. The
 * depth is looked at afterwards, in the tree.
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
  /** One for all pieces of a run: what one leaves open can make the next one text. */
  #parser: Parser<DefaultTreeAdapterMap> = this.#createParser();

  /** What follows is parsed on its own. */
  endRun(): void {
    this.#parser = this.#createParser();
    this.#written = 0;
  }

  /** Takes in a piece of HTML. */
  html(html: string): void {
    this.#allowed += html.length * limits.sizePerCharacter;
    this.#piece = html;
    this.#run(() => this.#parser.tokenizer.write(html, false));
    this.#written += html.length;
    this.#piece = "";
  }

  /** An element of the tree begins. */
  enter(name: string): void {
    this.#allowed += 4 * limits.sizePerCharacter;
    this.#run(() => this.#parser.onStartTag(tagOf(Token.TokenType.START_TAG, name)));
    this.#parser.tokenizer.lastStartTagName = name;
  }

  /** An element of the tree ends. */
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

  /** A parser looks through what is open. */
  #search({ openElements }: Parser<DefaultTreeAdapterMap>): void {
    const open = openElements.stackTop + 1;
    this.#searches += open;
    if (open > maxHtmlDepth) this.mayBeTooDeep = true;
    if (this.#searches > limits.searches) this.#fail("Too many elements are open at once");
  }

  /** A parser makes an element for a tag, and again for formatting that is not closed before the next block. */
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

/** Whether HTML has so few tags and attributes that a parser is quick even if each repeats all others. */
export function isHarmless(tags: number, length: number): boolean {
  return tags <= maxHtmlDepth && length <= 20_000;
}

/** How deep a tree of HTML may be. Browsers stop at the same number and lay out what is deeper side by side. */
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

/** The error for a tree that is too deep, or for tags that a parser would take too long over. */
export function nestingError(
  ruleId: "limit-nesting" | "limit-html-tags",
  reason: string,
  place: Point | Position | undefined,
  path: string | undefined,
): ContentError {
  const note = "Look for a marker that is repeated by mistake, or for tags that are never closed.";
  return limitError(ruleId, { reason, note, place, path });
}
