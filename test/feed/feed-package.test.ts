import { Feed, type FeedOptions, type Item } from "feed";
import { describe, expect, test } from "vitest";
import { findXmlFault } from "./check-well-formed.ts";

/*
 * Bugs of the package `feed` that `src/feed/xml.ts` avoids. When one of these tests fails, `feed` has fixed the bug:
 * remove the workaround there and its item in the comment.
 */

const date = new Date("2025-02-01");
const options: FeedOptions = {
  title: "T",
  id: "https://example.com/",
  link: "https://example.com/",
  updated: date,
  copyright: "",
};
const item: Item = { title: "A", id: "https://example.com/a", link: "https://example.com/a", date };

function write(
  more: Partial<Item>,
  about: Partial<FeedOptions> = {},
): Record<"rss" | "atom" | "json", string> {
  const feed = new Feed({ ...options, ...about });
  feed.addItem({ ...item, ...more });
  return { rss: feed.rss2(), atom: feed.atom1(), json: feed.json1() };
}

describe("the npm package feed 6", () => {
  test("splits only the first `]]>` of a text", () => {
    const { rss, atom } = write({ content: "a ]]> b ]]> c" });
    expect(findXmlFault(rss)).toBeDefined();
    expect(findXmlFault(atom)).toBeDefined();
  });

  test("writes control characters unchanged", () => {
    expect(findXmlFault(write({ title: "a\u0008" }).rss)).toBeDefined();
  });

  test("does not escape `<` in an attribute", () => {
    expect(findXmlFault(write({ category: [{ name: "C<T>", term: "C<T>" }] }).atom)).toBeDefined();
  });

  test("decodes `&amp;` in plain text", () => {
    expect(write({ category: [{ name: "a &amp; b" }] }).rss).toContain("<category>a &amp; b<");
  });

  test("declares every title as HTML in Atom", () => {
    expect(write({ title: "a < b" }).atom).toContain('<title type="html"><![CDATA[a < b]]>');
  });

  test("supports one link per Atom entry, and writes it without `rel` and `type`", () => {
    expect(write({}).atom).toContain('<link href="https://example.com/a"/>');
  });

  test("writes an author without an e-mail address to the RSS element `author`, which requires one", () => {
    expect(write({ author: [{ name: "Ann" }] }).rss).toContain("<author>Ann</author>");
  });

  test("guesses media types from the file extension", () => {
    expect(write({ image: "https://example.com/a.jpg" }).rss).toContain('type="image/jpg"');
  });

  test("writes one enclosure per item, of the last kind that it has", () => {
    const { rss } = write({ audio: "https://example.com/a.mp3", video: "https://example.com/b.mp4" });
    expect(rss.match(/<enclosure/g)).toHaveLength(1);
  });

  test("throws for an Atom id that is not a URL", () => {
    expect(() => write({ id: "no-url" }).atom).toThrow("Invalid URL");
  });

  test("never declares an id as a permanent link, even when it is the link", () => {
    expect(write({}).rss).toContain('<guid isPermaLink="false">https://example.com/a</guid>');
  });

  test("declares no language in Atom, and the namespace `dc` only together with `content`", () => {
    expect(write({}, { language: "en" }).atom).not.toContain("xml:lang");
    expect(write({ extensions: [{ name: "dc:creator", objects: { _text: "Ann" } }] }).rss).not.toContain(
      "xmlns:dc",
    );
  });

  test("does not declare namespaces of extensions", () => {
    const { rss } = write({
      extensions: [{ name: "media:thumbnail", objects: { _attributes: { url: "x" } } }],
    });
    expect(findXmlFault(rss)).toBeDefined();
  });

  test("does not write extensions to Atom", () => {
    expect(write({ extensions: [{ name: "dc:creator", objects: { _text: "Ann" } }] }).atom).not.toContain(
      "Ann",
    );
  });

  test("declares every stylesheet as XSLT", () => {
    expect(write({}, { stylesheet: "a.css" }).rss).toContain('type="text/xsl"');
  });

  test("writes extensions of the RSS channel after the items", () => {
    const feed = new Feed(options);
    feed.addItem(item);
    feed.addExtension({ name: "itunes:author", objects: { _text: "Ann" } });
    const rss = feed.rss2();
    expect(rss.indexOf("itunes:author")).toBeGreaterThan(rss.indexOf("<item>"));
  });

  test("uses the current time for a feed without `updated`", () => {
    const { updated: _, ...undated } = options;
    expect(new Feed(undated).rss2()).not.toContain(date.toUTCString());
    expect(new Feed(undated).rss2()).toContain("<lastBuildDate>");
  });

  test("writes JSON Feed version 1 with a single author", () => {
    const json = JSON.parse(write({ author: [{ name: "Ann" }, { name: "Bo" }] }).json);
    expect(json.version).toBe("https://jsonfeed.org/version/1");
    expect(json.items[0]).toMatchObject({ author: { name: "Ann" } });
    expect(json.items[0].authors).toBeUndefined();
  });
});
