// Mutation testing of one room, in minutes: npm run mutants:fast -- <room> [files …] [--every=<n>] [--offset=<n>]
//
// The mutants are Stryker's, made by its instrumenter; the tests are those of test/<room>. Stryker itself starts its
// test runner anew for each mutant, which for ten thousand takes hours (npm run mutants); here all stay loaded, and a
// mutant is switched on by its number. --every=10 takes each tenth mutant, --offset says from which one on.
// Prints a table and every mutant that lived.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { Worker } from "node:worker_threads";
import { createInstrumenter } from "@stryker-mutator/instrumenter";
import { build } from "esbuild";
import { createInjector } from "typed-inject";

const root = join(import.meta.dirname, "..");
const [room, ...only] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const option = (name, otherwise) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split("=")[1] ?? otherwise);
const every = option("every", 1);
const offset = option("offset", 0);
/** A test that takes longer is left out, and a mutant that keeps the tests busy for longer is as good as killed. */
const slowest = 4000;
const patience = 40_000;

const silent = new Proxy({}, { get: (_, name) => () => !String(name).startsWith("is") && undefined });
const box = join(root, ".tmp/mutants", room);
rmSync(box, { recursive: true, force: true });
mkdirSync(box, { recursive: true });
for (const folder of ["src", "test"]) cpSync(join(root, folder), join(box, folder), { recursive: true });

const files = readdirSync(join(root, "src", room))
  .filter((name) => /(?<!\.d)\.ts$/.test(name) && name !== "index.ts")
  .filter((name) => only.length === 0 || only.includes(name.replace(/\.ts$/, "")))
  .map((name) => join(root, "src", room, name));
const instrumenter = createInstrumenter(
  createInjector().provideValue("logger", silent).provideValue("options", {}),
);
const instrumented = await instrumenter.instrument(
  files.map((name) => ({ name, mutate: true, content: readFileSync(name, "utf8") })),
  { plugins: null, excludedMutations: [], ignorers: [] },
);
for (const { name, content } of instrumented.files) writeFileSync(join(box, relative(root, name)), content);
const mutants = instrumented.mutants.filter((_, index) => index % every === offset);

const shim = join(import.meta.dirname, "mutants/vitest.mjs");
const suites = readdirSync(join(root, "test", room)).filter((name) => name.endsWith(".test.ts"));
writeFileSync(
  join(box, "entry.ts"),
  [...suites.map((name) => `import "./test/${room}/${name}";`), `export { tests } from "vitest";`].join("\n"),
);
const bundle = join(box, "bundle.mjs");
await build({
  entryPoints: [join(box, "entry.ts")],
  outfile: bundle,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  alias: { vitest: shim },
  external: [shim],
  // Tests are nothing but side effects.
  ignoreAnnotations: true,
  define: { "import.meta.dirname": JSON.stringify(join(root, "test", room)) },
  logLevel: "error",
});

/** @type {Map<string, string>} */
const results = new Map();

/** Tries mutants from one on. Gives the number of the next one when a mutant never came to an end, or ended all. */
function tryFrom(from) {
  return new Promise((resolve) => {
    let current;
    let timer;
    const worker = new Worker(new URL("mutants/worker.mjs", import.meta.url), {
      workerData: { bundle, ids: mutants.map(({ id }) => id), from, slowest },
    });
    const giveUp = async () => {
      clearTimeout(timer);
      await worker.terminate();
      if (current === undefined) throw new Error("The tests do not run without a mutant");
      results.set(mutants[current].id, "timed out");
      resolve(current + 1);
    };
    worker.on("error", giveUp);
    worker.on("message", ({ note, started, index, result, done }) => {
      if (note && from === 0) console.log(note);
      if (started !== undefined) {
        current = started;
        clearTimeout(timer);
        timer = setTimeout(giveUp, patience);
      }
      if (result) results.set(mutants[index].id, result);
      if (done) {
        clearTimeout(timer);
        resolve(mutants.length);
      }
    });
  });
}

for (let next = 0; next < mutants.length; ) next = await tryFrom(next);

function scoreOf(counts) {
  const { killed = 0, "timed out": late = 0, survived = 0, "not covered": missed = 0 } = counts;
  const all = killed + late + survived + missed;
  return all === 0 ? "-" : `${((100 * (killed + late)) / all).toFixed(1)} %`;
}

const total = {};
for (const file of files) {
  const counts = {};
  const lived = [];
  for (const { id, fileName, location, mutatorName, replacement } of mutants) {
    if (fileName !== file) continue;
    const result = results.get(id);
    counts[result] = (counts[result] ?? 0) + 1;
    total[result] = (total[result] ?? 0) + 1;
    if (result !== "survived" && result !== "not covered") continue;
    const { start, end } = location;
    const line = readFileSync(file, "utf8").split("\n")[start.line];
    const original = line.slice(start.column, start.line === end.line ? end.column : undefined);
    const shown = (text) => text.replace(/\s+/g, " ").slice(0, 80);
    lived.push(
      `  ${start.line + 1}:${start.column + 1} ${mutatorName}, ${result}: ${shown(original)} => ${shown(replacement)}`,
    );
  }
  console.log(`${basename(file).padEnd(32)} ${scoreOf(counts).padStart(7)}  ${JSON.stringify(counts)}`);
  for (const line of lived) console.log(line);
}
console.log(
  `\n${room}: ${scoreOf(total)} of ${mutants.length} out of ${instrumented.mutants.length} mutants ${JSON.stringify(total)}`,
);
