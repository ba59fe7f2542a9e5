import {
  createMapping,
  type MatterNode,
  type MatterProblem,
  type ReadMatter,
  setEntry,
} from "./matter-node.ts";
import { duplicateKey } from "./matter-problems.ts";

/**
 * Reads bare header lines, `Title: Queues`. Every value is text; keys are in lower case, as in Pelican and
 * Python-Markdown; an indented line continues the value above.
 */
export function parseHeaders(matter: string): ReadMatter {
  const root = createMapping(0, matter.length);
  const problems: MatterProblem[] = [];
  let offset = 0;
  let last: { key: string; node: MatterNode } | undefined;
  for (const line of matter.split("\n")) {
    const text = line.trim();
    const colon = line.indexOf(":");
    if (/^[ \t]/.test(line) && last && text !== "") {
      const { key, node } = last;
      node.value = node.value === "" ? text : `${node.value}\n${text}`;
      node.end = offset + line.trimEnd().length;
      setEntry(root, key, node);
    } else if (text !== "" && colon > 0) {
      const key = line.slice(0, colon).trim().toLowerCase();
      const rest = line.slice(colon + 1);
      const value = rest.trim();
      const start = offset + colon + 1 + (rest.length - rest.trimStart().length);
      const node: MatterNode = { value, start, end: start + value.length, keyStart: offset };
      if (root.children?.has(key)) problems.push(duplicateKey(key, offset, offset + colon));
      setEntry(root, key, node);
      last = { key, node };
    }
    offset += line.length + 1;
  }
  return { root, problems };
}
