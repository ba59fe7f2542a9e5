#!/usr/bin/env node
import { runLint } from "./lint-command.ts";

const { stdout, stderr, env } = process;
// The reader may stop early, as in `galley lint | head`.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
process.exitCode = await runLint(process.argv.slice(2), {
  stdout,
  stderr,
  cwd: process.cwd(),
  now: new Date(),
  hasColors: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
  hasProgress: stderr.isTTY === true,
});
