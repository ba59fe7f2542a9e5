import type { Root as HastRoot } from "hast";
import rehypeKatex from "rehype-katex";
import remarkDirective from "remark-directive";
import remarkMath from "remark-math";
import remarkSmartypants from "remark-smartypants";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { createHighlighter } from "../../src/highlight/create-highlighter.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";

async function failure(promise: Promise<unknown>): Promise<ContentError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ContentError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown");
}

const full = `---
title: Why Queues Don’t Fix Overload
description: "Why bigger queues won't save you."
date: 2026-04-14
updated: 2026-04-15T10:00:00Z
tags: [systems, Odin]
author: Ada
series: { name: overload, part: 2, total: 3 }
---

Waiting *moves* work, see [part 1](/posts/one/).

## Ends meet {#ends}

![A curve](/curve.svg)

\`\`\`odin
x := 1
\`\`\`
`;

describe("createPostParser", () => {
  test("creates a complete post from one text", async () => {
    const post = await createPostParser()(full, { path: "posts/2026-04-14-queues.md" });
    expect(post).toMatchObject({
      slug: "queues",
      path: "posts/2026-04-14-queues.md",
      title: "Why Queues Don’t Fix Overload",
      description: "Why bigger queues won't save you.",
      date: new Date("2026-04-14T00:00:00Z"),
      dateOnly: true,
      updated: new Date("2026-04-15T10:00:00Z"),
      tags: ["systems", "Odin"],
      authors: [{ name: "Ada" }],
      draft: false,
      unlisted: false,
      series: [{ name: "overload", slug: "overload", part: 2, total: 3 }],
      excerpt: { text: "Why bigger queues won't save you.", source: "description" },
      headings: [{ depth: 2, slug: "ends", text: "Ends meet", place: { start: { line: 13, column: 1 } } }],
      links: [{ url: "/posts/one/", text: "part 1", place: { start: { line: 11, column: 27 } } }],
      images: [{ url: "/curve.svg", alt: "A curve", place: { start: { line: 15, column: 1 } } }],
      messages: [],
    });
    expect(post.html).toBe(
      [
        '<p>Waiting <em>moves</em> work, see <a href="/posts/one/">part 1</a>.</p>',
        '<h2 id="ends">Ends meet</h2>',
        '<p><img src="/curve.svg" alt="A curve"></p>',
        '<pre><code class="language-odin">x := 1\n</code></pre>',
      ].join("\n"),
    );
  });

  test("a post can be cloned with structuredClone and, except for dates, with JSON", async () => {
    const post = await createPostParser()(`${full}\n<script>x</script>\n`, { path: "a.md" });
    expect(post.messages.length).toBeGreaterThan(0);
    expect(structuredClone(post)).toEqual(post);
    const copy = JSON.parse(JSON.stringify(post));
    expect({ ...copy, date: post.date, updated: post.updated }).toEqual(post);
  });

  test("an unclosed element has a position, also in a file with a byte order mark", () => {
    const source = '\uFEFF<a href="javascript:x">www.a.b';
    const messages = createPostParser().sync(source).messages.slice(1);
    const place = { line: 1, column: 1, place: { offset: 1 } };
    expect(messages).toMatchObject([
      { ruleId: "html-unclosed", ...place },
      { ruleId: "url-unsafe", ...place },
    ]);
  });

  test("bytes and text, with any line endings, with or without a byte order mark, give the same post", async () => {
    const parse = createPostParser();
    const expected = await parse(full, { path: "a.md" });
    const strip = ({ headings, links, images, series, ...post }: typeof expected): unknown => ({
      ...post,
      headings: headings.map(({ place, ...heading }) => heading),
      links: links.map(({ url, text }) => [url, text]),
      images: images.map(({ url, alt }) => [url, alt]),
      series: series.map(({ place, ...ref }) => ref),
    });
    for (const source of [full.replaceAll("\n", "\r\n"), full.replaceAll("\n", "\r"), `\uFEFF${full}`]) {
      expect(strip(await parse(source, { path: "a.md" }))).toEqual(strip(expected));
      expect(strip(await parse(new TextEncoder().encode(source), { path: "a.md" }))).toEqual(strip(expected));
    }
  });

  test("positions refer to the original, including its byte order mark and carriage returns", async () => {
    const source = `\uFEFF${full.replaceAll("\n", "\r\n")}`;
    const { links } = await createPostParser()(source, { path: "a.md" });
    const { start, end } = links[0]?.place ?? {};
    expect([start?.line, start?.column]).toEqual([11, 27]);
    expect(source.slice(start?.offset, end?.offset)).toBe("[part 1](/posts/one/)");
  });

  test("`sync` gives the same post as await", async () => {
    const parse = createPostParser();
    expect(parse.sync(full, { path: "a.md" })).toEqual(await parse(full, { path: "a.md" }));
  });
});

describe("title and slug", () => {
  const parse = createPostParser();

  test("the first H1 with words becomes the title and is removed from the body", async () => {
    const post = await parse("Intro\n\n# \n\n# The *real* `title`\n\n# Another\n", { path: "x.md" });
    expect(post.title).toBe("The real title");
    expect(post.html).toContain('<h1 id="another">Another</h1>');
    expect(post.html).not.toContain("real");
    expect(post.headings.filter(({ text }) => text !== "")).toMatchObject([
      { depth: 1, slug: "another", text: "Another" },
    ]);
  });

  test("the H1 stays when the front matter has a title", async () => {
    const post = await parse("---\ntitle: A\n---\n# B\n");
    expect([post.title, post.html, post.slug]).toEqual(["A", '<h1 id="b">B</h1>', "a"]);
  });

  test("without an H1 or a title, the title is made from the slug, with a warning", async () => {
    const post = await parse("Text\n", { path: "posts/2024-05-01-why-queues-fail.md" });
    expect([post.title, post.slug, post.date?.toISOString()]).toEqual([
      "Why queues fail",
      "why-queues-fail",
      "2024-05-01T00:00:00.000Z",
    ]);
    expect(post.messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([["title-missing", 1]]);
  });

  test.each([
    ["# 日本語\n", undefined, "日本語"],
    ["# 🎉\n", undefined, "u1f389"],
    ["", undefined, "untitled"],
    ["# Title\n", "posts/my-post/index.md", "my-post"],
    ["---\nslug: other\n---\n# Title\n", "posts/my-post/index.md", "other"],
  ])("the slug of %j at %j is %j", async (source, path, slug) => {
    expect((await parse(source, { path })).slug).toBe(slug);
  });

  test("the slug function replaces the slug and must return a valid one", async () => {
    const dated = createPostParser({ slug: ({ slug, path, title }) => `${path}|${title}|${slug}` });
    expect((await dated("# T\n", { path: "a.md" })).slug).toBe("a.md|T|a");
    const wrong = createPostParser({ slug: () => "…" });
    await expect(wrong("# T\n")).rejects.toThrow(
      'Expected `slug` to return text with a letter or a digit, received "…"',
    );
  });

  test("characters that change the text direction are reported", async () => {
    const post = await parse("# a\u202Eb\n", { path: "x.md" });
    expect(post.messages.map(({ ruleId }) => ruleId)).toContain("title-bidi");
  });
});

describe("errors", () => {
  test("errors in front matter and body are reported together", async () => {
    const source = `---\ndate: 2025-02-30\ntitle: T\n---\n\n${"> ".repeat(200)}deep\n`;
    const { messages, path } = await failure(createPostParser()(source, { path: "a.md" }));
    expect(path).toBe("a.md");
    expect(messages.map(({ ruleId, line, fatal }) => [ruleId, line, fatal])).toEqual([
      ["date-invalid", 2, true],
      ["limit-nesting", 6, true],
    ]);
  });

  test("a source above the limit is rejected before parsing", async () => {
    const parse = createPostParser({ limits: { maxBytes: 10 } });
    expect(parse.maxBytes).toBe(10);
    const { messages } = await failure(parse("äöüäöü"));
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(["limit-bytes"]);
  });

  test("HTML above its limit is rejected", async () => {
    const parse = createPostParser({ limits: { maxHtmlBytes: 20 } });
    const { messages } = await failure(parse("# T\n\nA paragraph of more than twenty bytes.\n"));
    expect(messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([["limit-html", true]]);
  });

  test.each([
    { maxBytes: -1 },
    { maxBytes: Number.NaN },
    { maxFrontMatterBytes: 1.5 },
    // As in `parseFrontMatter`, which would throw for them with the first post.
    { maxFrontMatterBytes: 0 },
    { maxFrontMatterBytes: Number.POSITIVE_INFINITY },
    { maxNesting: -1 },
  ])("a limit of %j throws a RangeError", (limits) => {
    expect(() => createPostParser({ limits })).toThrow(RangeError);
  });
});

describe("`schema`", () => {
  const schema = z.object({ title: z.string(), rating: z.number().default(3) });

  test("`data` is what the schema returns", async () => {
    const post = await createPostParser({ schema })("---\ntitle: T\nextra: 1\n---\n");
    expect(post.data).toEqual({ title: "T", rating: 3 });
  });

  test("issues have a position", async () => {
    const { messages } = await failure(
      createPostParser({ schema })("---\ntitle: T\nrating: high\n---\n", { path: "a.md" }),
    );
    expect(messages.map(({ line, fatal, file }) => [line, fatal, file])).toEqual([[3, true, "a.md"]]);
  });

  test("an asynchronous schema works with await, but not with `sync`", async () => {
    const slow = z.object({ title: z.string().refine(async () => true) });
    const parse = createPostParser({ schema: slow });
    expect((await parse("---\ntitle: T\n---\n")).data).toEqual({ title: "T" });
    expect(() => parse.sync("---\ntitle: T\n---\n")).toThrow(TypeError);
  });
});

describe("plugins", () => {
  test("plugins for math, directives and smart quotes work", async () => {
    const parse = createPostParser({
      remarkPlugins: [remarkMath, remarkDirective, remarkSmartypants],
      rehypePlugins: [[rehypeKatex, { output: "mathml" }]],
    });
    const { html, excerpt } = await parse('# T\n\nSo "we" have $a^2$.\n\n$$\nb\n$$\n\n:::note\nHello\n:::\n');
    expect(html).toContain("So “we” have");
    expect(html).toContain("<math");
    expect(html).toContain("<p>Hello</p>");
    expect(html).not.toContain("language-math");
    expect(excerpt.text).toContain("So “we” have a^2.");
  });

  test("rehype plugins see the tree of their stage", async () => {
    const seen: Record<string, string[]> = {};
    const look = (name: string) => () => (tree: HastRoot) => {
      const names = (seen[name] = [] as string[]);
      visit(tree, "element", ({ tagName }) => void names.push(tagName));
    };
    const parse = createPostParser({
      rehypePlugins: {
        beforeSanitize: [look("before")],
        afterSanitize: [look("after")],
        afterHighlight: [look("last")],
      },
    });
    await parse("# T\n\n<form><b>x</b></form>\n");
    expect(seen).toEqual({ before: ["form", "b"], after: ["b"], last: ["b"] });
  });

  test("a message from a plugin is added to the post as a plain object", async () => {
    const plugin = () => (tree: HastRoot, file: VFile) =>
      void file.message("Hm", tree.children[0], "my:rule");
    const post = await createPostParser({ rehypePlugins: [plugin] })("# T\n\nText\n", { path: "a.md" });
    expect(post.messages.map(({ ruleId, source, line, file }) => [ruleId, source, line, file])).toEqual([
      ["rule", "my", 3, "a.md"],
    ]);
    expect(structuredClone(post)).toEqual(post);
  });

  test.each([
    ["# Title[^1]\n\nText.\n\n[^1]: Note", "1:8", "the footnote"],
    ["# ![logo](a.png) Title\n\nText.", "1:3", "the image"],
    ['Text.\n\n# <img src="a.png"> Title', "3:3", "the image"],
  ])("content that a title cannot contain is reported: %j", (markdown, place, what) => {
    const { title, messages } = createPostParser().sync(markdown);
    expect(title).toBe("Title");
    const lost = messages.filter(({ ruleId }) => ruleId === "title-content-lost");
    expect(lost.map(({ line, column, reason }) => [`${line}:${column}`, reason])).toEqual([
      [place, `The title is plain text: ${what} in its heading is left out`],
    ]);
    const kept = createPostParser().sync(`---\ntitle: T\n---\n${markdown}`);
    expect(kept.messages.map(({ ruleId }) => ruleId)).not.toContain("title-content-lost");
  });

  test("the language of inline code is not part of any text", async () => {
    const highlighter = await createHighlighter({ themes: "nord" });
    const markdown =
      "# `a{:js}` T\n\nUse `let x{:js}` and [`b{:ts}`](/b), not `c{:nope}`.\n\n## The `foo(){:js}` call\n";
    const post = await createPostParser({ highlighter })(markdown);
    expect(post.title).toBe("a T");
    expect(post.excerpt.text).toBe("Use let x and b, not c{:nope}.");
    expect(post.excerpt.html).toContain("<code>let x</code>");
    expect(post.headings.map(({ text, slug }) => [text, slug])).toEqual([["The foo() call", "the-foo-call"]]);
    expect(post.links.map(({ text }) => text)).toEqual(["b"]);
    expect(post.html.match(/<code class="[^"]*language-(?:js|ts)"/g)).toHaveLength(3);
    expect(post.html).not.toContain("{:js}");
    const plain = await createPostParser()(markdown);
    expect(plain.excerpt.text).toBe("Use let x{:js} and b{:ts}, not c{:nope}.");
  });

  test("handlers that are not functions and an asynchronous `mdx` throw", () => {
    const handlers = { heading: 5 } as unknown as Record<string, () => unknown>;
    expect(() => createPostParser({ handlers })).toThrow(
      new TypeError("Expected `handlers.heading` to be a function, received 5"),
    );
    const mdx = (async () => false) as unknown as () => boolean;
    expect(() => createPostParser({ mdx }).sync("a", { path: "a.md" })).toThrow(
      new TypeError("Expected `mdx` to return true or false, received a promise"),
    );
  });

  test("a plugin that calls `file.fail` causes a ContentError, other errors are thrown unchanged", async () => {
    const fails = () => (_tree: HastRoot, file: VFile) => file.fail("No", { line: 2, column: 1 }, "my:rule");
    const { messages } = await failure(
      createPostParser({ rehypePlugins: [fails] })("# T\n", { path: "a.md" }),
    );
    expect(messages.map(({ reason, fatal, line }) => [reason, fatal, line])).toEqual([["No", true, 2]]);
    const throws = () => () => {
      throw new Error("bug");
    };
    await expect(createPostParser({ rehypePlugins: [throws] })("# T\n")).rejects.toThrow("bug");
  });

  test("an asynchronous plugin works with await, but not with `sync`", async () => {
    const waits = () => (tree: HastRoot) => Promise.resolve({ ...tree, children: [] });
    for (const place of ["beforeSanitize", "afterSanitize", "afterHighlight"] as const) {
      const parse = createPostParser({ rehypePlugins: { [place]: [waits] } });
      expect((await parse("# T\n\nText\n")).html).toBe("");
      expect(() => parse.sync("# T\n\nText\n")).toThrow(/Expected synchronous rehype plugins/);
    }
    const remark = createPostParser({ remarkPlugins: [() => async () => undefined] });
    expect((await remark("# T\n\nText\n")).html).toBe("<p>Text</p>");
    expect(() => remark.sync("# T\n")).toThrow(TypeError);
  });
});

describe("fingerprint", () => {
  test("includes data options, but needs a name for functions", () => {
    expect(createPostParser().fingerprint).toBe(createPostParser({}).fingerprint);
    expect(createPostParser({ gfm: false }).fingerprint).not.toBe(createPostParser().fingerprint);
    expect(createPostParser({ remarkPlugins: [remarkMath] }).fingerprint).toBeUndefined();
    expect(createPostParser({ remarkPlugins: [remarkMath], fingerprint: "math-6" }).fingerprint).toContain(
      "math-6",
    );
  });
});

test("raw HTML is sanitized, escaped or allowed", async () => {
  const source = '# T\n\n<b onclick="x()">bold</b> <script>alert(1)</script>\n';
  const html = async (rawHtml: "sanitize" | "escape" | "allow"): Promise<string> =>
    (await createPostParser({ rawHtml })(source)).html;
  expect(await html("sanitize")).toBe("<p><b>bold</b> </p>");
  expect(await html("escape")).toBe(
    '<p>&#x3C;b onclick="x()">bold&#x3C;/b> &#x3C;script>alert(1)&#x3C;/script></p>',
  );
  expect(await html("allow")).toBe('<p><b onclick="x()">bold</b> <script>alert(1)</script></p>');
});

test("unsafe links are neither in the HTML nor in the list of links", async () => {
  const post = await createPostParser()("# T\n\n[a](javascript:alert%281%29) [b](https://b.example/)\n");
  expect(post.links.map(({ url }) => url)).toEqual(["https://b.example/"]);
  expect(post.html).not.toContain("javascript:");
  expect(post.messages.length).toBe(1);
});

test("an .mdx file is read as Markdown, with a warning", async () => {
  const source = 'import X from "./x"\n\n# T\n\nHello <X a={1} />.\n';
  const post = await createPostParser()(source, { path: "a.mdx" });
  expect(post.excerpt.text).toMatch(/^Hello/);
  expect(post.html).not.toContain("import");
  expect(post.messages.length).toBeGreaterThan(0);
});

describe("invalid options and arguments", () => {
  test.each<[object, string]>([
    [{ rehypePlugins: 1 }, "Expected `rehypePlugins` to be"],
    [{ rehypePlugins: [1] }, "`rehypePlugins[0]`"],
    [
      { rehypePlugins: { before: [] } },
      "Expected only options that exist in `rehypePlugins`, received `before`",
    ],
    [{ rehypePlugins: { afterHighlight: [1] } }, "`rehypePlugins.afterHighlight[0]`"],
    [{ remarkPlugins: [1] }, "`remarkPlugins[0]`"],
    [{ limits: { maxBytes: -1 } }, "Expected `limits.maxBytes` to be a whole number of bytes, received -1"],
    [{ limits: { maxBytes: 1.5 } }, "Expected `limits.maxBytes` to be a whole number of bytes, received 1.5"],
    [{ limits: { maxFrontMatterBytes: 0 } }, "Expected `limits.maxFrontMatterBytes` to be a whole number"],
    [{ limits: { maxByte: 1 } }, "did you mean `maxBytes`?"],
    [{ excerpt: { path: "a" } }, "Expected only options that exist in `excerpt`, received `path`"],
    [{ excerpt: { maxCharacters: -1 } }, "maxCharacters"],
    [{ readingTime: { wordPerMinute: 1 } }, "did you mean `wordsPerMinute`?"],
    [{ rawHtml: "yes" }, "rawHtml"],
    [{ schema: 1 }, "schema"],
    [{ slug: "a" }, "Expected `slug` to be a function"],
    [{ mdx: "a" }, "Expected `mdx` to be"],
    [{ fingerprint: 1 }, "Expected `fingerprint` to be a string"],
    [{ highlighter: {} }, "highlighter"],
    [{ aliases: { titel: ["a"] } }, "did you mean `title`?"],
  ])("%j throws", (options, message) => {
    expect(() => createPostParser(options)).toThrow(message);
  });

  test.each<[unknown[], string]>([
    [[1], "Expected `source` to be the text of a post, or its bytes as a Uint8Array, received 1"],
    [["a", 1], 'Expected `file` to be an object such as { path: "posts/a.md" }, received 1'],
    [["a", "a.md"], "Expected `file` to be an object"],
    [["a", { path: 1 }], "`file.path`"],
  ])("arguments %j throw", (values, message) => {
    const parse = createPostParser();
    expect(() => parse.sync(...(values as [string]))).toThrow(message);
  });

  test("limits can be 0 and Infinity", () => {
    const { maxBytes } = createPostParser({ limits: { maxBytes: Number.POSITIVE_INFINITY } });
    expect(maxBytes).toBe(Number.POSITIVE_INFINITY);
    expect(createPostParser({ limits: { maxBytes: 0, maxFrontMatterBytes: 1 } }).maxBytes).toBe(0);
    expect(createPostParser().maxBytes).toBe(2_097_152);
  });
});

describe("plugins at each stage, with and without await", () => {
  const add = (value: string) => () => (tree: HastRoot) => void tree.children.push({ type: "text", value });
  test("run once and in order", async () => {
    const parse = createPostParser({
      rehypePlugins: { beforeSanitize: [add("1")], afterSanitize: [add("2")], afterHighlight: [add("3")] },
    });
    const post = parse.sync("# T\n\na");
    expect(post.html).toBe("<p>a</p>123");
    expect(await parse("# T\n\na")).toEqual(post);
  });

  test("can change headings, links and images", async () => {
    const plugin = () => (tree: HastRoot) =>
      void tree.children.push({
        type: "element",
        tagName: "h2",
        properties: { id: "x" },
        children: [
          {
            type: "element",
            tagName: "a",
            properties: { href: "b" },
            children: [{ type: "text", value: "c" }],
          },
          { type: "element", tagName: "img", properties: { src: "d", alt: "e" }, children: [] },
        ],
      });
    for (const rehypePlugins of [[plugin], { afterHighlight: [plugin] }, { beforeSanitize: [plugin] }]) {
      const { headings, links, images } = await createPostParser({ rehypePlugins })("# T\n\na");
      expect({ headings, links, images }).toEqual({
        headings: [{ depth: 2, slug: "x", text: "c" }],
        links: [{ url: "b", text: "c" }],
        images: [{ url: "d", alt: "e" }],
      });
    }
  });
});
