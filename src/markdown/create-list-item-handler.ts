import type { List, ListItem, Parents } from "mdast";
import type { Handler } from "mdast-util-to-hast";
import { defaultHandlers } from "remark-rehype";

/**
 * Makes the ecosystem's handler of list items take linear time. For each item it asks all items of the list whether one
 * is loose; it gets a list in the place of theirs that was asked once, and says so itself.
 */
export function createListItemHandler(): Handler {
  const judged = new WeakMap<List, List>();

  function judge(list: List): List {
    let found = judged.get(list);
    if (found === undefined) {
      const spread = (list.spread ?? false) || list.children.some(isLoose);
      judged.set(list, (found = { type: "list", spread, children: [] }));
    }
    return found;
  }

  return (state, node: ListItem, parent: Parents | undefined) =>
    defaultHandlers.listItem(state, node, parent?.type === "list" ? judge(parent) : parent);
}

/** As the handler itself reads it: without a word about it, an item of several blocks is loose. */
function isLoose(item: ListItem): boolean {
  return item.spread ?? item.children.length > 1;
}
