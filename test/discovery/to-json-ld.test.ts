import { describe, expect, test } from "vitest";
import { orderSeries } from "../../src/collection/series/order-series.ts";
import type { SeriesPost } from "../../src/collection/series/series.ts";
import { createSeriesIndex } from "../../src/collection/series/series-context.ts";
import type { DiscoveryPost } from "../../src/discovery/discovery-post.ts";
import { renderJsonLd } from "../../src/discovery/render-json-ld.ts";
import { toJsonLd } from "../../src/discovery/to-json-ld.ts";
import { parseHtml } from "../../src/markdown/parse-html.ts";

const site = { url: "https://example.com/blog", title: "Small Systems" };

describe("toJsonLd", () => {
  test("a post with nothing but a slug", () => {
    expect(toJsonLd({ slug: "rings" }, site)).toEqual({
      "@context": "https://schema.org",
      "@type": "BlogPosting",
      "@id": "https://example.com/blog/posts/rings/",
      url: "https://example.com/blog/posts/rings/",
      mainEntityOfPage: "https://example.com/blog/posts/rings/",
      headline: "rings",
    });
  });

  test("a post with everything", () => {
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
      authors: [{ name: "Ann", url: "/ann" }, { name: "Bob" }, { name: "Cy", url: "http://" }],
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
        { "@type": "Person", name: "Bob" },
        { "@type": "Person", name: "Cy" },
      ],
      image: "https://example.com/blog/cover.png",
      wordCount: 1012,
      timeRequired: "PT5M",
    });
  });

  test("what the post does not say comes from the site, the excerpt and the date", () => {
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

  test("facts that are none have no key", () => {
    const post = {
      slug: "a",
      description: "",
      date: new Date(Number.NaN),
      tags: [],
      authors: [],
      image: "http://",
      readingTime: { minutes: 0, words: 0 },
    };
    expect(Object.keys(toJsonLd(post, site))).toEqual([
      "@context",
      "@type",
      "@id",
      "url",
      "mainEntityOfPage",
      "headline",
    ]);
  });

  test("postUrl wins over the post's own URL", () => {
    const postUrl = ({ slug }: DiscoveryPost): string => `/2026/${slug}`;
    expect(toJsonLd({ slug: "a", url: "/b" }, site, { postUrl }).url).toBe("https://example.com/2026/a");
  });

  test("a site without an absolute URL is the caller's fault", () => {
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

  test("by the post's own word", () => {
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

  test("by orderSeries, which knows the place of a part without a number", () => {
    const posts = [part("a"), part("b")];
    const series = orderSeries(posts);
    expect(posts.map((post) => toJsonLd(post, site, { series }).position)).toEqual([1, 2]);
    const index = createSeriesIndex(series);
    expect(posts.map((post) => toJsonLd(post, site, { series: index }).position)).toEqual([1, 2]);
    // A number of the author's is not counted anew.
    const gap = [part("a", 1), part("c", 3)];
    expect(toJsonLd(gap[1] as DiscoveryPost, site, { series: orderSeries(gap) }).position).toBe(3);
    const stranger: DiscoveryPost & SeriesPost = { slug: "z", series: "Lock-free" };
    expect(toJsonLd(stranger, site, { series })).not.toHaveProperty("isPartOf");
  });

  test("of several series", () => {
    const post = { slug: "a", series: [{ name: "One", part: 4 }, { name: "Two" }] };
    expect(toJsonLd(post, site)).toMatchObject({ position: 4, isPartOf: [{ name: "One" }, { name: "Two" }] });
  });
});

describe("in a page", () => {
  const hostile = '</script><script>alert(1)</script><!-- <script> & \u2028 \u2029 "quoted" \\ \u0000';

  test.each([
    ["renderJsonLd", renderJsonLd(toJsonLd({ slug: "a", title: hostile, description: hostile }, site))],
    ["the record as text", `${toJsonLd({ slug: "a", title: hostile, description: hostile }, site)}`],
  ])("%s cannot leave its script element, and comes back to the letter", (_, json) => {
    const { children } = parseHtml(`<script type="application/ld+json">${json}</script><p>after</p>`);
    expect(children.map((node) => node.type === "element" && node.tagName)).toEqual(["script", "p"]);
    const [script] = children;
    const text = script?.type === "element" && script.children[0];
    const parsed = JSON.parse(text && text.type === "text" ? text.value : "");
    expect([parsed.headline, parsed.description]).toEqual([hostile, hostile]);
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
  });

  test("the text is no part of the data", () => {
    const record = toJsonLd({ slug: "a" }, site);
    expect(structuredClone(record)).toEqual({ ...record });
    expect(JSON.parse(JSON.stringify(record))).toEqual({ ...record });
  });

  test("an array is written too", () => {
    expect(renderJsonLd([{ a: "<" }])).toBe('[{"a":"\\u003C"}]');
  });
});
