import { parseAtomFeed } from "feedsmith";
import { expect, test } from "vitest";
import { renderAtom } from "../../src/feed/atom.ts";
import { feedPages } from "../../src/feed/feed-pages.ts";
import { renderRss } from "../../src/feed/rss.ts";
import { findXmlFault } from "./check-well-formed.ts";

const site = { url: "https://example.com/", title: "T", language: "en" };
const numbered = (count: number): { slug: string; date: string }[] =>
  Array.from({ length: count }, (_, index) => ({
    slug: String(index + 1),
    date: `2025-01-${String(index + 1).padStart(2, "0")}`,
  }));
const slugs = (count: number): string[] =>
  feedPages(site, numbered(count), { pageSize: 2 }).map(({ items }) =>
    items.map(({ url }) => url.at(-2)).join(""),
  );

test("feedPages returns the newest posts, and archives for all full pages of older posts", () => {
  expect(slugs(0)).toEqual([""]);
  expect(slugs(2)).toEqual(["21"]);
  expect(slugs(3)).toEqual(["32", "21"]);
  expect(slugs(4)).toEqual(["43", "43", "21"]);
  expect(slugs(5)).toEqual(["54", "43", "21"]);
});

test("an archive with a next archive does not change when posts are added", () => {
  const bytes = (count: number): string =>
    renderRss(feedPages(site, numbered(count), { pageSize: 2 }).at(-1) as never);
  expect(bytes(5)).toBe(bytes(9));
});

test("each file links to the previous and the next one", () => {
  const archiveUrls = (number: number): object => ({ atom: `old/${number}.atom` });
  const pages = feedPages(site, numbered(6), { pageSize: 2, archiveUrls });
  const at = (path: string): string => `https://example.com/${path}`;
  const links = pages.map((page) => {
    const atom = renderAtom(page);
    expect(findXmlFault(atom)).toBeUndefined();
    return Object.fromEntries((parseAtomFeed(atom).links ?? []).map(({ rel, href }) => [rel, href]));
  });
  const alternate = site.url;
  expect(links).toEqual([
    { alternate, self: at("atom.xml"), "prev-archive": at("old/3.atom") },
    { alternate, self: at("old/3.atom"), current: at("atom.xml"), "prev-archive": at("old/2.atom") },
    {
      alternate,
      self: at("old/2.atom"),
      current: at("atom.xml"),
      "prev-archive": at("old/1.atom"),
      "next-archive": at("old/3.atom"),
    },
    { alternate, self: at("old/1.atom"), current: at("atom.xml"), "next-archive": at("old/2.atom") },
  ]);
  expect(pages.map(({ updated }) => updated?.getUTCDate())).toEqual([6, 6, 4, 2]);
});

test("page numbers are inserted before the extension, if there is one", () => {
  const feedUrls = { rss: "feed", atom: "a.b/feed", json: "feed.v1.json?c" };
  expect(feedPages(site, numbered(3), { pageSize: 2, feedUrls })[1]?.urls).toEqual({
    rss: "https://example.com/feed-1",
    atom: "https://example.com/a.b/feed-1",
    json: "https://example.com/feed.v1-1.json?c",
  });
});

test("feedPages throws for a page size of 0 and for options that it sets itself", () => {
  expect(() => feedPages(site, [], { archiveUrls: "/a" } as never)).toThrow(
    new TypeError('Expected `archiveUrls` to be a function, received "/a"'),
  );
  expect(() => feedPages(site, [], { pageSize: 0 })).toThrow(RangeError);
});
