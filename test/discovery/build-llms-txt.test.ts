import { describe, expect, test } from "vitest";
import { buildLlmsTxt } from "../../src/discovery/build-llms-txt.ts";
import type { DiscoveryPost } from "../../src/discovery/discovery-post.ts";
import { extractHeadings } from "../../src/markdown/extract.ts";
import { extractLinks } from "../../src/markdown/extract.ts";
import { parseMarkdown } from "../../src/markdown/parse-markdown.ts";

const site = { url: "https://example.com", title: "Small Systems", description: "On queues." };

describe("buildLlmsTxt", () => {
  test("title, description, sections, posts newest first", () => {
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

- [Locks](https://example.com/posts/locks/): Wait.
- [queues](https://example.com/posts/queues/): 2026-02-02
- [Rings](https://example.com/posts/rings/): Two counters.
`);
  });

  test("a site without posts", () => {
    expect(buildLlmsTxt({ url: "https://example.com", title: "Empty" }, [])).toBe("# Empty\n");
  });

  test("hostile titles and URLs stay text and links", () => {
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
    // Bare URLs are no links here, as in most readers of such files.
    const tree = parseMarkdown(text, { gfm: false });
    expect(extractHeadings(tree).map(({ depth, text }) => [depth, text])).toEqual([
      [1, "# Not ## a heading"],
      [2, "Posts"],
    ]);
    const links = extractLinks(tree);
    expect(links.map(({ url }) => new URL(url).host)).toEqual(titles.map(() => "example.com"));
    // Sorted by title; each comes back to the letter, line breaks as spaces.
    const plain = (text: string): string => text.replace(/\s+/g, " ");
    expect(links.map(({ text }) => text).toSorted()).toEqual(titles.map(plain).toSorted());
  });
});
