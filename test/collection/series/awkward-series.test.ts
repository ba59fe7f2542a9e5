import { describe, expect, test } from "vitest";
import { orderSeries } from "../../../src/collection/series/order-series.ts";
import type { Series, SeriesPost } from "../../../src/collection/series/series.ts";
import { declarations, now, posts } from "./awkward-series.ts";

const all = orderSeries(posts, { series: declarations, inferFromTitles: true, upcoming: true, now });

/** One line for the series, each part and each message. The expected lines below are written by hand. */
function describeSeries({ slug, lang, title, status, total, parts, messages }: Series<SeriesPost>): string[] {
  return [
    `${slug}${lang ? ` (${lang})` : ""}: ${title}, ${status}, ${parts.length} of ${total}`,
    ...parts.map(
      ({ position, part, label, shortTitle, post }) =>
        `${position} ${part ?? "-"} ${label} | ${shortTitle} | ${post.slug}`,
    ),
    ...messages.map(
      ({ ruleId, file, line, column }) => `! ${ruleId} ${file ?? "-"}${line ? `:${line}:${column}` : ""}`,
    ),
  ];
}

const expected: Record<string, string[]> = {
  "part 0": [
    "compiler: Compiler, unknown, 3 of 3",
    "1 0 Part 0 | Why | compiler-0",
    "2 1 Part 1 | Lexing | compiler-1",
    "3 2 Part 2 | Parsing | compiler-2",
  ],
  "a gap": [
    "gaps: Gaps, unknown, 3 of 3",
    "1 1 Part 1 | The first | gaps-1",
    "2 2 Part 2 | The second | gaps-2",
    "3 5 Part 5 | The fifth | gaps-5",
    "! series-gap posts/gaps-5.md:4:9",
  ],
  "two posts with the same number": [
    "twins: Twins, unknown, 3 of 3",
    "1 1 Part 1 | Alpha | twins-a",
    // By date: Gamma is older.
    "2 2 Part 2 | Gamma | twins-c",
    "3 2 Part 2 | Beta | twins-b",
    "! series-duplicate-part posts/twins-b.md:4:9",
  ],
  "roman numerals": [
    "rome: Rome, unknown, 3 of 3",
    "1 4 Part 4 | Part 4 | rome-4",
    "2 5 Part 5 | Part 5 | rome-5",
    "3 9 Part 9 | Part 9 | rome-9",
    "! series-gap posts/rome-4.md:4:9",
  ],
  Chinese: [
    "操作系统: 操作系统, unknown, 3 of 3",
    "1 1 Part 1 | 启动 | os-1",
    "2 2 Part 2 | 内存 | os-2",
    "3 3 Part 3 | 文件 | os-3",
  ],
  Japanese: [
    "型の話: 型の話, unknown, 3 of 3",
    "1 1 Part 1 | Part 1 | types-1",
    "2 2 Part 2 | Part 2 | types-2",
    "3 3 Part 3 | 推論 | types-3",
  ],
  Korean: [
    "rust-공부: Rust 공부, unknown, 3 of 3",
    "1 1 Part 1 | Part 1 | rust-1",
    "2 2 Part 2 | 소유권 | rust-2",
    "3 3 Part 3 | 빌림 | rust-3",
  ],
  "English posts of a series in two languages": [
    "queues-in-depth (en): Queues in Depth, unknown, 2 of 2",
    "1 1 Part 1 | Part 1 | queues-1",
    "2 2 Part 2 | Part 2 | queues-2",
  ],
  "German posts of a series in two languages": [
    "queues-in-depth (de): Queues in Depth, unknown, 1 of 1",
    "1 1 Part 1 | Warteschlangen | warteschlangen-1",
  ],
  "a total that grows from part to part": [
    "grown: Grown, unknown, 3 of 3",
    "1 1 Part 1 | Part 1 | grown-1",
    "2 2 Part 2 | Part 2 | grown-2",
    "3 3 Part 3 | Part 3 | grown-3",
    "! series-total-conflict posts/grown-1.md:4:9",
    "! series-total-conflict posts/grown-2.md:4:9",
  ],
  "more parts than planned": [
    "overrun: Overrun, unknown, 3 of 2",
    "1 1 Part 1 | Part 1 | overrun-1",
    "2 2 Part 2 | Part 2 | overrun-2",
    "3 3 Part 3 | Part 3 | overrun-3",
    "! series-past-total posts/overrun-3.md:4:9",
  ],
  renamed: [
    "zig-by-example: Zig by Example, unknown, 2 of 2",
    "1 1 Part 1 | Pointers | zig-1",
    "2 2 Part 2 | Slices | zig-2",
  ],
  "the first of two series of a post": [
    "lock-free: Lock-Free, unknown, 2 of 2",
    "1 1 Part 1 | Atomics | atomics",
    "2 2 Part 2 | Rings | rings",
  ],
  "the second of two series of a post": [
    "kernel-notes: Kernel Notes, unknown, 2 of 2",
    "1 6 Part 6 | Traps | traps",
    "2 7 Part 7 | Lock-Free: Rings | rings",
    "! series-gap posts/traps.md:4:9",
  ],
  "ongoing, with upcoming parts": [
    // The draft says "complete", but a draft does not count.
    "model-checker: Model Checker, ongoing, 2 of 5",
    "1 1 Part 1 | States | mc-1",
    "2 2 Part 2 | Steps | mc-2",
  ],
  "mixed numbering": [
    "mixed: Mixed, unknown, 3 of 3",
    // By its date, and without an assigned number.
    "1 - Why I started | Why I started | mixed-intro",
    "2 1 Part 1 | Part 1 | mixed-1",
    "3 2 Part 2 | Part 2 | mixed-2",
    "! series-mixed-numbering posts/mixed-intro.md:4:9",
  ],
  "two spellings": [
    "queue-theory: Queue Theory, unknown, 3 of 3",
    "1 1 Part 1 | Little’s law | qt-1",
    "2 2 Part 2 | Utilisation | qt-2",
    "3 3 Part 3 | Percentiles | qt-3",
    "! series-spelling posts/qt-2.md:4:9",
  ],
  "a misspelling": [
    "queue-thoery: Queue Thoery, unknown, 1 of 1",
    "1 4 Part 4 | Tails | qt-4",
    "! series-gap posts/qt-4.md:4:9",
    "! series-spelling posts/qt-4.md:4:9",
  ],
  "file names": [
    "files: Files, unknown, 3 of 3",
    "1 9 Part 9 | Chairs | files-a",
    "2 10 Part 10 | Tables | files-b",
    "3 11 Part 11 | Lamps | files-c",
    "! series-gap posts/files/09-chairs.md:4:9",
  ],
  "declared, complete with three of four": [
    "lock-free-spsc-queue-from-scratch: Lock-Free SPSC Queue from Scratch, complete, 3 of 4",
    "1 1 Part 1 | Write Your Own Queue | fifo",
    "2 2 Part 2 | When Threads Share Memory | threads",
    "3 3 Part 3 | Building a Queue for Two Threads | spsc",
  ],
  quarrel: [
    // Of equally frequent titles, the first in code order. Status and total are from the latest part.
    "quarrel: A Quarrel, complete, 2 of 2",
    "1 1 Part 1 | Part 1 | quarrel-1",
    "2 2 Part 2 | Part 2 | quarrel-2",
    "! series-part-conflict posts/quarrel-1.md:4:9",
    "! series-total-conflict posts/quarrel-1.md:4:9",
    "! series-date-order posts/quarrel-2.md:4:9",
    "! series-title-conflict posts/quarrel-2.md:4:9",
    "! series-status-conflict posts/quarrel-1.md:4:9",
  ],
  inferred: [
    "parsing-by-hand: Parsing by Hand, unknown, 2 of 2",
    "1 1 Part 1 | Tokens | inferred-1",
    "2 2 Part 2 | Part 2 | inferred-2",
  ],
};

describe("a blog with unusual series", () => {
  test.each(Object.entries(expected))("%s", (_, lines) => {
    const head = lines[0]?.split(":")[0];
    const found = all.find((series) => describeSeries(series)[0]?.split(":")[0] === head);
    expect(found && describeSeries(found)).toEqual(lines);
  });

  test("has no other series", () => {
    expect(all.length).toBe(Object.keys(expected).length);
  });

  test("has the same series in any order of its posts", () => {
    const turned = orderSeries([...posts].reverse(), {
      series: declarations,
      inferFromTitles: true,
      upcoming: true,
      now,
    });
    expect(turned).toEqual(all);
  });

  test("has upcoming parts with only title, date and number", () => {
    const series = all.find(({ slug }) => slug === "model-checker");
    expect(series?.upcoming).toEqual([
      {
        title: "Model Checker: Part 3 (Traces)",
        date: new Date("2026-07-01"),
        dateOnly: true,
        part: 3,
        label: "Part 3",
      },
      { title: "Model Checker: Part 4 (Liveness)", part: 4, label: "Part 4" },
    ]);
  });
});
