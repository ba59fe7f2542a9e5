import { type HtmlHandler, scanHtml, type UnclosedHtml } from "./scan-html.ts";

/** How deep elements may nest. Browsers stop at the same number and lay out what is deeper side by side. */
export const maxHtmlDepth = 512;

/** Attributes in one tag: parsers compare each with all before it. */
const maxAttributes = 4000;

/** Pieces of text and tags that stand in a table but in no cell: parsers move each in front of the table, one by one. */
const maxMisplaced = 10_000;

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

const voids: ReadonlySet<string> = /* @__PURE__ */ names(
  "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr",
);

/** Elements that a parser opens again in every block until they are closed. */
const formatting: ReadonlySet<string> = /* @__PURE__ */ names(
  "a b big code em font i nobr s small strike strong tt u",
);

/** Elements that the end tag of an element around them does not close. */
const special: ReadonlySet<string> = /* @__PURE__ */ names(
  "address applet article aside blockquote body button caption center colgroup dd details dialog dir div dl dt fieldset " +
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html iframe li listing main marquee " +
    "menu nav noembed noframes noscript object ol p plaintext pre script search section select style summary table " +
    "tbody td template textarea tfoot th thead title tr ul xmp annotation-xml desc foreignobject mi mn mo ms mtext",
);

/** Start tags that close an open `<p>`. */
const closesP: ReadonlySet<string> = /* @__PURE__ */ names(
  "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 " +
    "h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp",
);

/** Start tags that close an element still open, which, and beyond what a parser does not look for one. */
const closesOther: ReadonlyMap<string, { closed: ReadonlySet<string>; beyond: ReadonlySet<string> }> =
  /* @__PURE__ */ new Map(
    [
      ["button", "button", "table template td th"],
      ["dd dt", "dd dt", "dl table template td th ul ol li"],
      ["form", "form", "template"],
      ["h1 h2 h3 h4 h5 h6", "h1 h2 h3 h4 h5 h6", "div li table template td th"],
      ["li", "li", "ol ul menu table template td th"],
      ["optgroup option", "optgroup option", "select"],
      ["table", "table", "caption td template th"],
      ["td th", "caption td th", "table template"],
      ["tr", "caption td th tr", "table template"],
      ["caption colgroup tbody tfoot thead", "caption colgroup tbody td tfoot th thead tr", "table template"],
    ].flatMap(([starts = "", closed = "", beyond = ""]) =>
      starts.split(" ").map((start) => [start, { closed: names(closed), beyond: names(beyond) }] as const),
    ),
  );

/** Where the search for an open `<p>` stops. */
const scopes: ReadonlySet<string> = /* @__PURE__ */ names(
  "applet button caption desc foreignobject html marquee mi mn mo ms mtext object table td template th title annotation-xml",
);

/** Parts of a table in which neither text nor other elements may stand. */
const frames: ReadonlySet<string> = /* @__PURE__ */ names("colgroup table tbody tfoot thead tr");
const cells: ReadonlySet<string> = /* @__PURE__ */ names("caption td th");
/** Elements in which a parser follows rules of its own. */
const opaque: ReadonlySet<string> = /* @__PURE__ */ names("frameset select template");
const svgEscapes: ReadonlySet<string> = /* @__PURE__ */ names(
  "annotation-xml desc foreignobject mi mn mo ms mtext title",
);
/** What in an SVG would be text elsewhere. */
const rawText: ReadonlySet<string> = /* @__PURE__ */ names(
  "iframe noembed noframes plaintext script style textarea title xmp",
);

/** HTML elements that end an SVG in which they stand. */
const breakouts: ReadonlySet<string> = /* @__PURE__ */ names(
  "b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta " +
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var",
);

/** Why HTML is not handed to a parser. */
export interface HtmlProblem {
  ruleId: "limit-nesting" | "limit-html-tags";
  reason: string;
  /** Where in the piece of HTML it came to light; 0 for an element of the tree. */
  offset: number;
}

/**
 * Judges in linear time, before a parser does, what the parser would make of HTML: how deep the tree would be and how
 * often it would repeat, move or compare things.
 *
 * Parsers repair bad nesting at a price that grows with the square of the text (`<b id=1><p><b id=2><p>` …), and what
 * walks the tree afterwards does it by recursion; both must be ruled out first. The measures are upper bounds: an end
 * tag counts only where it is sure to close what it names, so that HTML which is badly nested all along is judged
 * deeper than it is.
 */
export class HtmlGauge implements HtmlHandler {
  /** The first thing that is too much. */
  problem: HtmlProblem | undefined;
  readonly #open: string[] = [];
  /** From here up the open elements are open in a parser too; below, some may have been closed. */
  #certainFrom = 0;
  /** Formatting tags not yet closed, as written. */
  readonly #active: { name: string; tag: string }[] = [];
  #activeLength = 0;
  /** Formatting tags that a parser has forgotten to open again, while their elements may still be open. */
  #forgotten = 0;
  /** Characters of tags that a parser would repeat, and how many it may. */
  #repeated = 0;
  #allowance = 65_536;
  #misplaced = 0;
  #tables = 0;
  #opaque = 0;
  #foreign = 0;
  /** Whether it is open to doubt if an SVG has ended. */
  #maybeForeign = false;

  /** Whether it is certain that no tag is open. */
  get isClosed(): boolean {
    const open = this.#open.length + this.#active.length + this.#forgotten;
    return open === 0 && this.problem === undefined;
  }

  /** An element of the tree begins. */
  enter(name: string): void {
    this.#allowance += 16;
    this.start(name, `<${name}>`, 0, 0);
  }

  /** An element of the tree ends. */
  leave(name: string): void {
    this.#allowance += 16;
    this.end(name, 0);
  }

  /**
   * Takes in a piece of HTML.
   *
   * @returns what is open at its end
   */
  html(html: string): UnclosedHtml | undefined {
    this.#allowance += html.length * 16;
    return scanHtml(html, this);
  }

  start(name: string, tag: string, attributes: number, offset: number): boolean {
    if (this.problem !== undefined) return false;
    if (attributes > maxAttributes) {
      this.#fail("limit-html-tags", `<${name}> has more than ${maxAttributes} attributes`, offset);
    }
    let foreign = this.#isForeign();
    if (foreign && breakouts.has(name)) {
      // `<font>` is one or not, by its attributes.
      if (name === "font") this.#maybeForeign = true;
      else this.#truncate(this.#open.findLastIndex((open) => open === "svg" || open === "math"));
      foreign = false;
    }
    if (foreign && tag.endsWith("/>")) return true;
    if (this.#maybeForeign && rawText.has(name)) {
      this.#fail("limit-html-tags", `<${name}> follows an SVG that is badly nested`, offset);
    }
    if (!foreign) this.#close(name);
    if (!formatting.has(name)) this.#repeat(offset);
    if (this.#tables > 0 && !frames.has(name) && !cells.has(name)) this.#misplace(offset);
    if (!voids.has(name) || foreign) this.#push(name, tag, offset);
    return foreign;
  }

  end(name: string, offset: number): void {
    if (this.problem !== undefined) return;
    if (!formatting.has(name)) this.#repeat(offset);
    const index = this.#open.lastIndexOf(name);
    // What is not open cannot be closed.
    if (index !== -1) this.#endAt(index, name);
    if (formatting.has(name)) this.#deactivate(name);
  }

  text(text: string): void {
    if (this.problem === undefined && this.#tables > 0 && /[^\t\n\f\r ]/.test(text)) this.#misplace(0);
  }

  cdata(offset: number): boolean {
    if (this.#maybeForeign)
      this.#fail("limit-html-tags", "CDATA follows an SVG that is badly nested", offset);
    return this.#isForeign();
  }

  #endAt(index: number, name: string): void {
    const last = this.#open.length - 1;
    if (index === last) {
      this.#truncate(index);
      return;
    }
    const above = this.#open.slice(index + 1);
    const stops =
      frames.has(name) || cells.has(name)
        ? (open: string) => open === "table"
        : (open: string) => special.has(open);
    const foreign = this.#isForeign();
    if (
      foreign &&
      !above.includes("svg") &&
      !above.includes("math") &&
      !above.some((open) => svgEscapes.has(open))
    ) {
      // Inside an SVG an end tag closes whatever stands between.
      this.#truncate(index);
    } else if (this.#opaque === 0 && index >= this.#certainFrom && !above.some(stops)) {
      this.#truncate(index);
    } else {
      this.#certainFrom = this.#open.length;
      if (this.#foreign > 0) this.#maybeForeign = true;
    }
  }

  /** What a start tag closes before it opens. */
  #close(name: string): void {
    if (closesP.has(name)) {
      const index = this.#open.findLastIndex((open) => open === "p" || scopes.has(open));
      if (index !== -1 && this.#open[index] === "p") {
        if (this.#opaque === 0 && index >= this.#certainFrom) this.#truncate(index);
        else this.#certainFrom = this.#open.length;
      }
    }
    const other = closesOther.get(name);
    if (other === undefined) return;
    const index = this.#open.findLastIndex((open) => other.closed.has(open) || other.beyond.has(open));
    const found = index !== -1 && other.closed.has(this.#open[index] as string);
    const plain = name !== "table" && name !== "form" && this.#opaque === 0;
    // A row outside a table is not opened at all.
    const lost = (frames.has(name) || cells.has(name)) && name !== "table" && this.#tables === 0;
    if (found && plain && index === this.#open.length - 1 && index >= this.#certainFrom)
      this.#truncate(index);
    else if (lost) this.#certainFrom = this.#open.length + 1;
    else if (found) this.#certainFrom = this.#open.length;
  }

  #push(name: string, tag: string, offset: number): void {
    this.#open.push(name);
    if (name === "table") this.#tables += 1;
    if (name === "svg" || name === "math") this.#foreign += 1;
    if (opaque.has(name)) this.#opaque += 1;
    if (formatting.has(name)) this.#activate(name, tag);
    // A parser puts a body and a row of its own into tables that have none.
    const formats = this.#active.length + this.#forgotten;
    if (this.#open.length + formats + 2 * this.#tables > maxHtmlDepth) {
      this.#fail("limit-nesting", `Elements nest more than ${maxHtmlDepth} deep`, offset);
    }
  }

  #truncate(length: number): void {
    while (this.#open.length > length) {
      const name = this.#open.pop() as string;
      if (name === "table") this.#tables -= 1;
      if (name === "svg" || name === "math") this.#foreign -= 1;
      if (opaque.has(name)) this.#opaque -= 1;
    }
    if (this.#certainFrom > length) this.#certainFrom = length;
    if (this.#foreign === 0 && length === 0) this.#maybeForeign = false;
  }

  #fail(ruleId: HtmlProblem["ruleId"], reason: string, offset: number): void {
    this.problem ??= { ruleId, reason, offset };
  }

  /** At the edge of a block a parser closes all formatting tags that are open, and opens them again. */
  #repeat(offset: number): void {
    this.#repeated += this.#activeLength;
    if (this.#repeated > this.#allowance) {
      this.#fail("limit-html-tags", "Formatting tags are opened again and again and not closed", offset);
    }
  }

  #activate(name: string, tag: string): void {
    // One link ends another; of other tags that are equal, a parser remembers three.
    if (name === "a" || name === "nobr") this.#deactivate(name);
    else if (this.#active.filter((entry) => entry.tag === tag).length >= 3) {
      this.#forgotten += 1;
      return;
    }
    this.#active.push({ name, tag });
    this.#activeLength += tag.length;
  }

  #deactivate(name: string): void {
    const index = this.#active.findLastIndex((entry) => entry.name === name);
    if (index !== -1) this.#activeLength -= this.#active.splice(index, 1)[0]?.tag.length ?? 0;
    else if (this.#forgotten > 0) this.#forgotten -= 1;
  }

  /** Whether tags are read as those of an SVG or of MathML. */
  #isForeign(): boolean {
    if (this.#foreign === 0 || this.#maybeForeign) return false;
    const index = this.#open.findLastIndex(
      (name) => name === "svg" || name === "math" || svgEscapes.has(name),
    );
    return index !== -1 && !svgEscapes.has(this.#open[index] as string);
  }

  #misplace(offset: number): void {
    // Where it is not sure which cells are open, everything below a table counts.
    if (this.#certainFrom === 0) {
      const nearest = this.#open.findLast((name) => frames.has(name) || cells.has(name));
      if (nearest === undefined || cells.has(nearest)) return;
    }
    this.#misplaced += 1;
    if (this.#misplaced > maxMisplaced) {
      this.#fail(
        "limit-html-tags",
        `More than ${maxMisplaced} things stand in a table outside its cells`,
        offset,
      );
    }
  }
}
