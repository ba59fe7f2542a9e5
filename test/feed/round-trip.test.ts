import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { describe, expect, test } from "vitest";
import { renderAtom } from "../../src/feed/atom.ts";
import { buildFeed } from "../../src/feed/build-feed.ts";
import type { Feed } from "../../src/feed/feed.ts";
import { renderJsonFeed } from "../../src/feed/json.ts";
import { renderRss } from "../../src/feed/rss.ts";
import { findXmlFault } from "./check-well-formed.ts";
import { hostilePosts, hostileSite, hostileTexts } from "./hostile-posts.ts";

const hostile = buildFeed(hostileSite, hostilePosts);

/** Plain text after it was declared as HTML. */
function fromHtml(html: string): string {
  return html.replace(/&#x([0-9A-F]+);/g, (_reference, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

/**
 * A title as in a feed: on one line, without characters that no format allows. Implemented independently of the
 * library.
 */
function onOneLine(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\x85]+/g, " ")
    .replace(/\0|\p{Surrogate}/gu, "")
    .trim();
}

/** The same, restricted to XML characters. */
function inXml(text: string | undefined): string | undefined {
  return text?.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF\uFDD0\u{1FFFE}\u{10FFFF}]/gu, "");
}

describe.each<[string, Feed]>([
  ["hostile posts", hostile],
  ["excerpts of hostile posts", buildFeed(hostileSite, hostilePosts, { content: "excerpt" })],
  ["no posts", buildFeed(hostileSite, [])],
  [
    "empty posts",
    buildFeed({ url: "https://example.com", title: "Bare" }, [{ slug: "a" }, { url: "/b", html: " " }]),
  ],
])("%s", (_name, feed) => {
  test("are well-formed in every format, and always the same", () => {
    expect(findXmlFault(renderRss(feed))).toBeUndefined();
    expect(findXmlFault(renderAtom(feed))).toBeUndefined();
    expect(JSON.parse(renderJsonFeed(feed)).version).toBe("https://jsonfeed.org/version/1.1");
    for (const render of [renderRss, renderAtom, renderJsonFeed])
      expect(render(feed)).toBe(render(structuredClone(feed)));
  });

  test("contain no leaked values and no characters that XML forbids", () => {
    for (const text of [renderRss(feed), renderAtom(feed)]) expect(text).toBe(inXml(text));
    for (const text of [renderRss(feed), renderAtom(feed), renderJsonFeed(feed)]) {
      expect(text).not.toMatch(/undefined|Invalid Date|NaN|\[object|\0|\\u0000|\\ud[89a-f]/);
      expect(text.isWellFormed()).toBe(true);
    }
  });
});

describe("another library's parser", () => {
  const rss = parseRssFeed(renderRss(hostile)).items ?? [];
  const atom = parseAtomFeed(renderAtom(hostile)).entries ?? [];
  const json = parseJsonFeed(renderJsonFeed(hostile)).items ?? [];
  const titles = hostile.items.map(({ title }) => title);

  test("finds all posts with the same ids", () => {
    const ids = hostile.items.map(({ id }) => id);
    expect(ids).toHaveLength(hostileTexts.length);
    expect(rss.map(({ guid }) => guid?.value)).toEqual(ids);
    expect(atom.map(({ id }) => id)).toEqual(ids);
    expect(json.map(({ id }) => id)).toEqual(ids);
  });

  test("finds the titles unchanged", () => {
    expect(new Set(titles)).toEqual(new Set(hostileTexts.map(onOneLine)));
    expect(rss.map(({ title }) => title)).toEqual(titles.map(inXml));
    expect(
      atom.map(({ title }) => (title?.type === "html" ? fromHtml(title.value ?? "") : title?.value)),
    ).toEqual(titles.map(inXml));
    expect(json.map(({ title }) => title)).toEqual(titles);
  });

  test("finds Atom titles declared as text, except those with an end tag", () => {
    const declared = atom.map(({ title }) => title?.type);
    expect(declared).toEqual(titles.map((title) => (title?.includes("</") ? "html" : "text")));
    expect(declared.filter((type) => type === "html")).toHaveLength(2);
  });

  test("finds the dates", () => {
    const times = hostile.items.map(({ date }) => date?.getTime());
    const parsed = (dates: (string | undefined)[]): number[] => dates.map((date) => Date.parse(String(date)));
    expect(parsed(rss.map(({ pubDate }) => pubDate as string | undefined))).toEqual(times);
    expect(parsed(atom.map(({ published }) => published as string | undefined))).toEqual(times);
    expect(parsed(atom.map(({ updated }) => updated as string | undefined))).toEqual(times);
    expect(parsed(json.map(({ date_published }) => date_published as string | undefined))).toEqual(times);
  });

  test("finds the authors and tags", () => {
    const authors = hostile.items.map((item) => item.authors.map(({ name }) => name));
    const authorsInXml = authors.map((names) => names.map(inXml));
    expect(rss.map(({ dc }) => dc?.creators)).toEqual(authorsInXml);
    expect(atom.map((entry) => entry.authors?.map(({ name }) => name))).toEqual(authorsInXml);
    expect(json.map((item) => item.authors?.map(({ name }) => name))).toEqual(authors);
    const tags = hostile.items.map((item) => item.tags);
    const tagsInXml = tags.map((names) => names.map(inXml));
    expect(rss.map(({ categories }) => categories?.map(({ name }) => name))).toEqual(tagsInXml);
    expect(atom.map(({ categories }) => categories?.map(({ term }) => term))).toEqual(tagsInXml);
    expect(json.map((item) => item.tags)).toEqual(tags);
  });

  test("finds content and summaries", () => {
    const contents = hostile.items.map(({ content }) => content);
    expect(rss.map(({ content }) => content?.encoded)).toEqual(contents.map(inXml));
    expect(atom.map(({ content }) => content?.value)).toEqual(contents.map(inXml));
    expect(json.map(({ content_html }) => content_html)).toEqual(contents);
    const summaries = hostile.items.map(({ summary }) => summary).filter((summary) => summary !== "");
    expect(rss.map(({ description }) => description)).toEqual(summaries.map(inXml));
    expect(atom.map(({ summary }) => summary?.value)).toEqual(summaries.map(inXml));
  });
});
