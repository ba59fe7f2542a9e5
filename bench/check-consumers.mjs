// Uses the packed package as users do: npm run check:consumers [-- --keep]
// Projects in a temporary folder install the tarball, laid out as by npm and as by pnpm (`linked`). The files of
// test/consumers are checked there with three major versions of TypeScript, including the declarations (`skipLibCheck:
// false`), and the compiled files are run with `import` and with `require`. Exits with code 1 when something fails.
// What cannot be installed is reported and skipped.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const { exports, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const subpaths = Object.keys(exports)
  .filter((subpath) => exports[subpath].default !== undefined)
  .map((subpath) => `galley${subpath.slice(1)}`);

/** Exact versions, so that results are reproducible. */
const compilers = { typescript5: "5.9.3", typescript6: "6.0.3", typescript7: "7.0.2" };

const strictest = {
  strict: true,
  skipLibCheck: false,
  declaration: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  target: "ES2022",
};
const nodenext = { module: "NodeNext", moduleResolution: "NodeNext" };
const bundler = { module: "ESNext", moduleResolution: "Bundler" };
// The declarations of shiki need `Symbol.dispose`; Node's types include it too.
const browser = { lib: ["ES2022", "DOM", "ESNext.Disposable"], types: [] };
const scenarios = {
  "nodenext, with Node's types": {
    options: { ...nodenext, lib: ["ES2022", "DOM"], types: ["node"] },
    files: ["import.mts", "require.cts"],
    prints: {
      "import.mjs": '["Why queues fail","a.png",4,"why-queues-fail","Full","They fill.",true,["t"]]',
      "require.cjs": '["Why queues fail","Why queues fail","B",null,true]',
    },
  },
  "bundler, for a browser": { options: { ...bundler, ...browser }, files: ["import.mts"] },
  "bundler, language only": {
    options: { ...bundler, lib: ["ES2022"], types: [] },
    files: ["language-only.mts"],
  },
};

/**
 * With `linked`, packages and the types that a consumer infers and exports find only declared dependencies: what
 * passes there passes with `hoisted`, so one scenario and one compiler are enough for `hoisted`.
 */
const layouts = {
  hoisted: {
    scenarios: Object.keys(scenarios).slice(0, 1),
    compilers: { typescript7: compilers.typescript7 },
  },
  linked: { scenarios: Object.keys(scenarios), compilers },
};

/** Runs a program and returns its output, as an error if it failed. */
async function run(program, args, cwd) {
  try {
    return await promisify(execFile)(program, args, { cwd, encoding: "utf8" });
  } catch ({ message, stdout = "", stderr = "" }) {
    return { fault: `${stdout}${stderr}`.trim() || message };
  }
}

const rows = [];
function record(layout, what, { fault }) {
  if (fault !== undefined) console.error(`${what}, ${layout}:\n${fault}\n`);
  rows.push({ layout, what, result: fault === undefined ? "passed" : "FAILED" });
}

/** Compiles the files of a scenario and runs the result. */
async function tryScenario(project, compiler, { options, files, prints = {} }) {
  const outDir = `out-${compiler}`;
  const compilerOptions = { ...strictest, ...options, outDir };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const compiled = await run(
    process.execPath,
    [join("node_modules", compiler, "bin/tsc"), "-p", "."],
    project,
  );
  if (compiled.fault !== undefined) return compiled;
  for (const [file, expected] of Object.entries(prints)) {
    const { fault, stdout } = await run(process.execPath, ["--no-warnings", join(outDir, file)], project);
    if (fault !== undefined) return { fault };
    if (stdout.trim() !== expected) return { fault: `${file} printed ${stdout}instead of ${expected}` };
  }
  return {};
}

async function checkLayout(layout, project, tarball) {
  mkdirSync(join(project, "posts"), { recursive: true });
  writeFileSync(join(project, "posts/t.md"), "# T\n");
  cpSync(join(root, "test/consumers"), project, { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  const flags = [`--install-strategy=${layout}`, "--silent", "--no-audit", "--no-fund", "--prefer-offline"];
  const install = (...names) => run("npm", ["install", ...flags, ...names], project);
  const beside = ["zod", "satteri", "@types/node"].map((name) => `${name}@${devDependencies[name]}`);
  const installed = await install(tarball, ...beside);
  if (installed.fault !== undefined) throw new Error(`The package cannot be installed: ${installed.fault}`);

  // Installing all at once is faster; one by one if one of them is not available.
  const { compilers, scenarios: names } = layouts[layout];
  const specs = Object.entries(compilers).map(([name, version]) => `${name}@npm:typescript@${version}`);
  const all = (await install(...specs)).fault === undefined;
  for (const [name, version] of Object.entries(compilers)) {
    const skipped = !all && (await install(`${name}@npm:typescript@${version}`)).fault !== undefined;
    for (const scenario of names) {
      const what = `TypeScript ${version}, ${scenario}`;
      if (skipped) rows.push({ layout, what, result: "skipped: it cannot be installed here" });
      else record(layout, what, await tryScenario(project, name, scenarios[scenario]));
    }
  }

  const list = JSON.stringify(subpaths);
  const each = (load) =>
    `for (const name of ${list}) if (Object.keys(${load}).length === 0) throw new Error(name);`;
  for (const [type, load] of [
    ["module", "await import(name)"],
    ["commonjs", "require(name)"],
  ]) {
    const args = [`--input-type=${type}`, "-e", each(load)];
    record(
      layout,
      `every subpath, ${load} on Node ${process.version}`,
      await run(process.execPath, args, project),
    );
  }
}

const home = mkdtempSync(join(tmpdir(), "galley-consumers-"));
try {
  const packed = await run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", home], root);
  if (packed.fault !== undefined) throw new Error(packed.fault);
  const tarball = join(home, packed.stdout.trim().split("\n").at(-1));
  await Promise.all(Object.keys(layouts).map((layout) => checkLayout(layout, join(home, layout), tarball)));
} finally {
  if (process.argv.includes("--keep")) console.log(`kept in ${home}`);
  else rmSync(home, { recursive: true, force: true });
}
rows.sort((a, b) => (a.layout < b.layout ? -1 : a.layout > b.layout ? 1 : 0));
console.table(rows);
process.exitCode = rows.some(({ result }) => result === "FAILED") ? 1 : 0;
