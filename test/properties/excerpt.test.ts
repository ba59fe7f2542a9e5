import fc from "fast-check";
import type { Root } from "mdast";
import { describe, expect, test } from "vitest";
import { extractExcerpt, extractExcerptFromHtml } from "../../src/excerpt/extract-excerpt.ts";
import { parseHtml } from "../../src/html/parse-html.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { toPlainText } from "../../src/markdown/extract.ts";
import { toHast } from "../../src/markdown/to-hast.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

const inline = fc.constantFrom(
  "word ",
  "Sentence ends. ",
  "*emphasis* ",
  "**strong** ",
  "`Array<string>` ",
  "[link](https://a.example/b_c) ",
  "[ref][r] ",
  "[down](#id) ",
  "https://b.example/x ",
  "note[^n] ",
  "![alt](i.png) ",
  "my_var_name ",
  "10:30 ",
  "&amp; &lt; ",
  "中文字符。",
  "日本語の文章、",
  "한국어 ",
  "ภาษาไทย",
  "हिन्दी। ",
  "مرحبا ",
  "👩‍👩‍👧‍👦 ",
  "👍🏽",
  "e\u0301 ",
  "{{< x >}} ",
  "{% y %} ",
  "<b>bold</b> ",
  '<i id="x" onclick="a()">i</i> ',
  "<!-- c --> ",
  "<!-- more --> ",
  "<script>a()</script> ",
  "\n",
  "  \n",
);
const paragraph = fc.array(inline, { minLength: 1, maxLength: 14 }).map((parts) => parts.join(""));
const block = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  paragraph.map((text) => `- ${text.replace(/\n/g, " ")}\n- two\n  - ${text.replace(/\n/g, " ")}`),
  paragraph.map((text) => `> ${text.replace(/\n/g, " ")}`),
  fc.constantFrom(
    "# Heading",
    "## Heading {#id}",
    "~~~js\nlet a;\n~~~",
    "    indented",
    "| a | b |\n| - | - |\n| c | d |",
    "---",
    "<!-- more -->",
    "<div>\n\nraw\n\n</div>",
    "<p>raw</p>",
    "<details>",
    "</details>",
    "- [One](#one)\n- [Two](#two)",
    "* TOC\n{:toc}",
    "This is part 2 of a 4-part series.",
    "Run this:",
    "![alone](a.png)",
    "*caption*",
    'import A from "a"',
    "[^n]: The note.",
    "[r]: https://r.example",
    "<script>\na()\n</script>",
    "<!-- unclosed",
  ),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
const markdown = fc.array(block, { maxLength: 9 }).map((blocks) => blocks.join("\n\n"));

describe("extractExcerpt", () => {
  test("returns an automatic text that is a grapheme prefix of its blocks' text and within the limit", () => {
    const plain = fc.array(
      fc.array(
        fc.constantFrom(
          "word ",
          "end. ",
          "中文。",
          "日本語、",
          "ไทย",
          "👍🏽 ",
          "e\u0301",
          "*em* ",
          "`code` ",
          "مرحبا ",
        ),
        { minLength: 1, maxLength: 30 },
      ),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(plain, fc.integer({ min: 5, max: 120 }), (paragraphs, maxLength) => {
        const tree = parseMarkdown(paragraphs.map((parts) => parts.join("").trim()).join("\n\n"));
        const { text, source } = extractExcerpt(tree, { maxLength, listSeparator: " " });
        expect(source).toBe("auto");
        expect(graphemes(text).length).toBeLessThanOrEqual(maxLength);
        const whole = tree.children.map((child) => toPlainText(child).trim().replace(/\s+/g, " ")).join(" ");
        const start = text.replace(/…$/, "");
        expect(whole.startsWith(start)).toBe(true);
        expect(graphemes(whole).slice(0, graphemes(start).length).join("")).toBe(start);
      }),
      { numRuns: 150 },
    );
  });

  test("returns text that is well-formed, within the limit, and unchanged when cut again", () => {
    fc.assert(
      fc.property(markdown, fc.integer({ min: 1, max: 250 }), (markdown, maxLength) => {
        const { text, source, truncated } = extractExcerpt(parseMarkdown(markdown), {
          maxLength,
          markers: [],
        });
        expect(text.isWellFormed()).toBe(true);
        expect(text).toBe(text.trim());
        expect(graphemes(text).length).toBeLessThanOrEqual(maxLength);
        expect(source === "empty").toBe(text === "");
        const again: Root = {
          type: "root",
          children: [{ type: "paragraph", children: [{ type: "text", value: text }] }],
        };
        if (source === "auto" && !/\{|^(?:import|This is part)|:$/.test(text)) {
          expect(extractExcerpt(again, { maxLength, markers: [] }).text).toBe(text);
        }
        if (text.endsWith("…") && source === "auto") expect(truncated).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test("returns HTML that parses to the same tree, without ids, scripts or footnote references", () => {
    fc.assert(
      fc.property(
        markdown,
        fc.constantFrom("drop" as const, "alt" as const, "keep" as const),
        fc.constantFrom("sanitize" as const, "allow" as const, "escape" as const),
        (markdown, images, rawHtml) => {
          const { html } = extractExcerpt(parseMarkdown(markdown), { images, rawHtml });
          expect(renderHtml(parseHtml(html))).toBe(html);
          expect(html).not.toMatch(/<[^>]*\s(?:id|name)=|<script|data-footnote|<!--/);
          if (rawHtml === "sanitize") expect(html).not.toMatch(/<[^>]*\sonclick=/);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("omits nothing from a post when `truncated` is false", () => {
    fc.assert(
      fc.property(markdown, (markdown) => {
        const tree = parseMarkdown(markdown);
        const sizes = { maxLength: 5000, minWords: 5000 };
        const { text, truncated } = extractExcerpt(tree, { markers: [], listSeparator: " ", ...sizes });
        // Raw HTML is not text in either, unless a post has nothing else.
        if (truncated || markdown.includes("<")) return;
        const fold = (text: string): string => text.replace(/\{\{.*?\}\}|\{%.*?%\}|\{:[^}]*\}|\s+/gs, "");
        expect(fold(text)).toBe(fold(toPlainText(tree)));
      }),
      { numRuns: 150 },
    );
  });

  test("returns the same text from the HTML when there is no raw HTML", () => {
    fc.assert(
      fc.property(markdown, fc.integer({ min: 5, max: 250 }), (markdown, maxLength) => {
        if (markdown.includes("<")) return;
        const tree = parseMarkdown(markdown);
        const html = renderHtml(toHast(tree));
        expect(extractExcerptFromHtml(html, { maxLength }).text).toBe(
          extractExcerpt(tree, { maxLength }).text,
        );
      }),
      { numRuns: 400 },
    );
  });

  test("never changes the tree, and never throws for any HTML", () => {
    fc.assert(
      fc.property(markdown, fc.string({ unit: "binary", maxLength: 80 }), (markdown, noise) => {
        const tree = parseMarkdown(markdown);
        const before = structuredClone(tree);
        extractExcerpt(tree, { frontMatter: noise, description: noise });
        extractExcerpt(tree);
        expect(tree).toEqual(before);
        extractExcerptFromHtml(markdown + noise);
      }),
      { numRuns: 120 },
    );
  });
});
