import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createMemoryCache } from "../../src/node/create-memory-cache.ts";
import { readPosts } from "../../src/node/read-posts.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe("createMemoryCache", () => {
  test("gives back what was kept last under any key, and nothing for what was not", () => {
    const cache = createMemoryCache();
    for (const key of ["a", "__proto__", "constructor", ""]) {
      expect(cache.getItem(key)).toBeUndefined();
      cache.setItem(key, "one");
      cache.setItem(key, `two ${key}`);
      expect(cache.getItem(key)).toBe(`two ${key}`);
    }
  });

  test("two caches know nothing of one another", () => {
    const cache = createMemoryCache();
    cache.setItem("a", "one");
    expect(createMemoryCache().getItem("a")).toBeUndefined();
  });

  test("only what has changed is parsed again", async () => {
    const folder = temporaryFolder();
    for (const name of ["a", "b", "c"]) writeFileSync(join(folder, `${name}.md`), `# ${name}\n\nText.\n`);
    const options = { parser: createPostParser(), cwd: folder, cache: createMemoryCache() };
    const counts = async (): Promise<[number, number]> => {
      const { parsed, fromCache } = (await readPosts(".", options)).stats;
      return [parsed, fromCache];
    };
    expect(await counts()).toEqual([3, 0]);
    expect(await counts()).toEqual([0, 3]);
    writeFileSync(join(folder, "b.md"), "# b\n\nMore.\n");
    expect(await counts()).toEqual([1, 2]);
  });
});
