import { beforeAll, expect, test } from "vitest";
import { createHighlighter, type Highlighter, highlightCode } from "../../src/highlight/index.ts";
import { parseFragment } from "./parse-fragment.ts";

let highlighter: Highlighter;

beforeAll(async () => {
  highlighter = await createHighlighter({ themes: "nord", labels: { inserted: "", deleted: "" } });
});

/** The text of each line, after the diff sign of its class names. */
async function read(diff: string): Promise<string[]> {
  const html = await highlightCode(highlighter, diff, { lang: "diff-text" });
  return [...parseFragment(html).querySelectorAll(".line")].map((line) => {
    const sign = line.matches(".diff.add") ? "+" : line.matches(".diff.remove") ? "-" : " ";
    return `${sign}|${line.textContent}`;
  });
}

test("removes the column of diff signs from all lines", async () => {
  expect(await read(" a\n-b\n+c\n\n d")).toEqual([" |a", "-|b", "+|c", " |", " |d"]);
});

test("removes only the signs when the other lines are not indented", async () => {
  expect(await read("if (x) {\n-  a\n+  b\n}")).toEqual([" |if (x) {", "-|  a", "+|  b", " |}"]);
});

test("keeps the headers of a unified diff", async () => {
  const diff = "diff --git a/x b/x\nindex 1..2\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-- old\n++ new";
  expect(await read(diff)).toEqual([
    " |diff --git a/x b/x",
    " |index 1..2",
    " |--- a/x",
    " |+++ b/x",
    " |@@ -1 +1 @@",
    "-|- old",
    "+|+ new",
  ]);
});

test("does not read a deleted SQL comment as a header", async () => {
  expect(await read("--- old\n+new")).toEqual(["-|-- old", "+|new"]);
});

test("removes a space after or before all signs", async () => {
  expect(await read("- old\n+ new\n  same")).toEqual(["-|old", "+|new", " |same"]);
  expect(await read("-   old\n+   new\n    same")).toEqual(["-|  old", "+|  new", " |  same"]);
  // The indentation of code is even.
  expect(await read("-  old\n+  new")).toEqual(["-|  old", "+|  new"]);
  expect(await read(" - old\n + new\n   same")).toEqual(["-|old", "+|new", " |same"]);
  expect(await read(" - a list\n - of context\n+- more")).toEqual([
    " |- a list",
    " |- of context",
    "+|- more",
  ]);
});
