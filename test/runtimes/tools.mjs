import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { run } from "../examples/process.mjs";

const folder = resolve(import.meta.dirname, "../../.tmp/runtimes");

/**
 * Runtimes that are npm packages, with exact versions. They are installed below .tmp once, separate from the project's
 * dependencies: together they take half a gigabyte.
 */
const tools = {
  "node 22": { spec: "node@npm:node-$PLATFORM@22.23.3", file: "node_modules/node/bin/node" },
  "node 24": { spec: "node@npm:node-$PLATFORM@24.21.0", file: "node_modules/node/bin/node" },
  "node 26": { spec: "node@npm:node-$PLATFORM@26.9.0", file: "node_modules/node/bin/node" },
  bun: { spec: "bun@1.4.5", file: "node_modules/.bin/bun" },
  deno: { spec: "deno@2.9.6", file: "node_modules/.bin/deno" },
  workerd: { spec: "workerd@1.20261117.1", file: "node_modules/.bin/workerd" },
};

/** The path of a runtime, which is installed if missing; rejects with the reason when it is not available. */
export async function installTool(name) {
  const { spec, file } = tools[name];
  const home = join(folder, name.replace(" ", "-"));
  const path = join(home, file);
  const wanted = spec.replace("$PLATFORM", `${process.platform}-${process.arch}`);
  const mark = join(home, "installed.txt");
  if (existsSync(path) && (await readFile(mark, "utf8").catch(() => "")) === wanted) return path;
  await mkdir(home, { recursive: true });
  await writeFile(join(home, "package.json"), '{ "private": true }');
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error", wanted], {
    cwd: home,
  });
  await run(path, ["--version"]);
  await writeFile(mark, wanted);
  return path;
}
