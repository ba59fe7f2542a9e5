import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { describe, expect, test } from "vitest";
import {
  type CodeBlock,
  expectedOutput,
  isRunnable,
  readCodeBlocks,
  readExamples,
  runCodeBlocks,
} from "./code-blocks.ts";
import { root } from "./source-files.ts";

async function check(name: string, blocks: CodeBlock[]): Promise<void> {
  const results = new Map((await runCodeBlocks(name, blocks)).map((result) => [result.at, result]));
  const actual: Record<string, string> = {};
  const expected: Record<string, string> = {};
  for (const [index, block] of blocks.entries()) {
    if (!isRunnable(block.lang)) continue;
    const { printed = "", error } = results.get(block.at) ?? {};
    actual[block.at] = error ?? printed.trimEnd();
    expected[block.at] = expectedOutput(block, blocks[index + 1])?.trimEnd() ?? "";
  }
  expect(actual).toEqual(expected);
}

describe("every code block of the pages prints what it says", () => {
  const pages = globSync(["README.md", "docs/*.md"], { cwd: root }).sort();
  test.each(pages)("%s", async (page) => {
    const blocks = readCodeBlocks(readFileSync(join(root, page), "utf8"), page);
    if (blocks.some(({ lang }) => isRunnable(lang))) await check(page.replaceAll("/", "-"), blocks);
  });
});

describe("every example of a TSDoc comment prints what it says", () => {
  const rooms = globSync(["src/*/"], { cwd: root, onlyDirectories: true }).sort();
  test.each(rooms)("%s", async (room) => {
    const files = globSync(["**/*.ts"], { cwd: join(root, room) }).sort();
    const blocks = files.flatMap((file) => readExamples(`${room}${file}`));
    for (const { at, code } of blocks) expect(code, `${at} imports the package`).toMatch(/from "galley/);
    if (blocks.length > 0) await check(room.replaceAll("/", "-"), blocks);
  });
});
