import type { Nodes, Parents, PhrasingContent, Root } from "mdast";
import type { Transform } from "mdast-util-from-markdown";

/** What every address contains in its decoded text. */
const candidate: RegExp = /@|:\/\/|www\./i;

/**
 * Runs the search for addresses (`www.…`, `https://…`, `name@host.tld`) only on texts that can contain one. The
 * search itself walks the whole tree recursively and tries four patterns on each text; most posts have few
 * candidates.
 *
 * @param tree - changed in place
 * @param search - the transform of mdast-util-gfm-autolink-literal
 */
export function linkLiteralsInText(tree: Root, search: Transform): undefined {
  const parents: Parents[] = [tree];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    let children: Nodes[] | undefined;
    for (const [index, child] of parent.children.entries()) {
      let replacement: readonly Nodes[] | undefined;
      if (child.type === "text") {
        if (candidate.test(child.value)) replacement = searchOne(child, search);
      } else if ("children" in child && child.type !== "link" && child.type !== "linkReference") {
        parents.push(child);
      }
      if (replacement !== undefined) children ??= parent.children.slice(0, index);
      if (children !== undefined) for (const node of replacement ?? [child]) children.push(node);
    }
    if (children !== undefined) parent.children = children as typeof parent.children;
  }
}

/** The nodes that replace the text; `undefined` if it stays unchanged. */
function searchOne(text: PhrasingContent, search: Transform): readonly Nodes[] | undefined {
  const alone: Root = { type: "root", children: [text] };
  search(alone);
  return alone.children.length === 1 && alone.children[0] === text ? undefined : alone.children;
}
