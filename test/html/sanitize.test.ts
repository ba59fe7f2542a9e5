import type { VFileMessage } from "vfile-message";
import { describe, expect, test } from "vitest";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { extractImages, extractLinks, toPlainText } from "../../src/markdown/extract.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { htmlOf, reportingHtmlOf } from "../markdown/html-of.ts";

describe("raw HTML", () => {
  test("tags that open in one block and close in another are matched", () => {
    expect(htmlOf("<details>\n<summary>More</summary>\n\nSome *text*\n\n</details>\n\nAfter\n")).toBe(
      "<details>\n<summary>More</summary>\n<p>Some <em>text</em></p>\n</details>\n<p>After</p>",
    );
  });

  test("`sanitize` keeps harmless HTML", () => {
    for (const html of [
      '<figure><img src="a.png" alt="A" loading="lazy"><figcaption>A</figcaption></figure>',
      '<video src="a.mp4" controls poster="a.png"></video>',
      '<picture><source srcset="a.webp 1x, b.webp 2x" type="image/webp"><img src="a.png" alt=""></picture>',
      '<p>H<sub>2</sub>O <kbd>Ctrl</kbd> <mark>m</mark> <abbr title="T">t</abbr></p>',
      '<table><caption>C</caption><tbody><tr><td colspan="2">x</td></tr></tbody></table>',
      "<details open><summary>S</summary>t</details>",
      '<a href="https://example.com" target="_blank" rel="noopener">x</a>',
    ]) {
      expect(reportingHtmlOf(`<div>\n${html}\n</div>`)).toEqual({
        html: `<div>\n${html}\n</div>`,
        reported: [],
      });
    }
  });

  test("an attribute with an empty value needs a rule like any other", () => {
    expect(htmlOf('<p ping>a</p>\n\n<p rel ping="">b</p>\n\n<p class="" title="">c</p>')).toBe(
      '<p>a</p>\n<p>b</p>\n<p class="" title="">c</p>',
    );
  });

  test("`sanitize` removes harmful HTML and reports the first of each kind", () => {
    const { html, reported } = reportingHtmlOf(
      "a <script>alert(1)</script> b\n\n<b onclick=x() onload=y()>c</b>\n\n<script>2</script>\n\n" +
        '<iframe src="https://example.com">f</iframe>\n\n<b style="color:red" class="x">d</b> <u-x>e</u-x>\n',
    );
    expect(html).toBe("<p>a  b</p>\n<p><b>c</b></p>\n\n\n<p><b>d</b> e</p>");
    expect(reported).toEqual([
      "html-dropped 1:3",
      "html-dropped 3:1",
      "html-dropped 7:1",
      "html-dropped 9:1",
      "html-dropped 9:1",
      "html-dropped 9:38",
    ]);
  });

  test("removed styling is reported as information, removed code as a warning", () => {
    const messages: VFileMessage[] = [];
    htmlOf('<b class="x" onclick="y()">z</b><script>1</script><u-x>2</u-x> [3](javascript:4)', {
      onMessage: (message) => messages.push(message),
    });
    const sorted = messages.map(({ reason, fatal }) => [reason, fatal]).sort();
    expect(sorted).toEqual(
      [
        ["<script> was removed", false],
        ['The URL "javascript:4" was removed: posts cannot use the scheme javascript', false],
        ['The attribute "class" of <b> was removed', undefined],
        ['The attribute "onclick" of <b> was removed', false],
        ["The tag <u-x> was removed, its content kept", false],
      ].sort(),
    );
  });

  test("the number of messages about a post is limited", () => {
    const { reported } = reportingHtmlOf(Array.from({ length: 500 }, (_, index) => `<x-${index}>`).join(" "));
    expect(reported).toHaveLength(20);
  });

  test("`allow` keeps everything except unsafe links in Markdown", () => {
    const { html, reported } = reportingHtmlOf(
      '<b onclick="x()" class="y">b</b> <script>1</script> <a href="javascript:1">r</a> [m](javascript:2)',
      { rawHtml: "allow" },
    );
    expect(html).toBe(
      '<p><b onclick="x()" class="y">b</b> <script>1</script> <a href="javascript:1">r</a> <a>m</a></p>',
    );
    expect(reported).toEqual(["url-unsafe 1:82"]);
  });

  test("`escape` shows tags as text and removes comments", () => {
    expect(htmlOf("a <b>c</b>\n\n<div>\nd\n</div>\n\n<!-- more -->\n\ne", { rawHtml: "escape" })).toBe(
      "<p>a &#x3C;b>c&#x3C;/b></p>\n<p>&#x3C;div>\nd\n&#x3C;/div></p>\n<p>e</p>",
    );
  });

  test("comments are removed everywhere", () => {
    expect(htmlOf("a <!-- x --> b\n\n<!-- y -->\n\n<div><!-- z -->c</div>")).toBe(
      "<p>a  b</p>\n\n<div>c</div>",
    );
  });

  test("a path is kept with encoded blanks when it would be an unsafe scheme without them", () => {
    expect(htmlOf('<a href="java script:1">x</a>')).toContain('<a href="java%20script:1">x</a>');
    expect(htmlOf('<img src="&nbsp;data:x" alt="">')).toContain('<img src="%C2%A0data:x" alt="">');
    expect(htmlOf('<a href="my notes: part 2">x</a>')).toContain('<a href="my%20notes:%20part%202">x</a>');
    expect(htmlOf('<a href="a b.html?c=d: e">x</a>')).toContain('<a href="a b.html?c=d: e">x</a>');
  });

  test("an attribute that is not a URL is removed when its value looks like an unsafe URL", () => {
    expect(htmlOf('<p align="javascript:1" title="javascript: a primer">x</p>')).toBe(
      '<p title="javascript: a primer">x</p>',
    );
    expect(htmlOf('<time datetime="10:30">x</time>')).toContain('<time datetime="10:30">');
  });

  test("a srcset is removed and reported when it would be an unsafe scheme without blanks", () => {
    const { html, reported } = reportingHtmlOf('<img src="a.png" srcset="java&#9;script:1 1x" alt="">');
    expect(html).toContain('<img src="a.png" alt="">');
    expect(reported).toEqual(["url-unsafe 1:1"]);
  });

  test.each([
    ["/a.jpg 1x, javascript:x() 2x, /b,c.jpg 3x", "/a.jpg 1x, /b,c.jpg 3x", ["url-unsafe 1:1"]],
    ["data:image/png;base64,AA 1x, b.png 640w", "b.png 640w", ["url-unsafe 1:1"]],
    ["ftp://a/b.png 1x, java script:x 2x, c.png", "c.png", ["url-unsafe 1:1", "url-unsafe 1:1"]],
  ])("in the srcset %j only safe candidates are kept", (srcset, kept, messages) => {
    const { html, reported } = reportingHtmlOf(`<img src="a.png" srcset="${srcset}">`);
    expect(html).toContain(`<img src="a.png" srcset="${kept}">`);
    expect(reported).toEqual(messages);
  });

  test("a srcset with commas in its URLs is kept whole", () => {
    expect(htmlOf('<img srcset="https://i.example/w_4,h_3/a.jpg 1x, b.jpg, /c.jpg 2x">')).toContain(
      'srcset="https://i.example/w_4,h_3/a.jpg 1x, b.jpg, /c.jpg 2x"',
    );
  });
});

test.each([
  ["Text.\n\n<?php the_title(); ?>\n", "3:1", "<?php was removed"],
  ["Hello <?= $name ?> you\n", "1:7", "<?= was removed"],
  ["a <![CDATA[b]]> c\n", "1:3", "<![CDATA[ was removed"],
])("%j is reported", (markdown, place, reason) => {
  const { messages } = createPostParser().sync(markdown, { path: "a.md" });
  const dropped = messages.filter(({ ruleId }) => ruleId === "html-dropped");
  expect(dropped.map(({ line, column, reason }) => [`${line}:${column}`, reason])).toEqual([[place, reason]]);
});

test("of all inputs only checkboxes are kept", () => {
  const { html, messages } = createPostParser().sync(
    "# T\n\na <input type=checkbox checked> b <input type=text value=c> d <input> e",
  );
  expect(html).toBe('<p>a <input type="checkbox" checked disabled> b  d  e</p>');
  expect(messages.map(({ line, column, reason }) => `${line}:${column} ${reason}`)).toEqual([
    "3:35 <input> was removed: it is not a checkbox",
  ]);
});

test("a comment is not reported", () => {
  const { messages } = createPostParser().sync("# T\n\na <!-- php? --> b\n\n<!-- [CDATA[ -->\n", {
    path: "a.md",
  });
  expect(messages).toEqual([]);
});

describe("how the sanitizer treats an element", () => {
  const listed = (markdown: string) => {
    const tree = toHast(parseMarkdown(markdown));
    return {
      links: extractLinks(tree).map(({ url }) => url),
      images: extractImages(tree).map(({ url }) => url),
    };
  };

  test("a checkbox is always disabled, whatever the author wrote", () => {
    expect(
      htmlOf("<div>\n<input type=checkbox value=x>\n<input type=CHECKBOX>\n<input checked>\n</div>"),
    ).toBe('<div>\n<input type="checkbox" value="x" disabled>\n<input disabled type="checkbox">\n\n</div>');
  });

  test("an encoded URL is listed as the author wrote it, and a removed one is not listed", () => {
    expect(listed('<a href="my notes: 2">x</a> <img src="my pic: 2.png"> <a href="a&b">y</a>')).toEqual({
      links: ["my notes: 2", "a&b"],
      images: ["my pic: 2.png"],
    });
    expect(listed('<a href="javascript:1">x</a> <img src="data:1">')).toEqual({ links: [], images: [] });
  });

  test("an element that a removed class hid is still omitted from plain text", () => {
    const tree = toHast(parseMarkdown('<p class="sr-only">x</p>\n\n<p class="y">z</p>\n\n<p hidden>a</p>'));
    expect(renderHtml(tree)).toBe("<p>x</p>\n<p>z</p>\n<p hidden>a</p>");
    expect(toPlainText(tree)).toBe("z");
  });

  test("a URL with a template expression is removed", () => {
    expect(htmlOf('<a href="{{ u }}">a</a> <img src="{% x %}" srcset="{{ a }} 1x" title="{{ t }}">')).toBe(
      '<p><a>a</a> <img title="{{ t }}"></p>',
    );
  });

  test("removed attributes of one kind are reported once", () => {
    const { reported } = reportingHtmlOf(
      '<b class=x>a</b>\n<b width="javascript:1">b</b>\n<b style="color:red">c</b>\n<b class=y>d</b>\n<b foo=1 onclick=2>e</b>\n<b style="">f</b>\n<b onload=3>g</b>',
    );
    expect(reported).toEqual([
      "html-dropped 1:1",
      "html-dropped 2:1",
      "html-dropped 3:1",
      "html-dropped 5:1",
    ]);
  });

  test.each([
    ['<b class="x">a</b>', 'The attribute "class" of <b> was removed'],
    ['<b for="x">a</b>', 'The attribute "for" of <b> was removed'],
    ['<b data-foo-bar="x">a</b>', 'The attribute "data-foo-bar" of <b> was removed'],
    ['<b aria-live="x">a</b>', 'The attribute "aria-live" of <b> was removed'],
    ["<b autofocus>a</b>", 'The attribute "autofocus" of <b> was removed'],
    ["<textarea>a</textarea>", "The tag <textarea> was removed, only the text in it kept"],
    ["<u-x>a</u-x>", "The tag <u-x> was removed, its content kept"],
    ["<object>a</object>", "<object> was removed"],
  ])("%s is reported as: %s", (markdown, reason) => {
    const reasons: string[] = [];
    htmlOf(markdown, { onMessage: (message) => reasons.push(message.reason) });
    expect(reasons).toEqual([reason]);
  });

  test("the notes about removed content", () => {
    const notes: unknown[] = [];
    htmlOf("<u-x>a</u-x> [b](c:d)", { onMessage: ({ note }) => notes.push(note) });
    expect(notes.sort()).toEqual([
      "Links and images may use http, https, mailto, tel, or a relative URL; the option `allow.schemes` adds schemes.",
      "Raw HTML is sanitized. If it is meant as text, put it in backticks; to let it pass, list it in `allow`.",
    ]);
  });

  test.each([
    ["a caption outside of a table", "<caption>x</caption>", "x"],
    ["a caption in a table", "<table><caption>x</caption></table>", "<table><caption>x</caption></table>"],
    ["a link target in another window", '<a target="x" href="y">z</a>', '<p><a href="y">z</a></p>'],
    ["some values of rel", '<a rel="nofollow x me">z</a>', '<p><a rel="nofollow me">z</a></p>'],
    ["an aria-label with a colon", '<b aria-label="a: b">c</b>', '<p><b aria-label="a: b">c</b></p>'],
    ["a width with a colon", '<img width="a:1" height="2">', '<img height="2">'],
  ])("%s", (_name, markdown, html) => {
    expect(htmlOf(markdown)).toBe(html);
  });
});

describe("elements that would hide the rest of a post", () => {
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
  ])("%j does not hide the rest of the post", (markdown, message, html) => {
    const result = reportingHtmlOf(markdown);
    expect(result.html).toBe(html);
    expect(result.reported.filter((line) => line.startsWith("html-unclosed"))).toEqual(
      message ? [message] : [],
    );
  });

  test("an element that is closed in its line is not changed", () => {
    expect(reportingHtmlOf("a <script>b</script> c <title>d</title> e").reported).not.toContain(
      "html-unclosed 1:3",
    );
    expect(htmlOf("a <script>b</script> c", { rawHtml: "allow" })).toBe("<p>a <script>b</script> c</p>");
  });

  test("an SVG across several blocks is kept whole when raw HTML is allowed", () => {
    const svg = '<svg viewBox="0 0 1 1">\n\n<path d="M0 0"/>\n\n</svg>';
    expect(htmlOf(svg, { rawHtml: "allow" }).replace(/\n+/g, "")).toBe(
      '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>',
    );
  });
});
