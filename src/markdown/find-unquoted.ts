import type { Nodes, Root } from "mdast";
import type { VFileMessage } from "vfile-message";
import { pointAt } from "../core/text-position.ts";
import { walk } from "../core/walk.ts";
import { createMessage } from "../diagnostics/create-message.ts";

/** A tag with an attribute whose value has a slash and no quotes: name, attribute, value. */
const unquoted =
  /<([a-z][a-z\d-]*)(?:\s+[a-z_:][\w.:-]*(?:=(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?){0,20}?\s+([a-z_:][\w.:-]*)=([^\s"'=<>`][^\s"'=<>`/]*\/[^\s"'=<>`]+)[^<>]{0,500}>/gi;

/**
 * Finds tags in lines of text that the parser reads as text, since an attribute without quotes has a slash in its value.
 * HTML and the specification of CommonMark allow it; see docs/upstream/micromark-unquoted-attributes.md.
 */
export function findUnquoted(tree: Root, source: string, path: string | undefined): VFileMessage[] {
  const found = source.includes("=") ? [...source.matchAll(unquoted)] : [];
  if (found.length === 0) return [];
  const texts: { start: number; end: number }[] = [];
  walk<Nodes>(tree, (node) => {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (node.type === "text" && start !== undefined && end !== undefined) texts.push({ start, end });
  });
  return found
    .filter(
      ({ index }) =>
        source[index - 1] !== "\\" && texts.some(({ start, end }) => start <= index && index < end),
    )
    .slice(0, 20)
    .map(({ index, 1: tag = "", 2: attribute = "", 3: value = "" }) =>
      createMessage("html-unquoted", {
        reason: `The tag <${tag}> is shown as text: the value of "${attribute}" has a slash and no quotes`,
        note: `Write \`${attribute}="${value}"\`.`,
        path,
        place: pointAt(source, index),
      }),
    );
}
