import { describe, expect, test } from "vitest";
import { renderAtom } from "../../src/feed/atom.ts";
import { buildFeed } from "../../src/feed/build-feed.ts";
import type { Site } from "../../src/feed/source.ts";
import { hostileSite } from "./hostile-posts.ts";

const site: Site = { url: "https://example.com/", title: "Notes", language: "en", authors: ["Ann"] };

describe("Atom", () => {
  test("writes everything about a feed", () => {
    expect(renderAtom(buildFeed(hostileSite, []))).toBe(`<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/xsl" href="https://example.com/feed.xsl?a=1&#x26;b=2"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
    <id>https://example.com/a%20b/atom.xml</id>
    <title type="html"><![CDATA[Notes &#x3C;b&#x3E;&#x26;amp;&#x3C;/b&#x3E; ]]&#x3E; Ã©]]></title>
    <updated>1990-01-01T00:00:00.000Z</updated>
    <generator>galley</generator>
    <link rel="alternate" href="https://example.com/a%20b/?q#f"/>
    <link rel="self" href="https://example.com/a%20b/atom.xml"/>
    <subtitle type="html"><![CDATA[All &#x3C;/p&#x3E; about &#x3C;T&#x3E; &#x26; co ]]&#x3E;]]></subtitle>
    <logo>https://example.com/logo.png?a=1&#x26;b=2</logo>
    <icon>https://example.com/icon.ico</icon>
    <rights type="html"><![CDATA[© 2025 A &#x26; B &#x3C;/p&#x3E;]]></rights>
    <author><name>Ann &#x3C;/b&#x3E;</name><email>ann@example.com</email></author>
    <author><name>Bob &#x26; Co</name><uri>https://example.com/b?a=1&#x26;b=2</uri></author>
    <link rel="hub" href="https://hub.example/?a=1&#x26;b=2"/>
</feed>`);
  });

  test("writes the dates of posts from the same day in the same form", () => {
    const posts = ["a", "b", "c"].map((slug) => ({ slug, title: "T", date: "2025-01-01" }));
    const [, ...updated] = renderAtom(buildFeed(site, posts)).match(/<updated>.*/g) ?? [];
    expect(updated).toEqual(Array(3).fill("<updated>2025-01-01T00:00:00.000Z</updated>"));
  });

  test("declares titles as text, and titles with an end tag as escaped HTML", () => {
    const titleOf = (title: string): string | undefined =>
      renderAtom(buildFeed(site, [{ slug: "a", title }])).match(/<title.*<\/title>/g)?.[1];
    expect(titleOf("What is \uFFFD in cafÃ©?")).toBe('<title type="text">What is \uFFFD in cafÃ©?</title>');
    expect(titleOf("a <b> c")).toBe('<title type="text">a &#x3C;b&#x3E; c</title>');
    expect(titleOf("a </b> c")).toBe('<title type="html"><![CDATA[a &#x3C;/b&#x3E; c]]></title>');
  });

  test("uses the site as author of an entry without one, and the title as summary of an empty entry", () => {
    const xml = renderAtom(buildFeed({ url: "https://example.com", title: "Bare" }, [{ slug: "a" }]));
    expect(xml).toContain("<author><name>Bare</name></author>");
    expect(xml).toContain('<summary type="html"><![CDATA[a]]></summary>');
    expect(xml).toContain('xml:lang="und"');
  });

  test("links an entry to its `externalUrl` and its enclosures", () => {
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
