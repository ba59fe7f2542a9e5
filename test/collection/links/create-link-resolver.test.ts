import { describe, expect, test } from "vitest";
import { createLinkResolver, type LinkablePost } from "../../../src/collection/links/create-link-resolver.ts";

const posts = [
  { slug: "queues", path: "posts/2026/queues.md" },
  { slug: "rings", path: "posts/2025-12-08-rings.md" },
  { slug: "größe", path: "posts/größe/index.md" },
];
const [queues] = posts;

function where(url: string, options = {}, from = queues): string {
  const target = createLinkResolver(posts, options)(url, from);
  return target.kind === "post"
    ? `${target.post.slug}${target.fragment && `#${target.fragment}`}`
    : target.kind === "missing"
      ? `missing ${target.wanted}`
      : "elsewhere";
}

describe("createLinkResolver", () => {
  test.each([
    ["/posts/rings/", "rings"],
    ["/posts/rings", "rings"],
    ["/posts/rings/index.html", "rings"],
    ["/posts/rings.html", "rings"],
    ["/posts/rings/?utm=1#masks", "rings#masks"],
    ["../rings/", "rings"],
    ["../rings/#masks", "rings#masks"],
    ["/posts/gr%C3%B6%C3%9Fe/", "größe"],
    ["/posts/größe/", "größe"],
    ["/posts/gro\u0308ße/", "größe"],
    ["../2025-12-08-rings.md", "rings"],
    ["../2025-12-08-rings.md#masks", "rings#masks"],
    ["./queues.md", "queues"],
    ["queues.md", "queues"],
    ["../größe/index.md", "größe"],
    ["/posts/2025-12-08-rings.md", "rings"],
    ["#here", "queues#here"],
    ["#gr%C3%B6%C3%9Fe", "queues#größe"],
    ["", "queues"],
    ["/posts/ring/", "missing /posts/ring"],
    ["../ring/", "missing /posts/ring"],
    ["./rings.md", "missing posts/2026/rings.md"],
    ["/about/", "elsewhere"],
    ["/", "elsewhere"],
    ["/posts/", "elsewhere"],
    ["/posts/rings.pdf", "elsewhere"],
    ["/posts/rings/image.png", "elsewhere"],
    ["https://example.com/posts/rings/", "elsewhere"],
    ["//example.com/posts/rings/", "elsewhere"],
    ["mailto:a@example.com", "elsewhere"],
    ["https://example.com/queues.md", "elsewhere"],
    ["http://[", "elsewhere"],
    ["%", "elsewhere"],
  ])("%s → %s", (url, expected) => {
    expect(where(url)).toBe(expected);
  });

  test("supports a site with a path", () => {
    const options = { siteUrl: "https://example.com/blog" };
    expect(where("https://example.com/blog/posts/rings/", options)).toBe("rings");
    expect(where("/blog/posts/rings/", options)).toBe("rings");
    expect(where("../rings/", options)).toBe("rings");
    expect(where("/posts/rings/", options)).toBe("elsewhere");
    expect(where("https://example.org/blog/posts/rings/", options)).toBe("elsewhere");
  });

  test("`postUrl` returns the URLs of pages", () => {
    const options = { postUrl: ({ slug }: { slug: string }) => `/${slug}/` };
    expect(where("/rings/", options)).toBe("rings");
    // At the root of the site a missing post looks like any other page.
    expect(where("/ring/", options)).toBe("elsewhere");
    const dated = { postUrl: ({ slug }: { slug: string }) => `https://example.com/2026/03/${slug}/` };
    expect(where("https://example.com/2026/03/rings/", dated)).toBe("rings");
    expect(where("https://example.com/2026/03/ring/", dated)).toBe("missing /2026/03/ring");
  });

  test('a relative link is "elsewhere" without the post that contains it', () => {
    const resolve = createLinkResolver(posts);
    expect(resolve("#here").kind).toBe("elsewhere");
    expect(resolve("rings.md").kind).toBe("elsewhere");
    expect(resolve("/posts/rings/").kind).toBe("post");
  });

  test("a `siteUrl` that is not absolute throws a TypeError", () => {
    expect(() => createLinkResolver(posts, { siteUrl: "example.com" })).toThrow(
      new TypeError('Expected `siteUrl` to be an absolute URL, received "example.com"'),
    );
  });

  test("a slug with a lone surrogate has a URL", () => {
    const odd = [{ slug: "a\uD800" }, { slug: "b" }];
    expect(createLinkResolver(odd)("/posts/b/", odd[0])).toMatchObject({ kind: "post", post: { slug: "b" } });
    expect(createLinkResolver(odd)("/posts/a%EF%BF%BD/")).toMatchObject({ kind: "post" });
  });

  test('very long links are "elsewhere"', () => {
    expect(where(`/posts/${"a/".repeat(10_000)}`)).toBe("elsewhere");
    expect(where(`/${"a".repeat(3_000)}!`)).toBe("elsewhere");
  });
});

describe("unusual URLs", () => {
  const posts = [
    { slug: "b", path: "posts/b.md" },
    { slug: "a", path: "posts/a.md" },
    { slug: "index.html", path: "c.markdown" },
  ];
  const [b] = posts as [(typeof posts)[0]];
  const where = (url: string, from: (typeof posts)[0] | undefined = b, options = {}): string => {
    const target = createLinkResolver(posts, options)(url, from);
    if (target.kind === "post") return `${target.post.slug}${target.fragment && ` ${target.fragment}`}`;
    return target.kind === "missing" ? `missing ${target.wanted}` : "elsewhere";
  };

  test.each([
    ["a.md?x=1", "a"],
    ["a.md?x=1#y", "a y"],
    ["a.md?x\n=1", "a"],
    ["A.MD", "missing posts/A.MD"],
    ["a.mdx", "missing posts/a.mdx"],
    ["a.mkd", "missing posts/a.mkd"],
    ["../c.markdown", "index.html"],
    ["/c.markdown", "index.html"],
    ["../../c.markdown", "index.html"],
    ["../../d.markdown", "missing ../d.markdown"],
    [".//./a.md", "a"],
    ["..\\posts\\a.md", "a"],
    ["a.md.html", "elsewhere"],
    ["/posts/a.htm", "a"],
    ["/posts/a/index.htm", "a"],
    ["/posts/a/myindex.html", "elsewhere"],
    ["/posts/x.html.old-name", "missing /posts/x.html.old-name"],
    ["/posts/x.pdf", "elsewhere"],
    ["/posts/x.123456789", "missing /posts/x.123456789"],
    ["/posts//", "elsewhere"],
    ["\\\\other.example\\posts\\a", "elsewhere"],
    ["/posts/%61", "a"],
    ["/posts/a%", "missing /posts/a%"],
    ["/posts/a#%", "a %"],
    ["javascript:a.md", "elsewhere"],
  ])("%j: %s", (url, expected) => {
    expect(where(url)).toBe(expected);
  });

  test("of two posts with the same URL, the first by path is found in any order", () => {
    const twins = [
      { slug: "x", path: "2.md", n: 2 },
      { slug: "x", path: "1.md", n: 1 },
      { slug: "x", n: 0 },
    ];
    for (const order of [twins, [...twins].reverse()]) {
      expect(createLinkResolver(order)("/posts/x/")).toMatchObject({ post: { n: 0 } });
    }
    expect(createLinkResolver(twins.slice(0, 2))("/posts/x/")).toMatchObject({ post: { n: 1 } });
  });

  test('links of more than 4,000 characters are "elsewhere"', () => {
    const at = (length: number): string => `/posts/a/?${"x".repeat(length - 10)}`;
    expect(where(at(4000))).toBe("a");
    expect(where(at(4001))).toBe("elsewhere");
  });
});

describe("links to files", () => {
  const posts: LinkablePost[] = [
    { slug: "a", path: "/site/content/blog/a.md" },
    { slug: "part", path: "/site/content/blog/en/part.md", lang: "en" },
    { slug: "part", path: "/site/content/blog/de/part.md", lang: "de" },
    { slug: "bundle", path: "/site/content/blog/bundle/index.md" },
    { slug: "no-file" },
  ];
  const resolve = createLinkResolver(posts);

  test.each([
    ["/blog/a.md", undefined, "a /site/content/blog/a.md"],
    ["@/blog/a.md", undefined, "a /site/content/blog/a.md"],
    ["@site/content/blog/a.md", undefined, "a /site/content/blog/a.md"],
    ["{{< ref a >}}", undefined, "a /site/content/blog/a.md"],
    ['{{< ref "bundle" >}}', undefined, "bundle /site/content/blog/bundle/index.md"],
    ["part.md", posts[1], "part /site/content/blog/en/part.md"],
    ["../part.md", { ...posts[0]!, lang: "de" }, "part /site/content/blog/de/part.md"],
    ["2026-03-02-no-file.md", posts[0], "no-file undefined"],
  ])("%s is found, in the same language if there are translations", (url, from, expected) => {
    const target = resolve(url, from);
    expect(target.kind === "post" && `${target.post.slug} ${target.post.path}`).toBe(expected);
    expect(target).toMatchObject({ isFile: true });
  });

  test("without a language, a name that two files share is missing", () => {
    expect(resolve("part.md", posts[0])).toEqual({ kind: "missing", wanted: "/site/content/blog/part.md" });
  });

  test.each([
    ["{% post_url 2026-01-01-x %}", { kind: "missing", wanted: "2026-01-01-x.md" }],
    ['{{< ref "x.md" >}}', { kind: "missing", wanted: "x.md" }],
    ['{{< ref "/topics/zig" >}}', { kind: "elsewhere" }],
    ["{{ page.url }}", { kind: "elsewhere" }],
  ])("%s without a matching post", (url, expected) => {
    expect(resolve(url)).toEqual(expected);
  });

  test("a path that differs only in letter case is missing, and the similar path is returned", () => {
    expect(resolve("A.md", posts[0])).toEqual({
      kind: "missing",
      wanted: "/site/content/blog/A.md",
      similar: "/site/content/blog/a.md",
    });
  });

  test("the query and the fragment are kept as written", () => {
    expect(resolve("a.md?x=%20#%C3%BC", posts[1])).toMatchObject({ fragment: "ü", suffix: "?x=%20#%C3%BC" });
    expect(resolve('{{< ref "a.md#x" >}}')).toMatchObject({ fragment: "x", suffix: "#x" });
  });
});
