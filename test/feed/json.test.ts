import { describe, expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { renderJsonFeed } from "../../src/feed/json.ts";
import type { FeedPost, Site } from "../../src/feed/source.ts";

const site: Site = { url: "https://example.com/", title: "Notes", language: "en", authors: ["Ann"] };

describe("JSON Feed", () => {
  test("omits fields for missing data", () => {
    const [item] = JSON.parse(renderJsonFeed(buildFeed(site, [{ slug: "a", title: "A" }]))).items;
    expect(Object.keys(item)).toEqual(["id", "content_html", "url", "title"]);
  });

  test("writes every field of the format", () => {
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
