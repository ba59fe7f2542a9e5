import { parse, TomlError } from "smol-toml";
import { locateToml, type TomlPlaces } from "./locate-toml.ts";
import {
  MatterError,
  type MatterNode,
  type MatterValue,
  maxMatterDepth,
  type ReadMatter,
  refusedKey,
  tooDeep,
} from "./matter-node.ts";

/** Reads TOML. Dates and times stay text, as the author wrote them. */
export function parseToml(matter: string): ReadMatter {
  let data: Record<string, unknown>;
  try {
    data = parse(matter, {
      maxDepth: maxMatterDepth,
      unsafeKeyBehaviour: "keep",
      integersAsBigInt: "asNeeded",
    });
  } catch (error) {
    if (error instanceof TomlError) return { problems: [syntaxProblem(error, matter)] };
    throw error;
  }
  try {
    const root = toNode(data, locateToml(matter), matter, 0);
    return root.children?.size === 0 ? { problems: [] } : { root, problems: [] };
  } catch (error) {
    if (error instanceof MatterError) return { problems: [error.problem] };
    throw error;
  }
}

function syntaxProblem(error: TomlError, matter: string): ReadMatter["problems"][number] {
  let start = 0;
  for (let line = 1; line < error.line; line++) start = matter.indexOf("\n", start) + 1;
  start = Math.min(start + error.column - 1, matter.length);
  if (error.message.includes("excessively nested")) return tooDeep(start);
  const reason = (error.message.split("\n", 1)[0] ?? "").replace(/^Invalid TOML document: /, "");
  return {
    rule: "front-matter-syntax",
    reason: `This is not TOML: ${reason}`,
    note: 'TOML wants `key = "value"`, text in quotes, each key once.',
    start,
    end: start + 1,
  };
}

function toNode(data: unknown, places: TomlPlaces | undefined, matter: string, depth: number): MatterNode {
  const { start, end, keyStart } = places ?? { start: 0, end: 0 };
  const place = keyStart === undefined ? { start, end } : { start, end, keyStart };
  if (depth > maxMatterDepth) throw new MatterError(tooDeep(start));
  if (Array.isArray(data)) {
    const children = new Map<string | number, MatterNode>();
    for (const [index, item] of data.entries()) {
      children.set(index, toNode(item, places?.children?.get(index), matter, depth + 1));
    }
    return { ...place, value: [...children.values()].map((child) => child.value), children };
  }
  const text = matter.slice(start, end);
  if (data instanceof Date) return { ...place, value: text || data.toISOString() };
  if (typeof data === "bigint") return { ...place, value: Number(data), text };
  if (typeof data === "number") return { ...place, value: Number.isFinite(data) ? data + 0 : text, text };
  if (typeof data === "boolean") return { ...place, value: data, text };
  if (typeof data !== "object" || data === null) return { ...place, value: String(data) };
  const children = new Map<string | number, MatterNode>();
  const value: Record<string, MatterValue> = {};
  for (const [key, item] of Object.entries(data)) {
    const found = places?.children?.get(key);
    const refused = refusedKey(key, found?.keyStart ?? start, found?.start ?? end);
    if (refused) throw new MatterError(refused);
    const child = toNode(item, found, matter, depth + 1);
    children.set(key, child);
    value[key] = child.value;
  }
  return { ...place, value, children };
}
