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
import { pointAt } from "../../core/text-position.ts";
import type { RuleId } from "../../diagnostics/rules.ts";
import { limitError } from "../limit-error.ts";
import type { MarkdownLimits } from "../limits.ts";
import type { LookingAhead } from "../remark-gfm-parts.ts";

/** Steps of about ten nanoseconds that each kind of work takes; measured. */
const steps = { character: 3, attempt: 12, container: 80, event: 1, lazyEvent: 2, comparison: 15 };

/** Bytes that the parser keeps to its end for each token and each tokenizer; two bytes take about a step. */
const bytes = { token: 400, tokenizer: 2500 };

/** What one text may keep: with the tree that is made of it, more would not fit into a gigabyte. */
const maxBytes = 750_000_000;

/** Constructs that go back over the events of the paragraph before they look at the next character. */
const lookBack: ReadonlySet<string | undefined> = new Set(
  "gfmPotentialFootnoteCall emailAutolink protocolAutolink wwwAutolink".split(" "),
);

const address: RegExp = /https?:|www|[-+.\w]{1,100}@/iy;

/** What the meter needs to know besides the text. */
export interface MeterOptions {
  limits: MarkdownLimits;
  path?: string | undefined;
}

/**
 * An extension of micromark for the parse of one text: it counts what the parser does - characters read, also when read
 * again, constructs tried, events gone over, tokens kept - and stops it past a limit. It also spares the parser three
 * kinds of work that take the square of a long text's length, so that ordinary long texts stay far from the limit.
 *
 * @param text - the text that is parsed next; needed for places
 * @returns the extension; it has to be the last one, so that its constructs are asked first
 */
export function meter(text: string, options: MeterOptions): Extension {
  const first: Construct = {
    name: "meter",
    tokenize(effects, ok, nok) {
      const { constructs } = this.parser;
      new Meter(text, options, this).attach(first);
      // The list being gone through holds the constructs as they were: try the metered ones before those.
      return effects.attempt(constructs.document, ok, nok);
    },
  };
  // For each character that a container may begin with, and for all others.
  const codes = [..."*+-0123456789>["].map((sign) => sign.charCodeAt(0));
  return { document: Object.fromEntries(["null", ...codes].map((code) => [code, first])) as ConstructRecord };
}

class Meter {
  readonly #text: string;
  readonly #options: MeterOptions;
  readonly #document: TokenizeContext;
  readonly #maxSteps: number;
  readonly #maxBytes: number;
  #steps = 0;
  #bytes = 0;
  /** Containers that the line is in so far, and where the last one was opened. */
  #depth = 0;
  #line = 0;
  #openedAt = -1;
  /** Events of the document that are done with. */
  #parked: Event[] = [];
  readonly #metered = new Map<Construct, Construct>();
  readonly #known = new WeakSet<Effects>();
  readonly #inline = new WeakSet<TokenizeContext>();

  constructor(text: string, options: MeterOptions, document: TokenizeContext) {
    this.#text = text;
    this.#options = options;
    this.#document = document;
    const { maxSearchSteps } = options.limits;
    this.#maxSteps = maxSearchSteps ?? 100_000_000 + 300 * text.length;
    this.#maxBytes = Math.max(maxSearchSteps ?? 0, maxBytes);
  }

  /** Puts metered constructs and tokenizers in the place of the parser's own, which are this text's alone. */
  attach(own: Construct): void {
    const { parser } = this.#document;
    parser.defined = new Labels();
    (parser as { gfmFootnotes?: string[] }).gfmFootnotes = new Labels();
    for (const [field, record] of Object.entries(parser.constructs) as [string, ConstructRecord][]) {
      for (const [code, list] of Object.entries(record)) {
        record[code as "null"] = ([list].flat() as Construct[])
          .filter((construct) => construct !== own)
          .map((item) => (item.tokenize === undefined ? item : this.#meter(item, field)));
      }
    }
    for (const field of ["flow", "content", "text", "string"] as const) {
      parser[field] = this.#counted(parser[field], field);
    }
  }

  #meter(construct: Construct, field: string): Construct {
    let metered = this.#metered.get(construct);
    if (metered === undefined) {
      const { resolveAll, resolveTo, continuation } = construct;
      metered = { ...construct, tokenize: this.#tokenizer(construct, field, true) };
      if (resolveTo) {
        metered.resolveTo = (events, context) => {
          if (construct.name === "setextUnderline") return resolveLastContent(resolveTo, events, context);
          this.#spend((events.length / 8) * steps.event, context);
          return resolveTo(events, context);
        };
      }
      if (resolveAll) metered.resolveAll = this.#resolver(resolveAll);
      if (field === "document") metered.resolveAll = this.#unpark;
      if (continuation) {
        metered.continuation = { ...continuation, tokenize: this.#tokenizer(continuation, field, false) };
      }
      this.#metered.set(construct, metered);
    }
    return metered;
  }

  #tokenizer(construct: Construct, field: string, opens: boolean): Construct["tokenize"] {
    const meter = this;
    const { name, tokenize } = construct;
    const isContainer = field === "document";
    const cost = isContainer ? steps.container : steps.attempt;
    const looksBack = lookBack.has(name);
    const looksAhead = (construct as Partial<LookingAhead>).looksAhead === true;
    return function (this: TokenizeContext, effects, ok, nok) {
      if (!meter.#known.has(effects)) meter.#watch(this, effects);
      const back = looksBack && !(looksAhead && !meter.#isAddress(this.now())) ? this.events.length : 0;
      meter.#spend(cost + back * steps.event, this);
      if (!isContainer) return tokenize.call(this, effects, ok, nok);
      const place = this.now();
      const inContainer: State = (code) => {
        meter.#nest(place, opens);
        return ok(code);
      };
      return tokenize.call(this, effects, inContainer, nok);
    };
  }

  #isAddress({ offset }: Point): boolean {
    address.lastIndex = offset;
    return address.test(this.#text);
  }

  /** Counts what a tokenizer does; all its constructs share its effects. */
  #watch(context: TokenizeContext, effects: Effects): void {
    this.#known.add(effects);
    const { consume, enter, exit } = effects;
    const { sliceSerialize } = context;
    effects.consume = (code) => {
      this.#spend(steps.character, context);
      consume(code);
    };
    effects.enter = (type, fields) => {
      this.#keep(bytes.token, context);
      return enter(type, fields);
    };
    effects.exit = (type) => {
      const token = exit(type);
      if (type === "data") joinData(context.events);
      return token;
    };
    // Emphasis compares each mark that may close with those that may open.
    context.sliceSerialize = (token, expandTabs) => {
      this.#spend(steps.comparison, context, token.start);
      return sliceSerialize(token, expandTabs);
    };
  }

  /**
   * Emphasis: each sequence of marks that may close goes back to the nearest one that may open, over all events if there
   * is none, and moves what follows.
   */
  #resolver(resolveAll: Resolver): Resolver {
    return (events, context) => {
      let cost = events.length * 5;
      const openers = new Map<string, number[]>();
      for (const [index, [kind, token]] of events.entries()) {
        if (kind !== "enter" || (!token._open && !token._close)) continue;
        const mark = context.sliceSerialize(token).charAt(0);
        const indexes = openers.get(mark);
        if (token._close) {
          // Without any before it, it closes nothing, and need not look.
          if (indexes === undefined) token._close = false;
          else {
            const pairs = Math.ceil((token.end.offset - token.start.offset) / 2);
            cost += pairs * (index - (indexes.pop() ?? 0) + events.length * 0.05);
          }
        }
        if (!token._open) continue;
        if (indexes === undefined) openers.set(mark, [index]);
        else indexes.push(index);
      }
      this.#spend(cost * steps.event, context, events[0]?.[1].start);
      return resolveAll(events, context);
    };
  }

  #counted(create: Create, field: "flow" | "content" | "text" | "string"): Create {
    const { parser } = this.#document;
    return (from) => {
      this.#keep(bytes.tokenizer, this.#document);
      if (field === "flow") this.#park();
      const made = create(from);
      if (field === "text" || field === "string") this.#inline.add(made);
      if (field !== "flow") return made;
      const { write } = made;
      made.write = (slice) => {
        // For a line that leaves out markers, the parser goes back over the events of the paragraph that it may go on.
        const isLazy = parser.lazy[this.#document.now().line - 1] === true;
        if (isLazy) this.#spend(made.events.length * steps.lazyEvent, this.#document);
        return write(slice);
      };
      return made;
    };
  }

  /**
   * Puts aside what the parser has read. It goes back over two lines at most, but copies all events whenever a container
   * ends. Between two flows it holds no index of an event.
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

  /** A line goes on a container, or opens one, which the parser does twice: the first time to see whether it can. */
  #nest(place: Point, opens: boolean): void {
    const { line, offset } = place;
    if (line !== this.#line) {
      this.#line = line;
      this.#depth = 0;
      this.#openedAt = -1;
    }
    if (opens) {
      if (offset <= this.#openedAt) return;
      this.#openedAt = offset;
    }
    const { maxNesting } = this.#options.limits;
    if (++this.#depth <= maxNesting) return;
    this.#fail(
      "limit-nesting",
      `Quotes and lists nest deeper than limits.maxNesting, ${maxNesting}`,
      "Look for a marker that is repeated by mistake. Text that is not Markdown belongs in a code block.",
      place,
    );
  }

  /** @param place - where, if it is not where the tokenizer is */
  #spend(count: number, context: TokenizeContext, place?: Point): void {
    if ((this.#steps += count) <= this.#maxSteps) return;
    const [ruleId, reason, note] = this.#inline.has(context)
      ? ([
          "limit-delimiters",
          "The marks of this paragraph (`*`, `_`, `~`, backticks, brackets, `<!--` …) have no partners, or are too many",
          "Put text that is not Markdown into a code block, escape its marks with `\\`, or split the paragraph.",
        ] as const)
      : ([
          "limit-structure",
          "Quotes, lists or underlined headings begin and end too often",
          "Split the post, or raise limits.maxSearchSteps if the text is trusted.",
        ] as const);
    const limit = `the ${this.#maxSteps.toLocaleString("en")} steps of limits.maxSearchSteps`;
    this.#fail(ruleId, `${reason}: reading on would take more than ${limit}`, note, place ?? context.now());
  }

  #keep(count: number, context: TokenizeContext): void {
    this.#spend(count / 2, context);
    if ((this.#bytes += count) <= this.#maxBytes) return;
    const reason = "Paragraphs, headings, items or lines are too many for one post";
    const limit = `${this.#maxBytes.toLocaleString("en")} bytes, as limits.maxSearchSteps has it`;
    const note = "Split the post, or raise limits.maxSearchSteps if the text is trusted.";
    this.#fail("limit-structure", `${reason}: the parser would keep more than ${limit}`, note, context.now());
  }

  #fail(ruleId: RuleId, reason: string, note: string, { offset }: Point): never {
    const place = pointAt(this.#text, offset);
    throw limitError(ruleId, { reason, note, path: this.#options.path, place });
  }
}

/** A list of labels that is quick to search. */
class Labels extends Array<string> {
  readonly #known = new Set<string>();

  override push(...labels: string[]): number {
    for (const label of labels) this.#known.add(label);
    return super.push(...labels);
  }

  override includes(label: string): boolean {
    return this.#known.has(label);
  }
}

/** Joins two neighboring pieces of text, as the parser does later, one by one, moving all that follows. */
function joinData(events: Event[]): void {
  const before = events[events.length - 3];
  if (before?.[0] !== "exit" || before[1].type !== "data") return;
  before[1].end = events[events.length - 1]![1].end;
  events.length -= 2;
}

/** Resolves an underlined heading without copying all that stands before it. */
function resolveLastContent(resolveTo: Resolver, events: Event[], context: TokenizeContext): Event[] {
  let start = events.length - 1;
  while (start > 0 && (events[start]![0] !== "enter" || events[start]![1].type !== "content")) start--;
  for (const event of resolveTo(events.splice(start), context)) events.push(event);
  return events;
}
