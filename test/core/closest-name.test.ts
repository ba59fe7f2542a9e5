import { expect, test } from "vitest";
import { closestName, editDistance } from "../../src/core/closest-name.ts";

test.each([
  ["", "", 0],
  ["", "abc", 3],
  ["abc", "", 3],
  ["abc", "abc", 0],
  ["abc", "abd", 1],
  ["abc", "bc", 1],
  ["abc", "abcd", 1],
  // Adjacent letters that were swapped count as one mistake, letters further apart as two.
  ["ab", "ba", 1],
  ["abcd", "acbd", 1],
  ["abc", "cba", 2],
  ["abxy", "bayx", 2],
  ["axb", "bxa", 2],
  ["kitten", "sitting", 3],
])("the distance from %j to %j is %j", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test.each([
  ["titel", ["date", "title"], "title"],
  ["dat", ["tags", "date"], "date"],
  // A third of the letters, but never three.
  ["abc", ["abd"], "abd"],
  ["abc", ["axd"], undefined],
  ["abcde", ["abcxy"], undefined],
  ["abcdef", ["abcdxy"], "abcdxy"],
  ["class", ["classes"], "classes"],
  ["cat", ["catch"], undefined],
  // One or two letters only if their case differs, as any name.
  ["a", ["b"], undefined],
  ["ab", ["ac", "abc"], undefined],
  ["URL", ["urn", "url"], "url"],
  ["JS", ["j", "js"], "js"],
  ["abcdefghi", ["abcdefxyz"], undefined],
  // Of equally close names the first, unless another one has the same first letter.
  ["bat", ["cat", "hat"], "cat"],
  ["bat", ["cat", "bad", "bar"], "bad"],
  ["bat", ["bad", "cat"], "bad"],
  ["bat", ["cat", "bat"], "bat"],
  ["x".repeat(40), ["x".repeat(41)], "x".repeat(41)],
  ["x".repeat(41), ["x".repeat(41)], undefined],
])("the name closest to %j in %j is %j", (name, names, closest) => {
  expect(closestName(name, names)).toBe(closest);
});
