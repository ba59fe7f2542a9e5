import type { VFileMessage } from "vfile-message";
import { createMessage, type MessageOptions } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import type { MatterNode } from "./matter-node.ts";
import type { Places } from "./source-lines.ts";

/** Where fields are read from, and where what is wrong with them goes. */
export interface FieldReader {
  /** The entry of one of the keys that has a value, in their order. */
  find(keys: readonly string[]): FoundField | undefined;
  /** All entries of the keys that have a value, in the order of the keys. */
  findAll(keys: readonly string[]): FoundField[];
  places: Places;
  warn(ruleId: RuleId, node: MatterNode | undefined, options: MessageOptions): void;
}

interface FoundField {
  key: string;
  node: MatterNode;
}

/**
 * @param root - the mapping; `undefined` when there is no front matter
 */
export function createFieldReader(
  root: MatterNode | undefined,
  places: Places,
  path: string | undefined,
  messages: VFileMessage[],
): FieldReader {
  const loose = new Map<string, FoundField>();
  for (const [key, node] of root?.children ?? []) {
    const plain = foldKey(String(key));
    if (!loose.has(plain)) loose.set(plain, { key: String(key), node });
  }
  const get = (key: string): FoundField | undefined => {
    const exact = root?.children?.get(key);
    return exact ? { key, node: exact } : loose.get(foldKey(key));
  };
  const findAll = (keys: readonly string[]): FoundField[] => {
    const found = new Map<MatterNode, FoundField>();
    for (const key of keys) {
      const field = get(key);
      if (field && !isEmpty(field.node)) found.set(field.node, field);
    }
    return [...found.values()];
  };
  return {
    find: (keys) => findAll(keys)[0],
    findAll,
    places,
    warn(ruleId, node, options) {
      const place = node && places.position(node.start, node.end);
      messages.push(createMessage(ruleId, { path, place, ...options }));
    },
  };
}

/** `last_modified_at`, `last-modified-at` and `lastModifiedAt` are one key. */
export function foldKey(key: string): string {
  return key.toLowerCase().replace(/[-_ ]/g, "");
}

function isEmpty({ value }: MatterNode): boolean {
  if (value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}

/** The text of a scalar as the author spelled it: `1.10` stays `1.10`. `undefined` for lists and mappings. */
export function textOf(node: MatterNode): string | undefined {
  const { value, text } = node;
  if (value === null || typeof value === "object") return undefined;
  return (typeof value === "string" ? value : (text ?? String(value))).trim();
}

/** `true`, and the words that YAML 1.1 took for it. */
export function booleanOf(node: MatterNode): boolean | undefined {
  if (typeof node.value === "boolean") return node.value;
  const text = textOf(node)?.toLowerCase() ?? "";
  if (["true", "yes", "on", "y", "1"].includes(text)) return true;
  if (["false", "no", "off", "n", "0"].includes(text)) return false;
  return undefined;
}

/** Text on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The entry of a mapping under the first of the keys that has a value. */
export function childOf(node: MatterNode, ...keys: string[]): MatterNode | undefined {
  for (const key of keys) {
    const child = node.children?.get(key);
    if (child && !isEmpty(child)) return child;
  }
  return undefined;
}

export function isMapping(node: MatterNode): boolean {
  return node.children !== undefined && !Array.isArray(node.value);
}

/** The items of a list, or the one value itself. */
export function itemsOf(node: MatterNode): MatterNode[] {
  return Array.isArray(node.value) ? [...(node.children?.values() ?? [])] : [node];
}
