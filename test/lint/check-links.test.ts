import { describe, expect, test } from "vitest";
import { createMessage } from "../../src/diagnostics/create-message.ts";
import type { LintablePost } from "../../src/lint/lint-options.ts";
import { lintPosts } from "../../src/lint/lint-posts.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { makePost, now, reported } from "./lint-tools.ts";

describe("links", () => {
  const at = (line: number) => ({ line, column: 5, offset: 0 });

  test("link-post-missing: the page or the file of a post does not exist", () => {
    const links = [
      { url: "/posts/lokcs/", text: "locks", place: at(3) },
      { url: "../lokcs/", text: "", place: at(4) },
      { url: "lokcs.md#a", text: "locks", place: at(5) },
    ];
    const messages = lintPosts([makePost("rings", { links }), makePost("locks")]);
    expect(messages.map(({ name, ruleId, reason }) => `${name} ${ruleId} ${reason}`)).toEqual([
      "posts/rings.md:3:5 link-post-missing “locks” leads to /posts/lokcs, but there is no such post",
      "posts/rings.md:4:5 link-post-missing A link leads to /posts/lokcs, but there is no such post",
      "posts/rings.md:5:5 link-post-missing “locks” leads to posts/lokcs.md, but there is no such post",
    ]);
  });

  test("a link to the page of a post that has an error is not missing", () => {
    const error = createMessage("date-invalid", {
      reason: "No date",
      note: "",
      path: "posts/2026-01-02-locks.md",
    });
    const links = [{ url: "/posts/locks/" }, { url: "2026-01-02-locks.md" }, { url: "/posts/nope/" }];
    const found = lintPosts([makePost("rings", { links })], { messages: [error] });
    expect(found.flatMap(({ ruleId, actual }) => (ruleId === "link-post-missing" ? [actual] : []))).toEqual([
      "/posts/nope/",
    ]);
  });

  test.each([
    ['{{< ref "posts/nope" >}}', "posts/nope.md"],
    ['{{% relref "posts/nope.md#a" %}}', "posts/nope.md"],
    ['{{< ref "nope" >}}', "content/posts/nope.md"],
    ['{{< ref "/posts/nope.md" >}}', "posts/nope.md"],
    // Its own folder, a page outside of the posts, a section.
    ['{{< ref "posts/rings" >}}', undefined],
    ['{{< ref "/topics/a" >}}', undefined],
    ['{{< ref "topics/a" >}}', undefined],
    ['{{< ref "posts/guides" >}}', undefined],
    ['{{< ref "guides" >}}', undefined],
  ])("a reference of Hugo from a post in content/posts: %s", async (link, wanted) => {
    const parse = createPostParser();
    const post = await parse(`# Rings\n\n[x](${link})\n`, { path: "content/posts/rings.md" });
    const other = makePost("a", { path: "content/posts/guides/a.md" });
    const messages = lintPosts([post, other]).filter(({ ruleId }) => ruleId === "link-post-missing");
    const expected = wanted === undefined ? [] : [`“x” leads to ${wanted}, but there is no such post`];
    expect(messages.map(({ reason }) => reason)).toEqual(expected);
  });

  test("a name in another spelling is not missing, or the note suggests the correct spelling", () => {
    const names = ["Two_Locks", "2026-01-02-two-locks", "two locks"];
    const links = names.map((name) => ({ url: `/posts/${name}/` }));
    const target = makePost("two-locks", { title: "How two threads wait" });
    expect(reported([makePost("rings", { links }), target])).toEqual([]);
    const [message] = lintPosts([makePost("rings", { links: [{ url: "/posts/Two-Locks/" }] }), target]);
    expect(message?.note).toBe("Did you mean `/posts/two-locks/`?");
    const postUrl = ({ slug }: LintablePost): string => `/posts/${slug}/`;
    const strict = lintPosts([makePost("rings", { links }), target], { postUrl });
    expect(strict.map(({ note }) => note)).toEqual(names.map(() => "Did you mean `/posts/two-locks/`?"));
  });

  test("the note about a missing file suggests the file with the same or a similar slug, but not the post itself", () => {
    const files = ["rings.md", "Two%20Locks.md", "two-lokcs.md", "b.md"];
    const links = files.map((url, index) => ({ url, place: at(index) }));
    const target = makePost("two-locks", { path: "posts/2026-01-02-two-locks.mdx" });
    const posts = [makePost("a", { links }), target];
    expect(lintPosts(posts).map(({ note }) => note)).toEqual([
      "Correct the path.",
      "Did you mean `posts/2026-01-02-two-locks.mdx`?",
      "Did you mean `posts/2026-01-02-two-locks.mdx`?",
      "Correct the path.",
    ]);
  });

  test("a file below a folder of posts is missing, even when the link omits the first folders", () => {
    const links = ["/posts/nope.md", "@/posts/nope.md", "@site/posts/nope.md", "/other/nope.md", "/nope.md"];
    const path = "content/posts/rings.md";
    const posts = [
      makePost("rings", { path, links: links.map((url, index) => ({ url, place: at(index) })) }),
    ];
    expect(lintPosts(posts).map(({ actual }) => actual)).toEqual(links.slice(0, 3));
  });

  test("a missing post is reported for posts whose path is `null`", () => {
    const posts = [makePost("rings", { links: [{ url: "/posts/lokcs/" }] }), makePost("locks")];
    const records = posts.map((post) => ({ ...post, path: null }) as unknown as LintablePost);
    expect(lintPosts(records).map(({ ruleId, note }) => `${ruleId} ${note}`)).toEqual([
      "link-post-missing Did you mean `/posts/locks`?",
    ]);
  });

  test("redirects, files that could not be parsed and folders without posts are not missing", () => {
    const links = ["/posts/old/", "/posts/older", "bad.md", "../docs/a.md", "/README.md"].map((url) => ({
      url,
    }));
    const messages = [createMessage("date-invalid", { reason: "No date", path: "posts/bad.md" })];
    const target = makePost("locks", { data: { aliases: ["/posts/old/"], redirect_from: "posts/older" } });
    expect(lintPosts([makePost("rings", { links }), target], { messages })).toHaveLength(1);
  });

  test("nothing is reported when most links to pages lead to no post, because the URLs are those of another site", () => {
    const links = Array.from({ length: 11 }, (_, index) => ({ url: `/posts/${"x".repeat(index + 1)}/` }));
    expect(reported([makePost("rings", { links: links.slice(0, 10) })])).toHaveLength(10);
    expect(reported([makePost("rings", { links })])).toEqual([]);
  });

  test.each(["", " ", "https://", "mailto:"])("link-empty: %j leads nowhere", (url) => {
    const post = makePost("rings", { links: [{ url, text: "locks", place: at(3) }] });
    expect(reported([post])).toEqual(["posts/rings.md:3:5 link-empty"]);
  });

  test("`pageIds` are the ids in the template of the page", () => {
    const post = makePost("rings", { links: [{ url: "#comments" }, { url: "#!/search" }] });
    expect(reported([post])).toEqual(["posts/rings.md:1:1 link-heading-missing"]);
    expect(reported([post], { pageIds: ["comments"] })).toEqual([]);
  });

  test("`siteUrl` and `postUrl` determine which links are checked", () => {
    const links = [{ url: "https://example.com/blog/lokcs", text: "locks", place: at(3) }];
    const posts = [makePost("rings", { links }), makePost("locks")];
    const postUrl = ({ slug }: LintablePost): string => `/blog/${slug}`;
    expect(reported(posts, { postUrl })).toEqual([]);
    expect(reported(posts, { postUrl, siteUrl: "https://example.com" })).toEqual([
      "posts/rings.md:3:5 link-post-missing",
    ]);
    expect(() => reported(posts, { siteUrl: "example.com" })).toThrow(TypeError);
  });

  test("link-heading-missing: the post has no such heading, and the note suggests one", () => {
    const links = [
      { url: "/posts/locks/#two-phase-lock", text: "two phases", place: at(3) },
      { url: "#elsewhere", text: "here", place: at(4) },
    ];
    const headings = [
      { depth: 2, slug: "phases", text: "Phases" },
      { depth: 2, slug: "two-phase-locking", text: "Two-phase locking" },
    ];
    const messages = lintPosts([makePost("rings", { links }), makePost("locks", { headings })]);
    expect(messages.map(({ name, ruleId, reason, note }) => [name, ruleId, reason, note])).toEqual([
      [
        "posts/rings.md:3:5",
        "link-heading-missing",
        "“two phases” leads to #two-phase-lock of “On locks”, which has no such heading",
        "Did you mean `#two-phase-locking`?",
      ],
      [
        "posts/rings.md:4:5",
        "link-heading-missing",
        "“here” leads to #elsewhere of “On rings”, which has no such heading",
        "Correct the part after `#`.",
      ],
    ]);
  });

  test.each(["what-s-next", "Whats_Next", "what's-next"])("the note for #%s suggests #whats-next", (id) => {
    const headings = ["what-is-it", "whats-next"].map((slug) => ({ depth: 2, slug, text: slug }));
    const [message] = lintPosts([makePost("rings", { headings, links: [{ url: `#${id}` }] })]);
    expect(message?.note).toBe("Did you mean `#whats-next`?");
  });

  test("ids in the HTML, #top and text fragments are valid targets", () => {
    const html = '<p id="a">A</p><a id="q&#x26;a"></a><h2 id="größe">Größe</h2>';
    const links = ["#a", "#q&a", "#top", "#gr%C3%B6%C3%9Fe", "#:~:text=ring", "#a:~:text=ring"].map(
      (url) => ({ url }),
    );
    expect(reported([makePost("rings", { html, links })])).toEqual([]);
    expect(reported([makePost("rings", { html, links: [{ url: "#b" }] })])).toHaveLength(1);
    // Without headings nothing is reported.
    expect(reported([makePost("rings", { headings: undefined, links: [{ url: "#b" }] })])).toEqual([]);
  });

  test("link-post-unpublished: the post is a draft or scheduled", () => {
    const later = new Date("2026-07-01");
    const link = (slug: string) => [{ url: `/posts/${slug}/`, text: slug, place: at(3) }];
    const posts = [
      makePost("a", { links: link("draft") }),
      makePost("b", { links: link("later") }),
      makePost("c", { links: link("a") }),
      makePost("draft", { draft: true, links: link("later") }),
      makePost("later", { date: later }),
    ];
    const rules = { "date-future": "off" } as const;
    const messages = lintPosts(posts, { now, rules });
    expect(messages.map(({ name, ruleId, reason }) => `${name} ${ruleId} ${reason}`)).toEqual([
      "posts/a.md:3:5 link-post-unpublished “draft” leads to “On draft”, which is a draft",
      "posts/b.md:3:5 link-post-unpublished “later” leads to “On later”, which is not published yet",
    ]);
    // Without `now` only drafts are unpublished.
    expect(reported(posts)).toEqual(["posts/a.md:3:5 link-post-unpublished"]);
  });

  test("a scheduled post can link to posts that are published by then", () => {
    const link = (slug: string) => [{ url: `/posts/${slug}/`, text: slug, place: at(3) }];
    const posts = [
      makePost("june", { date: new Date("2026-06-10"), links: [...link("july"), ...link("draft")] }),
      makePost("july", { date: new Date("2026-07-10"), links: link("june") }),
      makePost("draft", { draft: true }),
    ];
    expect(reported(posts, { now, rules: { "date-future": "off" } })).toEqual([
      "posts/june.md:3:5 link-post-unpublished",
      "posts/june.md:3:5 link-post-unpublished",
    ]);
  });

  test("link-post-unpublished: the post has expired", () => {
    const links = [{ url: "/posts/fair/", text: "the fair", place: at(3) }];
    const posts = [makePost("a", { links }), makePost("fair", { expires: new Date("2026-05-01") })];
    expect(lintPosts(posts, { now })[0]?.reason).toBe("“the fair” leads to “On fair”, which has expired");
    expect(reported(posts)).toEqual([]);
    expect(reported(posts, { now: new Date("2026-04-01") })).toEqual([]);
  });
});
