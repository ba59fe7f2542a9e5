import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import type { MarkdownLimits } from "../../src/markdown/limits.ts";
import { referenceExpansionLimit, resolveLimits } from "../../src/markdown/limits.ts";

/** Rule and position of the limit that rejects a text, or undefined when it is accepted. */
function refusal(
  text: string,
  limits: Partial<MarkdownLimits> = {},
  parser?: (text: string) => Root,
): string | undefined {
  try {
    parseMarkdown(text, { limits, parser, path: "a.md" });
    return undefined;
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const [message] = error.messages;
    expect(error.messages).toHaveLength(1);
    expect(message).toMatchObject({ file: "a.md", fatal: true, source: "galley" });
    expect(message!.reason).toMatch(/limits\.max|10,000/);
    return `${message!.line}:${message!.column} ${message!.ruleId}`;
  }
}

describe("resolveLimits", () => {
  test("fills in defaults", () => {
    expect(resolveLimits({ maxNesting: 7 })).toMatchObject({
      maxNesting: 7,
      maxTableCells: 100_000,
      maxFootnotes: 5000,
    });
    expect(resolveLimits({ maxNesting: Number.POSITIVE_INFINITY }).maxNesting).toBe(Number.POSITIVE_INFINITY);
  });

  test.each([-1, 1.5, Number.NaN, "9" as unknown as number])("throws for %j", (maxNesting) => {
    expect(() => resolveLimits({ maxNesting })).toThrow(RangeError);
  });

  test("lets references add as much text as the source has, and at least 100 KB", () => {
    expect(referenceExpansionLimit(resolveLimits(), 10)).toBe(100_000);
    expect(referenceExpansionLimit(resolveLimits(), 200_000)).toBe(200_000);
    expect(referenceExpansionLimit(resolveLimits({ maxReferenceExpansionBytes: 3 }), 200_000)).toBe(3);
  });
});

describe("nesting limit", () => {
  test.each([
    ["quotes", "> "],
    ["quotes without spaces", ">"],
    ["list items", "- "],
    ["ordered list items", "1. "],
    ["quotes and list items", "> * "],
  ])("accepts %s at the limit, but none beyond it", (_, marker) => {
    const depth = marker === "> * " ? 5 : 10;
    expect(refusal(`${marker.repeat(depth)}a`, { maxNesting: 10 })).toBeUndefined();
    expect(refusal(`b\n\n${marker.repeat(depth)}> a`, { maxNesting: 10 })).toBe(
      `3:${marker.length * depth + 1} limit-nesting`,
    );
  });

  test("counts list items that are nested on separate lines", () => {
    const list = (depth: number): string =>
      Array.from({ length: depth }, (_, index) => `${"  ".repeat(index)}- a\n`).join("");
    expect(refusal(list(100))).toBeUndefined();
    expect(refusal(list(101))).toBe("101:201 limit-nesting");
  });

  test("counts emphasis after parsing", () => {
    const nested = (depth: number): string => `${"*a **b ".repeat(depth / 2)}c${" b** a*".repeat(depth / 2)}`;
    expect(refusal(nested(20), { maxNesting: 20 })).toBeUndefined();
    expect(refusal(nested(22), { maxNesting: 20 })).toMatch(/limit-nesting$/);
  });

  test.each([
    ["in a fence", `\`\`\`\n${"> ".repeat(200)}a\n\`\`\`\n`],
    ["in indented code", `    ${"> ".repeat(200)}a\n`],
    ["a thematic break", "* ".repeat(200)],
    ["a rule of hyphens", "- ".repeat(200)],
  ])("does not count markers outside of containers: %s", (_, text) => {
    expect(refusal(text)).toBeUndefined();
  });
});

/** A tenth of the default, so that the tests are fast. */
const few = { maxSearchSteps: 10_000_000 };

describe("delimiters", () => {
  test.each(["**_* ", "[ (](", "``\\", "a <!-- b", "a <? ", "a <![CDATA[", "![[](", "_a*_ "])(
    "thousands of %j are rejected where they exceed the limit",
    (part) => {
      expect(refusal(`b\n\n${part.repeat(8000)}`, few)).toMatch(/^3:\d+ limit-delimiters$/);
    },
  );

  test.each(["*a_ ", "a_ ", "a~ ", "_a ", "a]", "[a", "a &amp "])(
    "thousands of %j are accepted, because no matching delimiter is searched for",
    (part) => {
      expect(refusal(part.repeat(5000), { maxSearchSteps: 20_000_000 })).toBeUndefined();
    },
  );

  test.each([
    ["a code fence", (text: string) => `\`\`\`\n${text}\n\`\`\`\n`],
    ["a tilde fence in a list item", (text: string) => `- ~~~md\n  ${text}\n  ~~~\n`],
    ["a code fence in a quote", (text: string) => `> \`\`\`\n> ${text}\n> \`\`\`\n`],
  ])("the same text is accepted in %s", (_, wrap) => {
    expect(refusal(wrap("``\\".repeat(20_000)), few)).toBeUndefined();
  });

  test.each([
    ["raw HTML that contains a fence", "<div>\n```\n\n"],
    ["a comment that contains a fence", "<!--\n```\n-->\n\n"],
    ["a quote that ends a fence", "> ```\n\n"],
    ["a list item that ends a fence", "- ```\nx\n```\n```\n\n"],
  ])("delimiters are counted after what only looks like a code fence: %s", (_, before) => {
    expect(refusal(`${before}${"**_* ".repeat(8000)}`, few)).toMatch(/limit-delimiters$/);
  });

  test("hundreds of paragraphs, table rows or items with delimiters are accepted", () => {
    expect(refusal("*a* b_ [c](d) `e`\n\n".repeat(300))).toBeUndefined();
    expect(refusal(`| a | b |\n|---|---|\n${"| *a* b_ | [c](d) `e` |\n".repeat(300)}`)).toBeUndefined();
    expect(refusal("- *a* b_ [c](d) `e`\n".repeat(300))).toBeUndefined();
  });

  test("`maxSearchSteps` sets the limit", () => {
    const text = "``\\".repeat(700);
    expect(refusal(text)).toBeUndefined();
    expect(refusal(text, { maxSearchSteps: 200_000 })).toMatch(/limit-delimiters$/);
    expect(refusal(text, { maxSearchSteps: Number.POSITIVE_INFINITY })).toBeUndefined();
  });

  // In steps of about ten nanoseconds. 200 repetitions of each were parsed; parts that are read again and again take
  // more for each repetition.
  test.each([
    ["letters", "a", 5],
    ["words", "ab ", 6],
    ["paragraphs", "a\n\n", 812],
    ["empty lines", "\n", 106],
    ["lines of a paragraph", "a\n", 210],
    ["quotes", "> a\n\n", 880],
    ["list items", "- a\n", 253],
    ["emphasis", "*a* ", 425],
    ["opening delimiters", "*a ", 162],
    ["closing delimiters", "a* ", 153],
    ["delimiters that open and close", "a*a", 210],
    ["delimiters of several kinds", "**_* ", 1118],
    ["brackets", "[", 110],
    ["backticks", "``\\", 2572],
    ["links", "[a](b) ", 1437],
    ["setext headings", "a\n=\n", 1272],
    ["headings", "# a\n", 734],
    ["URLs", "www.a.b ", 370],
    ["e-mail addresses", "a@b.cc ", 366],
    ["tags", "a <b> ", 671],
  ])("the steps for %s match their measured cost", (_, part, thousands) => {
    const text = part.repeat(200);
    expect(refusal(text, { maxSearchSteps: thousands * 750 })).toBeDefined();
    expect(refusal(text, { maxSearchSteps: thousands * 1350 })).toBeUndefined();
  });

  // 20 per character; length × (3 × delimiters + length ÷ 100) + 4 × delimiters² per paragraph; 5 × lines² + 100 ×
  // lines × the deepest line; all delimiters² ÷ 10. A text within this estimate is accepted without counting steps.
  test.each([
    ["aaaaaaaaaa", 206],
    ["a\nb\nc", 146],
    ["a\n\nb", 126],
    ["  a", 166],
    ["\ta", 246],
    ["> a", 216],
    ["> > a", 406],
    ["- a", 216],
    ["-a", 56],
    ["1. a", 236],
    ["10) a", 256],
    ["+ a\n* b", 461],
    ["a*b_c", 152],
    ["a\n \nb*", 326],
    ["é~", 56],
    ["*a*\n\n_b_", 281],
    ["1\n2", 81],
    ["- - a", 406],
    ["-", 126],
    ["a\rb*\r\rc", 240],
  ])("%j is estimated at %i steps", (text, steps) => {
    expect(refusal(text, { maxSearchSteps: steps - 1 })).toBeDefined();
    expect(refusal(text, { maxSearchSteps: steps })).toBeUndefined();
  });

  test("a message names the limit, the line and what to do", () => {
    const messageOf = (text: string, limits: Partial<MarkdownLimits>) => {
      try {
        parseMarkdown(text, { limits });
      } catch (error) {
        return (error as ContentError).messages.map(({ reason, note, line }) => [line, reason, note]);
      }
    };
    const note =
      "Look for something that is repeated by mistake. Text that is not Markdown belongs in a code block; a long post can be split.";
    expect(messageOf(`a\n\n${"``\\".repeat(200)}`, { maxSearchSteps: 100_000 })).toEqual([
      [
        3,
        "The marks of this paragraph (`*`, `_`, `~`, backticks, brackets, `<!--` …) have no partners, or there are too many of them: more than limits.maxSearchSteps, 100,000 steps",
        note,
      ],
    ]);
    expect(messageOf("# a\n".repeat(200), { maxSearchSteps: 100_000 })).toMatchObject([
      [
        expect.any(Number),
        "Quotes, lists or underlined headings begin and end too often, or there are too many blocks and lines: more than limits.maxSearchSteps, 100,000 steps",
        note,
      ],
    ]);
    expect(messageOf("> > a", { maxNesting: 1 })).toEqual([
      [1, "Quotes and lists are nested too deeply: more than limits.maxNesting, 1", note],
    ]);
  });

  test("syntax of plugins is limited too", () => {
    const text = `${"$a ".repeat(20_000)}`;
    const parse = () => parseMarkdown(text, { remarkPlugins: [remarkMath], limits: few });
    expect(parse).toThrow(/limits.maxSearchSteps/);
  });
});

describe("limits with a custom parser", () => {
  const parser = () => ({ type: "root" as const, children: [] });

  test("containers are counted before the custom parser runs", () => {
    expect(refusal(`b\n\n${"- ".repeat(101)}a`, {}, parser)).toBe("3:201 limit-nesting");
    expect(refusal(`\`\`\`\n${"- ".repeat(101)}a\n\`\`\``, {}, parser)).toBeUndefined();
  });

  test("too many punctuation marks in a row are rejected", () => {
    expect(refusal(`http://a.b${";".repeat(10_001)}x`, {}, parser)).toBe("1:11 limit-delimiters");
    expect(refusal(`http://a.b${";".repeat(10_000)}x`, {}, parser)).toBeUndefined();
  });
});

describe("structure limit", () => {
  test.each([
    ["lazy continuation lines", "> a\n", "b\n"],
    ["quotes", "", "> a\n\n"],
    ["setext headings", "", "a\n=\n"],
    ["blank lines in a deep list", `${"- ".repeat(90)}x`, "\n"],
    ["blank lines", "", "\n"],
    ["headings", "", "# a\n"],
    ["list items", "", "- a\n"],
    ["paragraphs", "", "a\n\n"],
  ])("too many %s are rejected", (_, before, part) => {
    expect(refusal(before + part.repeat(50_000), few)).toMatch(/^\d+:\d+ limit-structure$/);
  });

  test.each([
    ["setext headings", "a *b*\n=\n\n- c\n"],
    ["quotes", "> a *b*\n> c\n\n"],
    ["nested lists", "- aaaa\n  - bbbb\n"],
    ["references", "[a][b] "],
    ["words and delimiters in a long paragraph", "a & b_c \\d <e ~f "],
    ["URLs", "www.a.b x@y.zz [c] "],
  ])("counting steps does not change the tree: %s", (_, part) => {
    const text = `${part.repeat(1500)}\n\n[b]: /c`;
    // With the smallest limit that accepts the text, all steps are counted.
    const limits = { maxSearchSteps: 400_000_000 };
    const plain = unified().use(remarkParse).use(remarkGfm);
    expect(parseMarkdown(text, { limits })).toEqual(plain.parse(text));
  });
});

describe("tree limits", () => {
  test("count the cells that short rows omit", () => {
    const table = (columns: number, rows: number): string =>
      `|${"a|".repeat(columns)}\n|${"-|".repeat(columns)}\n${"b\n".repeat(rows)}`;
    expect(refusal(table(10, 9), { maxTableCells: 100 })).toBeUndefined();
    expect(refusal(`b\n\n${table(10, 10)}`, { maxTableCells: 100 })).toBe("3:1 limit-table-cells");
    expect(refusal(`${table(5, 9)}\n${table(5, 10)}`, { maxTableCells: 100 })).toBe("13:1 limit-table-cells");
  });

  test("count the text that references add", () => {
    const text = (uses: number): string =>
      `[x]: /${"u".repeat(99)} "${"t".repeat(100)}"\n\n${"[x]\n".repeat(uses)}`;
    expect(refusal(text(5), { maxReferenceExpansionBytes: 1000 })).toBeUndefined();
    expect(refusal(text(6), { maxReferenceExpansionBytes: 1000 })).toBe("8:1 limit-references");
    expect(refusal(text(501))).toBe("503:1 limit-references");
  });

  test("count footnotes and references to them", () => {
    expect(refusal("[^a]: b\n\n[^a] [^a]", { maxFootnotes: 2 })).toBeUndefined();
    expect(refusal("[^a]: b\n\n[^a] [^a] [^a]", { maxFootnotes: 2 })).toBe("3:11 limit-footnotes");
    expect(refusal("[^a]: b\n[^c]: d\n[^e]: f\n", { maxFootnotes: 2 })).toBe("3:1 limit-footnotes");
  });

  test("are checked after plugins too", () => {
    const deepen = () => (tree: { children: unknown[] }) => {
      for (let depth = 0; depth < 120; depth++)
        tree.children = [{ type: "blockquote", children: tree.children }];
    };
    expect(() => parseMarkdown("a", { remarkPlugins: [deepen] })).toThrow(ContentError);
  });
});
