import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSimilarTags } from "../../src/collection/groups/find-similar-tags.ts";
import { groupByMonth, groupByYear } from "../../src/collection/groups/group-by-date.ts";
import { groupByTag } from "../../src/collection/groups/group-by-tag.ts";
import { groupBacklinks } from "../../src/collection/links/backlinks.ts";
import { createLinkResolver } from "../../src/collection/links/create-link-resolver.ts";
import { createNeighborIndex, neighborsOf } from "../../src/collection/order/neighbors-of.ts";
import { pageNumbers, paginate } from "../../src/collection/order/paginate.ts";
import { selectPublished } from "../../src/collection/order/select-published.ts";
import { type SortPostsOptions, sortPosts } from "../../src/collection/order/sort-posts.ts";
import { createRelatedIndex, relatedPosts } from "../../src/collection/related/related-posts.ts";
import { type OrderSeriesOptions, orderSeries } from "../../src/collection/series/order-series.ts";
import { parsePartNumber } from "../../src/collection/series/parse-part-number.ts";
import type { Series, SeriesPost } from "../../src/collection/series/series.ts";
import { createSeriesIndex, seriesContexts } from "../../src/collection/series/series-context.ts";
import { lintPosts } from "../../src/lint/lint-posts.ts";
import { toTagSlug } from "../../src/slug/to-slug.ts";

/** Few values, so that posts share some of them: bugs appear where posts are equal. */
const day = fc.integer({ min: 0, max: 6 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days)));
const date = fc.oneof(
  { weight: 6, arbitrary: fc.option(day, { nil: undefined }) },
  fc.date({ noInvalidDate: true }),
);
const base = fc.constantFrom("Queues", "queues", "Kéy", "日本", "A: b", "");
const numeral = fc.constantFrom(
  "",
  ", Part 1",
  ", part 2 of 3",
  " (3/4)",
  " #5",
  " 第二回",
  ": Part II",
  " 2024",
);
const title = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(base, numeral).map((texts) => texts.join("")) },
  fc.string(),
);
const name = fc.constantFrom("One", "one", "Two Words", "two-words", "日本", "Óne", "?");
const tag = fc.constantFrom("zig", "Zig", "C", "C++", "queue", "queues", "kubernetes", "kuberentes", "é", "");
const membership = fc.oneof(
  name,
  fc.record(
    {
      name,
      slug: fc.constantFrom("one", "1"),
      part: fc.oneof(fc.integer({ min: -1, max: 5 }), fc.constantFrom(0.5, Number.NaN, 1e9)),
      total: fc.integer({ min: 0, max: 5 }),
      title: base,
      status: fc.constantFrom("ongoing" as const, "complete" as const, "paused" as const),
    },
    { requiredKeys: ["name"] },
  ),
);

type Post = Omit<SeriesPost, "date" | "tags"> & {
  date?: Date | undefined;
  tags?: readonly string[] | undefined;
  updated?: Date | undefined;
  expires?: Date | undefined;
  unlisted?: boolean | undefined;
  description?: string | undefined;
  links?: { url: string; text: string }[] | undefined;
  id: number;
};

/** Posts with different files; everything else can be equal. */
const posts: fc.Arbitrary<Post[]> = fc
  .array(
    fc.record(
      {
        slug: fc.constantFrom("a", "b", "01-c", "02-d", "part-3"),
        title,
        date,
        updated: date,
        dateOnly: fc.boolean(),
        draft: fc.boolean(),
        unlisted: fc.boolean(),
        expires: date,
        lang: fc.constantFrom("en", "de"),
        tags: fc.array(tag, { maxLength: 3 }),
        series: fc.oneof(membership, fc.array(membership, { maxLength: 3 })),
        readingTime: fc.record({ minutes: fc.integer({ min: 0, max: 9 }) }),
        description: title,
        links: fc.array(
          fc.record({
            url: fc.constantFrom("/posts/a/", "../b/#x", "0.md", "/posts/none/", "#"),
            text: base,
          }),
          { maxLength: 3 },
        ),
      },
      { requiredKeys: ["slug"] },
    ),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map((post, id) => ({
      ...post,
      id,
      path: `posts/${post.slug === "a" ? "" : "0"}${id}-${post.slug}.md`,
    })),
  );

/** The posts, and the same in another order. */
const shuffled: fc.Arbitrary<[Post[], Post[]]> = posts.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
);

const declarations = fc.array(
  fc.record(
    {
      slug: fc.constantFrom("one", "two-words", "three"),
      title: name,
      posts: fc.array(fc.constantFrom("a", "b", "01-c", "none"), { maxLength: 4 }),
      aliases: fc.array(name, { maxLength: 2 }),
      total: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: ["slug"] },
  ),
  { maxLength: 2 },
);

const seriesOptions: fc.Arbitrary<OrderSeriesOptions<Post>> = fc.record(
  {
    series: declarations,
    inferFromTitles: fc.boolean(),
    upcoming: fc.boolean(),
    now: day,
  },
  { requiredKeys: [] },
);

const runs = { numRuns: 200 };

describe("sortPosts", () => {
  const options: fc.Arbitrary<SortPostsOptions> = fc.record(
    {
      by: fc.constantFrom("date" as const, "updated" as const, "title" as const),
      direction: fc.constantFrom("asc" as const, "desc" as const),
    },
    { requiredKeys: [] },
  );

  test("keeps every post exactly once, and does not depend on the input order", () => {
    fc.assert(
      fc.property(shuffled, options, ([list, other], how) => {
        const sorted = sortPosts(list, how);
        expect(sorted.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(list.map(({ id }) => id));
        expect(sortPosts(other, how)).toEqual(sorted);
        expect(sortPosts(sorted, how)).toEqual(sorted);
      }),
      runs,
    );
  });

  test("is stable: posts that are equal in every respect keep their order", () => {
    fc.assert(
      fc.property(posts, options, (list, how) => {
        const equal = list.map((post) => ({ ...post, path: "posts/x.md", title: "X", slug: "x" }));
        const key = ({ date, updated }: Post): number =>
          how.by === "title"
            ? 0
            : ((how.by === "updated" ? time(updated) : undefined) ?? time(date) ?? Infinity);
        const sorted = sortPosts(equal, how);
        for (const [index, post] of sorted.entries()) {
          const before = sorted[index - 1];
          if (before && key(before) === key(post)) expect(before.id).toBeLessThan(post.id);
        }
      }),
      runs,
    );
  });

  test("sorts newest first, with undated posts last", () => {
    fc.assert(
      fc.property(posts, (list) => {
        const times = sortPosts(list).map(({ date }) => time(date) ?? Number.NEGATIVE_INFINITY);
        expect(times).toEqual(times.toSorted((a, b) => (a === b ? 0 : b - a)));
      }),
      runs,
    );
  });
});

function time(date: Date | undefined): number | undefined {
  const found = date?.getTime();
  return Number.isNaN(found) ? undefined : found;
}

describe("paginate and pageNumbers", () => {
  test("every item is on one page in order, and pages contain the numbers of adjacent pages", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        (items, pageSize) => {
          const pages = paginate(items, { pageSize });
          expect(pages.flatMap((page) => page.items)).toEqual(items);
          for (const [index, page] of pages.entries()) {
            expect(page.page).toBe(index + 1);
            expect(page.pageCount).toBe(pages.length);
            expect(page.previous).toBe(pages[index - 1]?.page);
            expect(page.next).toBe(pages[index + 1]?.page);
            if (index + 1 < pages.length) expect(page.items).toHaveLength(pageSize);
            else if (items.length > 0) expect(page.items.length).toBeGreaterThan(0);
          }
        },
      ),
      runs,
    );
  });

  test("numbers include the first, the last and the current page in ascending order, and a gap hides at least two pages", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 40 })
          .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 1, max: count }))),
        fc.integer({ min: 0, max: 5 }),
        ([count, page], around) => {
          const numbers = pageNumbers(page, count, { around });
          expect(numbers[0]).toBe(1);
          expect(numbers.at(-1)).toBe(count);
          for (let near = Math.max(1, page - around); near <= Math.min(count, page + around); near++) {
            expect(numbers).toContain(near);
          }
          for (const [index, number] of numbers.entries()) {
            const before = numbers[index - 1];
            const after = numbers[index + 1];
            if (number === "gap") expect(Number(after) - Number(before)).toBeGreaterThan(2);
            else if (typeof before === "number") expect(number).toBe(before + 1);
          }
        },
      ),
      runs,
    );
  });
});

describe("neighborsOf", () => {
  test("previous and next are inverse, and adjacent in sortPosts", () => {
    fc.assert(
      fc.property(shuffled, fc.constantFrom("date" as const, "given" as const), ([list, other], order) => {
        const sorted = order === "date" ? sortPosts(list).reverse() : list;
        const indexed = createNeighborIndex(order === "date" ? other : list, { order });
        for (const [at, post] of sorted.entries()) {
          const { previous, next } = neighborsOf(list, post, { order });
          expect([previous, next]).toEqual([sorted[at - 1], sorted[at + 1]]);
          expect(indexed(post)).toEqual(neighborsOf(list, post, { order }));
          if (previous) expect(neighborsOf(list, previous, { order }).next).toBe(post);
          if (next) expect(neighborsOf(list, next, { order }).previous).toBe(post);
        }
      }),
      runs,
    );
  });
});

describe("selectPublished", () => {
  const options = fc.record(
    { includeDrafts: fc.boolean(), includeScheduled: fc.boolean(), includeUnlisted: fc.boolean() },
    { requiredKeys: [] },
  );

  test("nothing changes before nextChangeAt, and something changes at that moment", () => {
    fc.assert(
      fc.property(posts, day, options, fc.nat(), (list, now, how, part) => {
        const selection = selectPublished(list, { ...how, now });
        const { nextChangeAt } = selection;
        const at = (moment: Date) => {
          const { posts: shown, scheduled } = selectPublished(list, { ...how, now: moment });
          return { shown, scheduled };
        };
        const same = at(now);
        if (nextChangeAt === undefined) {
          expect(at(new Date(8.64e15))).toEqual(same);
          return;
        }
        expect(nextChangeAt.getTime()).toBeGreaterThan(now.getTime());
        const between = now.getTime() + (part % (nextChangeAt.getTime() - now.getTime()));
        expect(at(new Date(between))).toEqual(same);
        expect(at(nextChangeAt)).not.toEqual(same);
      }),
      runs,
    );
  });

  test("keeps the order and returns only published posts", () => {
    fc.assert(
      fc.property(posts, day, (list, now) => {
        const { posts: shown, scheduled } = selectPublished(list, { now });
        expect(shown).toEqual(list.filter((post) => shown.includes(post)));
        for (const { draft, unlisted, date } of shown) {
          expect([draft ?? false, unlisted ?? false]).toEqual([false, false]);
          expect(time(date) ?? 0).toBeLessThanOrEqual(now.getTime());
        }
        for (const post of scheduled) expect(shown).not.toContain(post);
      }),
      runs,
    );
  });
});

describe("groups", () => {
  test("groupByTag puts a post into exactly the groups of its tags, in any input order", () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const groups = groupByTag(list);
        expect(groupByTag(other)).toEqual(groups);
        for (const post of list) {
          const own = new Set((post.tags ?? []).map(toTagSlug).filter((slug) => slug !== ""));
          const found = groups.filter(({ posts: members }) => members.includes(post)).map(({ slug }) => slug);
          expect(new Set(found)).toEqual(own);
        }
        for (const { slug, label, posts: members } of groups) {
          expect(toTagSlug(label)).toBe(slug);
          expect(new Set(members).size).toBe(members.length);
        }
        expect(findSimilarTags(other)).toEqual(findSimilarTags(list));
      }),
      runs,
    );
  });

  test("groupByYear and groupByMonth include every post once, newest first", () => {
    const zone = fc.constantFrom("UTC", "Asia/Tokyo", "America/Los_Angeles");
    fc.assert(
      fc.property(shuffled, zone, ([list, other], timeZone) => {
        const years = groupByYear(list, { timeZone });
        const months = groupByMonth(list, { timeZone });
        expect(groupByYear(other, { timeZone })).toEqual(years);
        expect(groupByMonth(other, { timeZone })).toEqual(months);
        const ids = (groups: { posts: Post[] }[]): number[] =>
          groups.flatMap((group) => group.posts.map(({ id }) => id)).toSorted((a, b) => a - b);
        expect(ids(years)).toEqual(list.map(({ id }) => id));
        expect(ids(months)).toEqual(list.map(({ id }) => id));
        const order = years.map(({ year }) => year ?? Number.NEGATIVE_INFINITY);
        expect(order).toEqual([...new Set(order)].toSorted((a, b) => b - a));
      }),
      runs,
    );
  });
});

describe("orderSeries", () => {
  test("does not depend on the order of the posts", () => {
    fc.assert(
      fc.property(shuffled, seriesOptions, ([list, other], options) => {
        expect(orderSeries(other, options)).toEqual(orderSeries(list, options));
      }),
      runs,
    );
  });

  test("counts positions from 1, previous and next are inverse, and the index finds each member", () => {
    fc.assert(
      fc.property(posts, seriesOptions, (list, options) => {
        const all = orderSeries(list, options);
        const indexed = createSeriesIndex(all);
        for (const { parts, slug, lang } of all) {
          expect(parts.map(({ position }) => position)).toEqual(parts.map((_, index) => index + 1));
          for (const [index, part] of parts.entries()) {
            expect(part.previous).toBe(parts[index - 1]?.post);
            expect(part.next).toBe(parts[index + 1]?.post);
            const context = seriesContexts(all, part.post).find(
              ({ series }) => series.slug === slug && series.lang === lang,
            );
            expect(context?.part).toBe(part);
            expect(indexed(part.post)).toEqual(seriesContexts(all, part.post));
          }
        }
      }),
      runs,
    );
  });

  test("labels and order of published posts do not depend on drafts", () => {
    const labels = (all: Series<Post>[]): Map<string, string> =>
      new Map(
        all.flatMap(({ slug, parts }) =>
          parts.map(({ post, label }) => [`${slug} ${post.id}`, label] as const),
        ),
      );
    fc.assert(
      fc.property(posts, seriesOptions, (list, options) => {
        const out = list.filter(({ draft }) => !draft);
        const published = orderSeries(out, { ...options, inferFromTitles: false });
        const everything = orderSeries(list, { ...options, inferFromTitles: false });
        const withDrafts = labels(everything);
        for (const [key, label] of labels(published))
          expect([key, withDrafts.get(key)]).toEqual([key, label]);
        // When drafts are kept for later, they change only the upcoming parts.
        const strip = (all: Series<Post>[]) => all.map(({ upcoming, messages, ...series }) => series);
        const { now, ...rest } = options;
        expect(strip(orderSeries(list, { ...rest, inferFromTitles: false, upcoming: true }))).toEqual(
          strip(orderSeries(out, { ...rest, inferFromTitles: false })),
        );
      }),
      runs,
    );
  });

  test("upcoming parts contain title, date and number, but not the post", () => {
    fc.assert(
      fc.property(posts, day, (list, now) => {
        const text = JSON.stringify(
          orderSeries(list, { upcoming: true, now }).map(({ upcoming }) => upcoming),
        );
        expect(text).not.toMatch(/"(?:id|slug|path|html|description|tags)":/);
      }),
      runs,
    );
  });

  test("accepts records with any values, or throws with the index, field and value", () => {
    const anything = fc.oneof(fc.anything(), fc.string({ unit: "binary" }), fc.constant(null), title, date);
    const record = fc.record(
      {
        title: anything,
        date: anything,
        dateOnly: anything,
        path: anything,
        lang: anything,
        draft: anything,
        tags: fc.oneof(anything, fc.array(anything)),
        readingTime: anything,
        series: fc.oneof(
          anything,
          fc.array(
            fc.oneof(
              anything,
              fc.record(
                {
                  name: anything,
                  slug: anything,
                  part: anything,
                  total: anything,
                  title: anything,
                  place: anything,
                },
                { requiredKeys: [] },
              ),
            ),
          ),
        ),
        slug: anything,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 6 }),
        fc.boolean(),
        declarations,
        (records, infer, series) => {
          const options = { inferFromTitles: infer, series, upcoming: true, now: new Date(0) };
          try {
            expect(Array.isArray(orderSeries(records as never[], options))).toBe(true);
          } catch (error) {
            if (!(error instanceof TypeError)) throw error;
            expect(error.message).toMatch(/^Expected `posts\[\d\](?:\.\w+)?` to .*, received /s);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("parsePartNumber", () => {
  const piece = fc.constantFrom(
    ...[
      "Part",
      "pt.",
      " ",
      "3",
      "III",
      "of",
      "(",
      ")",
      "[",
      "/",
      "#",
      "第",
      "回",
      "（",
      "三",
      "）",
      "편",
      ":",
      "-",
      ".",
    ],
    ...["Chapter", "Vue", "2024", "two", "\u00A0", "３", "A", "é", "👍", "\uD800"],
  );
  const titles = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "binary" }),
    title,
  );

  test("never throws, and returns parts of the title", () => {
    fc.assert(
      fc.property(titles, (text) => {
        const { base: rest, part, total, subtitle } = parsePartNumber(text);
        if (part === undefined) {
          expect([rest, total, subtitle]).toEqual([text.trim(), undefined, undefined]);
          return;
        }
        expect(Number.isSafeInteger(part) && part >= 0).toBe(true);
        // The title contains every word of base and subtitle, in this order.
        let from = 0;
        for (const word of `${rest} ${subtitle ?? ""}`.match(/[\p{L}\p{N}]+/gu) ?? []) {
          const at = text.indexOf(word, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + word.length;
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test("reads back Part N of M after any text", () => {
    const word = fc.constantFrom("Queues", "Zig 0.13", "日本語", "C++", "It's a trap!");
    const number = fc.integer({ min: 0, max: 900 });
    fc.assert(
      fc.property(word, number, number, (text, part, more) => {
        expect(parsePartNumber(`${text}: Part ${part}`)).toEqual({ base: text, part });
        const total = part + more + 1;
        expect(parsePartNumber(`${text} (part ${part} of ${total}) – Why`)).toEqual({
          base: text,
          part,
          total,
          subtitle: "Why",
        });
      }),
      runs,
    );
  });
});

describe("relatedPosts", () => {
  test("does not depend on the input order, is sorted, and scores are the sums of their reasons", () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const index = createRelatedIndex(list, { sameSeries: true });
        for (const post of list) {
          const related = relatedPosts(list, post, { sameSeries: true });
          expect(relatedPosts(other, post, { sameSeries: true })).toEqual(related);
          expect(index(post)).toEqual(related);
          expect(related.map(({ post: found }) => found)).not.toContain(post);
          const scores = related.map(({ score }) => score);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
          for (const { score, reasons } of related) {
            expect(reasons.reduce((sum, reason) => sum + reason.score, 0)).toBeCloseTo(score, 4);
            expect(reasons.length).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test("includes posts of the same series only by option", () => {
    fc.assert(
      fc.property(posts, (list) => {
        const series = orderSeries(list);
        for (const post of list) {
          const own = new Set(seriesContexts(series, post).map(({ series: { slug } }) => slug));
          for (const { post: found } of relatedPosts(list, post, { series, otherLanguages: true })) {
            for (const { series: other } of seriesContexts(series, found))
              expect(own).not.toContain(other.slug);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("groupBacklinks", () => {
  test("returns a backlink for each link to a post", () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const resolve = createLinkResolver(list);
        const backlinks = groupBacklinks(list);
        expect(new Map(groupBacklinks(other))).toEqual(backlinks);
        for (const from of list) {
          for (const { url } of from.links ?? []) {
            const target = resolve(url, from);
            if (target.kind !== "post" || target.post === from) continue;
            expect(backlinks.get(target.post)?.map(({ post }) => post)).toContain(from);
          }
        }
        for (const [to, found] of backlinks) {
          expect(new Set(found.map(({ post }) => post)).size).toBe(found.length);
          expect(found.map(({ post }) => post)).not.toContain(to);
        }
      }),
      runs,
    );
  });
});

describe("lintPosts", () => {
  test("does not depend on the order of the posts, and reports existing files", () => {
    fc.assert(
      fc.property(shuffled, day, ([list, other], now) => {
        const messages = lintPosts(list, { now, inferFromTitles: true });
        expect(lintPosts(other, { now, inferFromTitles: true })).toEqual(messages);
        const paths = new Set(list.map(({ path }) => path));
        for (const { file } of messages) expect(paths).toContain(file);
      }),
      { numRuns: 200 },
    );
  });
});
