import type { Root as HastRoot } from "hast";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { unified } from "unified";
import { describe, expect, test } from "vitest";
import { parseHtml } from "../../src/html/parse-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { toPlainText } from "../../src/markdown/extract.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { estimateReadingTime } from "../../src/reading-time/estimate-reading-time.ts";

describe("toPlainText", () => {
  test.each([
    ["my_var_name and snake_case", "my_var_name and snake_case"],
    ["10:30 to 11:45", "10:30 to 11:45"],
    ["A & B &amp; C &copy; &#x1F389;", "A & B & C © 🎉"],
    ["# Title\n\nOne\ntwo\\\nthree  \nfour", "Title\nOne two\nthree\nfour"],
    ["- a\n- b\n  - c\n\n> d", "a\nb\nc\nd"],
    ["| a | b |\n|---|---|\n| c | d |", "a b\nc d"],
    ["`Array<string>` and ``a ` b``", "Array<string> and a ` b"],
    ["a\n\n```js\nlet x;\n```\n\n    indented\n\nb", "a\nb"],
    ["a[^1] b[^1].\n\n[^1]: note", "a b."],
    ["[the *link*](x) <https://a.example> ![alt](y)", "the link https://a.example"],
    ["[ref] and ![img][ref]\n\n[ref]: /x", "ref and"],
    ["a <b>c</b> <!-- d --> e<br>f", "a c e\nf"],
    ["a <script>alert(1)</script> b <style>p{}</style> c", "a b c"],
    ["Use <script> tags", "Use tags"],
    ["---\n\na\n\n***\n\nb", "a\nb"],
    ["- [x] done", "done"],
    ["**a**b*c*~~d~~", "abcd"],
    ["日本\n語", "日本 語"],
    ["\\*a\\*", "*a*"],
    ["", ""],
    ["<!-- only -->", ""],
  ])("%j", (markdown, text) => {
    const tree = parseMarkdown(markdown);
    expect(toPlainText(tree)).toBe(text);
    expect(toPlainText(toHast(tree))).toBe(text);
  });

  test("reads alternative texts with `imageAlt`", () => {
    const tree = parseMarkdown("a ![b *c*](d) e");
    expect(toPlainText(tree, { imageAlt: true })).toBe("a b c e");
    expect(toPlainText(toHast(tree), { imageAlt: true })).toBe("a b c e");
    expect(toPlainText(tree)).toBe("a e");
    const images = parseHtml("a<img src=b>c<picture><source srcset=d><img src=e alt='f  g'></picture>h");
    expect(toPlainText(images, { imageAlt: true })).toBe("acf gh");
  });

  test("reads a formula once, before and after it is rendered", async () => {
    const tree = parseMarkdown("Let $x^2$ be\n\n$$\n\\frac12\n$$\n\nso", { remarkPlugins: [remarkMath] });
    const text = "Let x^2 be\n\\frac12\nso";
    expect(toPlainText(tree)).toBe(text);
    const hast = toHast(tree);
    expect(toPlainText(hast)).toBe(text);
    expect(toPlainText((await unified().use(rehypeKatex).run(hast)) as HastRoot)).toBe(text);
    const mathml = unified().use(rehypeKatex, { output: "mathml" }).runSync(toHast(tree)) as HastRoot;
    expect(toPlainText(mathml)).toBe(text);
  });

  test.each([
    ["<p>a</p><p>b</p>", "a\nb"],
    ["<div>a<div>b</div>c</div>", "a\nb\nc"],
    ["<ul><li>a</li><li>b</li></ul>", "a\nb"],
    ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
    ["a<script>x</script><style>y</style><template>z</template><svg><title>t</title></svg>b", "ab"],
    ['<h2>T <a aria-hidden="true" href="#t">#</a></h2>x', "T\nx"],
    ["<pre><code>x</code></pre>y", "y"],
    ["a&nbsp;b  \n c", "a\u00a0b c"],
    ["<p> a <b> b </b> c </p>", "a b c"],
    ["a <span class=katex-display>x</span> b", "a\nx\nb"],
    ["a <span class=katex> x </span> b", "a x b"],
    ["<span class=katex><math alttext='q'><mi>z</mi></math></span>", "q"],
    ["<pre><code class='language-math'>y</code></pre>", "y"],
    ["<pre><code class='a math-display'>y</code></pre>z", "y\nz"],
    ["<pre><code class='language-mathx'>y</code></pre>", ""],
    ["<pre><code class='x-math-display'>y</code></pre>", ""],
    ["a<span aria-hidden=true>b</span>c", "ac"],
    ["<picture><source srcset=a><img src=b alt=c></picture>d", "d"],
  ])("reads other HTML: %j", (html, text) => {
    expect(toPlainText(parseHtml(html))).toBe(text);
  });

  test("reads parts of a tree, and trees of any depth", () => {
    const [heading] = parseMarkdown("# A *b*").children;
    expect(toPlainText(heading!)).toBe("A b");
    let node: unknown = { type: "text", value: "deep" };
    for (let depth = 0; depth < 200_000; depth++) {
      node = { type: "element", tagName: "b", properties: {}, children: [node] };
    }
    expect(toPlainText(node as HastRoot)).toBe("deep");
  });
});

describe("text that readers see", () => {
  const words = (html: string): string =>
    toPlainText(parseHtml(`<p>one</p>${html}<p>two</p>`)).replaceAll("\n", " ");

  test.each([
    ["scripts, styles and templates", "<script>x</script><style>y</style><template>z</template>", "one two"],
    ["controls", "<button>x</button><select><option>y</option></select>", "one two"],
    ["what is hidden", "<p hidden>x</p><p aria-hidden=true>y</p><p class=sr-only>z</p>", "one two"],
    [
      "footnotes and their marks",
      '<sup><a href="#fn1">1</a></sup><section data-footnotes>x</section>',
      "one two",
    ],
    ["media", "<video>x</video><iframe>y</iframe><canvas>z</canvas>", "one two"],
    ["code blocks", "<pre><code>x</code></pre><figure class=highlight>y</figure>", "one two"],
    [
      "the label of an alert",
      "<div class=markdown-alert><p class=markdown-alert-title>Note</p>x</div>",
      "one x two",
    ],
    ["details and their summary are text", "<details><summary>x</summary>y</details>", "one x y two"],
    ["captions are text", "<figure><img src=a alt=b><figcaption>x</figcaption></figure>", "one x two"],
    ["a source of nothing but a line", "<p>x<br>y<wbr>z</p>", "one x yz two"],
  ])("%s", (what, html, text) => {
    expect(words(html)).toBe(text);
    // The words are the same as for the reading time, which also includes footnotes and labels.
    if (!/footnotes|label/.test(what)) {
      expect(estimateReadingTime(parseHtml(`<p>one</p>${html}<p>two</p>`)).words).toBe(
        text.split(" ").length,
      );
    }
  });
});
