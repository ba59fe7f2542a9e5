// Runs one small suite of the pure functions in every available runtime: other versions of Node, Bun, Deno, a browser,
// a worker. Unavailable runtimes are reported and skipped. `npm run test:runtimes -- bun chromium` runs only these.

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { chromiumPath } from "../chromium-path.mjs";
import { serveFolder, withPage } from "../examples/browser.mjs";
import { run } from "../examples/process.mjs";
import { cases } from "./suite.mjs";
import { installTool } from "./tools.mjs";

const root = resolve(import.meta.dirname, "../..");
const scratch = join(root, ".tmp", "runtimes-scratch");
const print = join(import.meta.dirname, "print.mjs");

function resultsIn(output) {
  const [, json] = /^.*RESULTS (\{.*\})\s*$/m.exec(output) ?? [];
  if (!json) throw new Error(`no results in what was printed:\n${output.slice(-4000)}`);
  return JSON.parse(json);
}

const byScript = (tool, args) => async () => {
  const program = await have(tool);
  return async () => resultsIn(await run(program, [...args, print], { cwd: root }));
};

class Missing extends Error {}

async function have(tool) {
  try {
    return await installTool(tool);
  } catch (error) {
    throw new Missing(error.message.split("\n").slice(0, 3).join(" "));
  }
}

/** The suite and the library in one file, bundled for that platform. */
async function bundle(name, conditions, ending) {
  const folder = join(scratch, name);
  await mkdir(folder, { recursive: true });
  await build({
    stdin: {
      contents: `import * as galley from "./dist/index.js";
import { runSuite } from "./test/runtimes/suite.mjs";
${ending}`,
      resolveDir: root,
    },
    bundle: true,
    format: "esm",
    conditions,
    outfile: join(folder, "suite.js"),
    logLevel: "error",
  });
  return folder;
}

/** Each is first checked for availability, and then run. */
const runtimes = {
  "node 20": async () => async () => resultsIn(await run(process.execPath, [print], { cwd: root })),
  "node 22": byScript("node 22", []),
  "node 24": byScript("node 24", []),
  "node 26": byScript("node 26", []),
  bun: byScript("bun", ["run"]),
  deno: byScript("deno", ["run", "--no-prompt", "--allow-read", "--allow-write", "--allow-env"]),
  async chromium() {
    if (!chromiumPath) throw new Missing("no chromium on PATH");
    return async () => {
      const folder = await bundle("chromium", ["browser"], "window.results = runSuite(galley);");
      await writeFile(
        join(folder, "index.html"),
        '<!doctype html><script type="module" src="suite.js"></script>',
      );
      const server = await serveFolder(folder);
      try {
        return await withPage(server.url, (page) => page.evaluate(() => window.results));
      } finally {
        await server.stop();
      }
    };
  },
  async workerd() {
    const program = await have("workerd");
    return async () => {
      const ending =
        'export default { async test() { console.log("RESULTS " + JSON.stringify(await runSuite(galley))); } };';
      const folder = await bundle("workerd", ["workerd", "worker"], ending);
      await writeFile(
        join(folder, "config.capnp"),
        `using Workerd = import "/workerd/workerd.capnp";
const unitTests :Workerd.Config = (services = [(name = "main", worker = (
  modules = [(name = "suite", esModule = embed "suite.js")], compatibilityDate = "2025-06-01"))]);
`,
      );
      return resultsIn(await run(program, ["test", join(folder, "config.capnp")], { cwd: folder }));
    };
  },
};

/** What a runtime does not allow, which is not our bug; it must fail. */
const forbidden = { workerd: { "highlight, Oniguruma": "WebAssembly may not be compiled there" } };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in runtimes));
if (unknown.length > 0) throw new TypeError(`Expected names of runtimes, received ${unknown.join(", ")}`);
const say = (text) => void process.stdout.write(`${text}\n`);

await rm(scratch, { recursive: true, force: true });
const rows = [];
let first;
for (const [name, prepare] of Object.entries(runtimes)) {
  const isWanted = wanted.length === 0 || wanted.includes(name);
  // The results in the current Node are the expected ones.
  if (!isWanted && first) continue;
  const label = name === "node 20" ? `node ${process.versions.node}` : name;
  let results;
  try {
    results = await (await prepare())();
  } catch (error) {
    const outcome = error instanceof Missing ? "skipped" : "failed";
    say(`${outcome.toUpperCase()} ${label}: ${error instanceof Missing ? error.message : error.stack}`);
    rows.push({ label, outcome });
    continue;
  }
  first ??= results;
  const row = { label, outcome: "passed", cases: 0, same: 0, forbidden: 0 };
  for (const [title, { text }] of Object.entries(first)) {
    const result = results[title];
    // A browser and a worker have no file system.
    if (!(title in cases) && ["chromium", "workerd"].includes(name)) continue;
    const why = forbidden[name]?.[title];
    if (why && result?.error) {
      row.forbidden++;
      say(`${label}: “${title}” is not possible: ${why}`);
    } else if (!result || result.error || why) {
      row.outcome = "failed";
      say(
        `FAILED ${label}: ${title}: ${result?.error ?? (why ? "expected it to be forbidden" : "it did not run")}`,
      );
    } else {
      row.cases++;
      if (result.text === text) row.same++;
      else {
        row.outcome = "failed";
        const at = [...text].findIndex((sign, index) => sign !== [...result.text][index]);
        const near = (value) => JSON.stringify([...value].slice(Math.max(0, at - 40), at + 40).join(""));
        say(
          `FAILED ${label}: ${title} differs from Node ${process.versions.node}: ${near(result.text)} for ${near(text)}`,
        );
      }
    }
  }
  if (isWanted) rows.push(row);
}

say("\nruntime         outcome   cases   same bytes   not possible");
for (const { label, outcome, cases = "", same = "", forbidden = "" } of rows) {
  say(
    `${label.padEnd(16)}${outcome.padEnd(8)}${String(cases).padStart(7)}${String(same).padStart(13)}${String(forbidden).padStart(15)}`,
  );
}
const count = (outcome) => rows.filter((row) => row.outcome === outcome).length;
say(`\n${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
process.exitCode = count("failed") > 0 ? 1 : 0;
