import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { extractExcerpt } from "../../src/excerpt/extract-excerpt.ts";
import { extractExcerptFromHtml } from "../../src/excerpt/extract-excerpt-from-html.ts";
import { splitFrontMatter } from "../../src/front-matter/split-front-matter.ts";
import { parseMarkdown } from "../../src/markdown/parse-markdown.ts";
import { renderHtml } from "../../src/markdown/render-html.ts";
import { toHast } from "../../src/markdown/to-hast.ts";

describe("extractExcerptFromHtml", () => {
  test("reads HTML of any parser, and hands over safe HTML", () => {
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
      "GitHub's",
      '<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref>1</a></sup>',
      '<section data-footnotes class="footnotes"><ol><li>Note</li></ol></section>',
    ],
    [
      "markdown-it's",
      '<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>',
      '<hr class="footnotes-sep"><section class="footnotes"><ol><li>Note</li></ol></section>',
    ],
    [
      "kramdown's",
      '<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup>',
      '<div class="footnotes" role="doc-endnotes"><ol><li>Note</li></ol></div>',
    ],
    [
      "Hugo's",
      '<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>',
      '<div class="footnotes" role="doc-endnotes"><hr><ol><li>Note</li></ol></div>',
    ],
    [
      "Pandoc's",
      '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
      '<section id="footnotes" class="footnotes" role="doc-endnotes"><hr><ol><li>Note</li></ol></section>',
    ],
  ])("knows %s footnotes", (_, mark, notes) => {
    const { text, html } = extractExcerptFromHtml(`<p>Text${mark}.</p>${notes}`);
    expect(text).toBe("Text.");
    expect(html).toBe("<p>Text.</p>");
  });

  test.each([
    ["contents", '<nav><ul><li><a href="/a">A</a></li></ul></nav><div class="toc"><p>Contents</p></div>'],
    ["a list of anchors", '<ul><li><a href="#a">A</a><ul><li><a href="#b">B</a></li></ul></li></ul>'],
    ["a figure", "<figure><img src=a.png><figcaption>Caption</figcaption></figure>"],
    ["Hexo's code", '<figure class="highlight js"><table><tr><td><pre>1</pre></td></tr></table></figure>'],
    ["Jekyll's code", '<div class="highlighter-rouge"><div class="highlight"><pre>code</pre></div></div>'],
    ["the title of a callout", '<div class="admonition"><p class="admonition-title">Note</p></div>'],
    [
      "what is hidden",
      '<p hidden>Hidden</p><span class="sr-only">Hidden</span><p aria-hidden="true">Hidden</p>',
    ],
    [
      "what is folded or aside",
      "<details><summary>More</summary><p>Folded</p></details><aside><p>Aside</p></aside>",
    ],
    ["an embedded post", '<blockquote class="twitter-tweet"><p>Tweet</p></blockquote>'],
    ["words in no paragraph", "Loose words<div>in boxes</div>"],
    ["the head of a page", "<head><title>Title</title><style>p{}</style></head>"],
    ["controls", "<button>Copy</button><form><p>Subscribe</p></form>"],
  ])("passes over %s", (_, html) => {
    expect(extractExcerptFromHtml(`${html}<p>Text.</p>`).text).toBe("Text.");
  });

  test("takes words in no paragraph when there is nothing else", () => {
    expect(extractExcerptFromHtml("Just <b>words</b>")).toMatchObject({
      text: "Just words",
      html: "<p>Just <b>words</b></p>",
      truncated: false,
    });
  });

  test("reads a formula once, whoever set it", () => {
    const katex =
      '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow><annotation encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span>x2</span></span></span>';
    expect(extractExcerptFromHtml(`<p>Let ${katex} be.</p>`)).toMatchObject({
      text: "Let x^2 be.",
      html: '<p>Let <code class="language-math math-inline">x^2</code> be.</p>',
    });
    expect(extractExcerptFromHtml("<p>Let <math><mi>x</mi></math> be.</p>").text).toBe("Let x be.");
  });

  test("knows markers, and puts options first", () => {
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

describe.skipIf(!existsSync(corpora))("the same text from the tree and from the HTML", () => {
  test("of real posts", { timeout: 120_000 }, () => {
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
      // The one difference: raw HTML is known as such in the tree only, and passed over there.
      const hasRawHtml = tree.children.some(({ type }) => type === "html");
      if (fromTree !== fromHtml && !hasRawHtml) different.push(file);
    }
    expect(files.length).toBeGreaterThan(40);
    expect(different).toEqual([]);
  });
});
