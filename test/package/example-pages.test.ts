import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { readCodeBlocks } from "./code-blocks.ts";
import { root } from "./source-files.ts";

/** Blocks that are files of the examples, which `npm run test:examples` runs: `title="examples/…"`. */
const listings = globSync("docs/*.md", { cwd: root })
  .sort()
  .flatMap((page) => readCodeBlocks(readFileSync(join(root, page), "utf8"), page))
  .flatMap(({ at, meta, code }) => {
    const file = /title="(examples\/[^"]+)"/.exec(meta)?.[1];
    return file === undefined ? [] : [{ at, file, code }];
  });

test("the docs have listings to test", () => {
  expect(listings.length).toBeGreaterThan(15);
});

test.each(listings)("$at is the content of $file", ({ file, code }) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(code).toBe(readFileSync(join(root, file), "utf8"));
});
