import type { Element, Nodes } from "hast";
import type { List } from "mdast";
import { describe, expect, test } from "vitest";
import { walk } from "../../src/core/walk.ts";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { htmlOf } from "./html-of.ts";

function codesOf(markdown: string, options = {}): Element[] {
  const codes: Element[] = [];
  walk<Nodes>(toHast(parseMarkdown(markdown), options), (node) => {
    if (node.type === "element" && node.tagName === "code") codes.push(node);
  });
  return codes;
}

describe("toHast", () => {
  test("turns Markdown into the expected HTML", () => {
    expect(htmlOf("Some *text* with `code`, ~~old~~ and ![an image](a.png 'T').\n\n1. one\n2. two\n")).toBe(
      '<p>Some <em>text</em> with <code>code</code>, <del>old</del> and <img src="a.png" alt="an image" title="T">.</p>\n' +
        "<ol>\n<li>one</li>\n<li>two</li>\n</ol>",
    );
  });

  test("renders task lists and table alignment", () => {
    const html = htmlOf("- [x] a\n- [ ] b\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n");
    expect(html).toContain('<li class="task-list-item"><input type="checkbox" checked disabled> a</li>');
    expect(html).toContain('<th align="center">a</th>');
    expect(html).toContain('<td align="right">2</td>');
  });

  test("does not change the tree, including elements that plugins added", () => {
    const tree = parseMarkdown("# A\n\n<b id=x>b</b> [x](#x)[^1] [y](javascript:1)\n\n[^1]: n\n");
    const link = {
      type: "element" as const,
      tagName: "a",
      properties: { href: "javascript:1", id: "x" },
      children: [],
    };
    tree.children.push({
      type: "paragraph",
      children: [],
      data: { hChildren: [link, { type: "raw", value: "<script>" } as never] },
    });
    const before = structuredClone(tree);
    for (const rawHtml of ["sanitize", "allow", "escape"] as const) toHast(tree, { rawHtml });
    expect(tree).toEqual(before);
  });

  test("treats `rawHtml: undefined` as the default", () => {
    expect(htmlOf("a <b>c</b>", { rawHtml: undefined })).toBe("<p>a <b>c</b></p>");
  });
});

describe("lists", () => {
  test("reads whether an item is loose a bounded number of times per item", () => {
    const tree = parseMarkdown("- a\n".repeat(200));
    let asked = 0;
    for (const item of (tree.children[0] as List).children) {
      Object.defineProperty(item, "spread", { enumerable: true, get: () => ++asked < 0 });
    }
    toHast(tree);
    expect(asked).toBeGreaterThanOrEqual(200);
    expect(asked).toBeLessThanOrEqual(5 * 200);
  });

  test("one loose item makes a list loose, but not the lists nested in it", () => {
    expect(htmlOf("- a\n- b\n\n  c\n- d\n  - e\n  - f")).toBe(
      "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n<li>\n<p>d</p>\n<ul>\n<li>e</li>\n<li>f</li>\n</ul>\n</li>\n</ul>",
    );
  });
});

describe("code", () => {
  const fence = "~~~js {1,3} title='x'\nlet a;\n~~~\n";

  test("keeps the meta and the position of a fence", () => {
    const [code] = codesOf(`text\n\n${fence}`);
    expect(code?.data).toEqual({ meta: "{1,3} title='x'" });
    expect(code?.properties).toEqual({ className: ["language-js"] });
    expect([code?.position?.start.line, code?.position?.start.column]).toEqual([3, 1]);
  });

  test.each(["sanitize", "allow"] as const)(
    "keeps the meta and the position when raw HTML surrounds the fence (%s)",
    (rawHtml) => {
      const codes = codesOf(`<details>\n\n${fence}\n> ${fence.replaceAll("\n", "\n> ")}\n\n</details>\n`, {
        rawHtml,
      });
      expect(codes.map((code) => (code.data as { meta?: string })?.meta)).toEqual([
        "{1,3} title='x'",
        "{1,3} title='x'",
      ]);
      expect(codes.map((code) => code.position?.start.line)).toEqual([3, 7]);
      expect(codes[0]?.properties).toEqual({ className: ["language-js"] });
    },
  );

  test.each(["\n\nx\n\ny", "\nx", "x\n\ny", " \n\nx"])(
    "keeps every line when raw HTML surrounds the fence: %j",
    (code) => {
      const inRaw = `<div>\n\n\`\`\`js\n${code}\n\`\`\`\n\n</div>`;
      expect(htmlOf(inRaw)).toContain(`<pre><code class="language-js">${code}\n</code></pre>`);
    },
  );

  test("an author cannot set the meta of a fence in raw HTML", () => {
    const codes = codesOf(`<code data-galley="0">x</code>\n\n<div>\n\n${fence}\n</div>\n`);
    expect(codes.map((code) => code.data)).toEqual([undefined, { meta: "{1,3} title='x'" }]);
  });

  test("keeps no class except the language", () => {
    expect(htmlOf('<code class="language-js evil">x</code>')).toBe(
      '<p><code class="language-js">x</code></p>',
    );
  });
});

describe("limits", () => {
  test.each([
    ["elements that are nested too deeply", `${"<div>".repeat(600)}\n`, "limit-nesting", 1],
    ["tags in a line that are nested too deeply", `a\n\nb ${"<span>".repeat(600)}\n`, "limit-nesting", 3],
    [
      "formatting tags closed at the end of the post",
      Array.from({ length: 600 }, (_, i) => `<b id=${i}>\n\nx\n\n`).join("") + "</b>".repeat(600),
      "limit-nesting",
      undefined,
    ],
    [
      "formatting tags that each paragraph reopens",
      `<p>${Array.from({ length: 400 }, (_, i) => `<b id=${i}>`).join("")}</p>${"<p>x</p>".repeat(400)}${"</b>".repeat(400)}`,
      "limit-html-tags",
      1,
    ],
    // The position is that of one of the tags that the parser reopens in each paragraph.
    [
      "one formatting tag per paragraph, closed at the end of the post",
      "<b>a\n\n".repeat(2700) + "</b>".repeat(2700),
      "limit-nesting",
      undefined,
    ],
    [
      "thousands of attributes",
      `<a ${Array.from({ length: 5000 }, (_, i) => `a${i}`).join(" ")}>`,
      "limit-html-tags",
      1,
    ],
    [
      "a table with content outside of its cells",
      `<table>${"<i></i>".repeat(11_000)}</table>`,
      "limit-html-tags",
      1,
    ],
  ])("%s", (_name, markdown, ruleId, line) => {
    let error: unknown;
    try {
      toHast(parseMarkdown(markdown), { path: "a.md" });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ContentError);
    const [message] = (error as ContentError).messages;
    expect([message?.ruleId, message?.file]).toEqual([ruleId, "a.md"]);
    if (line !== undefined) expect(message?.line).toBe(line);
  });

  test("a tree from elsewhere can be at most `maxNesting` levels deep", () => {
    let tree = { type: "root", children: [] as unknown[] };
    const root = tree;
    for (let depth = 0; depth < 100_000; depth++) {
      const quote = { type: "blockquote", children: [] };
      tree.children.push(quote);
      tree = quote;
    }
    expect(() => toHast(root as never)).toThrow(ContentError);
    expect(() => toHast(parseMarkdown("> > a"), { limits: { maxNesting: 1 } })).toThrow(/maxNesting \(1\)/);
    expect(renderHtml(toHast(parseMarkdown("> > a"), { limits: { maxNesting: 2 } }))).toContain("a");
  });

  test.each([
    ["lists and paragraphs", `${"- a\n".repeat(700)}\n${"x\n\n".repeat(700)}<b>x</b>`],
    ["tables", `<table>${"<tr><td>x</td></tr>".repeat(1000)}</table>`],
    ["tags that need no end tag", `<ul>${"<li>x".repeat(1000)}</ul>\n\n${"<p>x".repeat(1000)}`],
    ["formatting tags that are never closed", "<b>a\n\n".repeat(700)],
    ["formatting tags that are closed", `${"<b>a <b>b <b>c <b>d</b></b></b></b>\n\n".repeat(700)}<i>x</i>`],
    ["text that looks like a tag", "The type `x` is Vec<T> here.\n\n".repeat(700)],
  ])("many %s do not count as nesting", { timeout: 30_000 }, (_name, markdown) => {
    expect(() => htmlOf(markdown)).not.toThrow();
  });
});
