import { pointAt } from "../core/text-position.ts";
import { chargeInline } from "./charge-inline.ts";
import { gfmPart } from "./gfm/parts.ts";
import { limitError } from "./limit-error.ts";
import type { MarkdownLimits } from "./limits.ts";
import { SearchBudget, type SearchCause } from "./search-budget.ts";

/** What {@linkcode scanText} needs to know besides the text. */
export interface ScanOptions {
  limits: MarkdownLimits;
  /** The parts of GFM that are attached, bits of `gfmPart`. */
  parts: number;
  path?: string | undefined;
}

// Steps of ten nanoseconds, measured with the families of test/spec/pathological.test.ts.
const perContainerCheck = 100;
const perEventMoved = 4;
const perEventOfHeading = 6;
const perLazyLine = 10;
const perDefinition = 0.3;
// What a line takes by itself, in time and, above all, in memory: about 700 bytes for every 300 steps.
const perCodeLine = 300;
const perBlankLine = 600;
const perTextLine = 900;
const perBlock = 3000;

/** An open quote (`width` 0), or an open item whose lines begin `width` columns further in. */
interface Container {
  width: number;
  /** The first line of the item holds its marker alone: a blank line then ends it. */
  bare: boolean;
}

interface Fence {
  code: number;
  size: number;
  depth: number;
}

/**
 * Looks through a text before it is parsed, once from the first character to the last, for what a parser takes too long
 * over or overflows on: containers within containers, marks without partners, comments that never end. It follows quotes,
 * lists, fences and tables as a parser does, so that code is not taken for text. Where it is in doubt it counts too much
 * rather than too little: once a fence did not end as it should, code counts as text.
 *
 * @param text - Markdown
 * @returns the steps of searching that were counted, for the curious
 * @throws ContentError `limit-nesting`, `limit-delimiters` or `limit-structure`
 */
export function scanText(text: string, options: ScanOptions): Readonly<Record<SearchCause, number>> {
  return new TextScan(text, options).run();
}

class TextScan {
  readonly #text: string;
  readonly #options: ScanOptions;
  readonly #budget: SearchBudget;

  /** The open containers, from the outermost. */
  readonly #stack: Container[] = [];
  #fence: Fence | undefined;
  /** Whether fences have so far begun and ended as they should. */
  #fencesTrusted = true;
  /** What ends the raw HTML that the line stands in: a text, or a blank line for `""`. */
  #htmlEnd: string | undefined;
  #inMath = false;
  #inTable = false;

  /** Where the paragraph began that the line may go on; -1 for none. */
  #paragraph = -1;
  #paragraphEnd = 0;
  #paragraphLines = 0;

  /** About how many events the parser holds for all lines so far. */
  #events = 0;
  #definitions = 0;
  #brackets = 0;

  // The cursor: the next character, its column, and the columns left of a tab that a marker took a part of.
  #index = 0;
  #column = 0;
  #spare = 0;
  #lineEnd = 0;

  constructor(text: string, options: ScanOptions) {
    this.#text = text;
    this.#options = options;
    this.#budget = new SearchBudget(text, options.limits, options.path);
  }

  run(): Readonly<Record<SearchCause, number>> {
    const text = this.#text;
    let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (start < text.length) {
      let end = start;
      let brackets = 0;
      for (; end < text.length; end++) {
        const code = text.charCodeAt(end);
        if (code === 10 || code === 13) break;
        if (code === 93) brackets++;
      }
      this.#brackets += brackets;
      this.#index = start;
      this.#lineEnd = end;
      this.#column = 0;
      this.#spare = 0;
      this.#readLine(start);
      start = end + (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1);
    }
    this.#endParagraph();
    this.#spend(this.#definitions * this.#brackets * perDefinition, Math.max(0, text.length - 1));
    return this.#budget.steps;
  }

  #readLine(start: number): void {
    const stack = this.#stack;
    const matched = this.#continueContainers();
    this.#events += 4 + 4 * stack.length;
    this.#spend(stack.length * perContainerCheck, start);

    if (this.#fence !== undefined && this.#readFenceLine(matched)) {
      this.#budget.spend(perCodeLine, start, "blocks");
      return;
    }

    const isBlank = this.#isBlank();
    if (isBlank) {
      this.#budget.spend(perBlankLine, start, "blocks");
      this.#endParagraph();
      this.#inTable = false;
      if (this.#htmlEnd === "") this.#htmlEnd = undefined;
      this.#closeContainers(matched, start);
      return;
    }

    const opened = this.#openContainers(matched, start);
    if (opened > 0) {
      this.#endParagraph();
      this.#inTable = false;
      if (this.#htmlEnd === "") this.#htmlEnd = undefined;
    }
    this.#budget.spend(opened * perBlock + this.#costOfLine(), start, "blocks");

    if (this.#htmlEnd !== undefined && this.#readHtmlLine()) return;
    if (this.#readBlockStart(opened > 0 ? stack.length : matched, start)) return;

    // A line of running text. One that leaves containers out goes on all the same if it goes on a paragraph.
    if (opened === 0 && matched < stack.length) {
      if (this.#paragraph === -1 || this.#inTable) this.#closeContainers(matched, start);
      else {
        this.#spend(this.#paragraphLines * perLazyLine, start);
        this.#spendMove(start);
      }
    }
    this.#readTextLine();
  }

  /** What the rest of the line takes: least within raw HTML, most where a block begins. */
  #costOfLine(): number {
    if (this.#htmlEnd !== undefined) return perCodeLine;
    return this.#paragraph === -1 ? perTextLine + perBlock : perTextLine;
  }

  /** Reads the prefixes of the open containers, and tells how many of them the line goes on. */
  #continueContainers(): number {
    const stack = this.#stack;
    let matched = 0;
    for (; matched < stack.length; matched++) {
      const { width, bare } = stack[matched]!;
      const indent = this.#indent();
      if (width === 0) {
        if (indent > 3 || this.#codeAfterIndent() !== 62) break;
        this.#skip(indent);
        this.#takeQuoteMarker();
      } else if (this.#isBlank()) {
        if (bare) break;
      } else if (indent >= width) {
        this.#skip(width);
      } else break;
    }
    for (let index = 0; index < matched; index++) stack[index]!.bare = false;
    return matched;
  }

  /** Opens the containers whose markers come next, and tells how many. */
  #openContainers(matched: number, start: number): number {
    if (this.#htmlEnd !== undefined && this.#htmlEnd !== "" && matched === this.#stack.length) return 0;
    const stack = this.#stack;
    const hrStart = this.#thematicBreakStart();
    // A paragraph is interrupted by fewer things than follow one that has ended.
    let interrupts = this.#paragraph !== -1 && !this.#inTable && matched === stack.length;
    let opened = 0;
    for (;;) {
      const indent = this.#indent();
      if (indent > 3) break;
      const at = this.#indexAfterIndent();
      const code = this.#text.charCodeAt(at);
      if (at >= this.#lineEnd) break;
      let width = 0;
      let bare = false;
      if (code === 62) {
        this.#skip(indent);
        this.#takeQuoteMarker();
      } else {
        const marker = at >= hrStart ? 0 : this.#markerLength(at, code);
        if (marker === 0) break;
        const isBare = this.#isSpaceOnly(at + marker);
        if (interrupts && (isBare || (marker > 1 && !this.#isOne(at, marker)))) break;
        this.#skip(indent);
        this.#skip(marker);
        const space = this.#indent();
        bare = isBare;
        if (this.#text.charCodeAt(at) === 91) width = 4;
        else width = indent + marker + (isBare || space > 4 ? 1 : space);
        if (!isBare) this.#skip(space > 4 ? 1 : space);
      }
      if (opened === 0) {
        // The next item of a list takes the place of the one before it, which costs nothing.
        const last = stack[matched];
        const isNextItem = last !== undefined && last.width > 0 && width > 0 && stack.length === matched + 1;
        if (last !== undefined && !isNextItem) this.#spendMove(start);
        stack.length = matched;
      }
      stack.push({ width, bare });
      opened++;
      interrupts = false;
      this.#events += 4;
      if (stack.length > this.#options.limits.maxNesting) this.#failNesting(at, start);
      if (bare) break;
    }
    return opened;
  }

  /** The length of a list item's or a footnote's marker, 0 when there is none. */
  #markerLength(at: number, code: number): number {
    const text = this.#text;
    if (code === 42 || code === 43 || code === 45) return this.#isSpaceOrEnd(at + 1) ? 1 : 0;
    if (code >= 48 && code <= 57) {
      let index = at + 1;
      while (index < at + 10 && text.charCodeAt(index) >= 48 && text.charCodeAt(index) <= 57) index++;
      const closing = text.charCodeAt(index);
      return index <= at + 9 && (closing === 46 || closing === 41) && this.#isSpaceOrEnd(index + 1)
        ? index + 1 - at
        : 0;
    }
    if (code === 91 && text.charCodeAt(at + 1) === 94 && this.#options.parts & gfmPart.footnote) {
      const close = text.indexOf("]:", at);
      return close > at + 2 && close < this.#lineEnd && close - at < 1000 ? close + 2 - at : 0;
    }
    return 0;
  }

  /** A line while a fence is open; `false` when the fence turns out to have ended before it. */
  #readFenceLine(matched: number): boolean {
    const fence = this.#fence!;
    if (matched < fence.depth) {
      // Its container ended and took it along. Good text rarely does that; and perhaps it was none at all.
      this.#fence = undefined;
      this.#fencesTrusted = false;
      this.#endParagraph();
      return false;
    }
    if (this.#isBlank()) this.#endParagraph();
    else if (this.#indent() < 4 && this.#fenceSize(fence.code) >= fence.size) {
      const at = this.#indexAfterIndent();
      let after = at;
      while (this.#text.charCodeAt(after) === fence.code) after++;
      if (this.#isSpaceOnly(after)) {
        this.#endParagraph();
        this.#fence = undefined;
        return true;
      }
    }
    if (!this.#fencesTrusted) this.#readTextLine();
    return true;
  }

  /** A line in raw HTML, in which no fence begins. */
  #readHtmlLine(): boolean {
    const end = this.#htmlEnd!;
    if (this.#looksLikeFence()) this.#fencesTrusted = false;
    if (end !== "" && this.#lineIncludes(end)) this.#htmlEnd = undefined;
    this.#readTextLine();
    return true;
  }

  /** Begins what is no paragraph: a fence, a heading, a thematic break, raw HTML. */
  #readBlockStart(depth: number, start: number): boolean {
    if (this.#indent() > 3) return false;
    const at = this.#indexAfterIndent();
    const code = this.#text.charCodeAt(at);
    if (code === 96 || code === 126) {
      if (!this.#looksLikeFence()) return false;
      this.#endParagraph();
      this.#closeContainers(depth, start);
      if (this.#inMath) this.#fencesTrusted = false;
      else this.#fence = { code, size: this.#fenceSize(code), depth };
      return true;
    }
    if (code === 61 || code === 45) {
      if (this.#isUnderline(at, code)) {
        const underlines = this.#paragraph !== -1;
        if (underlines) this.#spend(this.#events * perEventOfHeading, start);
        this.#endParagraph();
        if (!underlines) this.#closeContainers(depth, start);
        return code === 45 || underlines;
      }
    }
    if (code === 35) {
      let after = at;
      while (this.#text.charCodeAt(after) === 35) after++;
      if (after - at > 6 || !this.#isSpaceOrEnd(after)) return false;
      this.#endParagraph();
      this.#closeContainers(depth, start);
      this.#readTextLine();
      this.#endParagraph();
      return true;
    }
    if (at >= this.#thematicBreakStart()) {
      this.#endParagraph();
      this.#closeContainers(depth, start);
      return true;
    }
    if (code === 60) {
      const end = htmlEndOf(this.#text.slice(at, at + 10));
      if (end === undefined) return false;
      if (this.#paragraph === -1) this.#closeContainers(depth, start);
      this.#htmlEnd = end !== "" && this.#lineIncludes(end) ? undefined : end;
      return false;
    }
    if (code === 36 && this.#text.charCodeAt(at + 1) === 36) this.#inMath = !this.#inMath;
    return false;
  }

  #readTextLine(): void {
    const from = this.#indexAfterIndent();
    if (this.#text.charCodeAt(from) === 91 && this.#lineIncludes("]:")) this.#definitions++;
    if (this.#inTable) {
      this.#endParagraph();
    } else if (this.#paragraphLines === 1 && this.#isDelimiterRow(from)) {
      this.#endParagraph();
      this.#inTable = true;
    }
    if (this.#paragraph === -1) {
      this.#paragraph = from;
      this.#paragraphLines = 0;
    }
    this.#paragraphEnd = this.#lineEnd;
    this.#paragraphLines++;
  }

  /** Whether the line makes a table of the one before it: as many cells, and none of them empty. */
  #isDelimiterRow(from: number): boolean {
    if (!(this.#options.parts & gfmPart.table) || !this.#fencesTrusted) return false;
    let marked = false;
    for (let index = from; index < this.#lineEnd; index++) {
      const code = this.#text.charCodeAt(index);
      if (code === 58 || code === 124) marked = true;
      else if (code !== 45 && code !== 32 && code !== 9) return false;
    }
    if (!marked) return false;
    const cells = this.#countCells(from, this.#lineEnd);
    return cells > 0 && cells === this.#countCells(this.#paragraph, this.#paragraphEnd);
  }

  #countCells(from: number, end: number): number {
    const cells = this.#text
      .slice(from, end)
      .trim()
      .replace(/\\[\s\S]/g, "x")
      .split("|");
    if (cells[0] === "") cells.shift();
    if (cells.at(-1) === "") cells.pop();
    return cells.every((cell) => cell.trim() !== "") ? cells.length : 0;
  }

  #endParagraph(): void {
    if (this.#paragraph === -1) return;
    const { parts } = this.#options;
    chargeInline({
      text: this.#text,
      start: this.#paragraph,
      end: this.#paragraphEnd,
      parts,
      budget: this.#budget,
    });
    this.#paragraph = -1;
    this.#paragraphLines = 0;
  }

  #closeContainers(depth: number, offset: number): void {
    if (depth >= this.#stack.length) return;
    this.#stack.length = depth;
    this.#spendMove(offset);
  }

  /** When containers end, the parser goes over all that it holds. */
  #spendMove(offset: number): void {
    this.#spend(this.#events * perEventMoved, offset);
  }

  #spend(steps: number, offset: number): void {
    if (steps > 0) this.#budget.spend(steps, offset, "structure");
  }

  #failNesting(at: number, start: number): never {
    const { limits, path } = this.#options;
    const inOneLine = at - start > limits.maxNesting;
    throw limitError("limit-nesting", {
      reason: `Quotes and lists nest deeper than limits.maxNesting, ${limits.maxNesting}`,
      note: inOneLine
        ? "If the line is no list and no quote, put it into a code block or escape its markers with `\\`."
        : "Indent the items less, or put the text into a code block.",
      path,
      place: pointAt(this.#text, at),
    });
  }

  /** The columns of white space at the cursor. */
  #indent(): number {
    let columns = this.#spare;
    let column = this.#column + this.#spare;
    for (let index = this.#index; index < this.#lineEnd; index++) {
      const code = this.#text.charCodeAt(index);
      const width = code === 32 ? 1 : code === 9 ? 4 - (column % 4) : 0;
      if (width === 0) break;
      columns += width;
      column += width;
    }
    return columns;
  }

  #indexAfterIndent(): number {
    let index = this.#index;
    while (index < this.#lineEnd && isBlankCode(this.#text.charCodeAt(index))) index++;
    return index;
  }

  #codeAfterIndent(): number {
    const index = this.#indexAfterIndent();
    return index < this.#lineEnd ? this.#text.charCodeAt(index) : -1;
  }

  /** Moves the cursor on by so many columns. */
  #skip(columns: number): void {
    let left = columns;
    while (left > 0) {
      if (this.#spare > 0) {
        const taken = Math.min(this.#spare, left);
        this.#spare -= taken;
        this.#column += taken;
        left -= taken;
      } else if (this.#text.charCodeAt(this.#index) === 9) {
        this.#spare = 4 - (this.#column % 4);
        this.#index++;
      } else {
        this.#index++;
        this.#column++;
        left--;
      }
    }
  }

  /** `>` and one column of white space. */
  #takeQuoteMarker(): void {
    this.#skip(1);
    if (this.#spare > 0 || isBlankCode(this.#text.charCodeAt(this.#index))) {
      if (this.#index < this.#lineEnd || this.#spare > 0) this.#skip(1);
    }
  }

  #isBlank(): boolean {
    return this.#indexAfterIndent() >= this.#lineEnd;
  }

  #isSpaceOnly(from: number): boolean {
    let index = from;
    while (index < this.#lineEnd && isBlankCode(this.#text.charCodeAt(index))) index++;
    return index >= this.#lineEnd;
  }

  #isSpaceOrEnd(index: number): boolean {
    return index >= this.#lineEnd || isBlankCode(this.#text.charCodeAt(index));
  }

  /** Only a list that begins with 1 interrupts a paragraph. A footnote does in any case. */
  #isOne(at: number, marker: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === 91 || (marker === 2 && code === 49);
  }

  /** From where on the line is a thematic break: `* * *`; its end when it is none. */
  #thematicBreakStart(): number {
    let index = this.#lineEnd - 1;
    while (index >= this.#index && isBlankCode(this.#text.charCodeAt(index))) index--;
    const code = this.#text.charCodeAt(index);
    if (code !== 42 && code !== 45 && code !== 95) return this.#lineEnd;
    let count = 0;
    let third = this.#lineEnd;
    let first = index;
    for (; index >= this.#index; index--) {
      const other = this.#text.charCodeAt(index);
      if (other === code) {
        count++;
        first = index;
        if (count === 3) third = index;
      } else if (!isBlankCode(other)) break;
    }
    if (count < 3) return this.#lineEnd;
    // From each of the marks up to the third last, all that follows is a break.
    return first <= third ? first : this.#lineEnd;
  }

  #isUnderline(at: number, code: number): boolean {
    let index = at;
    while (this.#text.charCodeAt(index) === code) index++;
    return this.#isSpaceOnly(index);
  }

  /** The length of the run of fence marks behind the white space. */
  #fenceSize(code: number): number {
    const at = this.#indexAfterIndent();
    let index = at;
    while (index < this.#lineEnd && this.#text.charCodeAt(index) === code) index++;
    return index - at;
  }

  #looksLikeFence(): boolean {
    const code = this.#codeAfterIndent();
    if ((code !== 96 && code !== 126) || this.#indent() > 3) return false;
    const size = this.#fenceSize(code);
    if (size < 3) return false;
    if (code === 126) return true;
    const info = this.#text.indexOf("`", this.#indexAfterIndent() + size);
    return info === -1 || info >= this.#lineEnd;
  }

  #lineIncludes(part: string): boolean {
    const found = this.#text.slice(this.#index, this.#lineEnd).toLowerCase().indexOf(part);
    return found !== -1;
  }
}

function isBlankCode(code: number): boolean {
  return code === 32 || code === 9;
}

/** What ends the raw HTML that begins so; `""` for a blank line, nothing when it is no HTML. */
function htmlEndOf(opening: string): string | undefined {
  if (opening.startsWith("<!--")) return "-->";
  if (opening.startsWith("<?")) return "?>";
  if (opening.startsWith("<![CDATA[")) return "]]>";
  if (/^<(?:script|pre|style|textarea)(?![\w-])/i.test(opening)) return "</";
  if (/^<![a-z]/i.test(opening)) return ">";
  return /^<[/a-z]/i.test(opening) ? "" : undefined;
}
