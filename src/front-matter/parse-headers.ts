import {
  duplicateKey,
  type MatterNode,
  type MatterProblem,
  type MatterValue,
  type ReadMatter,
} from "./matter-node.ts";

/**
 * Reads bare header lines, `Title: Queues`. Everything is text; keys are lower case, as Pelican and Python-Markdown
 * have them; an indented line goes on with the one above.
 */
export function parseHeaders(matter: string): ReadMatter {
  const value: Record<string, MatterValue> = {};
  const children = new Map<string | number, MatterNode>();
  const problems: MatterProblem[] = [];
  let offset = 0;
  let last: { key: string; node: MatterNode; parts: string[] } | undefined;
  const finish = (): void => {
    if (!last) return;
    last.node.value = last.parts.join("\n");
    value[last.key] = last.node.value;
  };
  for (const line of matter.split("\n")) {
    const text = line.trim();
    const colon = line.indexOf(":");
    if (/^[ \t]/.test(line) && last && text !== "") {
      last.parts.push(text);
      last.node.end = offset + line.trimEnd().length;
    } else if (text !== "" && colon > 0) {
      finish();
      const key = line.slice(0, colon).trim().toLowerCase();
      const rest = line.slice(colon + 1);
      const start = offset + colon + 1 + (rest.length - rest.trimStart().length);
      const node: MatterNode = { value: "", start, end: start + rest.trim().length, keyStart: offset };
      if (children.has(key)) problems.push(duplicateKey(key, offset, offset + colon));
      children.set(key, node);
      last = { key, node, parts: rest.trim() === "" ? [] : [rest.trim()] };
    }
    offset += line.length + 1;
  }
  finish();
  return { root: { value, start: 0, end: matter.length, children }, problems };
}
