import fc from "fast-check";
import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { describe, expect, test } from "vitest";
import { toXmlCharacters } from "../../src/core/escape.ts";
import { renderAtom } from "../../src/feed/atom.ts";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { readLine } from "../../src/feed/fields.ts";
import { toFeedHtml } from "../../src/feed/html/to-feed-html.ts";
import { renderJsonFeed } from "../../src/feed/json.ts";
import { renderRss } from "../../src/feed/rss.ts";
import type { FeedPost } from "../../src/feed/source.ts";
import { canonicalId, toFeedUrl } from "../../src/feed/urls.ts";
import { readSrcset } from "../../src/html/urls.ts";
import { findXmlFault } from "../feed/check-well-formed.ts";

/** Any code unit, and parts that break feeds. */
const text: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
      { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        "]]>",
        "]]>]]>]]>",
        "<![CDATA[",
        "&amp;",
        "&#0;",
        "C<T>",
        "</title>",
        "<!--",
        "<b>",
        "Ã©",
        "slot:0;",
        "$&",
      ),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(""));

const post: fc.Arbitrary<FeedPost> = fc.record(
  {
    slug: text,
    title: text,
    url: fc.oneof(text, fc.webUrl({ withFragments: true, withQueryParameters: true })),
    guid: text,
    date: fc.oneof(fc.date(), text),
    updated: fc.oneof(fc.date(), text),
    html: text,
    excerpt: fc.record({ text, html: text }),
    description: text,
    tags: fc.array(text, { maxLength: 3 }),
    authors: fc.array(fc.oneof(text, fc.record({ name: text, email: text, url: text })), { maxLength: 3 }),
    lang: fc.oneof(text, fc.constantFrom("en", "de-AT", "zh_Hant")),
    image: text,
    enclosures: fc.array(fc.record({ url: text, type: text, length: fc.nat(), title: text }), {
      maxLength: 2,
    }),
    externalUrl: text,
  },
  { requiredKeys: [] },
);

/** Plain text as HTML. */
function escaped(plain: string): string {
  return plain.replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;").replaceAll(">", "&#x3E;");
}

const site = fc.record(
  { title: text.filter((title) => readLine(title) !== ""), description: text, copyright: text },
  { requiredKeys: ["title"] },
);

describe("for any site and posts", () => {
  test("the XML is well-formed, the JSON is valid, the ids are equal, and the input is unchanged", () => {
    fc.assert(
      fc.property(
        site,
        fc.array(post, { maxLength: 5 }),
        fc.constantFrom("full", "excerpt"),
        (texts, posts, content) => {
          const before = structuredClone(posts);
          const feed = buildFeed({ url: "https://example.com/", ...texts }, posts, { content });
          const [rss, atom, json] = [renderRss(feed), renderAtom(feed), renderJsonFeed(feed)];
          expect(findXmlFault(rss)).toBeUndefined();
          expect(findXmlFault(atom)).toBeUndefined();
          const { items } = JSON.parse(json) as { items: { id: string; title?: string }[] };
          const ids = feed.items.map(({ id }) => id);
          expect(items.map(({ id }) => id)).toEqual(ids);
          expect(
            [...rss.matchAll(/<guid[^>]*>([^<]*)/g)].map(([, id]) => id?.replaceAll("&#x26;", "&")),
          ).toEqual(ids);
          expect(new Set(ids).size).toBe(ids.length);
          for (const id of ids) if (/^https?:/.test(id)) expect(canonicalId(id)).toBe(id);
          expect(posts).toEqual(before);
          expect(
            renderRss(
              buildFeed({ url: "https://example.com/", ...texts }, structuredClone(posts), { content }),
            ),
          ).toBe(rss);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("titles are read back unchanged", () => {
    fc.assert(
      fc.property(text, (title) => {
        const feed = buildFeed({ url: "https://example.com/", title: "T" }, [
          { slug: "a", title, html: "<p>x</p>" },
        ]);
        const expected = readLine(title);
        fc.pre(expected !== "");
        const inXml = toXmlCharacters(expected);
        // Parsers also trim characters that only Unicode defines as white space.
        expect(parseRssFeed(renderRss(feed)).items?.[0]?.title).toBe(inXml.trim());
        const atomTitle = parseAtomFeed(renderAtom(feed)).entries?.[0]?.title;
        const isHtml = /<\/[A-Za-z][A-Za-z0-9]*>/.test(expected);
        expect(atomTitle?.type).toBe(isHtml ? "html" : "text");
        const written = isHtml ? escaped(inXml) : inXml;
        expect(atomTitle?.value).toBe(written.trim());
        expect(JSON.parse(renderJsonFeed(feed)).items[0].title).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });
});

describe("toFeedHtml", () => {
  const tag = fc.constantFrom(
    ..."a b p div li ul dl dt dd h1 h2 table tr td caption colgroup col ruby rt pre code span img svg math form button".split(
      " ",
    ),
    ..."iframe object video source details summary section blockquote center nobr template select script style".split(
      " ",
    ),
  );
  const soup = fc
    .array(
      fc.oneof(
        tag.map((name) => `<${name}>`),
        tag.map((name) => `</${name}>`),
        fc
          .tuple(tag, text)
          .map(([name, value]) => `<${name} title="${value}" href='${value}' class=katex id=x>`),
        text,
      ),
      { maxLength: 30 },
    )
    .map((pieces) => pieces.join(""));
  const url = "https://example.com/posts/a/";

  test("is stable: converting the result again changes nothing", () => {
    fc.assert(
      fc.property(soup, (html) => {
        const once = toFeedHtml(html, { url });
        expect(toFeedHtml(once, { url })).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  test("writes only its own attributes and valid URLs", () => {
    fc.assert(
      fc.property(soup, (html) => {
        for (const [, name = "", value = ""] of toFeedHtml(html, { url }).matchAll(
          / ([^\s=<>"]+)="([^"]*)"/g,
        )) {
          expect("title href id class".split(" ")).toContain(name);
          if (name === "href") expect(value).toMatch(/^(?:https?:\/\/|mailto:|tel:)[!-~]*$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("toFeedUrl returns absolute ASCII URLs, which do not change when converted again", () => {
  fc.assert(
    fc.property(text, (raw) => {
      const url = toFeedUrl(raw, "https://example.com/a/");
      if (url === undefined) return;
      expect(url).toMatch(/^(?:https?|mailto|tel):[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,#[\]]*$/);
      expect(toFeedUrl(url, "https://example.org/")).toBe(url);
    }),
    { numRuns: 1000 },
  );
});

test("srcset candidates are read back", () => {
  const url = fc.stringMatching(/^[!-+\--~][!-~]{0,10}[!-+\--~]$/);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(url, fc.constantFrom("", "2x", "100w")), { minLength: 1, maxLength: 5 }),
      (pairs) => {
        const srcset = pairs
          .map(([address, descriptor]) => (descriptor ? `${address} ${descriptor}` : address))
          .join(", ");
        expect(readSrcset(srcset).map(({ url: found, descriptor }) => [found, descriptor])).toEqual(pairs);
      },
    ),
  );
});
