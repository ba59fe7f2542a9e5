// The tools that highlighting is measured against, on the same trees of the same posts.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { toHtml } from "hast-util-to-html";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toHast } from "mdast-util-to-hast";
import { glob } from "tinyglobby";
import { unified } from "unified";

const themes = { light: "github-light", dark: "github-dark" };
const peers = createRequire(resolve("bench/package.json"));

/** A peer from bench/node_modules. */
async function load(name) {
  return (await import(pathToFileURL(peers.resolve(name)))).default;
}

function toTree(text) {
  return toHast(fromMarkdown(text.replace(/^(---|\+\+\+)\n[\s\S]*?\n\1\n/, "")));
}

/** Trees of posts with code: real ones where they are, else the test's samples, each language a post. */
export async function readTrees(count) {
  const folder = resolve("../shared/corpora");
  if (!existsSync(folder)) {
    const text = await readFile("test/highlight/fixtures/samples.md", "utf8");
    return [...text.matchAll(/^````.+\n[\s\S]*?\n````$/gm)].map(([block]) => toTree(block));
  }
  const files = await glob("{rust-blog,v8-dev,babel-blog,go-blog,biome-blog}/posts/**/*.{md,mdx}", {
    cwd: folder,
    absolute: true,
  });
  const texts = (await Promise.all(files.sort().map((file) => readFile(file, "utf8")))).filter((text) =>
    /^```\w/m.test(text),
  );
  const step = Math.max(1, texts.length / count);
  return texts.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step)).map(toTree);
}

async function createOwn(options, raw) {
  const { createHighlighter, highlightTree } = await import("../dist/highlight/index.js");
  const highlighter = await createHighlighter({ themes, ...options });
  return async (tree) => {
    await highlightTree(tree, { highlighter, raw });
    return toHtml(tree, { allowDangerousHtml: true });
  };
}

function createPlugin(plugin, options) {
  const processor = unified().use(plugin, options).freeze();
  return async (tree) => toHtml(await processor.run(tree));
}

/** Makers of `(tree) => Promise<html>`. */
export const tools = {
  "galley, raw": () => createOwn({ cacheSize: 0 }, true),
  "galley, tree": () => createOwn({ cacheSize: 0 }, false),
  "galley, raw, classes": () => createOwn({ cacheSize: 0, mode: "class" }, true),
  "galley, raw, blocks kept": () => createOwn({}, true),
  "galley, raw, JavaScript engine": () => createOwn({ cacheSize: 0, engine: "javascript" }, true),
  "@shikijs/rehype, lazy": async () =>
    createPlugin(await load("@shikijs/rehype"), {
      themes,
      lazy: true,
      langs: [],
      fallbackLanguage: "text",
      onError() {},
    }),
  "rehype-pretty-code": async () =>
    createPlugin(await load("rehype-pretty-code"), { theme: themes, keepBackground: true }),
  "rehype-expressive-code": async () =>
    createPlugin(await load("rehype-expressive-code"), {
      themes: Object.values(themes),
      logger: { debug() {}, info() {}, warn() {}, error() {}, label: "" },
    }),
};
