/**
 * Rehype plugin: puts every table into a box of its own that scrolls sideways, by keyboard too, so that a wide table
 * never makes the page wider than the screen.
 */
export function rehypeScrollableTables() {
  return (tree) => {
    const parents = [tree];
    for (let parent = parents.pop(); parent; parent = parents.pop()) {
      for (const [index, child] of parent.children.entries()) {
        if (child.type !== "element") continue;
        if (child.tagName === "table") parent.children[index] = wrap(child);
        else parents.push(child);
      }
    }
  };
}

function wrap(table) {
  return {
    type: "element",
    tagName: "div",
    properties: { className: ["scroll"], tabIndex: 0, role: "region", ariaLabel: "Table" },
    children: [table],
  };
}
