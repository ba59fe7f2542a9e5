import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { version } from "../../src/post/version.ts";
import { root } from "./source-files.ts";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

test("the version in cache keys is that of the package", () => {
  expect(manifest.version).toBe(version);
});

test("the home page, the repository and the bugs URL are the same place, which no other file mentions", () => {
  const [, owner] = /^git\+(https:\/\/github\.com\/[\w-]+\/galley)\.git$/.exec(manifest.repository.url) ?? [];
  expect(owner).toBeDefined();
  expect([manifest.homepage, manifest.bugs]).toEqual([`${owner}#readme`, `${owner}/issues`]);
  const others = globSync(["src/**/*.ts", "docs/*.md", "*.md", ".github/**/*.yml"], { cwd: root, dot: true });
  const naming = others.filter((file) => readFileSync(join(root, file), "utf8").includes(String(owner)));
  expect(naming).toEqual([]);
});
