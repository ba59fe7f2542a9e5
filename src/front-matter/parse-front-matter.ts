import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Position } from "unist";
import type { VFileMessage } from "vfile-message";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { foldKey } from "./field-reader.ts";
import { findControls } from "./find-controls.ts";
import {
  type FoundFrontMatter,
  type FrontMatterFormat,
  type FrontMatterProblem,
  findFrontMatter,
} from "./find-front-matter.ts";
import { defaultAliases, type FrontMatterAliases } from "./front-matter-aliases.ts";
import type { MatterNode, MatterProblem, ReadMatter } from "./matter-node.ts";
import { parseHeaders } from "./parse-headers.ts";
import { parseJson } from "./parse-json.ts";
import { parseToml } from "./parse-toml.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { PostMeta } from "./post-meta.ts";
import { readMeta } from "./read-meta.ts";
import { createPlaces, type Places } from "./source-lines.ts";
import { type SplitFrontMatter, splitFound } from "./split-front-matter.ts";
import { createKeyAdviser, type KeyAdviser } from "./suggest-key.ts";
import { type SchemaIssue, type SchemaResult, schemaKeys, validateSchema } from "./validate-schema.ts";

/** Options of `parseFrontMatter`. */
export interface FrontMatterOptions<S extends StandardSchemaV1 | undefined = undefined> {
  /** Any Standard Schema (zod, valibot, arktype …): checks the data, and gives `data` its type. */
  schema?: S;
  /** Path of the post, for messages, and for a date when the front matter has none. */
  path?: string;
  /**
   * Keys that a field is read from, in place of the usual ones.
   * @default defaultAliases
   */
  aliases?: Partial<FrontMatterAliases>;
  /**
   * Longest front matter in bytes of UTF-8; a longer one is an error.
   * @default 65_536
   */
  maxFrontMatterBytes?: number;
  /**
   * Puts a blank line into the body for each line before it, so that lines of the body are lines of the source.
   * @default false
   */
  blank?: boolean;
}

/** What a source's front matter says. */
export interface ParsedFrontMatter<Data = Record<string, unknown>> {
  /** What the schema returned; without a schema the mapping as it stands, of values that JSON can write. */
  data: Data;
  /** The same in one form, whatever keys it was written with. */
  meta: PostMeta;
  /** The text behind the front matter. */
  body: string;
  /** Line of the source that the text of the body starts on, from 1. */
  bodyLine: number;
  /** Warnings and advice, in the order of their places. */
  messages: VFileMessage[];
  /** Language of the front matter; `undefined` when there is none, or none that is read. */
  format: FrontMatterFormat | undefined;
  /** Where a value stands in the source, by its keys and indices: `placeOf("authors", 0)`. */
  placeOf(...path: (string | number)[]): Position | undefined;
}

/** The type of `data` for a schema, or for none. */
export type FrontMatterData<S extends StandardSchemaV1 | undefined> = S extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<S>
  : Record<string, unknown>;

/**
 * Reads the front matter of a post: YAML, TOML, JSON or bare header lines. What real blogs write and the
 * specifications forbid is read too, with a warning at its line; what cannot be read is an error at its line.
 *
 * @param source - text of a post, with any line endings
 * @param options - a schema for the data, and the path
 * @returns data, normalised fields, body and warnings
 * @throws ContentError with every message, when one is an error
 * @throws RangeError when `maxFrontMatterBytes` is no whole number from 1
 * @example
 * ```ts
 * import { parseFrontMatter } from "galley/front-matter";
 *
 * const source = "---\ntitle: Queues: a primer\npubDate: 2024-05-01\ntags: rust, queues\n---\nText\n";
 * const { meta, body, messages } = await parseFrontMatter(source);
 * console.log(meta.title, meta.date?.toISOString(), meta.dateOnly, meta.tags.join("+"), JSON.stringify(body));
 * console.log(messages.map(({ name, ruleId }) => `${name} ${ruleId}`).join());
 * // → Queues: a primer 2024-05-01T00:00:00.000Z true rust+queues "Text\n"
 * // → 2:8 front-matter-repaired
 * ```
 */
export async function parseFrontMatter<S extends StandardSchemaV1 | undefined = undefined>(
  source: string,
  options: FrontMatterOptions<S> = {},
): Promise<ParsedFrontMatter<FrontMatterData<S>>> {
  const reading = read(source, options);
  return finish(reading, options.schema ? await validateSchema(options.schema, reading.data) : undefined);
}

/**
 * The same at once, for schemas that need not wait.
 *
 * @param source - text of a post, with any line endings
 * @param options - a schema for the data, and the path
 * @returns data, normalised fields, body and warnings
 * @throws ContentError with every message, when one is an error
 * @throws TypeError when the schema is asynchronous
 * @throws RangeError when `maxFrontMatterBytes` is no whole number from 1
 * @example
 * ```ts
 * import { parseFrontMatterSync } from "galley/front-matter";
 *
 * const { meta, format } = parseFrontMatterSync('+++\ntitle = "Queues"\ndraft = true\n+++\nText\n');
 * console.log(format, meta.title, meta.draft);
 * // → toml Queues true
 * ```
 */
export function parseFrontMatterSync<S extends StandardSchemaV1 | undefined = undefined>(
  source: string,
  options: FrontMatterOptions<S> = {},
): ParsedFrontMatter<FrontMatterData<S>> {
  const reading = read(source, options);
  if (!options.schema) return finish(reading, undefined);
  const result = validateSchema(options.schema, reading.data);
  if (result instanceof Promise) {
    // Nobody will wait for it; its failure must not end the process.
    result.catch(() => undefined);
    throw new TypeError(
      "Expected a schema that answers at once, received an asynchronous one: use `parseFrontMatter`, which waits for it",
    );
  }
  return finish(reading, result);
}

interface Reading {
  found: FoundFrontMatter;
  split: SplitFrontMatter;
  root: MatterNode | undefined;
  data: Record<string, unknown>;
  meta: PostMeta;
  places: Places;
  path: string | undefined;
  messages: VFileMessage[];
}

/** Bytes of front matter that are read by default: 64 KiB. */
export const defaultFrontMatterBytes: number = 65_536;

/** Everything up to the schema. */
function read(source: string, options: FrontMatterOptions<StandardSchemaV1 | undefined>): Reading {
  const { path, schema, maxFrontMatterBytes = defaultFrontMatterBytes, blank = false } = options;
  if (!Number.isInteger(maxFrontMatterBytes) || maxFrontMatterBytes < 1) {
    throw new RangeError(
      `Expected \`maxFrontMatterBytes\` to be a whole number from 1, received ${maxFrontMatterBytes}`,
    );
  }
  const aliases = { ...defaultAliases, ...definedOf(options.aliases) };
  const found = findFrontMatter(source);
  const split = splitFound(source, found, blank);
  const matter = split.matter.replace(/\r\n?/g, "\n");
  const places = createPlaces(matter, found.matterLine, found.lines);
  const messages: VFileMessage[] = [];
  if (found.problem) messages.push(problemMessage(found.problem, found, path));
  const { root, problems } = readMatter(matter, found.format, maxFrontMatterBytes);
  for (const { rule, reason, note, start, end } of problems) {
    messages.push(createMessage(rule, { reason, note, path, place: places.position(start, end) }));
  }
  throwIfFatal(messages, path);
  const meta = readMeta({ root, aliases, places, path, messages });
  const keys = schema && schemaKeys(schema);
  if (root) messages.push(...findTypos(root, adviserFor(options.aliases && aliases, keys), places, path));
  const data = (root?.value ?? {}) as Record<string, unknown>;
  return { found, split, root, data, meta, places, path, messages };
}

function definedOf(aliases: Partial<FrontMatterAliases> = {}): Partial<FrontMatterAliases> {
  return Object.fromEntries(Object.entries(aliases).filter(([, keys]) => keys !== undefined));
}

function readMatter(matter: string, format: FrontMatterFormat | undefined, maxBytes: number): ReadMatter {
  if (format === undefined) return { problems: [] };
  const bytes = matter.length * 3 <= maxBytes ? 0 : new TextEncoder().encode(matter).byteLength;
  if (bytes > maxBytes) {
    return {
      problems: [
        {
          rule: "limit-front-matter",
          reason: `The front matter is larger than \`maxFrontMatterBytes\`: ${bytes} bytes, at most ${maxBytes} are accepted`,
          note: "Move what is long into the body, or raise the limit for texts you trust.",
          start: 0,
          end: 1,
        },
      ],
    };
  }
  const raw = findControls(matter);
  if (raw.length > 0) return { problems: raw };
  const read = parseMatter(matter, format, maxBytes);
  // Escapes (`"\0"`) bring control characters in by another door.
  const escaped = read.root ? findEscapedControls(read.root) : [];
  return escaped.length > 0 ? { problems: [...read.problems, ...escaped] } : read;
}

function parseMatter(matter: string, format: FrontMatterFormat, maxBytes: number): ReadMatter {
  if (format === "toml") return parseToml(matter);
  if (format === "json") return parseJson(matter);
  if (format === "headers") return parseHeaders(matter);
  // Without aliases a text can make no more values and characters than twice its length.
  return parseYaml(matter, 4 * maxBytes);
}

function findEscapedControls(root: MatterNode): MatterProblem[] {
  const problems: MatterProblem[] = [];
  const visit = (node: MatterNode): void => {
    if (typeof node.value === "string" && problems.length === 0)
      problems.push(...findControls(node.value, node));
    for (const [key, child] of node.children ?? []) {
      if (problems.length > 0) return;
      if (typeof key === "string") {
        const { keyStart = child.start } = child;
        problems.push(...findControls(key, { start: keyStart, end: child.start }));
      }
      visit(child);
    }
  };
  visit(root);
  return problems;
}

function problemMessage(
  { kind, line, name }: FrontMatterProblem,
  { lines }: FoundFrontMatter,
  path: string | undefined,
): VFileMessage {
  const place = { line, column: 1, offset: lines.startOf(line) };
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  if (kind === "unclosed") {
    return createMessage("front-matter-unclosed", {
      reason: `The front matter that \`${shown}\` opens is never closed; all of it is taken for text of the post`,
      note: shown === "{" ? "Close the object with `}`." : "Close it with a line of the same signs.",
      path,
      place,
    });
  }
  const reasons = {
    language: `Front matter in this language is not read, and never run: \`${shown}\``,
    export: `Metadata in code is not read: \`${shown}\``,
    "not-keys": `The block between the hyphens starts with no \`key: value\`, and is taken for text: \`${shown}\``,
  };
  return createMessage("front-matter-unknown", {
    reason: reasons[kind],
    note: "Write the metadata as YAML between two lines of `---`, as TOML between `+++`, or as JSON.",
    path,
    place,
    actual: name,
  });
}

/** Comparing names is dear, and nobody has that many keys of their own. */
const maxUnknownKeys = 200;

/** For the usual keys one adviser serves all posts. */
let usualAdviser: KeyAdviser | undefined;

function adviserFor(
  aliases: FrontMatterAliases | undefined,
  keys: readonly string[] | undefined,
): KeyAdviser {
  if (aliases !== undefined || keys !== undefined)
    return createKeyAdviser([...Object.values(aliases ?? defaultAliases).flat(), ...(keys ?? [])]);
  usualAdviser ??= createKeyAdviser(Object.values(defaultAliases).flat());
  return usualAdviser;
}

function findTypos(
  root: MatterNode,
  adviser: KeyAdviser,
  places: Places,
  path: string | undefined,
): VFileMessage[] {
  const messages: VFileMessage[] = [];
  const given = new Set([...(root.children?.keys() ?? [])].map((key) => foldKey(String(key))));
  let unknown = 0;
  for (const [key, node] of root.children ?? []) {
    const name = String(key);
    if (adviser.isKnown(name)) continue;
    if (++unknown > maxUnknownKeys) break;
    const meant = adviser.suggest(name);
    // Who has both meant both.
    if (meant === undefined || given.has(foldKey(meant))) continue;
    const start = node.keyStart ?? node.start;
    messages.push(
      createMessage("front-matter-typo", {
        reason: `The key \`${name}\` is not known. Did you mean \`${meant}\`?`,
        note: `Write \`${meant}\`; if \`${name}\` is a key of your own, name it in the schema.`,
        path,
        place: places.position(start, start + name.length),
        actual: name,
        expected: [meant],
      }),
    );
  }
  return messages;
}

/** Everything from the schema on. */
function finish<Data>(reading: Reading, result: SchemaResult | undefined): ParsedFrontMatter<Data> {
  const { found, split, root, meta, places, path, messages } = reading;
  for (const issue of result && "issues" in result ? result.issues : []) {
    messages.push(issueMessage(issue, reading));
  }
  throwIfFatal(messages, path);
  return {
    data: (result && "value" in result ? result.value : reading.data) as Data,
    meta,
    body: split.body,
    bodyLine: split.bodyLine,
    messages,
    format: found.format,
    placeOf(...keys) {
      const { node, isWhole } = nodeAt(root, keys);
      return node && isWhole ? places.position(node.start, node.end) : undefined;
    },
  };
}

/** Puts the messages in the order of their places, and throws them all when one is an error. */
function throwIfFatal(messages: VFileMessage[], path: string | undefined): void {
  messages.sort((a, b) => (a.line ?? 1) - (b.line ?? 1) || (a.column ?? 1) - (b.column ?? 1));
  if (messages.some(({ fatal }) => fatal === true)) throw new ContentError({ path, messages });
}

/** The place of the key, or of the item; of a missing key the nearest thing around it. */
function issueMessage(
  { message, path: keys }: SchemaIssue,
  { found, root, places, path }: Reading,
): VFileMessage {
  const { node, isWhole } = nodeAt(root, keys);
  const fence = /^(?:---|\+\+\+|;;;)/.test(found.lines.at(found.matterLine - 1) ?? "") ? 1 : 0;
  const line = found.matterLine - fence;
  const place =
    node === undefined || node === root
      ? { line, column: 1, offset: found.lines.startOf(line) }
      : places.position(node.keyStart ?? node.start, node.end);
  const name = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
  const subject = name === "" ? "The front matter" : `\`${name.replace(/^\./, "")}\``;
  const actual =
    isWhole && node && node.children === undefined ? (node.text ?? String(node.value)) : undefined;
  return createMessage("front-matter-schema", {
    reason: `${subject}: ${message}`,
    note: isWhole
      ? "Change the value to what the schema asks for."
      : "Add the key, or change what the schema asks for.",
    path,
    place,
    ...(actual !== undefined && { actual }),
  });
}

/** Goes down as far as the keys lead. */
function nodeAt(
  root: MatterNode | undefined,
  keys: readonly (string | number)[],
): { node: MatterNode | undefined; isWhole: boolean } {
  let node = root;
  for (const key of keys) {
    const children = node?.children;
    const child =
      children?.get(key) ??
      (/^\d+$/.test(String(key)) ? children?.get(Number(key)) : undefined) ??
      children?.get(String(key));
    if (!child) return { node, isWhole: false };
    node = child;
  }
  return { node, isWhole: node !== undefined };
}
