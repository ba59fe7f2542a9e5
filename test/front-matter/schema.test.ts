import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type } from "arktype";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { parseFrontMatter, parseFrontMatterSync } from "../../src/front-matter/parse-front-matter.ts";

const sources = {
  yaml: "---\ntitle: A\nauthor:\n  name: 7\n  links:\n    - a\n    - 9\n---\nText\n",
  toml: '+++\ntitle = "A"\n[author]\nname = 7\nlinks = ["a", 9]\n+++\nText\n',
  json: '{\n  "title": "A",\n  "author": {"name": 7, "links": ["a", 9]}\n}\nText\n',
};

const schemas = {
  zod: z.object({ title: z.string(), author: z.object({ name: z.string(), links: z.array(z.string()) }) }),
  valibot: v.object({
    title: v.string(),
    author: v.object({ name: v.string(), links: v.array(v.string()) }),
  }),
  arktype: type({ title: "string", author: { name: "string", links: "string[]" } }),
};

/** Line, column and the key at the start of the message. */
function issues(source: string, schema: StandardSchemaV1): string[] {
  try {
    parseFrontMatterSync(source, { schema });
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.messages.map(({ name, ruleId, reason }) => `${name} ${ruleId} ${reason.split(":")[0]}`);
  }
  return [];
}

describe.each(Object.entries(schemas))("issues of %s", (_name, schema) => {
  test.each([
    ["yaml", "4:3", "7:7"],
    ["toml", "4:1", "5:15"],
    ["json", "3:14", "3:40"],
  ] as const)("have the position of the key or the item in %s", (format, name, item) => {
    expect(issues(sources[format], schema)).toEqual([
      `${name} front-matter-schema \`author.name\``,
      `${item} front-matter-schema \`author.links[1]\``,
    ]);
  });

  test("a missing key is reported at its parent", () => {
    expect(issues("---\ntitle: A\n---\n", schema)).toEqual(["1:1 front-matter-schema `author`"]);
    expect(issues("---\ntitle: A\nauthor:\n  name: x\n---\n", schema)).toEqual([
      "3:1 front-matter-schema `author.links`",
    ]);
    expect(issues("\n\n+++\n+++\n", schema)[0]).toMatch(/^3:1 /);
    expect(issues('\n{"title": "A"}\n', schema)[0]).toMatch(/^2:1 /);
    expect(issues("Text", schema)[0]).toMatch(/^1:1 /);
  });
});

test("`data` is what the schema returns", () => {
  const schema = z.object({ title: z.string().toUpperCase(), views: z.number().default(3) });
  expect(parseFrontMatterSync("---\ntitle: a\nextra: 1\n---\n", { schema }).data).toEqual({
    title: "A",
    views: 3,
  });
});

test("the normalized fields do not depend on the schema", () => {
  const schema = z.object({ title: z.string() }).transform(({ title }) => title.length);
  const { data, meta } = parseFrontMatterSync("---\ntitle: abc\ntags: a, b\n---\n", { schema });
  expect(data).toBe(3);
  expect(meta).toMatchObject({ title: "abc", tags: ["a", "b"] });
});

test("an asynchronous schema is awaited, and throws a TypeError in parseFrontMatterSync", async () => {
  const schema = z.object({ title: z.string().refine(async (title) => title !== "no", "Taken") });
  const good = "---\ntitle: yes it is\n---\n";
  await expect(parseFrontMatter(good, { schema })).resolves.toMatchObject({ data: { title: "yes it is" } });
  await expect(parseFrontMatter("---\ntitle: 'no'\n---\n", { schema })).rejects.toThrow(
    "1 error\n  2:1: `title`: Taken [front-matter-schema]",
  );
  expect(() => parseFrontMatterSync(good, { schema })).toThrow(
    new TypeError(
      "Expected a synchronous schema, received an asynchronous one: use `parseFrontMatter`, which waits for it",
    ),
  );
});

test("issues, other errors and warnings are sorted by position", () => {
  const schema = z.object({ title: z.string() });
  try {
    parseFrontMatterSync("---\ndate: 2025-02-30\ntitle: 7\n---\n", { schema, path: "a.md" });
    expect.unreachable();
  } catch (error) {
    const { messages } = error as ContentError;
    expect(messages.map(({ name, ruleId }) => `${name} ${ruleId}`)).toEqual([
      "a.md:2:7 date-invalid",
      "a.md:3:1 front-matter-schema",
      "a.md:3:8 front-matter-type",
    ]);
    expect(messages[1]).toMatchObject({ actual: "7", fatal: true });
  }
});

test("an issue can have no path, or a path of segments", () => {
  const make = (path?: StandardSchemaV1.Issue["path"]): StandardSchemaV1 => ({
    "~standard": { version: 1, vendor: "test", validate: () => ({ issues: [{ message: "No", path }] }) },
  });
  const source = "---\na: {b: 1}\n---\n";
  expect(issues(source, make())).toEqual(["1:1 front-matter-schema The front matter"]);
  expect(issues(source, make([{ key: "a" }, { key: "b" }]))).toEqual(["2:5 front-matter-schema `a.b`"]);
});

describe.each([
  ["zod", z.looseObject({ venue: z.string().optional() })],
  ["valibot", v.looseObject({ venue: v.optional(v.string()) })],
  ["arktype", type({ "venue?": "string" })],
] as [string, StandardSchemaV1][])("the keys of %s", (_name, schema) => {
  test("are known and suggested", () => {
    const reported = (matter: string): string[] =>
      parseFrontMatterSync(`---\n${matter}\n---\n`, { schema }).messages.map(({ reason }) => reason);
    expect(reported("venue: x")).toEqual([]);
    expect(reported("vneue: x")).toEqual(["The key `vneue` is not known. Did you mean `venue`?"]);
  });
});

test("a schema without keys is accepted", () => {
  for (const schema of [z.any(), v.any(), type("unknown"), z.record(z.string(), z.unknown())]) {
    expect(parseFrontMatterSync("---\na: 1\n---\n", { schema }).data).toEqual({ a: 1 });
  }
});

test("a key of the schema that looks like a misspelled known key is not reported", () => {
  const schema = z.object({ tilte: z.string() });
  expect(parseFrontMatterSync("---\ntilte: x\n---\n", { schema }).messages).toEqual([]);
});
