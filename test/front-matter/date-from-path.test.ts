import { expect, test } from "vitest";
import { dateFromPath } from "../../src/front-matter/parse-date.ts";

test.each([
  ["posts/2024-05-01-queues.md", "2024-05-01"],
  ["2024_5_1_queues.md", "2024-05-01"],
  ["20240501-queues.md", "2024-05-01"],
  ["2024-05-01.md", "2024-05-01"],
  ["posts/2024-05-01-queues/index.md", "2024-05-01"],
  ["posts/2024-05-01/queues.md", "2024-05-01"],
  ["posts/2024/05/01/queues.md", "2024-05-01"],
  ["posts\\2024\\5\\1\\queues.md", "2024-05-01"],
  ["posts/2024/05/01/queues/index.md", "2024-05-01"],
  ["posts/2024/05/01/queues/index.ja.md", "2024-05-01"],
])("%s", (path, day) => {
  expect(dateFromPath(path)).toEqual(new Date(`${day}T00:00:00Z`));
});

test.each([
  "posts/queues.md",
  "posts/2024-02-30-queues.md",
  "posts/2024-13-01-queues.md",
  "posts/12345678-queues.md",
  "posts/2024/05/queues.md",
  "posts/2024/05/01/part/queues.md",
  "posts/version-2024-05-01.md",
  "2024-05-010-queues.md",
  "",
])("%j contains no date", (path) => {
  expect(dateFromPath(path)).toBeUndefined();
});
