import { describe, expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import type { FeedAttachment } from "../../src/feed/feed.ts";
import { renderJsonFeed } from "../../src/feed/json.ts";
import { renderRss } from "../../src/feed/rss.ts";
import type { Site } from "../../src/feed/source.ts";

const site: Site = { url: "https://example.com/", title: "Notes", authors: ["Ann"] };
const audio: FeedAttachment = {
  url: "https://example.com/a.mp3",
  type: "audio/mpeg",
  length: 10,
  duration: 61.4,
};

/** The lines of RSS that start with a prefix, in order. */
function linesOf(
  prefix: string,
  post: object,
  change: Partial<Site> = {},
  attachments: FeedAttachment[] = [],
): string[] {
  const feed = buildFeed({ ...site, ...change }, [{ slug: "a", title: "A", date: "2026-01-01", ...post }]);
  const xml = renderRss({ ...feed, items: feed.items.map((item) => ({ ...item, attachments })) });
  return [...xml.matchAll(new RegExp(`<${prefix}:.*`, "g"))].map(([line]) => line);
}

describe("Media RSS", () => {
  test("contains the image of an item with its alternative text", () => {
    expect(linesOf("media", { image: "/a.png" })).toEqual([
      '<media:content url="https://example.com/a.png" medium="image"/>',
      '<media:thumbnail url="https://example.com/a.png"/>',
    ]);
    expect(linesOf("media", { image: { src: "/a.png", alt: "A & B" } }).join("\n")).toContain(
      '<media:description type="plain">A &#x26; B</media:description>',
    );
  });

  test("contains the files for which RSS has no element", () => {
    const files = [
      { url: "https://example.com/a.pdf", type: "application/pdf", length: 5 },
      { url: "https://example.com/v.mp4", type: "video/mp4", length: 6, duration: 1.6, title: "V" },
      { url: "https://example.com/w.pdf", type: "application/pdf", length: 7 },
    ];
    const lines = linesOf("media", {}, {}, files).join("\n");
    expect(lines).toContain(
      'url="https://example.com/w.pdf" type="application/pdf" medium="document" fileSize="7"',
    );
    expect(lines).toContain(
      'url="https://example.com/v.mp4" type="video/mp4" medium="video" fileSize="6" duration="2"',
    );
    expect(lines).toContain('<media:title type="plain">V</media:title>');
  });
});

describe("podcast elements", () => {
  test("are not written for a channel without audio", () => {
    expect(linesOf("itunes", {}, { podcast: { explicit: true } })).toEqual([]);
  });

  test("are written for a channel and an episode", () => {
    const lines = linesOf(
      "itunes",
      { image: "/a.png" },
      {
        image: "/logo.png",
        authors: [{ name: "Ann & Co" }, { name: "Ben", email: "ben@example.com" }],
        podcast: { categories: ["Technology"], explicit: true, type: "serial" },
      },
      [audio],
    ).join("\n");
    for (const part of [
      "<itunes:author>Ann &#x26; Co, Ben</itunes:author>",
      '<itunes:image href="https://example.com/logo.png"/>',
      '<itunes:category text="Technology"/>',
      "<itunes:explicit>true</itunes:explicit>",
      "<itunes:type>serial</itunes:type>",
      "<itunes:name>Ben</itunes:name>",
      "<itunes:email>ben@example.com</itunes:email>",
      "<itunes:duration>61</itunes:duration>",
      '<itunes:image href="https://example.com/a.png"/>',
    ]) {
      expect(lines).toContain(part);
    }
  });

  test("use the author of the episode before that of the channel, and the title when there is no author", () => {
    const own = linesOf("itunes", { authors: ["Cleo"] }, {}, [audio]);
    expect(own.filter((line) => line.includes("author"))).toEqual([
      "<itunes:author>Ann</itunes:author>",
      "<itunes:author>Cleo</itunes:author>",
    ]);
    const none = linesOf("itunes", {}, { authors: [] }, [{ ...audio, duration: undefined }]);
    expect(none).toEqual([
      "<itunes:author>Notes</itunes:author>",
      "<itunes:explicit>false</itunes:explicit>",
    ]);
  });
});

test("JSON Feed omits missing data", () => {
  const feed = JSON.parse(renderJsonFeed(buildFeed({ ...site, authors: [] }, [{ slug: "a", title: "A" }])));
  expect(feed).not.toHaveProperty("hubs");
  expect(feed).not.toHaveProperty("authors");
  expect(feed).not.toHaveProperty("description");
  expect(feed.items[0]).not.toHaveProperty("date_modified");
  const known = JSON.parse(
    renderJsonFeed(
      buildFeed({ ...site, description: "All of it", hub: "https://hub.example/" }, [
        { slug: "a", title: "A", date: "2026-01-01", updated: "2026-01-02" },
      ]),
    ),
  );
  expect(known).toMatchObject({
    description: "All of it",
    hubs: [{ type: "WebSub", url: "https://hub.example/" }],
    items: [{ date_modified: "2026-01-02T00:00:00.000Z" }],
  });
});
