import { describe, expect, test } from "vitest";
import { buildFeed } from "../../src/feed/build-feed.ts";
import type { FeedPost } from "../../src/feed/source.ts";

function read(enclosure: unknown, enclosures?: unknown): { found: unknown; problems: string[] } {
  const post = { url: "https://example.com/p/", date: "2025-01-01", enclosure, enclosures };
  const feed = buildFeed({ url: "https://example.com/", title: "T" }, [{ ...post, title: " A" } as FeedPost]);
  return {
    found: feed.items[0]?.attachments,
    problems: feed.messages.map(({ ruleId, reason }) => `${ruleId} ${reason}`),
  };
}

const url = "https://example.com/a.mp3";

describe("enclosures of a post", () => {
  test.each<[object, object]>([
    [{ url: "/a.mp3" }, { url, type: "audio/mpeg" }],
    [{ url: "/a.MP3" }, { url: "https://example.com/a.MP3", type: "audio/mpeg" }],
    [{ url: "/a.b.pdf?x=1" }, { url: "https://example.com/a.b.pdf?x=1", type: "application/pdf" }],
    [
      { url, type: "audio/ogg" },
      { url, type: "audio/ogg" },
    ],
    [
      { url, length: 7 },
      { url, type: "audio/mpeg", length: 7 },
    ],
    [
      { url, length: "70" },
      { url, type: "audio/mpeg", length: 70 },
    ],
    [
      { url, length: 0 },
      { url, type: "audio/mpeg", length: 0 },
    ],
    [
      { url, title: " A\nB " },
      { url, type: "audio/mpeg", title: "A B" },
    ],
    [
      { url, title: "" },
      { url, type: "audio/mpeg" },
    ],
    [
      { url, title: 7 },
      { url, type: "audio/mpeg" },
    ],
    [
      { url, duration: 0 },
      { url, type: "audio/mpeg", duration: 0 },
    ],
    [
      { url, duration: 1.5 },
      { url, type: "audio/mpeg", duration: 1.5 },
    ],
    [
      { url, duration: "90.5" },
      { url, type: "audio/mpeg", duration: 90.5 },
    ],
    [
      { url, duration: "32:10" },
      { url, type: "audio/mpeg", duration: 1930 },
    ],
    [
      { url, duration: "1:02:03" },
      { url, type: "audio/mpeg", duration: 3723 },
    ],
  ])("%j", (written, attachment) => {
    expect(read(written)).toEqual({ found: [attachment], problems: [] });
  });

  test.each<[object, unknown[], string]>([
    [{}, [], "the URL of an enclosure is not valid: undefined"],
    [{ url: " " }, [], 'the URL of an enclosure is not valid: " "'],
    [{ url: 7 }, [], "the URL of an enclosure is not valid: 7"],
    [{ url: "data:audio/mpeg,x" }, [], 'the URL of an enclosure is not valid: "data:audio/mpeg,x"'],
    [{ url: "/a.xyz" }, [], "the MIME type of the enclosure https://example.com/a.xyz is not known"],
    [{ url, type: "audio" }, [], `the MIME type of the enclosure ${url} is not valid: "audio"`],
    [
      { url, type: "audio/mpeg; x=1" },
      [],
      `the MIME type of the enclosure ${url} is not valid: "audio/mpeg; x=1"`,
    ],
    [{ url, type: null }, [], `the MIME type of the enclosure ${url} is not valid: null`],
    [
      { url, length: -1 },
      [{ url, type: "audio/mpeg" }],
      `the length of the enclosure ${url} is not valid: -1`,
    ],
    ...[-1, "1:75", "1:2:3:4", "an hour", ""].map((duration): [object, unknown[], string] => [
      { url, duration },
      [{ url, type: "audio/mpeg" }],
      `the duration of the enclosure ${url} is not valid: ${JSON.stringify(duration)}`,
    ]),
    [
      { url, length: 1.5 },
      [{ url, type: "audio/mpeg" }],
      `the length of the enclosure ${url} is not valid: 1.5`,
    ],
    [
      { url, length: "7 MB" },
      [{ url, type: "audio/mpeg" }],
      `the length of the enclosure ${url} is not valid: "7 MB"`,
    ],
    [
      { url, length: "x7" },
      [{ url, type: "audio/mpeg" }],
      `the length of the enclosure ${url} is not valid: "x7"`,
    ],
  ])("%j is reported", (written, found, problem) => {
    expect(read(written)).toEqual({ found, problems: [`feed-enclosure-invalid The post " A": ${problem}`] });
  });

  test("`enclosure` and `enclosures` are combined, with each URL once", () => {
    const other = { url: "https://example.com/b.mp4", type: "video/mp4" };
    expect(read({ url }, [other, { url, title: "again" }, null]).found).toEqual([
      { url, type: "audio/mpeg" },
      other,
    ]);
    for (const nothing of [undefined, null, ""]) {
      expect(read(nothing, nothing)).toEqual({ found: [], problems: [] });
    }
  });

  test.each<[unknown, unknown]>([
    ["/a.mp3", undefined],
    [["/a.mp3"], undefined],
    [[{ url }], []],
    [undefined, "/a.mp3"],
    [undefined, { url }],
    [undefined, ["/a.mp3", { url }]],
  ])("can be a URL, or a single file outside of a list: %j, %j", (enclosure, enclosures) => {
    expect(read(enclosure, enclosures)).toEqual({ found: [{ url, type: "audio/mpeg" }], problems: [] });
  });

  test.each([7, true, "/a.xyz"])("a value that is not a URL of a known type is reported: %j", (written) => {
    const { found, problems } = read(written);
    expect(found).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(read(undefined, [written])).toEqual({ found, problems });
  });
});
