import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { JSDOM } from "jsdom";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesOf, read, runDemo, temporaryFolder } from "./run-demo.ts";
import { root } from "./source-files.ts";

// Copied by hand from the blog index that the example rebuilds; titles have typographic apostrophes, summaries straight
// ones.
const verification = {
  slug: "formal-verification-from-scratch",
  title: "Building a Formal Verification Tool from Scratch",
};
const spsc = { slug: "lock-free-spsc-queue-from-scratch", title: "Lock-Free SPSC Queue from Scratch" };
const seed = [
  {
    slug: "why-queues-dont-fix-overload-and-what-to-do-instead",
    title: "Why Queues Don’t Fix Overload (And What To Do Instead)",
    summary:
      "Why adding Kafka or bigger queues won't save your server from traffic spikes. Learn the physics of backpressure, load shedding, and the latency death spiral.",
    series: null,
  },
  {
    slug: "practical-introduction-to-async-generators-in-javascript",
    title: "Practical Introduction to Async Generators in JavaScript",
    summary:
      "A comprehensive and practical guide to synchronous and asynchronous generators and iterators in JavaScript & TypeScript",
    series: null,
  },
  {
    slug: "tla-formal-method-tool-from-scratch-part-3",
    title: "Building a Formal Verification Tool from Scratch: Part 3 (Rethinking the Foundation)",
    summary:
      "We take a step back to rethink the foundation. Replacing dynamic arrays with fixed-size registers, upgrading our hash function, and learning why simple data structures make things easy.",
    series: { ...verification, label: "Part 3" },
  },
  {
    slug: "tla-formal-method-tool-from-scratch-part-2",
    title: "Building a Formal Verification Tool from Scratch: Part 2 (The Virtual Machine)",
    summary:
      "Hardcoded solvers don't scale. We need an engine that operates purely on logic to verify any system. We build a custom Virtual Machine in Odin, tackling instruction sets (bytecode), tagged unions, and the subtle traps of memory identity.",
    series: { ...verification, label: "Part 2" },
  },
  {
    slug: "tla-formal-method-tool-from-scratch-part-1",
    title: "Building a Formal Verification Tool from Scratch: Part 1 (Die Hard Edition)",
    summary:
      "What if you could explore every possible timeline of your distributed system to find the bugs you haven't imagined yet? I'm building a TLA model checker from scratch to understand how formal verification works",
    series: { ...verification, label: "Part 1" },
  },
  {
    slug: "2025-wrapup-articles-talks-papers-and-software-i-loved",
    title: "2025 Wrapup: Articles, Talks, Papers, and Software I Loved",
    summary:
      "A look back at some of the most impactful articles, talks, research papers, and software tools that shaped my year in 2025.",
    series: null,
  },
  {
    slug: "building-lock-free-spsc-queue",
    title: "Building a Lock-Free Single Producer, Single Consumer Queue (FIFO)",
    summary:
      "Build a complete lock-free Single Producer Single Consumer (SPSC) queue from scratch. Step-by-step implementation in Zig with detailed explanations of every atomic operation and memory ordering choice.",
    series: { ...spsc, label: "Part 3" },
  },
  {
    slug: "faster-websites-with-client-side-prerendering-and-speculation-rules-api",
    title: "Faster Websites with Client-side Prerendering & Speculation Rules API",
    summary:
      "Learn how to use client-side prerendering and the Speculation Rules API to improve the performance of your site.",
    series: null,
  },
  {
    slug: "when-threads-share-memory-race-conditions-atomics",
    title: "When Threads Share Memory: Understanding Race Conditions and Atomics",
    summary:
      "Learn why multi-threaded programs break in subtle ways and how atomic operations fix them. A practical guide to race conditions, memory ordering, and Acquire/Release semantics.",
    series: { ...spsc, label: "Part 2" },
  },
];
const tenth = {
  slug: "write-your-own-fifo-queue",
  title: "Write Your Own FIFO Queue: An Essential Data Structure for Modern Systems",
};

/** The other posts, on page 2, newest first. */
const older = [
  ["reading-a-flame-graph", "Reading a Flame Graph Without Guessing"],
  ["what-a-checksum-can-tell", "What a Checksum Can and Cannot Tell You"],
  ["timeouts-are-part-of-the-interface", "Timeouts Are Part of the Interface"],
  ["idempotency-keys", "Idempotency Keys, the Short Version"],
  ["the-two-clocks-in-your-program", "The Two Clocks in Your Program"],
  ["why-your-log-lines-arrive-out-of-order", "Why Your Log Lines Arrive Out of Order"],
  ["bitmaps-the-set-you-already-have", "Bitmaps: The Set You Already Have"],
  ["backpressure-in-three-lines-of-node", "Backpressure in Three Lines of Node"],
].map(([slug = "", title = ""]) => ({ slug, title }));
const all = [...seed, tenth, ...older];

interface IndexEntry {
  slug: string;
  title: string;
  summary: string;
  date: string;
  minutes: number;
  series: { slug: string; title: string; label: string } | null;
}

const documents = new Map<string, Document>();

/** A page as a tree; parsed once, because no test changes it. */
function page(folder: string, path: string): Document {
  const file = join(folder, path);
  const known = documents.get(file);
  if (known) return known;
  const { document } = new JSDOM(read(folder, path)).window;
  documents.set(file, document);
  return document;
}

function textOf(node: Element | null): string | undefined {
  return node?.textContent?.replaceAll(/\s+/g, " ").trim();
}

function textsOf(document: Document, selector: string): (string | undefined)[] {
  return [...document.querySelectorAll(selector)].map(textOf);
}

/** The code blocks below a heading, one per line: language, title, and the marks of its lines by number. */
function blocksBelow(document: Document, heading: string): string[] {
  const blocks: string[] = [];
  const from = [...document.querySelectorAll(".prose > h2")].find((one) => textOf(one) === heading);
  for (let at = from?.nextElementSibling; at && at.tagName !== "H2"; at = at.nextElementSibling) {
    const block = at.matches("pre") ? at : at.querySelector("pre");
    if (!block) continue;
    const lines = [...block.querySelectorAll(".line")];
    const marks = lines.flatMap((line, index) =>
      line.className === "line" ? [] : `${index + 1} ${line.className.replace("line ", "")}`,
    );
    const numbers = lines.map((line) => line.getAttribute("data-line")).filter((number) => number !== null);
    const words = [...block.querySelectorAll(".highlighted-word")].map(textOf);
    const caption = at.querySelector("figcaption");
    const title = caption ? [`“${textOf(caption)}”`] : [];
    const counted = numbers.length > 0 ? [`from ${numbers[0]}`] : [];
    blocks.push([block.getAttribute("data-language"), ...title, ...counted, ...marks, ...words].join(", "));
  }
  return blocks;
}

/** Broken links of the site: without a file, or without an element for the fragment. */
function brokenLinks(folder: string): string[] {
  const files = new Set(filesOf(folder));
  const broken: string[] = [];
  for (const from of files) {
    if (!from.endsWith(".html")) continue;
    const base = `https://blog.example/${from === "404.html" ? from : from.replace(/index\.html$/, "")}`;
    for (const element of page(folder, from).querySelectorAll("[href], [src]")) {
      const address = element.getAttribute("href") ?? element.getAttribute("src") ?? "";
      const url = new URL(address, base);
      if (url.origin !== "https://blog.example") continue;
      const path = decodeURIComponent(url.pathname).slice(1);
      const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
      const id = decodeURIComponent(url.hash.slice(1));
      if (!files.has(file) || (id !== "" && !page(folder, file).getElementById(id)))
        broken.push(`${from}: ${address}`);
    }
  }
  return broken;
}

function parseXml(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(text).close();
}

interface Server {
  url: string;
  stop: () => void;
}

/** Builds a site and serves it on a free port. */
async function serveDemo(...args: string[]): Promise<Server> {
  const script = join(root, "examples/blog/build.mjs");
  const server = spawn(process.execPath, [script, ...args, "--serve", "--port", "0"], { cwd: root });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = "";
    server.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const found = /at (http:\S+)/.exec(printed)?.[1];
      if (found) resolve(found);
    });
    server.once("exit", (code) => reject(new Error(`It ended with ${code}: ${printed}`)));
  });
  return { url, stop: () => void server.kill() };
}

describe("the example's own posts", () => {
  const out = join(temporaryFolder(), "site");
  const again = join(temporaryFolder(), "site");
  let run: Awaited<ReturnType<typeof runDemo>>;
  let server: Server;
  beforeAll(async () => {
    // The second build is served.
    [run, server] = await Promise.all([
      runDemo("--out", out, "--now", "2026-11-01"),
      serveDemo("--out", again, "--now", "2026-11-01"),
    ]);
  }, 110_000);
  afterAll(() => server?.stop());

  test("are built without warnings, as the table reports", () => {
    expect(run.stderr).toBe("");
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^posts +words +minutes +warnings +failed +time$/m);
    expect(run.stdout).toMatch(/^ +18 +[\d,]+ +\d+ +0 +0 +[\d.]+ s$/m);
    expect(run.stdout).toContain(
      [
        "Held back: 1 draft, 1 scheduled",
        "  examples/blog/posts/formal-verification-part-4.md  draft",
        "  examples/blog/posts/measuring-a-queue-without-fooling-yourself.md  scheduled, 2031-05-05T06:00:00.000Z",
        "",
      ].join("\n"),
    );
    expect(run.stdout).toContain("index.html");
  });

  test("have nine entries in the index, in order and unchanged", () => {
    const index: IndexEntry[] = JSON.parse(read(out, "index.json"));
    expect(index.map(({ slug, title, summary, series }) => ({ slug, title, summary, series }))).toEqual(seed);
    for (const { date, minutes } of index) {
      expect(date).toMatch(/^20\d\d-\d\d-\d\d(T\d\d:\d\d:\d\d\.000Z)?$/);
      expect(minutes).toBeGreaterThan(1);
    }
    const days = index.map(({ date }) => date.slice(0, 10));
    expect(days).toEqual([...days].sort().reverse());
    expect(new Set(days).size).toBe(8);
  });

  test("are listed on the index page as in index.json, with the others on page 2", () => {
    const first = page(out, "index.html");
    expect(textOf(first.querySelector("h1"))).toBe("Blog");
    expect(textsOf(first, ".posts h2")).toEqual(seed.map(({ title }) => title));
    expect(textsOf(first, ".posts h2 + p")).toEqual(seed.map(({ summary }) => summary));
    expect(first.querySelector("nav.pages a[rel=next]")?.getAttribute("href")).toBe("/page/2/");
    const second = page(out, "page/2/index.html");
    expect(textsOf(second, ".posts h2")).toEqual([tenth, ...older].map(({ title }) => title));
    expect(second.querySelector("nav.pages a[rel=prev]")?.getAttribute("href")).toBe("/");
  });

  test("have one page each, and the draft and the scheduled post appear nowhere", () => {
    const pages = filesOf(out).filter((file) => file.startsWith("posts/"));
    expect(pages).toEqual(all.map(({ slug }) => `posts/${slug}/index.html`).sort());
    const traces = filesOf(out).filter((file) => /zugzwang|quincunx/i.test(read(out, file)));
    expect(traces).toEqual([]);
  });

  test("have a banner with the part and the number of other parts, unless they are in no series", () => {
    const banner = (slug: string): (string | undefined)[] =>
      textsOf(page(out, `posts/${slug}/index.html`), "aside.series p");
    expect(banner("tla-formal-method-tool-from-scratch-part-3")).toEqual([
      "Part 3 • Building a Formal Verification Tool from Scratch",
      "+ 2 more articles in this series",
    ]);
    expect(banner("when-threads-share-memory-race-conditions-atomics")).toEqual([
      "Part 2 • Lock-Free SPSC Queue from Scratch",
      "+ 2 more articles in this series",
    ]);
    expect(banner("why-queues-dont-fix-overload-and-what-to-do-instead")).toEqual([]);
  });

  test("have series pages with title, description, count, status and numbered list", () => {
    const document = page(out, "series/formal-verification-from-scratch/index.html");
    expect(textOf(document.querySelector("h1"))).toBe("Building a Formal Verification Tool from Scratch");
    expect(textOf(document.querySelector("h1 + p"))).toBe(
      "A deep dive into building a TLA-based formal verification tool from scratch.",
    );
    expect(textsOf(document, "main > .meta span")).toEqual(["3 articles", "Ongoing"]);
    const parts = [4, 3, 2].map((index) => seed[index]);
    expect(textsOf(document, "ol > li h2")).toEqual([
      "Die Hard Edition",
      "The Virtual Machine",
      "Rethinking the Foundation",
    ]);
    expect(textsOf(document, "ol > li p:not(.meta)")).toEqual(parts.map((part) => part?.summary));
    expect(textsOf(document, "ol > li time")).toEqual([
      "January 19, 2026",
      "February 9, 2026",
      "March 2, 2026",
    ]);
    expect(
      [...document.querySelectorAll("ol.parts-list > li")].map((item) => item.getAttribute("value")),
    ).toEqual(["1", "2", "3"]);

    const other = page(out, "series/lock-free-spsc-queue-from-scratch/index.html");
    expect(textOf(other.querySelector("h1"))).toBe("Lock-Free SPSC Queue from Scratch");
    expect(textsOf(other, "main > .meta span")).toEqual(["3 articles", "Complete"]);
    expect(textsOf(other, "ol > li h2")).toEqual([tenth.title, seed[8]?.title, seed[6]?.title]);
  });

  test("link to pages where the sources link to files", () => {
    const document = page(out, "posts/timeouts-are-part-of-the-interface/index.html");
    expect([...document.querySelectorAll(".prose a")].map((link) => link.getAttribute("href"))).toEqual([
      "/posts/why-queues-dont-fix-overload-and-what-to-do-instead/",
      "/posts/idempotency-keys/",
    ]);
  });

  test("list related posts and the posts that link to them", () => {
    const document = page(out, "posts/idempotency-keys/index.html");
    expect(textsOf(document, "[aria-labelledby=linked-from] a")).toEqual([
      "Timeouts Are Part of the Interface",
    ]);
    const related = textsOf(document, "[aria-labelledby=related-posts] a");
    expect(related).toHaveLength(3);
    expect(related).not.toContain("Idempotency Keys, the Short Version");
  });

  test("have metadata for search engines and link previews", () => {
    const document = page(out, "posts/tla-formal-method-tool-from-scratch-part-2/index.html");
    const content = (property: string): string | null | undefined =>
      document.querySelector(`meta[property="${property}"]`)?.getAttribute("content");
    expect(content("og:type")).toBe("article");
    expect(content("og:title")).toBe(seed[3]?.title);
    expect(content("og:url")).toBe("https://blog.example/posts/tla-formal-method-tool-from-scratch-part-2/");
    expect(content("og:description")).toBe(seed[3]?.summary);
    const jsonLd = JSON.parse(
      document.querySelector("script[type='application/ld+json']")?.textContent ?? "",
    );
    expect(jsonLd).toMatchObject({
      "@type": "BlogPosting",
      headline: seed[3]?.title,
      isPartOf: { url: "https://blog.example/series/formal-verification-from-scratch/" },
      position: 2,
    });
  });

  test("are in the sitemap, and have documents in search.json", () => {
    const sitemap = read(out, "sitemap.xml");
    expect(() => parseXml(sitemap)).not.toThrow();
    const documents: { url: string }[] = JSON.parse(read(out, "search.json"));
    for (const { slug } of all) {
      expect(sitemap).toContain(`<loc>https://blog.example/posts/${slug}/</loc>`);
      expect(documents.some(({ url }) => url.startsWith(`/posts/${slug}/`))).toBe(true);
    }
  });

  test("have contents, reading time, code with classes, formula, footnotes and neighbors", () => {
    const document = page(out, "posts/why-queues-dont-fix-overload-and-what-to-do-instead/index.html");
    expect(textsOf(document, "nav.toc > details > ol > li > a")).toEqual(textsOf(document, ".prose > h2"));
    expect(textsOf(document, "article > header .meta > *")).toEqual([
      "April 14, 2026",
      expect.stringMatching(/^\d min read$/),
    ]);
    expect(document.querySelectorAll("pre.shiki").length).toBe(1);
    expect(document.querySelector("pre.shiki .line span[class]")).not.toBeNull();
    expect(document.querySelectorAll("math").length).toBeGreaterThan(3);
    expect(document.querySelectorAll("math[display=block]").length).toBe(1);
    expect(document.querySelectorAll("section.footnotes li").length).toBe(1);
    expect(document.querySelector("nav.neighbors a[rel=next]")).toBeNull();
    expect(document.querySelector("nav.neighbors a[rel=prev]")?.getAttribute("href")).toBe(
      "/posts/practical-introduction-to-async-generators-in-javascript/",
    );
  });

  // Every row of the tables in docs/highlight.md, in each of its forms.
  test.each([
    [
      "A title",
      [
        "ts, “greet.ts”",
        "ts, “shout.ts”",
        "ts, “whisper.ts”",
        "toml, “Cargo.toml”",
        "ini, “queue.ini”",
        "yaml, “What the server promises”",
      ],
    ],
    ["Line numbers", ["zig, from 41", "ruby, from 7", "lua, from 7", "js, from 1", "js, from 1"]],
    [
      "Highlighted lines",
      [
        "odin, 2 highlighted, 4 highlighted, 5 highlighted",
        "js, 2 highlighted",
        "python, 1 highlighted, 3 highlighted, 4 highlighted",
        "php, 2 highlighted",
        "swift, 2 highlighted",
        "java, from 1, 1 highlighted, 3 highlighted, 4 highlighted",
      ],
    ],
    [
      "Highlighted words",
      [
        "js, retry, retry, retry",
        "kotlin, count, count",
        "c, head, head, head",
        "js, slowPath, fastPath",
        "css, 4px, 12px",
      ],
    ],
    ["Labeled lines", ["ts, 2 highlighted, 3 diff add"]],
    ["Groups", ["sh, “Terminal”"]],
    [
      "Inserted and deleted lines",
      [
        "css, 2 diff remove, 3 diff add",
        "scss, 1 diff remove, 2 diff add",
        "json, 3 diff remove, 4 diff add",
        "js, 1 diff remove, 2 diff add",
        "diff",
      ],
    ],
    ["Focus", ["rust, 3 focused, 4 focused"]],
    [
      "Notation in comments",
      [
        "ts, 1 diff remove, 2 diff add, 3 highlighted, 4 highlighted error, 5 highlighted warning, 6 highlighted info",
        "js, 2 focused",
        "python, total, total",
        "sql, 1 highlighted, 2 highlighted, 3 diff add",
        "html, 2 diff remove, 3 diff add",
        "css, 2 diff remove, 3 diff add",
        "ts",
        "js, 1 highlighted, 2 highlighted, 3 highlighted",
      ],
    ],
  ])("include the highlighting showcase: %s", (heading, blocks) => {
    expect(blocksBelow(page(out, "highlighting/index.html"), heading)).toEqual(blocks);
  });

  test("include the highlighting showcase: hidden parts, visible parts and colors", () => {
    const document = page(out, "highlighting/index.html");
    const blocks = [...document.querySelectorAll("pre.shiki")];
    const textBelow = (text: string): string =>
      blocks.find((block) => block.textContent.includes(text))?.textContent ?? "";
    // The notation is removed, a note next to it is kept, and with a backslash it is code.
    expect(blocks.filter((block) => block.textContent.includes("[!code"))).toHaveLength(1);
    expect(textBelow("[!code")).toBe("const port = 8080; // [!code --]");
    expect(textBelow("newest last")).toMatch(/^order by date; -- newest last$/m);
    // Labels for screen readers.
    const labels = new Set(
      [...document.querySelectorAll(".shiki-label")].map((label) => label.getAttribute("data-label")?.trim()),
    );
    expect([...labels].sort()).toEqual([
      "deleted:",
      "error:",
      "highlighted:",
      "inserted:",
      "note:",
      "warning:",
    ]);
    // Inline code with and without a language.
    const inline = [...document.querySelectorAll(":not(pre) > code")].filter((code) =>
      code.querySelector("span[class]"),
    );
    expect(inline.map(textOf)).toEqual(["const answer: number = 42", "let total = 0;"]);
    expect(textsOf(document, ":not(pre) > code")).toContain("{:nolanguage}");
    const colored = (language: string): number =>
      document.querySelectorAll(`pre[data-language="${language}"] span[class^="s"]`).length;
    for (const language of ["console", "C++", "ansi", "go", "html", "sql", "sh"]) {
      expect(colored(language), language).toBeGreaterThan(0);
    }
    expect(textBelow("29 passed")).toBe("Tests  29 passed, 1 failed");
    expect(colored("text")).toBe(0);
  });

  test("have no script except the copy button's, no inline styles and no inline handlers", () => {
    for (const file of filesOf(out)) {
      if (!file.endsWith(".html")) continue;
      const document = page(out, file);
      const scripts = [...document.querySelectorAll("script:not([type='application/ld+json'])")];
      expect(
        scripts.map((script) => script.outerHTML),
        file,
      ).toEqual(['<script type="module" src="/copy.js"></script>']);
      expect(document.querySelectorAll("style, [style]").length, file).toBe(0);
      const names = [...document.querySelectorAll("*")].flatMap((element) => element.getAttributeNames());
      expect(
        names.filter((name) => name.startsWith("on")),
        file,
      ).toEqual([]);
    }
  });

  test("have internal links to existing pages and fragment links with a target", () => {
    expect(brokenLinks(out)).toEqual([]);
  });

  test("have unique ids on every page, and no skipped heading levels", () => {
    for (const file of filesOf(out)) {
      if (!file.endsWith(".html")) continue;
      const document = page(out, file);
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      expect(ids.length, file).toBe(new Set(ids).size);
      const depths = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ tagName }) =>
        Number(tagName[1]),
      );
      expect(depths.filter((depth) => depth === 1).length, file).toBe(1);
      expect(
        depths.filter((depth, index) => index > 0 && depth > (depths[index - 1] ?? 0) + 1),
        file,
      ).toEqual([]);
    }
  });

  test("are all in the well-formed feeds, newest first", () => {
    for (const file of ["feed.xml", "atom.xml"]) expect(() => parseXml(read(out, file)), file).not.toThrow();
    const titles = all.map(({ title }) => title);
    const json = JSON.parse(read(out, "feed.json"));
    expect(json.items.map(({ title }: { title: string }) => title)).toEqual(titles);
    const rss = new JSDOM(read(out, "feed.xml"), { contentType: "text/xml" }).window.document;
    expect([...rss.querySelectorAll("item > title")].map(textOf)).toEqual(titles);
    const atom = new JSDOM(read(out, "atom.xml"), { contentType: "text/xml" }).window.document;
    expect([...atom.querySelectorAll("entry > title")].map(textOf)).toEqual(titles);
  });

  test("link to the feeds on every page", () => {
    for (const file of filesOf(out)) {
      if (!file.endsWith(".html")) continue;
      const links = [...page(out, file).querySelectorAll("head > link[rel=alternate]")];
      expect(
        links.map((link) => [link.getAttribute("type"), link.getAttribute("href")]),
        file,
      ).toEqual([
        ["application/rss+xml", "/feed.xml"],
        ["application/atom+xml", "/atom.xml"],
        ["application/feed+json", "/feed.json"],
      ]);
    }
  });

  test("give the same files in two builds", () => {
    expect(filesOf(again)).toEqual(filesOf(out));
    for (const file of filesOf(out)) expect(read(again, file), file).toBe(read(out, file));
  });

  test("are published by `--now`: none before the first post, and the scheduled post after its date", async () => {
    const early = join(temporaryFolder(), "site");
    const late = join(temporaryFolder(), "site");
    // Two posts are enough to show it.
    const posts = temporaryFolder();
    for (const name of [
      "2025-10-20-write-your-own-fifo-queue.md",
      "measuring-a-queue-without-fooling-yourself.md",
    ]) {
      copyFileSync(join(root, "examples/blog/posts", name), join(posts, name));
    }
    const [before] = await Promise.all([
      runDemo("--posts", posts, "--out", early, "--now", "2025-10-19"),
      runDemo("--posts", posts, "--out", late, "--now", "2031-05-05T06:00:00Z"),
    ]);
    expect(before.code).toBe(0);
    expect(JSON.parse(read(early, "index.json"))).toEqual([]);
    expect(JSON.parse(read(late, "index.json")).map(({ slug }: IndexEntry) => slug)).toEqual([
      "measuring-a-queue-without-fooling-yourself",
      tenth.slug,
    ]);
  });

  test("are served by `--serve`, with feeds, a 404 page and nothing outside the folder", async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const answers: Record<string, [number | undefined, string | undefined]> = {};
    const paths = [
      "/",
      "/posts/building-lock-free-spsc-queue/",
      "/feed.xml",
      "/atom.xml",
      "/feed.json",
      "/nowhere",
      "/series",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/..%2f..%2fetc%2fpasswd",
      "/%00",
      "/%",
    ];
    for (const path of paths) {
      const { statusCode, headers } = await new Promise<import("node:http").IncomingMessage>(
        (resolve, reject) => {
          get(server.url.slice(0, -1) + path, resolve).on("error", reject);
        },
      );
      answers[path] = [statusCode, headers.location ?? headers["content-type"]?.replace(/;.*/, "")];
    }
    expect(answers).toEqual({
      "/": [200, "text/html"],
      "/posts/building-lock-free-spsc-queue/": [200, "text/html"],
      "/feed.xml": [200, "application/rss+xml"],
      "/atom.xml": [200, "application/atom+xml"],
      "/feed.json": [200, "application/feed+json"],
      "/nowhere": [404, "text/html"],
      "/series": [301, "/series/"],
      "/%2e%2e/%2e%2e/etc/passwd": [404, "text/html"],
      "/..%2f..%2fetc%2fpasswd": [404, "text/html"],
      "/%00": [404, "text/html"],
      "/%": [404, "text/html"],
    });
  });
});

describe("a folder with other posts", () => {
  const folder = temporaryFolder();
  const posts = join(folder, "posts");
  const out = join(folder, "site");
  let run: Awaited<ReturnType<typeof runDemo>>;

  const sources: Record<string, string | Uint8Array> = {
    "2024-05-01-twin.md": "---\ntitle: Twin, the elder\n---\nOne.\n",
    "2024-06-01-twin.md": "---\ntitle: Twin, the younger\n---\nTwo.\n",
    "2024-06-02-Twin.md": "---\ntitle: A third\n---\nThree.\n",
    "twin-2.md": "---\ntitle: Not a twin\ndate: 2024-01-01\n---\nFour.\n",
    "nested/deep/index.md": "---\ntitle: Deep\ndate: 2024-02-01\n---\nFive.\n",
    "escape.md":
      '---\ntitle: "<script>alert(1)</script> & \\"friends\\""\ndescription: "</p><img src=x onerror=alert(2)>"\ntags: ["<b>", "C++", "C"]\ndate: 2024-03-01\n---\n<script>alert(3)</script>\n\nText with [a link](javascript:alert(4)).\n',
    "no-front-matter.md": "# A title of its own\n\nAnd a text.\n",
    "crlf.md": "---\r\ntitle: Windows\r\ndate: 2024-04-01\r\n---\r\nLine.\r\n",
    "empty.md": "",
    "日本語の記事.md":
      "---\ntitle: 日本語の記事\ndate: 2024-07-01\ntags: [日本語]\nlang: ja\n---\n本文です。\n",
    "long-lead.md": `---\ntitle: A long lead\ndate: 2024-08-01\n---\n${"Much is said here before the marker. ".repeat(20)}\n\n<!-- more -->\n\n# One\n\n## Within one\n\n### Deeper\n\n# Two\n`,
    "unlisted.md": "---\ntitle: For a few\nunlisted: true\ndate: 2024-01-01\n---\nPsst.\n",
    "bad-date.md": "---\ntitle: Never\ndate: 2025-02-30\n---\nNo.\n",
    "bad-yaml.md": "---\ntitle: Never\n  date: 2024-01-01\n---\nNo.\n",
    "bad-bytes.md": new Uint8Array([0x23, 0x20, 0xff, 0xfe, 0x0a]),
    "notes.txt": "No post.\n",
  };

  beforeAll(async () => {
    for (const [name, source] of Object.entries(sources)) {
      mkdirSync(join(posts, name, ".."), { recursive: true });
      writeFileSync(join(posts, name), source);
    }
    run = await runDemo("--posts", posts, "--out", out, "--now", "2026-11-01", "--title", "Odds & ends");
  }, 110_000);

  test("is built, unreadable posts are reported with their position, and the exit code is 1", () => {
    expect(run.code).toBe(1);
    expect(run.stderr).toBe("");
    expect(run.stdout).toMatch(/bad-date\.md:3:\d+ {2}error/);
    expect(run.stdout).toMatch(/bad-yaml\.md:\d+:\d+ {2}error/);
    expect(run.stdout).toMatch(/bad-bytes\.md(:\d+:\d+)? {2}error/);
    expect(run.stdout).toMatch(/^ +12 +\d+ +\d+ +\d+ +3 +[\d.]+ s$/m);
  });

  test("has one page per post without overwriting, and changed slugs are reported", () => {
    const pages = filesOf(out).filter((file) => file.startsWith("posts/"));
    expect(pages).toEqual(
      [
        "crlf",
        "deep",
        "empty",
        "escape",
        "long-lead",
        "no-front-matter",
        "twin",
        "twin-2",
        "twin-3",
        "twin-4",
        "unlisted",
        "日本語の記事",
      ]
        .map((slug) => `posts/${slug}/index.html`)
        .sort(),
    );
    expect(textOf(page(out, "posts/twin/index.html").querySelector("h1"))).toBe("Twin, the elder");
    expect(textOf(page(out, "posts/twin-2/index.html").querySelector("h1"))).toBe("Not a twin");
    expect(run.stdout).toContain("/posts/twin-3/");
    expect(run.stdout).toContain("/posts/twin-4/");
  });

  test("shows the text of authors as text, not as markup", () => {
    const document = page(out, "posts/escape/index.html");
    expect(textOf(document.querySelector("h1"))).toBe('<script>alert(1)</script> & "friends"');
    expect(document.querySelector("meta[name=description]")?.getAttribute("content")).toBe(
      "</p><img src=x onerror=alert(2)>",
    );
    for (const file of filesOf(out).filter((name) => name.endsWith(".html"))) {
      const found = page(out, file).querySelectorAll(
        "script:not([src='/copy.js'], [type='application/ld+json']), [onerror], [href^='javascript:']",
      );
      expect(found.length, file).toBe(0);
    }
    for (const file of ["feed.xml", "atom.xml"]) expect(() => parseXml(read(out, file)), file).not.toThrow();
    expect(brokenLinks(out)).toEqual([]);
  });

  test("has a long lead cut for the index, and no reading time for an empty post", () => {
    const [first]: IndexEntry[] = JSON.parse(read(out, "index.json"));
    expect(first?.title).toBe("A long lead");
    // Each sentence has 37 characters including its space: eight fit into 300.
    expect(first?.summary).toBe("Much is said here before the marker. ".repeat(8).trim());
    const metaOf = (slug: string): (string | undefined)[] =>
      textsOf(page(out, `posts/${slug}/index.html`), "article > header .meta > *");
    expect(metaOf("long-lead")).toEqual(["August 1, 2024", "1 min read"]);
    expect(metaOf("empty")).toEqual([]);
    expect(textsOf(page(out, "page/2/index.html"), ".posts .meta")).toEqual(["1 min read", ""]);
  });

  test("has a table of contents that starts at the top heading level and goes one level deeper", () => {
    const items = textsOf(page(out, "posts/long-lead/index.html"), "nav.toc a");
    expect(items).toEqual(["One", "Within one", "Two"]);
  });

  test("has a page for an unlisted post, which is in no list", () => {
    expect(read(out, "posts/unlisted/index.html")).toContain('content="noindex"');
    const others = filesOf(out).filter((file) => file !== "posts/unlisted/index.html");
    expect(others.filter((file) => read(out, file).includes("For a few"))).toEqual([]);
  });
});

describe("an invalid call", () => {
  test("exits with code 2 and one sentence, and builds nothing", async () => {
    const out = join(temporaryFolder(), "site");
    const { code, stdout, stderr } = await runDemo("--out", out, "--posts", "nowhere");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^Expected `--posts` to be a folder, received "nowhere"\n$/);
  });

  test.each([
    [["--posts", "nowhere"], /^Expected `--posts` to be a folder, received "nowhere"/],
    [["--now", "soon"], /^Expected `--now` to be like 2026-05-01 or .*received "soon"/],
    [["--now", "2025-02-30"], /received "2025-02-30"/],
    [["--site-url", "blog.example"], /^Expected `--site-url` to be like .*received "blog\.example"/],
    [["--site-url", "https://blog.example/sub/"], /without a path/],
    [["--port", "http"], /^Expected `--port` to be a number from 0 to 65535, received "http"/],
    [["--frobnicate"], /--frobnicate/],
  ])("%j is rejected with one sentence", async (args, message) => {
    const url = pathToFileURL(join(root, "examples/blog/options.mjs")).href;
    const { readOptions, UsageError } = await import(url);
    let thrown: unknown;
    try {
      readOptions(args, { cwd: root });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UsageError);
    expect((thrown as Error).message).toMatch(message);
    expect((thrown as Error).message).not.toContain("\n");
  });

  test("does not empty a folder that contains other files", async () => {
    const out = temporaryFolder();
    const posts = temporaryFolder();
    writeFileSync(join(posts, "a.md"), "# A\n");
    writeFileSync(join(out, "thesis.txt"), "Three years of work.\n");
    const { code, stderr } = await runDemo("--posts", posts, "--out", out, "--now", "2026-11-01");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Expected `--out` to be empty or made by this program/);
    expect(filesOf(out)).toEqual(["thesis.txt"]);
  });
});
