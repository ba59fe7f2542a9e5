import { describe, expect, test } from "vitest";
import { toSearchDocuments } from "../../src/discovery/search-documents.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";

/** One line per document: anchor, headings, text. */
const lines = (html: string): string[] =>
  toSearchDocuments({ slug: "a", html }).map(
    ({ anchor = "-", headings, text }) => `${anchor} | ${headings.join(" > ")} | ${text}`,
  );

describe("toSearchDocuments", () => {
  test("returns one document per section of a parsed post, without code and footnote references", () => {
    const post = createPostParser().sync(
      [
        "---\ntitle: Rings\ndescription: Two counters.\ndate: 2026-03-02\ntags: [queues]\nlang: en\n---",
        "A ring *never* allocates[^1].",
        "## When it is full",
        "Drop, or wait:\n\n```js\nwait();\n```\n\n- drop\n- wait",
        "### By `force`",
        "Overwrite.",
        "## Größe",
        "> Powers of two.\n\n[^1]: Nor frees.",
      ].join("\n\n"),
      { path: "posts/rings.md" },
    );
    const base = { slug: "rings", title: "Rings", tags: ["queues"], lang: "en", date: "2026-03-02" };
    expect(toSearchDocuments(post, { url: "/rings/" })).toEqual([
      {
        ...base,
        id: "rings",
        url: "/rings/",
        headings: [],
        // The footnote is at the end of the page, and the reference is here.
        text: "Two counters.\nA ring never allocates.\nNor frees.",
      },
      {
        ...base,
        id: "rings#when-it-is-full",
        url: "/rings/#when-it-is-full",
        anchor: "when-it-is-full",
        headings: ["When it is full"],
        text: "Drop, or wait:\ndrop\nwait",
      },
      {
        ...base,
        id: "rings#by-force",
        url: "/rings/#by-force",
        anchor: "by-force",
        headings: ["When it is full", "By force"],
        text: "Overwrite.",
      },
      {
        ...base,
        id: "rings#größe",
        url: "/rings/#gr%C3%B6%C3%9Fe",
        anchor: "größe",
        headings: ["Größe"],
        text: "Powers of two.",
      },
    ]);
  });

  test("returns one document for a post without HTML", () => {
    expect(toSearchDocuments({ slug: "a b" })).toEqual([
      { id: "a b", slug: "a b", url: "/posts/a%20b/", title: "a b", headings: [], text: "", tags: [] },
    ]);
    expect(toSearchDocuments({ slug: "a", url: "/own", date: new Date(Number.NaN) })[0]).toMatchObject({
      url: "/own",
    });
  });

  test("nests headings by depth, even when they skip a level", () => {
    expect(
      lines('<h3 id="a">A</h3>a<h2 id="b">B</h2>b<h4 id="c">C</h4>c<h3 id="d">D</h3>d<h2 id="e">E</h2>'),
    ).toEqual(["- |  | ", "a | A | a", "b | B | b", "c | B > C | c", "d | B > D | d", "e | E | "]);
  });

  test("splits at headings in other elements, but not at headings without an id", () => {
    expect(
      lines('<p>0</p><div><section><h2 id="a">A</h2><p>1</p></section><h2>No id</h2><p>2</p></div><p>3</p>'),
    ).toEqual(["- |  | 0", "a | A | 1\nNo id\n2\n3"]);
  });

  test("reads deeply nested HTML", () => {
    const depth = 5_000;
    const html = `${"<div>".repeat(depth)}<h2 id="a">A</h2>deep${"</div>".repeat(depth)}`;
    expect(lines(html).at(-1)).toContain("deep");
  });

  test("reads 10,000 sections", () => {
    const html = Array.from({ length: 10_000 }, (_, i) => `<h2 id="s${i}">S${i}</h2><p>t${i}</p>`).join("");
    const documents = toSearchDocuments({ slug: "a", html });
    expect(documents).toHaveLength(10_001);
    expect(documents.at(-1)).toMatchObject({ id: "a#s9999", headings: ["S9999"], text: "t9999" });
  });
});

test("ids are unique, even for headings with the same id", () => {
  const html = "<h2 id=a>A</h2><p>1</p><h2 id=a>A</h2><p>2</p><h2 id=a-2>B</h2>";
  expect(toSearchDocuments({ slug: "p", html }).map(({ id }) => id)).toEqual([
    "p",
    "p#a",
    "p#a-2",
    "p#a-2-2",
  ]);
});

test("options include alternative texts and code", () => {
  const html =
    "<p>x <img src=i alt='A ring'></p><pre><code><span class=ln>1</span>let a;</code></pre><p>y</p>";
  const text = (options: object): string | undefined =>
    toSearchDocuments({ slug: "p", html }, options)[0]?.text;
  expect(text({})).toBe("x\ny");
  expect(text({ imageAlt: true, code: true })).toBe("x A ring\ny\nlet a;");
});

test("a footnote without a reference is in the last section", () => {
  const html = "<p>x</p><h2 id=a>A</h2><section class=footnotes><ol><li id=fn1>N</li></ol></section>";
  expect(lines(html)).toEqual(["- |  | x", "a | A | N"]);
});

test.each<[object, string]>([
  [{ site: { url: "https://example.com/blog" } }, "/blog/posts/p/"],
  [{ site: { url: "https://example.com/blog" }, url: "/other/" }, "/other/"],
  [{ url: "https://other.example/p", site: { url: "https://example.com/" } }, "https://other.example/p"],
  [{ url: "javascript:alert(1)" }, "/posts/p/"],
  [{ url: " " }, "/posts/p/"],
])("with %j, the URL is %s", (options, url) => {
  expect(toSearchDocuments({ slug: "p", title: " " }, options)[0]).toMatchObject({ url, title: "p" });
});
