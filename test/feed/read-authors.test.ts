import { describe, expect, test } from "vitest";
import { readAuthors } from "../../src/feed/read-authors.ts";

function read(...written: unknown[]): { authors: unknown; faults: string[] } {
  const faults: string[] = [];
  const authors = readAuthors(written, new URL("https://example.com/posts/"), (fault) => faults.push(fault));
  return { authors, faults };
}

describe("readAuthors", () => {
  test.each<[unknown, unknown]>([
    ["Ada", { name: "Ada" }],
    ["Ada <ada@example.com>", { name: "Ada", email: "ada@example.com" }],
    ["Ada <ada@example.com> ", { name: "Ada", email: "ada@example.com" }],
    // Only what stands last is the author's; no address stays in a name.
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
    expect(read(written)).toEqual({ authors: [author], faults: [] });
  });

  test.each<[unknown, unknown[], string]>([
    ["", [], "an author has no name"],
    ["<ada@example.com>", [], "an author has no name"],
    [null, [], "an author has no name"],
    [{ name: 7 }, [], "an author has no name"],
    [{ name: "Ada", email: "ada" }, [{ name: "Ada" }], 'the e-mail address of "Ada" is "ada"'],
    [
      { name: "Ada", email: "ada@example" },
      [{ name: "Ada" }],
      'the e-mail address of "Ada" is "ada@example"',
    ],
    [
      { name: "Ada", email: "@example.com" },
      [{ name: "Ada" }],
      'the e-mail address of "Ada" is "@example.com"',
    ],
    [{ name: "Ada", email: "a b@x.com" }, [{ name: "Ada" }], 'the e-mail address of "Ada" is "a b@x.com"'],
    [{ name: "Ada", email: "a@x..com" }, [{ name: "Ada" }], 'the e-mail address of "Ada" is "a@x..com"'],
    [{ name: "Ada", email: "a@-x.com" }, [{ name: "Ada" }], 'the e-mail address of "Ada" is "a@-x.com"'],
    [{ name: "Ada", email: "a@x-.com" }, [{ name: "Ada" }], 'the e-mail address of "Ada" is "a@x-.com"'],
    [{ name: "Ada", email: "a@x.com\n" }, [{ name: "Ada" }], 'the e-mail address of "Ada" is "a@x.com\\n"'],
    [{ name: "Ada", email: 5 }, [{ name: "Ada" }], 'the e-mail address of "Ada" is 5'],
    [
      { name: "Ada", email: `${"a".repeat(309)}@example.com` },
      [{ name: "Ada" }],
      `the e-mail address of "Ada" is "${"a".repeat(80)}…"`,
    ],
    [{ name: "Ada", url: "javascript:1" }, [{ name: "Ada" }], 'the URL of "Ada" is "javascript:1"'],
    [{ name: "Ada", url: "mailto:a@x.com" }, [{ name: "Ada" }], 'the URL of "Ada" is "mailto:a@x.com"'],
    [{ name: "Ada", url: {} }, [{ name: "Ada" }], 'the URL of "Ada" is of type object'],
    [{ name: "Ada", url: null }, [{ name: "Ada" }], 'the URL of "Ada" is null'],
  ])("%j has a fault", (written, authors, fault) => {
    expect(read(written)).toEqual({ authors, faults: [fault] });
  });

  test("what is no list has no authors", () => {
    expect(readAuthors("Ada", new URL("https://example.com/"), () => {})).toEqual([]);
    expect(readAuthors(undefined, new URL("https://example.com/"), () => {})).toEqual([]);
    expect(read("Ada", "Bob").authors).toEqual([{ name: "Ada" }, { name: "Bob" }]);
  });
});
