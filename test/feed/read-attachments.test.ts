import { describe, expect, test } from "vitest";
import { readAttachments } from "../../src/feed/read-attachments.ts";

function read(enclosure: unknown, enclosures?: unknown): { found: unknown; faults: string[] } {
  const faults: string[] = [];
  const post = { enclosure, enclosures } as Parameters<typeof readAttachments>[0];
  const found = readAttachments(post, "https://example.com/p/", (fault) => faults.push(fault));
  return { found, faults };
}

const url = "https://example.com/a.mp3";

describe("readAttachments", () => {
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
      { url, duration: -1 },
      { url, type: "audio/mpeg" },
    ],
    [
      { url, duration: Number.POSITIVE_INFINITY },
      { url, type: "audio/mpeg" },
    ],
    [
      { url, duration: "1" },
      { url, type: "audio/mpeg" },
    ],
  ])("%j", (written, attachment) => {
    expect(read(written)).toEqual({ found: [attachment], faults: [] });
  });

  test.each<[object, unknown[], string]>([
    [{}, [], "its URL is undefined"],
    [{ url: " " }, [], 'its URL is " "'],
    [{ url: 7 }, [], "its URL is 7"],
    [{ url: "data:audio/mpeg,x" }, [], 'its URL is "data:audio/mpeg,x"'],
    [{ url: "/a.xyz" }, [], "the MIME type of https://example.com/a.xyz is undefined"],
    [{ url, type: "audio" }, [], `the MIME type of ${url} is "audio"`],
    [{ url, type: "audio/mpeg; x=1" }, [], `the MIME type of ${url} is "audio/mpeg; x=1"`],
    [{ url, type: null }, [], `the MIME type of ${url} is null`],
    [{ url, length: -1 }, [{ url, type: "audio/mpeg" }], `the length of ${url} is -1`],
    [{ url, length: 1.5 }, [{ url, type: "audio/mpeg" }], `the length of ${url} is 1.5`],
    [{ url, length: "7 MB" }, [{ url, type: "audio/mpeg" }], `the length of ${url} is "7 MB"`],
    [{ url, length: "x7" }, [{ url, type: "audio/mpeg" }], `the length of ${url} is "x7"`],
  ])("%j has a fault", (written, found, fault) => {
    expect(read(written)).toEqual({ found, faults: [fault] });
  });

  test("one and several together, each URL once; what is no record is none", () => {
    const other = { url: "https://example.com/b.mp4", type: "video/mp4" };
    expect(read({ url }, [other, { url, title: "again" }, null, "x"]).found).toEqual([
      { url, type: "audio/mpeg" },
      other,
    ]);
    expect(read(undefined, undefined)).toEqual({ found: [], faults: [] });
    expect(read(null, "x")).toEqual({ found: [], faults: [] });
  });
});
