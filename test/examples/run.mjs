// Packs galley and builds every project in examples/ with the tarball, each in a separate folder. `npm run
// test:examples -- astro vite` builds only these; `--keep` keeps the folders.

import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { serveFolder } from "./browser.mjs";
import { checkBlog, checkFiles } from "./check-blog.mjs";
import { examples } from "./examples.mjs";
import { run, start } from "./process.mjs";

const root = resolve(import.meta.dirname, "../..");
const args = process.argv.slice(2);
const keep = args.includes("--keep");
const names = args.filter((arg) => !arg.startsWith("--"));
const unknown = names.filter((name) => !examples.some((example) => example.name === name));
if (unknown.length > 0) throw new TypeError(`Expected names of examples, received ${unknown.join(", ")}`);

const say = (text) => void process.stdout.write(`${text}\n`);
const install = ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
/** Telemetry of these builds is off. */
const env = { NEXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1", PORT: "0" };

/** How an example is served: the folder that it built, or its own server. */
async function serve({ files, serves }, { cwd, env }) {
  if (serves) return start("npm", ["start"], { cwd, env });
  if (!files) return undefined;
  const folder = join(cwd, files.folder ?? "dist");
  await checkFiles(folder);
  return serveFolder(folder);
}

async function test(example, home) {
  const cwd = join(home, example.folder ?? example.name);
  await rm(cwd, { recursive: true, force: true });
  await rm(join(home, "posts"), { recursive: true, force: true });
  await cp(join(root, "examples/posts"), join(home, "posts"), { recursive: true });
  await cp(join(root, "examples", example.folder ?? example.name), cwd, {
    recursive: true,
    filter: (file) =>
      !/[/\\](node_modules|dist|build|_site|out|\.astro|\.next|\.svelte-kit|\.react-router)$/.test(file),
  });
  const context = { cwd, home, root, env, posts: join(home, "posts") };
  const times = [performance.now()];
  try {
    await example.need?.(context);
    await (example.install ?? (() => run("npm", install, { cwd, env })))(context);
  } catch (error) {
    return {
      outcome: "skipped",
      why: `cannot be installed here: ${error.message.split("\n").slice(0, 4).join(" ")}`,
    };
  }
  times.push(performance.now());
  try {
    if (example.build !== false)
      await (example.build ?? (() => run("npm", ["run", "build"], { cwd, env })))(context);
    times.push(performance.now());
    const server = await serve(example, context);
    let skipped;
    if (server) {
      try {
        skipped = await checkBlog(server.url, example.files?.options);
        await example.serves?.(server);
      } finally {
        await server.stop();
      }
    }
    skipped = (await example.more?.(context)) ?? skipped;
    times.push(performance.now());
    const seconds = times.slice(1).map((time, index) => ((time - times[index]) / 1000).toFixed(1));
    return { outcome: "passed", seconds, ...(skipped && { why: skipped }) };
  } catch (error) {
    return { outcome: "failed", why: error.stack ?? String(error) };
  }
}

const home = await mkdtemp(join(tmpdir(), "galley-examples-"));
const results = [];
try {
  await mkdir(join(home, "pack"));
  const packed = await run(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", join(home, "pack")],
    { cwd: root },
  );
  const [{ filename }] = JSON.parse(packed.slice(packed.indexOf("[")));
  await cp(join(home, "pack", filename), join(home, "galley.tgz"));
  for (const example of examples) {
    if (names.length > 0 && !names.includes(example.name)) continue;
    say(`… ${example.name}`);
    const result = await test(example, home);
    if (result.why) say(`${result.outcome.toUpperCase()} ${example.name}: ${result.why}`);
    results.push({ name: example.name, ...result });
  }
} finally {
  if (keep) say(`kept in ${home}`);
  else await rm(home, { recursive: true, force: true });
}

say("\nexample         outcome   install   build   check");
for (const { name, outcome, seconds = [] } of results) {
  const times = seconds.map((time) => `${time} s`.padStart(9)).join("");
  say(`${name.padEnd(16)}${outcome.padEnd(8)}${times}`);
}
const count = (outcome) => results.filter((result) => result.outcome === outcome).length;
say(`\n${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
process.exitCode = count("failed") > 0 ? 1 : 0;
