import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AllowOptions } from "../../src/html/allow-list.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { xssVectors } from "./xss-vectors.ts";

function read(markdown: string, allow: AllowOptions): { html: string; rules: unknown[] } {
  const { html, messages } = createPostParser({ allow }).sync(`---\ntitle: T\n---\n${markdown}`);
  return { html, rules: messages.map(({ ruleId }) => ruleId) };
}

describe("`allow` permits exactly what it lists", () => {
  test.each<[string, AllowOptions, string, string, unknown[]]>([
    [
      "classes",
      { classes: ["tip", /x-\w+/] },
      '<b class="tip x-1 ax-1 tips">a</b>',
      '<p><b class="tip x-1">a</b></p>',
      ["html-dropped"],
    ],
    ["classes by a pattern", { classes: /.*/ }, '<i class="a b">c</i>', '<p><i class="a b">c</i></p>', []],
    [
      "classes besides those that the schema allows",
      { classes: ["wide"] },
      '<code class="language-js wide">a</code>',
      '<p><code class="language-js wide">a</code></p>',
      [],
    ],
    [
      "hosts",
      { iframeHosts: ["v.example"] },
      '<iframe src="https://v.example/1" width="3" onload="x()" name="a"></iframe>',
      '<iframe src="https://v.example/1" width="3"></iframe>',
      ["html-dropped", "html-dropped"],
    ],
    [
      "attributes of iframes, on iframes only",
      { iframeHosts: ["v.example"] },
      '<iframe src="https://v.example/1" loading="lazy"></iframe><b loading="lazy" src="a">c</b>',
      '<iframe src="https://v.example/1" loading="lazy"></iframe><b>c</b>',
      ["html-dropped"],
    ],
    [
      "classes by a pattern with the flags g and y",
      { classes: [/x-\w+/g, /y-\w+/y] },
      '<b class="x-1 y-1">a</b> <i class="x-22 y-22">b</i> <u class="x-3 y-3">c</u>',
      '<p><b class="x-1 y-1">a</b> <i class="x-22 y-22">b</i> <u class="x-3 y-3">c</u></p>',
      [],
    ],
    [
      "classes by a pattern with the flag i",
      { classes: /TIP/i },
      '<b class="tip">a</b>',
      '<p><b class="tip">a</b></p>',
      [],
    ],
    [
      "names in any letter case, except for classes",
      { elements: ["My-Chart"], attributes: { B: ["Data-X"] }, classes: ["Tip"], schemes: ["POST"] },
      '<my-chart>a</my-chart><b data-x="1" class="tip Tip">c</b> [d](post:1)',
      '<p><my-chart>a</my-chart><b data-x="1" class="Tip">c</b> <a href="post:1">d</a></p>',
      ["html-dropped"],
    ],
    [
      "hosts, for URLs without a scheme",
      { iframeHosts: [/(?:www\.)?v\.example/] },
      '<iframe src="//www.v.example/1"></iframe>',
      '<iframe src="//www.v.example/1"></iframe>',
      [],
    ],
    [
      "schemes",
      { schemes: ["post"] },
      '[a](post:b) <img src="post:c"> <a href="other:d">e</a>',
      '<p><a href="post:b">a</a> <img src="post:c"> <a>e</a></p>',
      ["url-unsafe"],
    ],
    [
      "elements",
      { elements: ["my-chart"] },
      '<my-chart kind="pie">a</my-chart><x-y>b</x-y>',
      "<p><my-chart>a</my-chart>b</p>",
      ["html-dropped", "html-dropped"],
    ],
    [
      "attributes of an element",
      { attributes: { p: ["data-x"], "*": [/data-y.*/] } },
      '<p data-x="1" data-yz="2" data-z="3">a</p><b data-x="4">c</b>',
      '<p data-x="1" data-yz="2">a</p><b>c</b>',
      ["html-dropped"],
    ],
    [
      "attributes of all elements",
      { attributes: ["style", "class"] },
      '<b style="color: red" class="a">c</b>',
      '<p><b style="color: red" class="a">c</b></p>',
      [],
    ],
  ])("%s", (_name, allow, markdown, html, rules) => {
    expect(read(markdown, allow)).toEqual({ html, rules });
  });

  test.each([
    "http://v.example/1",
    "https://v.example.evil.example/",
    "https://evil.example/v.example",
    "https://v.example@evil.example/",
    "https://me@v.example/",
    "https://:pw@v.example/",
    "https://v.example:x/",
    "ftp://v.example/?https://v.example/",
    "javascript:v.example",
    "/local",
    "",
  ])("the iframe with src %j is removed", (src) => {
    const { html, rules } = read(`<iframe src="${src}"></iframe>\n\na`, { iframeHosts: ["v.example"] });
    expect(html).toBe("\n<p>a</p>");
    expect(rules).toEqual(["html-dropped"]);
  });

  test("links with an allowed scheme are listed", () => {
    const post = createPostParser({ allow: { schemes: ["post"] } }).sync("# T\n\n[a](post:b) [c](other:d)");
    expect(post.links.map(({ url }) => url)).toEqual(["post:b"]);
  });

  test("the fingerprint depends on `allow`", () => {
    const [a, b] = [/a/, /b/].map((classes) => createPostParser({ allow: { classes } }).fingerprint);
    expect(a).toBeDefined();
    expect(a).not.toBe(b);
  });
});

describe("code is never allowed to run", () => {
  const everything: AllowOptions = {
    classes: /.*/s,
    iframeHosts: /.*/s,
    schemes: ["post"],
    elements: ["button", "form", "input", "textarea", "select", "x-y", "image", "video"],
    attributes: { "*": /.*/s, a: /.*/s, iframe: /.*/s },
  };

  test.each([
    '<b onclick="x()" OnLoad=y() onx="">a</b>',
    '<iframe src="https://a.example" srcdoc="<script>x()</script>" onload="x()"></iframe>',
    '<button formaction="javascript:x()">a</button>',
    '<form action="java&#10;script:x()"><x-y data-href="javascript:x()">a</x-y></form>',
    '<a href="javascript:x()" xlink:href="javascript:x()" ping="javascript:x()">a</a>',
    '<b style="background: url(javascript:x())">a</b>',
    '<b style="width: expression(x())">a</b>',
    "<script>x()</script><svg><script>x()</script><animate onbegin=x()></svg>",
    "[a](javascript:x()) ![b](data:text/html,<script>x()</script>)",
  ])("in %s", (markdown) => {
    expect(read(markdown, everything).html).not.toMatch(
      /javascript:|onclick|onload|onx|srcdoc|<script|x\(\)"|expression|<svg/i,
    );
  });

  test("in any vector of the sanitizer's tests", () => {
    const unsafe =
      /<script|<svg|<object|<embed|<base|<meta|<link|<style|srcdoc=|\son\w+\s*=|="?\s*(?:javascript|vbscript|data):/i;
    const parse = createPostParser({ allow: everything });
    const passed = xssVectors.filter(([, vector]) => {
      const { html } = parse.sync(`# T\n\n${vector}`);
      // Text in quotes or between tags cannot run.
      return unsafe.test(
        html
          .replaceAll(/ value="[^"]*"/g, "")
          .replace(/"[^"]*"/g, (text) => (/^"\s*(?:javascript|vbscript|data):/i.test(text) ? text : '""'))
          .replace(/>[^<]*</g, "><"),
      );
    });
    expect(passed).toEqual([]);
  });

  test.each<[AllowOptions, RegExp]>([
    [{ elements: ["script"] }, /allow\.elements.*"script"/],
    [{ elements: ["IFRAME"] }, /allow\.iframeHosts/],
    [{ elements: ["svg"] }, /allow\.elements/],
    [{ schemes: ["javascript"] }, /allow\.schemes.*"javascript"/],
    [{ schemes: ["Data"] }, /allow\.schemes/],
    [{ attributes: ["onclick"] }, /allow\.attributes.*"onclick"/],
    [{ attributes: { a: ["onClick"] } }, /allow\.attributes\.a/],
    [{ attributes: { iframe: ["srcdoc"] } }, /srcdoc/],
    [{ class: ["a"] } as AllowOptions, /did you mean `allow\.classes`/],
    [{ zzz: 1 } as AllowOptions, /keys classes, iframeHosts, schemes, elements, attributes, received "zzz"$/],
    [{ elements: ["frame"] }, /it could run code; `rawHtml: "allow"` trusts the authors/],
  ])("%j throws", (allow, message) => {
    expect(() => createPostParser({ allow })).toThrow(RangeError);
    expect(() => createPostParser({ allow })).toThrow(message);
  });

  test.each(
    "animate animatemotion animatetransform body foreignobject frame head html noscript plaintext portal set xmp base embed link meta object style template title".split(
      " ",
    ),
  )("the element <%s> throws", (name) => {
    expect(() => createPostParser({ allow: { elements: [name] } })).toThrow(RangeError);
  });

  test.each<[unknown, RegExp]>([
    [{ classes: "tip" }, /Expected `allow\.classes` to be a list of names or patterns, received "tip"/],
    [{ classes: [1] }, /allow\.classes/],
    [{ elements: /x/ }, /allow\.elements/],
    [{ schemes: ["a:"] }, /allow\.schemes/],
    [{ attributes: "style" }, /allow\.attributes/],
    [
      { iframeHosts: ["https://v.example"] },
      /Expected `allow\.iframeHosts` to be a list of names or patterns, received "https:\/\/v\.example": a name is a host such as "www\.youtube\.com"/,
    ],
    [{ iframeHosts: ["v.example/embed"] }, /a name is a host/],
    [{ iframeHosts: ["*.v.example"] }, /a name is a host/],

    [{ attributes: null }, /allow\.attributes/],
    [{ attributes: { a: "style" } }, /Expected `allow\.attributes\.a` to be a list of names or patterns/],
    [{ elements: ["-a"] }, /Expected `allow\.elements` to be a list of names, received "-a"/],
    [{ elements: ["a b"] }, /allow\.elements/],
    [{ elements: [1] }, /Expected `allow\.elements` to be a list of names, received 1/],
    [{ schemes: ["1a"] }, /Expected `allow\.schemes` to be a list of names, received "1a"/],
  ])("%j throws a TypeError", (allow, message) => {
    expect(() => createPostParser({ allow: allow as AllowOptions })).toThrow(TypeError);
    expect(() => createPostParser({ allow: allow as AllowOptions })).toThrow(message);
  });

  test("in any attribute", () => {
    const parse = createPostParser({ allow: everything });
    fc.assert(
      fc.property(
        fc.constantFrom(
          "href",
          "src",
          "data-a",
          "action",
          "formaction",
          "poster",
          "cite",
          "xlink:href",
          "to",
          "values",
          "background",
          "x",
        ),
        fc.constantFrom(
          "javascript:x()",
          " javascript:x()",
          "java\tscript:x()",
          "JAVASCRIPT&colon;x()",
          "vbscript:x",
          "&#106;avascript:x()",
        ),
        fc.constantFrom("a", "b", "x-y", "video", "button", "iframe"),
        (name, value, element) => {
          const { html } = parse.sync(`# T\n\ny <${element} ${name}="${value}">z</${element}>`);
          expect(html.replace(/[\s\0-\x20]/g, "")).not.toMatch(/="(?:java|vb)script:/i);
        },
      ),
      { numRuns: 100 },
    );
  });
});
