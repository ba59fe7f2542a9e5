import { characterEntitiesHtml4 } from "character-entities-html4";
import type { Point } from "unist";
import { readFlag } from "../../core/publishing.ts";
import { shorten } from "../../core/shorten.ts";
import { isSafeUrl } from "../../html/urls.ts";
import type { FrontMatterAliases } from "../front-matter-aliases.ts";
import type { MatterNode, Part, Report } from "../matter-node.ts";
import { foldKey } from "../suggest-key.ts";

interface Field {
  /** As the author spelled it. */
  key: string;
  node: MatterNode;
}

/** Where to look for a field: under its usual keys, or under the given keys. */
export type Keys = keyof FrontMatterAliases | readonly string[];

/** A key under which a field is looked for. */
interface Name {
  folded: string;
  /** For `extra.chapter`: the keys that lead to the field. */
  path: readonly string[] | undefined;
}

/** They are few, and the same for every post. */
const knownNames: Map<string, Name> = new Map();

function nameOf(text: string): Name {
  let name = knownNames.get(text);
  if (!name) {
    name = { folded: foldKey(text), path: text.includes(".") ? text.split(".") : undefined };
    knownNames.set(text, name);
  }
  return name;
}

/** Finds fields by their keys, and reads their values. */
export class Fields {
  readonly report: Report;
  /** Where an offset of the matter is in the source. */
  readonly pointAt: (offset: number) => Point;
  readonly #root: MatterNode | undefined;
  readonly #aliases: FrontMatterAliases;
  /** The fields by folded key. */
  readonly #fields: Map<string, Field>;
  readonly #reported = new Set<Part>();

  /** @param root - the mapping; `undefined` when there is no front matter */
  constructor(
    root: MatterNode | undefined,
    aliases: FrontMatterAliases,
    { report, pointAt }: Pick<Fields, "report" | "pointAt">,
  ) {
    this.report = (rule, part, ...rest) => {
      this.#reported.add(part);
      report(rule, part, ...rest);
    };
    this.pointAt = pointAt;
    this.#root = root;
    this.#aliases = aliases;
    this.#fields = fieldsOf(root);
    if (root?.children && this.#fields.size < root.children.size) this.#reportDuplicates(root);
  }

  /** `Tags` next to `tags`: two spellings of a key that is known, of which one is read. */
  #reportDuplicates({ children = new Map() }: MatterNode): void {
    const known = new Map(
      Object.values(this.#aliases)
        .flat()
        .toReversed()
        .map((key) => [foldKey(key), key]),
    );
    for (const [name, node] of children) {
      const key = String(name);
      const alias = known.get(foldKey(key));
      const used = alias === undefined ? undefined : this.#get(alias);
      if (used === undefined || used.node === node || !hasValue(node)) continue;
      const start = node.keyStart ?? node.start;
      const reason = `\`${key}\` and \`${used.key}\` are the same key; \`${used.key}\` is used`;
      const part = { start, end: start + key.length };
      this.report("front-matter-duplicate-key", part, reason, "Remove one of the two.");
    }
  }

  isReported(node: MatterNode): boolean {
    return this.#reported.has(node);
  }

  /** The value of the first key that has one; white space counts as missing, unless requested. */
  first(keys: Keys, isValue?: (node: MatterNode) => boolean): MatterNode | undefined {
    return this.all(keys, isValue)[0]?.node;
  }

  /** All entries that have a value, in the order of the keys, each once. */
  all(keys: Keys, isValue: (node: MatterNode) => boolean = hasValue): Field[] {
    const found: Field[] = [];
    for (const key of typeof keys === "string" ? this.#aliases[keys] : keys) {
      const field = this.#get(key);
      if (field && isValue(field.node) && !found.some(({ node }) => node === field.node)) found.push(field);
    }
    return found;
  }

  /** An exact spelling takes precedence; a dot refers to a nested key. */
  #get(key: string): Field | undefined {
    const { folded, path } = nameOf(key);
    const field = this.#fields.get(folded);
    if (field) {
      const exact = field.key === key ? undefined : this.#root?.children?.get(key);
      return exact ? { key, node: exact } : field;
    }
    if (!path) return undefined;
    const [first = "", ...rest] = path;
    let node = this.#get(first)?.node;
    for (const part of rest) {
      node =
        node && isMapping(node)
          ? (node.children?.get(part) ?? fieldsOf(node).get(foldKey(part))?.node)
          : undefined;
    }
    return node && { key, node };
  }

  /** A URL that is safe in a page; for any other, a warning is reported. */
  readUrl(node: MatterNode | undefined, what: string): string | undefined {
    const text = textOf(node);
    if (!node || !text || typeof node.value === "boolean") return undefined;
    if (isSafeUrl(text)) return text;
    const reason = `${what} \`${shorten(text)}\` is left out: only http, https, mailto, tel and relative URLs are safe`;
    const note = "Use a URL that starts with `https://` or `/`.";
    this.report("front-matter-url", node, reason, note, { actual: text });
    return undefined;
  }

  /** The text of a scalar on one line. `Tom&#8217;s &amp; Co` is decoded, as WordPress writes it; HTML and code are not. */
  readText(node: MatterNode): string | undefined {
    const text = textOf(node);
    if (text === undefined) return undefined;
    if (!text.includes("&") || markup.test(text)) return oneLine(text);
    const decoded = text.replace(reference, decodeReference);
    if (decoded !== text) {
      const reason = `The text contains HTML character references; it is read as \`${shorten(oneLine(decoded))}\``;
      const note = "Write the characters themselves.";
      this.report("front-matter-entity", node, reason, note, { actual: text, expected: [decoded] });
    }
    return oneLine(decoded);
  }
}

/** The entries of a mapping by folded key. */
function fieldsOf(mapping: MatterNode | undefined): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const [name, node] of mapping?.children ?? []) {
    const key = String(name);
    const folded = foldKey(key);
    if (!fields.has(folded)) fields.set(folded, { key, node });
  }
  return fields;
}

/** HTML, code, emphasis and links: rendering them decodes character references too. */
const markup: RegExp = /[<>`]|\*\*|\]\(|(?:^|\s)[*_]\w/;

const reference: RegExp = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,9}));/gi;

/** The characters that HTML uses for the numbers 128 to 159, which old editors wrote for quotes and dashes. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** The character that a reference stands for; an unknown reference stays as it is. */
function decodeReference(all: string, decimal?: string, hex?: string, name?: string): string {
  if (name === "apos") return "'";
  if (name !== undefined) {
    return Object.hasOwn(characterEntitiesHtml4, name) ? (characterEntitiesHtml4[name] ?? all) : all;
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  if (code > 0x7f && code < 0xa0) return windows1252[code - 0x80] ?? all;
  const isCharacter =
    code >= 0x20 && code <= 0x10_ff_ff && code !== 0x7f && (code < 0xd8_00 || code > 0xdf_ff);
  return isCharacter ? String.fromCodePoint(code) : all;
}

/** White space and an empty list do not count as values. */
function hasValue({ value }: MatterNode): boolean {
  if (typeof value === "string") return value.trim() !== "";
  return value !== null && !(Array.isArray(value) && value.length === 0);
}

/** The text of a scalar as the author spelled it: `1.10` stays `1.10`. `undefined` for lists and mappings. */
export function textOf(node: MatterNode | undefined): string | undefined {
  if (!node || node.value === null || typeof node.value === "object") return undefined;
  return (typeof node.value === "string" ? node.value : (node.text ?? String(node.value))).trim();
}

/** A value in backticks, for a message. */
export function quote(node: MatterNode): string {
  return `\`${shorten(textOf(node) ?? "…")}\``;
}

/** `true`, and the words that mean true in YAML 1.1. */
export function booleanOf(node: MatterNode | undefined): boolean | undefined {
  return readFlag(textOf(node) ?? "");
}

export function oneLine(text: string): string {
  return /[^\S ]|[ ]{2}/.test(text) ? text.replace(/\s+/g, " ").trim() : text.trim();
}

/** The entry of a mapping under the first of the keys that has a value. */
export function childOf(node: MatterNode, ...keys: readonly string[]): MatterNode | undefined {
  for (const key of keys) {
    const child = node.children?.get(key);
    if (child && hasValue(child)) return child;
  }
  return undefined;
}

export function isMapping(node: MatterNode): boolean {
  return node.children !== undefined && !Array.isArray(node.value);
}

/** The items of a list, or a single value as the only item. */
export function itemsOf(node: MatterNode): MatterNode[] {
  return Array.isArray(node.value) ? [...(node.children?.values() ?? [])] : [node];
}
