import type { Element, Nodes } from "hast";
import { describe, expect, test } from "vitest";
import { parseHtml } from "../../src/html/parse-html.ts";
import { roleOf } from "../../src/html/roles.ts";

/** The role of the first element. */
function roleIn(html: string) {
  const [first] = parseHtml(html).children;
  return roleOf(first!);
}

describe("the role of an element", () => {
  test.each([
    ["<p>x</p>", "paragraph"],
    ["<menu><li>x</menu>", "list"],
    ["<h6>x</h6>", "heading"],
    ["<xmp>x</xmp>", "code"],
    ["<figcaption>x</figcaption>", "title"],
    ["<details>x</details>", "aside"],
    ["<b>x</b>", "inline"],
    ["<x-y>x</x-y>", "inline"],
    ["text", "text"],
    ["<!-- x -->", "comment"],
    // Footnote references of several Markdown processors.
    ["<a data-footnote-ref>1</a>", "note-mark"],
    ["<a data-footnote-backref>1</a>", "note-mark"],
    ['<a role="doc-noteref">1</a>', "note-mark"],
    ['<a role="doc-backlink">1</a>', "note-mark"],
    ['<a class="footnote-ref">1</a>', "note-mark"],
    ['<sup class="footnote">1</sup>', "note-mark"],
    ['<span class="footnote-ref">1</span>', "inline"],
    ['<sup id="fnref:1"><a href="x">1</a></sup>', "note-mark"],
    ['<sup id="user-content-fnref-1">1</sup>', "note-mark"],
    ['<sup id="a-fnref">1</sup>', "inline"],
    ['<sup><a href="#fn1">1</a></sup>', "note-mark"],
    ['<sup> <a href="#_ftn1">1</a> </sup>', "note-mark"],
    ['<sup><a href="#user-content-cite">1</a></sup>', "note-mark"],
    ['<sup><a href="#ref1">1</a></sup>', "note-mark"],
    ['<sup><a data-footnote-ref href="#x">1</a></sup>', "note-mark"],
    ['<sup><a href="#reference">1</a></sup>', "inline"],
    ['<sup><a href="/#fn1">1</a></sup>', "inline"],
    ['<sup><b href="#fn1">1</b></sup>', "inline"],
    ['<sup><a href="#fn1">1</a>, <a href="#fn2">2</a></sup>', "inline"],
    ["<sup>2</sup>", "inline"],
    ["<sup></sup>", "inline"],
    ["<sup><!-- a --></sup>", "inline"],
    ['<sup class="x"><a href="#fn1">1</a></sup>', "note-mark"],
    ['<p><a href="#fn1">1</a></p>', "paragraph"],
    ['<p class="x"><a href="#fn1">1</a></p>', "paragraph"],
    ['<li id="fnref:1">x</li>', "item"],
    ['<p class="footnote">x</p>', "paragraph"],
    ['<sup class="footnotes">1</sup>', "inline"],
    // Footnotes.
    ["<section data-footnotes>x</section>", "notes"],
    ['<section role="doc-endnotes">x</section>', "notes"],
    ['<div class="footnotes">x</div>', "notes"],
    ['<div class="footnote-definition">x</div>', "notes"],
    // Elements around a post.
    ['<div class="table-of-contents">x</div>', "aside"],
    ['<div class="share-buttons">x</div>', "aside"],
    ['<blockquote class="twitter-tweet">x</blockquote>', "aside"],
    ['<div class="related-posts">x</div>', "aside"],
    ['<div class="not-related-posts">x</div>', "container"],
    ['<p class="visually-hidden">x</p>', "hidden"],
    ["<p hidden>x</p>", "hidden"],
    ["<p aria-hidden='true'>x</p>", "hidden"],
    ["<p aria-hidden='false'>x</p>", "paragraph"],
    ["<svg aria-hidden='true'></svg>", "media"],
    // Formulas, code and callouts.
    ['<span class="katex-display">x</span>', "code"],
    ['<span class="katex">x</span>', "formula"],
    ['<span class="MathJax">x</span>', "formula"],
    ['<figure class="highlight">x</figure>', "code"],
    ['<div class="highlight">x</div>', "container"],
    ['<div class="x">x</div>', "container"],
    ['<b class="x">x</b>', "inline"],
    ['<div class="admonition">x</div>', "quote"],
    ['<p class="admonition-title">x</p>', "title"],
    ['<p class="wp-caption-text">x</p>', "title"],
    ['<p class="a callout-title">x</p>', "title"],
    ['<p role="note">x</p>', "paragraph"],
  ] as const)("%s has the role %s", (html, role) => {
    expect(roleIn(html)).toBe(role);
  });

  test.each<[object, string]>([
    [{ hidden: null }, "paragraph"],
    [{ hidden: false }, "paragraph"],
    [{ hidden: true }, "hidden"],
    [{ hidden: "" }, "hidden"],
    [{ dataFootnotes: false }, "paragraph"],
    [{ ariaHidden: true }, "hidden"],
    [{ className: "a sr-only" }, "hidden"],
    [{ className: ["sr-only"] }, "hidden"],
    [{ className: 1 }, "paragraph"],
  ])("a paragraph with the properties %j, set by a plugin", (properties, role) => {
    const element = { type: "element", tagName: "p", properties, children: [] } as Element;
    expect(roleOf(element)).toBe(role);
  });

  test("other nodes", () => {
    const nodes = [
      { type: "root", children: [] },
      { type: "doctype" },
      { type: "raw", value: "<b>" },
    ] as Nodes[];
    expect(nodes.map(roleOf)).toEqual(["container", "hidden", "hidden"]);
  });
});
