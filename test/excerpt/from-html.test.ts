import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { extractExcerpt, extractExcerptFromHtml } from "../../src/excerpt/extract-excerpt.ts";
import { splitFrontMatter } from "../../src/front-matter/split-front-matter.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { toHast } from "../../src/markdown/to-hast.ts";

describe("extractExcerptFromHtml", () => {
  test("reads HTML of any parser and returns safe HTML", () => {
    const html =
      '<h1 id="t">Title</h1><div class="post"><p id="a" onclick="x()">One &amp; <em>two</em>.</p><script>a()</script></div><p>Three.</p>';
    expect(extractExcerptFromHtml(html)).toEqual({
      text: "One & two. Three.",
      html: "<p>One &#x26; <em>two</em>.</p>\n<p>Three.</p>",
      source: "auto",
      truncated: true,
    });
  });

  test.each([
    [
      "GitHub",
      '<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref>1</a></sup>',
      '<section data-footnotes class="footnotes"><ol><li>Note</li></ol></section>',
    ],
    [
      "markdown-it",
      '<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>',
      '<hr class="footnotes-sep"><section class="footnotes"><ol><li>Note</li></ol></section>',
    ],
    [
      "kramdown",
      '<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup>',
      '<div class="footnotes" role="doc-endnotes"><ol><li>Note</li></ol></div>',
    ],
    [
      "Hugo",
      '<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>',
      '<div class="footnotes" role="doc-endnotes"><hr><ol><li>Note</li></ol></div>',
    ],
    [
      "Pandoc",
      '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
      '<section id="footnotes" class="footnotes" role="doc-endnotes"><hr><ol><li>Note</li></ol></section>',
    ],
  ])("recognizes the footnotes of %s", (_, mark, notes) => {
    const { text, html } = extractExcerptFromHtml(`<p>Text${mark}.</p>${notes}`);
    expect(text).toBe("Text.");
    expect(html).toBe("<p>Text.</p>");
  });

  test.each([
    [
      "a table of contents",
      '<nav><ul><li><a href="/a">A</a></li></ul></nav><div class="toc"><p>Contents</p></div>',
    ],
    ["a list of fragment links", '<ul><li><a href="#a">A</a><ul><li><a href="#b">B</a></li></ul></li></ul>'],
    ["a figure", "<figure><img src=a.png><figcaption>Caption</figcaption></figure>"],
    ["Hexo's code", '<figure class="highlight js"><table><tr><td><pre>1</pre></td></tr></table></figure>'],
    ["Jekyll's code", '<div class="highlighter-rouge"><div class="highlight"><pre>code</pre></div></div>'],
    ["the title of a callout", '<div class="admonition"><p class="admonition-title">Note</p></div>'],
    [
      "hidden elements",
      '<p hidden>Hidden</p><span class="sr-only">Hidden</span><p aria-hidden="true">Hidden</p>',
    ],
    [
      "collapsed details and asides",
      "<details><summary>More</summary><p>Folded</p></details><aside><p>Aside</p></aside>",
    ],
    ["an embedded post", '<blockquote class="twitter-tweet"><p>Tweet</p></blockquote>'],
    ["text outside of paragraphs", "Loose words<div>in boxes</div>"],
    ["the head of a page", "<head><title>Title</title><style>p{}</style></head>"],
    [
      "text of a form outside of paragraphs",
      "<form><label>E-mail <input></label> <button>Subscribe</button></form>",
    ],
  ])("skips %s", (_, html) => {
    expect(extractExcerptFromHtml(`${html}<p>Text.</p>`).text).toBe("Text.");
  });

  test("uses text outside of paragraphs when there is nothing else", () => {
    expect(extractExcerptFromHtml("Just <b>words</b>")).toMatchObject({
      text: "Just words",
      html: "<p>Just <b>words</b></p>",
      truncated: false,
    });
  });

  test("reads a formula once, whichever tool rendered it", () => {
    const katex =
      '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow><annotation encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span>x2</span></span></span>';
    expect(extractExcerptFromHtml(`<p>Let ${katex} be.</p>`)).toMatchObject({
      text: "Let x^2 be.",
      html: '<p>Let <code class="language-math math-inline">x^2</code> be.</p>',
    });
    expect(extractExcerptFromHtml("<p>Let <math><mi>x</mi></math> be.</p>").text).toBe("Let x be.");
  });

  test.each([
    ["<p>a</p><h2>b</h2>", "a"],
    ["<div><section><p>a</p></section></div><p>b</p>", "a; b"],
    ["a <b>b</b><p>c</p>d", "c"],
    ["<p>a</p><br><p>b</p>", "a; b"],
    ["<ul class='wide toc'><li>a</li></ul><p>b</p>", "b"],
    ["<ul><li><p><a href='#a'>a</a></p></li></ul><p>b</p>", "b"],
    ["<ul><li> <a href='#a'>a</a> </li></ul><p>b</p>", "b"],
    ["<ul><li><a>a</a></li></ul>", "a"],
    ["<ul><li><b>x</b><a href='#a'>a</a></li></ul>", "xa"],
    ["<ul>a</ul>", "a"],
    ["<dl><dt>a</dt><dd>b</dd></dl>", "a; b"],
    ["<blockquote>a <b>b</b><p>c</p>d<br>e</blockquote>", "a b; c; d e"],
    ["<blockquote>a<img src=b alt=c>d</blockquote>", "ad"],
    ["<blockquote><div>a</div><div>b</div></blockquote>", "a; b"],
    ["<blockquote><p>a</p><pre>b</pre><h2>c</h2><p>d</p></blockquote>", "a; d"],
    ["<blockquote><p>a</p><script>b</script><!-- c --></blockquote>", "a"],
    ["<blockquote><p class='callout-title'>a</p><p>b</p></blockquote>", "b"],
    ["<p>a</p><p>b<p>c", "a; b; c"],
  ])("in blocks, %j is read as %j", (html, text) => {
    expect(extractExcerptFromHtml(html).text).toBe(text);
  });

  test.each([
    // Footnote references, and similar elements.
    ['a<sup id="fnref:1">1</sup>', "a"],
    ['a<sup id="see-fnref">1</sup>', "a1"],
    ['a<sup> <a href="#fn1">1</a>\n</sup>', "a"],
    ['a<sup><a href="#footnote-1">1</a></sup>', "a"],
    ['a<sup><a href="#cite-1">1</a></sup>', "a"],
    ['a<sup><a href="#more">1</a></sup>', "a1"],
    ['a<sup><a href="/x#fn1">1</a></sup>', "a1"],
    ['a<sup>see <a href="#fn1">1</a></sup>', "asee 1"],
    ['a<sup><a href="#fn1">1</a><a href="#fn2">2</a></sup>', "a12"],
    ['a<sub><a href="#fn1">1</a></sub>', "a1"],
    ['a<a class="wide footnote-ref">1</a>', "a"],
    ['a<a class="footnote-reference-list">1</a>', "a1"],
    ['a<b class="footnote-ref">1</b>', "a1"],
    ['a<a role="doc-backlink">1</a>', "a"],
    ['a<a role="link">1</a>', "a1"],
    // Hidden elements.
    ['a<span class="x sr-only">b</span>', "a"],
    ['a<span class="not-sr-only">b</span>', "ab"],
    ['a<span class="sr-only-focusable">b</span>', "ab"],
    ["a<span hidden>b</span>", "a"],
    ['a<span hidden="until-found">b</span>', "a"],
    ['a<span aria-hidden="true">b</span>', "a"],
    ['a<span aria-hidden="false">b</span>', "ab"],
  ])("within a line, %j is read as %j", (line, text) => {
    expect(extractExcerptFromHtml(`<p>${line}</p>`).text).toBe(text);
  });

  test.each([
    ['<p class="admonition-title">a</p>', true],
    ['<div class="wide Admonition-Heading-3x">a</div>', true],
    ['<p class="my-admonition-title">a</p>', false],
    ['<p class="admonition-titles">a</p>', false],
    ['<div class="wide toc"><p>a</p></div>', true],
    ['<ul class="Table-Of-Contents"><li>a</li></ul>', true],
    ['<ul class="toc-free"><li>a</li></ul>', false],
    ['<ul class="no-toc"><li>a</li></ul>', false],
    ['<blockquote class="x twitter-tweet"><p>a</p></blockquote>', true],
    ['<blockquote class="twitter-tweets"><p>a</p></blockquote>', false],
    ['<div class="wide footnotes"><p>a</p></div>', true],
    ['<div class="no-footnotes"><p>a</p></div>', false],
    ['<section role="doc-endnotes"><p>a</p></section>', true],
    ['<section role="doc-chapter"><p>a</p></section>', false],
    ['<figure class="js highlight"><p>a</p></figure>', true],
    ['<figure class="highlights"><p>a</p></figure>', false],
    ['<div class="highlight"><p>a</p></div>', false],
    ['<div class="x admonition"><p>a</p></div>', false],
    ["<figcaption>a</figcaption>", true],
    ["<hgroup><h1>a</h1></hgroup>", true],
    ["<video><p>a</p></video>", true],
  ])("whether the block %s is skipped: %s", (block, isPassedOver) => {
    // A callout is skipped only when no text precedes it.
    const first = isPassedOver ? "" : "<p>First.</p>";
    const { text } = extractExcerptFromHtml(`${first}${block}<p>Text.</p>`);
    expect(text).toBe(isPassedOver ? "Text." : "First. a; Text.");
  });

  test("recognizes markers, and options take precedence", () => {
    expect(extractExcerptFromHtml("<p>One <b>two<!-- more --> three</b></p><p>Four</p>")).toEqual({
      text: "One two",
      html: "<p>One <b>two</b></p>",
      source: "marker",
      truncated: true,
    });
    expect(extractExcerptFromHtml('<p title="<!-- more -->">One</p><pre>&lt;!-- more --></pre>').source).toBe(
      "auto",
    );
    expect(extractExcerptFromHtml("<p>One</p>", { description: "D" }).text).toBe("D");
    expect(extractExcerptFromHtml("<p>One two three</p>", { maxLength: 8 }).text).toBe("One two…");
  });

  test.each([
    "",
    "   ",
    "<",
    "<!--",
    "<p",
    "<p><div><p>",
    "</p></div>",
    "\u0000",
    "<svg><p>x</svg>",
    "<table><p>x",
  ])("never throws on %j", (html) => {
    expect(extractExcerptFromHtml(html).source).toMatch(/auto|empty/);
  });
});

const corpora = join(import.meta.dirname, "../../../shared/corpora");

describe.skipIf(!existsSync(corpora))("the excerpt from the tree and from the HTML", () => {
  test("has the same text for real posts", { timeout: 120_000 }, () => {
    const files = readdirSync(corpora, { recursive: true, encoding: "utf8" })
      .filter((file) => /\/posts\/.*\.md$/.test(file))
      .sort()
      .filter((_, index) => index % 96 === 7);
    const different: string[] = [];
    for (const file of files) {
      const { body } = splitFrontMatter(readFileSync(join(corpora, file), "utf8"));
      const tree = parseMarkdown(body);
      const fromTree = extractExcerpt(tree, { markers: [] }).text;
      const fromHtml = extractExcerptFromHtml(renderHtml(toHast(tree)), { markers: [] }).text;
      if (fromTree !== fromHtml) different.push(file);
    }
    expect(files.length).toBeGreaterThan(40);
    expect(different).toEqual([]);
  });
});
