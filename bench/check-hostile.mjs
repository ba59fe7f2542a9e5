// Runs every kind of hostile text, at growing sizes, and every text that tries to get a script into a page, through the
// public API of the built package: npm run check:hostile
//
// node bench/check-hostile.mjs [words …] [--all] [--budget=<seconds>] [--size=<characters>]
//
// Words select the jobs whose names contain one of them. --all also prints vectors that passed. With --size, growing
// texts run only at that size, and more than a gigabyte of memory is an error. Each job runs in a process that is
// stopped when it uses more CPU time than the budget. Exits with code 1 when a job failed: a crash, a hang, an error
// that is not a ContentError, growth beyond n^1.5, unsafe output, or more output than 64 x input + 64 KB.
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allJobs } from "./hostile/jobs.mjs";

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const flags = new Map(
  process.argv
    .slice(2)
    .filter((word) => word.startsWith("--"))
    .map((word) => word.slice(2).split("=")),
);
const budget = Number(flags.get("budget") ?? 20);
const onlySize = flags.has("size") ? Number(flags.get("size")) : undefined;

let worker;
let answer;

function start() {
  return new Promise((resolve, reject) => {
    worker = fork(join(import.meta.dirname, "hostile/worker.mjs"), {
      execArgv: [`--max-old-space-size=${onlySize === undefined ? 1536 : 1024}`],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const child = worker;
    let errors = "";
    child.stderr.on("data", (data) => {
      errors = `${errors}${data}`.slice(-400);
    });
    child.on("message", (message) => (message === "ready" ? resolve() : answer?.(message)));
    child.on("exit", (code, signal) => {
      if (worker === child) worker = undefined;
      const why = /heap out of memory/.test(errors) ? "out of memory" : `crash (${signal ?? code})`;
      answer?.({
        result: child.killedFor ?? why,
        failed: true,
        time: 1000 * (child.usedUp ?? 0),
        dead: true,
      });
      reject(new Error(errors));
    });
  });
}

/** Seconds of CPU time of the worker, or of wall time if the system does not report CPU time. */
function secondsOf({ pid }, since) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return (Date.now() - since) / 1000;
  }
}

async function ask(name, size) {
  if (!worker) await start();
  const child = worker;
  const since = Date.now();
  const before = secondsOf(child, since);
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const used = secondsOf(child, since) - before;
      if (used < budget) return;
      child.killedFor = "hang";
      child.usedUp = used;
      child.kill("SIGKILL");
    }, 250);
    answer = (outcome) => {
      clearInterval(timer);
      answer = undefined;
      resolve(outcome);
    };
    child.send({ name, size });
  });
}

/** Errors in an outcome in addition to those that the worker found. */
function faultOf(outcome, before) {
  if (outcome.failed) return outcome.result;
  if (outcome.output > 64 * outcome.size + 65_536) return `${outcome.output} characters of output`;
  if (before && before.result === "ok" && outcome.result === "ok" && outcome.time > 1500) {
    const exponent = Math.log(outcome.time / before.time) / Math.log(outcome.size / before.size);
    if (exponent > 1.5) return `grows as n^${exponent.toFixed(2)}`;
  }
  return undefined;
}

const row = (...cells) =>
  console.log(
    `${cells[0].slice(0, 64).padEnd(64)} ${String(cells[1]).padStart(9)} ${String(cells[2]).padStart(9)}  ${cells[3]}`,
  );

let passed = 0;
const failures = [];
row("input", "size", "time", "result");
for (const job of allJobs) {
  if (words.length > 0 && !words.some((word) => job.name.includes(word))) continue;
  let before;
  let fault;
  if (onlySize !== undefined && !job.sizes) continue;
  for (const size of onlySize === undefined ? (job.sizes ?? [undefined]) : [onlySize]) {
    const outcome = await ask(job.name, size);
    outcome.size ??= size;
    fault = faultOf(outcome, before);
    const again = before && outcome.size === before.size;
    if (!again && (job.text === undefined || fault || flags.has("all"))) {
      row(
        job.name,
        outcome.size,
        `${Math.round(outcome.time)} ms`,
        fault ? `FAILED: ${fault}` : outcome.result,
      );
    }
    if (fault || again) break;
    before = outcome;
  }
  if (fault) failures.push(`${job.name}: ${fault}`);
  else passed++;
}
worker?.kill();
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join("\n")}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
if (failures.length > 0) process.exitCode = 1;
