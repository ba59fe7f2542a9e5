// Runs the tests of a module against one mutant after another, with everything loaded once.
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

const { bundle, ids, from, slowest, budget, progress } = workerData;
/** What Stryker's switches in the code look at. */
const switches = {};
globalThis.__stryker__ = switches;
const { tests } = await import(pathToFileURL(bundle));
const send = (message) => parentPort.postMessage(message);

/** The time of this process on a processor, in milliseconds: the same on a busy machine. */
const cpuTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Runs tests without a mutant and returns how often each passes by each mutant, and how long it takes. */
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

/** By mutant: the tests that reach it, the fastest first. */
async function findCovering() {
  const found = new Map();
  const usable = new Set();
  const once = new Set(Object.keys(switches.mutantCoverage.static));
  const first = await runAll(tests.keys());
  // Only what a test reaches each time can be tried again and again: what it reaches the first time only is kept somewhere.
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
  // What runs only once, while the module is loaded or for the first test, would need all to be loaded again.
  if (uses === "once") return { result: "ignored" };
  let spent = 0;
  for (const { index, hits, time } of uses) {
    spent += time;
    if (spent > budget && time < spent) break;
    Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: hits * 20 + 1000 });
    const passed = await passes(index);
    switches.activeMutant = undefined;
    if (passed) continue;
    // A test that now fails without the mutant too shows that something was left behind, by this mutant or another.
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
