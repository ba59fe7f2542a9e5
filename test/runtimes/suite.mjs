// The suite for every runtime: plain assertions over the built package, so that only the language is needed. Each case
// returns a text, which the runner compares with Node's byte for byte.

/** The message includes the values, because not every runtime has an assertion library. */
export function equal(actual, expected) {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`expected ${b}, received ${a}`);
}

const site = { url: "https://blog.example/", title: "Small Notes", language: "en" };

const sources = {
  "posts/2025-03-03-rings.md": `---
title: Rings & "Things"
series: { name: A Small Queue, part: 1 }
tags: [Queues]
---

A ring is *two* numbers and an array.

<!-- more -->

| a | b |
| - | - |
| 1 | 2 |

A note.[^1]

[^1]: Down here.
`,
  "posts/2025-03-10-fences.md": `+++
title = "Fences"
draft = false
series = { name = "A Small Queue", part = 2 }
+++

What one thread writes, another may read \`later\`.
`,
  "posts/odds.md": `{ "date": "2025-03-12T08:30:00+01:00", "tags": ["queues"] }

# Odds & Ends

<script>alert(1)</script>

<a href="javascript:alert(1)">no</a> [yes](/posts/rings/)
`,
};

async function parseAll({ createPostParser }, options) {
  const parsePost = createPostParser(options);
  return Promise.all(Object.entries(sources).map(([path, source]) => parsePost(source, { path })));
}

const code = "let x = 1";
const colored =
  '<pre class="shiki github-light" style="background-color:#fff;color:#24292e" tabindex="0" data-language="js">' +
  '<code class="language-js"><span class="line"><span style="color:#D73A49">let</span> x ' +
  '<span style="color:#D73A49">=</span><span style="color:#005CC5"> 1</span></span></code></pre>';

export const cases = {
  async posts(galley) {
    const posts = await parseAll(galley);
    equal(
      posts.map(({ slug, title, date, dateOnly }) => [slug, title, date?.toISOString(), dateOnly]),
      [
        ["rings", 'Rings & "Things"', "2025-03-03T00:00:00.000Z", true],
        ["fences", "Fences", "2025-03-10T00:00:00.000Z", true],
        ["odds", "Odds & Ends", "2025-03-12T07:30:00.000Z", false],
      ],
    );
    equal(posts[1].html, "<p>What one thread writes, another may read <code>later</code>.</p>");
    equal(/<script|javascript:|alert/.test(posts[2].html), false);
    equal(posts[0].html.includes("<td>2</td>"), true);
    return JSON.stringify(structuredClone(posts));
  },

  async excerpts(galley) {
    const posts = await parseAll(galley);
    equal(
      posts.map(({ excerpt }) => [excerpt.source, excerpt.text]),
      [
        ["marker", "A ring is two numbers and an array."],
        ["auto", "What one thread writes, another may read later."],
        ["auto", "no yes"],
      ],
    );
    const text = "Über 東京の夜、 family 👨‍👩‍👧‍👦 and noe\u0301l, cut between the words of any script.";
    const cuts = [];
    for (let maxLength = 1; maxLength < 60; maxLength++) {
      cuts.push(galley.truncateText(text, { maxLength, locale: "ja" }).text);
    }
    equal(cuts[17].startsWith("Über 東京の夜"), true);
    return JSON.stringify(cuts);
  },

  async faults({ ContentError, createPostParser }) {
    const source = "\uFEFF---\r\ntitle: T\r\ndate: 2025-02-30\r\n---\r\n\r\n[x](javascript:a)\r\n";
    try {
      await createPostParser()(new TextEncoder().encode(source), { path: "a.md" });
    } catch (error) {
      equal(error instanceof ContentError, true);
      equal(
        error.messages.map(({ name, ruleId, fatal }) => [name, ruleId, fatal]),
        [
          ["a.md:3:7", "date-invalid", true],
          ["a.md:6:1", "url-unsafe", false],
        ],
      );
      return JSON.stringify(error.messages.map(String));
    }
    throw new Error("expected a ContentError");
  },

  async "bytes that are no UTF-8"({ ContentError, createPostParser }) {
    try {
      await createPostParser()(new Uint8Array([35, 32, 255, 10]), { path: "a.md" });
    } catch (error) {
      equal(error instanceof ContentError, true);
      return JSON.stringify(error.messages.map(({ name, ruleId }) => [name, ruleId]));
    }
    throw new Error("expected a ContentError");
  },

  async "highlight, JavaScript engine"({ createHighlighter, highlightCode }) {
    const highlighter = await createHighlighter({ themes: "github-light", engine: "javascript" });
    const html = await highlightCode(highlighter, code, { lang: "js" });
    equal(html, colored);
    return html;
  },

  async "highlight, Oniguruma"({ createHighlighter, highlightCode }) {
    const highlighter = await createHighlighter({ themes: "github-light", engine: "oniguruma" });
    const html = await highlightCode(highlighter, code, { lang: "js" });
    equal(html, colored);
    return html;
  },

  async "highlight, engine of its own choice"(galley) {
    const { createHighlighter, createPostParser, highlightStyles } = galley;
    const themes = { light: "github-light", dark: "github-dark" };
    const highlighter = await createHighlighter({ themes, mode: "class" });
    const source = '# T\n\n```ts title="a.ts" {1}\nconst x: number = 1; // [!code ++]\n```\n';
    const post = await createPostParser({ highlighter })(source);
    equal(post.html.includes('<figcaption class="shiki-title">a.ts</figcaption>'), true);
    equal(post.messages, []);
    return post.html + highlightStyles(highlighter);
  },

  async feeds(galley) {
    const { buildFeed, renderAtom, renderJsonFeed, renderRss } = galley;
    const feed = buildFeed(site, await parseAll(galley));
    equal(
      feed.items.map(({ url }) => url),
      ["odds", "fences", "rings"].map((slug) => `https://blog.example/posts/${slug}/`),
    );
    const rss = renderRss(feed);
    equal(rss.match(/<item>/g)?.length, 3);
    equal(rss.includes("<lastBuildDate>Wed, 12 Mar 2025 07:30:00 GMT</lastBuildDate>"), true);
    const atom = renderAtom(feed);
    equal(atom.match(/<entry>/g)?.length, 3);
    const json = renderJsonFeed(feed);
    equal(JSON.parse(json).items.length, 3);
    return rss + atom + json;
  },

  async "series and lists"(galley) {
    const posts = galley.sortPosts(await parseAll(galley));
    const [series] = galley.orderSeries(posts);
    equal(
      series.parts.map(({ label, post }) => [label, post.slug]),
      [
        ["Part 1", "rings"],
        ["Part 2", "fences"],
      ],
    );
    equal(galley.seriesContext([series], posts[1])?.previous?.slug, "rings");
    const tags = galley.groupByTag(posts);
    equal(
      tags.map(({ slug, posts: tagged }) => [slug, tagged.length]),
      [["queues", 2]],
    );
    return JSON.stringify([series, tags, galley.groupByYear(posts), galley.relatedPosts(posts, posts[0])]);
  },

  async discovery(galley) {
    const posts = await parseAll(galley);
    const sitemap = galley.buildSitemap(site, posts);
    equal(sitemap.match(/<loc>/g)?.length >= 3, true);
    return (
      sitemap +
      galley.buildLlmsTxt(site, posts) +
      JSON.stringify(posts.map((post) => galley.toJsonLd(post, site)))
    );
  },

  async "words, slugs, days"({ estimateReadingTime, formatDate, toSlug }) {
    equal(toSlug("Ünïcode & Größe: 東京!"), "ünïcode-größe-東京");
    equal(estimateReadingTime("one two three").words, 3);
    equal(
      formatDate(new Date("2025-03-03"), { locale: "en-US", dateOnly: true, dateStyle: "long" }),
      "March 3, 2025",
    );
    return JSON.stringify(estimateReadingTime("吾輩は猫である。名前はまだ無い。"));
  },
};

/** Runs cases; a failing one is reported and does not stop the others. */
export async function runCases(list, ...args) {
  const results = {};
  for (const [name, run] of Object.entries(list)) {
    try {
      results[name] = { text: await run(...args) };
    } catch (error) {
      results[name] = { error: String(error?.stack ?? error) };
    }
  }
  return results;
}

export const runSuite = (galley) => runCases(cases, galley);
