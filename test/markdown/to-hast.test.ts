import type { Element, Nodes } from "hast";
import type { List } from "mdast";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { parseMarkdown } from "../../src/markdown/parse-markdown.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { walk } from "../../src/core/walk.ts";
import { htmlOf, tellingHtmlOf } from "./html-of.ts";

function codesOf(markdown: string, options = {}): Element[] {
  const codes: Element[] = [];
  walk<Nodes>(toHast(parseMarkdown(markdown), options), (node) => {
    if (node.type === "element" && node.tagName === "code") codes.push(node);
  });
  return codes;
}

describe("toHast", () => {
  test("turns Markdown into the HTML that everyone expects", () => {
    expect(htmlOf("Some *text* with `code`, ~~old~~ and ![an image](a.png 'T').\n\n1. one\n2. two\n")).toBe(
      '<p>Some <em>text</em> with <code>code</code>, <del>old</del> and <img src="a.png" alt="an image" title="T">.</p>\n' +
        "<ol>\n<li>one</li>\n<li>two</li>\n</ol>",
    );
  });

  test("task lists and aligned tables come through", () => {
    const html = htmlOf("- [x] a\n- [ ] b\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n");
    expect(html).toContain('<li class="task-list-item"><input type="checkbox" checked disabled> a</li>');
    expect(html).toContain('<th align="center">a</th>');
    expect(html).toContain('<td align="right">2</td>');
  });

  test("does not change the tree, not even what plugins left in it", () => {
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

  test("says what the type of a policy cannot", () => {
    expect(htmlOf("a <b>c</b>", { rawHtml: undefined })).toBe("<p>a <b>c</b></p>");
  });
});

describe("code", () => {
  const fence = "~~~js {1,3} title='x'\nlet a;\n~~~\n";

  test("keeps the meta of a fence and its place", () => {
    const [code] = codesOf(`text\n\n${fence}`);
    expect(code?.data).toEqual({ meta: "{1,3} title='x'" });
    expect(code?.properties).toEqual({ className: ["language-js"] });
    expect([code?.position?.start.line, code?.position?.start.column]).toEqual([3, 1]);
  });

  test.each(["sanitize", "allow"] as const)(
    "keeps both where raw HTML is parsed around it (%s)",
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

  test.each(["\n\nx\n\ny", "\nx", "x\n\ny", " \n\nx"])("keeps every line beside raw HTML: %j", (code) => {
    const inRaw = `<div>\n\n\`\`\`js\n${code}\n\`\`\`\n\n</div>`;
    expect(htmlOf(inRaw)).toContain(`<pre><code class="language-js">${code}\n</code></pre>`);
  });

  test("no author can claim the meta of a fence", () => {
    const codes = codesOf(`<code data-galley="0">x</code>\n\n<div>\n\n${fence}\n</div>\n`);
    expect(codes.map((code) => code.data)).toEqual([undefined, { meta: "{1,3} title='x'" }]);
  });

  test("the language is all that passes of a class", () => {
    expect(htmlOf('<code class="language-js evil">x</code>')).toBe(
      '<p><code class="language-js">x</code></p>',
    );
  });
});

describe("raw HTML", () => {
  test("tags that open in one block and close in another find each other", () => {
    expect(htmlOf("<details>\n<summary>More</summary>\n\nSome *text*\n\n</details>\n\nAfter\n")).toBe(
      "<details>\n<summary>More</summary>\n<p>Some <em>text</em></p>\n</details>\n<p>After</p>",
    );
  });

  test("sanitize keeps what can do no harm", () => {
    for (const html of [
      '<figure><img src="a.png" alt="A" loading="lazy"><figcaption>A</figcaption></figure>',
      '<video src="a.mp4" controls poster="a.png"></video>',
      '<picture><source srcset="a.webp 1x, b.webp 2x" type="image/webp"><img src="a.png" alt=""></picture>',
      '<p>H<sub>2</sub>O <kbd>Ctrl</kbd> <mark>m</mark> <abbr title="T">t</abbr></p>',
      '<table><caption>C</caption><tbody><tr><td colspan="2">x</td></tr></tbody></table>',
      "<details open><summary>S</summary>t</details>",
      '<a href="https://example.com" target="_blank" rel="noopener">x</a>',
    ]) {
      expect(tellingHtmlOf(`<div>\n${html}\n</div>`)).toEqual({ html: `<div>\n${html}\n</div>`, told: [] });
    }
  });

  test("sanitize drops what can, and tells the first of each kind", () => {
    const { html, told } = tellingHtmlOf(
      "a <script>alert(1)</script> b\n\n<b onclick=x() onload=y()>c</b>\n\n<script>2</script>\n\n" +
        '<iframe src="https://example.com">f</iframe>\n\n<b style="color:red" class="x">d</b> <u-x>e</u-x>\n',
    );
    expect(html).toBe("<p>a  b</p>\n<p><b>c</b></p>\n\n\n<p><b>d</b> e</p>");
    expect(told).toEqual([
      "html-dropped 1:3",
      "html-dropped 3:1",
      "html-dropped 7:1",
      "html-dropped 9:1",
      "html-dropped 9:1",
      "html-dropped 9:38",
    ]);
  });

  test("what only styles is information, what may run is a warning", () => {
    const fatal: unknown[] = [];
    htmlOf('<b class="x" onclick="y()">z</b><script>1</script>', {
      onMessage: (message) => fatal.push(message.reason.split(" ").slice(1, 3).join(" "), message.fatal),
    });
    expect(fatal).toEqual(['attribute "class"', undefined, 'attribute "onclick"', false, "was left", false]);
  });

  test("a post is not flooded with messages", () => {
    const { told } = tellingHtmlOf(Array.from({ length: 500 }, (_, index) => `<x-${index}>`).join(" "));
    expect(told).toHaveLength(20);
  });

  test("allow keeps it all, but no unsafe link of Markdown", () => {
    const { html, told } = tellingHtmlOf(
      '<b onclick="x()" class="y">b</b> <script>1</script> <a href="javascript:1">r</a> [m](javascript:2)',
      { rawHtml: "allow" },
    );
    expect(html).toBe(
      '<p><b onclick="x()" class="y">b</b> <script>1</script> <a href="javascript:1">r</a> <a>m</a></p>',
    );
    expect(told).toEqual(["url-unsafe 1:82"]);
  });

  test("escape shows tags as text and drops comments", () => {
    expect(htmlOf("a <b>c</b>\n\n<div>\nd\n</div>\n\n<!-- more -->\n\ne", { rawHtml: "escape" })).toBe(
      "<p>a &#x3C;b>c&#x3C;/b></p>\n<p>&#x3C;div>\nd\n&#x3C;/div></p>\n<p>e</p>",
    );
  });

  test("comments go, wherever they stand", () => {
    expect(htmlOf("a <!-- x --> b\n\n<!-- y -->\n\n<div><!-- z -->c</div>")).toBe(
      "<p>a  b</p>\n\n<div>c</div>",
    );
  });

  test("a path that reads as an unsafe scheme without its blanks is kept, and its blanks encoded", () => {
    expect(htmlOf('<a href="java script:1">x</a>')).toContain('<a href="java%20script:1">x</a>');
    expect(htmlOf('<img src="&nbsp;data:x" alt="">')).toContain('<img src="%C2%A0data:x" alt="">');
    expect(htmlOf('<a href="my notes: part 2">x</a>')).toContain('<a href="my%20notes:%20part%202">x</a>');
    expect(htmlOf('<a href="a b.html?c=d: e">x</a>')).toContain('<a href="a b.html?c=d: e">x</a>');
  });

  test("an attribute that holds no address is left out when its value is one of an unsafe scheme", () => {
    expect(htmlOf('<p align="javascript:1" title="javascript: a primer">x</p>')).toBe(
      '<p title="javascript: a primer">x</p>',
    );
    expect(htmlOf('<time datetime="10:30">x</time>')).toContain('<time datetime="10:30">');
  });

  test("items are asked a few times whether they are loose, however many there are", () => {
    const tree = parseMarkdown("- a\n".repeat(200));
    let asked = 0;
    for (const item of (tree.children[0] as List).children) {
      Object.defineProperty(item, "spread", { enumerable: true, get: () => ++asked < 0 });
    }
    toHast(tree);
    expect(asked).toBeGreaterThanOrEqual(200);
    expect(asked).toBeLessThanOrEqual(5 * 200);
  });

  test("one loose item makes a list loose, and lists in it go by their own", () => {
    expect(htmlOf("- a\n- b\n\n  c\n- d\n  - e\n  - f")).toBe(
      "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n<li>\n<p>d</p>\n<ul>\n<li>e</li>\n<li>f</li>\n</ul>\n</li>\n</ul>",
    );
  });

  test("a srcset that reads as an unsafe scheme without its blanks is left out and told", () => {
    const { html, told } = tellingHtmlOf('<img src="a.png" srcset="java&#9;script:1 1x" alt="">');
    expect(html).toContain('<img src="a.png" alt="">');
    expect(told).toEqual(["url-unsafe 1:1"]);
  });

  test("a srcset with commas in its URLs stays whole", () => {
    expect(htmlOf('<img srcset="https://i.example/w_4,h_3/a.jpg 1x, b.jpg, /c.jpg 2x">')).toContain(
      'srcset="https://i.example/w_4,h_3/a.jpg 1x, b.jpg, /c.jpg 2x"',
    );
  });
});

describe("what raw HTML would swallow", () => {
  test.each([
    [
      "Use <script> in HTML.\n\nNext *p*",
      "html-unclosed 1:5",
      "<p>Use  in HTML.</p>\n<p>Next <em>p</em></p>",
    ],
    ["A <title> tag\n\n# H", "html-unclosed 1:3", '<p>A  tag</p>\n<h1 id="h">H</h1>'],
    ["A <template> tag\n\nB", "html-unclosed 1:3", "<p>A  tag</p>\n<p>B</p>"],
    ["A <textarea> tag\n\nB", "html-unclosed 1:3", "<p>A  tag</p>\n<p>B</p>"],
    ["A <plaintext> tag\n\nB *c*", undefined, "<p>A &#x3C;plaintext> tag</p>\n<p>B <em>c</em></p>"],
    ["> <!-- a\n\nB", "html-unclosed 1:3", "<blockquote>\n\n</blockquote>\n<p>B</p>"],
    ['<div title="x\n\nB <b>c</b>', "html-unclosed 1:1", "\n<p>B <b>c</b></p>"],
  ])("%j keeps the rest of the post", (markdown, message, html) => {
    const result = tellingHtmlOf(markdown);
    expect(result.html).toBe(html);
    expect(result.told.filter((line) => line.startsWith("html-unclosed"))).toEqual(message ? [message] : []);
  });

  test("what is closed later in its line is not touched", () => {
    expect(tellingHtmlOf("a <script>b</script> c <title>d</title> e").told).not.toContain(
      "html-unclosed 1:3",
    );
    expect(htmlOf("a <script>b</script> c", { rawHtml: "allow" })).toBe("<p>a <script>b</script> c</p>");
  });

  test("an SVG over several blocks stays one where raw HTML is allowed", () => {
    const svg = '<svg viewBox="0 0 1 1">\n\n<path d="M0 0"/>\n\n</svg>';
    expect(htmlOf(svg, { rawHtml: "allow" }).replace(/\n+/g, "")).toBe(
      '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>',
    );
  });
});

describe("limits", () => {
  test.each([
    ["elements nested too deep", `${"<div>".repeat(600)}\n`, "limit-nesting", 1],
    ["tags in a line nested too deep", `a\n\nb ${"<x>".repeat(600)}\n`, "limit-nesting", 3],
    [
      "formatting tags never closed",
      `${Array.from({ length: 400 }, (_, i) => `<b id=${i}>\n\nx\n\n`).join("")}`,
      "limit-html-tags",
      undefined,
    ],
    // A parser opens only the last three of equal tags again, but in the new block the older ones are still open.
    ["one formatting tag a paragraph, never closed", "<b>a\n\n".repeat(2700), "limit-nesting", 1021],
    [
      "attributes by the thousand",
      `<a ${Array.from({ length: 5000 }, (_, i) => `a${i}`).join(" ")}>`,
      "limit-html-tags",
      1,
    ],
    [
      "a table full of things outside its cells",
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

  test("a tree made elsewhere may not be deeper than maxNesting", () => {
    let tree = { type: "root", children: [] as unknown[] };
    const root = tree;
    for (let depth = 0; depth < 100_000; depth++) {
      const quote = { type: "blockquote", children: [] };
      tree.children.push(quote);
      tree = quote;
    }
    expect(() => toHast(root as never)).toThrow(ContentError);
    expect(() => toHast(parseMarkdown("> > a"), { limits: { maxNesting: 1 } })).toThrow(/maxNesting, 1/);
    expect(renderHtml(toHast(parseMarkdown("> > a"), { limits: { maxNesting: 2 } }))).toContain("a");
  });

  test.each([
    ["lists and paragraphs", `${"- a\n".repeat(700)}\n${"x\n\n".repeat(700)}<b>x</b>`],
    ["tables", `<table>${"<tr><td>x</td></tr>".repeat(1000)}</table>`],
    ["tags that need no end", `<ul>${"<li>x".repeat(1000)}</ul>\n\n${"<p>x".repeat(1000)}`],
    ["formatting tags that are closed", `${"<b>a <b>b <b>c <b>d</b></b></b></b>\n\n".repeat(700)}<i>x</i>`],
    ["text that looks like a tag", "The type `x` is Vec<T> here.\n\n".repeat(700)],
  ])("many %s are no nesting", { timeout: 30_000 }, (_name, markdown) => {
    expect(() => htmlOf(markdown)).not.toThrow();
  });
});
