import { describe, expect, test } from "vitest";
import { toFeedHtml } from "../../../src/feed/html/to-feed-html.ts";

const url = "https://example.com/posts/q/";

function convert(html: string): string {
  return toFeedHtml(html, { url });
}

describe("URLs", () => {
  test.each([
    ['<a href="/faq">F</a>', '<a href="https://example.com/faq">F</a>'],
    ['<a href="">F</a>', '<a href="https://example.com/posts/q/">F</a>'],
    [
      '<p id="f">x</p><a href="#f">F</a>',
      '<p id="posts-q-f">x</p><a href="https://example.com/posts/q/#posts-q-f">F</a>',
    ],
    ['<a href="mailto:a@b.c">F</a>', '<a href="mailto:a@b.c">F</a>'],
    ['<a href="ftp://x/">F</a>', "F"],
    ["<a name=x>F</a>", "F"],
    ['<img src="a b.png" alt="A">', '<img alt="A" src="https://example.com/posts/q/a%20b.png">'],
    ['<img src="" alt="A & B">', "A &#x26; B"],
    ['<img src="data:image/gif;base64,R0" data-src="/lazy.png">', '<img src="https://example.com/lazy.png">'],
    [
      '<img srcset="w_1,h_2/a.png 1x, data:image/png;base64,x,y 2x, //c.example/b,c.png 3x" src=a.png>',
      '<img srcset="https://example.com/posts/q/w_1,h_2/a.png 1x, https://c.example/b,c.png 3x" src="https://example.com/posts/q/a.png">',
    ],
    [
      '<video poster="p.png" src="v.mp4"><track src="t.vtt" kind=captions></video>',
      '<video poster="https://example.com/posts/q/p.png" src="https://example.com/posts/q/v.mp4" controls><track kind="captions" src="https://example.com/posts/q/t.vtt"></video>',
    ],
    [
      '<picture><source srcset="a.avif" type="image/avif"><img src="a.png"></picture>',
      '<picture><source type="image/avif" srcset="https://example.com/posts/q/a.avif"><img src="https://example.com/posts/q/a.png"></picture>',
    ],
    [
      '<blockquote cite="/c"><q cite="d">x</q></blockquote>',
      '<blockquote cite="https://example.com/c"><q cite="https://example.com/posts/q/d">x</q></blockquote>',
    ],
    ['<q cite=" ">x</q>', "<q>x</q>"],
    [
      '<p id=x>a</p><a href="#x" title="t" hreflang="en">b</a>',
      '<p id="posts-q-x">a</p><a title="t" hreflang="en" href="https://example.com/posts/q/#posts-q-x">b</a>',
    ],
    [
      '<img srcset="/a 1.25x, /b 10w 20h">',
      '<img srcset="https://example.com/a 1.25x, https://example.com/b 10w 20h">',
    ],
    // A placeholder until a script loads the image.
    ['<img src="/i/blank.gif?1" data-src="/a">', '<img src="https://example.com/a">'],
    ['<img src="/lazy/b.png" data-src="/a">', '<img src="https://example.com/lazy/b.png">'],
    ['<img src="/b.png" data-src="/a" class="lazyload">', '<img src="https://example.com/a">'],
    ['<img src="/b.png" data-src="/a" class="b-lazy">', '<img src="https://example.com/a">'],
    ['<img src="/b.png" data-src="/a" class="lazyload lazyloaded">', '<img src="https://example.com/b.png">'],
    ['<img src="/b.png" data-src=" " class="lazy">', '<img src="https://example.com/b.png">'],
    ['<img src="grey.svg" data-lazy-src="a.png">', '<img src="https://example.com/posts/q/a.png">'],
    [
      '<img src="grey.svg" data-lazy-srcset="a.png 2x" data-lazy-src="b.png">',
      '<img srcset="https://example.com/posts/q/a.png 2x" src="https://example.com/posts/q/b.png">',
    ],
  ])("%s", (html, expected) => {
    expect(convert(html)).toBe(expected);
  });
});

describe("elements that feed readers cannot show are replaced", () => {
  test.each([
    [
      "an iframe by a link",
      '<iframe src="https://v.example/1?a&b" title="A <talk>"></iframe>',
      '<a href="https://v.example/1?a&#x26;b">A &#x3C;talk&#x3E;</a>',
    ],
    [
      "an iframe in a link by its title",
      '<a href="/x"><iframe src="/v" title="T"></iframe></a>',
      '<a href="https://example.com/x">T</a>',
    ],
    ["an iframe without a URL by nothing", '<iframe srcdoc="<script>x</script>"></iframe>A', "A"],
    [
      "an iframe with its own document by that document",
      '<iframe srcdoc="&lt;p>a&lt;b> b&lt;/b>&lt;iframe srcdoc=c>&lt;/iframe>&lt;/p>"></iframe>',
      "<p>a<b> b</b> c</p>",
    ],
    [
      "an iframe that a script loads by a link",
      "<iframe data-src=/v></iframe>",
      '<a href="https://example.com/v">https://example.com/v</a>',
    ],
    ["a custom element without a URL by its label", "<p>a<x-player title=T></x-player>b</p>", "<p>a T b</p>"],
    [
      "an iframe by a link that is not joined with the words around it",
      "<p>a<iframe src=/v title=T></iframe>b</p>",
      '<p>a <a href="https://example.com/v">T</a> b</p>',
    ],
    [
      "a custom element that only copies by nothing",
      "<p>a<x-copy aria-label='Copy code'></x-copy></p>",
      "<p>a</p>",
    ],
    ["a custom element with contents by its contents", "<x-player title=T><b>c</b></x-player>", "<b>c</b>"],
    [
      "a Vimeo video by a link",
      "<lite-vimeo videoid=1-a></lite-vimeo>",
      '<a href="https://vimeo.com/1-a">https://vimeo.com/1-a</a>',
    ],
    ["a video of another site by its label", "<x-tube videoid=1 label=T></x-tube>", "T"],
    [
      "a video with an invalid id by its URL",
      "<lite-youtube videoid='a b' src=/v></lite-youtube>",
      '<a href="https://example.com/v">https://example.com/v</a>',
    ],
    [
      "an AMP image by an image",
      "<amp-img src=/a alt=b><p>c</p></amp-img>",
      '<img alt="b" src="https://example.com/a">',
    ],
    [
      "a shadow root by its contents",
      "<x-a><template shadowrootmode=open><p>a</p></template>b</x-a>",
      "<p>a</p>b",
    ],
    ["another template by nothing", "<template><p>a</p></template>b", "b"],
    [
      "MathJax by the TeX of its script, or by its output",
      '<script type="math/tex; mode=display"> x_1 </script> <mjx-container><math><mi>y</mi></math></mjx-container>',
      "<code>x_1</code> <code>y</code>",
    ],
    [
      "MathJax output and its script by one formula",
      '<span class=MathJax_Display>y</span> <script type="math/tex">x_1</script>',
      "<code>y</code> ",
    ],
    ["an empty formula by nothing", "a<math></math>b", "ab"],
    [
      "an object by a link",
      '<object data="/d.pdf"><p>no</p></object>',
      '<a href="https://example.com/d.pdf">https://example.com/d.pdf</a> <p>no</p>',
    ],
    [
      "the checkbox of a task by a symbol",
      "<ul><li><input type=checkbox checked disabled> A<li><input type=checkbox> B</ul>",
      "<ul><li>☑ A</li><li>☐ B</li></ul>",
    ],
    [
      "obsolete elements by current ones",
      "<center><tt>a</tt> <strike>b</strike> <acronym title=x>c</acronym></center>",
      '<section><code>a</code> <s>b</s> <abbr title="x">c</abbr></section>',
    ],
    ["unknown elements by their contents", "<x-note><p>A</p></x-note><font color=red>B</font>", "<p>A</p>B"],
    [
      "KaTeX by its TeX",
      '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>a</mi></mrow><annotation encoding="application/x-tex">a&lt;b^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">a&lt;b2</span></span>',
      "<code>a&#x3C;b^2</code>",
    ],
    [
      "MathML by its text",
      '<math alttext="x^2"><mi>x</mi></math> <math><mi>y</mi><mo>+</mo><mn>1</mn></math>',
      "<code>x^2</code> <code>y+1</code>",
    ],
    [
      "a noscript element by its contents",
      '<noscript><img src="a.png"></noscript>',
      '<img src="https://example.com/posts/q/a.png">',
    ],
  ])("%s", (_name, html, expected) => {
    expect(convert(html)).toBe(expected);
  });
});

describe("an image that a script loads and its noscript element become one image", () => {
  const image = '<img src="https://example.com/a">';
  test.each([
    ["<img data-src=/a><noscript><img src=/b></noscript>", image],
    ["<img data-src=/a> <!-- c --> <noscript> <img src=/b> </noscript>", `${image}  `],
    ["<img alt=c><noscript><img src=/a></noscript>", image],
    ["<img src='data:x' alt=c> <noscript><img src=/a></noscript>", ` ${image}`],
    ["<img src=/a><p>t</p><noscript><img src=/a></noscript>", `${image}<p>t</p>`],
    ["<noscript><img src=/a></noscript><p>t</p><img data-src=/a>", `${image}<p>t</p>`],
    // These show more.
    ["<img data-src=/a><noscript><img src=/b> t</noscript>", `${image}<img src="https://example.com/b"> t`],
    ["<img src=/a><noscript><img src=/b></noscript>", `${image}<img src="https://example.com/b">`],
    [
      "<img data-src=/a><noscript><img src=/b><img src=/c></noscript>",
      `${image}<img src="https://example.com/b"><img src="https://example.com/c">`,
    ],
    ["<img alt=c><p>t</p>", "c<p>t</p>"],
    ["<img alt=c><noscript>t</noscript>", "ct"],
    ["<img src=/a><img src=/a>", image + image],
  ])("%s", (html, expected) => {
    expect(convert(html)).toBe(expected);
  });
});

describe("single elements", () => {
  test.each([
    ["a checked task", "<input type=checkbox checked>", "☑"],
    ["an open task", "<input type=checkbox>", "☐"],
    ["another input", "<input type=text checked>", ""],
    ["a checkbox type on another element", "<b type=checkbox>a</b>", "<b>a</b>"],
    ["a pre that starts with a line feed", "<pre>\n\na</pre>", "<pre>\n\na</pre>"],
    ["a pre that does not start with a line feed", "<pre>a\n</pre>", "<pre>a\n</pre>"],
    ["an empty pre", "<pre></pre>", "<pre></pre>"],
    ["a pre that starts with an element", "<pre><b>\n</b></pre>", "<pre><b>\n</b></pre>"],
    ["a formula in a pre", "<pre>a <math alttext=x></math></pre>", "<pre>a x</pre>"],
    ["an element without an end tag", "<p>a<br>b</p>", "<p>a<br>b</p>"],
    ["an image without a URL and text", "<img>", ""],
    [
      "a source without a URL",
      "<picture><source type=a/b><img src=/a></picture>",
      '<picture><img src="https://example.com/a"></picture>',
    ],
    ["a lazy image", "<img src=' data:x' data-src=/a>", '<img src="https://example.com/a">'],
    ["a lazy image that is already loaded", "<img src=/b data-src=/a>", '<img src="https://example.com/b">'],
    ["a lazy video", "<video data-src=/a></video>", '<video src="https://example.com/a" controls></video>'],
    [
      "a player with controls",
      "<audio src=/a controls></audio>",
      '<audio src="https://example.com/a" controls></audio>',
    ],
    ["a srcset", '<img srcset="/a, 1x /b 2x, /c x">', '<img srcset="https://example.com/a">'],
    [
      "a srcset with heights",
      '<img srcset="/a 100w 20h, /b 1.5x">',
      '<img srcset="https://example.com/a 100w 20h, https://example.com/b 1.5x">',
    ],
    ["a srcset without a safe URL", '<img srcset="javascript:a 1x" alt=b>', "b"],
    ["an iframe", "<iframe src=/a></iframe>", '<a href="https://example.com/a">https://example.com/a</a>'],
    [
      "an iframe with a title",
      "<iframe src=/a title=' b '></iframe>",
      '<a href="https://example.com/a">b</a>',
    ],
    [
      "an iframe with a blank title",
      "<iframe src=/a title=' '></iframe>",
      '<a href="https://example.com/a">https://example.com/a</a>',
    ],
    ["an iframe with a blank URL", "<iframe src=' '>a</iframe>", ""],
    ["an iframe with an unsafe URL", "<iframe src=javascript:a>a</iframe>", ""],
  ])("%s", (_, html, expected) => {
    expect(convert(html)).toBe(expected);
  });
});

describe("text", () => {
  test("keeps every character that some format can contain", () => {
    expect(convert("a\u0000\u0008b\u009F\uFFFE\uD800c\uFFFD<p title='\u0001x\uFFFF'>d</p>")).toBe(
      'a\u0008b\u009F\uFFFEc\uFFFD<p title="\u0001x\uFFFF">d</p>',
    );
  });

  test("has no tags in attributes, so that tools that search with patterns find none", () => {
    expect(convert("<img src=a.png alt='<a href=\"x\"> src=y z'>")).toBe(
      '<img alt="&#x3C;a href&#x3D;&#x22;x&#x22;&#x3E; src&#x3D;y z" src="https://example.com/posts/q/a.png">',
    );
  });

  test("is the same when it is converted again", () => {
    const html = `<h2 id=a>A</h2><p>Ã© &amp;amp; <a href="x#y">z</a></p><pre><code class="language-c">\n#a</code></pre><iframe src=/v></iframe>`;
    const once = convert(html);
    expect(convert(once)).toBe(once);
  });

  test("throws when the URL of the post is not absolute", () => {
    expect(() => toFeedHtml("x", { url: "/posts" })).toThrow(
      'Expected url to be an absolute http or https URL, received "/posts"',
    );
  });

  test("is unchanged, and escaped where it looks like markup", () => {
    expect(convert("<p title='a &amp; \"b\" &lt;c> ='>d &amp; &lt;e> ]]&gt;</p>")).toBe(
      '<p title="a &#x26; &#x22;b&#x22; &#x3C;c&#x3E; &#x3D;">d &#x26; &#x3C;e&#x3E; ]]&#x3E;</p>',
    );
    expect(convert("<img alt='-->' src=a.png title='a ]]> </script'>")).toBe(
      '<img title="a ]]&#x3E; &#x3C;/script" alt="--&#x3E;" src="https://example.com/posts/q/a.png">',
    );
    expect(convert("<p>cafÃ© Â© \uFFFD</p>")).toBe("<p>cafÃ© Â© \uFFFD</p>");
    expect(convert("<a href='/a?b=c&amp;d'>e</a>")).toBe('<a href="https://example.com/a?b=c&#x26;d">e</a>');
  });
});

describe("deep and long HTML is converted without taking much time and space", () => {
  test.each([
    ["div", "<div>".repeat(5000)],
    ["b", "<b>".repeat(2000)],
    ["tables", "<table><tr><td>".repeat(1000)],
    ["lists", "<ul><li>".repeat(3000)],
    ["links", "<a href=#x>".repeat(5000)],
    ["spans in code", `<pre><code>${"<span>".repeat(3000)}x`],
    ["srcset", `<img src=a srcset="${", ,".repeat(20_000)}a (">`],
    ["comments", "<!--".repeat(20_000)],
  ])("%s", (_name, html) => {
    expect(convert(`${html}end`).length).toBeLessThan(html.length * 3 + 1000);
  });
});

test.each([
  "<audio src=a.mp3></audio>",
  "<video src=a.mp4 loop poster=p.png></video>",
  "<audio controls src=a.mp3></audio>",
])("a media player is the same when it is converted again: %s", (html) => {
  expect(convert(convert(html))).toBe(convert(html));
  expect(convert(html)).toMatch(/ controls>/);
});
