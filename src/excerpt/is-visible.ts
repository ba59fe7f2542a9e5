import { findComments } from "./find-comments.ts";
import { roleOf } from "./role-of.ts";
import type { TreeNode } from "./tree-node.ts";

/** Whether a node puts anything before a reader: text, an image, a formula. A rule or a comment does not. */
export function isVisible(node: TreeNode): boolean {
  const stack = [node];
  while (stack.length > 0) {
    const part = stack.pop()!;
    const role = roleOf(part);
    if (role === "hidden" || role === "comment" || role === "break" || role === "note-mark") continue;
    if (role === "media") return true;
    if (role === "raw") {
      if (isVisibleHtml(part.value ?? "")) return true;
      continue;
    }
    if (part.value !== undefined && /\S/.test(part.value)) return true;
    const { children = [] } = part;
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
  return false;
}

/** Whether raw HTML shows something by itself. */
function isVisibleHtml(html: string): boolean {
  let rest = "";
  let from = 0;
  for (const { start, end } of findComments(html)) {
    rest += html.slice(from, start);
    from = end;
  }
  rest += html.slice(from);
  if (/<(?:img|video|audio|iframe|picture|svg|object|embed|canvas)(?![\w-])/i.test(rest)) return true;
  return /\S/.test(rest.replace(/<(script|style|template)(?![\w-])[\s\S]*$/i, "").replace(/<[^<>]*>?/g, ""));
}
