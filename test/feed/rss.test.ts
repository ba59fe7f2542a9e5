import { describe, expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { renderRss } from "../../src/feed/rss.ts";
import type { FeedPost, Site } from "../../src/feed/source.ts";
import { hostileSite } from "./hostile-posts.ts";

const site: Site = { url: "https://example.com/", title: "Notes", language: "en", authors: ["Ann"] };

describe("RSS", () => {
  test("writes everything about a channel", () => {
    expect(renderRss(buildFeed(hostileSite, []))).toBe(`<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/xsl" href="https://example.com/feed.xsl?a=1&#x26;b=2"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fh="http://purl.org/syndication/history/1.0">
    <channel>
        <title>Notes &#x3C;b&#x3E;&#x26;amp;&#x3C;/b&#x3E; ]]&#x3E; Ã©</title>
        <link>https://example.com/a%20b/?q#f</link>
        <description>All &#x3C;/p&#x3E; about &#x3C;T&#x3E; &#x26; co ]]&#x3E;</description>
        <docs>https://www.rssboard.org/rss-specification</docs>
        <generator>galley</generator>
        <language>en-GB</language>
        <image>
            <title>Notes &#x3C;b&#x3E;&#x26;amp;&#x3C;/b&#x3E; ]]&#x3E; Ã©</title>
            <url>https://example.com/logo.png?a=1&#x26;b=2</url>
            <link>https://example.com/a%20b/?q#f</link>
        </image>
        <copyright>© 2025 A &#x26; B &#x3C;/p&#x3E;</copyright>
        <atom:link href="https://example.com/a%20b/rss.xml" rel="self" type="application/rss+xml"/>
        <atom:link rel="hub" href="https://hub.example/?a=1&#x26;b=2"/>
    </channel>
</rss>`);
  });

  test("declares the id as a permanent link exactly when it is the link", () => {
    const feed = buildFeed(site, [
      { slug: "a", title: "A", date: "2025-01-02" },
      { slug: "b", title: "B", date: "2025-01-01", guid: "/old" },
    ]);
    expect(renderRss(feed).match(/<guid.*/g)).toEqual([
      '<guid isPermaLink="true">https://example.com/posts/a/</guid>',
      '<guid isPermaLink="false">https://example.com/old</guid>',
    ]);
  });

  test("writes the right texts for each of many items", () => {
    const titles = Array.from({ length: 12 }, (_, index) => `T${index + 10}`);
    const posts = titles.map((title) => ({ slug: title, title, date: "2025-01-01", tags: [`${title} tag`] }));
    const xml = renderRss(buildFeed(site, posts, { order: "given" }));
    expect(xml.match(/(?<=<title>)T\d+/g)).toEqual(titles);
    expect(xml.match(/(?<=<category>)T\d+/g)).toEqual(titles);
  });

  test("omits the title of a post that has text but no title", () => {
    const posts = [{ slug: "a", description: "D" }, { slug: "b" }];
    const xml = renderRss(buildFeed(site, posts));
    expect(xml.match(/(?<=<item>\s*)<(?:title|link)>[^<]*/g)).toEqual([
      "<link>https://example.com/posts/a/",
      "<title>b",
    ]);
  });

  test("recognizes a CSS stylesheet, with or without a query", () => {
    const typeOf = (stylesheet: string): string | undefined =>
      /(?<=stylesheet type=")[^"]*/.exec(renderRss(buildFeed({ ...site, stylesheet }, [])))?.[0];
    expect(["/a.css", "/a.css?b", "/a.CSS#b", "/a.cssx", "/a.xsl"].map(typeOf)).toEqual([
      "text/css",
      "text/css",
      "text/css",
      "text/xsl",
      "text/xsl",
    ]);
  });

  test.each(["https://a.example:8080/b.mp3", "http://a-b.example/c.jpeg"])(
    "accepts an enclosure at any host with a domain: %s",
    (enclosure) => {
      const xml = renderRss(buildFeed({ ...site, image: "/i.jpeg" }, [{ slug: "a", enclosure }]));
      expect(xml).toContain(`url="${enclosure}"`);
      expect(xml).toContain("<url>https://example.com/i.jpeg</url>");
    },
  );

  test("omits unknown dates", () => {
    const xml = renderRss(buildFeed(site, [{ slug: "a", title: "A", date: "never" }]));
    expect(xml).not.toContain("pubDate");
    expect(xml).not.toContain("lastBuildDate");
  });

  test("uses the first enclosure at a host with a domain, and only GIF, JPEG and PNG images", () => {
    const enclosures = [
      { url: "http://localhost/a.mp3" },
      { url: "/b.mp3", length: 5 },
      { url: "/c.pdf", type: "application/pdf" },
    ];
    const post = { slug: "a", title: "A", date: "2025-01-01", enclosures };
    const xml = renderRss(buildFeed({ ...site, image: "/logo.svg" }, [post]));
    expect(xml.match(/<enclosure.*/g)).toEqual([
      '<enclosure length="5" type="audio/mpeg" url="https://example.com/b.mp3"/>',
    ]);
    expect(xml).not.toContain("<image>");
  });

  test("writes a description for every item with content", () => {
    const item = (post: FeedPost): string =>
      renderRss(buildFeed(site, [{ slug: "a", title: "A", date: "2025-01-01", ...post }]));
    expect(item({ html: "<p>One <b>two</b></p><pre>code</pre>" })).toContain(
      "<description><![CDATA[One two]]></description>",
    );
    expect(item({ html: "<img src=a.png>" })).toContain("<description><![CDATA[A]]></description>");
    expect(item({ description: "1 < 2" })).toContain("<description><![CDATA[1 &#x3C; 2]]></description>");
    expect(item({})).not.toMatch(/<item>.*<description>/s);
  });

  test("writes equal dates in the same form", () => {
    const posts = ["a", "b"].map((slug) => ({ slug, title: slug, date: "2025-01-01" }));
    expect(renderRss(buildFeed(site, posts)).match(/<pubDate>.*/g)).toEqual([
      "<pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate>",
      "<pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate>",
    ]);
  });

  test("does not edit a title with an end tag, a replacement character or characters that look misencoded", () => {
    const title = "Why </b> shows \uFFFD in cafÃ©";
    const xml = renderRss(buildFeed(site, [{ slug: "a", title, date: "2025-01-01" }]));
    expect(xml).toContain("<title>Why &#x3C;/b&#x3E; shows \uFFFD in cafÃ©</title>");
  });
});

describe("a description created from the content", () => {
  const descriptionOf = (html: string): string | undefined =>
    /<description>(?!Notes)<!\[CDATA\[(.*)\]\]><\/description>/s.exec(
      renderRss(buildFeed(site, [{ slug: "a", title: "T", date: "2025-01-01", html }])),
    )?.[1];

  test.each([
    ["<p>a</p><p>b &amp; <b>c</b></p>", "a b &#x26; c"],
    ["<p>a</p><pre><code>code</code></pre><p>b</p>", "a b"],
    ["<pre><code>only code", "T"],
    ["a".repeat(300), "a".repeat(300)],
    ["a".repeat(301), `${"a".repeat(300)}…`],
    [`<p>${"word ".repeat(100)}</p>`, `${"word ".repeat(60).trim()}…`],
    [`${"a".repeat(200)} ${"b".repeat(200)}`, `${"a".repeat(200)}…`],
    // A space in the first half is too far back.
    [`${"a".repeat(150)} ${"b".repeat(200)}`, `${"a".repeat(150)} ${"b".repeat(149)}…`],
    [`${"a".repeat(151)} ${"b".repeat(200)}`, `${"a".repeat(151)}…`],
    // No part of a reference or of a character is left.
    [`${"a".repeat(297)}&amp;b`, `${"a".repeat(297)}…`],
    [`${"a".repeat(299)}🎉🎉`, `${"a".repeat(299)}…`],
  ])("%s", (html, description) => {
    expect(descriptionOf(html)).toBe(description);
  });
});
