import { describe, expect, test } from "vitest";
import { orderSeries } from "../../src/collection/series/order-series.ts";
import { createSeriesIndex } from "../../src/collection/series/series-context.ts";
import { createTranslationIndex, type TranslatedPost } from "../../src/collection/translations.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { findSlugCollisions } from "../../src/slug/find-slug-collisions.ts";

describe("createTranslationIndex", () => {
  test.each<[string, TranslatedPost, TranslatedPost[]]>([
    ["file name", { slug: "a", path: "p/a.md" }, [{ slug: "a", path: "p/a.fr.md" }]],
    ["index file", { slug: "a", path: "a/index.md" }, [{ slug: "a", path: "a/index.pt-br.md" }]],
    [
      "another slug in the same folder",
      { slug: "a", path: "a/index.md" },
      [{ slug: "b", path: "a/index.de.md" }],
    ],
    ["language folders", { slug: "a", path: "en/a.md" }, [{ slug: "a", path: "ja/a.md" }]],
    ["the field `lang`", { slug: "a", lang: "en" }, [{ slug: "a", lang: "de" }]],
    [
      "several languages",
      { slug: "a" },
      [
        { slug: "a", lang: "de" },
        { slug: "a", lang: "ja" },
      ],
    ],
  ])("finds translations by %s, in both directions", (_, post, others) => {
    const translationsOf = createTranslationIndex([...others].reverse().concat(post));
    expect(translationsOf(post)).toEqual(others);
    for (const other of others) expect(translationsOf(other)).toContain(post);
  });

  test("does not return posts in the same language or other posts", () => {
    const posts = [
      { slug: "a", path: "x/a.md" },
      { slug: "a", path: "y/a.md" },
      { slug: "b", path: "x/b.fr.md" },
    ];
    const translationsOf = createTranslationIndex(posts);
    for (const post of posts) expect(translationsOf(post)).toEqual([]);
  });
});

describe("translations", () => {
  const parsePost = createPostParser();
  const posts = ["index.md", "index.fr.md", "index.zh-TW.md"].map((file) =>
    parsePost.sync("---\ntitle: Rings\nseries: { name: Queues, part: 1 }\n---\nText", {
      path: `rings/${file}`,
    }),
  );

  test("have the language of their file name, and the same slug", () => {
    expect(posts.map(({ slug, lang }) => [slug, lang])).toEqual([
      ["rings", undefined],
      ["rings", "fr"],
      ["rings", "zh-TW"],
    ]);
    const { lang } = parsePost.sync("---\nlang: de\n---\nText", { path: "a.fr.md" });
    expect(lang).toBe("de");
  });

  test("are not slug collisions", () => {
    expect(findSlugCollisions(posts)).toEqual([]);
    expect(
      findSlugCollisions([
        { slug: "a", path: "a.fr.md" },
        { slug: "A", path: "b/a.fr.md" },
      ]),
    ).toHaveLength(1);
  });

  test("form one series per language, and their parts link to translations", () => {
    const all = orderSeries(posts);
    expect(all.map(({ slug, lang, messages }) => [slug, lang, messages])).toEqual([
      ["queues", undefined, []],
      ["queues", "fr", []],
      ["queues", "zh-TW", []],
    ]);
    const contextsOf = createSeriesIndex(all);
    const [first, second, third] = posts;
    expect(posts.map((post) => contextsOf(post)[0]?.translations)).toEqual([
      [second, third],
      [first, third],
      [first, second],
    ]);
  });

  test("without numbers are found by slug, and a series in only one language has none", () => {
    const plain = posts.map(({ slug, path, lang }) => ({ slug, path, lang, series: "Queues" }));
    const contextsOf = createSeriesIndex(orderSeries([...plain, { slug: "locks", series: "Locks" }]));
    expect(contextsOf(plain[1] as (typeof plain)[0])[0]?.translations).toHaveLength(2);
    expect(contextsOf({ slug: "locks" })[0]?.translations).toEqual([]);
  });
});
