import { JSDOM } from "jsdom";
import type { VFileMessage } from "vfile-message";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";

const parsers = { sanitize: createPostParser(), allow: createPostParser({ rawHtml: "allow" }) };
const tail = "## Head\n\n![i](a.png)\n\n- [li](b.html)\n";
const { html: tailHtml } = parsers.sanitize.sync(`---\ntitle: T\n---\n${tail}`);

const names =
  "video audio iframe object canvas picture select textarea option optgroup button form fieldset legend table caption tbody thead tfoot tr td th col colgroup details summary pre a i b em strong code font u s small big tt nobr div section center blockquote h2 ul li dl dd figure title svg math template noscript xmp marquee".split(
    " ",
  );

const { document } = new JSDOM("").window;

/** The structure of a post's HTML as a browser parses it. */
function readHtml(html: string): object {
  document.body.innerHTML = html;
  const all = (selector: string): Element[] => [...document.querySelectorAll(selector)];
  return {
    headings: all("h1, h2, h3, h4, h5, h6").map((heading) => heading.textContent),
    links: all("a[href]").map((link) => link.getAttribute("href")),
    images: all("img[src]").map((image) => image.getAttribute("src")),
  };
}

function read(markdown: string, policy: keyof typeof parsers) {
  const { html, messages, ...post } = parsers[policy].sync(`---\ntitle: T\n---\n${markdown}`);
  const listed = {
    headings: post.headings.map(({ text }) => text),
    links: post.links.map(({ url }) => url),
    images: post.images.map(({ url }) => url),
  };
  return { html, listed, messages };
}

describe.each(["sanitize", "allow"] as const)("with `rawHtml: %j`", (policy) => {
  test.each(names)("an unclosed <%s> does not affect later blocks, and is reported", (name) => {
    const samples = [
      `The <${name}> element.`,
      ...(["svg", "math"].includes(name)
        ? []
        : [`See <${name} title="q" /> here.`, `<${name} title="q"/>\ntext`]),
      `> <${name} title="q">\n`,
      `- An <${name}>item\n- Another`,
      `| a | b |\n| - | - |\n| A <${name}> | b |`,
      `<div>\n\nThe <${name}> element.\n\n</div>`,
      `<${name}>\n`,
    ];
    for (const sample of samples) {
      const { html, listed, messages } = read(`${sample}\n\n${tail}`, policy);
      expect(html.endsWith(`\n${tailHtml}`), `${sample}: ${html}`).toBe(true);
      expect(
        messages.map(({ ruleId }) => ruleId),
        sample,
      ).toContain("html-unclosed");
      expect(readHtml(html), sample).toEqual(listed);
    }
  });
});

describe("an element that is closed in a later block still works", () => {
  test.each([
    ["<details>\n\n## Queue\n\n</details>", '<details>\n<h2 id="queue">Queue</h2>\n</details>'],
    [
      "<details>\n<summary>S\n\n*md*</summary>\n\ntext</details>",
      "<details>\n<summary>S\n<p><em>md</em></p></summary><p></p>\n<p>text</p></details><p></p>",
    ],
    [
      "<center>\n\n*md* <b>x\n\ny</b>\n\n</center>",
      "<center>\n<p><em>md</em> <b>x</b></p><b>\n</b><p><b>y</b></p>\n</center>",
    ],
    [
      "<table><tr><td>\n\n*md*\n\n</td></tr></table>",
      "<table><tbody><tr><td>\n<p><em>md</em></p>\n</td></tr></tbody></table>",
    ],
    [
      "<ul>\n\n<li>\n\n*a*\n\n<li>\n\nb\n\n</ul>",
      "<ul>\n<li>\n<p><em>a</em></p>\n</li><li>\n<p>b</p>\n</li></ul>",
    ],
    [
      "<div>\n\n> a\n\n</div>\n\n<div/>x\n\n</div>",
      "<div>\n<blockquote>\n<p>a</p>\n</blockquote>\n</div>\n<div>x\n</div>",
    ],
  ])("%j", (markdown, expected) => {
    const { html, messages } = read(markdown, "sanitize");
    expect(html).toBe(expected);
    expect(messages).toEqual([]);
  });
});

describe("where an unclosed element ends", () => {
  test.each([
    [
      "formatting at the end of its line",
      "- a <b>b\n  - c",
      "<ul>\n<li>a <b>b\n</b><ul>\n<li>c</li>\n</ul>\n</li>\n</ul>",
    ],
    [
      "a self-closed element at its tag",
      '<a name="x"/>Text <i class="y"/>more',
      '<p><a id="x"></a>Text <i></i>more</p>',
    ],
    ["an element within another at the end of the outer one", "<div><b>a</div>b", "<div><b>a</b></div>b"],
    [
      "an element with an optional end tag where HTML ends it",
      "<table><tr><td><b>a<td>c</table>",
      "<table><tbody><tr><td><b>a</b></td><td>c</td></tr></tbody></table>",
    ],
    ["the first of two tags, one of which has a slash", "<div><div/>a</div>b", "<div><div></div>a</div>b"],
    [
      "nowhere for a tag in running text, which is removed",
      "The <section> and <td> tags",
      "<p>The  and  tags</p>",
    ],
    [
      "an SVG before the next block",
      "> <svg>\n>\n> <select>\n>\n> ## Next",
      '<blockquote>\n\n\n<h2 id="next">Next</h2>\n</blockquote>',
    ],
    ["an unknown element without a message of its own", "A Vec<T> is\n\nb", "<p>A Vec is</p>\n<p>b</p>"],
  ])("%s", (_name, markdown, expected) => {
    expect(read(markdown, "sanitize").html).toBe(expected);
  });

  test.each([
    ["a <span title='q'>b\n\nc", '<p>a <span title="q">b</span></p>\n<p>c</p>'],
    ["H<sub>2O\n\nc", "<p>H<sub>2O</sub></p>\n<p>c</p>"],
    [
      "<details>\n<div>\n\n*a*\n\n</details>\n\nc",
      "<details>\n<div>\n<p><em>a</em></p>\n</div></details>\n<p>c</p>",
    ],
  ])("%j ends with its line or the element around it, and is not reported", (markdown, expected) => {
    const { html, messages } = read(markdown, "sanitize");
    expect(html).toBe(expected);
    expect(messages).toEqual([]);
  });

  test("an unknown element is reported once, as removed or as unclosed", () => {
    const rules = (policy: keyof typeof parsers): unknown[] =>
      read("A Vec<T> is\n\nb", policy).messages.map(({ ruleId }) => ruleId);
    expect(rules("sanitize")).toEqual(["html-dropped"]);
    expect(rules("allow")).toEqual(["html-unclosed"]);
  });

  test.each([
    ["The <body> tag, and a </body> tag.", ["<body>", "</body>"]],
    ["> <html>\n> <head>\n> x", ["<html>", "<head>"]],
    ["- a <frameset> b <frame> c <frame> d", ["<frameset>", "<frame>"]],
    ["End it by the </div> or </select> tag, not </b>, ", ["</div>", "</select>"]],
  ])("a tag that has no effect in a post is reported once: %j", (markdown, tags) => {
    for (const policy of ["sanitize", "allow"] as const)
      expect(read(markdown, policy).messages.map(({ ruleId, reason }) => `${ruleId} ${reason}`)).toEqual(
        tags.map((tag) => `html-dropped ${tag} is left out: it has no effect here`),
      );
  });

  test.each(["a <plaintext> b", "<plaintext>\n\nb", "> - <PLAINTEXT/>"])(
    "<plaintext> is shown as text and reported: %j",
    (markdown) => {
      const { html, messages } = read(markdown, "sanitize");
      expect(html).toMatch(/&#x3C;plaintext/i);
      expect(messages.map(({ reason }) => reason)).toEqual(["<plaintext> is shown as text"]);
    },
  );

  test("table parts outside of a table are reported, even when a surrounding element closes them", () => {
    for (const part of ["caption", "td", "tbody"]) {
      const { messages } = read(`<div>\n\n<${part}>\n\nx\n\n</div>`, "sanitize");
      expect(messages.map(({ reason }) => reason)).toEqual([
        `<${part}> is in raw HTML outside a table, where it has no effect`,
      ]);
    }
    expect(
      read("<table>\n\n<tr><td>\n\nx\n\n</td></tr>\n</table> a </b>\n\n</p>", "sanitize").messages,
    ).toEqual([]);
  });

  test.each([
    ["> a <a href=b>x\n>\n> <table><tr><td>y</a>\n>\n> z", "<p>z</p>\n</blockquote>"],
    ["<i>\n\n> <table><tr><td></i>\n\nz", "</blockquote>\n<p>z</p>"],
    ["a <b>c\n\n<table><caption>d</b></caption></table>\n\nz", "</table>\n<p>z</p>"],
  ])("an end tag in a cell does not close an element that was opened outside: %j", (markdown, end) => {
    const { html, messages } = read(markdown, "sanitize");
    expect(html.endsWith(end)).toBe(true);
    expect(messages.map(({ ruleId }) => ruleId)).toContain("html-unclosed");
  });

  test("no message claims that content was kept when its structure was lost", () => {
    const { html, messages } = read("<select>\n\n## Head\n\n</select>", "sanitize");
    expect(html).not.toContain("<h2");
    expect(messages.map(({ message }) => message)).toEqual([
      "The tag <select> was removed, only the text in it kept",
    ]);
  });
});

/** The HTML with raw HTML allowed, and the reported `line:column tag`. */
function close(markdown: string): { html: string; reported: string[] } {
  const reported: string[] = [];
  const onMessage = ({ line, column, reason }: VFileMessage): void => {
    reported.push(`${line}:${column} ${/<[^>"]*>?/.exec(reason)?.[0]}`);
  };
  const options = { rawHtml: "allow", onMessage } as const;
  return { html: renderHtml(toHast(parseMarkdown(markdown), options)), reported };
}

describe("matching start and end tags", () => {
  test.each<[string, string, string[]]>([
    // Nested SVG: the end tag belongs to the inner one.
    ["<svg><svg></svg>", "<p><svg></svg><svg></svg></p>", ["1:1 <svg>"]],
    ["<svg/>", "<svg></svg>", []],
    ["<math/>", "<math></math>", []],
    // The slash is significant within SVG and MathML, but not after it.
    ["<svg><a href=x /></svg>", '<p><svg><a href="x"></a></svg></p>', []],
    ["<math><mi/></math>", "<p><math><mi></mi></math></p>", []],
    ["<svg></svg><div/>x", "<p><svg></svg>x</p>", ["1:12 <div>"]],
    ["<math></math><div/>x", "<p><math></math>x</p>", ["1:14 <div>"]],
    ["<svg></svg><svg><div/>x", "<p><svg></svg><svg></svg>x</p>", ["1:12 <svg>", "1:17 <div>"]],
    // A link or a `nobr` element ends an open one.
    ["<a>b<a>c</a>d</a> e", "<p><a>b</a><a>c</a>d e</p>", ["1:1 <a>"]],
    ["<nobr>b<nobr>c</nobr>d</nobr> e", "<p><nobr>b</nobr><nobr>c</nobr>d e</p>", ["1:1 <nobr>"]],
    // Elements that contain only text.
    ["<textarea>a\n<b>", "<textarea>a\n&#x3C;b></textarea>", ["1:1 <textarea>"]],
    ["<textarea/>a</textarea>b", "<p><textarea>a</textarea>b</p>", []],
    ["a <textarea/>b c", "<p>a <textarea></textarea>b c</p>", ["1:3 <textarea>"]],
    ["a <div><textarea>b</div> c", "<p>a </p><div><textarea>b</textarea></div> c<p></p>", ["1:8 <textarea>"]],
    [
      "<table><tr><td><select></td></tr></table>",
      "<table><tbody><tr><td><select></select></td></tr></tbody></table>",
      ["1:16 <select>"],
    ],
    ["<h2>a</h3>b", '<h2 id="a">a</h2>b', []],
    // Ends of paragraphs and of surrounding elements.
    ["<section><div>\n\nx\n\n</div>", "<section><div>\n<p>x</p>\n</div></section>", ["1:1 <section>"]],
    ["> a <b>c *d*\n> e", "<blockquote>\n<p>a <b>c <em>d</em>\ne</b></p>\n</blockquote>", ["1:5 <b>"]],
    [
      "a <i>b `c` <b>d <img src=x> e",
      '<p>a <i>b <code>c</code> <b>d <img src="x"> e</b></i></p>',
      ["1:3 <i>", "1:12 <b>"],
    ],
    ["a\nb <b>c", "<p>a\nb <b>c</b></p>", ["2:3 <b>"]],
    [
      "- a <video src=x>b\n- c",
      '<ul>\n<li>a <video src="x"></video>b</li>\n<li>c</li>\n</ul>',
      ["1:5 <video>"],
    ],
    ["<div><div", "<div></div>", ["1:6 <div", "1:1 <div>"]],
    // An end tag without an open element.
    ["a </td> b", "<p>a  b</p>", ["1:3 </td>"]],
    [
      "| a </table> b | c |\n|-|-|",
      "<table>\n<thead>\n<tr>\n<th>a  b</th>\n<th>c</th>\n</tr>\n</thead>\n</table>",
      ["1:5 </table>"],
    ],
  ])("%j", (markdown, html, reported) => {
    const next = '\n<h2 id="h">H</h2>';
    expect(close(`${markdown}\n\n## H`)).toEqual({ html: html + next, reported });
  });

  test.each([
    ["ol", "li"],
    ["menu", "li"],
    ["dl", "dt"],
    ["dl", "dd"],
    ["select", "option"],
    ["select", "optgroup"],
    ["datalist", "option"],
    ["ruby", "rt"],
    ["ruby", "rp"],
  ])("in <%s>, <%s> needs no end tag", (list, item) => {
    expect(close(`<${list}>\n<${item}>a\n\n<${item}>b\n\n</${list}>`).reported).toEqual([]);
  });

  test("in a list that is never closed, an item in a later block is reported too", () => {
    expect(close("> <ul>\n\n<li>a").reported).toEqual(["1:3 <ul>", "3:1 <li>"]);
  });
});

test("the message says what to do about a tag", () => {
  const { messages } = read("a <b>c\n\n<video src=x />", "sanitize");
  expect(messages.map(({ note }) => note)).toEqual([
    "Close it; if it is meant as text, put it in backticks or write `&lt;` for `<`.",
    "HTML ignores the slash in `<video />`: write `<video></video>`.",
  ]);
});
