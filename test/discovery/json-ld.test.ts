import { describe, expect, test } from "vitest";
import { orderSeries } from "../../src/collection/series/order-series.ts";
import type { SeriesPost } from "../../src/collection/series/series.ts";
import { createSeriesIndex } from "../../src/collection/series/series-context.ts";
import { renderJsonLd, toJsonLd } from "../../src/discovery/json-ld.ts";
import type { DiscoveryPost } from "../../src/discovery/post.ts";
import { parseHtml } from "../../src/html/parse-html.ts";

const site = { url: "https://example.com/blog", title: "Small Systems" };

describe("toJsonLd", () => {
  test("describes a post that has only a slug", () => {
    expect(toJsonLd({ slug: "rings" }, site)).toEqual({
      "@context": "https://schema.org",
      "@type": "BlogPosting",
      "@id": "https://example.com/blog/posts/rings/",
      url: "https://example.com/blog/posts/rings/",
      mainEntityOfPage: "https://example.com/blog/posts/rings/",
      headline: "rings",
      publisher: { "@type": "Organization", name: "Small Systems", url: "https://example.com/blog/" },
    });
  });

  test("describes a post with every field", () => {
    const post = {
      slug: "rings",
      url: "/rings",
      title: "Ring buffers",
      description: "Two counters.",
      excerpt: { text: "Not this." },
      date: new Date("2026-03-02T00:00:00Z"),
      dateOnly: true,
      updated: new Date("2026-03-04T05:06:07.890Z"),
      tags: ["queues", "zig"],
      authors: [
        { name: "Ann", url: "/ann" },
        { name: "Bob", url: "mailto:bob@example.com" },
        { name: "Cy", url: "javascript:alert(1)" },
      ],
      lang: "en-GB",
      image: { src: "cover.png", alt: "A ring" },
      readingTime: { minutes: 4.6, words: 1012 },
    };
    expect(toJsonLd(post, { ...site, language: "de", authors: [{ name: "Nobody" }] })).toEqual({
      "@context": "https://schema.org",
      "@type": "BlogPosting",
      "@id": "https://example.com/rings",
      url: "https://example.com/rings",
      mainEntityOfPage: "https://example.com/rings",
      headline: "Ring buffers",
      description: "Two counters.",
      datePublished: "2026-03-02",
      dateModified: "2026-03-04T05:06:07.890Z",
      inLanguage: "en-GB",
      keywords: ["queues", "zig"],
      author: [
        { "@type": "Person", name: "Ann", url: "https://example.com/ann" },
        { "@type": "Person", name: "Bob", url: "mailto:bob@example.com" },
        { "@type": "Person", name: "Cy" },
      ],
      // Relative to the page, as a browser and a feed resolve it.
      image: "https://example.com/cover.png",
      publisher: { "@type": "Organization", name: "Small Systems", url: "https://example.com/blog/" },
      wordCount: 1012,
      timeRequired: "PT5M",
    });
  });

  test("falls back to the site, the excerpt and the date", () => {
    const post = { slug: "a", excerpt: { text: "First words." }, date: new Date("2026-03-02T10:00:00Z") };
    const record = toJsonLd(post, { ...site, language: "de", authors: [{ name: "Ann" }] });
    expect(record).toMatchObject({
      description: "First words.",
      inLanguage: "de",
      author: [{ "@type": "Person", name: "Ann" }],
      datePublished: "2026-03-02T10:00:00Z",
      dateModified: "2026-03-02T10:00:00Z",
    });
  });

  test("omits empty and invalid values", () => {
    const post = {
      slug: "a",
      description: "",
      date: new Date(Number.NaN),
      tags: [],
      authors: [],
      image: "javascript:alert(1)",
      readingTime: { minutes: 0, words: 0 },
    };
    expect(Object.keys(toJsonLd(post, site))).toEqual([
      "@context",
      "@type",
      "@id",
      "url",
      "mainEntityOfPage",
      "headline",
      "publisher",
    ]);
  });

  test("uses the images of the post, otherwise the first image in its text, otherwise that of the site", () => {
    const logo = "https://example.com/blog/logo.png";
    const of = (post: object): unknown =>
      toJsonLd({ slug: "a", ...post }, { ...site, image: "logo.png" }).image;
    const page = "https://example.com/blog/posts/a";
    expect(of({ image: ["wide.png", { src: "/square.png" }, "javascript:x"] })).toEqual([
      `${page}/wide.png`,
      "https://example.com/square.png",
    ]);
    expect(of({ image: " ", images: [{ url: "first.png" }, { url: "second.png" }] })).toBe(
      `${page}/first.png`,
    );
    expect(of({ images: [] })).toBe(logo);
    expect(toJsonLd({ slug: "a" }, { ...site, image: "logo.png" }).publisher).toMatchObject({ logo });
  });

  test("uses the slug for a blank title, and reads languages as feeds do", () => {
    expect(toJsonLd({ slug: "a", title: " \u200b" }, site).headline).toBe("a");
    expect(toJsonLd({ slug: "a", lang: "pt_br" }, site).inLanguage).toBe("pt-BR");
    expect(toJsonLd({ slug: "a", lang: "no tag" }, { ...site, language: "yue" }).inLanguage).toBe("yue");
  });

  test("omits a date with a year outside the format's range", () => {
    expect(toJsonLd({ slug: "a", date: new Date("+012026-01-01T00:00:00Z") }, site)).not.toHaveProperty(
      "datePublished",
    );
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "mailto:a@example.com", "", " ", "http://["])(
    "throws for a postUrl that returns %j",
    (made) => {
      expect(() => toJsonLd({ slug: "a" }, site, { postUrl: () => made })).toThrow(
        new TypeError(`Expected \`postUrl()\` to be an http or https URL, received ${JSON.stringify(made)}`),
      );
    },
  );

  test("prefers postUrl to the post's own URL", () => {
    const postUrl = ({ slug }: DiscoveryPost): string => `/2026/${slug}`;
    expect(toJsonLd({ slug: "a", url: "/b" }, site, { postUrl }).url).toBe("https://example.com/2026/a");
  });

  test("throws when the URL of the site is not absolute", () => {
    expect(() => toJsonLd({ slug: "a" }, { ...site, url: "/blog" })).toThrow("absolute http or https URL");
  });
});

describe("a part of a series", () => {
  const part = (slug: string, part?: number): DiscoveryPost & SeriesPost => ({
    slug,
    title: slug,
    date: new Date(Date.UTC(2026, 0, part ?? 1)),
    series: [{ name: "Lock-free", title: "Lock-free queues", description: "From scratch.", part }],
  });

  test("is described by the fields of the post", () => {
    const record = toJsonLd(part("c", 3), site, { seriesUrl: ({ slug }) => `series/${slug}/` });
    expect(record.position).toBe(3);
    expect(record.isPartOf).toEqual({
      "@type": "CreativeWorkSeries",
      "@id": "https://example.com/blog/series/lock-free/",
      url: "https://example.com/blog/series/lock-free/",
      name: "Lock-free queues",
      description: "From scratch.",
    });
    expect(toJsonLd(part("c"), site)).not.toHaveProperty("position");
  });

  test("is described by orderSeries, which also numbers unnumbered parts", () => {
    const posts = [part("a"), part("b")];
    const series = orderSeries(posts);
    expect(posts.map((post) => toJsonLd(post, site, { series }).position)).toEqual([1, 2]);
    const index = createSeriesIndex(series);
    expect(posts.map((post) => toJsonLd(post, site, { series: index }).position)).toEqual([1, 2]);
    // `blog.seriesOf` and its result.
    const seriesOf = (post: DiscoveryPost) => index(post as DiscoveryPost & SeriesPost)[0];
    expect(posts.map((post) => toJsonLd(post, site, { series: seriesOf }).position)).toEqual([1, 2]);
    expect(posts.map((post) => toJsonLd(post, site, { series: seriesOf(post) }).position)).toEqual([1, 2]);
    expect(toJsonLd(part("z"), site, { series: () => undefined })).not.toHaveProperty("isPartOf");
    expect(() => toJsonLd(part("a"), site, { series: {} as never })).toThrow(
      "Expected `series.series` to be",
    );
    // A number from the author is kept.
    const gap = [part("a", 1), part("c", 3)];
    expect(toJsonLd(gap[1] as DiscoveryPost, site, { series: orderSeries(gap) }).position).toBe(3);
    const stranger: DiscoveryPost & SeriesPost = { slug: "z", series: "Lock-free" };
    expect(toJsonLd(stranger, site, { series })).not.toHaveProperty("isPartOf");
  });

  test("lists several series, with the number of the part in the first one", () => {
    const post = { slug: "a", series: [{ name: "One", part: 4 }, { name: "Two" }] };
    expect(toJsonLd(post, site)).toMatchObject({ position: 4, isPartOf: [{ name: "One" }, { name: "Two" }] });
  });
});

describe("JSON-LD in a page", () => {
  const hostile = '</script><script>alert(1)</script><!-- <script> & \u2028 \u2029 "quoted" \\ \u0000';

  test.each([
    ["renderJsonLd", renderJsonLd(toJsonLd({ slug: "a", title: hostile, description: hostile }, site))],
    [
      "the record converted to a string",
      `${toJsonLd({ slug: "a", title: hostile, description: hostile }, site)}`,
    ],
  ])("%s cannot close its script element, and parses to the same text", (_, json) => {
    const { children } = parseHtml(`<script type="application/ld+json">${json}</script><p>after</p>`);
    expect(children.map((node) => node.type === "element" && node.tagName)).toEqual(["script", "p"]);
    const [script] = children;
    const text = script?.type === "element" && script.children[0];
    const parsed = JSON.parse(text && text.type === "text" ? text.value : "");
    expect([parsed.headline, parsed.description]).toEqual([hostile, hostile]);
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
  });

  test("the `toString` method is not part of the data", () => {
    const record = toJsonLd({ slug: "a" }, site);
    expect(structuredClone(record)).toEqual({ ...record });
    expect(JSON.parse(JSON.stringify(record))).toEqual({ ...record });
  });

  test("renderJsonLd writes arrays too", () => {
    expect(renderJsonLd([{ a: "<" }])).toBe('[{"a":"\\u003C"}]');
  });
});
