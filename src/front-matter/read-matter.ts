import {
  createMapping,
  duplicateKey,
  type MatterNode,
  type MatterProblem,
  type ReadMatter,
  refusal,
  setEntry,
} from "./matter-node.ts";
import { parseJson } from "./parse-json.ts";
import { parseToml } from "./parse-toml.ts";
import type { FrontMatterFormat } from "./split-front-matter.ts";
import { parseYaml } from "./yaml/parse-yaml.ts";

/** Maximum number of control characters reported for one front matter. */
const maxControls = 10;

/** The control characters of ASCII that are not white space. */
const control: RegExp = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;

const parsers: Readonly<Record<FrontMatterFormat, (matter: string, budget: number) => ReadMatter>> = {
  yaml: parseYaml,
  toml: parseToml,
  json: parseJson,
  headers: parseHeaders,
};

/** Reads the matter, whose lines end in LF. */
export function readMatter(
  matter: string,
  format: FrontMatterFormat | undefined,
  maxBytes: number,
): ReadMatter {
  if (format === undefined) return { problems: [] };
  const bytes = matter.length * 3 <= maxBytes ? 0 : new TextEncoder().encode(matter).byteLength;
  if (bytes > maxBytes) {
    const reason = `The front matter is larger than \`maxFrontMatterBytes\`: ${bytes} bytes, at most ${maxBytes} are accepted`;
    const note = "Move what is long into the body, or raise the limit for text you trust.";
    return { problems: [refusal("limit-front-matter", reason, note, 0)] };
  }
  const controls = [...matter.matchAll(control)].slice(0, maxControls);
  if (controls.length > 0) {
    return { problems: controls.map(({ 0: sign, index }) => controlProblem(sign, index, index + 1)) };
  }
  // Without aliases, a text cannot expand to more values and characters than twice its length.
  const read = parsers[format](matter, 4 * maxBytes);
  const escaped = read.root && matter.includes("\\") ? findEscapedControl(read.root) : undefined;
  return escaped ? { problems: [...read.problems, escaped] } : read;
}

/** Finds the first key or text that contains a control character; escapes such as `"\0"` make them. */
function findEscapedControl(node: MatterNode): MatterProblem | undefined {
  const [inText] = typeof node.value === "string" ? (node.value.match(control) ?? []) : [];
  if (inText) return controlProblem(inText, node.start, node.end);
  for (const [key, child] of node.children ?? []) {
    const [inKey] = String(key).match(control) ?? [];
    if (inKey) return controlProblem(inKey, child.keyStart ?? child.start, child.start);
    const found = findEscapedControl(child);
    if (found) return found;
  }
  return undefined;
}

/** Control characters are invisible, and feeds cannot contain them. */
function controlProblem(sign: string, start: number, end: number): MatterProblem {
  const code = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  const reason = `The front matter contains the control character U+${code}`;
  const note = "Delete it; editors can show invisible characters.";
  return refusal("front-matter-control", reason, note, start, end);
}

/**
 * Reads bare header lines, `Title: Queues`. Every value is text; keys are in lower case, as in Pelican and
 * Python-Markdown; an indented line continues the value above. Nikola's lines begin with two dots, `.. title: Queues`.
 */
export function parseHeaders(matter: string): ReadMatter {
  const root = createMapping(0, matter.length);
  const problems: MatterProblem[] = [];
  let last = "";
  for (const { 0: line, index } of matter.matchAll(/[^\n]+/g)) {
    const text = line.trim();
    const colon = line.indexOf(":");
    const keyStart = /^\.\.[ \t]+/.exec(line)?.[0].length ?? 0;
    const above = root.children?.get(last);
    if (/^[ \t]/.test(line) && above && text !== "") {
      const value = above.value === "" ? text : `${above.value}\n${text}`;
      setEntry(root, last, { ...above, value, end: index + line.trimEnd().length });
    } else if (text !== "" && colon > 0) {
      last = line.slice(keyStart, colon).trim().toLowerCase();
      const rest = line.slice(colon + 1).trimStart();
      const value = rest.trimEnd();
      const start = index + line.length - rest.length;
      if (root.children?.has(last)) problems.push(duplicateKey(last, index + keyStart, index + colon));
      setEntry(root, last, { value, start, end: start + value.length, keyStart: index + keyStart });
    }
  }
  return { root, problems };
}
