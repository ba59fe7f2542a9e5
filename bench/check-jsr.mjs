// Checks how the sources would be published to JSR, without publishing: npm run check:jsr
// The settings are generated from package.json in a temporary folder, because the package is published on npm. Deno is
// installed below .tmp; where it is not available, this is reported and skipped.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installTool } from "../test/runtimes/tools.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version, license, exports, dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);

const deno = await installTool("deno").catch((error) => {
  console.log(`Skipped: Deno is not available (${error.message.split("\n")[0]})`);
});
if (deno !== undefined) {
  const folder = mkdtempSync(join(tmpdir(), "galley-jsr-"));
  try {
    cpSync(join(root, "src"), join(folder, "src"), { recursive: true });
    cpSync(join(root, "LICENSE"), join(folder, "LICENSE"));
    const settings = {
      name: "@galley/galley",
      version,
      license,
      exports: Object.fromEntries(
        Object.keys(exports)
          .filter((subpath) => exports[subpath].default !== undefined)
          .map((subpath) => [subpath, `./${join("src", subpath, "index.ts")}`]),
      ),
      imports: Object.fromEntries(
        Object.entries({ ...devDependencies, ...dependencies }).flatMap(([name, range]) => [
          [name, `npm:${name}@${range}`],
          [`${name}/`, `npm:/${name}@${range}/`],
          // Packages that contain only types are named after the package that they describe.
          [name.replace("@types/", ""), `npm:${name}@${range}`],
        ]),
      ),
    };
    writeFileSync(join(folder, "deno.json"), JSON.stringify(settings, undefined, 2));
    const { status, stdout, stderr } = spawnSync(deno, ["publish", "--dry-run", "--allow-dirty"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    console.log(`${stdout}${stderr}`.replaceAll(folder, "."));
    process.exitCode = status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
