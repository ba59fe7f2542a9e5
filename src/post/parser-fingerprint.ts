import { version } from "./version.ts";

/**
 * Identifies everything that a parse depends on besides its source, for a cache key: the version of the package and each
 * option.
 *
 * @param options - data; a highlighter is represented by its own `fingerprint`
 * @param named - the caller's name for the code among the options (plugins, a schema, functions)
 * @returns `undefined` if an option contains code and the caller has not named it: a cache could return an old result
 */
export function parserFingerprint(
  options: Readonly<Record<string, unknown>>,
  named: string | undefined,
): string | undefined {
  let hasCode = false;
  const write = (value: unknown): unknown => {
    if (typeof value === "function") hasCode = true;
    if (typeof value !== "object" || value === null) return value === undefined ? null : value;
    if ("fingerprint" in value && typeof value.fingerprint === "string") return value.fingerprint;
    if (value instanceof RegExp) return String(value);
    if (Array.isArray(value)) return value.map(write);
    const prototype = Object.getPrototypeOf(value);
    // A class instance or a schema with methods is more than its fields.
    if (prototype !== Object.prototype && prototype !== null) {
      hasCode = true;
      return null;
    }
    const keys = Object.keys(value).sort();
    return keys.map((key) => [key, write((value as Record<string, unknown>)[key])]);
  };
  const text = JSON.stringify(write(options), (_key, value) =>
    typeof value === "function" ? "code" : typeof value === "bigint" ? String(value) : value,
  );
  if (hasCode && named === undefined) return undefined;
  return JSON.stringify(["galley", version, named ?? null, text]);
}
