// Two processes read and one watches the same folder with one cache, while a fourth edits the posts; all are killed
// during this: npm run stress:crash
//
// node bench/stress-crash.mjs [--rounds=50]
//
// Afterwards the posts from the cache must equal those of a fresh parse. Exits with code 1 when they do not.
import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { createPostParser } from "../dist/index.js";
import { createFileCache, readPosts, watchPosts } from "../dist/node/index.js";

const parser = createPostParser();
const write = (folder, index) =>
  writeFileSync(
    join(folder, "posts", `${index}.md`),
    `# Post ${index}\n\n${`${Math.random()} *a* [b](/c/)\n\n`.repeat(1 + ((index * 37) % 50))}`,
  );

const [role, folder] = process.argv.slice(2);
if (role === "read" || role === "watch" || role === "edit") {
  const options = { parser, cwd: folder, cache: createFileCache(join(folder, "cache")) };
  process.send("ready");
  if (role === "edit") setInterval(() => write(folder, Math.floor(Math.random() * 60)), 2);
  else if (role === "watch") for await (const _ of watchPosts("posts", { ...options, settle: 5 }));
  else for (;;) await readPosts("posts", options);
} else {
  const rounds = Number(/--rounds=(\d+)/.exec(process.argv.join(" "))?.[1] ?? 50);
  const home = mkdtempSync(join(tmpdir(), "galley-crash-"));
  mkdirSync(join(home, "posts"));
  for (let index = 0; index < 60; index++) write(home, index);
  let faults = 0;
  let cached = 0;
  for (let round = 0; round < rounds; round++) {
    const children = ["read", "read", "watch", "edit"].map((name) =>
      fork(import.meta.filename, [name, home]),
    );
    await Promise.all(children.map((child) => new Promise((resolve) => child.once("message", resolve))));
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 300));
    const ends = children.map((child) => new Promise((resolve) => child.once("exit", resolve)));
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(ends);
    const fresh = await readPosts("posts", { parser, cwd: home });
    const options = { parser, cwd: home, cache: createFileCache(join(home, "cache")) };
    const warm = await readPosts("posts", options);
    cached += warm.stats.fromCache;
    const isEqual =
      isDeepStrictEqual(fresh.posts, warm.posts) && isDeepStrictEqual(fresh.messages, warm.messages);
    if (!isEqual || fresh.posts.length + fresh.messages.length < 60) {
      faults++;
      console.log(
        `round ${round}: ${fresh.posts.length} posts in a fresh parse, ${warm.posts.length} with the cache`,
      );
    }
  }
  rmSync(home, { recursive: true, force: true });
  console.log(
    `${rounds} rounds of 4 processes killed, ${cached} posts from the cache, ${faults} differences`,
  );
  if (faults > 0 || cached === 0) process.exitCode = 1;
}
