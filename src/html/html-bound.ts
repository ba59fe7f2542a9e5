import type { Nodes } from "hast";
import { type Tokenizer, TokenizerMode } from "parse5";
import type { Point, Position } from "unist";
import { type ContentError, limitError } from "../diagnostics/content-error.ts";
import { createHtmlTokenizer } from "./html-tokenizer.ts";
import { formatting, isSpecial, setOf, voids } from "./raw-tags.ts";

/** Budgets of one post: each bounds something that costs a parser the square of the text. */
const limits = {
  /** Attributes in one tag. */
  attributes: 4000,
  /** Open elements that are looked through, summed over all tags. */
  searches: 200_000_000,
  /** Characters of formatting tags that are opened again in the next block, and how many more for each of the text. */
  repeated: 200_000,
  repeatedPerCharacter: 16,
  /** Pieces of text and tags in a table outside its cells; each is moved in front of the table. */
  misplaced: 10_000,
};

/** What the end tag of an element around it closes too. */
const implied = /* @__PURE__ */ setOf("dd dt li optgroup option p rb rp rt rtc");
const frames = /* @__PURE__ */ setOf("table tbody thead tfoot tr colgroup col");
const cells = /* @__PURE__ */ setOf("td th caption");
/** Elements in which formatting from around them is not closed. */
const scopes = /* @__PURE__ */ setOf("td th caption applet marquee object");
/** Elements in which the parser follows rules of its own, so that `<style>` may not make what follows text. */
const opaque = /* @__PURE__ */ setOf("svg math select template col");
/** Parts of SVG and MathML that hold HTML. */
const holders = /* @__PURE__ */ setOf("foreignobject desc annotation-xml mi mo mn ms mtext");
/** Start tags that close a `<p>` in front of them. */
const closesParagraph = /* @__PURE__ */ setOf(
  "article aside blockquote center details div dl figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section ul",
);

/** Why HTML is not handed to a parser. */
export interface HtmlProblem {
  reason: string;
  /** Where in the piece of HTML it was found; 0 for an element of the tree. */
  offset: number;
}

/** An element that may be open. */
interface OpenTag {
  name: string;
  /** For formatting, its name and attributes. */
  tag: string;
  /** Length of the tag if a parser opens it again in the next block, otherwise 0. */
  size: number;
}

/**
 * Bounds what a parser may spend on HTML, before it does.
 *
 * It keeps a stack of what may be open, from which an end tag takes only what it is sure to close; more may be on it than
 * is open in the parser, but hardly less. The budgets are sums, not depths, so that a page with a thousand unclosed `<li>`
 * stays far below them. The true depth is looked at afterwards, in the tree.
 */
export class HtmlBound {
  problem: HtmlProblem | undefined;
  /** Whether the tree may be too deep. */
  mayBeTooDeep = false;
  readonly #open: OpenTag[] = [];
  /** How many formatting tags are open, by name and attributes. */
  readonly #equal = new Map<string, number>();
  /** Length of the formatting tags that a parser opens again in the next block. */
  #formatting = 0;
  #tables = 0;
  #opaque = 0;
  #isInCell = false;
  /** Whether a `<col>` outside a table may have made the parser ignore tags. */
  #isColumnGroup = false;
  #searches = 0;
  #repeated = 0;
  #allowed = limits.repeated;
  #misplaced = 0;
  #piece = "";
  #written = 0;
  /** One for all pieces, as in the parser: what one leaves open can make the next one text. */
  readonly #tokenizer: Tokenizer = createHtmlTokenizer(
    {
      onStartTag: ({ tagName, attrs }) => {
        const offset = this.#tagOffset;
        if (attrs.length > limits.attributes) {
          this.#fail(`<${tagName}> has more than ${limits.attributes} attributes`, offset);
        }
        // Neither a name nor a value can hold the separator.
        const tag = formatting.has(tagName)
          ? [tagName, ...attrs.flatMap(({ name, value }) => [name, value])].join("\0")
          : tagName;
        this.#start(tagName, tag, offset);
      },
      onEndTag: ({ tagName }) => this.#end(tagName, this.#tagOffset),
      onText: (text) => this.text(text),
      mayBeMarkup: () => this.#opaque > 0 || this.#isColumnGroup,
    },
    false,
  );

  /** Where the current tag starts in the piece, for messages. */
  get #tagOffset(): number {
    return this.#piece.lastIndexOf("<", this.#tokenizer.preprocessor.offset - this.#written);
  }

  /** What follows is parsed on its own. */
  endRun(): void {
    this.#truncate(0);
    this.#isInCell = false;
    this.#isColumnGroup = false;
    this.#tokenizer.state = TokenizerMode.DATA;
  }

  /** Takes in a piece of HTML. */
  html(html: string): void {
    this.#allowed += html.length * limits.repeatedPerCharacter;
    this.#piece = html;
    this.#tokenizer.write(html, false);
    this.#written += html.length;
  }

  /** An element of the tree begins. */
  enter(name: string): void {
    this.#allowed += limits.repeatedPerCharacter;
    this.#tokenizer.lastStartTagName = name;
    this.#start(name, name, 0);
  }

  /** An element of the tree ends. */
  leave(name: string): void {
    const { lastStartTagName, state } = this.#tokenizer;
    if (name === lastStartTagName && state <= TokenizerMode.SCRIPT_DATA) {
      this.#tokenizer.state = TokenizerMode.DATA;
    }
    this.#end(name, 0);
  }

  text(text: string): void {
    if (this.#tables > 0 && text.trim() !== "") this.#misplace(undefined, 0);
  }

  #start(name: string, tag: string, offset: number): void {
    const isFormatting = formatting.has(name);
    this.#work(name, isFormatting, offset);
    if (name === "col" && this.#tables === 0) {
      this.#isColumnGroup = true;
      return;
    }
    if (this.#opaque === 0) {
      if (voids.has(name)) return;
      // One link ends another.
      if (name === "a" || name === "nobr") {
        const index = this.#open.findLastIndex((open) => open.name === name || scopes.has(open.name));
        if (this.#open[index]?.name === name) this.#remove(index);
      }
      const closed = closesParagraph.has(name) ? "p" : name === "li" || cells.has(name) ? name : undefined;
      if (closed !== undefined && this.#open.at(-1)?.name === closed) this.#truncate(this.#open.length - 1);
    }
    // Of equal formatting tags, a parser opens the last three again.
    const size = isFormatting && (this.#equal.get(tag) ?? 0) < 3 ? tag.length : 0;
    this.#count(this.#open[this.#open.push({ name, tag, size }) - 1]!, 1);
    if (this.#open.length > maxHtmlDepth) this.mayBeTooDeep = true;
    if (cells.has(name)) this.#isInCell = this.#opaque === 0;
    else if (frames.has(name)) this.#isInCell = false;
  }

  #end(name: string, offset: number): void {
    const last = this.#open.length - 1;
    const isFormatting = formatting.has(name);
    this.#work(name, isFormatting && this.#open[last]?.name === name, offset);
    const isTablePart = frames.has(name) || cells.has(name);
    if (isTablePart) this.#isInCell = false;
    // Outside a table its parts may be ignored.
    const isCrossed = isTablePart && this.#tables === 0 ? () => false : crossedBy(name);
    let index = last;
    while (index >= 0 && this.#open[index]!.name !== name && isCrossed(this.#open[index]!.name)) index--;
    if (this.#open[index]?.name !== name) return;
    if (!isFormatting) this.#truncate(index);
    // A parser gives up after eight blocks.
    else if (last - index < 8) this.#remove(index);
  }

  #remove(index: number): void {
    for (const closed of this.#open.splice(index, 1)) this.#count(closed, -1);
  }

  #truncate(length: number): void {
    while (this.#open.length > length) this.#count(this.#open.pop()!, -1);
  }

  #count({ name, tag, size }: OpenTag, by: 1 | -1): void {
    if (formatting.has(name)) this.#equal.set(tag, (this.#equal.get(tag) ?? 0) + by);
    this.#formatting += by * size;
    if (name === "table") this.#tables += by;
    if (opaque.has(name)) this.#opaque += by;
  }

  /** A parser looks through what is open, and opens formatting again after a block. */
  #work(name: string, keepsFormatting: boolean, offset: number): void {
    this.#searches += this.#open.length * (keepsFormatting ? 1 : 1 + this.#formatting / 3);
    if (this.#searches > limits.searches) this.#fail("Too many elements are open at once", offset);
    if (!keepsFormatting) this.#repeated += this.#formatting;
    if (this.#repeated > this.#allowed) {
      this.#fail("Formatting tags are opened again and again and not closed", offset);
    }
    this.#misplace(name, offset);
  }

  #misplace(name: string | undefined, offset: number): void {
    if (this.#tables === 0 || this.#isInCell) return;
    if (name !== undefined && (frames.has(name) || cells.has(name))) return;
    this.#misplaced++;
    if (this.#misplaced > limits.misplaced) {
      this.#fail(`More than ${limits.misplaced} things are in a table outside its cells`, offset);
    }
  }

  #fail(reason: string, offset: number): void {
    this.problem ??= { reason, offset };
  }
}

/** What the end tag of an element closes together with it. */
function crossedBy(name: string): (open: string) => boolean {
  if (name === "svg" || name === "math") {
    return (open) => !formatting.has(open) && !holders.has(open) && !opaque.has(open) && !isSpecial(open);
  }
  if (frames.has(name) || cells.has(name)) {
    return (open) => implied.has(open) || (open !== "table" && (frames.has(open) || cells.has(open)));
  }
  if (formatting.has(name) || (isSpecial(name) && name !== "noscript")) return (open) => implied.has(open);
  return (open) => implied.has(open) && !isSpecial(open);
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
