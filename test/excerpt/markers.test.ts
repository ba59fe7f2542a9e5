import type { Root } from "mdast";
import type { VFileMessage } from "vfile-message";
import { describe, expect, test } from "vitest";
import type { ExcerptOptions } from "../../src/excerpt/excerpt-options.ts";
import { extractExcerpt, extractExcerptFromHtml } from "../../src/excerpt/extract-excerpt.ts";
import { isMarker, readMarkers } from "../../src/excerpt/markers.ts";
import { excerptOf, htmlOf, textOf } from "./excerpt-of.ts";

describe("markers end the excerpt", () => {
  test.each([
    "<!-- more -->",
    "<!--more-->",
    "<!--  MORE  -->",
    "<!-- truncate -->",
    "<!-- excerpt -->",
    "<!-- read more -->",
    "<!-- Read-More -->",
    "<!-- read_more -->",
    "<!-- readmore -->",
    "<!-- endpreview -->",
    "<!-- end preview -->",
    "<!-- end excerpt -->",
    "<!-- excerpt end -->",
    "<!-- fold -->",
    "<!-- break -->",
    "<!-- cut -->",
    "<!--\nmore\n-->",
    `<!--${" ".repeat(196)}more-->`,
    "{/* truncate */}",
    "{/*more*/}",
    " { /* more */ }",
  ])("%j", (marker) => {
    expect(excerptOf(`Before.\n\n${marker}\n\nAfter.`)).toEqual({
      text: "Before.",
      html: "<p>Before.</p>",
      source: "marker",
      truncated: true,
    });
  });

  test("without the imports of a file that is MDX in all but its name", () => {
    const { text, html } = excerptOf(
      'import A from "a"\nimport "b"\n\nBefore.\n\n<!-- truncate -->\n\nAfter.',
    );
    expect([text, html]).toEqual(["Before.", "<p>Before.</p>"]);
    expect(excerptOf('import A from "a"\n\n<!-- more -->\n\nAfter.').source).toBe("auto");
  });

  test.each([
    ["mdxFlowExpression", "/* truncate */", "marker"],
    ["mdxFlowExpression", " /*\nmore\n*/ ", "marker"],
    ["mdxFlowExpression", "more", "auto"],
    ["mdxFlowExpression", "a /* more */", "auto"],
    ["mdxFlowExpression", "/* more */ a", "auto"],
  ])("a remark-mdx node %s with %j: source is %s", (type, value, source) => {
    const paragraph = (value: string) => ({ type: "paragraph", children: [{ type: "text", value }] });
    const tree = { type: "root", children: [paragraph("Before."), { type, value }, paragraph("After.")] };
    expect(extractExcerpt(tree as Root).source).toBe(source);
  });

  test.each([
    ["a code fence", "```html\n<!-- more -->\n```"],
    ["indented code", "    <!-- more -->"],
    ["inline code", "Write `<!-- more -->` there."],
    ["an attribute", '<b title="<!-- more -->">bold</b> text'],
    ["a script", "<script>\n<!-- more -->\n</script>"],
    ["a textarea", "<textarea>\n<!-- more -->\n</textarea>"],
    ["a comment with more words", "<!-- more about this later -->"],
    ["a comment of more than 200 characters", `<!--${" ".repeat(197)}more-->`],
    ["escaped text", "\\<!-- more -->"],
    ["a comment that is never closed", "<!-- more"],
    ["a footnote", "Text[^n].\n\n[^n]: Note <!-- more --> note."],
    ["MDX comment syntax in inline code", "`{/* more */}`"],
  ])("not in %s", (_, markdown) => {
    expect(excerptOf(`First.\n\n${markdown}\n\nLast.`).source).toBe("auto");
  });

  test.each([
    ["Before. {/* more */} After.", "Before."],
    ["- before {/* more */}\n- after", "before"],
    ["> Before.\n>\n> {/* truncate */}\n>\n> After.", "Before."],
    // WordPress and Nikola write the link text after the name.
    ["Before.\n\n<!--more Keep reading-->\n\nAfter.", "Before."],
    ["Before.\n\n<!-- TEASER_END -->\n\nAfter.", "Before."],
    ["Before.\n\n<!-- TEASER_END: click to read on -->\n\nAfter.", "Before."],
    ["Before.\n\n<!-- PELICAN_END_SUMMARY -->\n\nAfter.", "Before."],
    // A definition without references.
    ["Before.\n\n[//]: # (truncate)\n\nAfter.", "Before."],
    ['Before.\n\n[//]: # "more"\n\nAfter.', "Before."],
    ["Before.\n\n[comment]: <> (more)\n\nAfter.", "Before."],
  ])("in the syntax of other tools: %j", (markdown, text) => {
    expect(excerptOf(markdown)).toMatchObject({ text, source: "marker", truncated: true });
  });

  test.each([
    ["[//]: # (a note to myself)", "a comment that is a note"],
    ["[more]: # (truncate)", "a definition with another name"],
  ])("not for the definition %s: %s", (marker) => {
    expect(excerptOf(`One.\n\n${marker}\n\nTwo.`).source).toBe("auto");
  });

  test.each([
    ["---", "One.\n\n---\n\nTwo.\n\n---\n\nThree."],
    ["* * *", "One.\n\n***\n\nTwo."],
    ["[[more]]", "One.\n\n[[more]]\n\nTwo."],
    ["[[more]]", "One.\n[[more]]\nTwo."],
    ["Read on below", "One.\n\nRead on below\n\nTwo."],
    ["✂", "- One.\n\n  ✂\n- Two."],
    ["✂", "> One.\n> ✂\n> Two."],
  ])("any text on a line of its own can be a marker: %j", (marker, markdown) => {
    const messages: VFileMessage[] = [];
    const options: ExcerptOptions = { markers: [marker], onMessage: (message) => messages.push(message) };
    const { text, html, source, truncated } = excerptOf(markdown, options);
    expect({ text, source, truncated }).toEqual({ text: "One.", source: "marker", truncated: true });
    expect(html).not.toContain(marker);
    // The second one is read as without the option.
    expect(messages).toEqual([]);
  });

  test.each([
    ["within a line", "One ✂ two."],
    ["in code", "One.\n\n```\n✂\n```"],
    ["in inline code", "One.\n\n`✂`"],
    ["in a footnote", "One.[^1]\n\n[^1]: Note.\n\n    ✂"],
  ])("but not %s", (_, markdown) => {
    expect(excerptOf(markdown, { markers: ["✂"] }).source).toBe("auto");
  });

  test("option `markers` replaces the names, or disables markers when it is empty", () => {
    const post = (marker: string): string => `One.\n\n<!-- ${marker} -->\n\nTwo.`;
    expect(textOf(post("snip"), { markers: ["snip"] })).toBe("One.");
    expect(textOf(post("S-N-I-P"), { markers: ["<!-- snip -->"] })).toBe("One.");
    expect(textOf(post("snip"), { markers: ["{/* snip */}"] })).toBe("One.");
    expect(textOf(post("more"), { markers: ["snip"] })).toBe("One. Two.");
    expect(textOf(post("more"), { markers: [] })).toBe("One. Two.");
  });

  test.each<ExcerptOptions["rawHtml"]>(["sanitize", "allow", "escape"])('with `rawHtml: "%s"`', (rawHtml) => {
    expect(excerptOf("One.\n\n<!-- more -->\n\nTwo.", { rawHtml })).toMatchObject({
      html: "<p>One.</p>",
      source: "marker",
    });
  });
});

describe("content before a marker", () => {
  test.each([
    ["One *two <!-- more --> three* four.", "<p>One <em>two</em></p>"],
    ["One.  \n<!-- more --> two.", "<p>One.</p>"],
    [
      "1. one\n2. two\n   - a\n   <!-- more -->\n   - b\n3. three",
      "<ol>\n<li>one</li>\n<li>two\n<ul>\n<li>a</li>\n</ul></li></ol>",
    ],
    ["- a\n- <!-- more --> b", "<ul>\n<li>a</li>\n</ul>"],
    ["> one\n>\n> <!-- more -->\n>\n> two", "<blockquote>\n<p>one</p></blockquote>"],
    [
      "| a |\n| - |\n| b |\n| c <!-- more --> d |\n| e |",
      "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr><tr><td>c</td></tr></tbody></table>",
    ],
    ["Zero.\n\n<div>\n\nOne.\n\n<!-- more -->\n\nTwo.\n\n</div>", "<p>Zero.</p>\n<div>\n<p>One.</p></div>"],
    ["<p>One <b>two</b></p>\n<!-- more -->\n<p>three</p>", "<p>One <b>two</b></p>"],
    ["<p>One <b>two<!-- more --></b> three</p>", "<p>One <b>two</b></p>"],
  ])("%j: open elements are closed", (markdown, expected) => {
    // White space between the parts of a list or a table is invisible.
    const folded = (html: string): string =>
      html.replace(/\n(?=<\/?(?:li|ul|ol|table|thead|tbody|tr|t[hd]))/g, "");
    const { html, source } = excerptOf(markdown);
    expect(source).toBe("marker");
    expect(folded(html).replace(/\n(?=<\/)/g, "")).toBe(folded(expected).replace(/\n(?=<\/)/g, ""));
  });

  test("can be of any length, and its headings are not in the text", () => {
    const long = `${"word ".repeat(100)}end`;
    expect(textOf(`# Title\n\n${long}\n\n<!-- more -->\n\nAfter.`)).toBe(long);
    expect(htmlOf("# Title\n\nText.\n\n<!-- more -->")).toBe("<h1>Title</h1>\n<p>Text.</p>");
    expect(textOf("# Title\n\n<!-- more -->\n\nAfter.")).toBe("Title");
  });

  test.each([
    [
      "links, notices and symbols are part of the text",
      "[all](/all)\n\nPart 2 of 4\n\n— • —",
      "all; Part 2 of 4; — • —",
    ],
    ["tables are part of the text", "| a |\n| - |\n| b *c* |", "a; b c"],
    ["captions are not part of the text", "Text.\n\n![a](a.png)\n\n*caption*", "Text."],
    ["a list of fragment links is not part of the text", "Text.\n\n- [a](#a)\n- [b](#b)", "Text."],
    ["collapsed details are not part of the text", "<details>\n\na\n\n</details>\n\nb", "b"],
  ])("%s", (_, markdown, text) => {
    expect(textOf(`${markdown}\n\n<!-- more -->\n\nAfter.`)).toBe(text);
  });

  test("does not become the excerpt when it has no words", () => {
    expect(excerptOf("<!-- more -->\n\nText.").source).toBe("auto");
    expect(textOf("![cover](a.png)\n\n<!-- more -->\n\nText.")).toBe("Text.");
  });
});

describe("whether content follows a marker", () => {
  test.each([
    ["", false],
    ["<!-- todo -->\n\n---\n\n[a]: b", false],
    ["<br>", false],
    ["<p></p>", false],
    ["<script>a()</script>", false],
    ["Text.", true],
    ["![image](a.png)", true],
    ["<canvas></canvas><img src=a.png>", true],
    ["<!-- a --> b", true],
    ["~~~\ncode\n~~~", true],
    ["# Heading", true],
  ])("%j: %s", (after, truncated) => {
    expect(excerptOf(`All.\n\n<!-- more -->\n\n${after}`).truncated).toBe(truncated);
  });

  test("in the same paragraph and after the parent elements", () => {
    expect(excerptOf("All <!-- more --> of it").truncated).toBe(true);
    expect(excerptOf("All <!-- more -->").truncated).toBe(false);
    expect(excerptOf("- a\n- b <!-- more -->\n- c").truncated).toBe(true);
    expect(excerptOf("> All <!-- more -->\n\nText.").truncated).toBe(true);
  });
});

describe("a second marker", () => {
  test("is reported with its position and has no effect", () => {
    const messages: VFileMessage[] = [];
    const markdown = "One.\n\n<!-- more -->\n\nTwo.\n\n- three\n- four <!-- truncate -->\n\n<!-- more -->\n";
    const onMessage = (message: VFileMessage): void => void messages.push(message);
    expect(textOf(markdown, { path: "posts/a.md", onMessage })).toBe("One.");
    expect(messages.map(({ ruleId, line, column, file }) => [ruleId, line, column, file])).toEqual([
      ["excerpt-marker-duplicate", 8, 8, "posts/a.md"],
    ]);
    expect(messages[0]?.reason).toBe(
      "A second marker, <!-- truncate -->, has no effect: the excerpt ends at the first in line 3",
    );
  });

  test("has the correct position within an HTML block and with CRLF", () => {
    const messages: VFileMessage[] = [];
    const onMessage = (message: VFileMessage): void => void messages.push(message);
    excerptOf("One.\r\n\r\n<!-- more -->\r\n\r\n<div>\r\n<p>x</p> <!-- more -->\r\n</div>", { onMessage });
    expect(messages.map(({ line, column }) => [line, column])).toEqual([[6, 10]]);
  });
});

test("a marker without words before it has no effect, and the next one is not reported as a duplicate", () => {
  const messages: VFileMessage[] = [];
  const markdown = "<!-- more -->\n\n![a](a.png)\n\nOne.\n\n<!-- truncate -->\n\nTwo.";
  const { text, source } = excerptOf(markdown, { onMessage: (message) => messages.push(message) });
  expect([text, source]).toEqual(["One.", "marker"]);
  expect(messages).toEqual([]);
});

describe("names and lines of markers", () => {
  test.each<[string, string[], string[]]>([
    ["more", ["more"], ["more"]],
    [" Read-More ", ["readmore"], ["Read-More"]],
    ["---", [], ["---"]],
    ["- - - -", [], ["---"]],
    ["__ _", [], ["---"]],
    ["***", ["***"], ["---"]],
    ["--", [], ["--"]],
    ["*** x", ["***x"], ["*** x"]],
    ["**more**", ["**more**"], ["<strong>more</>"]],
    ["`a` b", ["`a`b"], ["<code>a</> b"]],
    ["<hr>", ["<hr>"], ["---"]],
    ["a & b", ["a&b"], ["a & b"]],
    ["\\*x\\*", ["\\*x\\*"], ["*x*"]],
    ["# x", ["#x"], ["# x"]],
    ["> ~x~", [">~x~"], ["<blockquote><p><del>x</></></>"]],
    ["<!-- a -->", ["a"], []],
    [" <!-- a -->", ["a"], []],
    ["{/* a */}", ["a"], []],
    [" { /* a */ }", ["a"], []],
    ["a <!-- b", ["a<!b"], ["a <!-- b"]],
  ])("reads the marker %j", (marker, names, lines) => {
    const read = readMarkers([marker]);
    expect([[...read.names], [...(read.lines ?? [])]]).toEqual([names, lines]);
    expect(readMarkers([marker], true)).toEqual({ names: new Set(names), lines: undefined });
  });

  test("reads markers in addition to given ones", () => {
    const others = readMarkers(["a", "b"]);
    expect(readMarkers(["c"], false, others)).toEqual({
      names: new Set(["a", "b", "c"]),
      lines: new Set(["a", "b", "c"]),
    });
    expect(others.names.size).toBe(2);
  });

  test.each([
    ["more", true],
    [" MORE ", true],
    ["<!-- more -->", true],
    ["more Read on", true],
    ["more\nx", true],
    [" more x", false],
    ["morex", false],
    ["a more", false],
    ["-->more<!--", false],
    ["teaser_end: x", true],
    [" TEASER_END : y", true],
    ["teaser_end x", false],
    ["{/* more */}", true],
    ["{ /* more */ }", true],
    ["", false],
    [`more${" ".repeat(196)}`, true],
    [`more${" ".repeat(197)}`, false],
  ])("whether %j is a marker: %j", (text, expected) => {
    expect(isMarker(text, readMarkers(["more", "teaser end"]))).toBe(expected);
    expect(isMarker(text, readMarkers(["other"]))).toBe(false);
  });
});

describe("the cut at a marker", () => {
  test.each([
    ["<p>a <b>b</b> <br> <!--more--> c</p>", "<p>a <b>b</b></p>"],
    ["<div><p>a</p><p><!--more-->b</p></div>", "<div><p>a</p></div>"],
    ["<ul><li>a</li><li>b<!--more-->c</li><li>d</li></ul>e", "<ul><li>a</li><li>b</li></ul>"],
    ["<p>a<img src=b> <!--more--></p>", '<p>a<img src="b"></p>'],
  ])("%j becomes %j", (html, expected) => {
    expect(extractExcerptFromHtml(html, { images: "keep" }).html).toBe(expected);
  });

  test.each([
    ["<!--more-->", false],
    ["<!--more--> <!-- x -->", false],
    ["<!--more--><hr>", false],
    ["<!--more--><p></p>", false],
    ["<!--more--><p hidden>x</p>", false],
    ["<!--more--><img src=b>", true],
    ["<!--more-->x", true],
    ["<i><!--more--></i>x", true],
    ["<i><!--more-->x</i>", true],
  ])("whether content follows the marker: %j", (html, truncated) => {
    expect(extractExcerptFromHtml(`<p>a</p>${html}`).truncated).toBe(truncated);
  });
});
