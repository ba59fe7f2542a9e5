import { describe, expect, test } from "vitest";
import { locateToml, type TomlPlaces } from "../../src/front-matter/locate-toml.ts";

/** What each key and its value are in the text, by path. */
function places(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (node: TomlPlaces, path: string): void => {
    for (const [key, child] of node.children ?? []) {
      const name = path === "" ? String(key) : `${path}/${key}`;
      const from = child.keyStart === undefined ? "" : `${child.keyStart}: `;
      found[name] = from + text.slice(child.start, child.end);
      walk(child, name);
    }
  };
  walk(locateToml(text), "");
  return found;
}

describe("where the keys and values of TOML stand", () => {
  test.each<[string, Record<string, string>]>([
    ["", {}],
    ["a = 1", { a: "0: 1" }],
    ["a=1\nbc  =  2", { a: "0: 1", bc: "4: 2" }],
    ["# x\n\n  a = 1 # y\nb = 2", { a: "7: 1", b: "17: 2" }],
    // Texts of four kinds; what closes them stands escaped within them.
    ['a = "b\\"c" # d', { a: '0: "b\\"c"' }],
    ["a = 'b\\' # d", { a: "0: 'b\\'" }],
    ['a = """b"\n""c"""', { a: '0: """b"\n""c"""' }],
    ['a = """b\\""""', { a: '0: """b\\""""' }],
    ['a = """b"""""\nc = 1', { a: '0: """b"""""', c: "14: 1" }],
    ["a = '''b''\n'''\nc = 1", { a: "0: '''b''\n'''", c: "15: 1" }],
    ["a = '''b'''''\nc = 1", { a: "0: '''b'''''", c: "14: 1" }],
    ['a = ""\nb = 1', { a: '0: ""', b: "7: 1" }],
    ["a = 2024-05-01 10:20:30 # x", { a: "0: 2024-05-01 10:20:30" }],
    ["a = 2024-05-01T10:20:30Z\nb = 1", { a: "0: 2024-05-01T10:20:30Z", b: "25: 1" }],
    ["a = 1#b", { a: "0: 1" }],
    // Keys in quotes and keys of several parts.
    ['"a b" = 1', { "a b": "0: 1" }],
    ["'a\\b' = 1", { "a\\b": "0: 1" }],
    ['"a\\tb\\u00e9\\U0001F600\\"" = 1', { 'a\tbé😀"': "0: 1" }],
    ["a . 'b' . c = 1", { a: "0: a . 'b' . c", "a/b": "0: a . 'b' . c", "a/b/c": "0: 1" }],
    ["a.b = 1\na.c = 2", { a: "0: a.b", "a/b": "0: 1", "a/c": "8: 2" }],
    // Lists and tables in one line or several.
    ["a = [1, 2]", { a: "0: [1, 2]", "a/0": "1", "a/1": "2" }],
    ["a = []\nb = 1", { a: "0: []", b: "7: 1" }],
    [
      "a = [ # x\n  1, # ]\n  'b',\n]\nc = 1",
      { a: "0: [ # x\n  1, # ]\n  'b',\n]", "a/0": "1", "a/1": "'b'", c: "28: 1" },
    ],
    ["a = [[1], [2]]", { a: "0: [[1], [2]]", "a/0": "[1]", "a/0/0": "1", "a/1": "[2]", "a/1/0": "2" }],
    ["a = {b = 1, c = 'd'}", { a: "0: {b = 1, c = 'd'}", "a/b": "5: 1", "a/c": "12: 'd'" }],
    ["a = {}\nb = 1", { a: "0: {}", b: "7: 1" }],
    [
      "a = [{b = 1}, {b = 2}]",
      { a: "0: [{b = 1}, {b = 2}]", "a/0": "{b = 1}", "a/0/b": "6: 1", "a/1": "{b = 2}", "a/1/b": "15: 2" },
    ],
  ])("%j", (text, expected) => {
    // A key on the way to another ends where its entry's key does.
    const found = places(text);
    for (const [name, place] of Object.entries(expected)) {
      if (place.includes(" . ") || place === "0: a.b") expect(found[name]?.split(":")[0]).toBe("0");
      else expect(found[name]).toBe(place);
    }
    expect(Object.keys(found)).toEqual(Object.keys(expected));
  });

  test.each<[string, string[]]>([
    ["[a]\nb = 1\n[c]\nd = 2", ["a", "a/b", "c", "c/d"]],
    ["x = 1\n[a.b]\nc = 1\n[a]\nd = 2", ["x", "a", "a/b", "a/b/c", "a/d"]],
    ["[[a]]\nb = 1\n[[a]]\nb = 2", ["a", "a/0", "a/0/b", "a/1", "a/1/b"]],
    ["[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2", ["a", "a/0", "a/0/b", "a/0/b/c", "a/1", "a/1/b", "a/1/b/c"]],
    ["[ a . 'b c' ] # d\ne = 1", ["a", "a/b c", "a/b c/e"]],
  ])("of the tables in %j", (text, keys) => {
    const found = places(text);
    expect(Object.keys(found)).toEqual(keys);
    // Each entry is told where its own key stands.
    for (const [name, place] of Object.entries(found)) {
      const key = name.split("/").at(-1) as string;
      if (/^\w$/.test(key) && !/^\d$/.test(key) && / \d$/.test(place)) {
        expect(text.slice(Number(place.split(":")[0]))).toMatch(new RegExp(`^${key} = `));
      }
    }
  });

  test.each(["=", "[", "[[", "a", "a =", "a = [", "a = {", 'a = "', "]", "}", "a = [}", "a = {]", "é = 1"])(
    "what is no TOML is passed over: %j",
    (text) => {
      expect(() => locateToml(text)).not.toThrow();
    },
  );
});
