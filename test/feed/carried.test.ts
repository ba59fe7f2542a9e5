import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { beforeEach, describe, expect, test } from "vitest";
import { renderAtom } from "../../src/feed/atom.ts";
import { buildFeed } from "../../src/feed/build-feed.ts";
import type { Feed } from "../../src/feed/feed.ts";
import { renderJsonFeed } from "../../src/feed/json.ts";
import { renderRss } from "../../src/feed/rss.ts";
import { findXmlFault } from "./check-well-formed.ts";

const site = {
  url: "https://example.com/",
  title: "T",
  language: "en",
  authors: [{ name: "Ann & Co", email: "ann@example.com" }],
  contributors: ["Ed <ed@example.com>"],
  image: "logo.png",
  ttl: 90,
  podcast: { categories: ["Technology"], type: "serial" as const },
};
const episode = {
  slug: "a",
  title: "A",
  html: "<p>x</p>",
  date: "2025-02-01",
  updated: "2025-03-01T10:00:00Z",
  image: { src: "cover.webp", alt: 'A "cover" -->' },
  contributors: [{ name: "Tia" }],
  externalUrl: "https://other.example/a",
  enclosures: [
    { url: "notes.pdf", length: 5, title: "Notes" },
    { url: "a.mp3", length: 1234, duration: "1:02:03" },
    { url: "b.mp4" },
  ],
};
const plain = { slug: "b", title: "B", html: "<p>y</p>", date: "2025-01-01" };

describe("RSS and Atom contain all data of the feed", () => {
  let feed: Feed;
  let rss: string;
  let atom: string;
  let items: NonNullable<ReturnType<typeof parseRssFeed>["items"]>;
  beforeEach(() => {
    feed = buildFeed(site, [episode, plain]);
    rss = renderRss(feed);
    atom = renderAtom(feed);
    items = parseRssFeed(rss).items ?? [];
  });

  test("both are well-formed", () => {
    expect(feed.messages).toEqual([]);
    expect([findXmlFault(rss), findXmlFault(atom)]).toEqual([undefined, undefined]);
  });

  test("an image with its alternative text", () => {
    const url = "https://example.com/posts/a/cover.webp";
    expect(items[0]?.media?.contents?.[0]).toMatchObject({
      url,
      medium: "image",
      description: { value: 'A "cover" -->' },
    });
    expect(items[0]?.media?.thumbnails).toEqual([{ url }]);
    expect(parseAtomFeed(atom).entries?.[0]?.media?.thumbnails).toEqual([{ url }]);
    expect(items[1]?.media).toBeUndefined();
  });

  test("the date of a change, in one format", () => {
    const updated = "2025-03-01T10:00:00.000Z";
    expect(rss.match(/<atom:updated>[^<]*/g)).toEqual([`<atom:updated>${updated}`]);
    expect(parseAtomFeed(atom).entries?.map((entry) => entry.updated)).toEqual([
      updated,
      "2025-01-01T00:00:00.000Z",
    ]);
    expect(JSON.parse(renderJsonFeed(feed)).items[0].date_modified).toBe(updated);
  });

  test("every file: in RSS the audio is the enclosure and the others are media", () => {
    expect(items[0]?.enclosures).toEqual([
      { url: "https://example.com/posts/a/a.mp3", length: 1234, type: "audio/mpeg" },
    ]);
    expect(items[0]?.media?.contents?.slice(1)).toMatchObject([
      {
        url: "https://example.com/posts/a/notes.pdf",
        type: "application/pdf",
        medium: "document",
        fileSize: 5,
        title: { value: "Notes" },
      },
      { url: "https://example.com/posts/a/b.mp4", type: "video/mp4", medium: "video" },
    ]);
    expect(parseAtomFeed(atom).entries?.[0]?.links?.filter(({ rel }) => rel === "enclosure")).toHaveLength(3);
    expect(JSON.parse(renderJsonFeed(feed)).items[0].attachments[1].duration_in_seconds).toBe(3723);
  });

  test("the basic podcast elements for a post with audio", () => {
    expect(items[0]?.itunes).toMatchObject({
      duration: 3723,
      author: "Ann & Co",
      image: "https://example.com/posts/a/cover.webp",
    });
    expect(items[1]?.itunes).toBeUndefined();
    expect(parseRssFeed(rss).itunes).toMatchObject({
      author: "Ann & Co",
      image: "https://example.com/logo.png",
      categories: [{ text: "Technology" }],
      explicit: false,
      type: "serial",
      owner: { name: "Ann & Co", email: "ann@example.com" },
    });
    expect(renderRss(buildFeed(site, [plain]))).not.toContain("itunes");
  });

  test("as many podcast authors as directories accept", () => {
    const authors = Array.from({ length: 60 }, (_, index) => `Author ${index}`);
    const xml = renderRss(buildFeed(site, [{ ...episode, authors }]));
    const item = xml.slice(xml.indexOf("<item>"));
    const name = /(?<=<itunes:author>)[^<]*/.exec(item)?.[0] ?? "";
    expect([name.startsWith("Author 0, Author 1, "), name.endsWith("…"), name.length <= 255]).toEqual([
      true,
      true,
      true,
    ]);
    expect(item.match(/<dc:creator>/g)).toHaveLength(60);
  });

  test("source, time to live and contributors", () => {
    expect(items[0]?.source).toEqual({ url: "https://other.example/a", title: "other.example" });
    expect(parseRssFeed(rss).ttl).toBe(90);
    expect(items[0]?.dc?.contributors).toEqual(["Tia"]);
    expect(parseRssFeed(rss).dc?.contributors).toEqual(["Ed"]);
    expect(parseAtomFeed(atom).contributors).toEqual([{ name: "Ed", email: "ed@example.com" }]);
    expect(parseAtomFeed(atom).entries?.[0]?.contributors).toEqual([{ name: "Tia" }]);
  });

  test("fields from the front matter, unless the post itself has them", () => {
    const { contributors, externalUrl, enclosures, ...rest } = episode;
    const data = { contributors, externalUrl, enclosures: enclosures.slice(1), enclosure: enclosures[0] };
    const [item] = buildFeed(site, [{ ...rest, data }]).items;
    expect(item).toEqual(feed.items[0]);
    expect(buildFeed(site, [{ ...rest, data, enclosures: [], enclosure: "c.zip" }]).items[0]).toMatchObject({
      attachments: [{ url: "https://example.com/posts/a/c.zip", type: "application/zip" }],
    });
    expect(buildFeed(site, [{ ...rest, data: { contributors: "Tia" } }]).items[0]?.contributors).toEqual([
      { name: "Tia" },
    ]);
  });

  test("the same item whatever posts are next to it", () => {
    const alone = buildFeed(site, [episode]).items[0];
    const same = { ...episode, slug: "c", updated: episode.updated };
    expect(buildFeed(site, [same, episode, plain]).items.find(({ url }) => url.endsWith("/a/"))).toEqual(
      alone,
    );
  });
});

describe("`extend`", () => {
  const namespaces = { podcast: "https://podcastindex.org/namespace/1.0" };
  const feed = buildFeed(site, [episode, plain], {
    extend: {
      namespaces,
      channel: ({ title }) => [{ name: "podcast:medium", children: `${title} <b> & ]]>` }],
      item: (post) =>
        post.slug === "a"
          ? [
              {
                name: "podcast:transcript",
                attributes: { url: 'https://example.com/a?b&"c"', season: 2, "xml:lang": "en" },
              },
              { name: "podcast:person", children: [{ name: "dc:title", children: "Tia" }] },
            ]
          : undefined,
    },
  });

  test("adds escaped elements of other namespaces to RSS and Atom", () => {
    for (const xml of [renderRss(feed), renderAtom(feed)]) {
      expect(findXmlFault(xml)).toBeUndefined();
      expect(xml.match(/<podcast:[^>]*>/g)).toHaveLength(3);
      expect(xml).toContain("<podcast:medium>T &#x3C;b&#x3E; &#x26; ]]&#x3E;</podcast:medium>");
      expect(xml).toContain(
        '<podcast:transcript url="https://example.com/a?b&#x26;&#x22;c&#x22;" season="2" xml:lang="en"/>',
      );
      expect(xml).toContain("<podcast:person><dc:title>Tia</dc:title></podcast:person>");
    }
    expect(structuredClone(feed)).toEqual(feed);
  });

  const loop: { name: string; children: unknown[] } = { name: "podcast:a", children: [] };
  loop.children.push(loop);
  test.each<[string, unknown, string]>([
    ["an unknown prefix", [{ name: "x:a" }], "extend.item()[0].name"],
    ["no prefix", [{ name: "a" }], "extend.item()[0].name"],
    ["a name that is not a valid XML name", [{ name: "podcast:a b" }], "extend.item()[0].name"],
    [
      "an attribute whose name is not a valid XML name",
      [{ name: "podcast:a", attributes: { "b c": "d" } }],
      "extend.item()[0].attributes",
    ],
    [
      "an unknown prefix of an attribute",
      [{ name: "podcast:a", attributes: { "y:b": "d" } }],
      "extend.item()[0].attributes",
    ],
    [
      "an attribute whose value is not text",
      [{ name: "podcast:a", attributes: { b: null } }],
      "extend.item()[0].attributes.b",
    ],
    [
      "a namespace declaration",
      [{ name: "podcast:a", attributes: { xmlns: "x" } }],
      "extend.item()[0].attributes",
    ],
    ["a misspelt key", [{ name: "podcast:a", child: "x" }], "did you mean `children`"],
    ["XML as text", "<podcast:a/>", "Expected `extend.item()` to be an array of elements"],
    ["an element that contains itself", [loop], "nest at most"],
  ])("throws for %s", (_, elements, message) => {
    const extend = { namespaces, item: () => elements as never };
    expect(() => buildFeed(site, [plain], { extend })).toThrow(message);
  });

  test.each<[string, string]>([
    ["xml", "x"],
    ["a b", "x"],
    ["a", " "],
    ["media", "https://example.com/"],
  ])("throws for the namespace %s: %s", (prefix, uri) => {
    expect(() => buildFeed(site, [], { extend: { namespaces: { [prefix]: uri } } })).toThrow(
      "extend.namespaces",
    );
  });
});

test("an unreadable duration is reported", () => {
  const { messages, items } = buildFeed({ ...site, ttl: 1 }, [
    { ...plain, enclosure: { url: "a.mp3", duration: "long" } },
  ]);
  expect(messages.map(({ reason }) => reason)).toEqual([
    'The post "b": the duration of the enclosure https://example.com/posts/b/a.mp3 is not valid: "long"',
  ]);
  expect(items[0]?.attachments).toEqual([{ url: "https://example.com/posts/b/a.mp3", type: "audio/mpeg" }]);
});

test("a time to live of 0 minutes throws", () => {
  expect(() => buildFeed({ ...site, ttl: 0 }, [])).toThrow("Expected `site.ttl` to be a whole number from 1");
});
