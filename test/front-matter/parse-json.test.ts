import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { parseFrontMatterSync } from "../../src/front-matter/parse-front-matter.ts";

/** The data, or `line:column reason` of the error. */
function read(matter: string): unknown {
  try {
    return parseFrontMatterSync(`---json\n${matter}\n---\n`).data;
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const [message] = error.messages;
    return `${message?.line}:${message?.column} ${message?.reason}`;
  }
}

describe("JSON as people write it by hand", () => {
  test.each([
    ['{"a": 1, // x "y"\n"b": 2 /* z\n*/}', { a: 1, b: 2 }],
    ['{"a": "http://x /* y */"}', { a: "http://x /* y */" }],
    ['{"a": [1, 2,], "b": {"c": 3,},}', { a: [1, 2], b: { c: 3 } }],
    ['"a": 1,\n"b": [2]', { a: 1, b: [2] }],
    ['"a": 1,\n', { a: 1 }],
    ['{\n\t"a": {\n\t\t"b": 1\n\t}\n}', { a: { b: 1 } }],
    ['{"a":1,"b":"c","d":{"e":null}}', { a: 1, b: "c", d: { e: null } }],
    ['{"a"\n:\n1}', { a: 1 }],
    ['{"<<": {"a": 1}, "b": "*c", "d": "&e", "f": "!g"}', { "<<": { a: 1 }, b: "*c", d: "&e", f: "!g" }],
    ['{"a": "\\u00e9\\ud83d\\ude00\\/\\t"}', { a: "é😀/\t" }],
    ['{"a": "# b", "": 1}', { a: "# b", "": 1 }],
    ['{"a": 1e400}', { a: "1e400" }],
    ["// nothing", {}],
    ["", {}],
  ])("%j", (matter, data) => {
    expect(read(matter)).toEqual(data);
  });

  test("has the positions of the source, with and without braces", () => {
    for (const source of ['---json\n{"a": [1, "b"]}\n---\n', ';;;\n"a": [1, "b"]\n;;;\n']) {
      const place = parseFrontMatterSync(source).placeOf("a", 1);
      expect(source.slice(place?.start.offset, place?.end.offset)).toBe('"b"');
    }
  });

  test("can contain any JSON value, on one line or several", () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 4 });
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2, "\t"), (data, indent) => {
        const text = JSON.stringify(data, undefined, indent);
        fc.pre(!/\\u00[01]|\\[bf]|__proto__/.test(text));
        expect(read(text)).toEqual(JSON.parse(text.replace(/(?<=[[:,\s])-0(?=[\],}\s])/g, "0")));
      }),
      { numRuns: 300 },
    );
  });
});

describe("YAML that is not JSON is an error", () => {
  test.each([
    ["{a: 1}", "2:2 This is not valid JSON: a key is not in double quotes"],
    ["{'a': 1}", "2:2 This is not valid JSON: a key is not in double quotes"],
    [`{"a": 'b'}`, "2:7 This is not valid JSON: `'b'` is not a JSON value"],
    ['{"a": yes}', "2:7 This is not valid JSON: `yes` is not a JSON value"],
    ['{"a": ~}', "2:7 This is not valid JSON: `~` is not a JSON value"],
    ['{"a": True}', "2:7 This is not valid JSON: `True` is not a JSON value"],
    ['{"a": 0x1F}', "2:7 This is not valid JSON: `0x1F` is not a JSON value"],
    ['{"a": +1}', "2:7 This is not valid JSON: `+1` is not a JSON value"],
    ['{"a": .5}', "2:7 This is not valid JSON: `.5` is not a JSON value"],
    ['{"a": "\\x41"}', '2:7 This is not valid JSON: `"\\x41"` is not a JSON value'],
    ['{"a": 2024-05-01}', "2:7 This is not valid JSON: `2024-05-01` is not a JSON value"],
    ['{"a": [1 2]}', "2:9 This is not valid JSON: a comma is missing after `1`"],
    [
      '{"a": 1\n"b": 2}',
      "2:7 This is not valid JSON: a comma, a colon, a quote or a bracket is missing or in the wrong place",
    ],
    ['{"a": }', "2:7 This is not valid JSON: a value is missing"],
    ['{"a", "b": 1}', "2:5 This is not valid JSON: a value is missing"],
    ['{"a": ["b": 1]}', '2:8 This is not valid JSON: `"b": 1` is not a JSON value'],
    ['{"a": &x 1, "b": *x}', "2:18 This is not valid JSON: `*x` is not a JSON value"],
  ])("%j", (matter, message) => {
    expect(read(matter)).toBe(message);
  });

  test.each(['{"a": 1', '{"a": [1}', '{"a": 1,,}', '{"a": 1} x', '{"a": 1}\n{"b": 2}', '{"a" 1}', '"a"'])(
    "%j",
    (matter) => {
      expect(read(matter)).toMatch(/ This is not valid JSON: /);
    },
  );
});
