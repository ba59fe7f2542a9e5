import type { VFileMessage } from "vfile-message";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { maskMdx } from "../../src/markdown/mask-mdx.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";

const visible = (text: string): string =>
  maskMdx(text)
    .text.replace(/<\/?z+>/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();

describe("what is left out", () => {
  test.each([
    ["import A from './a'\n\n# B", "# B"],
    ["import './a.css'\nimport { b,\n  c } from 'd'\n\ne", "e"],
    ["export const meta = {\n  a: 1,\n\n  b: '}',\n}\n\nc", "c"],
    ["export default ({ children }) => <Layout>{children}</Layout>\n\na", "a"],
    ["import A from 'a'\n# B", "# B"],
    ["a <B c={1} d='>' /> e", "a e"],
    ["<A.B>\n\nc\n\n</A.B>", "c"],
    ["<>a</>", "a"],
    ["a {b} c", "a c"],
    ["a {f({ b: '}' })} c", "a c"],
    ["a {/* b */} c", "a <!--xx--> c"],
    ["<div style={{ a: 1 }}>b</div>", ">b</div>"],
    ["<a{...b}>c</a>", "c</a>"],
    ["<a b={c\n\n}>d</a>", "d</a>"],
  ])("%j", (text, expected) => {
    const masked = maskMdx(text);
    expect(visible(text).replace(/\s+/g, " ")).toContain(expected);
    expect(masked.text).toHaveLength(text.length);
    expect(masked.text.split("\n")).toHaveLength(text.split("\n").length);
    expect(masked.text).not.toMatch(/import|export|Layout|\{/);
  });
});

describe("what stays", () => {
  test.each([
    "`{a} <B/>`",
    "```jsx\n<A>{b}</A>\nimport c from 'd'\n```",
    "~~~\n{a}\n~~~",
    "- ```\n  {a}\n  ```",
    "# A {#b}",
    "a \\{b\\} \\<C/>",
    "import duties rise when governments want them to.",
    "text\nimport A from 'a'",
    "a { b",
    "$x^{2}$ and\n\n$$\n\\frac{a}{b}\n$$",
    "**Start**:\n$$y_{i} = b$$\n\ntext\n\n$$\n\\sum_{i=1}\n$$",
    "$$$y_{i}$$$\n\n$$ tex\n\\sum_{i=1}\n$$",
    "> $$y_{i}$$ and $z_{i}$\n\n$$\n\\sum_{i=1}\n$$",
    "<img src='a.png' alt='b'/> <kbd>c</kbd>",
    "a < b > c, x<y",
    "<!-- a {b} -->",
    "<https://a.b>",
  ])("%j", (text) => {
    expect(maskMdx(text)).toEqual({ text, message: undefined });
  });
});

describe("a post", () => {
  const text = `import Foo from "./foo"

export const a = 1

Some <Foo b={1}>words</Foo>{/* more */} and {a}.

{/* truncate */}

<Foo>

    Not *code*.

</Foo>
`;

  test("reads as Markdown, with one warning", () => {
    const messages: VFileMessage[] = [];
    const tree = parseMarkdown(text, {
      mdx: true,
      path: "a.mdx",
      onMessage: (message) => messages.push(message),
    });
    expect(messages.map(String)).toEqual([
      "a.mdx:1:1: MDX is read as Markdown: 2 import or export, 4 JSX tags, 1 expression left out",
    ]);
    expect(messages[0]).toMatchObject({ ruleId: "mdx-left-out", fatal: false });
    expect(renderHtml(toHast(tree)).replace(/\s+/g, " ").trim()).toBe(
      "<p>Some words and .</p> <p>Not <em>code</em>.</p>",
    );
  });

  test("keeps its comments, so that markers are found", () => {
    const tree = JSON.stringify(parseMarkdown(text, { mdx: true }));
    expect(tree).toContain('"type":"html","value":"<!-- more -->"');
    expect(tree).toContain('"type":"html","value":"<!-- truncate -->"');
  });

  test("keeps its places", () => {
    const tree = parseMarkdown(text, { mdx: true });
    expect(tree.children[0]?.position?.start).toEqual({ line: 5, column: 1, offset: 45 });
  });

  test("without any program has no warning", () => {
    const messages: VFileMessage[] = [];
    parseMarkdown("# A\n\n`{b}`\n", { mdx: true, onMessage: (message) => messages.push(message) });
    expect(messages).toEqual([]);
  });
});

test.each([
  // As React writes them: the tag stays, what only React can read goes.
  [
    '<table style={{width: "100%"}}>\n<tr>\n<td onClick={f}>\n\n*a*\n\n</td>\n</tr>\n</table>',
    "<table> <tr> <td> <p><em>a</em></p> </td> </tr> </table>",
  ],
  ['<img alt="b" src="/a.png" style={{\n  width: "50%",\n}} />', '<p><img alt="b" src="/a.png"></p>'],
  [
    'a <a href="/b" {...c} zebra="" title="d __ e">*f*</a>',
    '<p>a <a href="/b" zebra="" title="d __ e"><em>f</em></a></p>',
  ],
  ["<pre style={{ a: 1 }}>__b __ c</pre>", "<pre>__b __ c</pre>"],
  ["<p align={b}>c</p>", "<p>c</p>"],
])("attributes with an expression are left out: %j", (text, html) => {
  const messages: VFileMessage[] = [];
  const tree = parseMarkdown(text, { mdx: true, onMessage: (message) => messages.push(message) });
  const written = renderHtml(
    toHast(tree, { allow: { attributes: ["zebra"] }, onMessage: (message) => messages.push(message) }),
  );
  expect(written.replace(/\s+/g, " ").replaceAll("<tbody>", "").replaceAll("</tbody>", "").trim()).toBe(html);
  expect(messages.map(({ ruleId }) => ruleId)).toEqual(["mdx-left-out"]);
});

test.each(["{", "{(", "<A ", "<A b='", "`", "{/*", "import {\n", "$a", '{"', "<A b={"])(
  "%j by the thousand is text, in bounded time",
  (part) => {
    const text = part.repeat(20_000);
    expect(maskMdx(text).text).toHaveLength(text.length);
  },
);

describe("within a line of text nothing is left of tags and expressions", () => {
  const html = (text: string): string => {
    const parser = createPostParser();
    return parser.sync(`---\ntitle: T\n---\n${text}`, { path: "a.mdx" }).html;
  };
  test.each([
    ['Hello <Foo bar="x">inner **b**</Foo>.', "<p>Hello inner <strong>b</strong>.</p>"],
    ["**<Foo>b</Foo>** and _<B>c</B>_", "<p><strong>b</strong> and <em>c</em></p>"],
    ["un<B>x</B>y (<C>z</C>)", "<p>unxy (z)</p>"],
    ["Press <Kbd>Ctrl</Kbd>, <Kbd>C</Kbd>!", "<p>Press Ctrl, C!</p>"],
    ["<A>one</A>\n<A>two</A>", "<p>one\ntwo</p>"],
    ['a{" "}\n<B>c</B>{" "}d', "<p>a\nc d</p>"],
    ["a <B\n c='d'>e</B> f", "<p>a e f</p>"],
    ["## Head <Badge/>\n\n| a <B/> |\n|---|", '<h2 id="head-1">Head</h2>'],
    ["[<A>x</A>](u) and ![a](b.png)<C/>", '<p><a href="u">x</a> and <img src="b.png" alt="a"></p>'],
    ["<div>a <B>c</B></div>", "<div>a c</div>"],
    ['![a <B/>](b.png "c {d}")', '<img src="b.png" alt="a" title="c">'],
    ["[a]({b}) c", "<a>a</a> c"],
    ["[a](b{c}d) e", '<a href="bd">a</a> e'],
    ["a [b]\n\n[b]: {c}", "<p>a [b]</p>"],
    ["- <A>\n  **x**\n  </A>", "<strong>x</strong>"],
    ["> 1. <A>\n>    **x** <B>\n>    - y", "<strong>x</strong>"],
    ["<A><B>\n**x**\n</B></A>", "<strong>x</strong>"],
    ["text\n<A>\n**x**\n</A>", "<strong>x</strong>"],
  ])("%j", (text, expected) => {
    expect(html(text)).toContain(expected);
    expect(html(text)).not.toMatch(/z{3}|&#x3C;|<br>/);
    expect(html(text.replaceAll("\n", "\r\n"))).toBe(html(text));
  });
});

test("an address that is an expression is no address", () => {
  const { html, links, images } = createPostParser().sync("[l]({url}) ![i]( {src} ) [k](/a/{b}) [e]()", {
    path: "a.mdx",
  });
  expect(html).toBe('<p><a>l</a> <img alt="i"> <a href="/a/">k</a> <a href="">e</a></p>');
  expect([links.map(({ url }) => url), images]).toEqual([["/a/", ""], []]);
});
