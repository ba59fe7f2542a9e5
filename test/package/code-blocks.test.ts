import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type CodeBlock,
  expectedOutput,
  isRunnable,
  type Run,
  readCodeBlocks,
  readExamples,
  runCodeBlocks,
} from "./code-blocks.ts";
import { root } from "./source-files.ts";

// The files of the tutorial depend on each other: the test of the tarball writes and runs them.
const pages = globSync(["README.md", "docs/*.md", "!docs/tutorial.md"], { cwd: root }).sort();
const folders = globSync(["src/*/"], { cwd: root, onlyDirectories: true }).sort();

const blocks = new Map<string, CodeBlock[]>([
  ...pages.map((page) => [page, readCodeBlocks(readFileSync(join(root, page), "utf8"), page)] as const),
  ...folders.map((folder) => {
    const files = globSync(["**/*.ts"], { cwd: join(root, folder) }).sort();
    return [folder, files.flatMap((file) => readExamples(`${folder}${file}`))] as const;
  }),
]);

/** The recipes again, each with a post of realistic length instead of its own. */
const realPosts = globSync("test/package/posts/*.md", { cwd: root }).sort();
const recipes = realPosts.map((post) => {
  const text = JSON.stringify(readFileSync(join(root, post), "utf8"));
  return ["docs/recipes.md", "docs/migration.md"]
    .flatMap((page) => blocks.get(page) ?? [])
    .map((block) => ({
      ...block,
      at: `${block.at} with ${post}`,
      code: block.code
        .replace(/`---\n[^`]*`|"---\\n[^"\n]*"/g, () => text)
        .replace(/(const source = )\[[\s\S]*?\]\.join\([^)]*\)/, (_, start: string) => start + text),
    }));
});
for (const [index, post] of realPosts.entries()) blocks.set(`recipes with ${post}`, recipes[index] ?? []);

let runs: Record<string, Run> = {};

beforeAll(async () => {
  runs = await runCodeBlocks(blocks);
}, 600_000);

function check(name: string): void {
  const all = blocks.get(name) ?? [];
  const actual: Record<string, string> = {};
  const expected: Record<string, string> = {};
  for (const [index, block] of all.entries()) {
    if (!isRunnable(block.lang)) continue;
    const { printed, error } = runs[block.at] ?? { printed: "", error: "it did not run" };
    actual[block.at] = error ?? printed.trimEnd();
    expected[block.at] = expectedOutput(block, all[index + 1])?.trimEnd() ?? "";
  }
  expect(actual).toEqual(expected);
}

describe("every code block of the docs prints the output that it shows", () => {
  test.each(pages)("%s", check);
});

test.each(realPosts)("every recipe runs with %s", (post) => {
  const all = (blocks.get(`recipes with ${post}`) ?? []).filter(({ lang }) => isRunnable(lang));
  const text = readFileSync(join(root, post), "utf8");
  const title = /^title: "?(.*?)"?$/m.exec(text)?.[1] ?? "";
  let shown = 0;
  for (const { at } of all) {
    const { printed, error } = runs[at] ?? { printed: "", error: "it did not run" };
    expect(error, at).toBeUndefined();
    expect(printed, at).not.toMatch(/<div><\/div>|undefined|\[object/);
    if (printed.includes(title)) shown += 1;
  }
  expect(shown).toBeGreaterThan(1);
});

describe("every example in a TSDoc comment prints the output that it shows", () => {
  test.each(folders)("%s", (folder) => {
    for (const { at, code } of blocks.get(folder) ?? []) {
      expect(code, `${at} imports the package`).toMatch(/from "galley/);
    }
    check(folder);
  });
});
