import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./source-files.ts";

test("the built `galley` command runs, exits with the right code and writes no colors to a pipe", () => {
  const cwd = mkdtempSync(join(tmpdir(), "galley-bin-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  writeFileSync(join(cwd, "a.md"), "---\ntitle: A\ndate: 2026-02-30\n---\nText\n");
  const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const run = (...args: string[]) => spawnSync(join(root, bin.galley), args, { cwd, encoding: "utf8" });

  const { status, stdout, stderr } = run("lint");
  expect([status, stderr]).toEqual([1, ""]);
  expect(stdout).toMatch(/^a\.md\n {2}3:7 +error .*\[date-invalid\]\n/);
  expect(stdout).not.toContain("\u001B");

  const wrong = run("lint", "--nonsense");
  expect([wrong.status, wrong.stdout, wrong.stderr]).toEqual([2, "", 'Unknown option "--nonsense"\n']);
});
