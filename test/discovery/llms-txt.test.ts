import { describe, expect, test } from "vitest";
import { buildLlmsFullTxt, buildLlmsTxt } from "../../src/discovery/llms-txt.ts";
import type { DiscoveryPost } from "../../src/discovery/post.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { extractHeadings, extractLinks } from "../../src/markdown/extract.ts";

const site = { url: "https://example.com", title: "Small Systems", description: "On queues." };

test("buildLlmsFullTxt contains the text of every listed post", () => {
  const posts = [
    { slug: "a", title: "Array<T>", html: '<p class="x">See <a href="b">b</a>.</p>', date: "2026-01-02" },
    { slug: "b", draft: true, html: "<p>secret</p>" },
    { slug: "c", date: "2026-01-01" },
  ];
  expect(buildLlmsFullTxt(site, posts)).toBe(`# Small Systems

> On queues.

# Array\\<T\\>

Source: <https://example.com/posts/a/>

<p>See <a href="https://example.com/posts/a/b">b</a>.</p>

# c

Source: <https://example.com/posts/c/>
`);
  expect(buildLlmsFullTxt(site, posts, { markdown: ({ slug }) => `*${slug}*\n` })).toContain(
    "posts/a/>\n\n*a*\n\n# c",
  );
});

describe("buildLlmsTxt", () => {
  test("lists title, description, sections, and then the posts, newest first", () => {
    const rings = {
      slug: "rings",
      title: "Rings",
      description: "Two counters.",
      date: new Date("2026-01-02"),
    };
    const locks = { slug: "locks", title: "Locks", excerpt: { text: "Wait." }, date: new Date("2026-03-02") };
    const queues = { slug: "queues", date: new Date("2026-02-02") };
    const hidden = [
      { slug: "draft", draft: true },
      { slug: "unlisted", unlisted: true },
    ];
    const text = buildLlmsTxt<DiscoveryPost>(site, [rings, locks, queues, ...hidden], {
      heading: "All posts",
      sections: [
        { title: "Lock-free", posts: [rings, locks] },
        { title: "Nothing yet", posts: hidden },
      ],
    });
    expect(text).toBe(`# Small Systems

> On queues.

## Lock-free

- [Rings](https://example.com/posts/rings/): Two counters.
- [Locks](https://example.com/posts/locks/): Wait.

## All posts

- [queues](https://example.com/posts/queues/): 2026-02-02
`);
  });

  test("can contain free text, links to Markdown and optional posts at the end, with each URL once", () => {
    const posts = [
      { slug: "a", title: " ", date: "2026-01-01" },
      { slug: "b", title: "B", url: "/b.html", date: "2026-01-02" },
      { slug: "c", title: "C", url: "/b.html", date: "2026-01-03" },
    ];
    const options = {
      details: "Read *this* first.\n",
      markdownUrl: true,
      sections: [{ title: "Optional", posts: posts.slice(0, 1) }],
    };
    expect(buildLlmsTxt({ ...site, url: "https://example.com/blog" }, posts, options)).toBe(`# Small Systems

> On queues.

Read *this* first.

## Posts

- [C](https://example.com/b.html.md): 2026-01-03

## Optional

- [a](https://example.com/blog/posts/a/index.html.md): 2026-01-01
`);
    const made = buildLlmsTxt(site, posts.slice(0, 1), { markdownUrl: ({ slug }) => `/md/${slug}.md` });
    expect(made).toContain("- [a](https://example.com/md/a.md)");
  });

  test("contains only the title for a site without posts", () => {
    expect(buildLlmsTxt({ url: "https://example.com", title: "Empty" }, [])).toBe("# Empty\n");
  });

  test("writes hostile titles as text and their URLs as links", () => {
    const titles = [
      "](https://evil.example) [x",
      "# Not\n## a heading",
      "![](x.png) <b>*bold*</b> `code` | ~~no~~",
      "back\\slash\\",
      "a [b](c) d",
      "<https://evil.example>",
      "&lt;b&gt; &amp; &#60;",
      "line\u2028separator\r\nand CRLF",
    ];
    const posts = titles.map((title, index) => ({
      slug: `p${index}`,
      title,
      description: title,
      url: `/a(b)c d)${index}`,
    }));
    const text = buildLlmsTxt({ ...site, title: titles[1] ?? "" }, posts);
    // Bare URLs are not links here, as in most readers of such files.
    const tree = parseMarkdown(text, { gfm: false });
    expect(extractHeadings(tree).map(({ depth, text }) => [depth, text])).toEqual([
      [1, "# Not ## a heading"],
      [2, "Posts"],
    ]);
    const links = extractLinks(tree);
    expect(links.map(({ url }) => new URL(url).host)).toEqual(titles.map(() => "example.com"));
    // Sorted by title; every title is read back exactly, with line breaks as spaces.
    const plain = (text: string): string => text.replace(/\s+/g, " ");
    expect(links.map(({ text }) => text).toSorted()).toEqual(titles.map(plain).toSorted());
  });
});
