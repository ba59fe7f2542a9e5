import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root } from "./source-files.ts";

/** What a run of the demo said, and how it ended. */
export interface DemoRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** An empty folder that the system clears away. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "galley-demo-"));
}

/** Runs the demo as a person would, against the built package. */
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

/** Text of one file of a site. */
export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}
