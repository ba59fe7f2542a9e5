import { spawn } from "node:child_process";

/** Runs a command to its end; rejects with its output when it fails. */
export function run(command, args, { cwd, env, timeout = 300_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, timeout });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          Object.assign(
            new Error(`${command} ${args.join(" ")} ended with ${signal ?? code}\n${output.slice(-6000)}`),
            { output },
          ),
        );
    });
  });
}

/** Starts a server, and waits until it prints its URL. */
export async function start(command, args, { cwd, env, timeout = 60_000 } = {}) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, detached: true });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const stop = async () => {
    // The server is a child of `npm`: both are in one process group.
    if (child.exitCode === null) process.kill(-child.pid, "SIGTERM");
    await ended;
  };
  const printed = { text: "" };
  try {
    const url = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no address in time:\n${printed.text}`)), timeout);
      child.on("error", reject);
      ended.then((code) => reject(new Error(`the server ended with ${code}:\n${printed.text}`)));
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text) => {
          printed.text += text;
          const found = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(
            printed.text.replace(/\u001b\[[\d;]*m/g, ""),
          );
          if (!found) return;
          clearTimeout(timer);
          resolve(found[0].replace("localhost", "127.0.0.1"));
        });
      }
    });
    return { url, printed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
