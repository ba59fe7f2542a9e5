import { describe, expect, test } from "vitest";
import { buildBlog } from "../../src/blog/index.ts";
import {
  backlinksOf,
  groupByMonth,
  groupByTag,
  groupByYear,
  neighborsOf,
  orderSeries,
  type PublishablePost,
  paginate,
  relatedPosts,
  selectPublished,
  sortPosts,
} from "../../src/collection/index.ts";
import { buildSitemap, toJsonLd, toSearchDocuments } from "../../src/discovery/index.ts";
import { buildFeed } from "../../src/feed/index.ts";
import { lintPosts } from "../../src/lint/index.ts";

const now = "2026-03-02";
const site = { url: "https://example.com", title: "Notes" };

/** Records as in JSON, a content management system or a spreadsheet. */
const rings = { slug: "rings", title: "Rings", date: "2026-03-01", tags: "rust, queues", series: "Locks" };
const locks = { slug: "locks", title: "Locks", date: "2026-01-05T10:00:00+02:00", tags: "rust" };
const soon = { slug: "soon", title: "Soon", date: "2026-09-01", tags: null };
const records = [locks, soon, rings] as (typeof rings)[];

const slugs = (posts: readonly unknown[]): string =>
  posts.map((post) => (post as { slug: string }).slug).join(" ");

describe("dates as ISO 8601 text", () => {
  test("are read by every function", () => {
    expect(slugs(sortPosts(records))).toBe("soon rings locks");
    expect(groupByYear(records).map(({ year }) => year)).toEqual([2026]);
    expect(groupByMonth(records).map(({ month }) => month)).toEqual([9, 3, 1]);
    expect(neighborsOf(records, rings).previous?.slug).toBe("locks");
    expect(slugs(selectPublished(records, { now }).posts)).toBe("locks rings");
    expect(selectPublished(records, { now }).nextChangeAt).toEqual(new Date("2026-09-01"));
    expect(buildFeed(site, records, { now }).items.map(({ id }) => id)).toEqual([
      "https://example.com/posts/rings/",
      "https://example.com/posts/locks/",
    ]);
    expect(orderSeries([rings], { now })[0]?.firstDate).toEqual(new Date("2026-03-01"));
    expect(lintPosts(records, { now }).filter(({ ruleId }) => ruleId === "date-future")).toHaveLength(1);
    expect(toJsonLd(locks, site).datePublished).toBe("2026-01-05T08:00:00Z");
    expect(toSearchDocuments(locks)[0]?.date).toBe("2026-01-05");
    expect(buildSitemap(site, [rings])).toContain("<lastmod>2026-03-01");
  });

  test("are read as expiry dates too", () => {
    const expired = { slug: "a", date: "2026-01-01", expires: "2026-02-01" };
    expect(selectPublished([expired], { now }).posts).toEqual([]);
    expect(buildFeed(site, [expired], { now }).items).toEqual([]);
  });
});

test.each([
  { isDraft: true },
  { publish: false },
  { publishDate: "2026-09-01" },
  { pub_date: new Date("2026-09-01") },
  { date: "2026-01-01", expiryDate: "2026-02-01" },
  { hidden: true },
])("a record with %j is not published, as with the same keys in front matter", (fields) => {
  const record = { slug: "a", title: "A", html: "", ...fields };
  expect(selectPublished([record], { now }).posts).toEqual([]);
  expect(buildFeed(site, [record], { now }).items).toEqual([]);
  expect(buildBlog([record], { ...site, now }).posts).toEqual([]);
});

test("a string is one tag, or several tags separated by commas", () => {
  expect(groupByTag(records).map(({ slug, posts }) => [slug, posts.length])).toEqual([
    ["queues", 1],
    ["rust", 2],
  ]);
  expect(relatedPosts(records, rings)[0]?.reasons[0]).toMatchObject({ kind: "tags", values: ["rust"] });
  expect(orderSeries([rings])[0]?.tags).toEqual(["queues", "rust"]);
  expect(toJsonLd(locks, site).keywords).toEqual(["rust"]);
  expect(toSearchDocuments(rings)[0]?.tags).toEqual(["rust", "queues"]);
  expect(buildFeed(site, [rings]).items[0]?.tags).toEqual(["rust", "queues"]);
});

test("functions return the records themselves, not copies", () => {
  expect(sortPosts(records)[1]).toBe(rings);
  expect(selectPublished(records, { now }).posts[0]).toBe(locks);
  expect(groupByTag(records)[0]?.posts[0]).toBe(rings);
  expect(groupByYear(records)[0]?.posts[1]).toBe(rings);
  expect(paginate(records, { pageSize: 1 })[2]?.items[0]).toBe(rings);
  expect(neighborsOf(records, rings).previous).toBe(locks);
  expect(relatedPosts(records, rings)[0]?.post).toBe(locks);
  expect(orderSeries(records)[0]?.parts[0]?.post).toBe(rings);
});

describe("unclear values never publish a post", () => {
  const hidden: readonly [name: string, fields: object][] = [
    ["draft: true", { draft: true }],
    ['draft: "true"', { draft: "true" }],
    ['draft: "Yes"', { draft: "Yes" }],
    ["draft: 1", { draft: 1 }],
    ['draft: "1"', { draft: "1" }],
    ["published: false", { published: false }],
    ['published: "false"', { published: "false" }],
    ["published: 0", { published: 0 }],
    ['status: "draft"', { status: "draft" }],
    ['status: "Private"', { status: "Private" }],
    ['unlisted: "true"', { unlisted: "true" }],
    ["unlisted: 1", { unlisted: 1 }],
  ];
  test.each(hidden)("%s is not published", (_, fields) => {
    const post = { slug: "a", title: "A", date: "2026-01-01", ...fields };
    expect(selectPublished([post], { now }).posts).toEqual([]);
    expect(buildFeed(site, [post]).items).toEqual([]);
    expect(buildSitemap(site, [post])).not.toContain("<loc>");
  });

  const shown: readonly [name: string, fields: object][] = [
    ["draft: false", { draft: false }],
    ['draft: "false"', { draft: "false" }],
    ["draft: 0", { draft: 0 }],
    ["draft: null", { draft: null }],
    ["published: true", { published: true }],
    ["published: a date in addition to the date", { published: new Date("2020-01-01") }],
    ['status: "publish"', { status: "publish" }],
    ["expires: null", { expires: null }],
  ];
  test.each(shown)("%s is published", (_, fields) => {
    const post = { slug: "a", title: "A", date: "2026-01-01", ...fields };
    expect(selectPublished([post], { now }).posts).toEqual([post]);
    expect(buildFeed(site, [post], { now }).items).toHaveLength(1);
    expect(buildSitemap(site, [post])).toContain("<loc>");
  });

  const unclear: readonly [fields: object, message: string][] = [
    [{ draft: "maybe" }, 'Expected `posts[1].draft` to be true or false, received "maybe"'],
    [{ draft: "" }, 'Expected `posts[1].draft` to be true or false, received ""'],
    [{ draft: {} }, "Expected `posts[1].draft` to be true or false, received an object"],
    [{ draft: 2 }, "Expected `posts[1].draft` to be true or false, received 2"],
    [{ unlisted: [] }, "Expected `posts[1].unlisted` to be true or false, received an array"],
    [{ date: "soon" }, "Expected `posts[1].date` to be a valid Date, or ISO 8601 text"],
    [{ date: "2026-02-30" }, 'such as "2026-03-01", received "2026-02-30"'],
    [{ date: new Date(Number.NaN) }, 'such as "2026-03-01", received Invalid Date'],
    [{ date: 1_767_225_600_000 }, 'such as "2026-03-01", received 1767225600000'],
    [{ expires: "never" }, "Expected `posts[1].expires` to be a valid Date"],
    [
      { published: new Date("2030-01-01") },
      "Expected `posts[1].published` to be true or false (a date is `date`)",
    ],
  ];
  test.each(unclear)("%j throws because its meaning is unclear", (fields, message) => {
    const posts: PublishablePost[] = [{ date: now }, { ...fields }];
    expect(() => selectPublished(posts, { now })).toThrow(TypeError);
    expect(() => selectPublished(posts, { now })).toThrow(message);
  });

  test("a feed with `now` omits a post with unreadable dates and reports it once", () => {
    const posts = [
      { slug: "a", title: "A", date: "soon" },
      { slug: "b", title: "B", date: "2026-01-01", expires: "never" },
    ];
    const feed = buildFeed(site, posts, { now });
    expect(feed.items).toEqual([]);
    expect(feed.messages.map(({ reason }) => reason)).toEqual([
      'The post "a": its `date` is not valid, so the post is left out: "soon"',
      'The post "b": its `expires` is not valid, so the post is left out: "never"',
    ]);
  });

  test("a feed omits posts with unclear flags, and buildSitemap throws", () => {
    for (const [name, value, shown] of [
      ["draft", "maybe", '"maybe"'],
      ["draft", {}, "an object"],
      ["unlisted", "perhaps", '"perhaps"'],
      ["published", "2027-01-01", '"2027-01-01"'],
    ] as const) {
      const posts = [{ slug: "a", title: "A", [name]: value }] as never;
      const { items, messages } = buildFeed(site, posts);
      expect(items).toEqual([]);
      expect(messages.map(({ ruleId, reason }) => [ruleId, reason])).toEqual([
        [
          "feed-draft-invalid",
          `The post "a": its \`${name}\` is not true or false, so the post is left out: ${shown}`,
        ],
      ]);
      expect(() => buildSitemap(site, posts)).toThrow(TypeError);
      expect(() => buildSitemap(site, posts)).toThrow(`Expected \`posts[0].${name}\` to be true or false`);
    }
  });
});

describe("entries that keep their fields in a nested object are rejected", () => {
  const fields = { title: "Rings", date: new Date("2030-01-01"), draft: true };
  const entries: readonly [tool: string, entry: object][] = [
    ["a collection of Astro", { id: "rings", collection: "blog", data: fields }],
    ["an older collection of Astro", { id: "rings.md", slug: "rings", data: fields }],
    ["an entry with other names of fields", { id: "rings", data: { pubDate: fields.date } }],
    ["gray-matter", { content: "Text", data: fields }],
    ["a module of Markdown", { url: "/rings", frontmatter: fields }],
    ["mdsvex", { default: {}, metadata: fields }],
    ["front-matter", { body: "Text", attributes: fields }],
  ];
  const calls: readonly [name: string, call: (posts: never) => unknown][] = [
    ["selectPublished", (posts) => selectPublished(posts, { now })],
    ["sortPosts", sortPosts],
    ["groupByTag", groupByTag],
    ["groupByYear", groupByYear],
    ["orderSeries", orderSeries],
    ["lintPosts", lintPosts],
    ["relatedPosts", (posts) => relatedPosts(posts, posts[0])],
    ["neighborsOf", (posts) => neighborsOf(posts, posts[0])],
    ["backlinksOf", (posts) => backlinksOf(posts, posts[0])],
    ["buildFeed", (posts) => buildFeed(site, posts)],
    ["buildSitemap", (posts) => buildSitemap(site, posts)],
  ];
  test.each(calls)("by %s", (_, call) => {
    for (const [tool, entry] of entries) {
      expect(() => call([entry] as never), tool).toThrow(TypeError);
      expect(() => call([entry] as never), tool).toThrow(
        /^Expected `posts\[0\]` to have the fields of a post itself/,
      );
    }
  });

  test("posts of this library can have `data` next to their own fields", () => {
    const post = { slug: "rings", title: "Rings", draft: false, data: { title: "Rings", draft: true } };
    expect(sortPosts([post])).toEqual([post]);
    expect(selectPublished([post], { now }).posts).toEqual([post]);
  });
});

describe("errors name the index, field and value", () => {
  test.each<[unknown, string]>([
    [[rings, { title: "A" }], "Expected `posts[1].slug` to be a string, received undefined"],
    [[{ slug: 404 }], "Expected `posts[0].slug` to be a string, received 404"],
    [
      [{ slug: "a", title: { rendered: "A" } }],
      "Expected `posts[0].title` to be a string, received an object",
    ],
    [
      [{ slug: "a", tags: [{ name: "x" }] }],
      "Expected `posts[0].tags` to be a list of strings, received an array",
    ],
    [[rings, null], "Expected `posts[1]` to be a post, which is an object, received null"],
    [
      [Promise.resolve(rings)],
      "Expected `posts[0]` to be a post, received a promise; did you forget `await` or",
    ],
    [
      Promise.resolve([rings]),
      "Expected `posts` to be an array of posts, received a promise; did you forget `await`?",
    ],
    [undefined, "Expected `posts` to be an array of posts, received undefined"],
    [{ posts: [rings], messages: [] }, "received an object with `posts`: pass its `posts`"],
    [
      [{ post: rings, score: 1 }],
      "Expected `posts[0].slug` to be a string, received undefined: pass its `post`",
    ],
  ])("%j", (posts, message) => {
    expect(() => groupByTag(posts as never)).toThrow(TypeError);
    expect(() => groupByTag(posts as never)).toThrow(message);
  });

  test("links must be objects", () => {
    const posts = [{ slug: "a", links: ["/posts/b/"] }] as never;
    const message = "Expected `posts[0].links` to be a list of objects with `url`, received an array";
    expect(() => backlinksOf(posts, posts[0])).toThrow(message);
    expect(() => relatedPosts(posts, posts[0])).toThrow(message);
    expect(() => lintPosts(posts)).toThrow(message);
  });

  test("`null` counts as missing", () => {
    const posts = [
      "title",
      "date",
      "updated",
      "tags",
      "links",
      "headings",
      "html",
      "description",
      "lang",
      "path",
    ].map((field) => ({ slug: field, [field]: null })) as (PublishablePost & { slug: string })[];
    expect(sortPosts(posts)).toHaveLength(posts.length);
    expect(groupByTag(posts)).toEqual([]);
    expect(relatedPosts(posts, posts[0] as { slug: string })).toEqual([]);
    expect(orderSeries(posts)).toEqual([]);
    expect(() => lintPosts(posts)).not.toThrow();
    expect(selectPublished(posts, { now }).posts).toEqual(posts);
  });
});

test("`now` can be text, but not a number, which could be in seconds", () => {
  expect(selectPublished(records, { now: "2026-09-01" }).scheduled).toEqual([]);
  for (const wrong of [undefined, null, 1_767_225_600_000, "today", new Date(Number.NaN)]) {
    expect(() => selectPublished(records, { now: wrong as never })).toThrow(
      "Expected `now` to be a valid Date, received",
    );
  }
});
