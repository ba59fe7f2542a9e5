import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { builtModule } from "./built-module.ts";
import { root, sources } from "./source-files.ts";

const modules = globSync("src/*/index.ts", { cwd: root })
  .map((file) => file.split("/")[1] ?? "")
  .sort();

/** The public names. A change here affects users and belongs in the changelog. */
test.each(["index", ...modules])("the exports of %s", async (module) => {
  const file = module === "index" ? "index.js" : `${module}/index.js`;
  expect(Object.keys(await import(builtModule(file))).sort()).toMatchSnapshot();
});

/** These need Node or an optional package. */
const separate = ["astro", "eleventy", "node", "satteri", "vite"];

test("the main entry point exports everything from the other modules", async () => {
  const names = new Set<string>();
  for (const module of modules.filter((name) => !separate.includes(name))) {
    for (const name of Object.keys(await import(builtModule(`${module}/index.js`)))) names.add(name);
  }
  expect(Object.keys(await import(builtModule("index.js"))).sort()).toEqual([...names].sort());
  const targets = sources.find(({ path }) => path === "index.ts")?.imports.map(({ target }) => target);
  expect(targets).not.toContain("node/index.ts");
});
