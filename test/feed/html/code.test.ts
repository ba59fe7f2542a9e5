import { describe, expect, test } from "vitest";
import { toFeedHtml } from "../../../src/feed/html/to-feed-html.ts";

const url = "https://example.com/posts/q/";

function convert(html: string): string {
  return toFeedHtml(html, { url });
}

describe("highlighted code becomes plain code", () => {
  const plain = '<pre><code class="language-js">let a = "&#x3C;";\nlet b;\n</code></pre>';
  test.each([
    [
      "shiki",
      '<pre class="shiki github-light" style="x" tabindex="0"><code class="language-js"><span class="line"><span style="--s:#1">let</span> a = "&lt;";</span>\n<span class="line highlighted">let b;</span>\n</code></pre>',
      plain,
    ],
    [
      "shiki in a figure with a title",
      '<figure data-language="js"><figcaption>a.js</figcaption><pre class="shiki"><code><span class="line">let a = "&lt;";</span>\n<span class="line">let b;</span>\n</code></pre><button>Copy</button></figure>',
      `<figure><figcaption>a.js</figcaption>${plain}</figure>`,
    ],
    [
      "Prism",
      '<pre class="language-js"><code><span class="token keyword">let</span> a = "&lt;";\nlet b;\n<span aria-hidden="true" class="line-numbers-rows"><span></span></span></code></pre>',
      plain,
    ],
    [
      "prism-react-renderer",
      '<div class="language-js"><pre class="prism-code"><code><div class="token-line">let a = "&lt;";</div><div class="token-line">let b;</div></code></pre></div>',
      `<div>${plain}</div>`,
    ],
    [
      "highlight.js",
      '<pre><code class="hljs language-js"><span class="hljs-keyword">let</span> a = "&lt;";\nlet b;\n</code></pre>',
      plain,
    ],
    [
      "Rouge",
      '<div class="language-js highlighter-rouge"><div class="highlight"><pre class="highlight"><code><table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td><td class="rouge-code"><pre>let a = "&lt;";\nlet b;\n</pre></td></tr></tbody></table></code></pre></div></div>',
      undefined,
    ],
    [
      "Chroma",
      '<div class="highlight"><table class="lntable"><tr><td class="lntd"><pre class="chroma"><code><span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td><td class="lntd"><pre class="chroma"><code class="language-js" data-lang="js">let a = "&lt;";\nlet b;\n</code></pre></td></tr></table></div>',
      `<div>${plain}</div>`,
    ],
    [
      "Hexo",
      '<figure class="highlight js"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span><br></pre></td><td class="code"><pre><span class="line">let a = "&lt;";</span><br><span class="line">let b;</span><br></pre></td></tr></table></figure>',
      `<figure>${plain}</figure>`,
    ],
    [
      "Pandoc",
      '<div class="sourceCode"><pre class="sourceCode js"><code class="sourceCode language-js"><span id="cb1-1">let a = "&lt;";</span>\n<span>let b;</span>\n</code></pre></div>',
      `<div>${plain}</div>`,
    ],
  ])("%s", (_name, html, expected = plain) => {
    const text = convert(html);
    if (_name === "Rouge") expect(text.replace(/<\/?div>/g, "")).toBe(plain);
    else expect(text).toBe(expected);
  });

  test.each([
    ["<pre><pre class=katex>a</pre></pre>", "<pre><code>a</code></pre>"],
    ["<pre>a <b><pre>b</pre><pre class=x>c</pre></b></pre>", "<pre><code>a bc</code></pre>"],
  ])("a code block around another one becomes a single block: %s", (html, expected) => {
    expect(convert(html)).toBe(expected);
    expect(convert(expected)).toBe(expected);
  });

  const line = (contents: string, more = "class=line"): string => `<span ${more}>${contents}</span>`;
  test.each([
    ["lines with line feeds", `${line("a")}\n${line("")}\n${line("b")}\n`, "a\n\nb\n"],
    ["lines without line feeds", line("a") + line("") + line("b"), "a\n\nb"],
    ["lines, the last of which ends with a line feed", line("a\n") + line("\n") + line("b\n"), "a\n\nb\n"],
    [
      "lines that are blocks by style",
      line("a", "style='display:block'") + line("b", "style='color:red;display: flex'"),
      "a\nb\n",
    ],
    ["lines that are blocks by style, with a line feed", `${line("a", "style=display:block")}\nb`, "a\n\nb"],
    ["Gatsby's lines", `${line("a", "class=gatsby-highlight-code-line")}b\nc`, "a\nb\nc"],
    ["block elements as lines", "<div>a</div><div></div><div>b</div>", "a\nb\n"],
    ["block elements with a line break", "<div>a</div><div><br></div>b", "a\n\nb"],
    ["a block after text", "a<div>b</div>c", "a\nb\nc"],
    ["lines with data attributes", line("a", "data-line=1") + line("b", "data-line=2"), "a\nb"],
    ["several code elements", "a</code><code>b", "a\nb"],
    ["a picture", "a<img alt=b src=/c>", "ab"],
    [
      "a diff",
      `${line("a", "class='line add'")}\n${line("b", "class='line del'")}\n${line("c")}\n`,
      "+ a\n- b\n  c\n",
    ],
    ["a diff with its own signs", `${line("+a", "class='line add'")}\n${line(" b")}`, "+a\n b"],
    ["a comment", "a<!-- b -->c", "ac"],
  ])("%s", (_, code, text) => {
    expect(convert(`<pre class=x><code>${code}</code></pre>`)).toBe(`<pre><code>${text}</code></pre>`);
  });

  test.each([
    ["part of a poem", "<pre>a <em>b</em> <code>c</code></pre>", "<pre>a <em>b</em> <code>c</code></pre>"],
    ["the whole content", "<pre><!-- a --> <code>b <em>c</em></code></pre>", "<pre><code> b c</code></pre>"],
    [
      "the whole content in a span",
      "<pre><span><tt>b <em>c</em></tt></span></pre>",
      "<pre><code>b c</code></pre>",
    ],
    [
      "next to a button",
      "<pre><button>a</button><code>b <em>c</em></code></pre>",
      "<pre><code>b c</code></pre>",
    ],
  ])("code in a pre element: %s", (_, html, expected) => {
    expect(convert(html)).toBe(expected);
  });

  test.each([
    [
      '<a href="/docs/"><b>open</b></a>(<a href="https://example.org/?a&amp;b">path</a>)',
      '<a href="https://example.com/docs/">open</a>(<a href="https://example.org/?a&#x26;b">path</a>)',
    ],
    [
      '<span class="line">a</span><span class="line"><a href="../b/">b</a></span>',
      'a\n<a href="https://example.com/b/">b</a>',
    ],
    ['<a href="#L1">a</a>', "a"],
    ['<a href="javascript:x">a</a>', "a"],
    ['<a href="/a/"></a>b', "b"],
  ])("a link in code is kept: %s", (code, expected) => {
    const url = "https://example.com/post/";
    expect(toFeedHtml(`<pre class=x><code class=language-c>${code}</code></pre>`, { url })).toBe(
      `<pre><code class="language-c">${expected}</code></pre>`,
    );
  });

  test("a pre element without code keeps its markup", () => {
    expect(convert("<pre>\n\nRoses <b>are</b> red</pre>")).toBe("<pre>\n\nRoses <b>are</b> red</pre>");
    expect(convert("<pre><script></script>\nRoses</pre>")).toBe("<pre>\n\nRoses</pre>");
    expect(convert("<pre>\nRoses</pre>")).toBe("<pre>Roses</pre>");
  });

  test("a table with numbers is not code", () => {
    expect(convert("<table><tr><td>1</td><td>One</td></tr></table>")).toBe(
      "<table><tbody><tr><td>1</td><td>One</td></tr></tbody></table>",
    );
  });
});

describe("the language of a code block", () => {
  test.each<[string, string | undefined]>([
    ["", undefined],
    ["data-language=JS", "js"],
    ["data-lang=c++", "c++"],
    ["data-language=js data-lang=ts", "js"],
    ["data-language=none class=language-js", "js"],
    ["class='a language-C#'", "c#"],
    ["class=lang-ts", "ts"],
    ["class=highlight-source-zig", "zig"],
    ["class=language-", undefined],
    ["class=x-language-js", undefined],
    ["class=language-plaintext", undefined],
    ["class=language-TEXT", undefined],
    ["class=language-textile", "textile"],
    ["class=language-context", "context"],
    ["class='language-none lang-js'", "js"],
    ["class='language-a/b'", undefined],
    [`class=language-${"a".repeat(40)}`, "a".repeat(40)],
    [`class=language-${"a".repeat(41)}`, undefined],
  ])("%s: %s", (attributes, language) => {
    const name = language === undefined ? "" : ` class="language-${language}"`;
    expect(convert(`<pre><code ${attributes}>a</code></pre>`)).toBe(`<pre><code${name}>a</code></pre>`);
  });

  test.each([
    [
      "a div around the block",
      "<div class=language-js><pre><code>a</code></pre></div>",
      '<div><pre><code class="language-js">a</code></pre></div>',
    ],
    [
      "another element around it",
      "<p-x class=language-js><pre><code>a</code></pre></p-x>",
      "<pre><code>a</code></pre>",
    ],
    [
      "a Hexo figure",
      "<figure class='highlight js'><pre><code>a</code></pre></figure>",
      '<figure><pre><code class="language-js">a</code></pre></figure>',
    ],
    [
      "a Hexo figure without a language",
      "<figure class=highlight><pre><code>a</code></pre></figure>",
      "<figure><pre><code>a</code></pre></figure>",
    ],
    [
      "a figure with other classes",
      "<figure class='wide js'><pre><code>a</code></pre></figure>",
      "<figure><pre><code>a</code></pre></figure>",
    ],
    [
      "a div with Hexo's classes",
      "<div class='highlight js'><pre><code>a</code></pre></div>",
      "<div><pre><code>a</code></pre></div>",
    ],
  ])("%s", (_, html, expected) => {
    expect(convert(html)).toBe(expected);
  });
});

describe("line numbers", () => {
  test.each([
    ["in a block without other code are removed", "<pre><code><span class=lineno>1</span></code></pre>", ""],
    ["do not include an empty code block", "<pre><code></code></pre>", "<pre><code></code></pre>"],
    [
      "next to code in a table are removed together with the table",
      "<table><tr><td><pre>1\n2</pre></td><td><pre><code>a</code></pre></td></tr></table>",
      "<pre><code>a</code></pre>",
    ],
    [
      "do not include code next to code in a table",
      "<table><tr><td><pre>1 b</pre></td><td><pre><code>a</code></pre></td></tr></table>",
      "<table><tbody><tr><td><pre>1 b</pre></td><td><pre><code>a</code></pre></td></tr></tbody></table>",
    ],
    [
      "do not include a nested table",
      "<table><tr><td><table><tr><td>1</td></tr></table></td><td><pre><code>a</code></pre></td></tr></table>",
      "<table><tbody><tr><td><table><tbody><tr><td>1</td></tr></tbody></table></td><td><pre><code>a</code></pre></td></tr></tbody></table>",
    ],
    [
      "without code next to them are kept",
      "<table><tr><td><pre>1</pre></td><td class=gutter>2</td></tr></table>",
      "<table><tbody><tr><td><pre>1</pre></td><td>2</td></tr></tbody></table>",
    ],
    [
      "in a table without code are kept",
      "<table class=lntable><tr><td>1</td><td>a</td></tr></table>",
      "<table><tbody><tr><td>1</td><td>a</td></tr></tbody></table>",
    ],
    [
      "can be missing from a highlighter's table, which keeps its code",
      "<table class=rouge-table><tr><td><pre><code>a</code></pre></td></tr></table>",
      "<table><tbody><tr><td><pre><code>a</code></pre></td></tr></tbody></table>",
    ],
  ])("%s", (_, html, expected) => {
    expect(convert(html)).toBe(expected);
  });
});
