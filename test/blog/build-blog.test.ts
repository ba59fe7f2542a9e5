import { describe, expect, test } from "vitest";
import type { BlogOptions } from "../../src/blog/blog.ts";
import { buildBlog } from "../../src/blog/build-blog.ts";
import { renderAtom } from "../../src/feed/atom.ts";
import { renderJsonFeed } from "../../src/feed/json.ts";
import { renderRss } from "../../src/feed/rss.ts";

const now = "2026-03-02T12:00:00Z";
const url = "https://example.com/blog/";

/**
 * One post of each kind. Except for the published ones, each contains a secret that must not be published.
 */
const rings = {
  slug: "rings",
  title: "Rings: Part 1",
  date: "2026-01-02",
  tags: ["Queues", "zig"],
  series: "Rings",
  html: '<p>Two counters, see <a href="/blog/posts/queues/">queues</a>.</p><h2 id="full">When it is full</h2><p>Drop.</p>',
  links: [{ url: "/blog/posts/queues/", text: "queues" }],
};
const queues = {
  slug: "queues",
  title: "Rings: Part 3",
  date: new Date("2026-02-03"),
  tags: ["queues"],
  series: "Rings",
  authors: ["Ann Lee"],
  html: "<p>First in, first out.</p>",
};
const locks = { slug: "locks", title: "Locks", date: "2026-03-02T11:59:59Z", html: "<p>Wait.</p>" };
const about = { slug: "about", title: "About", unlisted: true, html: "<p>Us.</p>", date: "2026-01-01" };
const secret = (kind: string) => ({
  title: `Rings: Part 2 secret-${kind}`,
  tags: ["queues", `secret-${kind}`],
  series: "Rings",
  authors: [`secret-${kind}`],
  html: `<p>secret-${kind} <a href="/blog/posts/rings/">rings</a></p>`,
  links: [{ url: "/blog/posts/rings/", text: `secret-${kind}` }],
});
const draft = { slug: "secret-draft", draft: true, date: "2026-02-01", ...secret("draft") };
const scheduled = { slug: "secret-scheduled", date: "2026-03-02T12:00:01Z", ...secret("scheduled") };
const expired = {
  slug: "secret-expired",
  date: "2026-01-15",
  expires: "2026-03-02T12:00:00Z",
  ...secret("expired"),
};
const translation = { ...secret("translation"), slug: "rings", lang: "de", draft: true };
const posts = [draft, rings, scheduled, queues, expired, locks, about, translation];

const slugs = (list: readonly { slug: string }[]): string => list.map(({ slug }) => slug).join(" ");
const blogOf = (options: Partial<BlogOptions<(typeof posts)[number]>> = {}) =>
  buildBlog(posts, { url, title: "Notes", now, ...options });

describe("buildBlog", () => {
  const blog = blogOf();

  test("divides posts by status and visibility, newest first", () => {
    expect(slugs(blog.posts)).toBe("locks queues rings");
    expect(slugs(blog.pages)).toBe("locks queues rings about");
    expect(slugs(blog.drafts)).toBe("secret-draft rings");
    expect(slugs(blog.scheduled)).toBe("secret-scheduled");
    expect(slugs(blog.expired)).toBe("secret-expired");
    expect(blog.nextChangeAt).toEqual(new Date("2026-03-02T12:00:01Z"));
    expect(posts.map((post) => blog.statusOf(post)).join(" ")).toBe(
      "draft published scheduled published expired published unlisted draft",
    );
  });

  test("a post appears at its date and disappears at its expiry, to the millisecond", () => {
    const at = (moment: string): string => slugs(blogOf({ now: moment }).posts);
    expect(at("2026-03-02T12:00:00.999Z")).toBe("locks queues rings");
    expect(at("2026-03-02T12:00:01Z")).toBe("secret-scheduled locks queues rings");
    expect(at("2026-03-02T11:59:58.999Z")).toBe("queues secret-expired rings");
    expect(slugs(buildBlog(posts, { url, now: new Date(now) }).posts)).toBe("locks queues rings");
  });

  test("no other part contains anything of a draft, scheduled or expired post", () => {
    const seen = JSON.stringify([
      blog.site,
      blog.posts,
      blog.pages,
      blog.tags,
      blog.years,
      blog.series,
      blog.pages.map((post) => [
        blog.urlOf(post),
        blog.pathOf(post),
        blog.seriesOf(post),
        blog.neighborsOf(post),
        blog.relatedTo(post, { limit: 100 }),
        blog.backlinksOf(post),
        blog.translationsOf(post),
      ]),
      [renderRss(blog.feed()), renderAtom(blog.feed()), renderJsonFeed(blog.feed({ content: "excerpt" }))],
      renderRss(blog.feed({ series: "rings" })),
      blog.sitemap(),
      blog.searchDocuments(),
    ]);
    expect(seen).toContain("Two counters");
    expect(seen).not.toContain("secret");
  });

  test("unlisted posts have a page but are in no list", () => {
    expect(blog.urlOf("about")).toBe("https://example.com/blog/posts/about/");
    const lists = JSON.stringify([
      blog.posts,
      blog.years,
      blog.series,
      blog.feed(),
      blog.sitemap(),
      blog.searchDocuments(),
      blog.posts.map((post) => [blog.neighborsOf(post), blog.relatedTo(post), blog.backlinksOf(post)]),
    ]);
    expect(lists).not.toContain("about");
    expect(blog.neighborsOf("about")).toEqual({});
  });

  test("groups listed posts by tag, year and series", () => {
    expect(blog.tags.map(({ slug, posts }) => `${slug}: ${slugs(posts)}`)).toEqual([
      "queues: queues rings",
      "zig: rings",
    ]);
    expect(blog.years.map(({ year, posts }) => `${year}: ${slugs(posts)}`)).toEqual([
      "2026: locks queues rings",
    ]);
    expect(blog.series.map(({ slug, parts }) => [slug, parts.map(({ label }) => label).join()])).toEqual([
      ["rings", "Part 1,Part 3"],
    ]);
    const banner = blog.seriesOf("rings");
    expect([banner?.part.label, banner?.others, banner?.next]).toEqual(["Part 1", 1, queues]);
    expect(blog.seriesOf("locks")).toBeUndefined();
    expect(blog.neighborsOf(queues)).toEqual({ previous: rings, next: locks });
    expect(blog.relatedTo(rings, { limit: 1 })).toEqual([]);
    expect(
      slugs(
        blogOf({ related: { sameSeries: true } })
          .relatedTo(rings)
          .map(({ post }) => post),
      ),
    ).toBe("queues");
    expect(blog.backlinksOf(queues)).toEqual([{ post: rings, texts: ["queues"] }]);
  });

  test("computes each part once, and only on access", () => {
    const same = blogOf({
      postUrl: () => {
        throw new Error("asked");
      },
    });
    expect(same.posts).toBe(same.posts);
    expect(same.series).toBe(same.series);
    expect(same.tags).toBe(same.tags);
    expect(() => same.urlOf("rings")).toThrow("asked");
    expect(blog.feed({ limit: 1 })).toBe(blog.feed({ limit: 1 }));
    expect(blog.messages).toBe(blog.messages);
  });

  test("finds a post by the input record, the blog's record, a copy, or the slug", () => {
    const { urlOf } = blog;
    for (const post of [rings, blog.posts[2], structuredClone(rings), { slug: "rings" }, "rings"] as const) {
      expect(urlOf(post as string)).toBe("https://example.com/blog/posts/rings/");
    }
    // Not the draft with the same slug in another language.
    expect(blog.statusOf("rings")).toBe("published");
    expect(blog.statusOf(structuredClone(translation))).toBe("draft");
  });

  test("throws for the URL of a post without a page and of an unknown post", () => {
    expect(() => blog.urlOf(draft)).toThrow(
      new RangeError('Expected a post that has a page, received "secret-draft", which is a draft'),
    );
    expect(() => blog.pathOf("secret-expired")).toThrow(RangeError);
    expect(() => blog.neighborsOf("ring")).toThrow(
      new RangeError('Expected a post of the blog or its slug, received "ring" (did you mean "rings"?)'),
    );
    for (const [named, received] of [
      [null, "null"],
      [undefined, "undefined"],
      [{}, "an object"],
      [Promise.resolve(rings), "a promise; did you forget `await`?"],
    ] as const) {
      expect(() => blog.urlOf(named as never)).toThrow(
        new TypeError(`Expected \`post\` to be a post of the blog or its slug, received ${received}`),
      );
    }
    expect(() => blog.feed(Promise.resolve({}) as never)).toThrow(TypeError);
    blog.feed();
    expect(() => blog.feed({ postUrl: () => "/x/" } as never)).toThrow(RangeError);
    expect(() => blog.relatedTo("rings", 3 as never)).toThrow(
      new TypeError("Expected `options` to be an object, received 3"),
    );
    expect(() => blog.relatedTo("rings", { limits: 3 } as never)).toThrow("did you mean `limit`?");
    expect(() => blog.sitemap({ page: ["/"] } as never)).toThrow("did you mean `pages`?");
    expect(() => blog.sitemap(["/"] as never)).toThrow(TypeError);
    expect([
      blog.neighborsOf(draft),
      blog.relatedTo(draft),
      blog.backlinksOf(draft),
      blog.seriesOf(draft),
    ]).toEqual([{}, [], [], undefined]);
  });

  test("does not change the posts", () => {
    const frozen = posts.map((post) => Object.freeze({ ...post }));
    expect(slugs(buildBlog(frozen, { url, now }).posts)).toBe("locks queues rings");
  });
});

describe("a preview", () => {
  const preview = blogOf({ preview: true });

  test("includes all posts and reports their status", () => {
    expect(slugs(preview.posts)).toBe(
      "secret-scheduled locks queues secret-draft secret-expired rings rings",
    );
    expect(preview.statusOf("secret-draft")).toBe("draft");
    expect(preview.urlOf(draft)).toBe("https://example.com/blog/posts/secret-draft/");
    expect(slugs(preview.drafts)).toBe("secret-draft rings");
    expect(slugs(preview.series[0]?.parts.map(({ post }) => post) ?? [])).toContain("secret-draft");
  });

  test("does not affect feeds, sitemap and search documents", () => {
    const made = JSON.stringify([
      preview.feed(),
      preview.feed({ tag: "secret-draft" }).items,
      preview.sitemap(),
      preview.searchDocuments(),
    ]);
    expect(made).not.toContain("secret");
  });
});

describe("URLs", () => {
  test("are below the path of the site in every part", () => {
    const blog = blogOf();
    expect(blog.urlOf(rings)).toBe("https://example.com/blog/posts/rings/");
    expect(blog.pathOf(rings)).toBe("/blog/posts/rings/");
    expect(blog.feed().items.map((item) => item.url)).toContain("https://example.com/blog/posts/rings/");
    expect(blog.feed().urls.rss).toBe("https://example.com/blog/rss.xml");
    expect(blog.sitemap({ pages: ["about/"] })).toContain("<loc>https://example.com/blog/about/</loc>");
    expect(blog.sitemap()).toContain("<loc>https://example.com/blog/posts/rings/</loc>");
    expect(blog.searchDocuments().map((document) => document.url)).toEqual([
      "/blog/posts/locks/",
      "/blog/posts/queues/",
      "/blog/posts/rings/",
      "/blog/posts/rings/#full",
    ]);
  });

  test.each<[Partial<BlogOptions<{ slug: string }>>, string, string]>([
    [{}, "https://example.com/blog/own/", "/blog/own/"],
    [{ url: "https://example.com/blog" }, "https://example.com/blog/own/", "/blog/own/"],
    [{ url: "https://example.com" }, "https://example.com/own/", "/own/"],
    [{ postUrl: ({ slug }) => `/x/${slug}` }, "https://example.com/x/a", "/x/a"],
    [{ postUrl: ({ slug }) => slug }, "https://example.com/blog/a", "/blog/a"],
    [{ postUrl: ({ slug }) => `https://b.example/${slug}` }, "https://b.example/a", "https://b.example/a"],
  ])("are resolved with %o", (options, absolute, path) => {
    const list = [
      { slug: "a", url: "own/" },
      { slug: "b", links: [{ url: path, text: "text" }] },
    ];
    const blog = buildBlog(list, { url, now, ...options });
    expect([blog.urlOf("a"), blog.pathOf("a")]).toEqual([absolute, path]);
    expect(blog.backlinksOf("a").map(({ texts }) => texts)).toEqual([["text"]]);
  });
});

describe("feeds", () => {
  const blog = blogOf({ authors: ["Bo"], tags: { aliases: { fifo: "queues" } }, preview: false });
  const items = (options: Parameters<typeof blog.feed>[0]): string[] =>
    blog.feed(options).items.map(({ url }) => url.split("/")[5] ?? "");

  test.each([
    [{}, ["locks", "queues", "rings"]],
    [{ limit: 1 }, ["locks"]],
    [{ tag: "queues" }, ["queues", "rings"]],
    [{ tag: "Queues" }, ["queues", "rings"]],
    [{ tag: "fifo" }, ["queues", "rings"]],
    [{ tag: "zig", series: "Rings" }, ["rings"]],
    [{ series: "rings" }, ["queues", "rings"]],
    [{ author: "Ann Lee" }, ["queues"]],
    [{ author: "bo" }, ["locks", "rings"]],
    [{ author: "Ann Lee", tag: "zig" }, []],
  ])("with %o contain the expected posts", (options, expected) => {
    expect(items(options)).toEqual(expected);
  });

  test("of a tag have their own title, id, page and URLs", () => {
    const { title, id, url: page, urls } = blog.feed({ tag: "zig" });
    expect([title, id, page]).toEqual([
      "Notes: zig",
      "https://example.com/blog/tags/zig/atom.xml",
      "https://example.com/blog/tags/zig/",
    ]);
    expect(urls.rss).toBe("https://example.com/blog/tags/zig/rss.xml");
    expect(blog.feed({ tag: "zig", title: "Zig", feedUrls: { rss: "zig.xml" } })).toMatchObject({
      title: "Zig",
      urls: { rss: "https://example.com/blog/zig.xml", json: "https://example.com/blog/tags/zig/feed.json" },
    });
  });

  test.each([
    [{ tag: "zgi" }, 'Expected `tag` to be one of the blog, received "zgi" (did you mean "zig"?)'],
    [{ tag: "secret-draft" }, 'Expected `tag` to be one of the blog, received "secret-draft"'],
    [
      { series: "Rigns" },
      'Expected `series` to be one of the blog, received "Rigns" (did you mean "Rings"?)',
    ],
    [
      { author: "An Lee" },
      'Expected `author` to be one of the blog, received "An Lee" (did you mean "Ann Lee"?)',
    ],
    [{ limt: 3 }, "Expected only options that exist, received `limt`; did you mean `limit`?"],
  ])("throw for %o", (options, message) => {
    expect(() => blog.feed(options as object)).toThrow(new RangeError(message));
  });
});

describe("options", () => {
  test.each([
    [{}, TypeError, "Expected `url` to be an absolute http or https URL, received undefined"],
    [
      { url: "example.com" },
      TypeError,
      'Expected `url` to be an absolute http or https URL, received "example.com"',
    ],
    [{ url }, TypeError, "Expected `now` to be a valid Date, or ISO 8601 text, received undefined"],
    [{ url, now: "soon" }, TypeError, 'Expected `now` to be a valid Date, or ISO 8601 text, received "soon"'],
    [
      { url, now: new Date(Number.NaN) },
      TypeError,
      "Expected `now` to be a valid Date, or ISO 8601 text, received Invalid Date",
    ],
    [
      { url, now, postURL: 1 },
      RangeError,
      "Expected only options that exist, received `postURL`; did you mean `postUrl`?",
    ],
    [{ url, now, postUrl: "/x" }, TypeError, 'Expected `postUrl` to be a function, received "/x"'],
    [
      { url, now, series: { infer: true } },
      RangeError,
      "Expected only options that exist in `series`, received `infer`; did you mean `inferFromTitles`?",
    ],
    [
      { url, now, related: { limits: 1 } },
      RangeError,
      "Expected only options that exist in `related`, received `limits`; did you mean `limit`?",
    ],
    [undefined, TypeError, "Expected `url` to be an absolute http or https URL, received undefined"],
  ])("%o throw", (options, type, message) => {
    expect(() => buildBlog([], options as never)).toThrow(new type(message));
  });

  test("an unusable URL is reported in a post, but throws when postUrl returns it", () => {
    const post = { slug: "a", title: "A", date: "2026-01-01", url: "javascript:alert(1)" };
    const blog = buildBlog([post], { url, now });
    expect(blog.urlOf("a")).toBe("https://example.com/blog/posts/a/");
    expect(blog.messages.map(({ ruleId }) => ruleId)).toContain("feed-url-invalid");
    const made = buildBlog([post], { url, now, postUrl: () => "javascript:alert(1)" });
    for (const make of [() => made.urlOf("a"), () => made.sitemap(), () => made.feed()]) {
      expect(make).toThrow("Expected `postUrl()` to be an http or https URL");
    }
  });

  test("posts must be an array of objects with a slug", () => {
    const build = buildBlog as (posts: unknown, options: object) => unknown;
    expect(() => build({ posts: [] }, { url, now })).toThrow(
      new TypeError(
        "Expected `posts` to be an array of posts, received an object with `posts`: pass its `posts`",
      ),
    );
    expect(() => build([{ slug: "a" }, { title: "B" }], { url, now })).toThrow(
      new TypeError("Expected `posts[1].slug` to be a string, received undefined"),
    );
  });

  test.each([
    ["html", 5],
    ["path", {}],
    ["lang", ["en"]],
    ["url", 1],
  ])("a post with a `%s` of %j throws", (field, value) => {
    expect(() => buildBlog([{ slug: "a", [field]: value }], { url, now } as never)).toThrow(
      new TypeError(
        `Expected \`posts[0].${field}\` to be a string, received ${typeof value === "number" ? value : field === "path" ? "an object" : "an array"}`,
      ),
    );
  });

  test.each([
    [async () => "/a/", "a promise; did you forget `await`?"],
    [() => 5, "5"],
  ])("a function that returns a URL that is not a string throws: %o", (make, received) => {
    const post = { slug: "a", title: "A", date: "2026-01-01", html: '<img src="a.png">' };
    const build = (options: object) => buildBlog([post], { url, now, ...options }).posts;
    expect(() => buildBlog([post], { url, now, postUrl: make as never }).urlOf("a")).toThrow(
      new TypeError(`Expected \`postUrl()\` to be a string, received ${received}`),
    );
    expect(() => build({ assetUrl: make })).toThrow(
      new TypeError(`Expected \`assetUrl()\` to be a string or undefined, received ${received}`),
    );
  });

  test("can declare series, infer them and list upcoming posts", () => {
    const declared = blogOf({ series: [{ slug: "rings", title: "All Rings", total: 3 }] });
    expect([declared.series[0]?.title, declared.series[0]?.total]).toEqual(["All Rings", 3]);
    const upcoming = blogOf({ series: { upcoming: true } }).series[0]?.upcoming;
    expect(upcoming?.map(({ title }) => title.split(" ").at(-1)).toSorted()).toEqual([
      "secret-draft",
      "secret-scheduled",
      "secret-translation",
    ]);
    const parts = [
      { slug: "a", title: "Tool: Part 1" },
      { slug: "b", title: "Tool: Part 2" },
    ];
    expect(buildBlog(parts, { url, now, series: { inferFromTitles: true } }).seriesOf("a")?.others).toBe(1);
  });
});

describe("translations", () => {
  const list = [
    { slug: "rings", path: "posts/rings.md" },
    { slug: "rings-ja", path: "posts/rings.ja.md", lang: "ja" },
    { slug: "ringe", path: "posts/ringe.md", lang: "de", data: { translationKey: "r" } },
    { slug: "anneaux", path: "fr/posts/anneaux.md", lang: "fr", data: { translationKey: "r" } },
    { slug: "anillos", path: "es/x/one.md", lang: "es" },
    { slug: "uno", path: "x/one.md", lang: "en" },
    { slug: "uno", path: "y/two.md", lang: "it" },
  ];
  const blog = buildBlog(list, { url, now, language: "en" });

  test.each([
    ["rings", "rings-ja"],
    ["rings-ja", "rings"],
    ["ringe", "anneaux"],
    ["anillos", "uno"],
    [list[6], "uno"],
  ])("of %o", (post, expected) => {
    expect(slugs(blog.translationsOf(post!))).toBe(expected);
  });
});

describe("messages", () => {
  test("are those of posts, lint, series and feed, each once and in order", () => {
    const broken = [
      { slug: "b", title: "B", path: "b.md", authors: [{ name: "A", url: "http://[" }] },
      {
        slug: "a",
        title: "A",
        path: "a.md",
        date: "2026-01-01",
        description: "A.",
        links: [{ url: "/posts/x/", text: "x" }],
      },
      { slug: "d", title: "D", path: "d.md", date: "2026-01-01", description: "D.", draft: true },
    ];
    const messages = buildBlog(broken, {
      url: "https://example.com",
      now,
      lint: { rules: { "description-missing": "off" } },
    }).messages;
    expect(messages.map(({ file, ruleId }) => `${file} ${ruleId}`)).toEqual([
      "a.md link-post-missing",
      "b.md date-missing",
      "b.md feed-author-invalid",
    ]);
  });
});
