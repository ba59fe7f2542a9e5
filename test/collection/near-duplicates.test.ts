import { describe, expect, test } from "vitest";
import { nearDuplicates } from "../../src/collection/near-duplicates.ts";

describe("slugs that are probably one", () => {
  test.each([
    // Hyphens and plurals, at any length.
    ["web-dev", "webdev", true],
    ["a-b", "ab", true],
    ["queue", "queues", true],
    ["library", "libraries", true],
    ["branch", "branches", true],
    ["class", "classes", true],
    ["box", "boxes", true],
    ["cats", "cat", true],
    ["go", "gos", false],
    ["status", "statu", false],
    ["ties", "ty", false],
    ["pies", "pie", true],
    // One letter more, less, other, or two exchanged: from six letters on.
    ["kubernetes", "kubernete", true],
    ["kubernetes", "kubernetxes", true],
    ["kubernetes", "kuberxetes", true],
    ["kubernetes", "xubernetes", true],
    ["kubernetes", "kuberentes", true],
    ["kubernetes", "kubenretes", true],
    ["kubernetes", "kuberntees", true],
    ["abcdef", "abcdxf", true],
    ["abcde", "abcdx", false],
    ["abcdef", "abcde", false],
    ["abcde", "abcdef", false],
    // Two letters other, or two exchanged that are no neighbours.
    ["kubernetes", "kuberxxtes", false],
    ["kubernetes", "kubxrnetxs", false],
    ["abcdefgh", "abedcfgh", false],
    ["abcdefgh", "abxycdefgh", false],
    ["abcdef", "badcfe", false],
    // No digit may differ; digits that agree do not hinder.
    ["version-1", "version-2", false],
    ["version1", "versiom1", true],
    ["release-10", "release-1", false],
    // Up to sixty letters are compared letter by letter.
    [`${"ab".repeat(29)}cd`, `${"ab".repeat(29)}cx`, true],
    [`${"ab".repeat(30)}c`, `${"ab".repeat(30)}x`, false],
    [`${"ab".repeat(30)}c`, `${"ab".repeat(30)}cs`, true],
  ])("%s, %s: %s", (first, second, isNear) => {
    expect(nearDuplicates([first, second])).toEqual(isNear ? [[first, second]] : []);
  });

  test("each that comes second is told once, with the first that is near", () => {
    expect(nearDuplicates(["queue", "queues", "que-ue", "stack"])).toEqual([
      ["queue", "queues"],
      ["queue", "que-ue"],
    ]);
    expect(nearDuplicates(["pattern", "pettern", "pittern"])).toEqual([
      ["pattern", "pettern"],
      ["pattern", "pittern"],
    ]);
    expect(nearDuplicates([])).toEqual([]);
    expect(nearDuplicates(["c", "r", "go"])).toEqual([]);
  });
});
