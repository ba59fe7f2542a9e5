import fc from "fast-check";
import type { Element, Root, RootContent } from "hast";
import { raw } from "hast-util-raw";
import { toHtml } from "hast-util-to-html";
import { describe, expect, test } from "vitest";
import { parseRaw } from "../../src/html/parse-raw.ts";

const tagNames = "a b big font nobr p div span ul li dl dd details summary h2 pre x-y ruby rt section".split(
  " ",
);

/** Tags as careless authors write them: few elements are closed. */
const tag = fc.oneof(
  fc.constantFrom(...tagNames).chain((name) => fc.constantFrom(`<${name}>`, `</${name}>`)),
  fc.constantFrom("<br>", "<img src=a>", "<a href=b>", "text", "<p>text</p>", "<!-- c -->"),
  fc.constantFrom(
    "<table><tr><td>a<td>b</table>",
    "<td>",
    "</td></tr></table>",
    "</table>",
    "<svg><path/></svg>",
  ),
);

/** The blocks of a post: Markdown and raw HTML. */
const block: fc.Arbitrary<RootContent> = fc.oneof(
  fc
    .array(tag, { minLength: 1, maxLength: 6 })
    .map((tags) => ({ type: "raw", value: tags.join("") }) as unknown as RootContent),
  fc.constantFrom("p", "h2", "blockquote", "ul", "pre").map(
    (tagName): RootContent => ({
      type: "element",
      tagName,
      properties: {},
      children: [{ type: "text", value: "Markdown" }],
    }),
  ),
);

/** HTML that closes all its elements, some of them around Markdown, as a list of blocks. */
const { closed } = fc.letrec<{ closed: RootContent[] }>((tie) => ({
  closed: fc.oneof(
    { depthSize: "small" },
    block.filter(({ type }) => type === "element").map((node) => [node]),
    fc
      .constantFrom("<b>x</b>", "<ul><li>a<li>b</ul>", "<p>x</p>", "<p>a <i>b</i></p>")
      .map((value) => [html(value)]),
    fc
      .tuple(
        fc.constantFrom("div", "details", "center", "b", "x-y", "section", "blockquote"),
        fc.array(tie("closed"), { maxLength: 3 }),
      )
      .map(([name, inner]) => [html(`<${name}>`), ...inner.flat(), html(`</${name}>`)]),
    fc
      .array(tie("closed"), { maxLength: 3 })
      .map((inner) => [html("<table><tr><td>"), ...inner.flat(), html("</td></tr></table>")]),
  ),
}));

function html(value: string): RootContent {
  return { type: "raw", value } as unknown as RootContent;
}

describe("parseRaw, for any tags", () => {
  test("creates the same HTML as parsing the whole tree when all elements are closed", () => {
    fc.assert(
      fc.property(fc.array(closed, { minLength: 1, maxLength: 6 }), (blocks) => {
        // The first tag shows that this is not part of a table.
        const tree: Root = { type: "root", children: [html("<i></i>"), ...blocks.flat()] };
        const whole = toHtml(raw(structuredClone(tree)) as Root);
        parseRaw(tree);
        expect(toHtml(tree)).toBe(whole);
      }),
      { numRuns: 200 },
    );
  });

  test("does not change the last block, whatever is opened before it", () => {
    const last: RootContent = {
      type: "element",
      tagName: "h2",
      properties: {},
      children: [{ type: "text", value: "Last" }],
    };
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), fc.boolean(), (blocks, isQuoted) => {
        const quote: RootContent = {
          type: "element",
          tagName: "blockquote",
          properties: {},
          children: [...blocks, last] as Element["children"],
        };
        const tree: Root = { type: "root", children: isQuoted ? [quote] : [...blocks, last] };
        parseRaw(tree);
        const end = isQuoted ? (tree.children.at(-1) as Element) : tree;
        expect(toHtml(end.children.at(-1) as RootContent)).toBe("<h2>Last</h2>");
      }),
      { numRuns: 200 },
    );
  });
});
