import type { Root } from "mdast";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmFootnoteFromMarkdown } from "mdast-util-gfm-footnote";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import { gfmFootnote } from "micromark-extension-gfm-footnote";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import type { Construct, ConstructRecord, Extension } from "micromark-util-types";
import type { Processor } from "unified";
import { gfmPart } from "./gfm-parts.ts";
import { linkLiteralsInText } from "./link-literals-in-text.ts";

/**
 * A unified plugin: `remark-gfm` in parts. Attached with the parts that a text can need, it makes the tree that
 * `remark-gfm` makes, and spares what the others cost: looking for e-mail addresses alone is a third of a parse.
 *
 * @param parts - bits of `gfmPart`
 */
export function remarkGfmParts(this: Processor, parts: number): undefined {
  const data = this.data();
  const micromark = (data.micromarkExtensions ??= []);
  const fromMarkdown = (data.fromMarkdownExtensions ??= []);
  // In the order of remark-gfm: of two constructs for one character, the later extension is asked first.
  if (parts & (gfmPart.url | gfmPart.email)) {
    micromark.push(parts & gfmPart.email ? gfmAutolinkLiteral() : urlLiteral());
    const extension = gfmAutolinkLiteralFromMarkdown();
    const [transform] = extension.transforms ?? [];
    fromMarkdown.push({
      ...extension,
      transforms: [(tree) => transform && linkLiteralsInText(tree as Root, transform)],
    });
  }
  if (parts & gfmPart.footnote) {
    micromark.push(gfmFootnote());
    fromMarkdown.push(gfmFootnoteFromMarkdown());
  }
  if (parts & gfmPart.strikethrough) {
    micromark.push(gfmStrikethrough());
    fromMarkdown.push(gfmStrikethroughFromMarkdown());
  }
  if (parts & gfmPart.table) {
    micromark.push(gfmTable());
    fromMarkdown.push(gfmTableFromMarkdown());
  }
  if (parts & gfmPart.taskListItem) {
    micromark.push(gfmTaskListItem());
    fromMarkdown.push(gfmTaskListItemFromMarkdown());
  }
}

const partByConstruct: Readonly<Record<string, number>> = {
  table: gfmPart.table,
  strikethrough: gfmPart.strikethrough,
  gfmFootnoteDefinition: gfmPart.footnote,
  tasklistCheck: gfmPart.taskListItem,
  protocolAutolink: gfmPart.url | gfmPart.email,
};

/**
 * Tells which parts the plugins of a processor bring along themselves (`remark-gfm` with `singleTilde: false`, say).
 * Attaching a part twice would undo its options.
 *
 * @param processor - a frozen processor with the plugins and without {@linkcode remarkGfmParts}
 */
export function gfmPartsOfProcessor(processor: Pick<Processor, "data">): number {
  const extensions = (processor.data("micromarkExtensions") ?? []) as (Extension | Extension[])[];
  let parts = 0;
  for (const extension of extensions.flat()) {
    for (const record of [extension.document, extension.flow, extension.text]) {
      for (const name of constructNames(record)) parts |= partByConstruct[name] ?? 0;
    }
  }
  return parts;
}

function constructNames(record: ConstructRecord | undefined): string[] {
  return Object.values(record ?? {})
    .flat()
    .flatMap((construct: Construct | undefined) => construct?.name ?? []);
}

/** Only the constructs that begin with an `h` or a `w`, for a text without e-mail addresses. */
function urlLiteral(): Extension {
  const { text = {} } = gfmAutolinkLiteral();
  const only: ConstructRecord = {};
  for (const code of [72, 87, 104, 119]) {
    only[code] = [text[code] ?? []].flat().filter(({ name }) => name !== "emailAutolink");
  }
  return { text: only };
}
