import { expect, test } from "vitest";
import { readDiff } from "../../src/highlight/read-diff.ts";

test("a whole column comes off", () => {
  expect(readDiff(" a\n-b\n+c\n\n d")).toEqual({ code: "a\nb\nc\n\nd", inserted: [2], deleted: [1] });
});

test("where there is no column only the signs come off", () => {
  expect(readDiff("if (x) {\n-  a\n+  b\n}")).toEqual({
    code: "if (x) {\n  a\n  b\n}",
    inserted: [2],
    deleted: [1],
  });
});

test("headers of a unified diff stay", () => {
  const diff = "diff --git a/x b/x\nindex 1..2\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-- old\n++ new";
  expect(readDiff(diff)).toEqual({
    code: "diff --git a/x b/x\nindex 1..2\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n- old\n+ new",
    inserted: [6],
    deleted: [5],
  });
});

test("a deleted comment of SQL is no header", () => {
  expect(readDiff("--- old\n+new")).toEqual({ code: "-- old\nnew", inserted: [1], deleted: [0] });
});
