import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { VFileMessage } from "vfile-message";
import { describe, expect, test } from "vitest";
import { builtModule } from "./built-module.ts";
import { root } from "./source-files.ts";

// The build for Node bundles its dependencies; browsers and bundlers get the other build. Both must behave the same.
type Galley = typeof import("../../src/index.ts");

const bundled: Galley = await import(builtModule("bundled/index.js"));
const unbundled: Galley = await import(builtModule("index.js"));

const source = `---
title: "Both *builds*"
date: 2026-02-03 04:05
tags: [a, b]
nested: { list: [1, 2.5, 0x1f, ~], text: "x\\ty" }
---
A paragraph with <b title='"'>raw</b> HTML, &hellip; and a note.[^1] <!-- more --> https://example.com

| a | b |
| - | :-: |
| ~~c~~ | <a href="javascript:x">d</a> |

\`\`\`ts {2} title="a.ts"
const a: number = 1; // 全角
const b = \`\${a}\`;
\`\`\`

\`\`\`php
<?php echo "<p>$x</p>"; ?>
\`\`\`

- [x] 这是**不变。**源码

[^1]: The note.
`;

async function useAll(galley: Galley, engine: "oniguruma" | "javascript"): Promise<unknown> {
  const themes = { light: "github-light", dark: "nord" } as const;
  const highlighter = await galley.createHighlighter({ themes, engine });
  const post = await galley.createPostParser({ highlighter })(source, { path: "posts/both.md" });
  const site = { url: "https://example.com/", title: "Site" };
  const feed = galley.buildFeed(site, [post]);
  const bad = await galley
    .createPostParser()("---\na: [1\nb: {\n---\n", { path: "bad.md" })
    .catch(({ name, messages }) => [name, messages]);
  return [
    post,
    highlighter.fingerprint,
    galley.renderRss(feed),
    galley.renderAtom(feed),
    galley.renderJsonFeed(feed),
    bad,
  ];
}

describe("the build for Node", () => {
  test.each(["oniguruma", "javascript"] as const)(
    "gives the same results as the other build, with %s",
    async (engine) => {
      const result = await useAll(bundled, engine);
      expect(JSON.stringify(result)).toContain("<span style=");
      expect(result).toEqual(await useAll(unbundled, engine));
    },
  );

  test("exports the same names at every entry point", async () => {
    for (const file of globSync("{,*/}index.js", { cwd: join(root, "dist/bundled") })) {
      const names = Object.keys(await import(builtModule(file))).sort();
      expect(Object.keys(await import(builtModule(`bundled/${file}`))).sort(), file).toEqual(names);
    }
  });

  test("reports errors of a plugin whose VFileMessage class is not the bundled one", async () => {
    const plugin = () => (): never => {
      throw new VFileMessage("A plugin says no", { source: "mine", ruleId: "no" });
    };
    const parse = bundled.createPostParser({ remarkPlugins: [plugin] });
    await expect(parse("# T\n")).rejects.toMatchObject({
      name: "ContentError",
      messages: [{ reason: "A plugin says no", source: "mine", ruleId: "no" }],
    });
  });

  test("imports only large and rarely needed packages", () => {
    const folder = join(root, "dist/bundled");
    const found = new Set<string>();
    for (const file of globSync("**/*.js", { cwd: folder })) {
      const text = readFileSync(join(folder, file), "utf8");
      for (const [, name = ""] of text.matchAll(/^(?:import|export) [^;]*? ?from "([^./"][^"]*)";$/gm))
        found.add(name);
      for (const [, name = ""] of text.matchAll(/\bimport\("([^./"][^"]*)"\)/g)) found.add(name);
      expect(text, file).not.toContain("mdast-util-to-markdown");
    }
    expect([...found].filter((name) => !name.startsWith("node:")).sort()).toEqual([
      "satteri",
      "shiki/engine/javascript",
      "shiki/langs",
      "shiki/themes",
      "shiki/wasm",
      "tinyglobby",
    ]);
  });

  test("includes the licenses of the bundled packages", () => {
    const text = readFileSync(join(root, "dist/bundled/licenses.txt"), "utf8");
    const sections = text.split(`${"-".repeat(80)}\n`).slice(1);
    expect(sections.length).toBeGreaterThan(60);
    for (const name of ["unified 11", "micromark 4", "yaml 2", "@shikijs/core 4", "parse5 8"]) {
      expect(sections.some((section) => section.startsWith(name))).toBe(true);
    }
    // Every section has the text of a license, not only its name.
    expect(sections.filter((section) => section.length < 300)).toEqual([]);
  });
});
