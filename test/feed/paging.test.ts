import { describe, expect, test } from "vitest";
import { renderAtom } from "../../src/feed/atom.ts";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { renderJsonFeed } from "../../src/feed/json.ts";
import { renderRss } from "../../src/feed/rss.ts";
import type { Site } from "../../src/feed/source.ts";
import { findXmlFault } from "./check-well-formed.ts";

const site: Site = { url: "https://example.com/", title: "Notes", language: "en", authors: ["Ann"] };

describe("pages and archives (RFC 5005)", () => {
  const archive = buildFeed(site, [{ slug: "a", title: "A", date: "2025-01-01" }], {
    feedUrls: { rss: "2024.rss", atom: "2024.atom", json: "2024.json" },
    paging: {
      kind: "archive",
      current: { rss: "rss.xml", atom: "atom.xml", json: "feed.json" },
      previousArchive: { rss: "2023.rss", atom: "2023.atom", json: "2023.json" },
    },
  });

  test("archives have the id of the current feed and link to each other", () => {
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

  test("a complete feed is marked as complete", () => {
    const feed = buildFeed(site, [], { paging: { kind: "complete" } });
    expect(renderRss(feed)).toContain("<fh:complete/>");
    expect(findXmlFault(renderAtom(feed))).toBeUndefined();
  });

  test("pages of a feed that may change link to each other", () => {
    const feed = buildFeed(site, [], {
      paging: { first: { json: "1.json" }, next: { atom: "3.atom", json: "3.json" } },
    });
    expect(renderAtom(feed)).toContain('<link rel="next" href="https://example.com/3.atom"/>');
    expect(renderAtom(feed)).not.toContain('rel="first"');
    expect(JSON.parse(renderJsonFeed(feed)).next_url).toBe("https://example.com/3.json");
  });
});
