import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { createPostParser, type PostParser } from "../../src/post/create-post-parser.ts";

const mdx = `---
title: T
---
import Tabs from "@theme/Tabs";
import "./a.css";

<Tabs>
<TabItem value="a" />

Text with a <Badge kind="new" /> and <Video src="a.mp4" />.

</Tabs>
`;

function rulesOf(source: string, path: string, parse: PostParser = createPostParser()): string[] {
  return parse.sync(source, { path }).messages.map(({ ruleId, line }) => `${line} ${ruleId}`);
}

describe("MDX in a file that is read as Markdown", () => {
  test("is reported once, at the imports, and not at its components", () => {
    expect(rulesOf(mdx, "a.md")).toEqual(["4 mdx-in-markdown"]);
  });

  test.each([
    ["<Note>\n\nText *a*\n\n</Note>\n\n<Tweet id='1'/> and <Tweet id='2' />", "<Note>, <Tweet>"],
    ["A <Badge kind='a' /> in a line, and Vec<T>, and <Video src='a.mp4'></Video>", "<Badge>"],
    ["<Image src={photo} alt='a' />\n\nText", "<Image>"],
    ["> <Card>T</Card>\n\n- <Icon/> b", "<Card>, <Icon>"],
    ["<Card.Title>T</Card.Title>\n\n`<A.B/>` <Icon.Star/> b", "<Card.Title>, <Icon.Star>"],
  ])("components without an import are reported once: %j", (markdown, names) => {
    const { messages } = createPostParser().sync(`# T\n\n${markdown}`, { path: "a.md" });
    const [first, ...others] = messages.filter(({ reason }) => !reason.includes("<t>"));
    expect(others).toEqual([]);
    expect(first?.reason).toBe(`The file uses components, which Markdown does not have: ${names}`);
  });

  test.each([
    ["code with imports", '```js\nimport A from "a";\n```\n\nA Vec<String> is', ["4 html-dropped"]],
    [
      "a tag name that is never closed",
      "A Vec<String> is, and a Box<Note>",
      ["1 html-dropped", "1 html-dropped"],
    ],
    ["a type that contains a dot", "A Vec<A.B> is, and a Box <A.C>", []],
    ["an import without components", 'import a from "b"\n\nText', []],
    ["a sentence", "import duties fell from 5 to 3 percent <b>now</b> <Dfn>x</Dfn>", []],
  ])("%s is not MDX", (_name, markdown, rules) => {
    const found = createPostParser().sync(`# T\n\n${markdown}`, { path: "a.md" }).messages;
    expect(found.map(({ ruleId, line = 0 }) => `${line - 2} ${ruleId}`)).toEqual(
      rules.map((rule) => rule.replace("4", "5")),
    );
  });
});

test.each([
  ["a\n\n<Tabs/>\n\n<Note/>", "3:1 The file uses components, which Markdown does not have: <Tabs>, <Note>"],
  [
    "a <Tabs/>\n\n<Note>b</Note>",
    "1:3 The file uses components, which Markdown does not have: <Tabs>, <Note>",
  ],
  ['<Tabs/>\n\nimport A from "a"\n\nimport B from "b"', "3:1 imports components and uses the tags <Tabs>"],
  ["<Tab c='>' />", "1:1 The file uses components, which Markdown does not have: <Tab>"],
])("%j is reported at its start", (markdown, expected) => {
  const found: string[] = [];
  parseMarkdown(markdown, {
    path: "a.md",
    onMessage: ({ ruleId, line, column, reason, note, file }) => {
      expect([ruleId, file]).toEqual(["mdx-in-markdown", "a.md"]);
      expect(note).toMatch(/ename it to `\.mdx`,? or set the option `mdx`/);
      found.push(`${line}:${column} ${reason.replace(/^.* it /, "")}`);
    },
  });
  expect(found).toEqual([expected]);
});

describe("the `mdx` option", () => {
  test.each([
    [undefined, "a.md", "mdx-in-markdown"],
    [undefined, "a.MDX", "mdx-left-out"],
    [true, "a.md", "mdx-left-out"],
    [false, "a.mdx", "mdx-in-markdown"],
    [(path: string) => path.startsWith("blog/"), "blog/a.md", "mdx-left-out"],
    [(path: string) => path.startsWith("blog/"), "docs/a.mdx", "mdx-in-markdown"],
  ])("with `mdx: %s`, the file %s", (option, path, rule) => {
    const parse = createPostParser(option === undefined ? {} : { mdx: option });
    expect(rulesOf(mdx, path, parse)).toEqual([`4 ${rule}`]);
  });

  test("without a path, only `mdx: true` enables MDX", () => {
    const source = "# T\n\n{1 + 1}x";
    expect(createPostParser({ mdx: true }).sync(source).html).toBe("<p>x</p>");
    expect(createPostParser({ mdx: () => true }).sync(source).html).toBe("<p>{1 + 1}x</p>");
  });
});

describe("lower-case tags in MDX", () => {
  test.each([
    ["<center>\n  ![a](x.png)\n</center>", '<center>\n<p><img src="x.png" alt="a"></p>\n</center>'],
    ["Text\n<div>\n*a*\n</div>\nmore", "<p>Text</p>\n<div>\n<p><em>a</em></p>\n</div>\n<p>more</p>"],
    [
      "<details>\n  <summary>S</summary>\n  - a\n  - b\n</details>",
      "<details>\n<summary>S</summary>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</details>",
    ],
    ["> <div>\n> *a*\n> </div>", "<blockquote>\n<div>\n<p><em>a</em></p>\n</div>\n</blockquote>"],
    ["<b>x</b> and\n<i>y</i>", "<p><b>x</b> and\n<i>y</i></p>"],
    ["a\n<br>\nb\n\n<a href='c'>\nd\n</a>", '<p>a\n<br>\nb</p>\n<a href="c">\nd\n</a>'],
    [
      '<p align="center">\n  ![a](x.png)\n</p>',
      '<div align="center">\n<p><img src="x.png" alt="a"></p>\n</div>',
    ],
    ["<h2>\n  A *b*\n</h2>", '<h2 id="a-b">\n<p>A <em>b</em></p>\n</h2>'],
    ["<pre>\n*a*\n</pre>", "<pre>*a*\n</pre>"],
    [
      '<a name="x"/>Text <video src="a.mp4" controls /> <br/>z',
      '<p><a id="x"></a>Text <video src="a.mp4" controls></video> <br>z</p>',
    ],
  ])("%j", (markdown, html) => {
    const post = createPostParser().sync(`---\ntitle: T\n---\n${markdown}`, { path: "a.mdx" });
    expect(post.html).toBe(html);
    expect(post.messages).toEqual([]);
  });
});
