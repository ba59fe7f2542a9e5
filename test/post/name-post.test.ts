import { expect, test } from "vitest";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { namePost } from "../../src/post/name-post.ts";

test("an empty tree without a path still gets names", () => {
  const messages: unknown[] = [];
  const named = namePost(
    { type: "root", children: [] },
    {
      meta: {},
      data: {},
      path: undefined,
      toSlug: undefined,
      onMessage: (message) => messages.push(message),
    },
  );
  expect([named.title, named.slug, messages.length]).toEqual(["Untitled", "untitled", 1]);
});

test.each([
  ["# A *b*\n\nc", undefined, "A b", "a-b", "<p>c</p>"],
  ["# \n\n# A\n\n# B", undefined, "A", "a", '<h1 id="section"></h1>\n<h1 id="b">B</h1>'],
  ["## A", undefined, "Untitled", "untitled", '<h2 id="a">A</h2>'],
  ["a", "posts/2026-01-02-why-not.md", "Why not", "why-not", "<p>a</p>"],
  ["# A  b\n", "posts/x.md", "A b", "x", ""],
  ["# C++", undefined, "C++", "c", ""],
  ["a", "posts/élan.md", "Élan", "élan", "<p>a</p>"],
])("%j in %s is called %j", (source, path, title, slug, html) => {
  expect(createPostParser().sync(source, { path })).toMatchObject({ title, slug, html });
});

test.each([
  ["a", ["title-missing"], 'The post has no title; "Untitled" was made from its slug', /^Add `title:`/],
  ["# a\u202eb", ["title-bidi"], "The title contains a control character", /^Remove it, unless/],
])("the message about the title of %j", (source, rules, reason, note) => {
  const { messages } = createPostParser().sync(source);
  expect(messages.map(({ ruleId }) => ruleId)).toEqual(rules);
  expect(messages[0]?.reason).toContain(reason);
  expect(messages[0]?.note).toMatch(note);
});

test.each([1, "", "-!", undefined])("a slug function must not return %j", (slug) => {
  expect(() => createPostParser({ slug: () => slug as string }).sync("# A")).toThrow(
    "Expected `slug` to return text with a letter or a digit, received",
  );
});

test.each(["a/b", "../a", "a\\b"])("a slug function must not return %j, which has a slash", (slug) => {
  expect(() => createPostParser({ slug: () => slug }).sync("# A")).toThrow(
    `Expected \`slug\` to return one part of a URL, without slashes, received ${JSON.stringify(slug)}`,
  );
});
