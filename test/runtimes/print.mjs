// For runtimes with node_modules and a file system: the common suite, and `galley/node`.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as galley from "../../dist/index.js";
import * as node from "../../dist/node/index.js";
import { equal, runCases, runSuite } from "./suite.mjs";

const posts = join(import.meta.dirname, "../../examples/posts");
const titles = [
  "A Cache Is a Promise",
  "Questions on Thursday",
  "Forgetting on Purpose",
  "Notes for Reviewers",
  "Map<K, V> & Other Names",
  "When Two Threads Ask",
  "忘れ方を決める",
  "A Thousand Years of Caching",
];

const cases = {
  // Except for `galley/satteri`: native code for which Deno requires an additional permission.
  async "every subpath, by import and by require"() {
    const require = createRequire(import.meta.url);
    const names = {};
    for (const subpath of Object.keys(require("galley/package.json").exports)) {
      if (["./package.json", "./satteri", "./vite/client"].includes(subpath)) continue;
      const name = `galley${subpath.slice(1)}`;
      const imported = await import(name);
      const required = require(name);
      names[name] = Object.keys(imported);
      equal(
        names[name].filter((key) => required[key] !== imported[key]),
        [],
      );
    }
    equal(Object.keys(names).length, 18);
    return JSON.stringify(names);
  },

  async "a folder of posts, cached"() {
    const home = await mkdtemp(join(tmpdir(), "galley-runtime-"));
    try {
      const cache = node.createFileCache(join(home, "cache"));
      const options = { parser: galley.createPostParser(), cache, cwd: posts };
      const first = await node.readPosts(".", options);
      const second = await node.readPosts(".", options);
      equal(
        first.posts.map(({ title }) => title),
        titles,
      );
      equal([first.stats.parsed, second.stats.parsed, second.stats.fromCache], [8, 0, 8]);
      equal(second.posts, first.posts);
      return JSON.stringify(first.posts);
    } finally {
      await rm(home, { recursive: true });
    }
  },

  async "a folder of posts, by threads and within bounds"() {
    const home = await mkdtemp(join(tmpdir(), "galley-runtime-"));
    try {
      const parser = join(home, "parser.mjs");
      const url = JSON.stringify(new URL("../../dist/index.js", import.meta.url).href);
      await writeFile(
        parser,
        `import { createPostParser } from ${url};\nexport const parser = createPostParser();\n`,
      );
      const read = await node.readPosts(".", { parser, workers: 2, isolation: {}, cwd: posts });
      equal(
        read.posts.map(({ title }) => title),
        titles,
      );
      return JSON.stringify(read.posts);
    } finally {
      await rm(home, { recursive: true });
    }
  },

  async "a folder that is watched"() {
    const home = await mkdtemp(join(tmpdir(), "galley-runtime-"));
    try {
      const onReady = async () =>
        writeFile(join(home, "a.md"), await readFile(join(posts, "2025-03-10-forgetting-on-purpose.md")));
      for await (const { kind, path, post } of node.watchPosts(".", {
        parser: galley.createPostParser(),
        cwd: home,
        onReady,
      })) {
        equal([kind, path, post?.title], ["added", "a.md", "Forgetting on Purpose"]);
        return "seen";
      }
    } finally {
      await rm(home, { recursive: true });
    }
  },
};

const results = { ...(await runSuite(galley)), ...(await runCases(cases)) };
// biome-ignore lint/suspicious/noConsole: this is how the runner gets them, in every runtime
console.log(`RESULTS ${JSON.stringify(results)}`);
