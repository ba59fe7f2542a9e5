// Runs the tests of a module against one mutant after another, with everything loaded once.
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

const { bundle, ids, from, slowest, budget, progress } = workerData;
/** Read by Stryker's switches in the code. */
const switches = {};
globalThis.__stryker__ = switches;
const { tests } = await import(pathToFileURL(bundle));
const send = (message) => parentPort.postMessage(message);

/** The CPU time of this process in milliseconds, which is the same on a busy machine. */
const cpuTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Runs tests without a mutant and returns how often each reaches each mutant, and its duration. */
async function runAll(indices) {
  const runs = new Map();
  switches.mutantCoverage.perTest = {};
  for (const index of indices) {
    switches.currentTestId = String(index);
    const start = cpuTime();
    try {
      await tests[index].run();
    } catch (error) {
      send({
        note: `fails without a mutant, left out: ${tests[index].name}: ${String(error).slice(0, 200)}`,
      });
      continue;
    }
    runs.set(index, { time: cpuTime() - start, hits: switches.mutantCoverage.perTest[index] ?? {} });
  }
  switches.currentTestId = undefined;
  return runs;
}

/** By mutant: the tests that reach it, fastest first. */
async function findCovering() {
  const found = new Map();
  const usable = new Set();
  const once = new Set(Object.keys(switches.mutantCoverage.static));
  const first = await runAll(tests.keys());
  // Only code that a test reaches every time can be tested repeatedly: code that is reached only the first time has
  // cached its result.
  const second = await runAll([...first.keys()].filter((index) => first.get(index).time < 5 * slowest));
  for (const [index, { time, hits }] of second) {
    if (time > slowest) continue;
    usable.add(index);
    const before = first.get(index).hits;
    for (const id of Object.keys(before)) once.add(id);
    for (const [id, count] of Object.entries(hits)) {
      if (!found.has(id)) found.set(id, []);
      found.get(id).push({ index, time, hits: Math.max(count, before[id] ?? 0) });
    }
  }
  for (const uses of found.values()) uses.sort((a, b) => a.time - b.time);
  for (const id of once) if (!found.has(id)) found.set(id, "once");
  send({
    plan: found,
    note: `${usable.size} of ${tests.length} tests; the others take longer than ${slowest} ms`,
  });
  return found;
}

const covering = workerData.covering ?? (await findCovering());

const passes = (index) => {
  Atomics.add(progress, 0, 1);
  return tests[index].run().then(
    () => true,
    () => false,
  );
};

async function tryMutant(id) {
  const uses = covering.get(id);
  if (!uses) return { result: "not covered" };
  // Code that runs only once, while the module is loaded or in the first test, would need a complete reload.
  if (uses === "once") return { result: "ignored" };
  let spent = 0;
  for (const { index, hits, time } of uses) {
    spent += time;
    if (spent > budget && time < spent) break;
    Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: hits * 20 + 1000 });
    const passed = await passes(index);
    switches.activeMutant = undefined;
    if (passed) continue;
    // A test that now fails without the mutant too shows that this mutant or another changed shared state.
    return { result: "killed", dirty: !(await passes(index)) };
  }
  return { result: "survived" };
}

for (let index = from; index < ids.length; index++) {
  send({ started: index });
  const { result, dirty } = await tryMutant(ids[index]);
  send({ index, result, dirty });
  if (dirty) break;
  if (index === ids.length - 1) send({ done: true });
}
