import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { builtModule } from "./built-module.ts";
import { root, sources } from "./source-files.ts";

const rooms = globSync("src/*/index.ts", { cwd: root })
  .map((file) => file.split("/")[1] ?? "")
  .sort();

/** The public names. A change here is a change of the contract, and belongs into the changelog. */
test.each(["index", ...rooms])("the names of %s", async (room) => {
  const file = room === "index" ? "index.js" : `${room}/index.js`;
  expect(Object.keys(await import(builtModule(file))).sort()).toMatchSnapshot();
});

test("the front door is all pure rooms together", async () => {
  const names = new Set<string>();
  for (const room of rooms.filter((name) => name !== "node" && name !== "satteri")) {
    for (const name of Object.keys(await import(builtModule(`${room}/index.js`)))) names.add(name);
  }
  expect(Object.keys(await import(builtModule("index.js"))).sort()).toEqual([...names].sort());
  expect(sources.find(({ path }) => path === "index.ts")?.imports.map(({ target }) => target)).not.toContain(
    "node/index.ts",
  );
});
