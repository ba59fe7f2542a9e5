import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import type { DiscoveryPost } from "../../src/discovery/post.ts";
import { buildSitemap, buildSitemaps } from "../../src/discovery/sitemap.ts";
import { postUrl } from "../../src/feed/urls.ts";

const site = { url: "https://example.com", title: "Small Systems" };

/** Parses a sitemap strictly, including namespaces: its root, and the URL and last change of each entry. */
function readSitemap(xml: string): { root: string; entries: [loc: string, lastmod?: string][] } {
  const parser = new SaxesParser({ xmlns: true });
  const entries: [string, string?][] = [];
  let root = "";
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, uri }) => {
    if (root === "") root = local;
    if (uri !== "http://www.sitemaps.org/schemas/sitemap/0.9") throw new Error(`Namespace ${uri}`);
    text = "";
  });
  parser.on("text", (piece) => {
    text += piece;
  });
  parser.on("closetag", ({ local }) => {
    if (local === "loc") entries.push([text]);
    else if (local === "lastmod") entries.at(-1)?.push(text);
  });
  parser.write(xml).close();
  return { root, entries };
}

const urlsOf = (xml: string): string[] => readSitemap(xml).entries.map(([loc]) => loc);

function numbered(count: number): DiscoveryPost[] {
  return Array.from({ length: count }, (_, index) => ({ slug: `p${String(index).padStart(6, "0")}` }));
}

describe("buildSitemap", () => {
  test("lists the pages in their order, then the posts, newest first, with their last change", () => {
    const posts: DiscoveryPost[] = [
      { slug: "old", date: new Date("2026-01-02"), dateOnly: true },
      { slug: "new", date: new Date("2026-03-02T10:00:00Z") },
      { slug: "changed", date: new Date("2026-02-02"), updated: new Date("2026-04-01T09:30:00.500Z") },
      { slug: "changed-on-a-day", date: new Date("2026-02-01"), updated: new Date("2026-04-02") },
      { slug: "undated" },
      { slug: "broken", date: new Date(Number.NaN) },
      { slug: "from-text", date: "2026-02-30" as unknown as Date },
    ];
    const pages = ["/", { url: "archive/", lastmod: "2026-04-02" }];
    expect(readSitemap(buildSitemap(site, posts, { pages }))).toEqual({
      root: "urlset",
      entries: [
        ["https://example.com/"],
        ["https://example.com/archive/", "2026-04-02"],
        ["https://example.com/posts/new/", "2026-03-02T10:00:00Z"],
        ["https://example.com/posts/changed/", "2026-04-01T09:30:00.500Z"],
        ["https://example.com/posts/changed-on-a-day/", "2026-04-02"],
        ["https://example.com/posts/old/", "2026-01-02"],
        ["https://example.com/posts/broken/"],
        ["https://example.com/posts/from-text/"],
        ["https://example.com/posts/undated/"],
      ],
    });
  });

  test("omits drafts, unlisted posts, and posts whose canonical URL is on another site", () => {
    const posts: DiscoveryPost[] = [
      { slug: "draft", draft: true },
      { slug: "unlisted", unlisted: true },
      { slug: "copied", canonicalUrl: "https://example.org/copied" },
      { slug: "own", canonicalUrl: "https://example.com/posts/own/" },
    ];
    expect(urlsOf(buildSitemap(site, posts))).toEqual(["https://example.com/posts/own/"]);
  });

  test("lists each URL once, in any order of the posts", () => {
    const posts: DiscoveryPost[] = [
      { slug: "a", url: "/same", date: new Date("2026-01-01"), dateOnly: true },
      { slug: "b", url: "https://example.com/same", date: new Date("2026-01-02"), dateOnly: true },
    ];
    const xml = buildSitemap(site, posts, { pages: ["/", "/"] });
    expect(readSitemap(xml).entries).toEqual([
      ["https://example.com/"],
      ["https://example.com/same", "2026-01-02"],
    ]);
    expect(buildSitemap(site, [...posts].reverse(), { pages: ["/"] })).toBe(xml);
  });

  test("is well-formed for hostile slugs, URLs and dates, with the same URLs as feeds", () => {
    const texts = [
      "a&b",
      "<loc>",
      "]]>",
      '"quoted"',
      "it's",
      "日本語 と",
      "a\u0000b",
      "\uD800",
      "%",
      "a/../b",
    ];
    const posts: DiscoveryPost[] = texts.flatMap((text, index) => [
      { slug: `${text}${index}` },
      { slug: `u${index}`, url: `/x/${text}?q=${text}&r=1` },
    ]);
    const pages = [{ url: "/a", lastmod: "2026-01" }];
    const { entries } = readSitemap(buildSitemap(site, posts, { pages }));
    expect(entries).toHaveLength(1 + posts.length);
    expect(entries[0]).toEqual(["https://example.com/a", "2026-01"]);
    for (const [loc] of entries) {
      expect(postUrl(site, { url: loc })).toBe(loc);
      expect(loc).toMatch(/^https:\/\/example\.com\/[\x21-\x7E]+$/);
    }
  });

  test("contains at most 50,000 URLs", () => {
    expect(buildSitemap(site, numbered(50_000)).match(/<loc>/g)).toHaveLength(50_000);
    expect(() => buildSitemap(site, numbered(50_000), { pages: ["/"] })).toThrow(
      "Expected at most 50000 URLs in a sitemap, received 50001; buildSitemaps makes several",
    );
  });

  test.each(["soon", "2026-13", "2026-02-30", "", "01/02/2026", "2026-01-01<&>"])(
    "throws for a page with the `lastmod` %j",
    (lastmod) => {
      expect(() => buildSitemap(site, [], { pages: [{ url: "/a", lastmod }] })).toThrow("`lastmod`");
    },
  );

  test("throws for a URL of 2,048 characters", () => {
    const path = `/${"a".repeat(2047 - site.url.length - 1)}`;
    expect(urlsOf(buildSitemap(site, [{ slug: "a", url: path }]))[0]).toHaveLength(2047);
    expect(() => buildSitemap(site, [{ slug: "a", url: `${path}a` }])).toThrow("at most 2047 letters");
  });

  test("lists the canonical URL of a post", () => {
    const posts = [{ slug: "a", canonicalUrl: "/canonical/" }];
    expect(urlsOf(buildSitemap(site, posts))).toEqual(["https://example.com/canonical/"]);
  });

  test("splits files at the size limit", () => {
    const posts = Array.from({ length: 300 }, (_, index) => ({ slug: `post-${index}` }));
    const files = buildSitemaps(site, posts, { maxBytes: 4096 });
    expect(files.length).toBeGreaterThan(3);
    expect(Math.max(...files.map(({ xml }) => Buffer.byteLength(xml)))).toBeLessThanOrEqual(4096);
    expect(files.slice(1).flatMap(({ xml }) => urlsOf(xml))).toHaveLength(300);
  });

  test("throws for a page or a site without a valid URL", () => {
    expect(() => buildSitemap(site, [], { pages: ["http://"] })).toThrow(
      "Expected the URL of a page, received http://",
    );
    expect(() => buildSitemap(site, [], { pages: ["javascript:alert(1)"] })).toThrow(TypeError);
    expect(() => buildSitemap({ ...site, url: "example.com" }, [])).toThrow(TypeError);
  });

  test("is well-formed without posts", () => {
    expect(readSitemap(buildSitemap(site, []))).toEqual({ root: "urlset", entries: [] });
  });
});

describe("buildSitemaps", () => {
  test("returns one file when the URLs fit", () => {
    const files = buildSitemaps(site, numbered(3), { maxUrls: 3 });
    expect(files).toEqual([{ name: "sitemap.xml", xml: buildSitemap(site, numbered(3)) }]);
  });

  test("otherwise returns an index, with every URL in one of the files", () => {
    const dates = ["2026-01-01", "2026-03-01", "2026-02-01", undefined, undefined];
    const posts = numbered(5).map((post, index) => ({
      ...post,
      date: dates[index] === undefined ? undefined : new Date(dates[index]),
      dateOnly: true,
    }));
    const [index, ...files] = buildSitemaps(site, posts, { maxUrls: 2, folder: "maps" });
    expect(index?.name).toBe("sitemap.xml");
    expect(readSitemap(index?.xml ?? "")).toEqual({
      root: "sitemapindex",
      entries: [
        ["https://example.com/maps/sitemap-1.xml", "2026-03-01"],
        ["https://example.com/maps/sitemap-2.xml", "2026-01-01"],
        ["https://example.com/maps/sitemap-3.xml"],
      ],
    });
    expect(files.map(({ name }) => name)).toEqual(["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
    expect(files.flatMap(({ xml }) => urlsOf(xml))).toEqual(urlsOf(buildSitemap(site, posts)));
  });

  test("splits more than 50,000 URLs by default", () => {
    const files = buildSitemaps(site, numbered(100_001));
    expect(files.map(({ name }) => name)).toEqual([
      "sitemap.xml",
      "sitemap-1.xml",
      "sitemap-2.xml",
      "sitemap-3.xml",
    ]);
    expect(files.map(({ xml }) => xml.match(/<loc>/g)?.length)).toEqual([3, 50_000, 50_000, 1]);
  });

  test.each([0, 50_001, 1.5, Number.NaN])("throws when maxUrls is %s", (maxUrls) => {
    expect(() => buildSitemaps(site, [], { maxUrls })).toThrow(RangeError);
  });

  test("throws when there are more files than an index can contain", () => {
    expect(() => buildSitemaps(site, numbered(50_001), { maxUrls: 1 })).toThrow(
      "Expected at most 50000 sitemaps in an index, received 50001",
    );
  });
});
