import { pointAt } from "../core/text-position.ts";
import { limitError } from "./limit-error.ts";
import { type MarkdownLimits, searchStepsLimits } from "./limits.ts";

/** What makes the parser search. */
export type SearchCause = "delimiters" | "structure" | "blocks";

const rules = {
  delimiters: "limit-delimiters",
  structure: "limit-structure",
  blocks: "limit-structure",
} as const;

const reasons: Readonly<Record<SearchCause, string>> = {
  delimiters:
    "The marks of this paragraph (`*`, `_`, `~`, backticks, brackets, `<!--` …) have no partners, or are too many",
  structure: "Quotes, lists or underlined headings begin and end too often",
  blocks: "Paragraphs, headings, items or empty lines are too many for one post",
};

/** The most that one paragraph may take of the whole, so that a long text does not pay for one that is all marks. */
const perParagraph = 10_000_000;

/** Counts the steps of searching that a text will cause, and throws when they are too many. */
export class SearchBudget {
  readonly #text: string;
  readonly #path: string | undefined;
  readonly #limits: Record<SearchCause, number>;
  readonly #paragraphLimit: number;
  readonly #steps: Record<SearchCause, number> = { delimiters: 0, structure: 0, blocks: 0 };
  #paragraphSteps = 0;

  constructor(text: string, limits: MarkdownLimits, path: string | undefined) {
    this.#text = text;
    this.#path = path;
    this.#limits = searchStepsLimits(limits, text.length);
    this.#paragraphLimit = limits.maxSearchSteps ?? perParagraph;
  }

  /** How many steps were taken. */
  get steps(): Readonly<Record<SearchCause, number>> {
    return this.#steps;
  }

  /** A new paragraph begins. */
  startParagraph(): void {
    this.#paragraphSteps = 0;
  }

  /**
   * Takes steps.
   *
   * @param offset - where in the text they become necessary
   * @throws ContentError when there are none left
   */
  spend(steps: number, offset: number, cause: SearchCause): void {
    const total = (this.#steps[cause] += steps);
    if (cause === "delimiters") this.#paragraphSteps += steps;
    let limit = this.#limits[cause];
    if (total <= limit) {
      if (this.#paragraphSteps <= this.#paragraphLimit) return;
      limit = this.#paragraphLimit;
    }
    throw limitError(rules[cause], {
      reason: `${reasons[cause]}: reading on would take more than the ${limit.toLocaleString("en")} steps of limits.maxSearchSteps`,
      note:
        cause === "delimiters"
          ? "Put text that is no Markdown into a code block, escape its marks with `\\`, or split the paragraph."
          : "Split the post, or raise limits.maxSearchSteps if the text is trusted.",
      path: this.#path,
      place: pointAt(this.#text, offset),
    });
  }
}
