import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { describe, expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { cleanLine } from "../../src/feed/clean-text.ts";
import type { Feed } from "../../src/feed/feed.ts";
import type { FeedPost } from "../../src/feed/feed-post.ts";
import { renderAtom } from "../../src/feed/render-atom.ts";
import { renderJsonFeed } from "../../src/feed/render-json-feed.ts";
import { renderRss } from "../../src/feed/render-rss.ts";
import type { Site } from "../../src/feed/site.ts";
import { findXmlFault } from "./check-well-formed.ts";
import { hostilePosts, hostileSite, hostileTexts } from "./hostile-posts.ts";

const site: Site = { url: "https://example.com/", title: "Notes", language: "en", authors: ["Ann"] };

const hostile = buildFeed(hostileSite, hostilePosts);
const empty = buildFeed(hostileSite, []);
const bare = buildFeed({ url: "https://example.com", title: "Bare" }, [
  { slug: "a" },
  { url: "/b", html: " " },
]);

/** What an entry's `type="html"` says. */
function fromHtml(html: string): string {
  return html.replace(/&#x([0-9A-F]+);/g, (_reference, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

/** RSS cannot hold the end tag of an HTML element without being taken for HTML. */
function unjoined(text: string | undefined): string | undefined {
  return text?.replaceAll("\u2060", "");
}

describe.each<[string, Feed]>([
  ["hostile posts", hostile],
  ["excerpts of them", buildFeed(hostileSite, hostilePosts, { content: "excerpt" })],
  ["no posts", empty],
  ["posts of nothing", bare],
])("%s", (_name, feed) => {
  test("are well-formed, the same every time", () => {
    expect(findXmlFault(renderRss(feed))).toBeUndefined();
    expect(findXmlFault(renderAtom(feed))).toBeUndefined();
    expect(JSON.parse(renderJsonFeed(feed)).version).toBe("https://jsonfeed.org/version/1.1");
    for (const render of [renderRss, renderAtom, renderJsonFeed])
      expect(render(feed)).toBe(render(structuredClone(feed)));
  });

  test("hold no token and no character that XML forbids", () => {
    for (const text of [renderRss(feed), renderAtom(feed), renderJsonFeed(feed)]) {
      expect(text).not.toMatch(/undefined|Invalid Date|NaN|\[object/);
      expect(text).toBe(text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFD-\uFFFF]/g, ""));
      expect(text.isWellFormed()).toBe(true);
    }
  });
});

describe("a round trip through another library's parser", () => {
  const rss = parseRssFeed(renderRss(hostile)).items ?? [];
  const atom = parseAtomFeed(renderAtom(hostile)).entries ?? [];
  const json = parseJsonFeed(renderJsonFeed(hostile)).items ?? [];
  const titles = [...hostile.items].map(({ title }) => title);

  test("brings back all posts, with the same ids", () => {
    const ids = hostile.items.map(({ id }) => id);
    expect(ids).toHaveLength(hostileTexts.length);
    expect(rss.map(({ guid }) => guid?.value)).toEqual(ids);
    expect(atom.map(({ id }) => id)).toEqual(ids);
    expect(json.map(({ id }) => id)).toEqual(ids);
  });

  test("titles, to the letter", () => {
    expect(new Set(titles)).toEqual(new Set(hostileTexts.map(cleanLine)));
    expect(rss.map(({ title }) => unjoined(title))).toEqual(titles);
    expect(
      atom.map(({ title }) => (title?.type === "html" ? fromHtml(title.value ?? "") : title?.value)),
    ).toEqual(titles);
    expect(json.map(({ title }) => title)).toEqual(titles);
  });

  test("only a title with the end tag of an HTML element is not plain text", () => {
    const marked = titles.filter((title) => title?.includes("</"));
    expect(marked).toHaveLength(2);
    expect(rss.filter(({ title }) => title?.includes("\u2060"))).toHaveLength(2);
    expect(atom.filter(({ title }) => title?.type !== "text")).toHaveLength(2);
  });

  test("dates", () => {
    const times = hostile.items.map(({ date }) => date?.getTime());
    const parsed = (dates: (string | undefined)[]): number[] => dates.map((date) => Date.parse(String(date)));
    expect(parsed(rss.map(({ pubDate }) => pubDate as string | undefined))).toEqual(times);
    expect(parsed(atom.map(({ published }) => published as string | undefined))).toEqual(times);
    expect(parsed(atom.map(({ updated }) => updated as string | undefined))).toEqual(times);
    expect(parsed(json.map(({ date_published }) => date_published as string | undefined))).toEqual(times);
  });

  test("authors and tags", () => {
    const authors = hostile.items.map((item) => item.authors.map(({ name }) => name));
    expect(rss.map(({ dc }) => dc?.creators?.map(unjoined))).toEqual(authors);
    expect(atom.map((entry) => entry.authors?.map(({ name }) => unjoined(name)))).toEqual(authors);
    expect(json.map((item) => item.authors?.map(({ name }) => name))).toEqual(authors);
    const tags = hostile.items.map((item) => item.tags);
    expect(rss.map(({ categories }) => categories?.map(({ name }) => unjoined(name)))).toEqual(tags);
    expect(atom.map(({ categories }) => categories?.map(({ term }) => term))).toEqual(tags);
    expect(json.map((item) => item.tags)).toEqual(tags);
  });

  test("content and summaries", () => {
    const contents = hostile.items.map(({ content }) => content);
    expect(rss.map(({ content }) => content?.encoded)).toEqual(contents);
    expect(atom.map(({ content }) => content?.value)).toEqual(contents);
    expect(json.map(({ content_html }) => content_html)).toEqual(contents);
    const summaries = hostile.items.map(({ summary }) => summary).filter((summary) => summary !== "");
    expect(rss.map(({ description }) => description)).toEqual(summaries);
    expect(atom.map(({ summary }) => summary?.value)).toEqual(summaries);
  });
});

describe("RSS", () => {
  test("says everything about a channel, before its items", () => {
    expect(renderRss(empty)).toBe(`<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/xsl" href="https://example.com/feed.xsl?a=1&#x26;b=2"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fh="http://purl.org/syndication/history/1.0">
    <channel>
        <title>Notes &#x3C;b&#x3E;&#x26;amp;&#x3C;/b\u2060&#x3E; ]]&#x3E; Ã&#xA9;</title>
        <link>https://example.com/a%20b/?q#f</link>
        <description>All &#x3C;/p\u2060&#x3E; about &#x3C;T&#x3E; &#x26; co ]]&#x3E;</description>
        <docs>https://www.rssboard.org/rss-specification</docs>
        <generator>galley</generator>
        <language>en-GB</language>
        <image>
            <title>Notes &#x3C;b&#x3E;&#x26;amp;&#x3C;/b\u2060&#x3E; ]]&#x3E; Ã&#xA9;</title>
            <url>https://example.com/logo.png?a=1&#x26;b=2</url>
            <link>https://example.com/a%20b/?q#f</link>
        </image>
        <copyright>© 2025 A &#x26; B &#x3C;/p\u2060&#x3E;</copyright>
        <atom:link href="https://example.com/a%20b/rss.xml" rel="self" type="application/rss+xml"/>
        <atom:link rel="hub" href="https://hub.example/?a=1&#x26;b=2"/>
    </channel>
</rss>`);
  });

  test("names the id a permanent link exactly when it is the link", () => {
    const feed = buildFeed(site, [
      { slug: "a", title: "A", date: "2025-01-02" },
      { slug: "b", title: "B", date: "2025-01-01", guid: "/old" },
    ]);
    expect(renderRss(feed).match(/<guid.*/g)).toEqual([
      '<guid isPermaLink="true">https://example.com/posts/a/</guid>',
      '<guid isPermaLink="false">https://example.com/old</guid>',
    ]);
  });

  test("leaves out dates that nobody knows", () => {
    const xml = renderRss(buildFeed(site, [{ slug: "a", title: "A", date: "never" }]));
    expect(xml).not.toContain("pubDate");
    expect(xml).not.toContain("lastBuildDate");
  });

  test("takes one enclosure, at a host with a domain, and pictures of three kinds", () => {
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

  test("has a description wherever it has content", () => {
    const item = (post: FeedPost): string =>
      renderRss(buildFeed(site, [{ slug: "a", title: "A", date: "2025-01-01", ...post }]));
    expect(item({ html: "<p>One <b>two</b></p><pre>code</pre>" })).toContain(
      "<description><![CDATA[One two]]></description>",
    );
    expect(item({ html: "<img src=a.png>" })).toContain("<description><![CDATA[A]]></description>");
    expect(item({ description: "1 < 2" })).toContain("<description><![CDATA[1 &#x3C; 2]]></description>");
    expect(item({})).not.toMatch(/<item>.*<description>/s);
  });
});

describe("Atom", () => {
  test("says everything about a feed, before its entries", () => {
    expect(renderAtom(empty)).toBe(`<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/xsl" href="https://example.com/feed.xsl?a=1&#x26;b=2"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
    <id>https://example.com/a%20b/atom.xml</id>
    <title type="html"><![CDATA[Notes &#x3C;b&#x3E;&#x26;amp;&#x3C;/b&#x3E; ]]&#x3E; Ã&#xA9;]]></title>
    <updated>1990-01-01T00:00:00.000Z</updated>
    <generator>galley</generator>
    <link rel="alternate" href="https://example.com/a%20b/?q#f"/>
    <link rel="self" href="https://example.com/a%20b/atom.xml"/>
    <subtitle type="html"><![CDATA[All &#x3C;/p&#x3E; about &#x3C;T&#x3E; &#x26; co ]]&#x3E;]]></subtitle>
    <logo>https://example.com/logo.png?a=1&#x26;b=2</logo>
    <icon>https://example.com/icon.ico</icon>
    <rights type="html"><![CDATA[© 2025 A &#x26; B &#x3C;/p&#x3E;]]></rights>
    <author><name>Ann &#x3C;/b\u2060&#x3E;</name><email>ann@example.com</email></author>
    <author><name>Bob &#x26; Co</name><uri>https://example.com/b?a=1&#x26;b=2</uri></author>
    <link rel="hub" href="https://hub.example/?a=1&#x26;b=2"/>
</feed>`);
  });

  test("never spells two equal instants alike", () => {
    const posts = Array.from({ length: 1200 }, (_, index) => ({
      slug: `p${index}`,
      title: "T",
      date: "2025-01-01",
    }));
    const xml = renderAtom(buildFeed(site, posts));
    const updated = [...xml.matchAll(/<updated>(.*)<\/updated>/g)].slice(1).map(([, text = ""]) => text);
    expect(updated.slice(0, 3)).toEqual([
      "2025-01-01T00:00:00.000Z",
      "2025-01-01T00:00:00Z",
      "2025-01-01T00:00:00.0Z",
    ]);
    expect(new Set(updated).size).toBe(1200);
    expect(new Set(updated.map((text) => Date.parse(text)))).toEqual(new Set([Date.UTC(2025, 0)]));
  });

  test("a feed without an author is the site's, an entry without a word says its title", () => {
    const xml = renderAtom(bare);
    expect(xml).toContain("<author><name>Bare</name></author>");
    expect(xml).toContain('<summary type="html"><![CDATA[a]]></summary>');
    expect(xml).toContain('xml:lang="und"');
  });

  test("links an entry to what it is about and to its files", () => {
    const post = {
      slug: "a",
      title: "A",
      externalUrl: "https://x.example/?a&b",
      enclosure: { url: "/e.mp3", length: 7 },
    };
    expect(renderAtom(buildFeed(site, [post])).match(/<link (?!.*(?:self|example.com\/"\/)).*/g)).toEqual([
      '<link rel="alternate" type="text/html" href="https://example.com/posts/a/"/>',
      '<link rel="related" href="https://x.example/?a&#x26;b"/>',
      '<link rel="enclosure" type="audio/mpeg" length="7" href="https://example.com/e.mp3"/>',
    ]);
  });
});

describe("pages and archives (RFC 5005)", () => {
  const archive = buildFeed(site, [{ slug: "a", title: "A", date: "2025-01-01" }], {
    feedUrls: { rss: "2024.rss", atom: "2024.atom", json: "2024.json" },
    paging: {
      kind: "archive",
      current: { rss: "rss.xml", atom: "atom.xml", json: "feed.json" },
      previousArchive: { rss: "2023.rss", atom: "2023.atom", json: "2023.json" },
    },
  });

  test("archives share the id of the current feed and name each other", () => {
    expect(archive.id).toBe("https://example.com/atom.xml");
    expect(renderRss(archive).match(/<(?:atom:link|fh:).*/g)).toEqual([
      '<atom:link href="https://example.com/2024.rss" rel="self" type="application/rss+xml"/>',
      '<atom:link rel="current" href="https://example.com/rss.xml"/>',
      '<atom:link rel="prev-archive" href="https://example.com/2023.rss"/>',
      "<fh:archive/>",
    ]);
    const atom = renderAtom(archive);
    expect(atom).toContain('<link rel="prev-archive" href="https://example.com/2023.atom"/>');
    expect(atom).toContain('xmlns:fh="http://purl.org/syndication/history/1.0"');
    expect(atom.indexOf("<fh:archive/>")).toBeLessThan(atom.indexOf("<entry>"));
    expect(JSON.parse(renderJsonFeed(archive)).next_url).toBe("https://example.com/2023.json");
    expect(findXmlFault(renderRss(archive))).toBeUndefined();
    expect(findXmlFault(atom)).toBeUndefined();
  });

  test("a complete feed says so", () => {
    const feed = buildFeed(site, [], { paging: { kind: "complete" } });
    expect(renderRss(feed)).toContain("<fh:complete/>");
    expect(findXmlFault(renderAtom(feed))).toBeUndefined();
  });

  test("pages of a changing feed", () => {
    const feed = buildFeed(site, [], {
      paging: { first: { json: "1.json" }, next: { atom: "3.atom", json: "3.json" } },
    });
    expect(renderAtom(feed)).toContain('<link rel="next" href="https://example.com/3.atom"/>');
    expect(renderAtom(feed)).not.toContain('rel="first"');
    expect(JSON.parse(renderJsonFeed(feed)).next_url).toBe("https://example.com/3.json");
  });
});

describe("JSON Feed", () => {
  test("holds everything that the format has a place for", () => {
    const post: FeedPost = {
      slug: "a",
      title: "A & <b>",
      date: "2025-01-01",
      updated: "2025-01-02",
      html: "<p>Hi</p>",
      excerpt: { text: "1 < 2", html: "<p>1 &lt; 2</p>" },
      tags: ["t"],
      authors: [{ name: "Bo", email: "bo@example.com", url: "/bo" }],
      lang: "fr",
      image: { src: "a.png" },
      externalUrl: "https://x.example/",
      enclosure: { url: "/e.mp3", length: 7, title: "E", duration: 61 },
    };
    expect(JSON.parse(renderJsonFeed(buildFeed({ ...site, hub: "/hub", favicon: "/f" }, [post])))).toEqual({
      version: "https://jsonfeed.org/version/1.1",
      title: "Notes",
      home_page_url: "https://example.com/",
      feed_url: "https://example.com/feed.json",
      favicon: "https://example.com/f",
      authors: [{ name: "Ann" }],
      language: "en",
      hubs: [{ type: "WebSub", url: "https://example.com/hub" }],
      items: [
        {
          id: "https://example.com/posts/a/",
          url: "https://example.com/posts/a/",
          external_url: "https://x.example/",
          title: "A & <b>",
          content_html: "<p>Hi</p>",
          summary: "1 < 2",
          image: "https://example.com/posts/a/a.png",
          date_published: "2025-01-01T00:00:00.000Z",
          date_modified: "2025-01-02T00:00:00.000Z",
          authors: [{ name: "Bo", url: "https://example.com/bo" }],
          tags: ["t"],
          language: "fr",
          attachments: [
            {
              url: "https://example.com/e.mp3",
              mime_type: "audio/mpeg",
              title: "E",
              size_in_bytes: 7,
              duration_in_seconds: 61,
            },
          ],
        },
      ],
    });
  });
});
