import { expect, test } from "vitest";
import { partFromPath } from "../../src/collection/part-from-path.ts";

test.each([
  ["posts/tool-from-scratch-part-3.md", 3, "keyword"],
  ["posts/tool-part-3-rethinking.md", 3, "keyword"],
  ["posts/2026-03-02-part3.mdx", 3, "keyword"],
  ["posts/tool_pt_2.md", 2, "keyword"],
  ["posts/tool-part-two.md", 2, "keyword"],
  ["posts/tool-part-iv.md", 4, "keyword"],
  ["posts/werkzeug-teil-2.md", 2, "keyword"],
  ["posts/tool/part-3/index.md", 3, "keyword"],
  ["posts\\tool\\part-3\\index.md", 3, "keyword"],
  ["posts/01-intro.md", 1, "zero-led"],
  ["posts/00-why.md", 0, "zero-led"],
  ["posts/2026-03-02-03-foo.md", 3, "zero-led"],
  ["posts/10-reasons.md", 10, "bare"],
])("%s", (path, part, kind) => {
  expect(partFromPath(path)).toEqual({ part, kind });
});

test.each([
  "posts/queues.md",
  "posts/vue-3.md",
  "posts/2026-03-02-queues.md",
  "posts/20260302-queues.md",
  "posts/partition-3.md",
  "posts/part-1.5.md",
  "posts/apart-3.md",
  "posts/part-of-it.md",
  "",
])("%s has none", (path) => {
  expect(partFromPath(path)).toBeUndefined();
});
