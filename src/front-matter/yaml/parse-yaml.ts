import { type MatterProblem, moveTo, type ReadMatter } from "../matter-node.ts";
import { unclosedProblem } from "../syntax-problems.ts";
import { maxProblems, readYaml } from "./read-yaml.ts";
import { type Edit, LineRepairer } from "./repair-lines.ts";

/** Maximum number of errors that are reported. */
const maxReported = 100;

/**
 * Reads YAML. Text that the specification forbids but many blogs contain is repaired, with a warning for each
 * repair; if repairs do not help, the errors of the original text are reported.
 *
 * @param budget - the number of characters and values to which aliases may expand the text
 */
export function parseYaml(matter: string, budget: number): ReadMatter {
  const read = readYaml(matter, budget);
  const isRepairable =
    !read.root && read.problems.length > 0 && !read.problems.some(({ isFinal }) => isFinal);
  // If all colons are wide, the whole matter is one text.
  const repaired =
    isRepairable || (read.root && /^\w[\w-]*[ \t]*(?:：|:\u3000)/.test(matter))
      ? readRepaired(matter, budget, read.problems)
      : read;
  const { root, problems } = repaired.root || isRepairable ? repaired : read;
  return { ...(root && { root }), problems: problems.slice(0, maxReported) };
}

function readRepaired(matter: string, budget: number, faults: MatterProblem[]): ReadMatter {
  const warnings: MatterProblem[] = [];
  let text = matter;
  let toMatter = (offset: number): number => offset;
  let unclosed: number | undefined;
  // Tabs hide all other errors, and a repair may reveal an error that another one can repair.
  for (const round of faults.length > maxProblems ? [] : ["tabs", "colons", "lines", "more lines"]) {
    const repairer = /lines$/.test(round) ? new LineRepairer(text, budget) : undefined;
    const edits = repairer?.edits ?? (round === "tabs" ? repairTabs(text) : repairColons(text));
    for (const { start, end, reason, note = "" } of edits) {
      const place = { start: toMatter(start), end: toMatter(end) };
      if (reason !== undefined) warnings.push({ rule: "front-matter-repaired", reason, note, ...place });
    }
    if (repairer?.unclosed !== undefined && round === "lines") unclosed = toMatter(repairer.unclosed);
    if (edits.length === 0) continue;
    const toBefore = toMatter;
    toMatter = (offset) => toBefore(beforeEdits(edits, offset));
    text = applyEdits(text, edits);
    const { root, problems } = moveTo(toMatter, readYaml(text, budget));
    if (root) return { root, problems: [...warnings, ...problems] };
  }
  // What follows an unclosed quote or bracket is wrong only because of it.
  if (unclosed !== undefined && faults[0]?.rule === "front-matter-syntax")
    return { problems: [unclosedProblem(matter, unclosed)] };
  const lines = faults.map(({ start }) => matter.lastIndexOf("\n", start - 1));
  return { problems: faults.filter((_, index) => lines.indexOf(lines[index] ?? 0) === index) };
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, insert } of edits) {
    result += text.slice(at, start) + insert;
    at = end;
  }
  return result + text.slice(at);
}

/** Where an offset of an edited text was before the edits. */
function beforeEdits(edits: readonly Edit[], offset: number): number {
  let moved = 0;
  for (const { start, end, insert } of edits) {
    const at = offset - moved - start;
    if (at < 0) break;
    // A value inside the inserted text is after a bracket.
    if (at < insert.length) return Math.min(start + Math.max(at - 1, 0), end);
    moved += insert.length - (end - start);
  }
  return offset - moved;
}

function repairTabs(text: string): Edit[] {
  const edits: Edit[] = [];
  const reason = "The line is indented with a tab; a tab is read as two spaces";
  const note = "Use spaces: YAML does not allow tabs for indentation.";
  let isFirst = true;
  for (const { 0: line, 1: indent = "", index } of text.matchAll(/^([ \t]*)\S.*$/gm)) {
    // Nothing comes before the first line that it could belong to.
    const insert = isFirst ? "" : indent.replaceAll("\t", "  ");
    if (!line.startsWith("#")) isFirst = false;
    if (indent.includes("\t")) edits.push({ start: index, end: index + indent.length, insert, reason, note });
  }
  return edits;
}

/** `draft：true`, and `draft:` with an ideographic space, as input methods for Chinese and Japanese type them. */
function repairColons(text: string): Edit[] {
  const edits: Edit[] = [];
  for (const { 1: key = "", 2: sign = "", index } of text.matchAll(
    /^(\w[\w-]{0,60}[ \t]*)(：[ \t\u3000]*|:\u3000[ \t\u3000]*)/gm,
  )) {
    const start = index + key.length;
    const what = sign.startsWith(":") ? "The space after the colon of" : "The colon after";
    const reason = `${what} \`${key.trim()}\` is a wide character; it is read as an ordinary one`;
    const note = "Write `:` and a space, in the width of Latin letters.";
    edits.push({ start, end: start + sign.length, insert: ": ", reason, note });
  }
  return edits;
}
