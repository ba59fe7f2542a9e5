import type { Properties } from "hast";
import { withoutBlanks } from "./harmless-value.ts";
import { isSafeUrl } from "./is-safe-url.ts";

/** Properties that hold text of any kind: no filter takes them for an address. */
const textProperties: ReadonlySet<string> = new Set([
  "abbr",
  "alt",
  "className",
  "id",
  "name",
  "role",
  "summary",
  "title",
  "value",
]);

/**
 * Tells whether a filter that knows no attribute by name could take the value of one that holds no address for an address
 * of an unsafe scheme: `width="javascript:…"` means nothing to a browser, and sanitisers take it out.
 *
 * @param name - name of the property
 * @param value - its value
 */
export function looksUnsafe(name: string, value: Properties[string]): boolean {
  if (textProperties.has(name) || name.startsWith("aria")) return false;
  const text = Array.isArray(value) ? value.join(" ") : value;
  return typeof text === "string" && !isSafeUrl(withoutBlanks(text));
}
