import { describe, expect, test } from "vitest";
import {
  expiryTime,
  isDraft,
  isUnlisted,
  publishingKeys,
  publishingTime,
} from "../../src/core/publishing.ts";
import { parseFrontMatter } from "../../src/front-matter/index.ts";

describe("drafts", () => {
  test.each([
    [{}, false],
    [{ draft: false }, false],
    [{ draft: true }, true],
    [{ draft: null }, false],
    [{ draft: " Yes " }, true],
    [{ draft: "off" }, false],
    [{ draft: 1 }, true],
    [{ draft: 0 }, false],
    // What is not understood counts as a draft.
    [{ draft: "maybe" }, true],
    [{ draft: "no one" }, true],
    [{ draft: {} }, true],
    [{ published: false }, true],
    [{ published: "no" }, true],
    [{ published: true }, false],
    [{ published: null }, false],
    [{ draft: false, published: false }, true],
    [{ status: "Draft" }, true],
    [{ status: "trash" }, true],
    [{ status: "publish" }, false],
    [{ draft: false, status: "private" }, true],
    [{ status: 1 }, false],
    // Other spellings of front matter.
    [{ isDraft: true }, true],
    [{ is_draft: "yes" }, true],
    [{ draft: false, isDraft: true }, true],
    [{ Draft: true }, true],
    [{ publish: false }, true],
    [{ "is-published": "no" }, true],
    // Ghost, WordPress, Hugo, Eleventy and Qiita.
    [{ status: "published", visibility: "members" }, true],
    [{ visibility: "paid" }, true],
    [{ visibility: "public" }, false],
    [{ post_status: "auto-draft" }, true],
    [{ build: { render: "never", list: "always" } }, true],
    [{ _build: { render: false } }, true],
    [{ build: "make" }, false],
    [{ headless: true }, true],
    [{ permalink: false }, true],
    [{ permalink: "/a/" }, false],
    [{ private: true }, true],
    [{ public: false }, true],
    [{ published: "never" }, true],
    [{ path: "site/_drafts/a.md" }, true],
    [{ path: "posts/drafts.md", publish: true }, false],
  ])("%j: %j", (post, expected) => {
    expect(isDraft(post as never)).toBe(expected);
  });

  test.each([
    [{}, false],
    [{ unlisted: false }, false],
    [{ unlisted: true }, true],
    [{ unlisted: "y" }, true],
    [{ unlisted: "n" }, false],
    [{ unlisted: "maybe" }, true],
    [{ hidden: true }, true],
    [{ listed: false }, true],
    [{ status: "hidden" }, true],
    [{ build: { list: "never" } }, true],
    [{ build: { list: "local" } }, false],
    [{ eleventyExcludeFromCollections: true }, true],
  ])("unlisted %j: %j", (post, expected) => {
    expect(isUnlisted(post as never)).toBe(expected);
  });
});

test.each([
  ["---\nstatus: published\nvisibility: members\n---", { draft: true }],
  ["+++\n[build]\nrender = 'never'\nlist = 'never'\n+++", { draft: true, unlisted: true }],
  ["---\n_build:\n  list: false\n---", { draft: false, unlisted: true }],
  ["---\npermalink: false\neleventyExcludeFromCollections: true\n---", { draft: true, unlisted: true }],
  ["---\npermalink: /2026/a/\nvisibility: public\n---", { draft: false, unlisted: false }],
])("front matter of other generators that keeps a post back: %j", async (source, expected) => {
  const { meta, messages } = await parseFrontMatter(source);
  expect(meta).toMatchObject(expected);
  expect(messages).toEqual([]);
});

test("uses the first date that can be read, or a later `publishDate`", () => {
  const day = Date.UTC(2026, 2, 1);
  expect(publishingTime({ published: true, publish_date: "2026-03-01", created: "2020-01-01" })).toBe(day);
  expect(publishingTime({ date: "2020-01-01", publish_date: new Date(day) })).toBe(day);
  expect(publishingTime({ date: new Date(day), publishDate: "2020-01-01", created: "2027-01-01" })).toBe(day);
  expect(publishingTime({ pubDate: "soon" })).toBeUndefined();
  expect(expiryTime({ expiry_date: "2026-03-01" })).toBe(day);
});

const flags = [true, false, "yes", "no"];
const words = [...flags, "draft", "Trash", "hidden", "public"];
const keysOf = (...fields: (keyof typeof publishingKeys)[]) =>
  fields.flatMap((field) => publishingKeys[field].split(" "));

test.each([
  ...keysOf("draft", "status", "unlisted", "listed").map((key) => ({ key, values: words })),
  // Other values are dates.
  ...keysOf("published").map((key) => ({ key, values: flags })),
])("`$key` means the same in a record and in front matter", async ({ key, values }) => {
  const [outer = "", inner] = key.split(".");
  for (const value of values) {
    const record = { [outer]: inner === undefined ? value : { [inner]: value } };
    const { meta } = await parseFrontMatter(`---\n${outer}: ${JSON.stringify(record[outer])}\n---\n`);
    expect([isDraft(record), isUnlisted(record)], `${value}`).toEqual([meta.draft, meta.unlisted]);
  }
});
