import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import {
  type FrontMatterOptions,
  parseFrontMatter,
  parseFrontMatterSync,
} from "../../src/front-matter/parse-front-matter.ts";

const yaml = (matter: string, options?: FrontMatterOptions) =>
  parseFrontMatterSync(`---\n${matter}\n---\nText\n`, options);

/** `line:column rule` of every message, thrown or returned. */
function reported(source: string, options?: FrontMatterOptions): string[] {
  let messages: readonly { name: string; ruleId?: string | undefined }[];
  try {
    messages = parseFrontMatterSync(source, options).messages;
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    messages = error.messages;
  }
  return messages.map(({ name, ruleId }) => `${name} ${ruleId}`);
}
const reportedYaml = (matter: string, options?: FrontMatterOptions) =>
  reported(`---\n${matter}\n---\nText\n`, options);

describe("data", () => {
  test("reads YAML with the core schema, in which dates are text", () => {
    const { data } = yaml(
      "a: 1\nb: 1.5\nc: true\nd: yes\ne: ~\nf:\ng: 2024-05-01\nh: [x, {y: 2}]\ni: 0x1f\nj: .nan",
    );
    expect(data).toEqual({
      a: 1,
      b: 1.5,
      c: true,
      d: "yes",
      e: null,
      f: null,
      g: "2024-05-01",
      h: ["x", { y: 2 }],
      i: 31,
      j: ".nan",
    });
  });

  test("supports anchors, aliases and merge keys", () => {
    const { data } = yaml("base: &b {x: 1, y: 2}\none:\n  <<: *b\n  y: 3\ntwo: *b\nlist: [&s a, *s]");
    expect(data).toEqual({
      base: { x: 1, y: 2 },
      one: { x: 1, y: 3 },
      two: { x: 1, y: 2 },
      list: ["a", "a"],
    });
    expect(data.two).not.toBe(data.base);
  });

  test("reads -0 as 0, because JSON has only one zero", () => {
    expect(yaml("a: -0\nb: -0.0").data).toEqual({ a: 0, b: 0 });
    expect(parseFrontMatterSync('{"a": -0}\n').data).toEqual({ a: 0 });
    expect(parseFrontMatterSync("+++\na = -0.0\n+++\n").data).toEqual({ a: 0 });
  });

  test("supports block scalars", () => {
    expect(yaml("a: |\n  one\n  two\nb: >-\n  one\n  two").data).toEqual({ a: "one\ntwo\n", b: "one two" });
  });

  test("reads TOML, with dates as text", () => {
    const source =
      '+++\ntitle = "A"\nday = 2024-05-01\nat = 2024-05-01 10:00:00-05:00\nhour = 10:00:00\nbig = 9007199254740993\n[extra.deep]\nx = [1, 2.5, true]\n[[list]]\ny = { z = "w" }\n[[list]]\ny = 2\n+++\nText';
    expect(parseFrontMatterSync(source).data).toEqual({
      title: "A",
      day: "2024-05-01",
      at: "2024-05-01 10:00:00-05:00",
      hour: "10:00:00",
      big: 9007199254740992,
      extra: { deep: { x: [1, 2.5, true] } },
      list: [{ y: { z: "w" } }, { y: 2 }],
    });
  });

  test("reads JSON with comments and a trailing comma", () => {
    const source =
      '{\n  // a comment\n  "a": "x\\n\\u00e9\\"", /* b */ "b": [1, -2e3, null, true,],\n}\nText';
    expect(parseFrontMatterSync(source)).toMatchObject({
      format: "json",
      data: { a: 'x\né"', b: [1, -2000, null, true] },
      body: "Text",
    });
  });

  test("reads header lines with lower-case keys, continuation lines and text values", () => {
    const { data, meta, format } = parseFrontMatterSync(
      "Title: Queues: a primer\nDate: 2024-05-01 10:00\nTags: a, b\nSummary: One\n    two\nX-Count: 3\n\nText",
    );
    expect(format).toBe("headers");
    expect(data).toEqual({
      title: "Queues: a primer",
      date: "2024-05-01 10:00",
      tags: "a, b",
      summary: "One\ntwo",
      "x-count": "3",
    });
    expect(meta).toMatchObject({ title: "Queues: a primer", tags: ["a", "b"], description: "One two" });
  });

  test("is empty without front matter", () => {
    expect(parseFrontMatterSync("Text")).toMatchObject({
      data: {},
      format: undefined,
      body: "Text",
      bodyLine: 1,
    });
    expect(yaml("").data).toEqual({});
    expect(yaml("# nothing").data).toEqual({});
    expect(yaml("~").data).toEqual({});
  });

  test("treats names of Object.prototype as plain keys", () => {
    const { data } = yaml("constructor: x\ntoString: y\nhasOwnProperty: z\nvalueOf: 1");
    expect(Object.entries(data)).toEqual([
      ["constructor", "x"],
      ["toString", "y"],
      ["hasOwnProperty", "z"],
      ["valueOf", 1],
    ]);
  });

  test("can be copied with structuredClone and JSON", () => {
    const { data, meta, messages } = yaml("a: [1, {b: .inf}]\nc: &x [1]\nd: *x\ne: 2024-05-01\ntitle: 3");
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
    expect(structuredClone({ data, meta, messages })).toEqual({ data, meta, messages });
  });
});

describe("invalid YAML that is common in blogs is repaired", () => {
  test.each([
    [
      "unindented lines in double quotes",
      'a: "one\ntwo\n\nthree"\nb: 1',
      { a: "one two\nthree", b: 1 },
      ["3:1"],
    ],
    ["unindented lines in single quotes", "a: 'one\ntwo'\nb: 1", { a: "one two", b: 1 }, ["3:1"]],
    ["an unindented line with a key in quotes", 'a: "one\nb: two"\nc: 1', { a: "one b: two", c: 1 }, ["3:1"]],
    [
      "unindented lines in two values",
      'a: "one\ntwo"\nb: "three\nfour"',
      { a: "one two", b: "three four" },
      ["3:1", "5:1"],
    ],
    ["a colon", "title: Foo: bar\nb: 1", { title: "Foo: bar", b: 1 }, ["2:8"]],
    ["a colon at the end", "title: Foo:\nb: 1", { title: "Foo:", b: 1 }, ["2:8"]],
    ["a colon, nested", "a:\n  b: c: d\n  e: 1", { a: { b: "c: d", e: 1 } }, ["3:6"]],
    ["colons in two lines", "a: b: c\nd: e: f", { a: "b: c", d: "e: f" }, ["2:4", "3:4"]],
    ["an at sign", "a: @me", { a: "@me" }, ["2:4"]],
    ["an at sign in a list", "a:\n  - @me\n  - you", { a: ["@me", "you"] }, ["3:5"]],
    ["a backtick", "a: `code` here", { a: "`code` here" }, ["2:4"]],
    ["a percent sign", "a: %d", { a: "%d" }, ["2:4"]],
    ["an asterisk", "a: *NIX", { a: "*NIX" }, ["2:4"]],
    ["brackets before text", "a: [Video] Foo", { a: "[Video] Foo" }, ["2:4"]],
    ["a template", "a: {{ page.title }}", { a: "{{ page.title }}" }, ["2:4"]],
    ["quotes before text", 'a: "Foo" bar', { a: '"Foo" bar' }, ["2:4"]],
    ["an apostrophe in single quotes", "a: 'It's here'", { a: "It's here" }, ["2:4"]],
    ["quotes in double quotes", 'a: "Foo "bar" baz"\nb: 1', { a: 'Foo "bar" baz', b: 1 }, ["2:4"]],
    ["an unclosed quote", 'a: "Foo\nb: 1', { a: "Foo", b: 1 }, ["2:4"]],
    ["an unknown escape", 'a: "C:\\data"', { a: "C:\\data" }, ["2:4"]],
    ["tabs", "tags:\n\t- a\n\t- b\nc: 1", { tags: ["a", "b"], c: 1 }, ["3:1", "4:1"]],
    ["a tab before the first key", "\ta: 1", { a: 1 }, ["2:1"]],
    [
      "no space after the colon",
      "title:Foo\ndate:2024-05-01",
      { title: "Foo", date: "2024-05-01" },
      ["2:7", "3:6"],
    ],
    ["a space before the colon only", "title: Foo\ndraft :true", { title: "Foo", draft: true }, ["3:8"]],
    ["wide colons", "title： 队列\ndraft：true", { title: "队列", draft: true }, ["2:6", "3:6"]],
    [
      "a wide colon",
      "title: 队列：一\ntags：\n  - a\nb: 1",
      { title: "队列：一", tags: ["a"], b: 1 },
      ["3:5"],
    ],
    ["a wide space", "title:\u3000列\ndraft: true", { title: "列", draft: true }, ["2:6"]],
    ["wide spaces", "title:\u3000列\ndraft:\u3000true", { title: "列", draft: true }, ["2:6", "3:6"]],
    ["a continuation line without indentation", "a: foo\nbar\nb: 1", { a: "foo bar", b: 1 }, ["3:1"]],
    ["a folded block without indentation", "a: >\nfoo\nb: 1", { a: "foo\n", b: 1 }, ["3:1"]],
  ])("%s", (_name, matter, data, places) => {
    const parsed = yaml(matter as string);
    expect(parsed.data).toEqual(data);
    expect(parsed.messages.map(({ ruleId }) => ruleId)).toEqual(
      (places as string[]).map(() => "front-matter-repaired"),
    );
    expect(parsed.messages.map(({ name }) => name)).toEqual(places);
  });

  test("positions after a repair are those of the source", () => {
    const parsed = yaml('a: "one\ntwo"\nb: c: d\ndate: 2024-05-01\ntags: [x]');
    expect(parsed.placeOf("date")?.start).toEqual({ line: 5, column: 7, offset: 31 });
    expect(parsed.placeOf("tags", 0)?.start).toMatchObject({ line: 6, column: 8 });
    expect(reportedYaml('a: "one\ntwo"\ndate: 2025-02-30')).toEqual([
      "3:1 front-matter-repaired",
      "4:7 date-invalid",
    ]);
  });

  test("the last of two duplicate keys is used", () => {
    expect(yaml("a: 1\nb: 2\na: 3").data).toEqual({ a: 3, b: 2 });
    expect(reportedYaml("a: 1\nb: 2\na: 3\na: 4")).toEqual(["4:1 front-matter-duplicate-key"]);
    expect(reported('{"a": 1, "a": 2}\n')).toEqual(["1:10 front-matter-duplicate-key"]);
    expect(reported("Title: a\nTitle: b\n\nText")).toEqual(["2:1 front-matter-duplicate-key"]);
    // TOML forbids it, as do the generators that read it.
    expect(reported("+++\na = 1\na = 2\n+++\n")).toEqual(["3:1 front-matter-syntax"]);
  });
});

describe("unreadable front matter is an error with a position", () => {
  test.each([
    ["a: [1, 2", "2:4 front-matter-syntax", "the opening bracket"],
    ["a: 1\nb: {c", "3:4 front-matter-syntax", "the opening bracket"],
    ['a: "one\n  two\nb: 1\nc: 2', "2:4 front-matter-syntax", "the opening quote"],
    ["a: 1\n--- b\nc: 2", "3:1 front-matter-syntax", "a second document"],
    ["a: !!js/function 'f'", "2:4 front-matter-tag", ""],
    ["a: !ruby/object:Foo {}", "2:4 front-matter-tag", ""],
    ["a: !!binary aGk=", "2:4 front-matter-tag", ""],
    ["a: &x [*x]", "2:8 front-matter-alias", "a cycle"],
    ["a: &x {b: {c: *x}}", "2:15 front-matter-alias", "a deeper cycle"],
    ["__proto__: {admin: true}", "2:1 front-matter-key", ""],
    ["a: {__proto__: 1}", "2:5 front-matter-key", "nested"],
    ["? [a, b]\n: 1\nc: 2", "2:3 front-matter-key", "a list for a key"],
    ["a: x\u0007y", "2:5 front-matter-control", "raw"],
    ['a: "x\\0y"', "2:4 front-matter-control", "escaped"],
    ['a: {b: ["\\x1b"]}', "2:9 front-matter-control", "nested"],
    ['"a\\x01": 1', "2:1 front-matter-control", "in a key"],
  ])("%j", (matter, message) => {
    const source = matter.startsWith("?") ? `---\nz: 0\n${matter}\n---\n` : `---\n${matter}\n---\n`;
    const expected = matter.startsWith("?") ? message.replace("2:", "3:") : message;
    expect(reported(source)).toEqual([expected]);
  });

  test.each([
    ["+++\ntitle = A\n+++\n", "2:9 front-matter-syntax"],
    ['+++\n"__proto__" = 1\n+++\n', "2:1 front-matter-key"],
    ['+++\na = "\\u0000"\n+++\n', "2:5 front-matter-control"],
    ['{"title": x}\n', "1:11 front-matter-syntax"],
    ['{\n"a": 1\n"b": 2\n}\n', "2:6 front-matter-syntax"],
    ['{\n"a": 01\n}\n', "2:6 front-matter-syntax"],
    ['{\n"a": "x\ny"\n}\n', "2:6 front-matter-syntax"],
    ['{\n"a": "\\q"\n}\n', "2:7 front-matter-syntax"],
    ['{\n"__proto__": {}\n}\n', "2:1 front-matter-key"],
    ['{\n"a": "\\u001f"\n}\n', "2:6 front-matter-control"],
    ["---json\n{\n---\n", "2:1 front-matter-syntax"],
  ])("%j", (source, message) => {
    expect(reported(source)).toEqual([message]);
  });

  test("positions are correct after a byte order mark, CRLF and blank lines", () => {
    const source = "\uFEFF\r\n---\r\ntitle: A\r\ndate: 2025-02-30\r\n---\r\nText";
    const { placeOf } = parseFrontMatterSync(source.replace("02-30", "02-20"));
    const place = placeOf("date");
    expect(source.slice(place?.start.offset, place?.end.offset)).toBe("2025-02-30");
    expect(reported(source, { path: "posts/a.md" })).toEqual(["posts/a.md:4:7 date-invalid"]);
  });

  test("a ContentError has all messages, sorted by position", () => {
    expect(reportedYaml("title: 7\ntilte: x\ndate: 2025-02-30\nupdated: soon\na: 1\na: 2")).toEqual([
      "2:8 front-matter-type",
      "4:7 date-invalid",
      "5:10 date-invalid",
      "7:1 front-matter-duplicate-key",
    ]);
  });
});

describe("limits", () => {
  test("more bytes of front matter than allowed", () => {
    const source = `---\ntitle: ${"é".repeat(100)}\n---\n`;
    expect(reported(source, { maxFrontMatterBytes: 208 })).toEqual([]);
    expect(reported(source, { maxFrontMatterBytes: 207 })).toEqual(["2:1 limit-front-matter"]);
    expect(reported(`---\na: ${"x".repeat(65_532)}\n---\n`)).toEqual([]);
    expect(reported(`---\na: ${"x".repeat(65_533)}\n---\n`)).toEqual(["2:1 limit-front-matter"]);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "%d is not a valid limit",
    (maxFrontMatterBytes) => {
      expect(() => parseFrontMatterSync("", { maxFrontMatterBytes })).toThrow(
        new RangeError(
          `Expected \`maxFrontMatterBytes\` to be a whole number from 1, received ${maxFrontMatterBytes}`,
        ),
      );
    },
  );

  test.each([
    ["flow lists within the limit", `a: ${"[".repeat(60)}${"]".repeat(60)}`, []],
    ["flow lists beyond the limit", `a: ${"[".repeat(100)}${"]".repeat(100)}`, ["limit-front-matter"]],
    ["unclosed lists", `a: ${"[".repeat(30_000)}`, ["limit-front-matter"]],
    ["block lists", `a:\n ${"- ".repeat(10_000)}x`, ["limit-front-matter"]],
    [
      "mappings",
      Array.from({ length: 200 }, (_, level) => `${" ".repeat(level)}a:`).join("\n"),
      ["limit-front-matter"],
    ],
  ])("%s that are nested too deeply", (_name, matter, rules) => {
    expect(reportedYaml(matter).map((message) => message.split(" ")[1])).toEqual(rules);
  });

  test("nesting in TOML and JSON", () => {
    const deep = `${"[".repeat(100)}${"]".repeat(100)}`;
    expect(reported(`{"a": ${deep}}\n`)).toEqual(["1:71 limit-front-matter"]);
    expect(reported(`+++\n${"a.".repeat(100)}b = 1\n+++\n`)[0]).toMatch(/limit-front-matter$/);
    expect(reported(`+++\na = ${deep}\n+++\n`)).toEqual(["2:69 limit-front-matter"]);
  });

  test("aliases that expand exponentially", () => {
    const lines = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (const [index, name] of [..."bcdefghij"].entries()) {
      lines.push(`${name}: &${name} [${Array(9).fill(`*${"abcdefghij"[index]}`).join(",")}]`);
    }
    expect(reportedYaml(lines.join("\n"))[0]).toMatch(/limit-front-matter$/);
    const long = `a: &a ${"x".repeat(30_000)}\nb: [${"*a,".repeat(10_000)}]`;
    expect(reportedYaml(long)[0]).toMatch(/limit-front-matter$/);
  });

  test("at most 100 of thousands of errors are reported", () => {
    expect(reportedYaml(`k: 1\n${"@\n".repeat(5000)}`).length).toBeLessThanOrEqual(100);
  });
});

describe("front matter in an unknown format is reported", () => {
  test.each([
    [
      "---js\nthrow 1\n---\nText",
      "1:1 front-matter-unknown",
      "Front matter in this language is not read, and never run: `---js`",
    ],
    [
      "--- coffee\na = 1\n---\nText",
      "1:1 front-matter-unknown",
      "Front matter in this language is not read, and never run: `--- coffee`",
    ],
    [
      '\nexport const meta = { title: "A" };\n\nText',
      "2:1 front-matter-unknown",
      "Metadata in code is not read: `export const meta`",
    ],
    [
      "---\n<<<<<<< HEAD\ntitle: A\n---\nText",
      "1:1 front-matter-unknown",
      "The block between the hyphens does not start with a `key: value`, and is read as text: `<<<<<<< HEAD`",
    ],
    [
      "---\ntitle: A\n\nText",
      "1:1 front-matter-unclosed",
      "The front matter opened by `---` is never closed; all of it is read as text of the post",
    ],
    [
      '+++\ntitle = "A"\n\nText',
      "1:1 front-matter-unclosed",
      "The front matter opened by `+++` is never closed; all of it is read as text of the post",
    ],
    [
      '{\n"title": "A"\n\nText',
      "1:1 front-matter-unclosed",
      "The front matter opened by `{` is never closed; all of it is read as text of the post",
    ],
  ])("%j", (source, at, reason) => {
    const { messages, data } = parseFrontMatterSync(source);
    expect(messages.map(({ name, ruleId }) => `${name} ${ruleId}`)).toEqual([at]);
    expect(messages[0]?.reason).toBe(reason);
    expect(messages[0]?.fatal).toBe(false);
    expect(data).toEqual({});
  });

  test.each([
    "export const Chart = styled.div``",
    "export const draw = (a) => a",
    "export const draw = async () => 1",
    "export let draw = a => a",
  ])("code is not front matter: %s", (line) => {
    expect(reported(`${line}\n\nText`)).toEqual([]);
  });

  test("a list between fences is text and not reported", () => {
    expect(reported("---\n- a\n---\nText")).toEqual([]);
  });
});

describe("misspelled keys", () => {
  test.each([
    ["tilte", "title"],
    ["descripton", "description"],
    ["Descriptoin", "description"],
    ["auhtor", "author"],
    ["publishd", "published"],
    ["drafft", "draft"],
    ["canonicalUlr", "canonicalUrl"],
    ["seires", "series"],
  ])("%s", (key, meant) => {
    const { messages } = yaml(`${key}: x`);
    expect(messages.map(({ name, ruleId }) => `${name} ${ruleId}`)).toEqual(["2:1 front-matter-typo"]);
    expect(messages[0]).toMatchObject({ actual: key, expected: [meant] });
  });

  test.each([
    "layout: post",
    "category: a",
    "categories: [a]",
    "data: x",
    "book: x",
    "titles: [a]",
    "permalink: /a/",
    "weight: 1",
    "desk: x",
    "TITLE: x",
    "Last-Modified-At: 2024-05-01",
    "title: a\ntilte: b",
  ])("%j is not reported", (matter) => {
    expect(reportedYaml(matter)).toEqual([]);
  });
});

test("placeOf finds values by keys and indices in every format", () => {
  const sources = {
    yaml: "---\na:\n  b: [x, {c: y}]\n---\n",
    toml: '+++\n[a]\nb = ["x", { c = "y" }]\n+++\n',
    json: '{"a": {"b": ["x", {"c": "y"}]}}\n',
  };
  for (const [format, source] of Object.entries(sources)) {
    const { placeOf } = parseFrontMatterSync(source);
    const at = (...path: (string | number)[]): string | undefined => {
      const place = placeOf(...path);
      return place && source.slice(place.start.offset, place.end.offset);
    };
    expect(at("a", "b", 0)?.replaceAll('"', ""), format).toBe("x");
    expect(at("a", "b", 1, "c")?.replaceAll('"', ""), format).toBe("y");
    expect(at("a", "b", "1", "c")?.replaceAll('"', ""), format).toBe("y");
    expect(at("a", "z"), format).toBeUndefined();
    expect(at("a", "b", 2), format).toBeUndefined();
  }
  expect(parseFrontMatterSync("Text").placeOf("a")).toBeUndefined();
});

test("placeOf finds values in TOML: tables, arrays of tables, dotted and quoted keys, and all kinds of strings", () => {
  const source = `+++
plain = 1 # a comment = 2
"quoted.key" = 'x#y'
dotted.key = """
a "b" = c
"""
[table.sub]
day = 2024-05-01 10:00:00
[[list]]
name = "one"
[[list]]
name = '''two'''
[list.more]
deep = [[1, 2], [3]]
+++
`;
  const { placeOf } = parseFrontMatterSync(source);
  const line = (...path: (string | number)[]): string => {
    const start = placeOf(...path)?.start;
    return `${start?.line}:${start?.column}`;
  };
  expect(line("plain")).toBe("2:9");
  expect(line("quoted.key")).toBe("3:16");
  expect(line("dotted", "key")).toBe("4:14");
  expect(line("table", "sub", "day")).toBe("8:7");
  expect(line("list", 0, "name")).toBe("10:8");
  expect(line("list", 1, "name")).toBe("12:8");
  expect(line("list", 1, "more", "deep", 1, 0)).toBe("14:18");
});

test("`blank` replaces the front matter in the body with blank lines", () => {
  expect(yaml("a: 1", { blank: true })).toMatchObject({ body: "\n\n\nText\n", bodyLine: 4 });
});

test("parseFrontMatter returns the same result and rejects with the same error", async () => {
  const { placeOf: _, ...parsed } = await parseFrontMatter("---\ntitle: A\n---\nText");
  const { placeOf: __, ...now } = parseFrontMatterSync("---\ntitle: A\n---\nText");
  expect(parsed).toEqual(now);
  await expect(parseFrontMatter("---\ndate: 2025-02-30\n---\n")).rejects.toThrow(ContentError);
});
