import { describe, expect, test } from "vitest";
import { type Role, roleOf } from "../../src/excerpt/role-of.ts";
import type { TreeNode } from "../../src/excerpt/tree-node.ts";

function element(tagName: string, properties: object = {}, children: TreeNode[] = []): TreeNode {
  return { type: "element", tagName, properties: properties as Record<string, unknown>, children };
}

const text = (value: string): TreeNode => ({ type: "text", value });
const classed = (tagName: string, ...className: string[]): TreeNode => element(tagName, { className });

describe("the role of a node", () => {
  test.each<[TreeNode, Role]>([
    [{ type: "paragraph" }, "paragraph"],
    [{ type: "blockquote" }, "quote"],
    [{ type: "leafDirective" }, "aside"],
    [{ type: "definition" }, "hidden"],
    [{ type: "emphasis" }, "inline"],
    // Names of what every object has are no roles.
    [{ type: "constructor" }, "inline"],
    [{ type: "toString" }, "inline"],
    [element("constructor"), "inline"],
    // Without a name of its own an element is what its type says.
    [{ type: "element" }, "inline"],
    [element("p"), "paragraph"],
    [element("em"), "inline"],
    [element("dd"), "item"],
    [element("hgroup"), "heading"],
    [element("section"), "container"],
    [element("dialog"), "aside"],
    [element("picture"), "media"],
    [element("noscript"), "hidden"],
    [element("figcaption"), "title"],
  ])("%j is %s", (node, role) => {
    expect(roleOf(node)).toBe(role);
  });

  test.each<[string, TreeNode, Role]>([
    ["its data", element("a", { dataFootnoteRef: "" }), "note-mark"],
    ["its role", element("a", { role: "doc-noteref" }), "note-mark"],
    ["the data of a way back", element("a", { dataFootnoteBackref: "" }), "note-mark"],
    ["the role of a way back", element("a", { role: "doc-backlink" }), "note-mark"],
    ["another role", element("a", { role: "link" }), "inline"],
    ["the data of the notes", element("section", { dataFootnotes: "" }), "notes"],
    ["the role of the notes", element("section", { role: "doc-endnotes" }), "notes"],
    ["another role of a section", element("section", { role: "doc-chapter" }), "container"],
    ["a class of a link", classed("a", "wide", "footnote-ref"), "note-mark"],
    ["a class of a raised sign", classed("sup", "footnoteref"), "note-mark"],
    ["that class on anything else", classed("b", "footnote-ref"), "inline"],
    ["a class that only begins so", classed("a", "footnote-reference-list"), "inline"],
    ["the class of the notes", classed("div", "wide", "footnotes"), "notes"],
    ["the class of the notes on a raised sign", classed("sup", "footnotes"), "inline"],
    ["a class that only ends so", classed("div", "no-footnotes"), "container"],
  ])("a note is known by %s", (_, node, role) => {
    expect(roleOf(node)).toBe(role);
  });

  test.each<[string, TreeNode, boolean]>([
    ["an id", element("sup", { id: "fnref:1" }), true],
    ["GitHub's id", element("sup", { id: "user-content-fnref-1" }), true],
    ["another id", element("sup", { id: "see-fnref" }), false],
    ["an id that is no text", element("sup", { id: 1 }), false],
    ["a link to a note", element("sup", {}, [element("a", { href: "#fn1" }, [text("1")])]), true],
    [
      "a link to a note, white space around it",
      element("sup", {}, [text(" "), element("a", { href: "#footnote-1" }), text("\n")]),
      true,
    ],
    ["a link to GitHub's note", element("sup", {}, [element("a", { href: "#user-content-fn-1" })]), true],
    ["a link to a source", element("sup", {}, [element("a", { href: "#cite-1" })]), true],
    ["a link with the data of one", element("sup", {}, [element("a", { dataFootnoteRef: true })]), true],
    ["a link to elsewhere", element("sup", {}, [element("a", { href: "#more" })]), false],
    ["a link to another page", element("sup", {}, [element("a", { href: "/x#fn1" })]), false],
    ["a link without an address", element("sup", {}, [element("a")]), false],
    ["an element that is no link", element("sup", {}, [element("b", { href: "#fn1" })]), false],
    ["words beside the link", element("sup", {}, [text("see "), element("a", { href: "#fn1" })]), false],
    [
      "two links",
      element("sup", {}, [element("a", { href: "#fn1" }), element("a", { href: "#fn2" })]),
      false,
    ],
    ["nothing", element("sup"), false],
    ["a link to a note, but not raised", element("sub", {}, [element("a", { href: "#fn1" })]), false],
  ])("a raised sign is a note by %s: %#", (_, node, isMark) => {
    expect(roleOf(node)).toBe(isMark ? "note-mark" : "inline");
  });

  test.each<[TreeNode, Role]>([
    [classed("p", "admonition-title"), "title"],
    [classed("div", "wide", "Admonition-Heading-3x"), "title"],
    [classed("p", "my-admonition-title"), "paragraph"],
    [classed("p", "admonition-titles"), "paragraph"],
    [classed("div", "wide", "toc"), "aside"],
    [classed("ul", "Table-Of-Contents"), "aside"],
    [classed("ul", "toc-free"), "list"],
    [classed("ul", "no-toc"), "list"],
    [classed("span", "a", "sr-only"), "hidden"],
    [classed("span", "not-sr-only"), "inline"],
    [classed("span", "sr-only-focusable"), "inline"],
    [classed("blockquote", "a", "twitter-tweet"), "aside"],
    [classed("blockquote", "twitter-tweets"), "quote"],
    [classed("blockquote", "my-twitter-tweet"), "quote"],
    [classed("span", "katex"), "formula"],
    [classed("span", "MathJax"), "formula"],
    [classed("span", "katex-display"), "code"],
    [classed("figure", "js", "highlight"), "code"],
    [classed("figure", "highlights"), "container"],
    [classed("figure", "no-highlight"), "container"],
    [classed("div", "highlight"), "container"],
    [classed("div", "a", "admonition"), "quote"],
    [classed("div", "admonitions"), "container"],
    [classed("div", "no-alert"), "container"],
    [classed("div", "alert"), "quote"],
    // One text with several classes, as some makers of trees have it.
    [element("div", { className: "wide  callout" }), "quote"],
    [element("div", { className: 7 }), "container"],
    // What a plugin says of the element that a node of Markdown will become.
    [{ type: "paragraph", data: { hProperties: { className: ["callout-title"] } } }, "title"],
    [{ type: "containerDirective", data: { hProperties: { className: "callout-title" } } }, "title"],
  ])("by its classes %j is %s", (node, role) => {
    expect(roleOf(node)).toBe(role);
  });

  test.each<[TreeNode, Role]>([
    [element("p", { hidden: true }), "hidden"],
    [element("p", { hidden: "until-found" }), "hidden"],
    [element("p", { hidden: false }), "paragraph"],
    [element("p", { ariaHidden: "true" }), "hidden"],
    [element("p", { ariaHidden: true }), "hidden"],
    [element("p", { ariaHidden: "false" }), "paragraph"],
    // A drawing is hidden from a reader by voice only.
    [element("svg", { ariaHidden: "true" }), "media"],
  ])("%j is %s, since it is shown or not", (node, role) => {
    expect(roleOf(node)).toBe(role);
  });
});
