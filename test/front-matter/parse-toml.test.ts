import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { parseFrontMatterSync } from "../../src/front-matter/parse-front-matter.ts";

type Path = (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

/** The start of each key in a path, where issues of a schema are reported. */
function keyStarts(source: string, paths: Path[]): number[] {
  const issues = paths.map((path) => ({ message: JSON.stringify(path), path }));
  const schema: StandardSchemaV1 = {
    "~standard": { version: 1, vendor: "test", validate: () => ({ issues }) },
  };
  try {
    parseFrontMatterSync(source, { schema });
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const { messages } = error;
    return paths.map((path) => {
      const place = messages.find(({ reason }) => reason.endsWith(`: ${JSON.stringify(path)}`))?.place;
      return place && "start" in place ? (place.start.offset ?? -1) : -1;
    });
  }
  return [];
}

/** By path: the start of the key of each value, and the text of the value. */
function places(text: string): Record<string, string> {
  const source = `+++\n${text}\n+++\n`;
  const { data, placeOf } = parseFrontMatterSync(source);
  const paths = pathsOf(data);
  const starts = keyStarts(source, paths);
  return Object.fromEntries(
    paths.map((path, index) => {
      const place = placeOf(...path);
      const value = source.slice(place?.start.offset, place?.end.offset);
      return [path.join("/"), `${(starts[index] ?? 0) - 4}: ${value}`];
    }),
  );
}

describe("positions of keys and values in TOML", () => {
  test.each<[string, Record<string, string>]>([
    ["a = 1", { a: "0: 1" }],
    ["a=1\nbc  =  2", { a: "0: 1", bc: "4: 2" }],
    ["# x\n\n  a = 1 # y\nb = 2", { a: "7: 1", b: "17: 2" }],
    // Text in the four kinds of quotes, with escaped quotes inside.
    ['a = "b\\"c" # d', { a: '0: "b\\"c"' }],
    ["a = 'b\\' # d", { a: "0: 'b\\'" }],
    ['a = """b"\n""c"""', { a: '0: """b"\n""c"""' }],
    ['a = """b\\""""', { a: '0: """b\\""""' }],
    ['a = """b"""""\nc = 1', { a: '0: """b"""""', c: "14: 1" }],
    ["a = '''b''\n'''\nc = 1", { a: "0: '''b''\n'''", c: "15: 1" }],
    ["a = '''b'''''\nc = 1", { a: "0: '''b'''''", c: "14: 1" }],
    ['a = ""\nb = 1', { a: '0: ""', b: "7: 1" }],
    // Dates.
    ["a = 2024-05-01 10:20:30 # x", { a: "0: 2024-05-01 10:20:30" }],
    ["a = 2024-05-01T10:20:30Z\nb = 1", { a: "0: 2024-05-01T10:20:30Z", b: "25: 1" }],
    ["a = 1#b", { a: "0: 1" }],
    // Keys in quotes and keys of several parts.
    ['"a b" = 1', { "a b": "0: 1" }],
    ["'a\\b' = 1", { "a\\b": "0: 1" }],
    ['"a\\tb\\u00e9\\U0001F600\\"" = 1', { 'a\tbé😀"': "0: 1" }],
    ["a . 'b' . c = 1", { a: "0: a . 'b' . c ", "a/b": "0: a . 'b' . c ", "a/b/c": "0: 1" }],
    ["a.b = 1\na.c = 2", { a: "0: a.b ", "a/b": "0: 1", "a/c": "8: 2" }],
    // Lists and tables on one line or several.
    ["a = [1, 2]", { a: "0: [1, 2]", "a/0": "5: 1", "a/1": "8: 2" }],
    ["a = []\nb = 1", { a: "0: []", b: "7: 1" }],
    [
      "a = [ # x\n  1, # ]\n  'b',\n]\nc = 1",
      { a: "0: [ # x\n  1, # ]\n  'b',\n]", "a/0": "12: 1", "a/1": "21: 'b'", c: "28: 1" },
    ],
    [
      "a = [[1], [2]]",
      { a: "0: [[1], [2]]", "a/0": "5: [1]", "a/0/0": "6: 1", "a/1": "10: [2]", "a/1/0": "11: 2" },
    ],
    ["a = {b = 1, c = 'd'}", { a: "0: {b = 1, c = 'd'}", "a/b": "5: 1", "a/c": "12: 'd'" }],
    ["a = {}\nb = 1", { a: "0: {}", b: "7: 1" }],
    [
      "a = [{b = 1}, {b = 2}]",
      {
        a: "0: [{b = 1}, {b = 2}]",
        "a/0": "5: {b = 1}",
        "a/0/b": "6: 1",
        "a/1": "14: {b = 2}",
        "a/1/b": "15: 2",
      },
    ],
    // Tables with headers.
    ["[a]\nb = 1\n[c]\nd = 2", { a: "0: [a]", "a/b": "4: 1", c: "10: [c]", "c/d": "14: 2" }],
    ["[a] # x\nb = 1", { a: "0: [a]", "a/b": "8: 1" }],
    [
      "x = 1\n[a.b]\nc = 1\n[a]\nd = 2",
      { x: "0: 1", a: "6: [a.b", "a/b": "6: [a.b]", "a/b/c": "12: 1", "a/d": "22: 2" },
    ],
    [
      "[[a]]\nb = 1\n[[a]]\nb = 2",
      { a: "0: [[a]]", "a/0": "0: [[a]]", "a/0/b": "6: 1", "a/1": "12: [[a]]", "a/1/b": "18: 2" },
    ],
    [
      "[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2",
      {
        a: "0: [[a]]",
        "a/0": "0: [[a]]",
        "a/0/b": "6: [a.b]",
        "a/0/b/c": "12: 1",
        "a/1": "18: [[a]]",
        "a/1/b": "24: [a.b]",
        "a/1/b/c": "30: 2",
      },
    ],
    ["[ a . 'b c' ] # d\ne = 1", { a: "0: [ a . 'b c' ", "a/b c": "0: [ a . 'b c' ]", "a/b c/e": "18: 1" }],
  ])("%j", (text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  test.each(["=", "[", "[[", "a", "a =", "a = [", "a = {", 'a = "', "]", "}", "a = [}", "a = {]", "é = 1"])(
    "%j is a syntax error",
    (text) => {
      expect(() => parseFrontMatterSync(`+++\n${text}\n+++\n`)).toThrow(/front-matter-syntax/);
    },
  );
});
