import { shorten } from "../core/shorten.ts";
import { type MatterNode, type MatterProblem, moveTo, problem, type ReadMatter } from "./matter-node.ts";
import { findUnclosed, lowerFirst, unclosedProblem } from "./syntax-problems.ts";
import { readYaml } from "./yaml/read-yaml.ts";

/** A string, which may contain what looks like a comment, or a comment. */
const textOrComment: RegExp = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** A string, a word or a number in JSON. */
const scalar: RegExp =
  /^(?:"(?:[^"\\\n]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

/**
 * Reads JSON with the YAML parser, and rejects what only YAML allows. Comments and trailing commas are accepted, since
 * files written by hand have them; so are missing outer braces, which Hexo's `;;;` leaves out.
 *
 * @param budget - the maximum number of characters and values
 */
export function parseJson(matter: string, budget: number): ReadMatter {
  const text = matter.replace(textOrComment, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n]/g, " "),
  );
  if (text.trim() === "") return { problems: [] };
  if (text.trimStart().startsWith("{")) return readStrictly(text, budget);
  const toMatter = (offset: number): number => Math.min(Math.max(offset - 1, 0), matter.length);
  return moveTo(toMatter, readStrictly(`{${text}}`, budget));
}

function readStrictly(text: string, budget: number): ReadMatter {
  const { root, problems } = readYaml(text, budget);
  const yamlOnly = root && findYamlOnly(root, text);
  if (yamlOnly) return { problems: [yamlOnly] };
  if (root) return { root, problems };
  const open = problems[0]?.rule === "front-matter-syntax" ? findUnclosed(text) : undefined;
  // The first error may be the cause of all the others.
  const first = open === undefined ? problems.slice(0, 1) : [unclosedProblem(text, open)];
  return { problems: first.map(toJsonProblem) };
}

/** The first value or key that YAML allows and JSON does not. */
function findYamlOnly(node: MatterNode, text: string): MatterProblem | undefined {
  const { start, end, children, value } = node;
  const source = text.slice(start, end);
  if (source.trim() === "") return jsonProblem("a value is missing", start, start + 1);
  const isJson = children ? source.startsWith(Array.isArray(value) ? "[" : "{") : scalar.test(source);
  if (!isJson) {
    const [first = ""] = source.split(/\s/, 1);
    return first.length < source.length && scalar.test(first)
      ? jsonProblem(`a comma is missing after \`${shorten(first)}\``, start + first.length, end)
      : jsonProblem(`\`${shorten(source)}\` is not a JSON value`, start, end);
  }
  for (const child of children?.values() ?? []) {
    const { keyStart } = child;
    if (keyStart !== undefined && text[keyStart] !== '"') {
      return jsonProblem("a key is not in double quotes", keyStart, child.start);
    }
    const found = findYamlOnly(child, text);
    if (found) return found;
  }
  return undefined;
}

/** Most YAML error messages would mislead: they mention indentation. */
function toJsonProblem(problem: MatterProblem): MatterProblem {
  const { rule, reason, start, end } = problem;
  if (rule !== "front-matter-syntax") return problem;
  const known = /\b(?:bracket|quote|comma|backslash)\b/.test(reason);
  const plain = known
    ? lowerFirst(reason).replace("YAML", "JSON")
    : "a comma, a colon, a quote or a bracket is missing or in the wrong place";
  return jsonProblem(plain, start, end);
}

function jsonProblem(reason: string, start: number, end: number): MatterProblem {
  const note = "Put keys and text in double quotes, a colon after each key and a comma between values.";
  return problem("front-matter-syntax", `This is not valid JSON: ${reason}`, note, start, end);
}
