import type { ElementContent, Properties, Root, RootContent } from "hast";
import { describe, expect, test } from "vitest";
import { writeFeedHtml } from "../../src/feed/write-feed-html.ts";

/** `["p", { title: "x" }, "text", ["b", "bold"]]` */
type Sketch = string | Sketches;
interface Sketches extends Array<string | Properties | Sketches> {}

function node(sketch: Sketch): ElementContent {
  if (typeof sketch === "string") return { type: "text", value: sketch };
  const [tagName, first, ...rest] = sketch;
  const hasProperties = typeof first === "object" && !Array.isArray(first);
  const properties = (hasProperties ? first : {}) as Properties;
  const children = (hasProperties || first === undefined ? rest : [first, ...rest]) as Sketch[];
  return { type: "element", tagName: tagName as string, properties, children: children.map(node) };
}

function write(...sketches: Sketch[]): string {
  const root: Root = { type: "root", children: sketches.map(node) as RootContent[] };
  return writeFeedHtml(root, "https://example.com/posts/q/");
}

// Trees that no parser of HTML makes, but that plugins do: written as they are, a parser would tear them apart.
describe("an element in the wrong place leaves its content", () => {
  test.each<[string, Sketch, string]>([
    [
      "a link in a link",
      ["a", { href: "/a" }, "b", ["i", ["a", { href: "/c" }, "d"]]],
      '<a href="https://example.com/a">b<i>d</i></a>',
    ],
    ["a block in a paragraph", ["p", "a", ["b", ["ul", ["li", "c"]]]], "<p>a<b>c</b></p>"],
    ["a paragraph in a paragraph", ["p", "a", ["p", "b"]], "<p>ab</p>"],
    [
      "a table in a paragraph, and what is in its cells",
      ["p", ["table", ["tbody", ["tr", ["td", "a"]]]]],
      "<p>a</p>",
    ],
    ["a code block in a paragraph", ["p", ["pre", ["code", "a"]]], "<p><code>a</code></p>"],
    ["an item in an item", ["ul", ["li", "a", ["b", ["li", "c"]]]], "<ul><li>a<b>c</b></li></ul>"],
    [
      "an item in an item's list, which may be",
      ["ul", ["li", ["ul", ["li", "a"]]]],
      "<ul><li><ul><li>a</li></ul></li></ul>",
    ],
    [
      "a term in a term",
      ["dl", ["dt", "a", ["b", ["dt", "c"]], ["i", ["dd", "d"]]]],
      "<dl><dt>a<b>c</b><i>d</i></dt></dl>",
    ],
    ["a description in one", ["dl", ["dd", "a", ["b", ["dd", "c"]]]], "<dl><dd>a<b>c</b></dd></dl>"],
    ["a heading in a heading", ["h2", "a", ["h3", "b"]], "<h2>ab</h2>"],
    [
      "a heading beside a heading",
      ["section", ["h2", "a"], ["h3", "b"]],
      "<section><h2>a</h2><h3>b</h3></section>",
    ],
    ["a cell without a row", ["td", "a"], "a"],
    [
      "words in a table but in no cell",
      ["table", "a", " ", ["tbody", "b", ["tr", "c", ["td", "d"]]]],
      "<table> <tbody><tr><td>d</td></tr></tbody></table>",
    ],
    [
      "a box in a row",
      ["table", ["tbody", ["tr", ["div", "a"], ["td", "b"]]]],
      "<table><tbody><tr><td>b</td></tr></tbody></table>",
    ],
    ["an unknown element in a paragraph, and a block in it", ["p", ["x-y", ["ul", ["li", "a"]]]], "<p>a</p>"],
    ["an unknown element, and a block in it", ["x-y", ["ul", ["li", "a"]]], "<ul><li>a</li></ul>"],
    [
      "a paragraph in a cell",
      ["table", ["tbody", ["tr", ["td", ["p", "a"]], ["th", ["p", "b"]]]]],
      "<table><tbody><tr><td><p>a</p></td><th><p>b</p></th></tr></tbody></table>",
    ],
    [
      "a paragraph in a caption",
      ["table", ["caption", ["p", "a"]]],
      "<table><caption><p>a</p></caption></table>",
    ],
  ])("%s", (_, sketch, html) => {
    expect(write(sketch)).toBe(html);
  });

  test("two hundred elements deep only the text is kept", () => {
    const deep = (depth: number): Sketch => {
      let sketch: Sketch = ["b", "a"];
      for (let level = 1; level < depth; level++) sketch = ["section", sketch];
      return sketch;
    };
    expect(write(deep(200))).toContain("<section><b>a</b></section>");
    expect(write(deep(201))).toContain("<section>a</section>");
  });
});

describe("elements one by one", () => {
  test.each<[string, Sketch, string]>([
    ["a task's box", ["input", { type: "checkbox" }], "☐"],
    ["a task's box, ticked", ["input", { type: "checkbox", checked: true }], "☑"],
    ["another input", ["input", { type: "text", checked: true }], ""],
    ["a checkbox by type alone", ["b", { type: "checkbox" }, "a"], "<b>a</b>"],
    ["a pre with a line end first", ["pre", "\na"], "<pre>\n\na</pre>"],
    ["a pre without one", ["pre", "a\n"], "<pre>a\n</pre>"],
    ["an empty pre", ["pre"], "<pre></pre>"],
    ["a pre that begins with an element", ["pre", ["b", "\n"]], "<pre><b>\n</b></pre>"],
    ["a formula in a pre", ["pre", "a ", ["math", { alttext: "x" }]], "<pre>a x</pre>"],
    ["a void element", ["p", "a", ["br"], "b"], "<p>a<br>b</p>"],
    ["a picture of nothing", ["img", { alt: "a < b" }], "a &#x3C; b"],
    ["a picture of nothing, of no words", ["img"], ""],
    [
      "a source of nothing",
      ["picture", ["source", { type: "a/b" }], ["img", { src: "/a" }]],
      '<picture><img src="https://example.com/a"></picture>',
    ],
    ["a lazy picture", ["img", { src: " data:x", dataSrc: "/a" }], '<img src="https://example.com/a">'],
    [
      "a picture that is there, and its lazy twin",
      ["img", { src: "/b", dataSrc: "/a" }],
      '<img src="https://example.com/b">',
    ],
    ["a lazy source of anything else", ["video", { dataSrc: "/a" }], "<video controls></video>"],
    [
      "a player",
      ["audio", { src: "/a", controls: true }],
      '<audio controls src="https://example.com/a"></audio>',
    ],
    [
      "a player of no controls",
      ["audio", { src: "/a", controls: false }],
      '<audio src="https://example.com/a" controls></audio>',
    ],
    ["a source set", ["img", { srcSet: "/a, 1x /b 2x, /c x" }], '<img srcset="https://example.com/a">'],
    [
      "a source set of heights",
      ["img", { srcSet: "/a 100w 20h, /b 1.5x" }],
      '<img srcset="https://example.com/a 100w 20h, https://example.com/b 1.5x">',
    ],
    ["a source set of nothing", ["img", { srcSet: "javascript:a 1x", alt: "b" }], "b"],
    ["a frame", ["iframe", { src: "/a" }], '<a href="https://example.com/a">https://example.com/a</a>'],
    [
      "a frame with a title",
      ["iframe", { src: "/a", title: " b " }],
      '<a href="https://example.com/a">b</a>',
    ],
    [
      "a frame with a title of spaces",
      ["iframe", { src: "/a", title: " " }],
      '<a href="https://example.com/a">https://example.com/a</a>',
    ],
    ["a frame of nothing", ["iframe", { src: " " }, "a"], ""],
    ["a frame of a program", ["iframe", { src: "javascript:a" }, "a"], ""],
  ])("%s", (_, sketch, html) => {
    expect(write(sketch)).toBe(html);
  });
});

describe("links to places in the post", () => {
  const prefix = "posts-q-";
  test.each<[string, Sketch[], string]>([
    [
      "an id that is linked to",
      [
        ["a", { href: "#x" }, "a"],
        ["p", { id: "x" }, "b"],
      ],
      `<a href="https://example.com/posts/q/#x">a</a><p id="${prefix}x">b</p>`,
    ],
    ["an id that is not", [["p", { id: "x" }, "b"]], "<p>b</p>"],
    [
      "an id that is linked to by escapes",
      [
        ["a", { href: "#%C3%A9" }, "a"],
        ["p", { id: "é" }, "b"],
      ],
      `<a href="https://example.com/posts/q/#%C3%A9">a</a><p id="${prefix}é">b</p>`,
    ],
    [
      "escapes that are none",
      [
        ["a", { href: "#%" }, "a"],
        ["p", { id: "%" }, "b"],
      ],
      `<a href="https://example.com/posts/q/#%25">a</a><p id="${prefix}%">b</p>`,
    ],
    [
      "the top",
      [
        ["a", { href: "#" }, "a"],
        ["p", { id: "" }, "b"],
      ],
      '<a href="https://example.com/posts/q/#">a</a><p>b</p>',
    ],
    // An anchor is none, and leaves no id.
    ["a sign in a heading", [["h2", { id: "x" }, "a", ["a", { href: "#x" }, "#"]]], "<h2>a</h2>"],
    [
      "a number in a heading",
      [["h2", { id: "x" }, "a", ["a", { href: "#x" }, "1"]]],
      `<h2 id="${prefix}x">a<a href="https://example.com/posts/q/#x">1</a></h2>`,
    ],
    [
      "a sign outside",
      [
        ["a", { href: "#x" }, "#"],
        ["h2", { id: "x" }, "a"],
      ],
      `<a href="https://example.com/posts/q/#x">#</a><h2 id="${prefix}x">a</h2>`,
    ],
    [
      "nothing outside",
      [
        ["a", { href: "#x" }],
        ["h2", { id: "x" }, "a"],
      ],
      "<h2>a</h2>",
    ],
    [
      "a picture outside",
      [
        ["a", { href: "#x" }, ["img", { src: "/i" }]],
        ["p", { id: "x" }, "a"],
      ],
      `<a href="https://example.com/posts/q/#x"><img src="https://example.com/i"></a><p id="${prefix}x">a</p>`,
    ],
    [
      "a marked link, of other words than the heading",
      [["h2", "a", ["a", { className: ["anchor"], href: "/b#x" }, "link"]]],
      "<h2>a</h2>",
    ],
    [
      "a marked link, but no heading",
      [["p", "a ", ["a", { className: ["anchor"], href: "/b#x" }, "link"]]],
      '<p>a <a href="https://example.com/b#x">link</a></p>',
    ],
    [
      "a link of a class that only ends so",
      [["h2", "a ", ["a", { className: ["panchor"], href: "/b#x" }, "link"]]],
      '<h2>a <a href="https://example.com/b#x">link</a></h2>',
    ],
    ["a heading that is a link to itself", [["h2", ["a", { href: "#x" }, "a"]]], "<h2>a</h2>"],
    [
      "a heading that is a link to elsewhere",
      [["h2", ["a", { href: "/x" }, "a"]]],
      '<h2><a href="https://example.com/x">a</a></h2>',
    ],
  ])("%s", (_, sketches, html) => {
    expect(write(...sketches)).toBe(html);
  });

  test.each([
    ["https://example.com/", "post-"],
    ["https://example.com/a", "a-"],
    ["https://example.com/a/b.html", "a-b-html-"],
    ["https://example.com/--/é/", "C3-A9-"],
  ])("ids of %s begin with %s", (url, start) => {
    const root: Root = {
      type: "root",
      children: [node(["a", { href: "#x" }, "a"]), node(["p", { id: "x" }])] as RootContent[],
    };
    expect(writeFeedHtml(root, url)).toContain(`<p id="${start}x">`);
  });
});

describe("code", () => {
  test.each<[string, Sketch, string]>([
    [
      "the language of a box around",
      ["div", { className: ["language-js"] }, ["pre", ["code", "a"]]],
      '<div><pre><code class="language-js">a</code></pre></div>',
    ],
    [
      "a box of another kind",
      ["p-x", { className: ["language-js"] }, ["pre", ["code", "a"]]],
      "<pre><code>a</code></pre>",
    ],
    [
      "Hexo's figure",
      ["figure", { className: ["highlight", "js"] }, ["pre", ["code", "a"]]],
      '<figure><pre><code class="language-js">a</code></pre></figure>',
    ],
    [
      "Hexo's figure of no language",
      ["figure", { className: ["highlight"] }, ["pre", ["code", "a"]]],
      "<figure><pre><code>a</code></pre></figure>",
    ],
    [
      "a figure of other classes",
      ["figure", { className: ["wide", "js"] }, ["pre", ["code", "a"]]],
      "<figure><pre><code>a</code></pre></figure>",
    ],
    [
      "Hexo's classes on a box",
      ["div", { className: ["highlight", "js"] }, ["pre", ["code", "a"]]],
      "<div><pre><code>a</code></pre></div>",
    ],
    ["line numbers alone", ["pre", ["code", ["span", { className: ["lineno"] }, "1"]]], ""],
    ["code of nothing", ["pre", ["code"]], "<pre><code></code></pre>"],
    [
      "a table of code",
      ["table", ["tr", ["td", ["pre", "1\n2"]], ["td", ["pre", ["code", "a"]]]]],
      "<pre><code>a</code></pre>",
    ],
    [
      "a table of code without numbers",
      ["table", ["tbody", ["tr", ["td", ["pre", "1 b"]], ["td", ["pre", ["code", "a"]]]]]],
      "<table><tbody><tr><td><pre>1 b</pre></td><td><pre><code>a</code></pre></td></tr></tbody></table>",
    ],
    [
      "a table of numbers without code",
      ["table", { className: ["lntable"] }, ["tbody", ["tr", ["td", "1"], ["td", "a"]]]],
      "<table><tbody><tr><td>1</td><td>a</td></tr></tbody></table>",
    ],
  ])("%s", (_, sketch, html) => {
    expect(write(sketch)).toBe(html);
  });
});

test("signs that could be taken for something else", () => {
  expect(write(["p", { title: 'a & "b" <c> =' }, "d & <e> ]]>"])).toBe(
    '<p title="a &#x26; &#x22;b&#x22; &#x3C;c&#x3E; &#x3D;">d &#x26; &#x3C;e&#x3E; ]]&#x3E;</p>',
  );
  expect(write(["p", { title: "a --> ]> </b" }])).toBe(
    '<p title="a --\u2060&#x3E; ]\u2060&#x3E; &#x3C;\u2060/b"></p>',
  );
  expect(write(["a", { href: "/a?b=c&d" }, "e"])).toBe('<a href="https://example.com/a?b=c&#x26;d">e</a>');
});
