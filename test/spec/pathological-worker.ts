import { ContentError } from "../../src/diagnostics/content-error.ts";
import { createMarkdownParser } from "../../src/markdown/create-markdown-parser.ts";
import { rawHtmlOf } from "./html-shape.ts";
import { type Family, families } from "./pathological-families.ts";

/** The outcome for one text. */
export interface Outcome {
  size: number;
  /** Milliseconds of CPU time. */
  time: number;
  /** Rule ids of the limits that rejected it, if any. */
  limit?: string;
  /** Length of the HTML. */
  html?: number;
  /** Whether every letter of the text is in the HTML. */
  whole?: boolean;
}

// A warm-up run with all features.
const parse = createMarkdownParser();
for (let round = 0; round < 10; round++) {
  rawHtmlOf(
    parse.sync(
      "a *b* [c](d) `e` <b>f</b> www.a.b x@y.z ~g~ [^1]\n\n> - h\n\n| a |\n|---|\n| b |\n\n[^1]: i\n",
    ),
  );
}

process.on("message", ({ name, sizes }: { name: string; sizes: number[] }) => {
  process.send?.(measure(families[name]!, sizes));
});

function measure(family: Family, sizes: number[]): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const size of sizes) {
    const text = family(size);
    const start = process.cpuUsage();
    const outcome: Outcome = { size: text.length, time: 0 };
    try {
      const html = rawHtmlOf(parse.sync(text));
      outcome.html = html.length;
      outcome.whole = letters(text) <= letters(html);
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      outcome.limit = error.messages.map(({ ruleId }) => ruleId).join();
    }
    const { user, system } = process.cpuUsage(start);
    outcome.time = (user + system) / 1000;
    outcomes.push(outcome);
    if (outcome.time > 6000) break;
  }
  return outcomes;
}

/** The number of letters `a` and `b`; every family consists of them. */
function letters(text: string): number {
  let count = 0;
  for (const character of text) if (character === "a" || character === "b") count++;
  return count;
}
