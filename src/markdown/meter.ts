import type {
  Construct,
  ConstructRecord,
  Create,
  Effects,
  Event,
  Extension,
  Point,
  Resolver,
  State,
  TokenizeContext,
} from "micromark-util-types";
import { pointAt } from "../core/text-position.ts";
import { limitError } from "../diagnostics/content-error.ts";
import type { MarkdownLimits } from "./limits.ts";
import { joinAllData, joinData, Labels, onLastContent } from "./parser-repairs.ts";

/**
 * The measured cost of each kind of work, in steps of about ten nanoseconds; an event that is visited again is one step.
 * All later stages visit each tag, so inline HTML costs more than its parsing.
 */
const steps = {
  character: 3,
  token: 130,
  attempt: 12,
  tag: 2000,
  /** A line, and each container that it is in or may open. */
  line: 100,
  comparison: 15,
};

/** Bytes that the parser keeps until it ends, for each token and each tokenizer; two bytes count as about one step. */
const bytes = { token: 400, tokenizer: 2500 };

/** The memory that one text may use: together with its tree, more would not fit into a default heap. */
const maxBytes = 900_000_000;

/** What constructs for addresses look for; before they read one, they search the previous events of the paragraph. */
const address: RegExp = /https?:|www|[-+.\w]{1,100}@/iy;

const reasons = {
  nesting: "Quotes and lists are nested too deeply",
  delimiters:
    "The marks of this paragraph (`*`, `_`, `~`, backticks, brackets, `<!--` …) have no partners, or there are too many of them",
  structure:
    "Quotes, lists or underlined headings begin and end too often, or there are too many blocks and lines",
};
const note =
  "Look for something that is repeated by mistake. Text that is not Markdown belongs in a code block; a long post can be split.";

/**
 * A micromark extension for parsing one text: it counts what the parser does - characters read, including those read
 * again, constructs tried, events visited, tokens kept - and stops it at a limit.
 *
 * @returns the extension; it must be the last one, so that its constructs are tried first
 */
export function meter(text: string, limits: MarkdownLimits, path: string | undefined): Extension {
  const first: Construct = {
    name: "meter",
    tokenize(effects, ok, nok) {
      const { constructs } = this.parser;
      new Meter(text, limits, path, this).attach(first);
      // The current list contains the original constructs: try the metered ones before those.
      return effects.attempt(constructs.document, ok, nok);
    },
  };
  // For each character that may start a container, and for all others.
  const codes = [..."*+-0123456789>["].map((sign) => sign.charCodeAt(0));
  return { document: Object.fromEntries(["null", ...codes].map((code) => [code, first])) as ConstructRecord };
}

class Meter {
  readonly #text: string;
  readonly #limits: MarkdownLimits;
  readonly #path: string | undefined;
  readonly #document: TokenizeContext;
  readonly #maxSteps: number;
  #steps = 0;
  #bytes = 0;
  /** The containers of the current line so far, and where the last one was opened. */
  #depth = 0;
  #line = 0;
  #openedAt = -1;
  /** Events of the document that are finished. */
  #parked: Event[] = [];
  readonly #metered = new Map<Construct, Construct>();
  readonly #watched = new WeakSet<Effects>();
  readonly #inline = new WeakSet<TokenizeContext>();

  constructor(text: string, limits: MarkdownLimits, path: string | undefined, document: TokenizeContext) {
    this.#text = text;
    this.#limits = limits;
    this.#path = path;
    this.#document = document;
    this.#maxSteps = limits.maxSearchSteps ?? Math.min(45_000_000 + 300 * text.length, 400_000_000);
  }

  /** Replaces the parser's constructs and tokenizers with metered ones, for this text only. */
  attach(own: Construct): void {
    const { parser } = this.#document;
    parser.defined = new Labels();
    (parser as { gfmFootnotes?: string[] }).gfmFootnotes = new Labels();
    for (const [field, record] of Object.entries(parser.constructs) as [string, ConstructRecord][]) {
      for (const [code, list] of Object.entries(record)) {
        record[code as "null"] = ([list].flat() as Construct[])
          .filter((item) => item !== own)
          .map((item) => (item.tokenize === undefined ? item : this.#meter(item, field === "document")));
      }
    }
    for (const field of ["flow", "content", "text", "string"] as const) {
      parser[field] = this.#creator(parser[field], field);
    }
  }

  #meter(construct: Construct, isContainer: boolean): Construct {
    const known = this.#metered.get(construct);
    if (known !== undefined) return known;
    const { name, resolveAll, resolveTo, continuation } = construct;
    const metered: Construct = { ...construct, tokenize: this.#tokenizer(construct, isContainer, true) };
    if (isContainer) metered.resolveAll = this.#unpark;
    // Labels are resolved in one pass; all others may be emphasis.
    else if (resolveAll && name !== "labelEnd") metered.resolveAll = this.#resolver(resolveAll);
    if (resolveTo && name === "setextUnderline") metered.resolveTo = onLastContent(resolveTo);
    if (continuation) {
      metered.continuation = { ...continuation, tokenize: this.#tokenizer(continuation, isContainer, false) };
    }
    this.#metered.set(construct, metered);
    return metered;
  }

  #tokenizer(construct: Construct, isContainer: boolean, opens: boolean): Construct["tokenize"] {
    const meter = this;
    const { name = "", tokenize } = construct;
    return function (this: TokenizeContext, effects, ok, nok) {
      if (!meter.#watched.has(effects)) meter.#watch(this, effects);
      address.lastIndex = this.now().offset;
      const isAddress = name.endsWith("Autolink") && address.test(meter.#text);
      meter.#spend((isContainer ? steps.line : steps.attempt) + (isAddress ? this.events.length : 0), this);
      if (!isContainer) return tokenize.call(this, effects, ok, nok);
      const place = this.now();
      const inContainer: State = (code) => {
        meter.#nest(place, opens);
        return ok(code);
      };
      return tokenize.call(this, effects, inContainer, nok);
    };
  }

  /** Counts the work of a tokenizer; all its constructs share its effects. */
  #watch(context: TokenizeContext, effects: Effects): void {
    this.#watched.add(effects);
    const { consume, enter, exit } = effects;
    const { sliceSerialize } = context;
    effects.consume = (code) => {
      this.#spend(steps.character, context);
      consume(code);
    };
    effects.enter = (type, fields) => {
      this.#spend(type === "htmlText" ? steps.tag : steps.token, context);
      return enter(type, fields);
    };
    effects.exit = (type) => {
      const token = exit(type);
      if (type === "data") joinData(context.events);
      return token;
    };
    // Emphasis compares each closing mark with the opening ones, and a closing bracket creates a label.
    context.sliceSerialize = (token, expandTabs) => {
      const length = token.end.offset - token.start.offset;
      this.#spend(steps.comparison + length / 4, context, token.start);
      return sliceSerialize(token, expandTabs);
    };
  }

  /**
   * Emphasis: each closing sequence searches back for the nearest opening one, through all events if there
   * is none, and moves the events that follow.
   */
  #resolver(resolveAll: Resolver): Resolver {
    return (events, context) => {
      let cost = events.length * 10;
      const openers = new Map<string, number[]>();
      for (const [index, [kind, token]] of events.entries()) {
        if (kind !== "enter" || !(token._open || token._close)) continue;
        const mark = context.sliceSerialize(token).charAt(0);
        const indexes = openers.get(mark) ?? [];
        // Without an opening sequence before it, it closes nothing and need not search.
        if (!openers.has(mark)) token._close = false;
        if (token._close) {
          const pairs = Math.ceil((token.end.offset - token.start.offset) / 2);
          cost += pairs * (index - (indexes.pop() ?? 0) + events.length * 0.05);
        }
        if (!token._open) continue;
        indexes.push(index);
        openers.set(mark, indexes);
      }
      this.#spend(cost, context, events[0]?.[1].start);
      return resolveAll(events, context);
    };
  }

  #creator(create: Create, field: "flow" | "content" | "text" | "string"): Create {
    const { lazy } = this.#document.parser;
    return (from) => {
      if (field === "flow") this.#park();
      const made = create(from);
      if (field === "text" || field === "string") this.#inline.add(made);
      this.#keep(bytes.tokenizer, made);
      const { write } = made;
      made.write = (slice) => {
        const before = made.events.length;
        if (field === "flow") {
          this.#spend(steps.line, this.#document);
          // For a line without the container's markers, the parser searches back through the paragraph that it may
          // continue.
          if (lazy[this.#document.now().line - 1]) this.#spend(before * 2, this.#document);
          // The indentation of items is read once and then passed over: it takes memory alone.
          this.#bytes += this.#depth * bytes.token;
          this.#keep(bytes.token, this.#document);
        }
        const events = write(slice);
        this.#keep(((made.events.length - before) / 2) * bytes.token, made);
        // Marks without a partner have become text.
        if (field === "text") joinAllData(events);
        return events;
      };
      return made;
    };
  }

  /**
   * Sets finished events aside: the parser copies all events of the document whenever a container ends, but looks back
   * at most two lines, and holds no event index when a flow begins.
   */
  #park(): void {
    const { events } = this.#document;
    if (events.length < 1000) return;
    let end = events.length;
    for (let lines = 0; end > 0 && lines < 3; ) {
      const [kind, { type }] = events[--end]!;
      if (kind === "exit" && type === "chunkFlow") lines++;
    }
    for (const event of events.splice(0, end)) this.#parked.push(event);
  }

  readonly #unpark: Resolver = (events) => {
    const all = this.#parked;
    this.#parked = [];
    for (const event of events) all.push(event);
    return all;
  };

  /** A line continues or opens a container, which the parser does twice: the first time to see whether it can. */
  #nest(place: Point, opens: boolean): void {
    if (place.line !== this.#line) {
      this.#line = place.line;
      this.#depth = 0;
      this.#openedAt = -1;
    }
    if (opens && place.offset <= this.#openedAt) return;
    if (opens) this.#openedAt = place.offset;
    const { maxNesting } = this.#limits;
    if (++this.#depth > maxNesting) this.#fail("nesting", `limits.maxNesting, ${maxNesting}`, place);
  }

  /** @param place - the position, if it is not that of the tokenizer */
  #spend(count: number, context: TokenizeContext, place?: Point, isMemory = false): void {
    if ((this.#steps += count) <= this.#maxSteps) return;
    const limit = `limits.maxSearchSteps, ${this.#maxSteps.toLocaleString("en")} steps`;
    const cause = this.#inline.has(context) && !isMemory ? "delimiters" : "structure";
    this.#fail(cause, limit, place ?? context.now());
  }

  #keep(count: number, context: TokenizeContext): void {
    this.#spend(count / 2, context, undefined, true);
    const limit = Math.max(this.#limits.maxSearchSteps ?? 0, maxBytes);
    if ((this.#bytes += count) <= limit) return;
    this.#fail("structure", `limits.maxSearchSteps, ${limit.toLocaleString("en")} bytes`, context.now());
  }

  #fail(cause: keyof typeof reasons, limit: string, { offset }: Point): never {
    const place = pointAt(this.#text, offset);
    throw limitError(`limit-${cause}`, {
      reason: `${reasons[cause]}: more than ${limit}`,
      note,
      path: this.#path,
      place,
    });
  }
}
