import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { extractLinks } from "../../src/markdown/extract.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { htmlOf, idsOf } from "../markdown/html-of.ts";

describe("ids of headings", () => {
  test.each([
    ["# Why `queues` *fail*!", ["why-queues-fail"]],
    ["# Über uns", ["über-uns"]],
    ["# 日本語 の 見出し", ["日本語-の-見出し"]],
    ["# my_var_name", ["my_var_name"]],
    ["# A & B", ["a--b"]],
    ["# Foo\n\n# Foo\n\n# Foo", ["foo", "foo-1", "foo-2"]],
    ["# Foo\n\n# Foo 1\n\n# Foo", ["foo", "foo-1", "foo-2"]],
    ["# 🎉\n\n# !!\n\n#", ["section", "section-1", "section-2"]],
    [
      "# cookie\n\n# Location\n\n# constructor\n\n# \\_\\_proto\\_\\_",
      ["cookie-1", "location-1", "constructor-1", "__proto__-1"],
    ],
    ["# ![alt](a.png) x", ["x"]],
    ["# a <b>c</b>", ["a-c"]],
  ])("%j", (markdown, ids) => {
    expect(idsOf(htmlOf(markdown))).toEqual(ids);
  });

  test("ids that the author set take precedence", () => {
    expect(idsOf(htmlOf('# Foo\n\n<a id="foo"></a> <b id="foo">x</b>'))).toEqual(["foo-2", "foo", "foo-1"]);
  });

  test("a heading keeps an id of its own", () => {
    const tree = parseMarkdown("# Foo\n\n# Bar");
    tree.children[0]!.data = { hProperties: { id: "own" } } as never;
    const ids: unknown[] = [];
    for (const node of toHast(tree).children) if (node.type === "element") ids.push(node.properties.id);
    expect(ids).toEqual(["own", "bar"]);
  });

  test("a footnote reference is not part of the slug", () => {
    expect(idsOf(htmlOf("# Foo[^1]\n\n[^1]: n"))[0]).toBe("foo");
  });

  test("the prefix is added once", () => {
    const html = htmlOf('# Foo\n\n<i id="x">y</i> [a](#foo) [b](#x)', { idPrefix: "p-" });
    expect(html).toBe(
      '<h1 id="p-foo">Foo</h1>\n<p><i id="p-x">y</i> <a href="#p-foo">a</a> <a href="#p-x">b</a></p>',
    );
  });

  test("allowed raw HTML keeps its ids, except duplicates", () => {
    expect(
      htmlOf('<b id="cookie">a</b> <b id="x">b</b> <b id="x">c</b> <a name="n">d</a>', { rawHtml: "allow" }),
    ).toBe('<p><b id="cookie">a</b> <b id="x">b</b> <b id="x-1">c</b> <a name="n">d</a></p>');
  });
});

describe("fragment links", () => {
  test.each([
    ["# Foo\n\n[a](#foo)", "#foo"],
    ["# Über uns\n\n[a](#über-uns)", "#über-uns"],
    ["# Über uns\n\n[a](#%C3%BCber-uns)", "#über-uns"],
    ["# cookie\n\n[a](#cookie)", "#cookie-1"],
    ["# cookie\n\n# Cookie 1\n\n[a](#cookie-1)", "#cookie-1-1"],
    ['<a name="old">x</a>\n\n[a](#old)', "#old"],
    ['<a name="old" id="new">x</a>\n\n[a](#old)', "#new"],
    ['<i id="a b">x</i>\n\n[a](#a%20b)', "#a-b"],
    ['<i id="50%">x</i>\n\n[a](#50%)', "#50%25"],
    ['<i id="foo">x</i>\n\n# Foo\n\n[a](#foo)', "#foo"],
    ["[a](#nothing)", "#nothing"],
    ["[a](#%E0%A4%A)", "#%E0%A4%25A"],
    ["[a](#)", "#"],
  ])("%j links to %s", (markdown, href) => {
    expect(htmlOf(markdown)).toContain(`<a href="${href}">a</a>`);
  });

  test("an empty reference is unchanged", () => {
    expect(htmlOf('<b id="x">y</b> <i aria-labelledby="">z</i>')).toContain('<i aria-labelledby="">');
  });

  test("a fragment link is listed with the URL that the author wrote", () => {
    const [link] = extractLinks(toHast(parseMarkdown("# cookie\n\n[a](#cookie)")));
    expect(link?.url).toBe("#cookie");
  });

  test("`headers` and `aria-labelledby` follow changed ids", () => {
    expect(
      htmlOf('<table><tr><th id="a b">x<td headers="a c" aria-labelledby="a">y</table>\n\n<i id="a">z</i>'),
    ).toContain('<td headers="a c" aria-labelledby="a">');
    expect(
      htmlOf('<table><tr><th id="cookie">x<td headers="cookie" aria-labelledby="cookie">y</table>\n'),
    ).toContain('<td headers="cookie-1" aria-labelledby="cookie-1">');
  });

  test("`aria-describedby` follows changed ids", () => {
    expect(htmlOf('<b id="cookie">x</b> <i aria-describedby="cookie nothing">y</i>')).toContain(
      'aria-describedby="cookie-1 nothing"',
    );
  });
});

describe("footnotes", () => {
  test("are an accessible section with links in both directions", () => {
    expect(htmlOf("a[^x]\n\n[^x]: The *note*\n", { footnotePrefix: "p-" })).toBe(
      '<p>a<sup><a href="#p-fn-x" id="p-fnref-x" data-footnote-ref="" aria-describedby="p-footnote-label">1</a></sup></p>\n' +
        '<section data-footnotes="" class="footnotes"><h2 class="sr-only" id="p-footnote-label">Footnotes</h2>\n<ol>\n' +
        '<li id="p-fn-x">\n<p>The <em>note</em> <a href="#p-fnref-x" data-footnote-backref="" aria-label="Back to reference 1" class="data-footnote-backref">↩</a></p>\n' +
        "</li>\n</ol>\n</section>",
    );
  });

  test("have ids for a note with two references, and the author can link to the note", () => {
    const html = htmlOf("[x](#fn-n) a[^n] b[^n]\n\n[^n]: c");
    expect(idsOf(html)).toEqual(["fnref-n", "fnref-n-2", "footnote-label", "fn-n"]);
    expect([...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([
      "#fn-n",
      "#fn-n",
      "#fn-n",
      "#fnref-n",
      "#fnref-n-2",
    ]);
    expect(html).toContain('<a href="#fn-n">x</a>');
  });

  test("have no backlink to a reference that the sanitizer removed", () => {
    expect(htmlOf("a <object>b[^1]</object> c[^1]\n\n[^1]: n")).toContain(
      '<p>n <a data-footnote-backref="" aria-label="Back to reference 1" class="data-footnote-backref"></a> ' +
        '<a href="#fnref-1-2" data-footnote-backref="" aria-label="Back to reference 1-2" class="data-footnote-backref">↩<sup>2</sup></a></p>',
    );
  });

  const tricky =
    "a[^a] b[^a] c[^a-2] d[^注] e[^!] f[^?]\n\n[^a]: 1\n[^a-2]: 2[^a]\n[^注]: 3\n[^!]: 4\n[^?]: 5\n";

  test.each([
    ["plain", ""],
    ["with raw HTML", "\n<div>\n\nx\n\n</div>\n"],
    [
      "with raw HTML that has the same ids",
      '\n<i id="fn-a">x</i> <i id="fnref-a-2">y</i> <i id="footnote-label">z</i>\n',
    ],
  ])("have unique ids and links to the right targets (%s)", (_name, extra) => {
    const html = htmlOf(tricky + extra);
    const ids = idsOf(html);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...html.matchAll(/href="#([^"]*)"/g)].map((match) => match[1]);
    expect(links.filter((link) => !ids.includes(link!))).toEqual([]);
    // Each backlink leads to one reference, and each reference to its own footnote.
    const backs = [...html.matchAll(/href="#([^"]*)" data-footnote-backref/g)].map((match) => match[1]);
    expect(new Set(backs).size).toBe(backs.length);
    expect(backs).toHaveLength(7);
    expect(links.slice(0, 6)).toEqual(["fn-a", "fn-a", "fn-a-2", "fn-注", "fn-4", "fn-5"]);
  });

  test("of two posts can share a page", () => {
    const page = htmlOf(tricky, { footnotePrefix: "one-" }) + htmlOf(tricky, { footnotePrefix: "two-" });
    const ids = idsOf(page);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("have the same HTML with and without raw HTML in the post", () => {
    const plain = htmlOf(tricky);
    expect(htmlOf(`${tricky}\n<b>x</b>\n`).replace("<p><b>x</b></p>\n", "").replace(/\n+/g, "\n")).toBe(
      plain,
    );
  });
});
