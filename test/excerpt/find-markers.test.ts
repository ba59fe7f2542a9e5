import { describe, expect, test } from "vitest";
import {
  beforeMarker,
  findMarkers,
  foldMarker,
  type Marker,
  someAfterMarker,
} from "../../src/excerpt/find-markers.ts";
import type { TreeNode } from "../../src/excerpt/tree-node.ts";

const names = new Set(["more"]);
const text = (value: string): TreeNode => ({ type: "text", value });
const html = (value: string): TreeNode => ({ type: "html", value });
const node = (type: string, ...children: TreeNode[]): TreeNode => ({ type, children });
const root = (...children: TreeNode[]): TreeNode => node("root", ...children);
const found = (...children: TreeNode[]): string[] =>
  findMarkers(root(...children), names).map(({ spelling }) => spelling);

describe("the name of a marker", () => {
  test.each([
    ["more", "more"],
    [" Read-More ", "readmore"],
    ["read_more\tnow", "readmorenow"],
    ["<!-- more -->", "more"],
    ["a <!-- b", "a<!b"],
    ["a --> b", "a>b"],
    ["{/* more */}", "more"],
    ["{ /* more */ }", "more"],
    ["/* more */", "more"],
    ["a /* b", "a/*b"],
    ["a */ b", "a*/b"],
  ])("%j is %j", (written, name) => {
    expect(foldMarker(written)).toBe(name);
  });
});

describe("findMarkers", () => {
  test.each<[string, TreeNode, string[]]>([
    ["raw HTML of Markdown", html("<!-- more -->"), ["<!-- more -->"]],
    ["raw HTML of a plugin", { type: "raw", value: "<!-- more -->" }, ["<!-- more -->"]],
    ["raw HTML without a value", { type: "html" }, []],
    ["two in one", html("<!-- more --> a <!--MORE-->"), ["<!-- more -->", "<!--MORE-->"]],
    ["three in one", html("<!--more--><!--more--><!--more-->"), ["<!--more-->", "<!--more-->"]],
    ["another comment", html("<!-- no more -->"), []],
    ["a comment", { type: "comment", value: " more " }, ["<!-- more -->"]],
    ["a comment of MDX", { type: "mdxTextExpression", value: "/* more */" }, ["{/* more */}"]],
    [
      "a comment of MDX, over lines",
      { type: "mdxFlowExpression", value: " /*\nmore\n*/ " },
      ["{ /*\nmore\n*/ }"],
    ],
    ["an expression of MDX", { type: "mdxFlowExpression", value: "more" }, []],
    ["an expression beside the comment", { type: "mdxFlowExpression", value: "a /* more */" }, []],
    ["an expression behind the comment", { type: "mdxFlowExpression", value: "/* more */ a" }, []],
    ["a node of another kind", { type: "code", value: "<!-- more -->" }, []],
    ["a paragraph", node("paragraph", text("{/* more */}")), ["{/* more */}"]],
    ["a paragraph with space", node("paragraph", text(" { /*more*/ }\n")), ["{ /*more*/ }"]],
    [
      "an emphasis",
      node("paragraph", text("{/"), node("emphasis", text("more")), text("/}")),
      ["{/*more*/}"],
    ],
    ["a longer paragraph", node("paragraph", text("{/* more */} a")), []],
    ["a paragraph that begins otherwise", node("paragraph", text("a {/* more */}")), []],
    ["a paragraph that begins in code", node("paragraph", { type: "inlineCode", value: "{/* more */}" }), []],
    [
      "a paragraph of four parts",
      node("paragraph", text("{/"), node("emphasis", text("more")), text("/}"), text("")),
      [],
    ],
    [
      "an emphasis of two parts",
      node("paragraph", text("{/"), node("emphasis", text("more"), text("")), text("/}")),
      [],
    ],
    ["an emphasis that ends it", node("paragraph", text("{/"), node("emphasis", text("more"))), []],
    ["an empty paragraph", node("paragraph"), []],
    ["a quotation of such a paragraph", node("blockquote", node("paragraph", text("{/* more */}"))), []],
    ["a heading", node("heading", text("{/* more */}")), []],
    ["a name of 200 signs", html(`<!--${" ".repeat(196)}more-->`), [`<!--${" ".repeat(196)}more-->`]],
    ["a name of 201 signs", html(`<!--${" ".repeat(197)}more-->`), []],
    ["a note", node("footnoteDefinition", node("paragraph", html("<!-- more -->"))), []],
    ["a list", node("list", node("listItem", html("<!-- more -->"))), ["<!-- more -->"]],
  ])("in %s", (_, tree, expected) => {
    expect(found(tree)).toEqual(expected);
  });

  test("finds nothing when there is no name, and the first two in order", () => {
    expect(findMarkers(root(html("<!-- more -->")), new Set())).toEqual([]);
    expect(found(html("<!--more-->"), node("list", html("<!--More-->")), html("<!--MORE-->"))).toEqual([
      "<!--more-->",
      "<!--More-->",
    ]);
  });

  test("tells the place", () => {
    const at = (line: number, column: number): Pick<TreeNode, "position"> => ({
      position: { start: { line, column }, end: { line, column } },
    });
    const placeOf = (tree: TreeNode): unknown => findMarkers(root(tree), names)[0]?.place;
    expect(placeOf({ ...html("<!--more-->"), ...at(3, 5) })).toEqual({ line: 3, column: 5 });
    // `ab ` before it: three columns on. `ab`, a new line, `c`: the next line, second column.
    expect(placeOf({ ...html("ab <!--more-->"), ...at(3, 5) })).toEqual({ line: 3, column: 8 });
    expect(placeOf({ ...html("ab\nc<!--more-->"), ...at(3, 5) })).toEqual({ line: 4, column: 2 });
    expect(placeOf({ type: "comment", value: "more", ...at(3, 5) })).toEqual({ line: 3, column: 5 });
    expect(placeOf({ ...node("paragraph", text("{/* more */}")), ...at(3, 5) })).toEqual({
      line: 3,
      column: 5,
    });
    expect("place" in (findMarkers(root(html("<!--more-->")), names)[0] as Marker)).toBe(false);
    expect("place" in (findMarkers(root({ type: "comment", value: "more" }), names)[0] as Marker)).toBe(
      false,
    );
  });
});

describe("what stands before a marker", () => {
  const before = (...children: TreeNode[]): TreeNode =>
    beforeMarker(findMarkers(root(...children), names)[0] as Marker);
  const marker = html("<!--more-->");

  test.each<[TreeNode[], TreeNode[]]>([
    [[node("paragraph"), marker, node("code")], [node("paragraph")]],
    [[marker], []],
    [[html("<b>a</b> <!--more--> c")], [html("<b>a</b> ")]],
    [[html("\n <!--more-->")], []],
    [[node("paragraph", text("a "), marker, text("b")), node("code")], [node("paragraph", text("a"))]],
    [[node("paragraph", text("a"), text(" "), marker)], [node("paragraph", text("a"))]],
    [[node("paragraph", text("a"), { type: "break" }, marker)], [node("paragraph", text("a"))]],
    [[node("paragraph", node("emphasis"), text("\n"), marker)], [node("paragraph", node("emphasis"))]],
    // A parent that nothing is left of goes too.
    [[node("code"), node("paragraph", text(" "), marker)], [node("code")]],
    [
      [node("list", node("listItem", text("a")), node("listItem", text("b"), marker), node("listItem"))],
      [node("list", node("listItem", text("a")), node("listItem", text("b")))],
    ],
    [
      [node("list", node("listItem", text("a")), node("listItem", marker))],
      [node("list", node("listItem", text("a")))],
    ],
    [[{ type: "comment", value: "more" }, text("b")], []],
  ])("%j: %j", (children, expected) => {
    expect(before(...children).children).toEqual(expected);
  });

  test("what follows it is visited, and nothing else", () => {
    const visited = (...children: TreeNode[]): TreeNode[] => {
      const seen: TreeNode[] = [];
      someAfterMarker(findMarkers(root(...children), names)[0] as Marker, (visit) => {
        seen.push(visit);
        return false;
      });
      return seen;
    };
    expect(visited(text("a"), marker)).toEqual([]);
    expect(visited(text("a"), marker, text("b"), text("c"))).toEqual([text("b"), text("c")]);
    expect(visited(html("a<!--more-->b"), text("c"))).toEqual([html("b"), text("c")]);
    // From the root down, behind each parent.
    expect(visited(node("paragraph", text("a"), marker, text("b")), text("c"))).toEqual([
      text("c"),
      text("b"),
    ]);
  });

  test("the visit ends at the first that passes", () => {
    const first = findMarkers(root(html("<!--more-->b"), text("c")), names)[0] as Marker;
    let visits = 0;
    const passes = (): boolean => {
      visits++;
      return true;
    };
    expect(someAfterMarker(first, passes)).toBe(true);
    expect(visits).toBe(1);
    expect(someAfterMarker(first, ({ value }) => value === "c")).toBe(true);
    expect(someAfterMarker(first, ({ value }) => value === "d")).toBe(false);
  });
});
