import { createMapping, duplicateKey, type MatterProblem, type ReadMatter, setEntry } from "./matter-node.ts";

/**
 * Reads bare header lines, `Title: Queues`. Every value is text; keys are in lower case, as in Pelican and
 * Python-Markdown; an indented line continues the value above.
 */
export function parseHeaders(matter: string): ReadMatter {
  const root = createMapping(0, matter.length);
  const problems: MatterProblem[] = [];
  let offset = 0;
  let last = "";
  for (const line of matter.split("\n")) {
    const text = line.trim();
    const colon = line.indexOf(":");
    const above = root.children?.get(last);
    if (/^[ \t]/.test(line) && above && text !== "") {
      const value = above.value === "" ? text : `${above.value}\n${text}`;
      setEntry(root, last, { ...above, value, end: offset + line.trimEnd().length });
    } else if (text !== "" && colon > 0) {
      last = line.slice(0, colon).trim().toLowerCase();
      const rest = line.slice(colon + 1);
      const start = offset + colon + 1 + (rest.length - rest.trimStart().length);
      const value = rest.trim();
      if (root.children?.has(last)) problems.push(duplicateKey(last, offset, offset + colon));
      setEntry(root, last, { value, start, end: start + value.length, keyStart: offset });
    }
    offset += line.length + 1;
  }
  return { root, problems };
}
