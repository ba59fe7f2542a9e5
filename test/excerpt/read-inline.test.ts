import { describe, expect, test } from "vitest";
import { formulaSource, readInline } from "../../src/excerpt/read-inline.ts";
import type { TreeNode } from "../../src/excerpt/tree-node.ts";

const text = (value: string): TreeNode => ({ type: "text", value });
const html = (value: string): TreeNode => ({ type: "html", value });
const node = (type: string, ...children: TreeNode[]): TreeNode => ({ type, children });
const element = (tagName: string, ...children: TreeNode[]): TreeNode => ({
  type: "element",
  tagName,
  properties: {},
  children,
});
const code: TreeNode = { type: "inlineCode", value: "b" };
const image = (alt?: string): TreeNode => ({
  type: "image",
  url: "a.png",
  ...(alt !== undefined && { alt }),
});

const read = (nodes: TreeNode[], budget = 1000, alt = false): ReturnType<typeof readInline> =>
  readInline(node("paragraph", ...nodes), budget, alt);

describe("the text of a paragraph", () => {
  test.each<[TreeNode[], string]>([
    [[text("a "), node("emphasis", text("b"), node("strong", text("c"))), text(" d")], "a bc d"],
    [[text("a"), { type: "break" }, text("b")], "a b"],
    [[text("a "), code], "a b"],
    [[text("a "), element("code", text("b"), element("b", text("c")), text("d"))], "a bcd"],
    [[text("a"), image("b"), text("c")], "ac"],
    [[text("10"), { type: "textDirective", name: "30", children: [text("b")] }], "10:30b"],
    [[text("a "), { type: "textDirective", children: [text("b")] }], "a :b"],
    [
      [
        text("a "),
        { type: "textDirective", name: "abbr", data: { hName: "abbr" }, children: [text("b"), text("c")] },
      ],
      "a bc",
    ],
    // Notes and comments say nothing here.
    [[text("a"), { type: "footnoteReference", identifier: "x" }, text("b")], "ab"],
    [[text("a"), { type: "comment", value: "x" }, text("b")], "ab"],
    // Blocks within a line are apart.
    [[text("a"), element("p", text("b")), element("p", text("c"))], "a b c"],
    [[element("li", text("a")), element("div", text("b"))], "a b"],
  ])("%j reads %j", (nodes, expected) => {
    expect(read(nodes).text).toBe(expected);
    expect(readInline(nodes, 1000).text).toBe(expected);
  });

  test.each<[TreeNode[], string]>([
    [[text("a"), html("<br>"), text("b")], "a b"],
    [[text("a"), html("<BR/>"), text("b")], "a b"],
    [[text("a"), html("<break>"), text("b")], "ab"],
    [[text("a"), html("<b>"), text("b"), html("</b>"), text("c")], "abc"],
    [[text("a"), html("<script>"), text("b"), html("</script>"), text("c")], "ac"],
    [[text("a"), html("<SCRIPT>"), text("b"), html("</Script>"), text("c")], "ac"],
    [[text("a"), html("<script>"), text("b"), html("</style>"), text("c")], "a"],
    // Within what is hidden, a tag does nothing.
    [[text("a"), html("<script>"), html("<br>"), html("<style>"), html("</script>"), text("c")], "ac"],
    [[text("a"), html("<scripts>"), text("b"), html("</scripts>")], "ab"],
    [[text("a"), html("<svg-x>"), text("b")], "ab"],
    [[text("a"), html("<svg>"), code, html("</svg>"), text("c")], "ac"],
    [[text("a"), { type: "html" }, text("b")], "ab"],
  ])("raw tags: %j reads %j", (nodes, expected) => {
    expect(read(nodes).text).toBe(expected);
  });

  test.each<[TreeNode[], boolean]>([
    [[text("a")], false],
    [[image("b")], true],
    [[element("img")], true],
    [[html("<img src=a>")], true],
    [[html("<VIDEO>")], true],
    [[html("<image>")], false],
    [[html("<img-x>")], false],
    [[html("<br>")], false],
    [[html("<script>"), html("<img>"), html("</script>")], false],
  ])("%j holds media: %s", (nodes, media) => {
    expect(read(nodes).media).toBe(media);
  });

  test("images give their alternative text when that is wanted", () => {
    expect(read([text("a "), image("b")], 1000, true).text).toBe("a b");
    expect(read([text("a "), image()], 1000, true).text).toBe("a");
    const img: TreeNode = { type: "element", tagName: "img", properties: { alt: "b" }, children: [] };
    expect(read([text("a "), img], 1000, true).text).toBe("a b");
    expect(read([text("a "), element("img")], 1000, true).text).toBe("a");
    expect(read([text("a "), img]).text).toBe("a");
    expect(readInline([image("b")], 1000).text).toBe("");
  });

  test.each<[TreeNode[], boolean]>([
    [[node("emphasis", text("a"))], true],
    [[element("em", text("a")), text(" \n"), element("small", text("b"))], true],
    [[node("emphasis", node("strong", text("a")))], true],
    [[node("strong", text("a"))], false],
    [[node("emphasis", text("a")), text(".")], false],
    [[node("emphasis", code)], false],
    [[node("emphasis", text("a")), image("b")], true],
    [[node("emphasis", text("a")), { type: "textDirective", name: "b" }], false],
  ])("%j is emphasised: %s", (nodes, emphasised) => {
    expect(read(nodes).emphasised).toBe(emphasised);
  });

  test("alternative text is not emphasised, and no link", () => {
    expect(read([node("emphasis", text("a")), image("b")], 1000, true).emphasised).toBe(false);
    const link = node("link", text("a"));
    expect(read([link, image("b")], 1000, true).linked).toBe(false);
    expect(read([link, image("b")], 1000, false).linked).toBe(true);
    expect(read([node("link", text("a"), image("b"))], 1000, true).linked).toBe(true);
  });

  test.each<[TreeNode[], boolean]>([
    [[node("link", text("a"))], true],
    [[node("link", text("a")), text(" | "), element("a", text("b"))], true],
    [[node("linkReference", node("emphasis", text("a")))], true],
    [[node("link", text("a")), text(" b")], false],
    [[node("link", text("a")), text(" 1")], false],
    [[node("link", text("a")), text(" 🎉")], false],
    [[node("link", text("a")), code], false],
    [[node("link", text("a"), code)], true],
    // No link with words, so not linked.
    [[text("|")], false],
    [[node("link", code)], false],
    [[], false],
  ])("%j is linked: %s", (nodes, linked) => {
    expect(read(nodes).linked).toBe(linked);
  });

  test("reading stops behind the budget", () => {
    const three = [text("aaa"), text("bbb"), text("ccc")];
    expect(read(three, 9)).toMatchObject({ text: "aaabbbccc", cut: false });
    // Six signs are no more than the budget yet, nine are.
    expect(read(three, 6)).toMatchObject({ text: "aaabbbccc", cut: false });
    expect(read(three, 5)).toMatchObject({ text: "aaabbb", cut: true });
    expect(read(three, 3)).toMatchObject({ text: "aaabbb", cut: true });
    // Of one long text, one sign more than the budget is taken: it shows that there is more.
    expect(read([text("abcdef")], 4).text).toBe("abcde");
    expect(read([text("abcd")], 4).text).toBe("abcd");
  });

  test("code keeps its braces, a shortcode around code is told", () => {
    expect(read([text("a "), { type: "inlineCode", value: "{{ b }}" }, text(" {{ c }}")]).text).toBe(
      "a {{ b }}",
    );
    expect(read([text("a {% highlight %}")]).opens).toBe("highlight");
    expect("opens" in read([text("a")])).toBe(false);
  });
});

describe("a formula", () => {
  test("is its TeX, else what can be read", () => {
    expect(formulaSource({ type: "inlineMath", value: "x^2" })).toBe("x^2");
    const annotation = element("annotation", text(" x"), text("^2 "));
    expect(formulaSource(element("math", element("mi", text("x")), annotation))).toBe("x^2");
    expect(
      formulaSource(element("math", text(" "), element("mi", text("x")), element("mn", text("2")))),
    ).toBe("x2");
    expect(formulaSource({ type: "element", tagName: "math" })).toBe("");
  });
});
