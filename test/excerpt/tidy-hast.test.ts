import type { Root } from "hast";
import { describe, expect, test } from "vitest";
import { tidyHast } from "../../src/excerpt/tidy-hast.ts";
import { parseHtml } from "../../src/html/parse-html.ts";
import { renderHtml } from "../../src/markdown/render-html.ts";

type Options = Parameters<typeof tidyHast>[1];

function tidy(html: string, options: Partial<Options> = {}): string {
  return renderHtml(tidyHast(parseHtml(html) as Root, { links: "keep", images: "drop", ...options }));
}

describe("tidyHast", () => {
  test.each([
    ["<p>a</p><p>b</p>", "<p>a</p>\n<p>b</p>"],
    ["<p>a</p>\n \n<p>b</p>", "<p>a</p>\n<p>b</p>"],
    // What is nothing without content goes, with all that only it held.
    ["<p></p>", ""],
    ["<p> <b> </b><br></p>a", "a"],
    ["<ul><li></li></ul>", ""],
    ["<ul><li>a</li><li></li></ul>", "<ul><li>a</li></ul>"],
    ["<div><input type=checkbox></div>", ""],
    ["<p>a<wbr></p>", "<p>a<wbr></p>"],
    ["<p><wbr></p>", ""],
    ["<p><code>a</code></p>", "<p><code>a</code></p>"],
    ["<hr>", "<hr>"],
    ["<table><tbody><tr><td></td></tr></tbody></table>", "<table><tbody><tr><td></td></tr></tbody></table>"],
    // White space and line breaks at the ends of a paragraph show nothing.
    ["<p> <br>\n a <br> b <br> \n</p>", "<p>a <br> b</p>"],
    ["<h2> a </h2>", "<h2>a</h2>"],
    ["<div> a </div>", "<div> a </div>"],
    ["<li> a </li>", "<li> a </li>"],
    ["<p><br>a</p>", "<p>a</p>"],
    ["<p>a<br></p>", "<p>a</p>"],
    // Scripts and their like, notes, comments.
    ["a<script>b</script><style>c</style><template>d</template><noscript>e</noscript>f", "af"],
    ["<p>a<sup><a href='#fn1'>1</a></sup>b<!-- c --></p>", "<p>ab</p>"],
    ["<p>a</p><section class=footnotes><p>b</p></section>", "<p>a</p>"],
    // Names of the page.
    ["<p id=a title=b>c<b name=d aria-labelledby=e lang=f>g</b></p>", '<p title="b">c<b lang="f">g</b></p>'],
    ["<p a<b=c d>e</p>", '<p d="">e</p>'],
    // Links within the page become text; their ends are as they were.
    ["<p>a <a href='#b'>b</a> c</p>", "<p>a b c</p>"],
    ["<p><a>b</a></p>", "<p>b</p>"],
    ["<p><a href='/b#c'>b</a></p>", '<p><a href="/b#c">b</a></p>'],
    ["<p><a href='/b'> </a>c</p>", "<p>c</p>"],
    ["a\r\nb", "a\nb"],
    // Pictures.
    ["<p>a<img src=b alt=c>d</p>", "<p>ad</p>"],
    ["<p><img src=b></p>", ""],
    ["<figure><img src=a><figcaption>b</figcaption></figure>c", "c"],
    ["<figure><p>a</p></figure>", "<figure><p>a</p></figure>"],
    ["<figure><img src=a><pre>b</pre></figure>", "<figure><pre>b</pre></figure>"],
    ["<figure><img src=a><blockquote>b</blockquote></figure>", "<figure><blockquote>b</blockquote></figure>"],
    [
      "<figure><div><img src=a></div><table><tbody><tr><td>b</td></tr></tbody></table></figure>",
      "<figure><table><tbody><tr><td>b</td></tr></tbody></table></figure>",
    ],
    ["<video src=a></video>b", "b"],
  ])("%j: %j", (html, expected) => {
    expect(tidy(html)).toBe(expected);
  });

  test.each([
    ["<p><a href='/b'>b <i>c</i></a> d</p>", "<p>b <i>c</i> d</p>"],
    ["<p><a href='/b'></a></p>", ""],
  ])("links as their text: %j: %j", (html, expected) => {
    expect(tidy(html, { links: "unwrap" })).toBe(expected);
  });

  test("carriage returns of a tree that no parser made", () => {
    const children = [{ type: "text" as const, value: "a\rb\r\nc" }];
    const tree: Root = {
      type: "root",
      children: [{ type: "element", tagName: "p", properties: {}, children }],
    };
    expect(tidyHast(tree, { links: "keep", images: "drop" }).children).toEqual([
      { type: "element", tagName: "p", properties: {}, children: [{ type: "text", value: "a\nb\nc" }] },
    ]);
    expect(tree.children[0]).toMatchObject({ children: [{ value: "a\rb\r\nc" }] });
  });

  test("texts that meet are one", () => {
    const tree = parseHtml("<p>a<img src=b>c<a href='#d'>d</a>e</p>") as Root;
    expect(tidyHast(tree, { links: "keep", images: "drop" }).children).toEqual([
      { type: "element", tagName: "p", properties: {}, children: [{ type: "text", value: "acde" }] },
    ]);
  });
});
