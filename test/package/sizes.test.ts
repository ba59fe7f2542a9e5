import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { root } from "./source-files.ts";

/** A row of `bench/measure-sizes.mjs`. */
interface Row {
  name: string;
  /** Bytes, minified and gzipped, without dependencies. */
  own: number;
  /** The same with dependencies, loaded initially. */
  all: number;
  /** Files that can be loaded later. */
  later: number;
  /** Files that are loaded initially, at least in part. */
  inputs: string[];
  builtins: string[];
}

/**
 * In KB of 1,024 bytes: own code, and with dependencies. About a tenth above the current sizes, so that an accidental
 * increase is noticed.
 */
const limits: Record<string, [own: number, all: number]> = {
  galley: [154, 310],
  "galley/blog": [60, 122],
  "galley/collection": [25, 25],
  "galley/diagnostics": [3, 3],
  "galley/discovery": [24, 81],
  "galley/excerpt": [65, 168],
  "galley/feed": [29, 100],
  "galley/front-matter": [27, 65],
  "galley/highlight": [13, 14],
  "galley/lint": [24, 24],
  "galley/markdown": [43, 151],
  "galley/node": [15, 32],
  "galley/post": [98, 234],
  // It reads Markdown trees, like excerpts and plain text.
  "galley/reading-time": [31, 100],
  "galley/satteri": [2, 2],
  "galley/slug": [5.1, 5.1],
  "{ createPostParser }": [98, 234],
  "{ orderSeries }": [17, 17],
  "{ sortPosts }": [4, 4],
  "{ extractExcerptFromHtml }": [65, 168],
  "{ truncateText }": [5, 5],
  "{ buildFeed }": [24, 83],
  "{ toSlug }": [1.2, 1.2],
};

let rows: Row[] = [];
const row = (name: string): Row => {
  const found = rows.find((one) => one.name === name);
  if (!found) throw new Error(`no row ${name}`);
  return found;
};

beforeAll(() => {
  const script = join(root, "bench/measure-sizes.mjs");
  rows = JSON.parse(
    execFileSync(process.execPath, [script, "--json"], {
      encoding: "utf8",
      maxBuffer: 2 ** 26,
      timeout: 500_000,
    }),
  );
}, 600_000);

describe("sizes", () => {
  test("every entry point has a limit and is below it", () => {
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(limits));
    const above = rows.filter(({ name, own, all }) => {
      const [ownMax, allMax] = limits[name] ?? [0, 0];
      return own > ownMax * 1024 || all > allMax * 1024 || own <= 0;
    });
    expect(above.map(({ name, own, all }) => [name, own / 1024, all / 1024])).toEqual([]);
  });

  test("docs/sizes.md has a row for each entry point", () => {
    const page = readFileSync(join(root, "docs/sizes.md"), "utf8");
    for (const { name } of rows) expect(page).toContain(`| \`${name}\` `);
  });

  test("no grammar, theme or engine is loaded initially, though all of them can be loaded", () => {
    for (const { name, inputs } of rows) {
      const heavy = /@shikijs\/(langs|themes|engine)|shiki\/dist\/(wasm|langs\/|themes\/)|onig/;
      expect(inputs.filter((input) => heavy.test(input), name)).toEqual([]);
    }
    expect(row("galley").later).toBeGreaterThan(300);
    expect(row("galley/post").later).toBe(0);
  });

  test("only galley/node imports Node modules and the packages for Node", () => {
    const node = row("galley/node");
    expect(node.builtins).toContain("node:fs/promises");
    expect(node.inputs.join()).toMatch(/tinyglobby/);
    for (const { name, builtins, inputs } of rows) {
      if (name === "galley/node") continue;
      expect([name, builtins, inputs.filter((input) => /tinyglobby|satteri\/(?!index)/.test(input))]).toEqual(
        [name, [], []],
      );
    }
  });

  test("importing one function from the main entry point loads only the packages that it needs", () => {
    const packages = ({ inputs }: Row): string[] => [
      ...new Set(inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [])),
    ];
    for (const name of ["orderSeries", "sortPosts", "truncateText", "toSlug"]) {
      expect(packages(row(`{ ${name} }`)), name).toEqual([]);
    }
    expect(packages(row("{ createPostParser }"))).toContain("yaml");
    expect(packages(row("{ createPostParser }"))).not.toContain("feed");
    expect(packages(row("{ createPostParser }"))).not.toContain("shiki");
    expect(packages(row("{ buildFeed }"))).not.toContain("yaml");
    expect(packages(row("galley/feed"))).toContain("feed");
  });
});
