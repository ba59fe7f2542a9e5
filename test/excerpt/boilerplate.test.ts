import { expect, test } from "vitest";
import { type Boilerplate, boilerplateOf } from "../../src/excerpt/boilerplate.ts";

test.each<[string, Boilerplate | undefined]>([
  ["Contents", "contents"],
  ["Table of contents:", "contents"],
  ["Contents of the box", undefined],
  ["Part 2 of 4", "series"],
  ["This is part 2 of 4.", "series"],
  ["This is part no. 2 of 4", "series"],
  ["This is part 2 of 4. It tells more.", undefined],
  ["This is part 2 of 4!” It tells more.", undefined],
  ["“This is part 2 of 4.”", "series"],
  ["連載「待ち行列」第2回です", "series"],
  ["連載「待ち行列」第2回です。次", undefined],
  ["This post was originally published elsewhere.", "origin"],
  ["This post was originally published elsewhere. It is about queues.", undefined],
  ["By Ada Lovelace", "byline"],
  ["Written by Ada Lovelace and Bob", "byline"],
  ["By the way", undefined],
  // A name of a hundred signs, `By ` included, and one sign more.
  [`By A${"a".repeat(96)}`, "byline"],
  [`By A${"a".repeat(97)}`, undefined],
  ["5 min read", "byline"],
  ["Photo: a queue", "caption"],
  ["Photos of queues", undefined],
  ['import A from "a"', "import"],
  ['import A from "a"; export const b = 1', "import"],
  ['import "a"', "import"],
  ['import A from "a" and more', undefined],
  ["import taxes are high", undefined],
  ['See import A from "a"', undefined],
  ["export const b = 1", "import"],
  ["exports are up", undefined],
  // Two hundred lines are read, and of one more nothing is said.
  ['import "a" '.repeat(200).trim(), "import"],
  ['import "a" '.repeat(201).trim(), undefined],
  // More than a notice holds.
  [`Photo: ${"a".repeat(179)}`, "caption"],
  [`Photo: ${"a".repeat(180)}`, undefined],
  [`This is part 2 of ${"a".repeat(140)}`, "series"],
  [`${"a ".repeat(30)}part 2 of ${"b".repeat(130)}`, "series"],
  [`${"a ".repeat(30)}part 2 of ${"b".repeat(131)}`, undefined],
  ["", undefined],
])("%s: %s", (text, kind) => {
  expect(boilerplateOf(text)).toBe(kind);
});
