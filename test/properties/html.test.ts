import fc from "fast-check";
import type { Root, RootContent } from "hast";
import { raw } from "hast-util-raw";
import { toHtml } from "hast-util-to-html";
import { describe, expect, test } from "vitest";
import { parseRaw } from "../../src/html/parse-raw.ts";

const tagNames = "a b big font nobr p div span ul li dl dd details summary h2 pre x-y ruby rt section".split(
  " ",
);

/** Tags as careless authors write them: few of them close what they open. */
const tag = fc.oneof(
  fc.constantFrom(...tagNames).chain((name) => fc.constantFrom(`<${name}>`, `</${name}>`)),
  fc.constantFrom("<br>", "<img src=a>", "<a href=b>", "text", "<p>text</p>", "<!-- c -->"),
  fc.constantFrom("<table><tr><td>", "<td>", "</td></tr></table>", "</table>", "<svg><path/></svg>"),
);

/** The blocks of a post: Markdown's own, and raw HTML between them. The first tag shows that it is no part of a table. */
const block: fc.Arbitrary<RootContent> = fc.oneof(
  fc
    .array(tag, { minLength: 1, maxLength: 6 })
    .map((tags) => ({ type: "raw", value: `<i></i>${tags.join("")}` }) as unknown as RootContent),
  fc.constantFrom("p", "h2", "blockquote", "ul", "pre").map(
    (tagName): RootContent => ({
      type: "element",
      tagName,
      properties: {},
      children: [{ type: "text", value: "Markdown" }],
    }),
  ),
);

describe("parseRaw, for any tags", () => {
  test("makes the HTML that parsing the whole tree makes, although it parses only parts of it", () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
        const tree: Root = { type: "root", children: blocks };
        const whole = toHtml(raw(structuredClone(tree)) as Root);
        parseRaw(tree);
        expect(toHtml(tree)).toBe(whole);
      }),
      { numRuns: 300 },
    );
  });
});
