// The scripts of docs/migration.md, each run over a small blog in the syntax of the other tool and over a real blog.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Blog } from "../../src/blog/blog.ts";
import type { Post } from "../../src/post/post.ts";
import { temporaryFolder } from "../node/temporary-folder.ts";

/** Runs a script over all files or some of them. */
async function read(script: string, cwd: string, files?: string[]): Promise<Blog<Post>> {
  const { readBlog } = await import(`../../examples/migration/${script}.mjs`);
  return readBlog(files, cwd, new Date("2026-11-30"));
}

/** The post with this URL. */
function at(blog: Blog<Post>, path: string): Post {
  const post = blog.pages.find((page) => blog.pathOf(page) === path);
  if (post === undefined) throw new Error(`No page has the address ${path}`);
  return post;
}

/** The rule ids of warnings and errors. */
const rulesOf = ({ messages }: Blog<Post>): (string | undefined)[] =>
  messages.filter(({ fatal }) => typeof fatal === "boolean").map(({ ruleId }) => ruleId);
const day = ({ date }: Post): string | undefined => date?.toISOString().slice(0, 10);
const urls = ({ links }: Post): string[] => links.map(({ url }) => url);

describe("a small blog", () => {
  const start = (title: string, more = ""): string => `---\ntitle: ${title}\ndescription: D.\n${more}---\n`;

  test("migrates from gray-matter", async () => {
    const files = {
      "posts/2024/02/rings-1.md": `${start("Rings (1)", "date: 2024-02-01\n")}## Table of Contents\n\n## When $x_{1}$ is full\n`,
      "posts/2024/03/rings-2.md": `${start("Rings (2)", "date: 2024-03-01\nslug: /old/\n")}As in [part 1](/2024/02/rings-1).\n`,
    };
    const blog = await read("gray-matter", temporaryFolder(files));
    expect(blog.posts.map(blog.pathOf)).toEqual(["/2024/03/rings-2", "/2024/02/rings-1"]);
    expect(blog.seriesOf("rings-2")?.previous?.slug).toBe("rings-1");
    expect(at(blog, "/2024/02/rings-1").headings.map(({ text }) => text)).toEqual(["When x_{1} is full"]);
    expect(at(blog, "/2024/02/rings-1").html).toContain("<msub>");
    expect(rulesOf(blog)).toEqual([]);
  });

  test("migrates from Contentlayer", async () => {
    const files = {
      "data/blog/nested/rings-v1.0.mdx": `${start("Rings", "date: 2024-02-01\nauthors: [default]\n")}$$a_{1}$$\n\n<Toc />\n`,
      "data/blog/wrong.mdx": start("Wrong", "date: 2024-02-01\nlayout: PostWide\n"),
    };
    const blog = await read("contentlayer", temporaryFolder(files));
    const rings = at(blog, "/blog/nested/rings-v1.0");
    expect(rings.authors).toEqual([{ name: "Tails Azimuth", url: "https://www.timlrx.com" }]);
    expect(rings.data).toEqual({ layout: "PostLayout" });
    expect(rings.html).toContain("<msub>");
    expect(rulesOf(blog).sort()).toEqual(["front-matter-schema", "mdx-left-out"]);
  });

  test("migrates from Docusaurus", async () => {
    const files = {
      "website/blog/2024-02-01-1.0.0.md": `${start("One", "authors: henry\n")}{/* truncate */}\n\n:::tip Read *this*\nIt begins at 10:30.\n:::\n\n:::note[That]\nToo.\n:::\n`,
      "website/blog/2024-03-01-two/index.md": `${start("Two", "slug: second\n")}After [one](../2024-02-01-1.0.0.md).\n`,
    };
    const blog = await read("docusaurus", temporaryFolder(files));
    expect(at(blog, "/blog/2024/02/01/1.0.0/").authors[0]?.name).toBe("Henry Zhu");
    expect(at(blog, "/blog/2024/02/01/1.0.0/").html.replaceAll("\n", "")).toBe(
      '<aside class="admonition admonition-tip"><p class="admonition-title">Read <em>this</em></p><p>It begins at 10:30.</p></aside>' +
        '<aside class="admonition admonition-note"><p class="admonition-title">That</p><p>Too.</p></aside>',
    );
    expect(urls(at(blog, "/blog/second/"))).toEqual(["/blog/2024/02/01/1.0.0/"]);
    expect(rulesOf(blog)).toEqual([]);
  });

  test("migrates from Jekyll", async () => {
    const files = {
      "docs/_posts/2024-02-01-one.markdown": `${start("One", "date: 2024-02-01 01:00:00 +0000\ncategory: release\n")}{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\nIn [two]({% post_url 2024-03-01-two %}) and {{ site.repository }}.\n`,
      "docs/_posts/2024-03-01-two.md": `${start("Two", "tags: a b\n")}{% raw %}\`{{ site.repository }}\`{% endraw %}\n`,
    };
    const blog = await read("jekyll", temporaryFolder(files));
    const one = at(blog, "/news/2024/01/31/one/");
    expect(one.html).toContain('<code class="language-ruby">puts 1\n</code>');
    expect(one.html).toContain(
      'In <a href="/news/2024/03/01/two/">two</a> and <a href="https://github.com/jekyll/jekyll">',
    );
    expect(at(blog, "/news/2024/03/01/two/").html).toContain("<code>{{ site.repository }}</code>");
    expect(blog.tags.map(({ label }) => label).sort()).toEqual(["a", "b", "release"]);
    expect(rulesOf(blog)).toEqual([]);
  });

  test("migrates from Hugo", async () => {
    const files = {
      "content/_index.md": start("Home"),
      "content/posts/one/index.md": `${start("One", "date: 2024-02-01\nbanner_image: cover.png\n")}{{<notice type="info">}}\nSee [two]({{< ref "two.md#end" >}}).\n{{</notice>}}\n\n{{< img src="a b.png" alt="The \\"[a]\\"" caption="[A](/notes/two/)" />}}\n{{< other >}}\n`,
      "content/notes/two.md": `${start("Two", "date: 2024-03-01\n")}## End\n\n{{< youtube abc >}}\n`,
    };
    const blog = await read("hugo", temporaryFolder(files));
    expect(blog.posts.map(blog.pathOf)).toEqual(["/notes/two/", "/one/"]);
    const one = at(blog, "/one/");
    expect(one.html).toContain('markdown-alert-note" role="note">');
    expect(urls(one)).toEqual(["/notes/two/#end", "/notes/two/"]);
    expect(one.images).toMatchObject([{ url: "/one/a%20b.png", alt: 'The "[a]"' }]);
    expect(one.image).toMatchObject({ src: "/one/cover.png" });
    expect(at(blog, "/notes/two/").html).toContain('src="https://www.youtube-nocookie.com/embed/abc"');
    expect(rulesOf(blog)).toEqual(["template-leftover"]);
  });
});

// The expected values were read in the sources by hand.
const corpora = join(import.meta.dirname, "../../../shared/corpora");

describe.skipIf(!existsSync(corpora))("a real blog (skipped without ../shared/corpora)", () => {
  const cwd = (name: string): string => join(corpora, name, "posts");

  test("migrates from gray-matter: yceffort-ko", async () => {
    const blog = await read("gray-matter", cwd("yceffort-ko"), [
      "posts/2022/03/*.md",
      "posts/2022/02/docker*.md",
      "posts/2020/07/math-for-programmer-chapter1-2-set.md",
      "posts/2020/09/typescript-enum-not-treeshaked.md",
    ]);
    expect([blog.posts.length, blog.drafts.length]).toEqual([14, 1]);
    const post = at(blog, "/2022/03/rust-wasm-tutorial-2");
    expect(post.title).toBe("Rust로 web assembly 만들어보기 (2) - Rust로 간단한 Web Assembly 만들기");
    expect(post.date?.toISOString()).toBe("2022-03-10T17:45:43.000Z");
    expect(post.headings[0]?.text).toBe("개발 환경");
    expect(blog.seriesOf(post)?.series.parts.map(({ post }) => blog.pathOf(post))).toEqual(
      [1, 2, 3].map((part) => `/2022/03/rust-wasm-tutorial-${part}`),
    );
    expect(blog.backlinksOf("docker-best-practice-2022").map(({ post }) => blog.pathOf(post))).toEqual([
      "/2022/02/dockerfile-instructions",
    ]);
    expect(at(blog, "/2020/07/math-for-programmer-chapter1-2-set").html).toContain("<math");
  });

  test("migrates from Contentlayer: tailwind-next-starter", async () => {
    const blog = await read("contentlayer", cwd("tailwind-next-starter"), ["data/blog"]);
    expect([blog.posts.length, blog.drafts.length]).toEqual([10, 1]);
    const release = at(blog, "/blog/release-of-tailwind-nextjs-starter-blog-v2.0");
    expect(release.title).toBe("Release of Tailwind Nextjs Starter Blog v2.0");
    expect(day(release)).toBe("2023-08-05");
    const start = at(blog, "/blog/introducing-tailwind-nextjs-starter-blog");
    expect(start.updated?.toISOString().slice(0, 10)).toBe("2024-08-16");
    expect(start.authors.map(({ name }) => name)).toEqual(["Tails Azimuth", "Sparrow Hawk"]);
    expect(at(blog, "/blog/pictures-of-canada").data).toEqual({ layout: "PostBanner" });
    expect(urls(at(blog, "/blog/github-markdown-guide")).length).toBeGreaterThan(3);
    const formulas = at(blog, "/blog/deriving-ols-estimator").html;
    expect(formulas).toContain("\\sum_{i=1}^{n}{u_i^2}");
    expect(formulas).not.toContain("katex-error");
    at(blog, "/blog/nested-route/introducing-multi-part-posts-with-nested-routing");
  });

  test("migrates from Docusaurus: babel-blog", async () => {
    const blog = await read("docusaurus", cwd("babel-blog"), [
      "website/blog/20{15-03,17-03,17-08-11,23-10}*",
      "website/blog/2018-08-27*",
      "website/blog/2021-02*",
      "website/blog/2026-06*",
    ]);
    expect(blog.posts.length).toBe(8);
    const post = at(blog, "/blog/2015/03/31/5.0.0/");
    expect(post.title).toBe("5.0.0 Released");
    expect(post.html).toContain(
      '<aside class="admonition admonition-caution"><p class="admonition-title">Production only</p><p>Inline Elements should <strong>only</strong>',
    );
    expect(
      at(
        blog,
        "/blog/personal-experiences-at-babel-1-a-pr-with-unusually-high-number-of-reviews/",
      ).authors.map(({ name }) => name),
    ).toEqual(["peeyush_kushwaha"]);
    // The date of the front matter, 2017-02-29, does not exist.
    expect(day(at(blog, "/blog/2017/03/01/upgrade-to-babel-7/"))).toBe("2017-03-01");
    expect(urls(at(blog, "/blog/2026/06/16/8.0.0/"))).toContain("/blog/2018/08/27/7.0.0/");
    // Tables and an image with a React `style`.
    expect(at(blog, "/blog/2021/02/22/7.13.0/").html.match(/<table>/g)?.length).toBe(4);
    expect(at(blog, "/blog/2021/02/22/7.13.0/").excerpt.source).toBe("marker");
    expect(at(blog, "/blog/2023/10/16/cve-2023-45133/").images.map(({ url }) => url)).toContain(
      "/assets/2023-10-16-cve-2023-45133/success.jpg",
    );
  });

  test("migrates from Jekyll: jekyll-posts", async () => {
    const blog = await read("jekyll", cwd("jekyll-posts"), [
      "docs/_posts/2013-05*",
      "docs/_posts/201[47]-0[135]*",
    ]);
    expect(blog.posts.length).toBe(12);
    const post = at(blog, "/news/2014/05/06/jekyll-turns-2-0-0/");
    expect([post.title, post.tags, post.authors[0]?.name]).toEqual([
      "Jekyll turns 2.0.0",
      ["release"],
      "parkr",
    ]);
    expect(urls(post)[0]).toMatch(/^\/news\/2013\/05\/0[56]\/jekyll-1-0-0-released\/$/);
    expect(urls(at(blog, "/news/2017/03/21/jekyll-3-4-3-released/"))[0]).toBe(
      "/news/2017/01/18/jekyll-3-4-0-released/",
    );
    const code = at(blog, "/news/2014/03/27/jekyll-1-5-1-released/").html;
    expect(code).toContain('<code class="language-ruby">> sanitized_path(');
    expect(code).not.toContain("{%");
  });

  test("migrates from Hugo: mtlynch", async () => {
    const blog = await read("hugo", cwd("mtlynch"), [
      "content/retrospectives/2020/0[6-9]/index.md",
      "content/guides/**/index.md",
      "content/posts/{collect-debt,digitizing-1,digitizing-2}/index.md",
    ]);
    expect(blog.posts.length).toBe(14);
    const post = at(blog, "/collect-debt/");
    expect(post.title).toBe("How I Collected a Debt from an Unscrupulous Merchant");
    expect([day(post), post.tags]).toEqual(["2020-08-13", ["is it keto", "conflict resolution"]]);
    expect(post.image).toMatchObject({ src: "/collect-debt/cover.png" });
    expect(post.images[1]).toMatchObject({
      url: "/collect-debt/seems-fair.png",
      alt: "Herscu responds: 'No worries Michael. $88 seems fair to me.'",
    });
    expect(post.html).toMatch(/markdown-alert-note[\s\S]*I've edited these emails for brevity/);
    const september = at(blog, "/retrospectives/2020/09/");
    expect(blog.seriesOf(september)).toMatchObject({
      part: { label: "Part 2" },
      series: { title: "TinyPilot" },
    });
    expect(blog.seriesOf(september)?.previous).toBe(at(blog, "/retrospectives/2020/08/"));
    expect(blog.backlinksOf(at(blog, "/retrospectives/2020/08/")).map(({ post }) => post)).toContain(
      september,
    );
    expect(day(at(blog, "/hiring-content-writers/1-finding-writers/"))).toBe("2019-09-30");
  });
});
