import type { Root } from "hast";
import { sanitize } from "hast-util-sanitize";
import { assignIds } from "./assign-ids.ts";
import { dropUnsafe } from "./drop-unsafe.ts";
import { sanitizeSchema } from "./sanitize-schema.ts";
import type { ToHastOptions } from "./to-hast.ts";

/**
 * Makes a tree fit for a page: what is unsafe is left out and told (unless raw HTML is allowed), headings get ids, ids
 * are unique, links inside the post lead somewhere. Doing it twice changes nothing.
 *
 * @param tree - hast with raw HTML parsed, its depth known to be harmless; it is not changed
 * @param options - see `toHast`
 * @returns a new tree
 */
export function makeSafe(tree: Root, options: ToHastOptions = {}): Root {
  if (options.rawHtml === "allow") return assignIds(structuredClone(tree), options);
  // The first step tells what it leaves out; the second is the ecosystem's own judgement on what is left.
  const told = dropUnsafe(tree, { ...options, tags: true });
  return assignIds(sanitize(told, sanitizeSchema) as Root, options);
}
