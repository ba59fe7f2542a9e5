import { expect, test } from "vitest";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { namePost } from "../../src/post/name-post.ts";

test("an empty tree without a path gets a title and a slug", () => {
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
])("the title, slug and HTML of %j in %s: %j", (source, path, title, slug, html) => {
  expect(createPostParser().sync(source, { path })).toMatchObject({ title, slug, html });
});

test.each([
  ["a", ["title-missing"], 'The post has no title; "Untitled" was made from its slug', /^Add `title:`/],
  ["# a\u202eb", ["title-bidi"], "The title contains a control character", /^Remove it, unless/],
])("%j is reported because of its title", (source, rules, reason, note) => {
  const { messages } = createPostParser().sync(source);
  expect(messages.map(({ ruleId }) => ruleId)).toEqual(rules);
  expect(messages[0]?.reason).toContain(reason);
  expect(messages[0]?.note).toMatch(note);
});

test.each([1, "", "-!", undefined])("throws for a slug function that returns %j", (slug) => {
  expect(() => createPostParser({ slug: () => slug as string }).sync("# A")).toThrow(
    "Expected `slug` to return text with a letter or a digit, received",
  );
});

test.each(["a/b", "../a", "a\\b"])(
  "throws for a slug function that returns %j, which contains a slash",
  (slug) => {
    expect(() => createPostParser({ slug: () => slug }).sync("# A")).toThrow(
      `Expected \`slug\` to return one part of a URL, without slashes, received ${JSON.stringify(slug)}`,
    );
  },
);
