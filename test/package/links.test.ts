import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { globSync } from "tinyglobby";
import { describe, expect, test } from "vitest";
import { createMarkdownParser } from "../../src/markdown/create-markdown-parser.ts";
import { extractHeadings, extractImages, extractLinks } from "../../src/markdown/extract.ts";
import { createSatteriParser } from "../../src/satteri/create-satteri-parser.ts";
import { root } from "./source-files.ts";

const pages = globSync(["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "docs/**/*.md"], {
  cwd: root,
}).sort();

function isThere(path: string): boolean {
  return existsSync(join(root, path));
}

// The faster of the two parsers, because the reference alone has 240 kB.
const { sync: parseMarkdown } = createMarkdownParser({ parser: createSatteriParser() });
const slugs = new Map<string, Set<string>>();
const trees = new Map<string, ReturnType<typeof parseMarkdown>>();

/** The tree of a page, which is parsed once. */
function treeOf(page: string): ReturnType<typeof parseMarkdown> {
  let tree = trees.get(page);
  if (tree === undefined) trees.set(page, (tree = parseMarkdown(readFileSync(join(root, page), "utf8"))));
  return tree;
}

/** The ids of a page's headings as on GitHub, and of the anchors in the tables of the reference. */
function slugsOf(page: string): Set<string> {
  let known = slugs.get(page);
  if (known === undefined) {
    const text = readFileSync(join(root, page), "utf8");
    const headings = extractHeadings(treeOf(page)).map(({ slug }) => slug);
    const anchors = [...text.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id as string);
    slugs.set(page, (known = new Set([...headings, ...anchors])));
  }
  return known;
}

/** The problems of links from a page within the repository, by line. */
function brokenLinks(page: string, tree: ReturnType<typeof parseMarkdown>): string[] {
  return [...extractLinks(tree), ...extractImages(tree)].flatMap(({ url, place }) => {
    if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(url)) return [];
    const [path = "", fragment] = url.split("#");
    const target = path === "" ? page : relative(root, join(root, dirname(page), decodeURI(path)));
    const at = `${page}:${place?.start.line} ${url}`;
    if (target.startsWith("..") || !isThere(target)) return [`${at}: no such file`];
    if (fragment === undefined || !existsSync(join(root, target))) return [];
    return slugsOf(target).has(decodeURIComponent(fragment)) ? [] : [`${at}: no such heading`];
  });
}

describe("links within the repository lead to existing files and headings", () => {
  test("include pages to test", () => {
    expect(pages).toContain("README.md");
    expect(pages.length).toBeGreaterThan(15);
  });

  test.each(pages)("%s", (page) => {
    expect(brokenLinks(page, treeOf(page))).toEqual([]);
  });

  test("are reported when a file or a heading is missing", () => {
    const text =
      "[a](slug.md) [b](#options) [c](nowhere.md)\n\n[d](#nothing) [e](slug.md#h) ![f](../f.png)\n";
    expect(brokenLinks("docs/post.md", parseMarkdown(text))).toEqual([
      "docs/post.md:1 nowhere.md: no such file",
      "docs/post.md:3 #nothing: no such heading",
      "docs/post.md:3 slug.md#h: no such heading",
      "docs/post.md:3 ../f.png: no such file",
    ]);
  });
});

test("every image in docs is used on a page and is small", () => {
  const pictures = globSync("docs/**/*.{png,svg,webp}", { cwd: root }).sort();
  expect(pictures.length).toBeGreaterThan(3);
  const shown = new Set(
    pages.flatMap((page) => extractImages(treeOf(page)).map(({ url }) => join(dirname(page), url))),
  );
  expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
  expect(pictures.filter((picture) => statSync(join(root, picture)).size > 150_000)).toEqual([]);
});

test("every page exists that a source, a page or a message refers to", () => {
  const files = globSync(["src/**/*.ts", "bench/*.mjs", "examples/**/*.mjs", ...pages], { cwd: root });
  // Other projects have pages too, which are linked by commit.
  const elsewhere = /https:\/\/github\.com\/[^\s)]+\/blob\/[\da-f]{40}\/[^\s)]+/g;
  const named = files.flatMap((file) =>
    [
      ...readFileSync(join(root, file), "utf8")
        .replace(elsewhere, "")
        .matchAll(/\bdocs\/[\w/-]+\.md\b/g),
    ].map(([name]) => name),
  );
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((name) => !isThere(name))).toEqual([]);
});

test("docs/index.md lists every page once", () => {
  const index = extractLinks(treeOf("docs/index.md")).map(({ url }) => url);
  const others = new Set(globSync("docs/*.md", { cwd: root }).map((path) => path.slice("docs/".length)));
  others.delete("index.md");
  expect(index.flatMap((url) => (/^\.\/[^/]+$/.test(url) ? [url.slice(2)] : [])).toSorted()).toEqual(
    [...others].toSorted(),
  );
});
