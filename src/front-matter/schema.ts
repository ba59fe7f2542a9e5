import type { StandardSchemaV1 } from "@standard-schema/spec";
import { wrongKind } from "../core/check-options.ts";

/** What a schema found wrong, with the path as plain keys. */
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
 * The keys that a schema names at its top level. There is no standard for this; it looks where zod, valibot and arktype
 * keep them. `undefined` when it finds none.
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
