import { expect, test } from "vitest";
import { renderHtml } from "../../src/html/render-html.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { toHast } from "../../src/markdown/to-hast.ts";

const render = (text: string): string => renderHtml(toHast(parseMarkdown(text))).trim();
const alert = (kind: string, label: string, body: string): string =>
  `<div class="markdown-alert markdown-alert-${kind}" role="note">\n<p class="markdown-alert-title">${label}</p>\n${body}\n</div>`;

test.each([
  ["NOTE", "note", "Note"],
  ["TIP", "tip", "Tip"],
  ["IMPORTANT", "important", "Important"],
  ["WARNING", "warning", "Warning"],
  ["CAUTION", "caution", "Caution"],
  ["note", "note", "Note"],
])("[!%s]", (marker, kind, label) => {
  expect(render(`> [!${marker}]\n> a *b*\n> c`)).toBe(alert(kind, label, "<p>a <em>b</em>\nc</p>"));
});

test.each([
  ["> [!NOTE]  \n> a", alert("note", "Note", "<p>a</p>")],
  ["> [!NOTE]\n>\n> a", alert("note", "Note", "<p>a</p>")],
  ["> [!NOTE]\n> - a", alert("note", "Note", "<ul>\n<li>a</li>\n</ul>")],
  ["> [!NOTE]\n> *a*", alert("note", "Note", "<p><em>a</em></p>")],
  ["- > [!NOTE]\n  > a", `<ul>\n<li>\n${alert("note", "Note", "<p>a</p>")}\n</li>\n</ul>`],
  ["> [!NOTE]\r\n> a", alert("note", "Note", "<p>a</p>")],
])("%j is an alert", (text, expected) => {
  expect(render(text)).toBe(expected);
});

test.each([
  "> [!NOTE]",
  "> [!NOTE] a\n> b",
  "> [!NOTE]*a*",
  "> \\[!NOTE]\n> a",
  "> [!FOO]\n> a",
  "> a\n> [!NOTE]",
  "[!NOTE]\na",
  "> [!NOTE]\n> a\n\n[!note]: b",
])("%j is not an alert", (text) => {
  expect(render(text)).not.toContain("markdown-alert");
});

test("the label is marked so that excerpts and plain text can omit it", () => {
  expect(parseMarkdown("> [!TIP]\n> a").children[0]).toMatchObject({
    type: "blockquote",
    data: { galley: "alert" },
    children: [{ data: { galley: "alert-title" } }, { children: [{ value: "a" }] }],
  });
});

test("a plugin sees the quote as the author wrote it", () => {
  let seen = "";
  const plugin = () => (tree: unknown) => void (seen = JSON.stringify(tree));
  parseMarkdown("> [!TIP]\n> a", { remarkPlugins: [plugin] });
  expect(seen).toContain("[!TIP]");
});
