import { describe, expect, test } from "vitest";
import { toFeedHtml } from "../../../src/feed/html/to-feed-html.ts";

const url = "https://example.com/posts/q/";

function convert(html: string): string {
  return toFeedHtml(html, { url });
}

describe("page elements are removed", () => {
  test.each([
    [
      "scripts and styles",
      "<script>x()</script><style>p{}</style><link rel=stylesheet href=x><p style='color:red' class=y>A</p>",
      "<p>A</p>",
    ],
    [
      "forms",
      "<p>A</p><form action=/s><label>Mail <input name=m></label><button>Send</button></form>",
      "<p>A</p><div>Mail Send</div>",
    ],
    [
      "copy buttons",
      "<button class=copy>Copy</button><p>A</p><div class='copy-button'>Copy</div>",
      "<p>A</p>",
    ],
    [
      "text for screen readers",
      '<h2 class="sr-only" id=footnote-label>Footnotes</h2><p>A<span class=visually-hidden>, in a new tab</span></p>',
      "<p>A</p>",
    ],
    [
      "hidden elements",
      "<i style='position:absolute; width:1px;height:1px'>x</i><div hidden>x</div><p style='display:none'>y</p><p>A</p>",
      "<p>A</p>",
    ],
    ["comments", "<!-- x --><p>A<!-- y --></p>", "<p>A</p>"],
    [
      "an anchor before the text of a heading",
      '<h2 id=a><a href="#a" aria-hidden=true><svg><path/></svg></a>A</h2>',
      "<h2>A</h2>",
    ],
    [
      "an anchor after the text of a heading",
      '<h2 id=a>A <a class="header-anchor" href="#a">Link to this heading</a></h2>',
      "<h2>A </h2>",
    ],
    [
      "an anchor next to a heading",
      '<div class="markdown-heading"><h2>A</h2><a class="anchor" href="#a"><svg></svg></a></div>',
      "<div><h2>A</h2></div>",
    ],
    [
      "an anchor around the text of a heading, but not the text",
      '<h2 id=a><a class="anchor" href="#a">About <b>A</b></a></h2>',
      "<h2>About <b>A</b></h2>",
    ],
    [
      "SVG and canvas, but not their text",
      "<svg><title>x</title><script>y</script></svg><canvas>z</canvas><p>A</p>",
      "x z<p>A</p>",
    ],
  ])("%s", (_name, html, expected) => {
    expect(convert(html)).toBe(expected);
  });

  test("a link in a heading and a footnote reference are kept", () => {
    expect(convert('<h2>See <a href="/x">this</a><sup><a href="#fn1">1</a></sup></h2><p id=fn1>N</p>')).toBe(
      '<h2>See <a href="https://example.com/x">this</a><sup><a href="https://example.com/posts/q/#fn1-posts-q">1</a></sup></h2>' +
        '<p id="fn1-posts-q">N</p>',
    );
  });
});

describe("hidden elements", () => {
  test.each([
    ["hidden", true],
    ["class='a sr-only'", true],
    ["class=SR-Only", true],
    ["class=sr-only-focusable", false],
    ["style='display:none'", true],
    ["style='color: red; DISPLAY : NONE'", true],
    ["style='visibility:hidden'", true],
    ["style='visibility: visible'", false],
    ["style='x-display:none'", false],
    ["style='width:1px;height:1px'", true],
    ["style='color: red; height: 1px; width: 1px'", true],
    ["style='width:1px'", false],
    ["style='height:1px'", false],
    ["style='max-width:1px;height:1px'", false],
    ["style='width:1px;line-height:1px'", false],
  ])("%s: whether it is removed from text and code: %s", (attributes, isRemoved) => {
    expect(convert(`<p>a<b ${attributes}>x</b></p>`)).toBe(isRemoved ? "<p>a</p>" : "<p>a<b>x</b></p>");
    expect(convert(`<pre><code>a<b ${attributes}>x</b></code></pre>`)).toBe(
      `<pre><code>a${isRemoved ? "" : "x"}</code></pre>`,
    );
  });

  test("some classes mean line numbers, but only in code", () => {
    expect(convert("<p>a<b class='x LineNo'>1</b></p>")).toBe("<p>a<b>1</b></p>");
    expect(convert("<pre><code>a<b class='x LineNo'>1</b></code></pre>")).toBe("<pre><code>a</code></pre>");
    expect(convert("<pre><code>a<b class=linen>1</b></code></pre>")).toBe("<pre><code>a1</code></pre>");
  });
});
