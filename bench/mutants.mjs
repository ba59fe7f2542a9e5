// Mutation testing of one module, in minutes:
// npm run mutants:fast -- <module> [files …] [--every=<n>] [--seed=<n>] [--tests=<folder>,<folder>]
//
// The mutants are created by Stryker's instrumenter, for all files below src/<module>. The tests are those below
// test/<module>, and below the additional folders of test/ in --tests. Stryker itself restarts its test runner for each
// mutant, which takes hours for ten thousand (npm run mutants); here everything stays loaded, and a mutant is activated
// by its number. --every=5 tests one mutant in five, selected by --seed. Prints a table and every mutant that survived.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { createInstrumenter } from "@stryker-mutator/instrumenter";
import { build } from "esbuild";
import { createInjector } from "typed-inject";
import { createRandom } from "./generate-posts.mjs";

const root = join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    tests: { type: "string", default: "" },
  },
});
const [module, ...only] = positionals;
const every = Number(values.every);
const seed = Number(values.seed);
/**
 * A test that takes longer, in milliseconds, is skipped, as is a file whose tests start processes or workers, or
 * replace modules.
 */
const slowest = 200;
/** A mutant that many tests reach gets the fastest of them, up to this many milliseconds in total. */
const budget = 1000;
const needsRunner = /node:child_process|node:worker_threads|playwright-core|\bvi\.(?:mock|doMock)\b/;
/** A mutant that keeps one test busy for longer counts as killed. */
const patience = 8000;
const patienceAtStart = 30_000;

const box = join(root, ".tmp/mutants", module);
rmSync(box, { recursive: true, force: true });
mkdirSync(box, { recursive: true });
for (const folder of ["src", "test", "docs"])
  cpSync(join(root, folder), join(box, folder), { recursive: true });
symlinkSync(join(root, "node_modules"), join(box, "node_modules"));

const filesBelow = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort();

const files = filesBelow(`src/${module}`)
  .filter((name) => /(?<!\.d)\.ts$/.test(name) && !name.endsWith("/index.ts"))
  .filter((name) => only.length === 0 || only.some((part) => name.endsWith(`/${part}.ts`)));
const silent = new Proxy({}, { get: (_, name) => () => !String(name).startsWith("is") && undefined });
const instrumenter = createInstrumenter(
  createInjector().provideValue("logger", silent).provideValue("options", {}),
);
const instrumented = await instrumenter.instrument(
  files.map((name) => ({ name, mutate: true, content: readFileSync(join(root, name), "utf8") })),
  { plugins: null, excludedMutations: [], ignorers: [] },
);
for (const { name, content } of instrumented.files) writeFileSync(join(box, name), content);

/** One number in `every`, sampled without replacement. */
function drawNumbers(count) {
  const random = createRandom(seed);
  const ranked = Array.from({ length: count }, (_, index) => ({ index, rank: random() }));
  ranked.sort((a, b) => a.rank - b.rank);
  return new Set(ranked.slice(0, Math.ceil(count / every)).map(({ index }) => index));
}
const drawn = drawNumbers(instrumented.mutants.length);
const mutants = instrumented.mutants.filter((_, index) => drawn.has(index));

const suites = [module, ...values.tests.split(",").filter(Boolean)]
  .flatMap((folder) => filesBelow(`test/${folder}`))
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => {
    const left = needsRunner.test(readFileSync(join(root, name), "utf8"));
    if (left) console.log(`needs the test runner, skipped: ${name}`);
    return !left;
  });
writeFileSync(
  join(box, "entry.ts"),
  [...suites.map((name) => `import "./${name}";`), `export { tests } from "vitest";`].join("\n"),
);
const shim = join(import.meta.dirname, "mutants/vitest.mjs");
const bundle = join(box, "bundle.mjs");
/** Each file keeps its own folder, as if it were not bundled. */
const ownFolder = {
  name: "own-folder",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(
        "import.meta.dirname",
        JSON.stringify(join(path, "..")),
      ),
      loader: "ts",
    }));
  },
};
await build({
  entryPoints: [join(box, "entry.ts")],
  outfile: bundle,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  alias: { vitest: shim },
  external: [shim],
  plugins: [ownFolder],
  // Tests consist of side effects.
  ignoreAnnotations: true,
  logLevel: "error",
});

/** @type {Map<string, string>} */
const results = new Map();
let covering;

/**
 * Tests mutants starting at one. Returns the number of the next mutant when one had to be stopped, or of the same
 * mutant when an earlier one may have changed shared state: it is tested again in a new worker, alone.
 */
function tryFrom(from) {
  return new Promise((resolve, reject) => {
    let current;
    const progress = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(new URL("mutants/worker.mjs", import.meta.url), {
      workerData: { bundle, ids: mutants.map(({ id }) => id), from, slowest, budget, covering, progress },
    });
    let seen = 0;
    let since = performance.now();
    const watch = setInterval(() => {
      const now = Atomics.load(progress, 0);
      if (now !== seen) since = performance.now();
      seen = now;
      const limit = current === from ? patienceAtStart : patience;
      if (current !== undefined && performance.now() - since > limit) stop(current + 1, "timed out");
    }, 500);
    const stop = async (next, result) => {
      clearInterval(watch);
      if (result) results.set(mutants[current].id, result);
      await worker.terminate();
      resolve(next);
    };
    worker.on("error", (error) => {
      if (current === undefined) reject(error);
      else if (current > from) stop(current);
      else stop(current + 1, "killed");
    });
    worker.on("message", ({ note, plan, started, index, result, dirty, done }) => {
      if (note) console.log(note);
      if (plan) covering = plan;
      if (started !== undefined) {
        current = started;
        since = performance.now();
      }
      if (dirty && current > from) stop(current);
      else if (dirty) stop(current + 1, result);
      else if (result) results.set(mutants[index].id, result);
      if (done) stop(mutants.length);
    });
  });
}

let starts = 0;
for (let next = 0; next < mutants.length; starts++) next = await tryFrom(next);

function scoreOf({ killed = 0, "timed out": late = 0, survived = 0, "not covered": missed = 0 }) {
  const all = killed + late + survived + missed;
  return all === 0 ? "-" : `${((100 * (killed + late)) / all).toFixed(1)} %`;
}

const total = {};
for (const file of files) {
  const counts = {};
  const survivors = [];
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  for (const { id, fileName, location, mutatorName, replacement } of mutants) {
    if (fileName !== file) continue;
    const result = results.get(id);
    counts[result] = (counts[result] ?? 0) + 1;
    total[result] = (total[result] ?? 0) + 1;
    if (result !== "survived" && result !== "not covered") continue;
    const { start, end } = location;
    const original = lines[start.line].slice(start.column, start.line === end.line ? end.column : undefined);
    const shown = (text) => text.replace(/\s+/g, " ").slice(0, 100);
    survivors.push(
      `  ${start.line + 1}:${start.column + 1} ${mutatorName}, ${result}: ${shown(original)} => ${shown(replacement)}`,
    );
  }
  console.log(
    `${relative("src", file).padEnd(40)} ${scoreOf(counts).padStart(7)}  ${JSON.stringify(counts)}`,
  );
  for (const line of survivors) console.log(line);
}
console.log(
  `\n${module}: ${scoreOf(total)} of ${mutants.length} from ${instrumented.mutants.length} mutants ${JSON.stringify(total)}, ` +
    `${suites.length} test files, ${starts} workers, ${Math.round(performance.now() / 1000)} s`,
);
// Handles that a test left open do not keep the process alive.
process.exit();
