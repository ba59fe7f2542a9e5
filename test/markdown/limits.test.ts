import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import type { MarkdownLimits } from "../../src/markdown/limits.ts";
import { referenceExpansionLimit, resolveLimits } from "../../src/markdown/limits.ts";
import { parseMarkdown } from "../../src/markdown/parse-markdown.ts";

/** Rule and place of the limit that refuses a text; nothing when it passes. */
function refusal(text: string, limits: Partial<MarkdownLimits> = {}): string | undefined {
  try {
    parseMarkdown(text, { limits, path: "a.md" });
    return undefined;
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const [message] = error.messages;
    expect(error.messages).toHaveLength(1);
    expect(message).toMatchObject({ file: "a.md", fatal: true, source: "galley" });
    expect(message!.reason).toMatch(/limits\.max/);
    return `${message!.line}:${message!.column} ${message!.ruleId}`;
  }
}

describe("resolveLimits", () => {
  test("fills in what is left out", () => {
    expect(resolveLimits({ maxNesting: 7 })).toMatchObject({
      maxNesting: 7,
      maxTableCells: 100_000,
      maxFootnotes: 2000,
    });
    expect(resolveLimits({ maxNesting: Number.POSITIVE_INFINITY }).maxNesting).toBe(Number.POSITIVE_INFINITY);
  });

  test.each([-1, 1.5, Number.NaN, "9" as unknown as number])("refuses %j", (maxNesting) => {
    expect(() => resolveLimits({ maxNesting })).toThrow(RangeError);
  });

  test("lets references copy as much as the text is long, 100 KB at least", () => {
    expect(referenceExpansionLimit(resolveLimits(), 10)).toBe(100_000);
    expect(referenceExpansionLimit(resolveLimits(), 200_000)).toBe(200_000);
    expect(referenceExpansionLimit(resolveLimits({ maxReferenceExpansionBytes: 3 }), 200_000)).toBe(3);
  });
});

describe("nesting", () => {
  test.each([
    ["quotes", "> "],
    ["quotes without spaces", ">"],
    ["items", "- "],
    ["ordered items", "1. "],
    ["quotes and items", "> * "],
  ])("%s pass at the limit and not past it", (_, marker) => {
    const depth = marker === "> * " ? 5 : 10;
    expect(refusal(`${marker.repeat(depth)}a`, { maxNesting: 10 })).toBeUndefined();
    expect(refusal(`b\n\n${marker.repeat(depth)}> a`, { maxNesting: 10 })).toBe(
      `3:${marker.length * depth + 1} limit-nesting`,
    );
  });

  test("counts items that nest line by line", () => {
    const list = (depth: number): string =>
      Array.from({ length: depth }, (_, index) => `${"  ".repeat(index)}- a\n`).join("");
    expect(refusal(list(100))).toBeUndefined();
    expect(refusal(list(101))).toBe("101:201 limit-nesting");
  });

  test("counts emphasis, after the parse", () => {
    const nested = (depth: number): string => `${"*a **b ".repeat(depth / 2)}c${" b** a*".repeat(depth / 2)}`;
    expect(refusal(nested(20), { maxNesting: 20 })).toBeUndefined();
    expect(refusal(nested(22), { maxNesting: 20 })).toMatch(/limit-nesting$/);
  });

  test.each([
    ["in a fence", `\`\`\`\n${"> ".repeat(200)}a\n\`\`\`\n`],
    ["in indented code", `    ${"> ".repeat(200)}a\n`],
    ["a thematic break", "* ".repeat(200)],
    ["a rule of hyphens", "- ".repeat(200)],
  ])("does not count what is no container: %s", (_, text) => {
    expect(refusal(text)).toBeUndefined();
  });
});

describe("marks", () => {
  test.each([
    ["*a_ ", 4000],
    ["a_ ", 4000],
    ["**_* ", 4000],
    ["[ (](", 4000],
    ["``\\", 4000],
    ["a <!-- b", 4000],
    ["a <? ", 4000],
    ["a <![CDATA[", 4000],
    ["![[]()", 4000],
  ])("%j by the thousand is refused where it becomes too much", (part, count) => {
    expect(refusal(`b\n\n${part.repeat(count)}`)).toMatch(/^3:\d+ limit-delimiters$/);
  });

  test.each([
    ["a fence", (text: string) => `\`\`\`\n${text}\n\`\`\`\n`],
    ["a fence of tildes in an item", (text: string) => `- ~~~md\n  ${text}\n  ~~~\n`],
    ["a fence in a quote", (text: string) => `> \`\`\`\n> ${text}\n> \`\`\`\n`],
  ])("the same text is welcome in %s", (_, wrap) => {
    expect(refusal(wrap("*a_ ".repeat(4000)))).toBeUndefined();
  });

  test.each([
    ["raw HTML that holds a fence", "<div>\n```\n\n```\n"],
    ["a comment that holds a fence", "<!--\n```\n-->\n\n"],
    ["a quote that ends a fence", "> ```\n\n"],
    ["an item that ends a fence", "- ```\nx\n```\n```\n\n"],
    ["maths that holds a fence", "$$\n```\n$$\n\n"],
  ])("no fence hides them that is none: %s", (_, before) => {
    const text = `${before}${"*a_ ".repeat(4000)}`;
    expect(refusal(text)).toMatch(/limit-delimiters$/);
  });

  test("hundreds of paragraphs of them are welcome, and so is a table", () => {
    expect(refusal("*a* b_ [c](d) `e`\n\n".repeat(300))).toBeUndefined();
    expect(refusal(`| a | b |\n|---|---|\n${"| *a* b_ | [c](d) `e` |\n".repeat(300)}`)).toBeUndefined();
    expect(refusal("- *a* b_ [c](d) `e`\n".repeat(300))).toBeUndefined();
  });

  test("maxSearchSteps sets the limit", () => {
    expect(refusal("a_ ".repeat(200), { maxSearchSteps: 1000 })).toMatch(/limit-delimiters$/);
    expect(refusal("a_ ".repeat(2500), { maxSearchSteps: Number.POSITIVE_INFINITY })).toBeUndefined();
  });
});

describe("structure", () => {
  test.each([
    ["lazy lines", "> a\n", "b\n"],
    ["quotes", "", "> a\n\n"],
    ["underlined headings", "", "a\n=\n"],
    ["empty lines in a deep list", `${"- ".repeat(90)}x`, "\n"],
  ])("%s without end are refused", (_, before, part) => {
    expect(refusal(before + part.repeat(20_000))).toMatch(/limit-structure$/);
  });
});

describe("the tree", () => {
  test("counts the cells that short rows leave out", () => {
    const table = (columns: number, rows: number): string =>
      `|${"a|".repeat(columns)}\n|${"-|".repeat(columns)}\n${"b\n".repeat(rows)}`;
    expect(refusal(table(10, 9), { maxTableCells: 100 })).toBeUndefined();
    expect(refusal(`b\n\n${table(10, 10)}`, { maxTableCells: 100 })).toBe("3:1 limit-table-cells");
    expect(refusal(`${table(5, 9)}\n${table(5, 10)}`, { maxTableCells: 100 })).toBe("13:1 limit-table-cells");
  });

  test("counts what references copy", () => {
    const text = (uses: number): string =>
      `[x]: /${"u".repeat(99)} "${"t".repeat(100)}"\n\n${"[x]\n".repeat(uses)}`;
    expect(refusal(text(5), { maxReferenceExpansionBytes: 1000 })).toBeUndefined();
    expect(refusal(text(6), { maxReferenceExpansionBytes: 1000 })).toBe("8:1 limit-references");
    expect(refusal(text(501))).toBe("503:1 limit-references");
  });

  test("counts footnotes and references to them", () => {
    expect(refusal("[^a]: b\n\n[^a] [^a]", { maxFootnotes: 2 })).toBeUndefined();
    expect(refusal("[^a]: b\n\n[^a] [^a] [^a]", { maxFootnotes: 2 })).toBe("3:11 limit-footnotes");
    expect(refusal("[^a]: b\n[^c]: d\n[^e]: f\n", { maxFootnotes: 2 })).toBe("3:1 limit-footnotes");
  });

  test("is checked after plugins too", () => {
    const deepen = () => (tree: { children: unknown[] }) => {
      for (let depth = 0; depth < 120; depth++)
        tree.children = [{ type: "blockquote", children: tree.children }];
    };
    expect(() => parseMarkdown("a", { remarkPlugins: [deepen] })).toThrow(ContentError);
  });
});

describe("blocks and lines in plenty", () => {
  const limit = 400_000_000;
  /** How many of a unit fit when each takes so many steps, and the line at which there is one too many. */
  const overflow = (unit: string, steps: number, lines = 1): [text: string, place: string] => {
    const fitting = Math.floor(limit / steps);
    return [unit.repeat(fitting + 1), `${fitting * lines + 1}:1 limit-structure`];
  };

  // Each would take gigabytes of memory at the 2 MiB that a post may have.
  test.each([
    ["empty lines", ...overflow("\n", 600)],
    ["lines of white space", ...overflow(" \n", 600)],
    ["headings", ...overflow("# a\n", 3900)],
    ["rules", ...overflow("***\n", 3900)],
    ["items", ...overflow("- a\n", 6900)],
  ])("%s are refused at the first that is too many", (_, text, place) => {
    expect(refusal(text)).toBe(place);
  });

  test("paragraphs are refused, and lines that go one on", () => {
    // A paragraph of one line and the empty line behind it take 4,500 steps: 88,888 fit, and one more without its empty line.
    expect(refusal("a\n\n".repeat(100_000))).toBe("177778:1 limit-structure");
    // The first line begins a block and takes 3,000 steps more; 900 each: 444,441 fit.
    expect(refusal("a\n".repeat(500_000))).toBe("444442:1 limit-structure");
  });

  test("it is told what there is too much of, and a greater number lets it pass", () => {
    const text = `${"\n".repeat(666_667)}a`;
    expect(() => parseMarkdown(text)).toThrow(/Paragraphs, headings, items or empty lines are too many/);
    const { blocks } = searchStepsLimits(resolveLimits({ maxSearchSteps: 500_000_000 }), 1);
    expect(blocks).toBe(500_000_000);
    expect(searchStepsLimits(resolveLimits({ maxSearchSteps: 10 }), 1).blocks).toBe(limit);
  });

  test("lines of code and raw HTML take less", () => {
    const steps = (text: string): number =>
      scanText(text, { limits: resolveLimits(), parts: allGfmParts }).blocks;
    expect(steps("~~~\na\n\nb\n~~~\n")).toBe(3900 + 4 * 300);
    expect(steps("    a\n    b\n")).toBe(3900 + 900);
    expect(steps("<div>\na\nb\n</div>\n")).toBe(3900 + 3 * 300);
    expect(steps("a\nb\n\n> c\n")).toBe(3900 + 900 + 600 + 6900);
  });
});
