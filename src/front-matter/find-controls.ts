import type { MatterProblem } from "./matter-node.ts";

/** The control characters of ASCII that are no white space of a text. */
const control: RegExp = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;

/** No writer needs more of them told at once. */
const maxProblems = 10;

/**
 * Finds control characters: they show nothing, and feeds cannot hold them.
 *
 * @param place - of the value that the text is; without it the text is the matter itself
 */
export function findControls(text: string, place?: { start: number; end: number }): MatterProblem[] {
  const problems: MatterProblem[] = [];
  for (const match of text.matchAll(control)) {
    const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    problems.push({
      rule: "front-matter-control",
      reason: `The front matter holds the control character U+${code}`,
      note: "Delete it; editors show it with invisible characters switched on.",
      start: place?.start ?? match.index,
      end: place?.end ?? match.index + 1,
    });
    if (place || problems.length >= maxProblems) break;
  }
  return problems;
}
