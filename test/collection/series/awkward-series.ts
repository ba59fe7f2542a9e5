import type { SeriesDeclaration, SeriesPost } from "../../../src/collection/series/series.ts";

/**
 * A blog with unusual series. Every post names its series in line 4, column 9 of its file, unless a declaration lists
 * the post. Dates ascend in the order below, unless the series is about dates.
 */
export const now: Date = new Date("2026-06-01T00:00:00Z");

let day = 0;

function post(slug: string, title: string, more: Partial<SeriesPost> = {}): SeriesPost {
  day++;
  return {
    slug,
    title,
    path: `posts/${slug}.md`,
    date: new Date(Date.UTC(2025, 0, day)),
    dateOnly: true,
    readingTime: { minutes: 2.5 },
    ...more,
  };
}

type Fields = {
  part?: number;
  total?: number;
  title?: string;
  description?: string;
  status?: "ongoing" | "complete" | "paused";
};

function member(
  series: string,
  slug: string,
  title: string,
  fields: Fields = {},
  more: Partial<SeriesPost> = {},
): SeriesPost {
  const place = { line: 4, column: 9, offset: 60 };
  return post(slug, title, { series: [{ name: series, ...fields, place }], ...more });
}

export const posts: readonly SeriesPost[] = [
  // 1. Starts at part 0.
  member("Compiler", "compiler-0", "Writing a Compiler: Part 0 (Why)"),
  member("Compiler", "compiler-1", "Writing a Compiler: Part 1 (Lexing)"),
  member("Compiler", "compiler-2", "Writing a Compiler: Part 2 (Parsing)"),

  // 2. Parts 3 and 4 were never written.
  member("Gaps", "gaps-5", "The fifth", { part: 5 }),
  member("Gaps", "gaps-1", "The first", { part: 1 }, { date: new Date("2024-01-01") }),
  member("Gaps", "gaps-2", "The second", { part: 2 }, { date: new Date("2024-01-02") }),

  // 3. Two posts have part 2.
  member("Twins", "twins-a", "Alpha", { part: 1 }),
  member("Twins", "twins-c", "Gamma", { part: 2 }),
  member("Twins", "twins-b", "Beta", { part: 2 }),

  // 4. Roman numerals.
  member("Rome", "rome-9", "Rome, Part IX", {}, { date: new Date("2025-12-09") }),
  member("Rome", "rome-5", "Rome, Part V", {}, { date: new Date("2025-12-05") }),
  member("Rome", "rome-4", "Rome, Part IV", {}, { date: new Date("2025-12-04") }),

  // 5. Chinese, with numerals and full-width digits.
  member("操作系统", "os-1", "操作系统 第一回：启动"),
  member("操作系统", "os-2", "操作系统（二）内存"),
  member("操作系统", "os-3", "操作系统 第３回：文件"),

  // 5b. Japanese and Korean, in several forms each; one title starts with the number.
  member("型の話", "types-1", "型の話 その1"),
  member("型の話", "types-2", "型の話 パート２"),
  member("型の話", "types-3", "型の話 第3回：推論"),
  member("Rust 공부", "rust-1", "Rust 공부 1편"),
  member("Rust 공부", "rust-2", "Rust 공부 (2) - 소유권"),
  member("Rust 공부", "rust-3", "3부) Rust 공부: 빌림"),

  // 6. In two languages; the second part in German is not written yet.
  member("Queues in Depth", "queues-1", "Queues in Depth, Part 1", {}, { lang: "en" }),
  member("Queues in Depth", "queues-2", "Queues in Depth, Part 2", {}, { lang: "en" }),
  member("Queues in Depth", "warteschlangen-1", "Warteschlangen, Teil 1", {}, { lang: "de" }),

  // 7. The plan grew, and only the last title has the new total.
  member("Grown", "grown-1", "Grown, Part 1 of 2"),
  member("Grown", "grown-2", "Grown, Part 2 of 2"),
  member("Grown", "grown-3", "Grown, Part 3 of 3"),

  // 7b. There are more parts than planned, and every title still has the old total.
  member("Overrun", "overrun-1", "Overrun (1/2)"),
  member("Overrun", "overrun-2", "Overrun (2/2)"),
  member("Overrun", "overrun-3", "Overrun, part 3 of 2"),

  // 8. Renamed midway; the declaration includes the old name.
  member("Learning Zig", "zig-1", "Learning Zig: Part 1 (Pointers)"),
  member("Zig by Example", "zig-2", "Zig by Example: Part 2 (Slices)"),

  // 9. One post in two series; its title belongs to the one that it names.
  member("Lock-Free", "atomics", "Lock-Free, Part 1: Atomics"),
  post("rings", "Lock-Free, Part 2: Rings", {
    series: [{ name: "Kernel Notes", part: 7 }, { name: "Lock-Free" }],
  }),
  member("Kernel Notes", "traps", "Traps", { part: 6 }, { date: new Date("2025-01-01") }),

  // 10. Ongoing; the third part is scheduled and the fourth a draft.
  member("Model Checker", "mc-1", "Model Checker: Part 1 (States)", { status: "ongoing", total: 5 }),
  member("Model Checker", "mc-2", "Model Checker: Part 2 (Steps)"),
  member("Model Checker", "mc-3", "Model Checker: Part 3 (Traces)", {}, { date: new Date("2026-07-01") }),
  member(
    "Model Checker",
    "mc-4",
    "Model Checker: Part 4 (Liveness)",
    { status: "complete" },
    { draft: true, date: undefined },
  ),

  // 11. One part was never numbered, although it was published first.
  member("Mixed", "mixed-intro", "Why I started"),
  member("Mixed", "mixed-1", "Mixed: Part 1"),
  member("Mixed", "mixed-2", "Mixed: Part 2"),

  // 12. Spelled in two ways, and once misspelled so badly that it becomes a separate series.
  member("Queue Theory", "qt-1", "Little’s law", { part: 1 }),
  member("queue theory", "qt-2", "Utilisation", { part: 2 }),
  member("Queue Theory", "qt-3", "Percentiles", { part: 3 }),
  member("Queue Thoery", "qt-4", "Tails", { part: 4 }),

  // 13. Only the file names are numbered, without a leading zero from ten on.
  member("Files", "files-a", "Chairs", {}, { path: "posts/files/09-chairs.md" }),
  member("Files", "files-b", "Tables", {}, { path: "posts/files/10-tables.md" }),
  member("Files", "files-c", "Lamps", {}, { path: "posts/files/part-11/index.md" }),

  // 14. Declared in one place; planned with four parts, complete with three; no title repeats the series.
  post("fifo", "Write Your Own Queue"),
  post("threads", "When Threads Share Memory"),
  post("spsc", "Building a Queue for Two Threads"),

  // 15. Part 2 was published before part 1, and the posts disagree about everything else.
  member("Quarrel", "quarrel-2", "Quarrel, Part 2", {
    part: 2,
    title: "The Quarrel",
    status: "complete",
    total: 2,
  }),
  member("Quarrel", "quarrel-1", "Quarrel, Part 3", {
    part: 1,
    title: "A Quarrel",
    status: "ongoing",
    total: 3,
  }),

  // 16. Names no series; only `inferFromTitles` finds it.
  post("inferred-1", "Parsing by Hand, Part 1: Tokens"),
  post("inferred-2", "Parsing by hand (part 2)"),
  post("lonely-1", "Lonely, Part 1"),
];

export const declarations: readonly SeriesDeclaration[] = [
  {
    slug: "zig-by-example",
    title: "Zig by Example",
    aliases: ["Learning Zig"],
  },
  {
    slug: "lock-free-spsc-queue-from-scratch",
    title: "Lock-Free SPSC Queue from Scratch",
    status: "complete",
    total: 4,
    posts: ["fifo", "threads", "spsc"],
  },
];
