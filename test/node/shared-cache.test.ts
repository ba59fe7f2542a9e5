import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { createStorage } from "unstorage";
import fsDriver from "unstorage/drivers/fs";
import redisDriver from "unstorage/drivers/redis";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Cache } from "../../src/node/cache.ts";
import { readPosts } from "../../src/node/read-posts.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const files = {
  "a.md": "---\ntitle: One\ndate: 2026-04-14\ntags: [x]\n---\n{}\n",
  "b.md": "# Two\n\nJSON: `[1, 2]`, <b>HTML</b>, 日本 🎈.\n",
  "c.md": "# Three\n",
};

/** Two machines with separate folders and parsers, and a shared cache. */
async function expectSharing(cacheOf: () => Cache): Promise<void> {
  const machine = (): Parameters<typeof readPosts>[1] => ({
    parser: createPostParser(),
    cwd: temporaryFolder(files),
    cache: cacheOf(),
  });
  const first = await readPosts(".", machine());
  const second = await readPosts(".", machine());
  expect(first.stats).toMatchObject({ parsed: 3, fromCache: 0 });
  expect(second.stats).toMatchObject({ parsed: 0, fromCache: 3 });
  expect(second.posts).toEqual(first.posts);
  expect([...first.messages, ...second.messages]).toEqual([]);
}

test("several machines can share a cache in unstorage with files", async () => {
  const base = join(temporaryFolder(), "cache");
  await expectSharing(() => createStorage({ driver: fsDriver({ base }) }));
});

const hasRedis = (() => {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** A server on a socket in a temporary folder, which uses no port and writes no files. */
async function startRedis(): Promise<string> {
  const socket = join(temporaryFolder(), "redis.sock");
  const server: ChildProcess = spawn(
    "redis-server",
    ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  onTestFinished(() => void server.kill());
  await new Promise<void>((resolve, reject) => {
    let log = "";
    server.once("exit", (code) => reject(new Error(`redis-server ended with ${code}: ${log}`)));
    server.stdout?.on("data", (data) => {
      log += data;
      if (/ready to accept connections/i.test(log)) resolve();
    });
  });
  return socket;
}

describe.skipIf(!hasRedis)(
  hasRedis ? "with Redis" : "with Redis: skipped, redis-server is not installed",
  () => {
    test("several machines can share a cache in unstorage with Redis", async () => {
      const path = await startRedis();
      await expectSharing(() => {
        const storage = createStorage({ driver: redisDriver({ path, base: "posts" }) });
        onTestFinished(() => storage.dispose());
        return storage;
      });
    });

    test("a lost server is reported as a warning, and all posts are returned", async () => {
      const path = join(temporaryFolder(), "nobody.sock");
      const storage = createStorage({
        driver: redisDriver({ path, maxRetriesPerRequest: 0, retryStrategy: () => null }),
      });
      onTestFinished(() => storage.dispose());
      const { posts, messages } = await readPosts(".", {
        parser: createPostParser(),
        cwd: temporaryFolder(files),
        cache: storage,
      });
      expect(posts).toHaveLength(3);
      expect(messages.map(({ ruleId }) => ruleId)).toContain("cache-read");
    });
  },
);
