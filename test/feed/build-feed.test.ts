import { describe, expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import type { FeedPost, Site } from "../../src/feed/source.ts";
import { hostilePosts, hostileSite } from "./hostile-posts.ts";

const site: Site = { url: "https://example.com/blog", title: "Notes", language: "en" };

function ids(posts: readonly FeedPost[], options: Parameters<typeof buildFeed>[2] = {}): string[] {
  return buildFeed(site, posts, options).items.map(({ url }) =>
    url.replace("https://example.com/blog/posts/", ""),
  );
}

function day(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** Rule ids with the messages. */
function faults(post: FeedPost, options: Parameters<typeof buildFeed>[2] = {}): unknown[] {
  const { messages } = buildFeed(
    site,
    [{ slug: "a", title: "A", date: day("2025-01-01"), ...post }],
    options,
  );
  return messages.map(({ ruleId, reason }) => [ruleId, reason]);
}

describe("the posts of a feed", () => {
  const posts: FeedPost[] = [
    { slug: "old", title: "Old", date: day("2024-01-01") },
    { slug: "draft", title: "Draft", date: day("2024-02-01"), draft: true },
    { slug: "unlisted", title: "Unlisted", date: day("2024-02-02"), unlisted: true },
    { slug: "expired", title: "Expired", date: day("2024-02-03"), expires: day("2024-06-01") },
    { slug: "scheduled", title: "Scheduled", date: day("2024-06-02") },
    { slug: "new", title: "New", date: "2024-05-01" },
  ];

  test("drafts and unlisted posts are omitted, and with `now` also scheduled and expired posts", () => {
    expect(ids(posts, { now: day("2024-06-01") })).toEqual(["new/", "old/"]);
    expect(ids(posts, { now: new Date(day("2024-06-01").getTime() - 1) })).toEqual([
      "new/",
      "expired/",
      "old/",
    ]);
    expect(ids(posts, { now: day("2024-06-02") })).toEqual(["scheduled/", "new/", "old/"]);
  });

  test("without `now`, scheduled and expired posts are included", () => {
    expect(ids(posts)).toEqual(["scheduled/", "new/", "expired/", "old/"]);
  });

  test("`limit` keeps the newest posts", () => {
    expect(ids(posts, { limit: 1 })).toEqual(["scheduled/"]);
    expect(ids(posts, { limit: 0 })).toEqual([]);
    expect(ids(posts, { limit: 99 })).toHaveLength(4);
  });

  test("posts with the same date are sorted by id and posts without a date come last, whatever the input order", () => {
    const some: FeedPost[] = [
      { slug: "z", title: "Z" },
      { slug: "b", title: "B", date: "2024-01-01" },
      { slug: "a", title: "A", date: "2024-01-01" },
      { slug: "c", title: "C", date: "2025-01-01" },
    ];
    expect(ids(some)).toEqual(["c/", "a/", "b/", "z/"]);
    expect(ids([...some].reverse())).toEqual(["c/", "a/", "b/", "z/"]);
  });

  test('`order: "given"` keeps the order of a series', () => {
    expect(
      ids(posts.slice(0, 1).concat(posts.slice(5), posts.slice(4, 5)), { order: "given", limit: 2 }),
    ).toEqual(["old/", "new/"]);
  });
});

describe("ids and URLs", () => {
  test.each<[FeedPost, string, string]>([
    [{ slug: "a" }, "https://example.com/blog/posts/a/", "https://example.com/blog/posts/a/"],
    [{ slug: "a", url: "/x/ü b" }, "https://example.com/x/%C3%BC%20b", "https://example.com/x/%C3%BC%20b"],
    [{ url: "https://other.example" }, "https://other.example/", "https://other.example/"],
    [
      { slug: "a", guid: "tag:example.com,2024:a" },
      "tag:example.com,2024:a",
      "https://example.com/blog/posts/a/",
    ],
    [{ slug: "a", id: "old-1" }, "https://example.com/blog/old-1", "https://example.com/blog/posts/a/"],
    [{ slug: "a", id: "x", guid: "/g" }, "https://example.com/g", "https://example.com/blog/posts/a/"],
    [
      { slug: "a", guid: "123E4567-e89b-12d3-a456-426614174000" },
      "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
      "https://example.com/blog/posts/a/",
    ],
  ])("%j", (post, id, url) => {
    expect(buildFeed(site, [{ title: "A", date: "2025-01-01", ...post }])).toMatchObject({
      items: [{ id, url }],
      messages: [],
    });
  });

  test("`postUrl` creates the URLs", () => {
    const feed = buildFeed(site, [{ slug: "a", title: "A", date: "2025-01-01", url: "/own" }], {
      postUrl: ({ slug }) => `/notes/${slug}`,
    });
    expect(feed.items[0]?.url).toBe("https://example.com/notes/a");
  });
});

describe("invalid values in a post are reported and omitted", () => {
  test.each<[string, FeedPost, [string, string][]]>([
    ["no date", { date: undefined }, [["feed-date-missing", 'The post "a": it has no date']]],
    [
      "an invalid date",
      { date: new Date(Number.NaN) },
      [["feed-date-invalid", 'The post "a": its `date` is not valid and is left out: Invalid Date']],
    ],
    [
      "a day that does not exist",
      { date: "2025-02-30" },
      [["feed-date-invalid", 'The post "a": its `date` is not valid and is left out: "2025-02-30"']],
    ],
    [
      "a year before the web",
      { date: new Date(0) },
      [
        [
          "feed-date-invalid",
          'The post "a": its `date` is not valid and is left out: 1970-01-01T00:00:00.000Z',
        ],
      ],
    ],
    [
      "an invalid update",
      { updated: "soon" },
      [["feed-date-invalid", 'The post "a": its `updated` is not valid and is left out: "soon"']],
    ],
    ["no title", { title: " \n" }, [["feed-title-missing", 'The post "a": it has no title']]],
    [
      "a URL with an unsafe scheme",
      { url: "javascript:alert(1)" },
      [
        [
          "feed-url-invalid",
          'The post "a": its URL is not valid, https://example.com/blog/posts/a/ is used instead: "javascript:alert(1)"',
        ],
      ],
    ],
    [
      "no URL and no slug",
      { slug: "", title: "T" },
      [["feed-url-invalid", 'The post "T": it has neither a URL nor a slug, so it is left out']],
    ],
    [
      "an id with an unknown scheme",
      { guid: "foo:bar" },
      [["feed-id-invalid", 'The post "a": its id is not valid, its URL is used instead: "foo:bar"']],
    ],
    [
      "a nameless author",
      { authors: [{ name: "" }] },
      [["feed-author-invalid", 'The post "a": an author has no name']],
    ],
    [
      "an author's e-mail address and URL",
      { authors: [{ name: "Ann", email: "ann", url: "data:x" }] },
      [
        ["feed-author-invalid", 'The post "a": the e-mail address of "Ann" is not valid: "ann"'],
        ["feed-author-invalid", 'The post "a": the URL of "Ann" is not valid: "data:x"'],
      ],
    ],
    [
      "an unknown language",
      { lang: "no tag" },
      [["feed-language-invalid", 'The post "a": its language is not a language tag: "no tag"']],
    ],
    [
      "an image with an unsafe URL",
      { image: "data:image/png,x" },
      [["feed-image-invalid", 'The post "a": the URL of its image is not valid: "data:image/png,x"']],
    ],
    [
      "an enclosure of an unknown type",
      { enclosure: { url: "/a.xyz" } },
      [
        [
          "feed-enclosure-invalid",
          'The post "a": the MIME type of the enclosure https://example.com/a.xyz is not known',
        ],
      ],
    ],
    [
      "an enclosure with an invalid length",
      { enclosures: [{ url: "/a.mp3", length: -1 }] },
      [
        [
          "feed-enclosure-invalid",
          'The post "a": the length of the enclosure https://example.com/a.mp3 is not valid: -1',
        ],
      ],
    ],
    [
      "an external URL with an unknown scheme",
      { externalUrl: "x:y" },
      [["feed-url-invalid", 'The post "a": its `externalUrl` is not valid: "x:y"']],
    ],
  ])("%s", (_name, post, expected) => {
    expect(faults(post)).toEqual(expected);
  });

  test("two posts with the same id", () => {
    const feed = buildFeed(site, [
      { slug: "a", title: "A", date: "2025-01-02", guid: "/same" },
      { slug: "b", title: "B", date: "2025-01-01", guid: "/same" },
      { slug: "b", title: "C", date: "2024-01-01" },
    ]);
    expect(feed.items.map(({ id }) => id)).toEqual([
      "https://example.com/same",
      "https://example.com/blog/posts/b/",
    ]);
    expect(feed.messages.map(({ ruleId, reason }) => [ruleId, reason])).toEqual([
      [
        "feed-id-duplicate",
        'The post "b": another post has the id https://example.com/same, so its URL is used instead',
      ],
      [
        "feed-id-duplicate",
        'The post "b": another post has the id https://example.com/blog/posts/b/, so this one is left out',
      ],
    ]);
  });

  test("an update in the future", () => {
    expect(faults({ updated: day("2030-01-01") }, { now: day("2025-06-01") })).toEqual([
      [
        "feed-date-invalid",
        'The post "a": its `updated` is in the future and is left out: 2030-01-01T00:00:00.000Z',
      ],
    ]);
  });

  test("messages name the file of the post", () => {
    const { messages } = buildFeed(site, [{ slug: "a", title: "A", path: "posts/a.md" }]);
    expect(messages[0]).toMatchObject({ file: "posts/a.md", source: "galley", fatal: false });
  });

  test("values of any type in any field never throw", () => {
    const junk: unknown[] = [null, 0, Number.NaN, true, "", {}, [], [null, 1, {}], () => 1, 10n, Symbol("s")];
    for (const value of junk) {
      const post = Object.fromEntries(
        [
          ..."slug path title url guid id date updated excerpt description tags authors lang image enclosure".split(
            " ",
          ),
          ..."enclosures externalUrl draft unlisted expires".split(" "),
        ].map((key) => [key, value]),
      );
      expect(() => buildFeed(site, [post as FeedPost, { ...post, slug: "a" } as FeedPost])).not.toThrow();
    }
  });
});

describe("the feed itself", () => {
  test("`updated` is the newest date of a post", () => {
    const posts: FeedPost[] = [
      { slug: "a", title: "A", date: "2025-01-01" },
      { slug: "b", title: "B", date: "2024-01-01", updated: "2025-03-01T10:00:00+02:00" },
    ];
    expect(buildFeed(site, posts).updated).toEqual(new Date("2025-03-01T08:00:00Z"));
    expect(buildFeed(site, []).updated).toBeUndefined();
    expect(buildFeed(site, [{ slug: "a", title: "A" }]).updated).toBeUndefined();
  });

  test("the language is that of the site, otherwise that of all posts, otherwise undetermined", () => {
    const bare: Site = { url: "https://example.com", title: "Notes" };
    const post = (slug: string, lang?: string): FeedPost => ({ slug, title: slug, date: "2025-01-01", lang });
    expect(buildFeed({ ...bare, language: "pt_BR" }, [post("a", "de")])).toMatchObject({
      language: "pt-BR",
      items: [{ language: "de" }],
    });
    const german = buildFeed(bare, [post("a", "de"), post("b", "de")]);
    expect(german.language).toBe("de");
    expect(german.items.map(({ language }) => language)).toEqual([undefined, undefined]);
    expect(buildFeed(bare, [post("a", "de"), post("b")]).language).toBe("und");
    expect(buildFeed(bare, []).language).toBe("und");
  });

  test("the URLs come from the site or from the options", () => {
    expect(buildFeed(site, []).urls).toEqual({
      rss: "https://example.com/blog/rss.xml",
      atom: "https://example.com/blog/atom.xml",
      json: "https://example.com/blog/feed.json",
    });
    const feed = buildFeed(site, [], {
      feedUrls: { rss: "/r" },
      pageUrl: "/tags/x/",
      id: "tag:example.com,2024:x",
    });
    expect(feed).toMatchObject({
      id: "tag:example.com,2024:x",
      url: "https://example.com/tags/x/",
      urls: { rss: "https://example.com/r", atom: "https://example.com/blog/atom.xml" },
    });
  });

  test("the input is not changed, and the result is always the same", () => {
    const before = structuredClone(hostilePosts);
    const first = buildFeed(hostileSite, hostilePosts);
    expect(hostilePosts).toEqual(before);
    expect(buildFeed(hostileSite, structuredClone(hostilePosts))).toEqual(first);
    expect(structuredClone(first)).toEqual(first);
  });

  test("a post that was changed in place is converted again", () => {
    const post = { slug: "a", title: "A", date: "2025-01-01", html: "<p>One</p>" };
    expect(buildFeed(site, [post]).items[0]?.content).toBe("<p>One</p>");
    post.html = "<p><a href='x'>Two</a></p>";
    expect(buildFeed(site, [post]).items[0]?.content).toContain("https://example.com/blog/posts/a/x");
    expect(buildFeed({ ...site, url: "https://b.example" }, [post]).items[0]?.content).toContain(
      "https://b.example/posts/a/x",
    );
  });

  test("a feed of excerpts has no content", () => {
    const post = {
      slug: "a",
      title: "A",
      date: "2025-01-01",
      html: "<p>All</p>",
      excerpt: { text: "Some", html: "<p>Some</p>" },
    };
    expect(buildFeed(site, [post], { content: "excerpt" }).items[0]).toMatchObject({
      content: "",
      summary: "<p>Some</p>",
      summaryText: "Some",
    });
  });

  test("a post without a title uses its first words as a heading", () => {
    const text = "Word ".repeat(40).trim();
    const [item] = buildFeed(site, [{ slug: "a", date: "2025-01-01", description: text }]).items;
    expect(item).toMatchObject({ heading: `${"Word ".repeat(15)}Word…` });
    expect(item).not.toHaveProperty("title");
    expect(buildFeed(site, [{ slug: "a-b" }]).items[0]?.heading).toBe("a-b");
    expect(buildFeed(site, [{ url: "/x" }]).items[0]?.heading).toBe("https://example.com/x");
  });
});

test("HTML that is not a string throws, because it is a programming error", () => {
  for (const html of [5, {}, Promise.resolve("<p>x</p>")]) {
    expect(() => buildFeed(site, [{ slug: "a" }, { slug: "b", html } as never])).toThrow(TypeError);
  }
  expect(() => buildFeed(site, [{ slug: "b", html: 5 } as never])).toThrow(
    "Expected `posts[0].html` to be a string, received 5",
  );
  expect(buildFeed(site, [{ slug: "b", html: null } as never]).items[0]?.content).toBe("");
});

describe("an invalid site or option throws", () => {
  test.each<[string, Partial<Record<keyof Site, unknown>>]>([
    ["site.url", { url: "/blog" }],
    ["site.url", { url: "ftp://example.com" }],
    ["site.url", { url: undefined }],
    ["site.title", { title: "" }],
    ["site.title", { title: 7 }],
    ["site.language", { language: "English" }],
    ["site.image", { image: "data:x" }],
    ["site.hub", { hub: "javascript:x" }],
    ["site.description", { description: {} }],
    ["site.authors", { authors: [{ name: "A", email: "a" }] }],
    ["site.contributors", { contributors: [{ name: "A", email: "a" }] }],
    ["`site.authors`", { authors: "A" }],
    ["`site.hub`", { hub: 7 }],
    ["site.url", { url: "xhttp://example.com" }],
    ["site.url", { url: "https:" }],
  ])("%s: %j", (name, part) => {
    expect(() => buildFeed({ ...site, ...part } as Site, [])).toThrow(TypeError);
    expect(() => buildFeed({ ...site, ...part } as Site, [])).toThrow(`Expected ${name}`);
  });

  test("an archive can have only a next archive, and null in a site counts as missing", () => {
    const paging = { kind: "archive" as const, current: {}, nextArchive: {} };
    const { pages } = buildFeed({ ...site, hub: null, authors: null } as never, [], { paging });
    expect(pages.map(({ rel }) => rel)).toEqual(["current", "next-archive"]);
  });

  test.each<[object, string]>([
    [{ limit: -1 }, "Expected `limit` to be a whole number from 0 or Infinity, received -1"],
    [{ limit: 1.5 }, "Expected `limit` to be a whole number from 0 or Infinity, received 1.5"],
    [{ content: "all" }, 'Expected `content` to be one of "full", "excerpt", received "all"'],
    [{ order: "oldest" }, 'Expected `order` to be one of "newest", "given", received "oldest"'],
    [{ now: new Date(Number.NaN) }, "Expected `now` to be a valid Date, received Invalid Date"],
    [{ now: 0 }, "Expected `now` to be a valid Date, received 0"],
    [{ pageUrl: "x:y" }, 'Expected pageUrl to be a URL, received "x:y"'],
    [{ id: "x:y" }, 'Expected id to be a URL, a tag: or a urn:, received "x:y"'],
    [{ paging: "archive" }, 'Expected `paging` to be an object, received "archive"'],
    [
      { paging: { kind: "page" } },
      'Expected `paging.kind` to be one of "complete", "archive", received "page"',
    ],
    [{ paging: { previus: {} } }, "in `paging`, received `previus`; did you mean `previous`?"],
    [{ feedUrls: { rss: "x:y" } }, 'Expected feedUrls.rss to be a URL, received "x:y"'],
    [{ paging: { kind: "archive" } }, "Expected an archive to name the current feed, received none"],
    [
      { paging: { kind: "archive", current: {} } },
      "Expected an archive to name another archive, received none",
    ],
    [
      { paging: { kind: "archive", nextArchive: {} } },
      "Expected an archive to name the current feed, received none",
    ],
    [
      { paging: { kind: "complete", next: {} } },
      "Expected a complete feed to have no other pages, received next",
    ],
  ])("%j", (options, message) => {
    expect(() => buildFeed(site, [], options as never)).toThrow(message);
  });
});
