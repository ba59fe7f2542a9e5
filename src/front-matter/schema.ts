import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Point } from "unist";
import { wrongKind } from "../core/check-options.ts";
import { type MatterNode, nodeAt, type Report } from "./matter-node.ts";

/** An issue that a schema reported, with its path as plain keys. */
export interface SchemaIssue {
  message: string;
  path: (string | number)[];
}

export type SchemaResult = { value: unknown } | { issues: SchemaIssue[] };

/**
 * Checks an option `schema`.
 *
 * @throws TypeError for anything but a Standard Schema
 */
export function checkSchema(schema: unknown): void {
  if (schema === undefined) return;
  const standard = (schema as Partial<StandardSchemaV1> | null)?.["~standard"];
  if (typeof standard?.validate === "function") return;
  throw wrongKind("schema", schema, "a Standard Schema (of zod, valibot, arktype …)");
}

/** Checks data with a schema; the result is a promise when the schema is asynchronous. */
export function validateSchema(
  schema: StandardSchemaV1,
  data: unknown,
): SchemaResult | Promise<SchemaResult> {
  const result = schema["~standard"].validate(data);
  return result instanceof Promise ? result.then(toResult) : toResult(result);
}

function toResult(result: StandardSchemaV1.Result<unknown>): SchemaResult {
  if (!result.issues) return { value: result.value };
  return {
    issues: result.issues.map(({ message, path = [] }) => ({
      message,
      path: path.map((segment) => {
        const key = typeof segment === "object" ? segment.key : segment;
        return typeof key === "number" ? key : String(key);
      }),
    })),
  };
}

/**
 * The top-level keys of a schema. There is no standard for this; it looks where zod, valibot and arktype
 * store them. `undefined` when it finds none.
 */
export function schemaKeys(schema: StandardSchemaV1): string[] | undefined {
  const known = schema as unknown as { shape?: unknown; entries?: unknown; props?: unknown };
  for (const entries of [known.shape, known.entries]) {
    if (typeof entries === "object" && entries !== null) return Object.keys(entries);
  }
  if (schema["~standard"].vendor !== "arktype") return undefined;
  try {
    const { props } = known;
    if (!Array.isArray(props)) return undefined;
    return props.map((prop: { key?: unknown }) => prop.key).filter((key) => typeof key === "string");
  } catch {
    // arktype throws when the type is not an object.
    return undefined;
  }
}

/**
 * Reports an issue. Its position is that of the key or the item; for a missing key, that of the mapping or list around
 * it.
 *
 * @param start - where the front matter starts
 */
export function reportIssue(
  { message, path: keys }: SchemaIssue,
  root: MatterNode | undefined,
  start: Point,
  report: Report,
): void {
  const { node, isWhole } = nodeAt(root, keys);
  const name = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
  const subject = name === "" ? "The front matter" : `\`${name.replace(/^\./, "")}\``;
  const note = isWhole
    ? "Change the value to what the schema asks for."
    : "Add the key, or change what the schema asks for.";
  const part = { start: node?.keyStart ?? node?.start ?? 0, end: node?.end ?? 0 };
  report("front-matter-schema", part, `${subject}: ${message}`, note, {
    ...((node === undefined || node === root) && { place: start }),
    ...(isWhole && node && !node.children && { actual: node.text ?? String(node.value) }),
  });
}
