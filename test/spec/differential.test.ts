import { HtmlRenderer, Parser } from "commonmark";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm } from "micromark-extension-gfm";
import { gfmAutolinkLiteralHtml } from "micromark-extension-gfm-autolink-literal";
import { gfmStrikethroughHtml } from "micromark-extension-gfm-strikethrough";
import { gfmTableHtml } from "micromark-extension-gfm-table";
import { gfmTaskListItemHtml } from "micromark-extension-gfm-task-list-item";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, test } from "vitest";
import { createMarkdownParser } from "../../src/markdown/create-markdown-parser.ts";
import { rawHtmlOf, shapeOf } from "./html-shape.ts";

/** Always the same documents, so that failures are reproducible. `RUNS=<number>` generates more of them. */
const { RUNS = "200" } = process.env;
const sample = { numRuns: Number(RUNS), seed: 20_261_125 };
const plain = createMarkdownParser({ gfm: false, cjkFriendly: false });
const flavored = createMarkdownParser({ cjkFriendly: false });

const word = fc.constantFrom(
  "a",
  "bc",
  "d1",
  "é",
  "日本",
  "e_f",
  "&amp;",
  "&#35;",
  "\\*",
  "http://x.y",
  "x@y.z",
  "www.x.y",
);

const inline: fc.Arbitrary<string> = fc.letrec<{ inline: string; piece: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3 },
    word,
    tie("inline").map((text) => `*${text}*`),
    tie("inline").map((text) => `**${text}**`),
    tie("inline").map((text) => `_${text}_`),
    tie("inline").map((text) => `[${text}](u "t")`),
    // Without raw HTML: micromark and commonmark.js write it into the attribute unescaped.
    word.map((text) => `![*${text}* b](<v w>)`),
    word.map((text) => `\`${text}\``),
    word.map((text) => `\`\`\` ${text}\` \`\`\``),
    word.map((text) => `<b class="c">${text}</b>`),
    fc.constantFrom(
      "<http://p.q>",
      "[r]",
      "[s][r]",
      "[R][]",
      "*",
      "_",
      "`",
      "[",
      "]",
      "<",
      "\\\n",
      "  \n",
      "\n",
      "!",
    ),
  ),
  inline: fc.array(tie("piece"), { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(" ")),
})).inline;

const indent = (text: string, by: string): string => text.replaceAll("\n", `\n${by}`);

const block: fc.Arbitrary<string> = fc.letrec<{ block: string; blocks: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    inline,
    inline.map((text) => `## ${text.replaceAll("\n", " ")}`),
    inline.map((text) => `${text}\n---`),
    word.map((text) => `\`\`\`js\n${text}\n\n  <${text}>\n\`\`\``),
    word.map((text) => `    ${text}\n\n     ${text}`),
    fc.constantFrom(
      "***",
      "<div>\n*a*\n</div>",
      "<!-- a -->",
      "[r]: /s 't'",
      "- ",
      "1) a\n3) b",
      "~~~\n> a\n~~~",
    ),
    tie("blocks").map((text) => `> ${indent(text, "> ")}`),
    fc.tuple(tie("blocks"), inline).map(([text, lazy]) => `> ${indent(text, "> ")}\n${lazy}`),
    fc.tuple(tie("blocks"), tie("blocks")).map(([a, b]) => `- ${indent(a, "  ")}\n- ${indent(b, "  ")}`),
    fc
      .tuple(tie("blocks"), tie("blocks"))
      .map(([a, b]) => `7. ${indent(a, "   ")}\n\n8. ${indent(b, "   ")}`),
  ),
  blocks: fc
    .array(tie("block"), { minLength: 1, maxLength: 3 })
    .chain((blocks) => fc.constantFrom("\n", "\n\n").map((between) => blocks.join(between))),
})).blocks;

const document = fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => `${blocks.join("\n\n")}\n`);

const table = fc
  .tuple(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 3 }), fc.constantFrom("", ":"))
  .map(
    ([rows, align]) =>
      `| a | b |\n|${align}--|--:|\n${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}`,
  );
/**
 * remark-gfm, and so we, also search for URLs in the finished text, after a bracket or an underscore; micromark does
 * not.
 */
const withoutAddresses = (text: string): string => text.replace(/http:\/\/x\.y|x@y\.z|www\.x\.y/g, "k");

const flavoredDocument = fc
  .array(fc.oneof(block, table, fc.constantFrom("- [ ] a\n- [x] b", "~~a~~ ~b~ ~~~c~~~", "a | b\nc")), {
    maxLength: 5,
  })
  .map((blocks) => `${blocks.join("\n\n")}\n`);

const reader = new Parser();
const writer = new HtmlRenderer();

test("the HTML is the same as micromark's for generated CommonMark documents", () => {
  fc.assert(
    fc.property(document, (text) => {
      const expected = micromark(text, { allowDangerousHtml: true, allowDangerousProtocol: true });
      expect(shapeOf(rawHtmlOf(plain.sync(text)))).toBe(shapeOf(expected));
    }),
    sample,
  );
});

/**
 * A run of asterisks that can both open and close (with punctuation on both sides) does not match another when their
 * lengths add up to a multiple of three. The specification counts whole runs, micromark the remaining part: they can
 * differ for a run of two or more.
 */
const hasRunsToCount = (text: string): boolean =>
  /\*\*|__/.test(text) &&
  /(?<=[^\s\p{L}\p{N}_])_+(?=[^\s\p{L}\p{N}_])|(?<=[^\s\p{L}\p{N}*])\*+(?=[^\s\p{L}\p{N}*])/u.test(text);

/**
 * A list that does not start with 1, or starts with an empty item, cannot interrupt a paragraph. In micromark it
 * cannot follow indented code or start in a block quote that interrupts a paragraph either, so every list here starts
 * with 1.
 */
const beginningWithOne = (text: string): string => text.replace(/[78]\. /g, "1. ").replace(/- $/gm, "- a");

/** micromark splits indented code at its blank lines when its first line ends a block quote or a list. */
const withCodeJoined = (shape: string): string => shape.replaceAll("</code></pre><pre><code>", " ");

test("the HTML is the same as commonmark.js's for generated CommonMark documents", () => {
  fc.assert(
    fc.property(document.map(beginningWithOne), (text) => {
      fc.pre(!hasRunsToCount(text));
      const expected = shapeOf(writer.render(reader.parse(text)));
      expect(withCodeJoined(shapeOf(rawHtmlOf(plain.sync(text))))).toBe(withCodeJoined(expected));
    }),
    sample,
  );
});

test("the HTML is the same as micromark's for generated GFM documents", () => {
  fc.assert(
    fc.property(flavoredDocument.map(withoutAddresses), (text) => {
      const expected = micromark(text, {
        allowDangerousHtml: true,
        allowDangerousProtocol: true,
        extensions: [gfm()],
        // Without the tag filter, which the sanitizer handles here.
        htmlExtensions: [
          gfmAutolinkLiteralHtml(),
          gfmStrikethroughHtml(),
          gfmTableHtml(),
          gfmTaskListItemHtml(),
        ],
      });
      const actual = rawHtmlOf(flavored.sync(text)).replace(
        / class="(?:contains-)?task-list(?:-item)?"/g,
        "",
      );
      expect(shapeOf(actual)).toBe(shapeOf(expected));
    }),
    sample,
  );
});

test("the tree is the same as remark-gfm's for generated GFM documents", () => {
  const whole = unified().use(remarkParse).use(remarkGfm).freeze();
  const plainData = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  fc.assert(
    fc.property(flavoredDocument, (text) => {
      expect(plainData(flavored.sync(text))).toEqual(plainData(whole.parse(text)));
    }),
    sample,
  );
});
