import { callFamilies, collectionFamilies, highlightFamilies } from "./collections.mjs";
import { frontMatterFamilies } from "./front-matter.mjs";
import * as markdown from "./markdown.mjs";
import { families } from "./markdown-families.mjs";
import { bodyVectors, htmlVectors, matterVectors } from "./vectors.mjs";

const { mdx, rawHtml, letters, marks, links, ...bodies } = markdown;

/** Sizes in characters, each at least three times the previous one, so that growth is visible. */
const usual = [16_000, 64_000, 256_000];

/** @typedef {{ name: string, kind: string, sizes?: number[], make?: (size: number) => unknown, [more: string]: unknown }} Job */

function jobs(prefix, kind, record, more = {}) {
  return Object.entries(record).map(([name, value]) => ({
    name: `${prefix}: ${name}`,
    kind,
    sizes: usual,
    ...(typeof value === "function" ? { make: value } : value),
    ...more,
  }));
}

/** All jobs, in order. */
export const allJobs = [
  ...jobs("parser", "post", families),
  ...jobs("post", "post", { ...links, ...letters, ...marks, ...rawHtml }),
  ...Object.entries(bodies).flatMap(([group, record]) => jobs(group, "post", record)),
  ...jobs("post", "post", mdx, { path: "posts/p.mdx" }),
  ...jobs("front matter", "post", frontMatterFamilies, { sizes: [4000, 16_000, 60_000] }),
  // Raw HTML that is escaped or allowed.
  ...jobs("escaped", "post", rawHtml, { rawHtml: "escape" }),
  ...jobs("allowed", "post", rawHtml, { rawHtml: "allow" }),
  ...jobs("excerpt of HTML", "excerpt", { ...rawHtml, ...letters, ...marks }),
  ...jobs("feed HTML", "feedHtml", { ...rawHtml, ...letters, ...marks }),
  ...jobs("call", "call", callFamilies),
  ...jobs("collection", "call", collectionFamilies, { sizes: [20_000, 80_000, 320_000] }),
  ...jobs("highlight", "highlight", highlightFamilies, { sizes: [4000, 16_000, 64_000] }),
  // The maximum length of a post.
  ...jobs(
    "2 MiB",
    "post",
    {
      "the letter a": letters["the letter a"],
      "line feeds": letters["line feeds"],
      CRLF: letters.CRLF,
      "the sign 日": (n) => letters["the sign 日"](n / 3),
      "a paragraph a letter": letters["a paragraph a letter"],
      "a letter a line": (n) => "a\n".repeat(n / 2),
      "an item a letter": (n) => "- a\n".repeat(n / 4),
      "a rule a line": (n) => "***\n".repeat(n / 4),
      "one grapheme of combining marks": (n) => letters["one grapheme of combining marks"](n / 2 - 1),
      spaces: letters.spaces,
      "zero-width spaces": (n) => letters["zero-width spaces"](n / 3),
      "hard breaks": letters["hard breaks"],
      "less-than signs": rawHtml["less-than signs"],
      "a comment that never ends": rawHtml["a comment that never ends, at the start"],
      "headings of one text": markdown.headings["headings of one text"],
      "definitions that nobody uses": links["definitions that nobody uses"],
      shortcodes: (n) => "{{< a >}} ".repeat(n / 10),
      "many lines in a fence": markdown.code["many lines in a fence"],
      "underlined headings": families["underlined headings"],
    },
    { sizes: [500_000, 2_000_000] },
  ),
  ...bodyVectors.map(({ name, text }) => ({ name, kind: "vector", text })),
  ...matterVectors.map(({ name, text }) => ({ name, kind: "vector", text })),
  ...htmlVectors.map(({ name, text }) => ({ name, kind: "htmlVector", text })),
];
