import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { families } from "./pathological-families.ts";
import type { Outcome } from "./pathological-worker.ts";

const folder = join(import.meta.dirname, "../../.tmp/pathological");
const worker = join(folder, "worker.mjs");

/** The second is 16 times the first, so that quadratic time is 256 times as slow. */
const sizes = [4000, 64_000];

/** A definition shows nothing, and an image in an image only its text. */
const losing: ReadonlySet<string> = new Set(["nested images", "titles of definitions"]);

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [join(import.meta.dirname, "pathological-worker.ts")],
    outfile: worker,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "silent",
  });
}, 60_000);

/** Two processes that wait for a family; one that crashed is replaced, so that only that family fails. */
const idle: (ChildProcess | undefined)[] = [undefined, undefined];
const waiting: (() => void)[] = [];
afterAll(() => {
  for (const child of idle) child?.kill();
});

async function measure(name: string): Promise<Outcome[]> {
  while (idle.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  let child = idle.pop();
  try {
    child ??= fork(worker);
    return await measureIn(child, name);
  } catch (error) {
    child = undefined;
    throw error;
  } finally {
    idle.push(child);
    waiting.shift()?.();
  }
}

function measureIn(child: ChildProcess, name: string): Promise<Outcome[]> {
  return new Promise<Outcome[]>((resolve, reject) => {
    const hang = setTimeout(() => child.kill("SIGKILL"), 500_000);
    child.once("exit", (code, signal) => reject(new Error(`The parser ended with ${signal ?? code}`)));
    child.once("message", (message) => {
      clearTimeout(hang);
      child.removeAllListeners("exit");
      resolve(message as Outcome[]);
    });
    child.send({ name, sizes });
  });
}

test.concurrent.each(Object.keys(families))("%s", async (name) => {
  const outcomes = await measure(name);
  expect(outcomes).toHaveLength(sizes.length);
  for (const { size, html, limit, whole } of outcomes) {
    if (limit !== undefined) {
      expect(limit).toMatch(/^limit-[a-z-]+$/);
      continue;
    }
    expect(html).toBeLessThanOrEqual(64 * size + 65_536);
    expect(whole || losing.has(name), "letters are lost").toBe(true);
  }
  // CPU time, and only where it is long enough to be meaningful on a busy machine.
  const parsed = outcomes.filter(({ limit }) => limit === undefined);
  for (const [index, after] of parsed.entries()) {
    const before = parsed[index - 1];
    if (before === undefined || after.time < 1500) continue;
    const exponent = Math.log(after.time / before.time) / Math.log(after.size / before.size);
    expect(exponent, JSON.stringify(outcomes)).toBeLessThan(1.5);
  }
});
