import { createHash } from "node:crypto";

/** Raised when the shape of an entry changes: older entries become misses. */
const format = "galley-entry-1";

/** The key of tagged values: what JSON cannot say is written as `{ "$": kind, value }`. */
const tag = "$";

/**
 * Writes a record as text with its version, length and digest in front, so that a damaged entry shows itself.
 * Dates, maps, sets, big integers, `undefined` and the odd numbers come back as they were.
 *
 * @throws TypeError for a value that could not come back: a function, a symbol, an instance of a class, a circle
 */
export function serializeEntry(value: unknown): string {
  const body = JSON.stringify(encode(value, []));
  return `${format} ${body.length} ${digest(body)}\n${body}`;
}

/** Reads what `serializeEntry` wrote; `undefined` when the text is anything else, or damaged. */
export function deserializeEntry(text: unknown): { value: unknown } | undefined {
  if (typeof text !== "string") return undefined;
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (text.slice(0, end) !== `${format} ${body.length} ${digest(body)}`) return undefined;
  return { value: decode(JSON.parse(body)) };
}

function digest(body: string): string {
  return createHash("sha256").update(body).digest("base64url");
}

function encode(value: unknown, above: object[]): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (value === undefined) return { [tag]: "undefined" };
  if (typeof value === "bigint") return { [tag]: "bigint", value: String(value) };
  if (typeof value === "number") {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { [tag]: "number", value: numberName(value) };
  }
  if (typeof value !== "object") throw new TypeError(`A ${typeof value} cannot be kept in a cache`);
  if (above.includes(value)) throw new TypeError("A circular value cannot be kept in a cache");
  const trail = [...above, value];
  if (Array.isArray(value)) return value.map((item) => encode(item, trail));
  if (value instanceof Date) return { [tag]: "date", value: encode(value.getTime(), trail) };
  if (value instanceof Map) return { [tag]: "map", value: encode([...value], trail) };
  if (value instanceof Set) return { [tag]: "set", value: encode([...value], trail) };
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(
      `An instance of ${prototype.constructor?.name ?? "a class"} cannot be kept in a cache`,
    );
  }
  const entries = Object.entries(value).map(([key, item]) => [key, encode(item, trail)]);
  if (prototype === null || Object.hasOwn(value, tag)) {
    return { [tag]: prototype === null ? "null-object" : "object", value: entries };
  }
  return Object.fromEntries(entries);
}

function numberName(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function decode(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(decode);
  if (!Object.hasOwn(value, tag)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]));
  }
  const { [tag]: kind, value: inner } = value as { [tag]: string; value: unknown };
  if (kind === "undefined") return undefined;
  if (kind === "bigint") return BigInt(inner as string);
  if (kind === "number") return Number(inner);
  if (kind === "date") return new Date(decode(inner) as number);
  if (kind === "map") return new Map(decode(inner) as [unknown, unknown][]);
  if (kind === "set") return new Set(decode(inner) as unknown[]);
  const entries = (inner as [string, unknown][]).map(([key, item]) => [key, decode(item)] as const);
  const record = Object.fromEntries(entries);
  return kind === "null-object" ? Object.assign(Object.create(null), record) : record;
}
