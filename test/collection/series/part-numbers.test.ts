import { describe, expect, test } from "vitest";
import { orderSeries } from "../../../src/collection/series/order-series.ts";

/** The part number of a post from its file name. */
function partOf(path: string, ...others: string[]): number | undefined {
  const posts = [path, ...others].map((path, index) => ({ slug: `p${index}`, path, series: "S" }));
  const [series] = orderSeries(posts);
  return series?.parts.find(({ post }) => post.slug === "p0")?.part;
}

describe("part numbers in file names", () => {
  test.each([
    ["posts/tool-from-scratch-part-3.md", 3],
    ["posts/tool-part-3-rethinking.md", 3],
    ["posts/2026-03-02-part3.mdx", 3],
    ["posts/tool_pt_2.md", 2],
    ["posts/tool-part-two.md", 2],
    ["posts/tool-part-iv.md", 4],
    ["posts/werkzeug-teil-2.md", 2],
    ["posts/tool/part-3/index.md", 3],
    ["posts\\tool\\part-3\\index.md", 3],
    ["posts/01-intro.md", 1],
    ["posts/00-why.md", 0],
    ["posts/2026-03-02-03-foo.md", 3],
  ])("%s is part %s", (path, part) => {
    expect(partOf(path)).toBe(part);
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
  ])("%s has no part number", (path) => {
    expect(partOf(path)).toBeUndefined();
    expect(partOf(path, "posts/01-other.md")).toBeUndefined();
  });

  test("a number without a leading zero counts only if another file has one", () => {
    expect(partOf("posts/10-reasons.md")).toBeUndefined();
    expect(partOf("posts/10-reasons.md", "posts/11-more.md")).toBeUndefined();
    expect(partOf("posts/10-reasons.md", "posts/09-more.md")).toBe(10);
  });
});
