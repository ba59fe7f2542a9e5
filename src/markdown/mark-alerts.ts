import type { Blockquote, Nodes, Paragraph, Root } from "mdast";
import { walk } from "../core/walk.ts";

declare module "mdast" {
  interface Data {
    /**
     * The library's use of a node: a quote that is a GitHub alert, or the paragraph with its label, which is not
     * the author's text (excerpts and plain text leave it out).
     */
    galley?: "alert" | "alert-title" | undefined;
  }
}

const marker: RegExp = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\r?\n|\r|$)/i;

/**
 * Turns quotes into GitHub alerts if their first line is exactly `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or
 * `[!CAUTION]`, in upper or lower case, and text follows. The quote becomes a `div` with `role="note"`, and its label a
 * visible paragraph, so that the kind does not depend on color:
 *
 * ```html
 * <div class="markdown-alert markdown-alert-note" role="note"><p class="markdown-alert-title">Note</p>…</div>
 * ```
 */
export function markAlerts(tree: Root, source: string): void {
  if (!source.includes("[!")) return;
  walk<Nodes>(tree, (node) => {
    if (node.type === "blockquote") markQuote(node, source);
  });
}

function markQuote(quote: Blockquote, source: string): void {
  const [paragraph] = quote.children;
  if (quote.data?.hName !== undefined || paragraph?.type !== "paragraph") return;
  const [text, next] = paragraph.children;
  if (text?.type !== "text") return;
  const found = marker.exec(text.value);
  if (found === null) return;
  const endsText = found[0].length === text.value.length;
  const endsLine = !endsText || /[\r\n]$/.test(found[0]) || next === undefined || next.type === "break";
  const start = text.position?.start.offset;
  // `\[!NOTE]` is the same in the tree.
  if (!endsLine || (start !== undefined && source.charAt(start) !== "[")) return;

  const rest = paragraph.children.slice(1);
  if (endsText) {
    if (next?.type === "break") rest.shift();
  } else {
    rest.unshift({ ...text, value: text.value.slice(found[0].length) });
  }
  const others = quote.children.slice(1);
  if (rest.length === 0 && others.length === 0) return;

  const kind = found[1]!.toLowerCase();
  const title: Paragraph = {
    type: "paragraph",
    data: { galley: "alert-title", hProperties: { className: ["markdown-alert-title"] } },
    children: [{ type: "text", value: kind.charAt(0).toUpperCase() + kind.slice(1) }],
    position: paragraph.position,
  };
  quote.data = {
    ...quote.data,
    galley: "alert",
    hName: "div",
    hProperties: { className: ["markdown-alert", `markdown-alert-${kind}`], role: "note" },
  };
  quote.children = [title, ...(rest.length === 0 ? [] : [{ ...paragraph, children: rest }]), ...others];
}
