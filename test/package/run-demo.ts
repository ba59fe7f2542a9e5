import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll } from "vitest";
import { root } from "./source-files.ts";

/** The output and exit code of a demo run. */
export interface DemoRun {
  code: number;
  stdout: string;
  stderr: string;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder, which is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "galley-demo-"));
  folders.push(folder);
  return folder;
}

/** Runs the demo as a user would, with the built package. */
export function runDemo(...args: string[]): Promise<DemoRun> {
  const script = join(root, "examples/blog/build.mjs");
  const env = { ...process.env, INIT_CWD: root };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { cwd: root, env, timeout: 500_000 },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr });
      },
    );
  });
}

/** Paths of all files below a folder, with `/`, sorted. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => relative(folder, file).replaceAll("\\", "/"))
    .sort();
}

/** The text of one file of a site. */
export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}
