// Prints what galley and hast-util-excerpt make of the twelve inputs of docs/excerpt.md: npm run build && node bench/compare-excerpts.mjs

import { excerpt } from "hast-util-excerpt";
import { extractExcerpt, parseMarkdown, renderHtml, toHast, toPlainText } from "../dist/index.js";

const inputs = {
  "marker on a line of its own": "One *two*.\n\n<!-- more -->\n\nThree.",
  "marker within a paragraph": "One **two <!-- more --> three** four.\n\nFive.",
  "marker in a fence only": "Write this:\n\n```html\n<!-- more -->\n```\n\nand the rest is folded.",
  "two markers": "One.\n\n<!-- truncate -->\n\nTwo.\n\n<!-- more -->\n\nThree.",
  "heading first": "# Queues\n\n## Why\n\nA queue hides overload.",
  "picture and caption first": "![A queue](queue.png)\n*A queue, seen from above*\n\nA queue hides overload.",
  "code first": "```sh\nnpm install galley\n```\n\nThat was all. Now parse a post.",
  "reference link": "Read [the *paper*][p] first.\n\nThen measure.\n\n[p]: https://example.com/paper",
  footnote: "A queue hides overload[^1].\n\n[^1]: For a while.",
  "no spaces": `${"队列不能消除过载，它只是把过载藏起来。".repeat(14)}`,
  "joined emoji": "👩‍👩‍👧‍👦".repeat(250),
  "notices and shortcodes":
    "This is part 2 of a 4-part series.\n\n- [Part 1](/1)\n- Part 2\n\n{{< toc >}}\n\nBy Ada Lovelace\n\nA queue hides overload.",
};

const rows = Object.entries(inputs).map(([name, markdown]) => {
  const tree = parseMarkdown(markdown);
  const { text, source, truncated } = extractExcerpt(tree);
  // It knows one marker; comments are in the tree only as long as nothing is sanitised.
  const other = excerpt(toHast(tree, { rawHtml: "allow" }));
  return {
    name,
    galley: text.slice(0, 60),
    source,
    truncated,
    "hast-util-excerpt":
      other === undefined ? undefined : toPlainText(other).slice(0, 60) || renderHtml(other),
  };
});
console.table(rows);
