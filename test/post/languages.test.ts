import { expect, test } from "vitest";
import { createPostParser } from "../../src/post/create-post-parser.ts";

const parse = createPostParser();

test.each([
  ["---\nlang: fr\n---\nText.", "posts/a.md", "fr"],
  ["---\nlang: fr\n---\nText.", "posts/a.de.md", "fr"],
  ["Text.", "posts/a.de.md", "de"],
  ["Text.", "posts/a.pt-br.md", "pt-BR"],
  ["Text.", "posts/a.md", undefined],
])("the language of %j in %s is %j", async (source, path, lang) => {
  expect((await parse(source, { path })).lang).toBe(lang);
});

test.each([42, null, undefined, {}, ["text"]])("a source that is %j throws", async (source) => {
  await expect(async () => parse(source as never)).rejects.toThrow(/^Expected .* received/);
});
