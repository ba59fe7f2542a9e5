import { describe, expect, test } from "vitest";
import type { MatterProblem } from "../../../src/front-matter/matter-node.ts";
import { findOpenQuote, repairYaml } from "../../../src/front-matter/yaml/repair-yaml.ts";

/** A problem where `‸` stands; the sign is taken out. */
function problemAt(marked: string, more: Partial<MatterProblem> = {}): [text: string, MatterProblem] {
  const start = marked.indexOf("‸");
  const problem = { rule: "front-matter-syntax", reason: "a", note: "b", start, end: start + 1, ...more };
  return [marked.replace("‸", ""), problem as MatterProblem];
}

function mend(marked: string, more?: Partial<MatterProblem>) {
  const [text, problem] = problemAt(marked, more);
  return repairYaml(text, [problem]);
}

describe("is repaired", () => {
  test.each([
    // Values that need quotes.
    ["a: b: ‸c", "a: 'b: c'"],
    ["a: ‸@b  ", "a: '@b'  "],
    ["a: it's: ‸b", "a: 'it''s: b'"],
    ["- ‸%a\n- b", "- '%a'\n- b"],
    ["- a: b: ‸c", "- a: 'b: c'"],
    ["a:\n  - b\n  - ‸@c", "a:\n  - b\n  - '@c'"],
    ['a: ‸"b" c', "a: '\"b\" c'"],
    ["a: ‸'b'c'", "a: 'b''c'"],
    ["a: ‸[b] c", "a: '[b] c'"],
    ["a: ‸{{ b }}\nc: d", "a: '{{ b }}'\nc: d"],
    ["'a': b: ‸c", "'a': 'b: c'"],
    ['"a b": b: ‸c', "\"a b\": 'b: c'"],
    // A quote that is never closed.
    ['a: "b\nc: ‸d', "a: 'b'\nc: d"],
    ['a: ‸"b', "a: 'b'"],
    ["a: ‸'b", "a: 'b'"],
    ['a: "b\n\n‸', "a: 'b'\n\n"],
    ['a: "b\nc:\n  ‸- d', "a: 'b'\nc:\n  - d"],
    ['a: "b \\"c\nd: ‸e', "a: 'b \\\"c'\nd: e"],
    // A quoted text whose lines are not indented.
    ['a: "b\n‸c"', 'a: "b\n  c"'],
    ['a: "b\n‸c\n\n  d\ne"', 'a: "b\n  c\n\n  d\n  e"'],
    ["a: 'b\n‸it''s'", "a: 'b\n  it''s'"],
    ['a: "b\n‸c" # d', 'a: "b\n  c" # d'],
    ['- a: "b\n‸c"', '- a: "b\n    c"'],
    // A colon without a space.
    ["a‸:b", "a: b"],
    ["a‸:b\nc:d\nf: g", "a: b\nc: d\nf: g"],
    ["a: b\nc‸:d\ne:f", "a: b\nc: d\ne:f"],
    ["a‸:/b", "a: /b"],
    // A value that goes on in a line which is no key.
    ["a: b\n‸c", "a: b\n  c"],
    ["a: b\n  c\n‸d", "a: b\n  c\n  d"],
    // Tabs.
    ["a:\n\t‸b: c", "a:\n  b: c"],
    ["a:\n \t‸b: c", "a:\n   b: c"],
    ["\ta‸: b\n\tc: d", "a: b\n  c: d"],
    ["#x\n\ta‸: b", "#x\na: b"],
    ["a:\n\t\n\t‸b: c", "a:\n\t\n  b: c"],
  ])("%j to %j", (marked, mended) => {
    expect(mend(marked)?.text).toBe(mended);
  });
});

describe("is left alone", () => {
  test.each([
    "a: ‸[b",
    "a: ‸{b",
    "a: ‸}b{",
    "a: ‸'b'",
    "a: @b‸\n  c: d",
    "a: @b‸\n\n  c: d",
    "a‸://b",
    "‸",
    "? ‸b",
    "# ‸b",
    "a\n‸b",
    "a: b\n‸c: d",
    "a: b\n‸c:",
    "a: b\n‸- c",
  ])("%j", (marked) => {
    const [text] = problemAt(marked);
    const mended = mend(marked)?.text;
    // Quotes around a whole value change nothing but what was wrong; a key or a structure is never touched.
    if (marked === "a: ‸}b{") expect(mended).toBe("a: '}b{'");
    else if (marked === "a: b\n‸c: d") expect(mended).toBe("a: b\nc: 'd'");
    else if (marked === "a: b\n‸- c") expect(mended).toBe("a: b\n- 'c'");
    else expect(mended ?? text).toBe(text);
  });

  test("what is refused, what has an alias inside, and a text with too many faults", () => {
    expect(mend("a: b: ‸c", { isFinal: true })).toBeUndefined();
    const [text, problem] = problemAt("a: b: ‸c");
    expect(repairYaml(text, [problem, { ...problem, isFinal: true }])).toBeUndefined();
    expect(repairYaml(text, [])).toBeUndefined();
    expect(
      repairYaml(
        text,
        Array.from({ length: 201 }, () => problem),
      ),
    ).toBeUndefined();
    expect(
      repairYaml(
        text,
        Array.from({ length: 200 }, () => problem),
      )?.repairs,
    ).toHaveLength(1);
    expect(mend("a: ‸[*b] c")?.text).toBe("a: '[*b] c'");
    expect(mend("a: ‸[*b] c", { rule: "front-matter-alias" })).toBeUndefined();
    expect(mend("a: ‸*b", { rule: "front-matter-alias" })?.text).toBe("a: '*b'");
  });

  test("a quoted text of more than 200 lines", () => {
    const lines = (count: number) => `a: "b\n${"c\n".repeat(count)}‸d"`;
    expect(mend(lines(198))?.text).toBe(`a: "b\n${"  c\n".repeat(198)}  d"`);
    expect(mend(lines(199))?.text ?? "").not.toContain('  d"');
  });
});

describe("the message", () => {
  test.each([
    [
      "a: b: ‸c",
      "The value is not valid YAML as it stands; it is read as the text `b: c`",
      "Put the value in quotes.",
      3,
      7,
    ],
    [
      "a‸:b",
      "The colon after `a` has no space after it; it is read as the end of a key",
      "Put a space after the colon.",
      2,
      2,
    ],
    [
      "a: b\n‸c",
      "The line is not a `key: value`; it is read as the rest of the value above",
      "Indent it by two spaces.",
      5,
      5,
    ],
    [
      "a:\n\t‸b: c",
      "The line is indented with a tab; a tab is read as two spaces",
      "Use spaces: YAML does not allow tabs for indentation.",
      3,
      4,
    ],
    [
      'a: "b\n‸c"',
      "The quoted text continues in lines that are not indented; it is read as one text",
      "Indent its lines by two spaces.",
      6,
      6,
    ],
  ])("of %j", (marked, reason, note, start, end) => {
    expect(mend(marked)?.repairs).toMatchObject([{ reason, note, start, end }]);
  });

  test("shows at most 80 characters of a long text, and no half of an emoji", () => {
    const shown = (value: string) =>
      /the text `(.*)`/.exec(mend(`a: ${value}‸`)?.repairs[0]?.reason ?? "")?.[1];
    expect(shown(`b: ${"c".repeat(77)}`)).toBe(`b: ${"c".repeat(77)}`);
    expect(shown(`b: ${"c".repeat(78)}`)).toBe(`b: ${"c".repeat(76)}…`);
    expect(shown(`b: ${"😀".repeat(39)}`)).toBe(`b: ${"😀".repeat(38)}…`);
    expect(shown(`b: c${"😀".repeat(39)}`)).toBe(`b: c${"😀".repeat(37)}…`);
  });

  test("is given once for lines that belong together", () => {
    expect(mend('a: "b\n‸c\nd\ne"')?.repairs.map(({ isSilent }) => isSilent)).toEqual([false, true, true]);
  });
});

test("offsets in the repaired text lead back to the text as written", () => {
  // a:b / c: d: e  →  a: b / c: 'd: e'
  const text = "a:b\nc: d: e\nf: g";
  const problem = (start: number): MatterProblem =>
    ({ rule: "front-matter-syntax", reason: "a", note: "b", start, end: start }) as MatterProblem;
  // In any order, as problems need not come by place.
  for (const problems of [
    [problem(0), problem(8)],
    [problem(8), problem(0)],
  ]) {
    const repaired = repairYaml(text, problems);
    expect(repaired?.text).toBe("a: b\nc: 'd: e'\nf: g");
    expect(Array.from({ length: 20 }, (_, offset) => repaired?.toOriginal(offset))).toEqual([
      // a : _ b \n c : _ ' d : _ e ' \n f : _ g
      0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 11, 12, 13, 14, 15, 16,
    ]);
  }
});

describe("a quote that is still open", () => {
  test.each<[string, number | undefined]>([
    ['a: "b\n‸c', 3],
    ['a: b\nc: "d\n\n‸', 8],
    ['  - a: "b‸', 7],
    ['a: "b"\n‸c', undefined],
    ["a: b\n‸c", undefined],
    ["a: 'b''c\n‸d", 3],
    ["a: 'b''c'\n‸d", undefined],
    ['a: "b\\\\"\n‸d', undefined],
    [`a: "b\n${"c\n".repeat(199)}‸`, 3],
    [`a: "b\n${"c\n".repeat(250)}‸d`, undefined],
  ])("%j", (marked, expected) => {
    const [text, { start }] = problemAt(marked);
    expect(findOpenQuote(text, start)).toBe(expected);
  });
});
