import { describe, expect, test } from "vitest";
import { buildBlog } from "../../src/blog/build-blog.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";

const options = { url: "https://example.com/blog/", now: "2026-03-20" };

const files = [
  { slug: "queues", path: "content/posts/2026-03-12-queues.md" },
  { slug: "rings", path: "content/posts/rings/index.md" },
  { slug: "naïve", path: "content/posts/Größe & more.mdx" },
  { slug: "old", path: "content/archive/2019/old.markdown" },
  { slug: "part", path: "content/posts/a/part.md" },
  { slug: "part-b", path: "content/posts/b/part.md" },
  { slug: "part-ja", path: "content/posts/b/part.ja.md", lang: "ja" },
  { slug: "draft", path: "content/posts/draft.md", draft: true },
  { slug: "later", path: "content/posts/later.md", date: "2026-03-21" },
  { slug: "gone", path: "content/posts/gone.md", expires: "2026-03-19" },
  { slug: "quiet", path: "content/posts/quiet.md", unlisted: true },
];

/** The URL of a link from a post in content/posts/, in the HTML of its page. */
function linkOf(href: string, attribute = `'${href}'`): string | undefined {
  const post = { slug: "from", path: "content/posts/from.md", html: `<p><a href=${attribute}>text</a></p>` };
  const [html = ""] = buildBlog([...files, post], options).posts.flatMap((one) =>
    "html" in one ? [one.html] : [],
  );
  return /href=['"](.*)['"]>/.exec(html)?.[1];
}

describe("a link to the file of a post becomes the URL of its page", () => {
  test.each([
    ["./2026-03-12-queues.md", "/blog/posts/queues/"],
    ["2026-03-12-queues.md", "/blog/posts/queues/"],
    ["rings/index.md#masks", "/blog/posts/rings/#masks"],
    ["./rings/", "/blog/posts/rings/"],
    ["../archive/2019/old.markdown?plain=1#x", "/blog/posts/old/?plain=1#x"],
    ["./Größe%20%26%20more.mdx", "/blog/posts/na%C3%AFve/"],
    ["Gro%CC%88%C3%9Fe & more.mdx", "/blog/posts/na%C3%AFve/"],
    // From the root of the content, and from a folder above it.
    ["/posts/2026-03-12-queues.md", "/blog/posts/queues/"],
    ["/content/posts/rings/index.md", "/blog/posts/rings/"],
    ["@/posts/2026-03-12-queues.md#a", "/blog/posts/queues/#a"],
    ["@/blog/content/posts/a/part.md", "/blog/posts/part/"],
    // By a name or the end of a path that only one post has.
    ["old.markdown", "/blog/posts/old/"],
    ["2019/old.md", "/blog/posts/old/"],
    ["a/part.md", "/blog/posts/part/"],
    ["a/part", "/blog/posts/part/"],
    ["./a/part.md?x", "/blog/posts/part/?x"],
    ["quiet.md", "/blog/posts/quiet/"],
    // Templates that were not replaced.
    ['{{&lt; ref "2026-03-12-queues.md#a" >}}', "/blog/posts/queues/#a"],
    ["{{%25 relref `posts/rings` %25}}#b", "/blog/posts/rings/#b"],
    ["%7B%7B%3C%20ref%20%22old%22%20%3E%7D%7D", "/blog/posts/old/"],
    ['{{&lt; relref path="/posts/rings/index.md" lang="en" >}}', "/blog/posts/rings/"],
    ["{% post_url 2026-03-12-queues %}", "/blog/posts/queues/"],
    ["{{ site.baseurl }}{% link posts/rings/index.md %}#c", "/blog/posts/rings/#c"],
    ["%7B%25%20post_url%202019/old%20%25%7D", "/blog/posts/old/"],
  ])("%s", (href, expected) => {
    expect(linkOf(href)).toBe(expected);
  });

  test.each([
    "part.md",
    "missing.md",
    "Old.markdown",
    "../2026-03-12-queues.mdx",
    "draft.md",
    "./later.md#x",
    "gone.md",
    "https://github.com/a/b/blob/main/rings/index.md",
    "//example.com/rings/index.md",
    "/blog/posts/rings/",
    "#rings/index.md",
    "mailto:rings/index.md",
    "old",
    "2019/old/",
    "",
    "?x",
    "..",
  ])("but %s is unchanged", (href) => {
    expect(linkOf(href)).toBe(href);
  });

  test("in the HTML, the excerpt, the links, the feed and the backlinks of a parsed post", async () => {
    const parse = createPostParser();
    const posts = await Promise.all([
      parse(
        "---\ntitle: One\ndate: 2026-01-01\n---\nSee [the *second*](./2-two.md#second-half).\n\n<!-- more -->\n\n[Again][2].\n\n[2]: /posts/2-two.md\n",
        {
          path: "posts/1-one.md",
        },
      ),
      parse("---\ntitle: Two\ndate: 2026-01-02\n---\n## Second half\n\nText.\n", { path: "posts/2-two.md" }),
    ]);
    const blog = buildBlog(posts, options);
    const one = blog.posts[1];
    expect(one?.html).toContain('<a href="/blog/posts/2-two/#second-half">the <em>second</em></a>');
    expect(one?.html).toContain('<a href="/blog/posts/2-two/">Again</a>');
    expect(one?.excerpt.html).toContain('href="/blog/posts/2-two/#second-half"');
    expect(one?.links).toMatchObject([
      { url: "/blog/posts/2-two/#second-half", text: "the second", place: posts[0]?.links[0]?.place },
      { url: "/blog/posts/2-two/", text: "Again" },
    ]);
    expect(blog.feed().items[1]?.content).toContain(
      'href="https://example.com/blog/posts/2-two/#second-half"',
    );
    expect(blog.backlinksOf("2-two")).toEqual([{ post: one, texts: ["the second", "Again"] }]);
    expect(blog.messages.filter(({ ruleId }) => ruleId?.startsWith("link-"))).toEqual([]);
    // The input is unchanged, and identifies the post of the blog.
    expect(posts[0]?.html).toContain("./2-two.md#second-half");
    expect(blog.statusOf(posts[0]!)).toBe("published");
    expect(blog.neighborsOf(posts[1]!).previous).toBe(one);
    expect(blog.posts[0]).toBe(posts[1]);
  });

  test("links to posts without a page are reported, even for records without a list of links", () => {
    const html = '<a href="draft.md">a</a> <a href="./later.md">b</a> <a href="nothing.md">c</a>';
    const from = { slug: "from", path: "content/posts/from.md", html };
    const messages = buildBlog([...files, from], options).messages.filter(({ file }) => file === from.path);
    expect(
      messages
        .filter(({ ruleId }) => ruleId?.startsWith("link-"))
        .map(({ ruleId, actual }) => [ruleId, actual]),
    ).toEqual([
      ["link-post-missing", "nothing.md"],
      ["link-post-unpublished", "draft.md"],
      ["link-post-unpublished", "./later.md"],
    ]);
  });

  test("a preview links to drafts", () => {
    const from = { slug: "from", path: "content/posts/from.md", html: '<a href="draft.md">a</a>' };
    const blog = buildBlog([...files, from], { ...options, preview: true });
    expect(JSON.stringify(blog.posts)).toContain("/blog/posts/draft/");
  });

  test("records without a path are found by their slug, and can be linked from anywhere", () => {
    const posts = [
      { slug: "queue-2", html: "" },
      { slug: "from", html: '<a href="./2026-03-12-queue-2.md">two</a>' },
    ];
    const blog = buildBlog(posts, { ...options, postUrl: ({ slug }) => `https://other.example/${slug}` });
    expect(blog.posts.map(({ html }) => html).join("")).toBe(
      '<a href="https://other.example/queue-2">two</a>',
    );
    expect(blog.backlinksOf("queue-2").map(({ post, texts }) => [post, texts])).toEqual([
      [blog.posts[0], ["two"]],
    ]);
  });
});

describe("a file next to a post", () => {
  const html = [
    '<img src="./cat.png?v=1" srcset="cat.png 1x, ../big/cat%202.png 2x">',
    "<video poster=still.jpg src='/clip.mp4'></video>",
    '<a href="paper.pdf#page=2">paper</a> <a href="about">about</a> <a href="demo.html">demo</a>',
    '<a href="https://example.com/x.pdf">x</a> <form action="send.cgi"></form>',
    '<svg><use href="#icon"/><image href="shape.svg"/></svg>',
  ].join("\n");
  const post = {
    slug: "cats",
    path: "posts/cats/index.md",
    html,
    excerpt: { text: "", html: "<img src=cat.png>" },
    image: { src: "cover.jpg", alt: "Two cats" },
    links: [{ url: "paper.pdf#page=2" }],
    images: [{ url: "./cat.png?v=1", alt: "" }],
  };

  test("gets its URL from `assetUrl`, which receives the path relative to the root of the posts", () => {
    const asked: string[] = [];
    const blog = buildBlog([post], {
      ...options,
      assetUrl(path, { slug }) {
        asked.push(path);
        return path.endsWith(".jpg") ? undefined : `/files/${slug}/${path.split("/").at(-1)}`;
      },
    });
    expect(blog.posts[0]).toEqual({
      ...post,
      html: [
        '<img src="/files/cats/cat.png?v=1" srcset="/files/cats/cat.png 1x, /files/cats/cat%202.png 2x">',
        "<video poster=still.jpg src='/clip.mp4'></video>",
        '<a href="/files/cats/paper.pdf#page=2">paper</a> <a href="about">about</a> <a href="demo.html">demo</a>',
        '<a href="https://example.com/x.pdf">x</a> <form action="send.cgi"></form>',
        '<svg><use href="#icon"/><image href="/files/cats/shape.svg"/></svg>',
      ].join("\n"),
      excerpt: { text: "", html: '<img src="/files/cats/cat.png">' },
      links: [{ url: "/files/cats/paper.pdf#page=2" }],
      images: [{ url: "/files/cats/cat.png?v=1", alt: "" }],
    });
    expect(new Set(asked)).toEqual(
      new Set([
        "posts/cats/cover.jpg",
        "posts/cats/cat.png",
        "posts/big/cat 2.png",
        "posts/cats/still.jpg",
        "posts/cats/paper.pdf",
        "posts/cats/shape.svg",
      ]),
    );
  });

  test("is unchanged without `assetUrl`, as is a post without such URLs", () => {
    expect(buildBlog([post], options).posts[0]).toBe(post);
    const plain = {
      slug: "a",
      html: '<img src="/a.png"><img src="data:image/png;base64,x"><a href="https://a.example/b.pdf">b</a>',
    };
    const blog = buildBlog([plain], { ...options, assetUrl: () => "/never" });
    expect(blog.posts[0]).toBe(plain);
  });

  test.each([
    ["as it is", (path: string) => `/${path}`],
    ["encoded", (path: string) => `/${path.split("/").map(encodeURIComponent).join("/")}`],
  ])(
    "leads to a file with `#`, `?` or `%%` in its name when `assetUrl` returns the path %s",
    (_name, assetUrl) => {
      const html = '<img src="100%25.png?v=1"> <img src="c%23/a%3Fb%2341.png#x"> <a href="%2541.pdf">p</a>';
      const blog = buildBlog([{ slug: "a", path: "posts/a.md", html }], { ...options, assetUrl });
      expect(blog.posts[0]?.html).toBe(
        '<img src="/posts/100%25.png?v=1"> <img src="/posts/c%23/a%3Fb%2341.png#x"> <a href="/posts/%2541.pdf">p</a>',
      );
    },
  );

  test("can be given as a string in the `image` of a post", () => {
    const blog = buildBlog([{ slug: "a", path: "posts/a.md", image: "日本.png" }], {
      ...options,
      assetUrl: (path) => `/${path}`,
    });
    expect(blog.posts[0]?.image).toBe("/posts/日本.png");
  });
});
