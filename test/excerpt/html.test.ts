import { describe, expect, test } from "vitest";
import { extractExcerpt, extractExcerptFromHtml } from "../../src/excerpt/extract-excerpt.ts";
import { htmlOf } from "./excerpt-of.ts";

describe("the HTML of an automatic excerpt", () => {
  const words = (count: number): string => `${"word ".repeat(count - 1)}end.`;

  test("has whole blocks until it reaches 70 words or `minWords`", () => {
    const post = `${words(30)}\n\n${words(30)}\n\n${words(30)}\n\n${words(30)}`;
    expect(htmlOf(post).match(/<p>/g)).toHaveLength(3);
    expect(htmlOf(post, { minWords: 60 }).match(/<p>/g)).toHaveLength(2);
    // Two Chinese or Japanese characters count as about one word.
    expect(htmlOf(`${"字".repeat(210)}\n\n二`)).toBe(`<p>${"字".repeat(210)}</p>`);
  });

  test("goes on until it covers the text", () => {
    const post = `${words(30)}\n\n${words(30)}\n\n${words(30)}\n\n${words(30)}`;
    expect(htmlOf(post, { minWords: 1, maxLength: 200 }).match(/<p>/g)).toHaveLength(2);
  });

  test.each([
    ["a heading", "## Heading"],
    ["a thematic break", "---"],
    ["code", "~~~\ncode\n~~~"],
    ["a table", "| a |\n| - |\n| b |"],
  ])("stops before %s once it has text", (_, block) => {
    expect(htmlOf(`${block}\n\nText.\n\n${block}\n\nMore.`)).toBe("<p>Text.</p>");
  });

  test("omits a sentence whose value is missing, but no other block", () => {
    const post =
      "h1. {{ page.title }}\n\nThis stays. Not {{ x }} this.\n\n> Kept. Lost {{ y }}.\n>\n> Quoted.";
    expect(htmlOf(post)).toBe(
      "<p>h1.</p>\n<p>This stays.</p>\n<blockquote>\n<p>Kept.</p>\n<p>Quoted.</p>\n</blockquote>",
    );
  });

  test("keeps lists and quotations whole", () => {
    expect(htmlOf("- one\n- [x] two\n\n> three")).toBe(
      '<ul class="contains-task-list">\n<li>one</li>\n<li class="task-list-item"><input type="checkbox" checked disabled> two</li>\n</ul>\n<blockquote>\n<p>three</p>\n</blockquote>',
    );
  });

  test("has no ids, footnotes, scripts, handlers or links into the post", () => {
    const markdown =
      '<b id="x" onclick="a()">Bold</b>[^1] [down](#below) [out](https://a.example "t") [bad](javascript:x)<script>a()</script>\n\n[^1]: Note.';
    expect(htmlOf(markdown)).toBe(
      '<p><b>Bold</b> down <a href="https://a.example" title="t">out</a> bad</p>',
    );
    expect(htmlOf(markdown, { rawHtml: "allow" })).not.toMatch(/ id=|script|footnote/);
  });

  test("resolves reference links", () => {
    expect(htmlOf("[a][b] [b]\n\n> [b]: https://a.example")).toBe(
      '<p><a href="https://a.example">a</a> <a href="https://a.example">b</a></p>',
    );
  });

  test("shows raw HTML as text when it is escaped", () => {
    expect(htmlOf("A <b>b</b> <iframe></iframe>", { rawHtml: "escape" })).toBe(
      "<p>A &#x3C;b>b&#x3C;/b> &#x3C;iframe>&#x3C;/iframe></p>",
    );
  });
});

/** Content before a marker is kept completely, which shows how each element is written. */
function tidy(html: string, options: Parameters<typeof extractExcerptFromHtml>[1] = {}): string {
  return extractExcerptFromHtml(`<p>x</p>${html}<!--more-->`, options).html.replace(/^<p>x<\/p>\n?/, "");
}

describe("elements in the HTML of an excerpt", () => {
  test.each([
    ["<p>a</p><p>b</p>", "<p>a</p>\n<p>b</p>"],
    ["<p>a</p>\n \n<p>b</p>", "<p>a</p>\n<p>b</p>"],
    // Elements that show nothing without content are removed, with their empty descendants.
    ["<p></p>", ""],
    ["<p> <b> </b><br></p>a", "a"],
    ["<ul><li></li></ul>", ""],
    ["<ul><li>a</li><li></li></ul>", "<ul><li>a</li></ul>"],
    ["<div><input type=checkbox></div>", ""],
    ["<p>a<wbr></p>", "<p>a<wbr></p>"],
    ["<p><wbr></p>", ""],
    ["<p><code>a</code></p>", "<p><code>a</code></p>"],
    ["<table><tbody><tr><td></td></tr></tbody></table>", "<table><tbody><tr><td></td></tr></tbody></table>"],
    // White space and line breaks at the ends of a paragraph are invisible.
    ["<p> <br>\n a <br> b <br> \n</p>", "<p>a <br> b</p>"],
    ["<h2> a </h2>", "<h2>a</h2>"],
    ["<div> a </div>", "<div> a </div>"],
    ["<ul><li> a </li></ul>", "<ul><li> a </li></ul>"],
    ["<p><br>a</p>", "<p>a</p>"],
    ["<p>a<br></p>", "<p>a</p>"],
    // Scripts, footnotes, comments and hidden elements.
    ["<p>a<script>b</script><style>c</style><template>d</template>f</p>", "<p>af</p>"],
    ["<p>a<sup><a href='#fn1'>1</a></sup>b<!-- c --></p>", "<p>ab</p>"],
    ["<p>a</p><section class=footnotes><p>b</p></section>", "<p>a</p>"],
    ["<p>a<span class=sr-only>b</span><span hidden>c</span><span aria-hidden=true>d</span></p>", "<p>a</p>"],
    // Ids and names.
    ["<p id=a title=b>c<b name=d aria-labelledby=e lang=f>g</b></p>", '<p title="b">c<b lang="f">g</b></p>'],
    ["<p a<b=c d>e</p>", "<p>e</p>"],
    // Fragment links become text.
    ["<p>a <a href='#b'>b</a> c</p>", "<p>a b c</p>"],
    ["<p><a>b</a></p>", "<p>b</p>"],
    ["<p><a href='/b#c'>b</a></p>", '<p><a href="/b#c">b</a></p>'],
    ["<p><a href='/b'> </a>c</p>", "<p>c</p>"],
    ["<p>a\r\nb</p>", "<p>a\nb</p>"],
    // Images.
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
  ])("%j becomes %j", (html, expected) => {
    expect(tidy(html)).toBe(expected);
  });

  test.each([
    ["<p><a href='/b'>b <i>c</i></a> d</p>", "<p>b <i>c</i> d</p>"],
    ["<p><a href='/b'></a></p>", ""],
  ])('with `links: "unwrap"`, %j becomes %j', (html, expected) => {
    expect(tidy(html, { links: "unwrap" })).toBe(expected);
  });

  test.each([
    ["drop", "<p>See  and.</p>\n<p>End.</p>"],
    ["alt", '<p>See the alt and <a href="https://b.example">badge</a>.</p>\n<p>alone</p>\n<p>End.</p>'],
    [
      "keep",
      '<p>See <img src="a.png" alt="the alt"> and <a href="https://b.example"><img src="b.png" alt="badge"></a>.</p>\n<p><img src="c.png" alt="alone"></p>\n<p>End.</p>',
    ],
  ] as const)('with `images: "%s"`', (images, expected) => {
    const post =
      "See ![the *alt*](a.png) and [![badge](b.png)](https://b.example).\n\n![alone](c.png)\n\nEnd.\n\n<!-- more -->";
    expect(htmlOf(post, { images })).toBe(expected);
  });

  test("a figure is omitted together with its image", () => {
    const post = "Text.\n\n<figure><img src=a.png><figcaption>Caption</figcaption></figure>\n\n<!-- more -->";
    expect(htmlOf(post)).toBe("<p>Text.</p>");
    expect(htmlOf(post, { images: "keep" })).toContain("<figcaption>Caption</figcaption>");
  });

  test("carriage returns in a tree that no parser made are line endings", () => {
    const value = "a\rb\r\nc";
    const html = extractExcerpt({
      type: "root",
      children: [{ type: "paragraph", children: [{ type: "text", value }] }],
    }).html;
    expect(html).toBe("<p>a\nb\nc</p>");
  });
});
