import { describe, expect, test } from "vitest";
import { ContentError } from "../../../src/diagnostics/content-error.ts";
import { parseFrontMatterSync } from "../../../src/front-matter/parse-front-matter.ts";

const read = (matter: string) => parseFrontMatterSync(`---\nz: 0\n${matter}\n---\n`);

/** `line:column rule`, with lines of the given text. */
function reported(matter: string): string[] {
  let messages: readonly {
    line?: number | undefined;
    column?: number | undefined;
    ruleId?: string | undefined;
  }[];
  try {
    messages = read(matter).messages;
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    messages = error.messages;
  }
  return messages.map(({ line = 0, column, ruleId }) => `${line - 2}:${column} ${ruleId}`);
}

describe("invalid YAML is read as the intended YAML", () => {
  test.each([
    // Values that need quotes.
    ["a: b: c", "a: 'b: c'"],
    ["a: @b  ", "a: '@b'"],
    ["a: it's: b", "a: 'it''s: b'"],
    ["x:\n- %a\n- b", "x:\n- '%a'\n- b"],
    ["x:\n- a: b: c\n  d: e: f", "x:\n- a: 'b: c'\n  d: 'e: f'"],
    ["a:\n  - b\n  - @c", "a:\n  - b\n  - '@c'"],
    ['a: "b" c', "a: '\"b\" c'"],
    ["a: 'b'c'", "a: 'b''c'"],
    ["a: [b] c", "a: '[b] c'"],
    ['a: "b\\c, d"', "a: 'b\\c, d'"],
    ['a: ["b\\c", d]', "a: ['b\\c', d]"],
    ["a: {{ b }}\nc: d", "a: '{{ b }}'\nc: d"],
    ["'a': b: c", "'a': 'b: c'"],
    ['"a b": b: c', "\"a b\": 'b: c'"],
    ["a: }b{", "a: '}b{'"],
    ["a: *b", "a: '*b'"],
    ["a: b: c # d", "a: 'b: c'"],
    ["a: b: c #1", "a: 'b: c #1'"],
    // A quote that is never closed.
    ['a: "b\nc: d', "a: 'b'\nc: d"],
    ["a: 'b", "a: 'b'"],
    ['a: "b\n\n', "a: 'b'"],
    ['a: "b\nc:\n  - d', "a: 'b'\nc:\n  - d"],
    // A quoted text with unindented lines.
    ['a: "b\nc"', "a: b c"],
    ['a: "b\nc\n\n  d\ne"', 'a: "b c\\nd e"'],
    ["a: 'b\nit''s'", 'a: "b it\'s"'],
    ['a: "b\nc" # d', "a: b c"],
    ['x:\n- a: "b\nc"', "x:\n- a: b c"],
    ['a: "b\nc: d: e"\nf: g: h', 'a: "b c: d: e"\nf: "g: h"'],
    // A colon without a space.
    ["a:b\nc:d\nf: g", "a: b\nc: d\nf: g"],
    ["a:/b", "a: /b"],
    // A value that continues on a line that is not a key.
    ["a: b\nc", "a: b c"],
    ["a: b\n  c\nd\ne\nf: g", "a: b c d e\nf: g"],
    ["a: >\nb\nc: d", 'a: "b\\n"\nc: d'],
    // Tabs.
    ["a:\n\tb: c", "a:\n  b: c"],
    ["a:\n\t\n\tb: c: d", "a:\n  b: 'c: d'"],
    // Text in block scalars is never changed.
    ["a: |\n  b: c: d\n  [e\n  f:g\nh: i: j", 'a: "b: c: d\\n[e\\nf:g\\n"\nh: "i: j"'],
    ["a:\n- |\n  @b\n- @c", 'a:\n- "@b\\n"\n- "@c"'],
  ])("%j is read as %j", (written, meant) => {
    expect(read(meant).messages).toEqual([]);
    const { data, messages } = read(written);
    expect(data).toEqual(read(meant).data);
    expect(new Set(messages.map(({ ruleId }) => ruleId))).toEqual(new Set(["front-matter-repaired"]));
  });
});

describe("a list or mapping in brackets keeps its structure", () => {
  test.each([
    ["a: [c#, c++, @angular, 'x, y']", "a: [c#, c++, '@angular', 'x, y']"],
    ["a: [%d, `x`, *nix, > b, | c]", "a: ['%d', '`x`', '*nix', '> b', '| c']"],
    ["a: [#b, #c]", "a: ['#b', '#c']"],
    ["a: [b, #c]\nd: e", "a: [b, '#c']\nd: e"],
    ["a: [C#, F #, b #1]", "a: [C#, 'F #', 'b #1']"],
    ["a: [b: c: d, e]", "a: ['b: c: d', e]"],
    ['a: [it\'s, "b" c]', "a: [it's, '\"b\" c']"],
    ["a: [b, 'c]\nd: e", "a: [b, c]\nd: e"],
    ['a: ["b, c]', "a: [b, c]"],
    ["a: [{{ b }}, c]", "a: ['{{ b }}', c]"],
    ["a: [b [c], Array[d, e], f]", "a: ['b [c]', 'Array[d, e]', f]"],
    ["a: [[@b, c], {d: @e, f: [%g]}]", "a: [['@b', c], {d: '@e', f: ['%g']}]"],
    ['a: {b: c: d, "e": @f}', "a: {b: 'c: d', e: '@f'}"],
    ["a: [b,, c]", "a: [b, c]"],
    ["a: [, b]", "a: [b]"],
    ["a: [\n  @b,\n  c # d\n]\ne: f", "a: ['@b', c]\ne: f"],
    ["a:\n  [@b, c]", "a: ['@b', c]"],
    ["a:\n  [b, c]\nd: e: f", "a: [b, c]\nd: 'e: f'"],
    ["a:\n  - [b, @c]\n  - d", "a:\n  - [b, '@c']\n  - d"],
    ["a: [\nb,\n@c\n]\nd: e", "a: [b, '@c']\nd: e"],
    ["a: &b 1\nc: [*b, *d]", "a: &b 1\nc: [*b, '*d']"],
    ["a: [@b, c] # d", "a: ['@b', c]"],
    // Lists without their brackets.
    ['tags: "a", "b"', "tags: [a, b]"],
    ["tags: 'a', b, @c", "tags: [a, b, '@c']"],
    ["x: 'a', 'b, c'", "x: [a, 'b, c']"],
    ["tags: [a], [b]", "tags: [[a], [b]]"],
    ['title: "a", "b"', 'title: \'"a", "b"\''],
    ['x: "a", she said', "x: '\"a\", she said'"],
  ])("%j is read as %j", (written, meant) => {
    expect(read(meant).messages).toEqual([]);
    const { data, messages } = read(written);
    expect(data).toEqual(read(meant).data);
    expect(new Set(messages.map(({ ruleId }) => ruleId))).toEqual(new Set(["front-matter-repaired"]));
  });

  test("each invalid item is reported at its position, and later positions are correct", () => {
    const written = "a: [@b, 'c', %d]\ne: f";
    expect(reported(written)).toEqual(["1:5 front-matter-repaired", "1:14 front-matter-repaired"]);
    const source = `---\nz: 0\n${written}\n---\n`;
    const { placeOf } = read(written);
    const text = (...path: (string | number)[]): string =>
      source.slice(placeOf(...path)?.start.offset, placeOf(...path)?.end.offset);
    expect([text("a", 0), text("a", 1), text("a", 2), text("a"), text("e")]).toEqual([
      "@b",
      "'c'",
      "%d",
      "[@b, 'c', %d]",
      "f",
    ]);
  });
});

describe("YAML that cannot be repaired is reported once, at its start", () => {
  test.each([
    ["a: [b, c", "1:4"],
    ["a: [b, c\nd: e\nf: g", "1:4"],
    ["a: {b: [c, d}\ne: f", "1:8"],
    ["a: [b, [c, d]\ne: f", "1:4"],
    ["a:\n  - [b\n  - c", "2:5"],
    ['a: "b\n  c\nd: e', "1:4"],
    ["a: 'b\n  c\nd: e", "1:4"],
    ["a: b\n  c: d", "1:4"],
    ["a:\n  b: c\n d: e", "3:1"],
    ["a:\n  - b\n - c", "3:1"],
    ["a: b\n- c", "2:1"],
    ["a: |x\n  b", "1:5"],
  ])("%j", (matter, place) => {
    expect(reported(matter)).toEqual([`${place} front-matter-syntax`]);
  });

  test("a value with lines below it, and a text with too many errors", () => {
    expect(reported("a: @b\n  c: d")[0]).toMatch(/front-matter-syntax$/);
    expect(reported("@\n".repeat(300)).length).toBeLessThanOrEqual(100);
  });
});

describe("a comment that cuts off a value", () => {
  test.each([
    ["tags: #a #b", "1:7"],
    ["title: C# tips #1: go", "1:16"],
    ["title: Learning C #", "1:19"],
    ["title: Part # 2", "1:13"],
    ["tags:\n  - #a\n  - b", "2:5"],
    ["a: {b: c #d\n  }", "1:10"],
    ["author: Ada #ada", "1:13"],
  ])("%j is reported", (matter, place) => {
    expect(reported(matter)).toEqual([`${place} front-matter-comment`]);
  });

  test.each([
    "draft: true # not yet",
    "date: 2020-01-01 # publish",
    "date: 2020-01-01 #publish",
    "weight: 5 #first",
    "layout: post # the usual one",
    "image: # later",
    "draft: #true",
    "layout: post #TODO other",
    "title: 'a #b' #c",
    "a: b#c",
    "a: |\n  b #c",
    "a: >\n  b\n  #c",
    "tags:\n  - a # b\n  # c\n  - d",
    "#a: b",
    "## a #b",
  ])("%j is an ordinary comment or text", (matter) => {
    expect(reported(matter)).toEqual([]);
  });
});
