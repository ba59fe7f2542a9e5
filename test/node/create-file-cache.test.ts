import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createFileCache } from "../../src/node/create-file-cache.ts";
import { temporaryFolder } from "./temporary-folder.ts";

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("createFileCache", () => {
  test("gives back what was kept, and nothing for what was not", async () => {
    const folder = join(temporaryFolder(), "deep", "cache");
    const cache = createFileCache(folder);
    expect(await cache.getItem("a")).toBeUndefined();
    await cache.setItem("a", "one\u0000 👋");
    expect(await cache.getItem("a")).toBe("one\u0000 👋");
    expect(await createFileCache(folder).getItem("a")).toBe("one\u0000 👋");
  });

  test("a key is never a path", async () => {
    const folder = temporaryFolder();
    const cache = createFileCache(join(folder, "cache"));
    for (const key of ["../../escape", "/etc/x", "a:b*?", "x".repeat(5000), ""]) {
      await cache.setItem(key, key);
      expect(await cache.getItem(key)).toBe(key);
    }
    expect(readdirSync(folder)).toEqual(["cache"]);
  });

  test("leaves no temporary file, whoever writes last", async () => {
    const folder = temporaryFolder();
    const cache = createFileCache(folder);
    await Promise.all(Array.from({ length: 20 }, (_, index) => cache.setItem("same", `value ${index}`)));
    const files = filesBelow(folder);
    expect(files).toHaveLength(1);
    expect(readFileSync(files[0] ?? "", "utf8")).toMatch(/^value \d+$/);
  });

  test("a failing write rejects and leaves nothing behind", async () => {
    const folder = temporaryFolder({ blocked: "a file where the folder should be" });
    const cache = createFileCache(join(folder, "blocked"));
    await expect(cache.setItem("a", "b")).rejects.toThrow();
    expect(filesBelow(folder)).toHaveLength(1);
  });

  test("wants a folder", () => {
    expect(() => createFileCache("")).toThrow('Expected the path of a folder, received ""');
  });
});
