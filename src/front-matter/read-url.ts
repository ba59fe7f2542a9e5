import { isSafeUrl } from "../html/urls.ts";
import { type FieldReader, textOf } from "./field-reader.ts";
import type { MatterNode } from "./matter-node.ts";

/** A URL that may stand in a page; of another, a warning is left. */
export function readUrl(reader: FieldReader, node: MatterNode, what: string): string | undefined {
  const text = textOf(node);
  if (!text || typeof node.value === "boolean") return undefined;
  if (isSafeUrl(text)) return text;
  reader.warn("front-matter-url", node, {
    reason: `${what} \`${text.slice(0, 60)}\` is left out: only http, https, mailto, tel and relative addresses are safe`,
    note: "Use an address that starts with `https://` or `/`.",
    actual: text,
  });
  return undefined;
}
