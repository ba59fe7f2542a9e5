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

describe("code that is removed", () => {
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
    ["a {/* b */} c", "a <?xxxxx?> c"],
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

describe("text that is kept", () => {
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

/** Removed code becomes blanks or, within a line of text, a tag of z. */
describe("where code starts and ends", () => {
  test.each([
    // Strings, comments and brackets in an expression.
    ["{'}'} {\"}\"} {`}`} c", "                  c"],
    ["{'it\\'s }'} c", "            c"],
    ["{it's} c", "       c"],
    ["{a: `\n}`} c", "     \n    c"],
    ["{`\u0024{'}'}`} c", "           c"],
    ["{a /* } */} c", "            c"],
    ["{a // }\n} c", "       \n  c"],
    ["{(a)} {[b]} {{c}} d", "                  d"],
    ["}{a}", "}<z>"],
    ["a {b", "a {b"],
    ["a {b\n\n} c", "a   \n\n  c"],
    ["a {\" \"} b{' '}", "a <zz>  b<zz> "],
    // Comments.
    ["{/**/}x", "<?xx?>x"],
    ["{/*a*/}x", "<?xxx?>x"],
    ["{ /* a */ } x", "<?xxxxxxx?> x"],
    ["a {/* b\n c */} d", "a <?xxx\nxxxx?> d"],
    ["{/*\nb\n*/}", "<?x\nx\nx?>"],
    ["{\n/* a */\n}\nb", " \n       \n \nb"],
    // Statements.
    ["export const a = b +\n  c\n\nd", "                    \n   \n\nd"],
    ["export const a = 1\nb", "                  \nb"],
    ["export const f = () =>\n  1\nx", "                      \n   \nx"],
    ["export const a = [\n'x',\n]\nb", "                  \n    \n \nb"],
    ["export const u = http://a\n\nc", `${" ".repeat(25)}\n\nc`],
    ["export const u = 'a' // {\n\nc", `${" ".repeat(25)}\n\nc`],
    ["export const u = a\n  .b()\nc", `${" ".repeat(18)}\n      \nc`],
    ["export const u =\na\nc", `${" ".repeat(16)}\n \nc`],
    ["import {\n  a,\n} from 'b'\nc", "        \n    \n          \nc"],
    ["import a\nfrom 'b'\nc", "import a\nfrom 'b'\nc"],
    ["import a, {\r\n  b } from 'c'\r\n\r\nd", "           \r\n              \r\n\r\nd"],
    [" \t\nimport A from 'a'\nb", ` \t\n${" ".repeat(17)}\nb`],
    ["```\na\n```\nimport 'b'", `\`\`\`\na\n\`\`\`\n${" ".repeat(10)}`],
    // Tags.
    ["a <b c={d} e> f", "a <b zzzzz e> f"],
    ["<a b={1} {...c}>d</a>", "<a zzzzz zzzzzz>d</a>"],
    ['<img a={`<`} alt="{x}"/> y', '<img zzzzzzz alt="{x}"/> y'],
    ["<a-b c = {1}/>d", "<a-b z z zzz/>d"],
    ["<A\n\nb>c", "  \n\n  c"],
    ["<div a={1}\n\nb>c</div>", "          \n\n  c</div>"],
    ["a <A b <c> d", "a <A b <c> d"],
    ["a <A b='c d", "a <A b='c d"],
    ["a <A b={c d", "a <A b={c d"],
    ["<A.b/> <a.b/> <$a/> c", "                    c"],
    ["x</A>y", "x</z>y"],
    ["<A b='>'>c", "<zzzzzzz>c"],
    ["a <!-- {b} --> <!-- {c}", "a <!-- {b} --> <!-- <z>"],
    // Code and formulas.
    ["costs $5 {a} $", "costs $5 <z> $"],
    ["$x{a}$ $ {b} $", "$x{a}$ $ <z> $"],
    ["$$x{a}$$ {b}", "$$x{a}$$ <z>"],
    ["`a {b}\n\nc {d} `e", "`a <z>\n\nc <z> `e"],
    ["`a {b}\nc {d} `e", "`a {b}\nc {d} `e"],
    ["`` a ` {b} `` {c}", "`` a ` {b} `` <z>"],
    ["```\n{a}\n``` x\n{b}\n````\n{c}", "```\n{a}\n``` x\n{b}\n````\n   "],
    ["> ```\n> {a}\n> ```\n> {b}", "> ```\n> {a}\n> ```\n>    "],
    ["\\{a} \\\\{b}", "\\{a} \\\\<z>"],
    // A tag in a link destination would be read as one.
    ["[a]: {b} c", "[a]:     c"],
    ["[a]({b})", "[a](   )"],
    ["{#id} {a}", "{#id} <z>"],
  ])("%j", (text, masked) => {
    expect(maskMdx(text).text).toBe(masked);
  });

  test.each([
    ["{b} {c} <D/>", "1 JSX tag, 2 expressions left out"],
    ["import 'a'\n\n<B/><C/>", "1 import or export, 2 JSX tags left out"],
    ["import 'a'\nexport const b = 1", "2 imports or exports left out"],
    ["{a}", "1 expression left out"],
  ])("%j: the message counts %s", (text, counts) => {
    expect(maskMdx(text, "a.mdx").message).toMatchObject({
      reason: `MDX is read as Markdown: ${counts}`,
      file: "a.mdx",
      note: "Render the post with an MDX compiler to see its components; the text, excerpt and metadata are complete without them.",
    });
  });

  test.each([
    ["a\n\nIt costs {price} a {time}. [a]({url})", "3", "{price}"],
    ["> **Now** {props.now}", "1", "{props.now}"],
    ["- {count} left", "1", "{count}"],
  ])("the note names what is missing from a sentence: %j", (text, line, code) => {
    expect(maskMdx(text).message?.note).toBe(
      `A sentence in line ${line} lacks \`${code}\`: write what it stands for, or render the post with an MDX compiler.`,
    );
  });

  test.each(['a{" "}b', "{/* more */}", "a {'{'} b", "<A b={c}>d</A>"])(
    "the note names no missing value for %j",
    (text) => {
      expect(maskMdx(text).message?.note ?? "").not.toMatch("sentence");
    },
  );
});

describe("how MDX syntax is read as Markdown", () => {
  const html = (text: string): string => renderHtml(toHast(parseMarkdown(text, { mdx: true })));
  test.each([
    ["    a *b*", "<p>a <em>b</em></p>"],
    ["<div\tclass='a'>\n*b*\n</div>", "<div>\n<p><em>b</em></p>\n</div>"],
    ["<p>\n*a*\n</p>", "<div>\n<p><em>a</em></p>\n</div>"],
    ["<hr/>\n<i />a<br />", "<hr>\n<i></i>a<br>"],
    ["<a b={c}  d={e} title='f  zz g'>h</a>", '<p><a title="f  zz g">h</a></p>'],
    ["a {  /* b -- c */  } d", "<p>a  d</p>"],
    // A tag of several lines.
    [
      "A\n\n<video\n  style={{ a: 1 }}\n  controls\n>\n  <source src='b.mp4' />\n</video>\n\nB",
      '<p>A</p>\n<video controls>\n  <source src="b.mp4">\n</video>\n<p>B</p>',
    ],
    ["See <b\n  title='c'\n>it</b>\nnow", '<p>See <b title="c">\nit</b>\nnow</p>'],
    ["A\n<b\ntitle='c'\n>it</b>", '<p>A\n<b title="c">\nit</b></p>'],
    ["<p\r\n  id='a'\r\n>\r\n*b*\r\n</p>", '<div id="a">\n<p><em>b</em></p>\n</div>'],
    // A string in braces is text.
    ["In {'{'}braces{\"}\"} and {`<b> & \\`c\\``}.", "<p>In {braces} and &#x3C;b> &#x26; `c`.</p>"],
    ["<td>a{' <b>'}</td>\n\n<b>{'*c*'}</b>", "a &#x3C;b>\n<p><b>*c*</b></p>"],
  ])("%j", (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  test.each([
    "{/*\na\n*/}",
    "{/* a\n\nb */}",
    "{\n/* a */\n}",
    "{/*\r\na */}",
    "a {/*\nb */}",
    "{ /* a\n*/ }",
  ])("positions after the comment %j are those of the source", (comment) => {
    const heading = parseMarkdown(`${comment}\n\n# H`, { mdx: true }).children.at(-1);
    expect(heading?.position?.start.line).toBe(comment.split("\n").length + 2);
  });

  test("an indented line is text, not code, without GFM too", () => {
    const [node] = parseMarkdown("    a", { mdx: true, gfm: false }).children;
    expect(node?.type).toBe("paragraph");
  });

  test("comments keep their text", () => {
    const comments = ["{/* a */}", "{ /* a\n b */ }", "x {/* a -- b */}"].map((text) =>
      parseMarkdown(text, { mdx: true }),
    );
    expect(JSON.stringify(comments).match(/<!--.*?-->/g)).toEqual([
      "<!-- a -->",
      "<!-- a\\n b -->",
      "<!-- a - - b -->",
    ]);
  });
});

describe("an MDX post", () => {
  const text = `import Foo from "./foo"

export const a = 1

Some <Foo b={1}>words</Foo>{/* more */} and {a}.

{/* truncate */}

<Foo>

    Not *code*.

</Foo>
`;

  test("is read as Markdown, with one warning", () => {
    const messages: VFileMessage[] = [];
    const tree = parseMarkdown(text, {
      mdx: true,
      path: "a.mdx",
      onMessage: (message) => messages.push(message),
    });
    expect(messages.map(String)).toEqual([
      "a.mdx:1:1: MDX is read as Markdown: 2 imports or exports, 4 JSX tags, 1 expression left out",
    ]);
    expect(messages[0]).toMatchObject({ ruleId: "mdx-left-out", fatal: false });
    expect(renderHtml(toHast(tree)).replace(/\s+/g, " ").trim()).toBe(
      "<p>Some words and .</p> <p>Not <em>code</em>.</p>",
    );
  });

  test("keeps comments so that markers are found", () => {
    const tree = JSON.stringify(parseMarkdown(text, { mdx: true }));
    expect(tree).toContain('"type":"html","value":"<!-- more -->"');
    expect(tree).toContain('"type":"html","value":"<!-- truncate -->"');
  });

  test("keeps positions", () => {
    const tree = parseMarkdown(text, { mdx: true });
    expect(tree.children[0]?.position?.start).toEqual({ line: 5, column: 1, offset: 45 });
  });

  test("has no warning when it contains no code", () => {
    const messages: VFileMessage[] = [];
    parseMarkdown("# A\n\n`{b}`\n", { mdx: true, onMessage: (message) => messages.push(message) });
    expect(messages).toEqual([]);
  });
});

test.each([
  // In React's syntax: the tag is kept, what only React understands is removed.
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
])("attributes with an expression are removed: %j", (text, html) => {
  const messages: VFileMessage[] = [];
  const tree = parseMarkdown(text, { mdx: true, onMessage: (message) => messages.push(message) });
  const written = renderHtml(
    toHast(tree, { allow: { attributes: ["zebra"] }, onMessage: (message) => messages.push(message) }),
  );
  expect(written.replace(/\s+/g, " ").replaceAll("<tbody>", "").replaceAll("</tbody>", "").trim()).toBe(html);
  expect(messages.map(({ ruleId }) => ruleId)).toEqual(["mdx-left-out"]);
});

test.each(["{", "{(", "<A ", "<A b='", "`", "{/*", "import {\n", "$a", '{"', "<A b={"])(
  "thousands of %j are text, and are read in bounded time",
  (part) => {
    const text = part.repeat(20_000);
    expect(maskMdx(text).text).toHaveLength(text.length);
  },
);

describe("tags and expressions in a line of text are removed completely", () => {
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
    ["a {`b $\u007Bc}`} d", "<p>a  d</p>"],
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

test("a link or image whose URL is an expression has no URL", () => {
  const { html, links, images } = createPostParser().sync("[l]({url}) ![i]( {src} ) [k](/a/{b}) [e]()", {
    path: "a.mdx",
  });
  expect(html).toBe('<p><a>l</a> <img alt="i"> <a href="/a/">k</a> <a href="">e</a></p>');
  expect([links.map(({ url }) => url), images]).toEqual([["/a/", ""], []]);
});
