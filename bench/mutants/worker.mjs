// Runs the tests of a room against one mutant after another, without loading anything anew.
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

const { bundle, ids, from, slowest } = workerData;
/** What Stryker's switches in the code look at. */
const switches = {};
globalThis.__stryker__ = switches;
const { tests } = await import(pathToFileURL(bundle));
const atLoad = switches.mutantCoverage?.static ?? {};
const tell = (message) => parentPort.postMessage(message);

// Once without a mutant: how long each test takes, and which mutants it comes by how often.
const covering = new Map();
for (const [index, test] of tests.entries()) {
  switches.currentTestId = String(index);
  const start = performance.now();
  try {
    await test.run();
  } catch (error) {
    tell({ note: `fails without a mutant, left out: ${test.name}: ${String(error?.message).slice(0, 200)}` });
    continue;
  }
  test.time = performance.now() - start;
  if (test.time > slowest) {
    tell({ note: `slow, left out: ${test.name}` });
    continue;
  }
  for (const [id, hits] of Object.entries(switches.mutantCoverage?.perTest?.[index] ?? {})) {
    if (!covering.has(id)) covering.set(id, []);
    covering.get(id).push({ test, hits });
  }
}
switches.currentTestId = undefined;

async function tryMutant(id) {
  const uses = covering.get(id);
  // What runs once, while the module is loaded, would need all to be loaded anew.
  if (!uses) return id in atLoad ? "ignored" : "not covered";
  for (const { test, hits } of uses.sort((a, b) => a.test.time - b.test.time)) {
    Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: hits * 100 + 1000 });
    try {
      await test.run();
    } catch {
      return "killed";
    } finally {
      switches.activeMutant = undefined;
    }
  }
  return "survived";
}

for (let index = from; index < ids.length; index++) {
  tell({ started: index });
  tell({ index, result: await tryMutant(ids[index]) });
}
tell({ done: true });
