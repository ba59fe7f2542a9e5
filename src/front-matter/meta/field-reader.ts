import type { VFileMessage } from "vfile-message";
import { shorten } from "../../core/shorten.ts";
import { createMessage, type MessageOptions } from "../../diagnostics/create-message.ts";
import type { RuleId } from "../../diagnostics/rules.ts";
import { isSafeUrl } from "../../html/urls.ts";
import type { MatterNode } from "../matter-node.ts";
import type { Places } from "../places.ts";
import { foldKey } from "../suggest-key.ts";

interface FoundField {
  /** As the author spelled it. */
  key: string;
  node: MatterNode;
}

/** The names that fields are looked for are few, and the same for every post. */
const foldedNames: Map<string, string> = new Map();

/** Where fields are read from, and where messages about them go. */
export class FieldReader {
  readonly #root: MatterNode | undefined;
  readonly #path: string | undefined;
  readonly #places: Places;
  readonly #messages: VFileMessage[];
  /** The fields by folded key. */
  readonly #fields: Map<string, FoundField> = new Map();

  /** @param root - the mapping; `undefined` when there is no front matter */
  constructor(
    root: MatterNode | undefined,
    places: Places,
    path: string | undefined,
    messages: VFileMessage[],
  ) {
    this.#root = root;
    this.#places = places;
    this.#path = path;
    this.#messages = messages;
    for (const [name, node] of root?.children ?? []) {
      const key = String(name);
      const folded = foldKey(key);
      if (!this.#fields.has(folded)) this.#fields.set(folded, { key, node });
    }
  }

  /** The entry of the first of the keys that has a value. */
  find(keys: readonly string[]): FoundField | undefined {
    for (const key of keys) {
      const field = this.#get(key);
      if (field && !isEmpty(field.node)) return field;
    }
    return undefined;
  }

  /** All entries of the keys that have a value, in the order of the keys, each once. */
  findAll(keys: readonly string[]): FoundField[] {
    const found: FoundField[] = [];
    for (const key of keys) {
      const field = this.#get(key);
      if (field && !isEmpty(field.node) && !found.some(({ node }) => node === field.node)) found.push(field);
    }
    return found;
  }

  /** An exact spelling comes before any other. */
  #get(name: string): FoundField | undefined {
    let folded = foldedNames.get(name);
    if (folded === undefined) foldedNames.set(name, (folded = foldKey(name)));
    const field = this.#fields.get(folded);
    const exact = field && field.key !== name ? this.#root?.children?.get(name) : undefined;
    return exact ? { key: name, node: exact } : field;
  }

  /** A URL that may stand in a page; a warning is left for any other. */
  readUrl(node: MatterNode | undefined, what: string): string | undefined {
    const text = node && textOf(node);
    if (!text || typeof node.value === "boolean") return undefined;
    if (isSafeUrl(text)) return text;
    this.warn("front-matter-url", node, {
      reason: `${what} \`${shorten(text)}\` is left out: only http, https, mailto, tel and relative URLs are safe`,
      note: "Use a URL that starts with `https://` or `/`.",
      actual: text,
    });
    return undefined;
  }

  placeOf(node: MatterNode): ReturnType<Places["point"]> {
    return this.#places.point(node.start);
  }

  warn(ruleId: RuleId, node: MatterNode, options: MessageOptions): void {
    const place = this.#places.position(node.start, node.end);
    this.#messages.push(createMessage(ruleId, { path: this.#path, place, ...options }));
  }
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

/** A value in backticks, for a message. */
export function quote(node: MatterNode): string {
  return `\`${shorten(textOf(node) ?? "…")}\``;
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
  return /[^\S ]|[ ]{2}/.test(text) ? text.replace(/\s+/g, " ").trim() : text.trim();
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
