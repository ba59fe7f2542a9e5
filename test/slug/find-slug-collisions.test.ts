import { expect, test } from "vitest";
import { findSlugCollisions } from "../../src/slug/find-slug-collisions.ts";

const slugs = (...all: string[]) => all.map((slug, index) => ({ slug, path: `${index}.md` }));

test("findSlugCollisions reports each post after the first, with both files", () => {
  const messages = findSlugCollisions(slugs("a", "b", "a", "a"));
  expect(messages.map(({ file, reason }) => [file, reason])).toEqual([
    ["2.md", '2.md and 0.md have the same slug, "a"'],
    ["3.md", '3.md and 0.md have the same slug, "a"'],
  ]);
  expect(messages[0]).toMatchObject({ ruleId: "slug-collision", fatal: false, actual: "a" });
});

test.each([
  ["Queues", "queues"],
  ["é", "e\u0301"],
  ["straße", "STRASSE"],
  ["λόγος", "ΛΌΓΟΣ"],
])("%j and %j are the same file on some systems", (a, b) => {
  expect(findSlugCollisions(slugs(a, b))).toHaveLength(1);
});

test.each([
  ["a", "b"],
  ["cafe", "café"],
  ["c", "c-plus-plus"],
])("%j and %j do not collide", (a, b) => {
  expect(findSlugCollisions(slugs(a, b))).toEqual([]);
});

test("findSlugCollisions works without paths and without posts", () => {
  expect(findSlugCollisions([{ slug: "a" }, { slug: "a" }])[0]?.reason).toBe(
    'One post and another have the same slug, "a"',
  );
  expect(findSlugCollisions([])).toEqual([]);
});
