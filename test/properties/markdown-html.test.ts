import createDOMPurify from "dompurify";
import fc from "fast-check";
import type { Nodes, Root } from "hast";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { walk } from "../../src/core/walk.ts";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { parseHtml } from "../../src/html/parse-html.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { passTree } from "../../src/html/tree-pass.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { extractHeadings, extractImages, extractLinks, toPlainText } from "../../src/markdown/extract.ts";
import { type RawHtmlPolicy, toHast } from "../../src/markdown/to-hast.ts";

/** Parts of posts: enough structure to interact, and enough noise to conflict. */
const pieces = [
  "# Foo\n\n",
  "## Foo\n\n",
  "# cookie\n\n",
  "# 🎉\n\n",
  "[a](#foo)",
  "[b](#Foo%20x)",
  "[c](javascript:alert(1))",
  "![d](e.png 'f')",
  "[r][r]",
  "\n\n[r]: data:x\n\n",
  "g[^1]",
  "h[^n]",
  "\n\n[^1]: note[^n]\n\n",
  "\n\n[^n]: > # In a note\n\n",
  '<a id="foo">',
  '<b id="fn-1" name="x">',
  '<a name="foo bar">',
  "</a>",
  "</b>",
  "<div>\n\n",
  "\n\n</div>\n\n",
  "<script>",
  "</script>",
  "<svg><title>",
  "</svg>",
  "<table><tr>",
  "<td>",
  "</table>",
  "<!-- ",
  "-->",
  "<x-y onclick=z()>",
  '<p title="',
  '">',
  "- ",
  "> ",
  "1. ",
  "```js {1}\n",
  "```\n",
  "| a | b |\n|---|---|\n| c |\n",
  "**",
  "`",
  "\n",
  "\n\n",
  " ",
  "&amp;",
  "<h2>",
  "</h2>",
  "<br>",
  "日本 ",
];

const markdown = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
    ),
    {
      maxLength: 25,
    },
  )
  .map((parts) => parts.join(""));
const html = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces.filter((piece) => /[<>"]/.test(piece))),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(""));
const policy = fc.constantFrom<RawHtmlPolicy>("sanitize", "allow", "escape");

/** A limit can be exceeded; any other error fails the property. */
function unlessLimited<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof ContentError) return undefined;
    throw error;
  }
}

function htmlOf(text: string, rawHtml: RawHtmlPolicy = "sanitize", footnotePrefix = ""): string | undefined {
  return unlessLimited(() => renderHtml(toHast(parseMarkdown(text), { rawHtml, footnotePrefix })));
}

const { window } = new JSDOM("");
const purify = createDOMPurify(window);

describe("toHast, for any text", () => {
  test("throws only ContentError, and does not change the tree", () => {
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string({ unit: "binary" })), policy, (text, rawHtml) => {
        const tree = unlessLimited(() => parseMarkdown(text));
        if (tree === undefined) return;
        const before = JSON.stringify(tree);
        unlessLimited(() => {
          renderHtml(toHast(tree, { rawHtml }));
          toPlainText(tree);
          extractLinks(tree);
          extractImages(tree);
        });
        expect(JSON.stringify(tree)).toBe(before);
      }),
      { numRuns: 300 },
    );
  });

  test("creates unique ids that are not empty, and the fragment links that it creates have a target", () => {
    fc.assert(
      fc.property(markdown, policy, (text, rawHtml) => {
        const tree = unlessLimited(() => toHast(parseMarkdown(text), { rawHtml }));
        if (tree === undefined) return;
        const ids: string[] = [];
        const targets: string[] = [];
        walk<Nodes>(tree, (node) => {
          if (node.type !== "element") return;
          const { id, href, dataFootnoteRef, dataFootnoteBackref } = node.properties;
          if (id !== undefined) ids.push(String(id));
          if (/^h[1-6]$/.test(node.tagName)) expect(id).toBeTruthy();
          const ofFootnote = dataFootnoteRef !== undefined || dataFootnoteBackref !== undefined;
          if (node.tagName === "a" && (ofFootnote || href === "#foo")) targets.push(String(href).slice(1));
        });
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).not.toContain("");
        const known = new Set(ids);
        for (const target of targets) {
          if (target !== "foo" || /^#+ Foo$/m.test(text) === false) continue;
          expect(known.has(target) || rawHtml === "allow").toBe(true);
        }
        for (const target of targets) if (target.startsWith("fn")) expect(known).toContain(target);
      }),
      { numRuns: 250 },
    );
  });

  test("ignores line endings and a byte order mark", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const unix = text.replace(/\r\n?/g, "\n");
        const expected = htmlOf(unix);
        expect(htmlOf(unix.replaceAll("\n", "\r\n"))?.replace(/\r\n?/g, "\n")).toBe(expected);
        expect(htmlOf(`\uFEFF${unix}`)).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  test("returns HTML from which another sanitizer removes nothing", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const output = htmlOf(text);
        if (output === undefined) return;
        purify.sanitize(output, { ADD_ATTR: ["target"], SAFE_FOR_XML: false });
        expect(purify.removed.map((removed) => JSON.stringify(removed))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("keeps the same headings in both trees", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        unlessLimited(() => {
          const tree = parseMarkdown(text);
          expect(extractHeadings(tree)).toEqual(extractHeadings(toHast(tree, { footnotePrefix: "p-" })));
        });
      }),
      { numRuns: 300 },
    );
  });
});

/** The pass over HTML from another source. */
function makeSafe(tree: Root): Root {
  passTree(tree, { sanitize: true, foreign: "all", report() {} });
  return tree;
}

describe("makeSafe, for any HTML", () => {
  test("changes nothing when it is applied again, to the tree or to its HTML", () => {
    fc.assert(
      fc.property(html, (text) => {
        const once = makeSafe(parseHtml(text));
        expect(makeSafe(structuredClone(once))).toEqual(once);
        const written = renderHtml(once);
        const again = renderHtml(makeSafe(parseHtml(written)));
        // Elements that a parser moves or reopens can need two steps, but never more.
        expect(renderHtml(makeSafe(parseHtml(again)))).toBe(again);
        purify.sanitize(written, { ADD_ATTR: ["target"], SAFE_FOR_XML: false });
        expect(purify.removed.map((removed) => JSON.stringify(removed))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("parseHtml and toPlainText, for any text", () => {
  test("never throw", () => {
    fc.assert(
      fc.property(fc.oneof(html, fc.string({ unit: "binary" })), (text) => {
        const tree = parseHtml(text);
        // White space by the definition of HTML: a vertical tab or a no-break space is text.
        expect(toPlainText(tree)).not.toMatch(/^[ \t\n\f\r]|[ \t]\n|\n\n|[ \t\n\f\r]$/);
      }),
      { numRuns: 500 },
    );
  });
});
