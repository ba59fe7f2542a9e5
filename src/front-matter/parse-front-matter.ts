import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Position } from "unist";
import type { VFileMessage } from "vfile-message";
import {
  checkChoice,
  checkKind,
  checkOptions,
  checkWholeNumber,
  type OptionKinds,
} from "../core/check-options.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import { ContentError } from "../diagnostics/content-error.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { checkAliases, defaultAliases, type FrontMatterAliases } from "./front-matter-aliases.ts";
import { nodeAt, type Part, type Report } from "./matter-node.ts";
import { Fields } from "./meta/fields.ts";
import { readMeta } from "./meta/read-meta.ts";
import type { PostMeta } from "./post-meta.ts";
import { readMatter } from "./read-matter.ts";
import { checkSchema, reportIssue, type SchemaResult, schemaKeys, validateSchema } from "./schema.ts";
import { type FrontMatterFormat, findFrontMatter } from "./split-front-matter.ts";
import { createKeyAdviser, type KeyAdviser, reportTypos } from "./suggest-key.ts";

/** Options of `parseFrontMatter`. */
export interface FrontMatterOptions<S extends StandardSchemaV1 | undefined = undefined> {
  /** Any Standard Schema (zod, valibot, arktype …): checks the data, and gives `data` its type. */
  schema?: S | undefined;
  /** Path of the post, for messages, and for a date when the front matter has none. */
  path?: string | undefined;
  /**
   * The keys that a field is read from, instead of the usual ones.
   * @default defaultAliases
   */
  aliases?: Partial<FrontMatterAliases> | undefined;
  /**
   * What separates tags in a text without commas: `"space"` reads `tags: rust queues` as two tags, as Jekyll does.
   * @default "comma"
   */
  tagSeparator?: "comma" | "space" | undefined;
  /**
   * Maximum size of the front matter in bytes of UTF-8; more is an error.
   * @default 65_536
   */
  maxFrontMatterBytes?: number | undefined;
  /**
   * Adds a blank line to the body for each line before it, so that line numbers in the body match the source.
   * @default false
   */
  blank?: boolean | undefined;
}

/** The result of reading the front matter of a source. */
export interface ParsedFrontMatter<Data = Record<string, unknown>> {
  /** What the schema returned; without a schema the mapping as written, with values that JSON can represent. */
  data: Data;
  /** The usual fields in one form, whatever keys they were written with. */
  meta: PostMeta;
  /** The text after the front matter. */
  body: string;
  /** The line of the source on which the text of the body starts, from 1. */
  bodyLine: number;
  /** Warnings and notes, in the order of their positions. */
  messages: VFileMessage[];
  /** Format of the front matter; `undefined` when there is none, or when it is not read. */
  format: FrontMatterFormat | undefined;
  /** The position of a value in the source, by its keys and indices: `placeOf("authors", 0)`. */
  placeOf(...path: (string | number)[]): Position | undefined;
}

/** The type of `data`, with or without a schema. */
export type FrontMatterData<S extends StandardSchemaV1 | undefined> = S extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<S>
  : Record<string, unknown>;

/**
 * Reads the front matter of a post: YAML, TOML, JSON or bare header lines. What the specifications forbid but many
 * blogs contain is also read, with a warning at its line; what cannot be read is an error at its line.
 *
 * @param source - text of a post, with any line endings
 * @param options - a schema for the data, and the path
 * @returns data, normalized fields, body and warnings
 * @throws ContentError with every message, when one is an error
 * @throws TypeError or RangeError for an unknown or invalid option
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
  checkCall(source, options);
  return readFrontMatter(source, options);
}

/** `parseFrontMatter` for arguments that have been checked. */
export async function readFrontMatter<S extends StandardSchemaV1 | undefined>(
  source: string,
  options: FrontMatterOptions<S>,
): Promise<ParsedFrontMatter<FrontMatterData<S>>> {
  const { data, finish } = read(source, options);
  return finish(options.schema && (await validateSchema(options.schema, data)));
}

/**
 * The synchronous form of `parseFrontMatter`, for synchronous schemas.
 *
 * @param source - text of a post, with any line endings
 * @param options - a schema for the data, and the path
 * @returns data, normalized fields, body and warnings
 * @throws ContentError with every message, when one is an error
 * @throws TypeError when the schema is asynchronous; TypeError or RangeError for an unknown or invalid option
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
  checkCall(source, options);
  return readFrontMatterSync(source, options);
}

const optionKinds: OptionKinds<FrontMatterOptions<StandardSchemaV1>> = {
  schema: "any",
  path: "string",
  aliases: "object",
  tagSeparator: "any",
  maxFrontMatterBytes: "any",
  blank: "boolean",
};

function checkCall(source: string, options: FrontMatterOptions<StandardSchemaV1 | undefined>): void {
  checkKind("source", source, "string");
  checkOptions<object>(options, optionKinds as object as OptionKinds<object>);
  checkSchema(options.schema);
  checkAliases(options.aliases);
}

/** `parseFrontMatterSync` for arguments that have been checked. */
export function readFrontMatterSync<S extends StandardSchemaV1 | undefined>(
  source: string,
  options: FrontMatterOptions<S>,
): ParsedFrontMatter<FrontMatterData<S>> {
  const { data, finish } = read(source, options);
  const result = options.schema && validateSchema(options.schema, data);
  if (result instanceof Promise) {
    // Nothing awaits it; its rejection must not end the process.
    result.catch(() => undefined);
    throw new TypeError(
      "Expected a synchronous schema, received an asynchronous one: use `parseFrontMatter`, which waits for it",
    );
  }
  return finish(result);
}

/** The default of `maxFrontMatterBytes`: 64 KiB. */
export const defaultFrontMatterBytes: number = 65_536;

/** Reads everything but the schema, whose result is the argument of `finish`. */
function read(source: string, options: FrontMatterOptions<StandardSchemaV1 | undefined>) {
  const { path, schema, maxFrontMatterBytes = defaultFrontMatterBytes, tagSeparator = "comma" } = options;
  checkWholeNumber("maxFrontMatterBytes", maxFrontMatterBytes, { min: 1 });
  checkChoice("tagSeparator", tagSeparator, ["comma", "space"]);
  const aliases = options.aliases
    ? { ...defaultAliases, ...withoutUndefined(options.aliases) }
    : defaultAliases;
  const found = findFrontMatter(source, options.blank);
  const { format, body, bodyLine, pointAt } = found;
  const messages: VFileMessage[] = [];
  const positionOf = ({ start, end }: Part): Position => ({
    start: pointAt(start),
    end: pointAt(Math.max(start, end)),
  });
  const report: Report = (rule, part, reason, note, more) => {
    const message = { reason, note, path, place: positionOf(part), ...more };
    messages.push(createMessage(rule, message));
  };
  if (found.problem) {
    const { rule, ...why } = found.problem;
    messages.push(createMessage(rule, { ...why, path, place: pointAt(found.start) }));
  }
  const { root, problems } = readMatter(found.text, format, maxFrontMatterBytes);
  for (const problem of problems) report(problem.rule, problem, problem.reason, problem.note);
  throwIfFatal(messages, path);
  const meta = readMeta(new Fields(root, aliases, { report, pointAt }), path, tagSeparator);
  if (root) reportTypos(root, adviserFor(aliases, schema && schemaKeys(schema)), report);
  const data = (root?.value ?? {}) as Record<string, unknown>;
  const placeOf = (...keys: (string | number)[]): Position | undefined => {
    const { node, isWhole } = nodeAt(root, keys);
    return node && isWhole ? positionOf(node) : undefined;
  };
  return {
    data,
    finish<Data>(result: SchemaResult | undefined): ParsedFrontMatter<Data> {
      if (result && "issues" in result)
        for (const issue of result.issues) reportIssue(issue, root, pointAt(found.start), report);
      throwIfFatal(messages, path);
      const checked = (result && "value" in result ? result.value : data) as Data;
      return { data: checked, meta, body, bodyLine, messages, format, placeOf };
    },
  };
}

/** For the usual keys one adviser serves all posts. */
let usualAdviser: KeyAdviser | undefined;

function adviserFor(aliases: FrontMatterAliases, keys: readonly string[] = []): KeyAdviser {
  if (aliases !== defaultAliases || keys.length > 0) {
    return createKeyAdviser([...Object.values(aliases).flat(), ...keys]);
  }
  return (usualAdviser ??= createKeyAdviser(Object.values(aliases).flat()));
}

/** Sorts the messages by position, and throws them all if one is an error. */
function throwIfFatal(messages: VFileMessage[], path: string | undefined): void {
  messages.sort((a, b) => (a.line ?? 1) - (b.line ?? 1) || (a.column ?? 1) - (b.column ?? 1));
  if (messages.some(({ fatal }) => fatal === true)) throw new ContentError({ path, messages });
}
