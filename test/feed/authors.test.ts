import { describe, expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import type { FeedPost } from "../../src/feed/source.ts";

function readAll(authors: unknown): { authors: unknown; problems: string[] } {
  const post = { slug: "a", title: "A", date: "2025-01-01", authors } as FeedPost;
  const feed = buildFeed({ url: "https://example.com/posts/", title: "T" }, [post]);
  return {
    authors: feed.items[0]?.authors,
    problems: feed.messages.map(({ ruleId, reason }) => `${ruleId} ${reason}`),
  };
}

function read(...written: unknown[]): { authors: unknown; problems: string[] } {
  return readAll(written);
}

describe("authors of a post", () => {
  test.each<[unknown, unknown]>([
    ["Ada", { name: "Ada" }],
    ["Ada <ada@example.com>", { name: "Ada", email: "ada@example.com" }],
    ["Ada <ada@example.com> ", { name: "Ada", email: "ada@example.com" }],
    // Only the last address is the author's, and no address stays in the name.
    ["<ada@example.com> Ada", { name: "Ada" }],
    ["Ada <a@x.com> <b@y.com>", { name: "Ada", email: "b@y.com" }],
    ["Ada <at home>", { name: "Ada <at home>" }],
    [
      { name: "Ada", email: "ada@example.com" },
      { name: "Ada", email: "ada@example.com" },
    ],
    [
      { name: "Ada <a@x.com>", email: "ada@example.com" },
      { name: "Ada", email: "ada@example.com" },
    ],
    [
      { name: "Ada", url: "/ada" },
      { name: "Ada", url: "https://example.com/ada" },
    ],
    [
      { name: "Ada", email: "a.b+c_d@sub.example-site.com" },
      { name: "Ada", email: "a.b+c_d@sub.example-site.com" },
    ],
    [
      { name: "Ada", email: `${"a".repeat(308)}@example.com` },
      { name: "Ada", email: `${"a".repeat(308)}@example.com` },
    ],
  ])("%j", (written, author) => {
    expect(read(written)).toEqual({ authors: [author], problems: [] });
  });

  test.each<[unknown, unknown[], string]>([
    ["", [], "an author has no name"],
    ["<ada@example.com>", [], "an author has no name"],
    [null, [], "an author has no name"],
    [{ name: 7 }, [], "an author has no name"],
    [{ name: "Ada", email: "ada" }, [{ name: "Ada" }], 'the e-mail address of "Ada" is not valid: "ada"'],
    [
      { name: "Ada", email: "ada@example" },
      [{ name: "Ada" }],
      'the e-mail address of "Ada" is not valid: "ada@example"',
    ],
    [
      { name: "Ada", email: "@example.com" },
      [{ name: "Ada" }],
      'the e-mail address of "Ada" is not valid: "@example.com"',
    ],
    [
      { name: "Ada", email: "a b@x.com" },
      [{ name: "Ada" }],
      'the e-mail address of "Ada" is not valid: "a b@x.com"',
    ],
    [
      { name: "Ada", email: "a@x..com" },
      [{ name: "Ada" }],
      'the e-mail address of "Ada" is not valid: "a@x..com"',
    ],
    [
      { name: "Ada", email: "a@-x.com" },
      [{ name: "Ada" }],
      'the e-mail address of "Ada" is not valid: "a@-x.com"',
    ],
    [
      { name: "Ada", email: "a@x-.com" },
      [{ name: "Ada" }],
      'the e-mail address of "Ada" is not valid: "a@x-.com"',
    ],
    [
      { name: "Ada", email: "a@x.com\n" },
      [{ name: "Ada" }],
      'the e-mail address of "Ada" is not valid: "a@x.com\\n"',
    ],
    [{ name: "Ada", email: 5 }, [{ name: "Ada" }], 'the e-mail address of "Ada" is not valid: 5'],
    [
      { name: "Ada", email: `${"a".repeat(309)}@example.com` },
      [{ name: "Ada" }],
      `the e-mail address of "Ada" is not valid: "${"a".repeat(78)}…`,
    ],
    [
      { name: "Ada", url: "javascript:1" },
      [{ name: "Ada" }],
      'the URL of "Ada" is not valid: "javascript:1"',
    ],
    [
      { name: "Ada", url: "mailto:a@x.com" },
      [{ name: "Ada" }],
      'the URL of "Ada" is not valid: "mailto:a@x.com"',
    ],
    [{ name: "Ada", url: {} }, [{ name: "Ada" }], 'the URL of "Ada" is not valid: an object'],
    [{ name: "Ada", url: null }, [{ name: "Ada" }], 'the URL of "Ada" is not valid: null'],
  ])("%j is reported", (written, authors, problem) => {
    expect(read(written)).toEqual({ authors, problems: [`feed-author-invalid The post "a": ${problem}`] });
  });

  test("a single author can be given without a list", () => {
    expect(readAll("Ada").authors).toEqual([{ name: "Ada" }]);
    expect(readAll({ name: "Ada" }).authors).toEqual([{ name: "Ada" }]);
    expect(readAll(undefined).authors).toEqual([]);
    expect(read("Ada", "Bob").authors).toEqual([{ name: "Ada" }, { name: "Bob" }]);
  });
});
