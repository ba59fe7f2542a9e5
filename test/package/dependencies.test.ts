import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./source-files.ts";

const page = readFileSync(join(root, "docs/dependencies.md"), "utf8");

type Packages = Record<string, string> | undefined;

/** Names of packages in some fields of a package.json, without duplicates. */
function declared(file: string, ...fields: string[]): string[] {
  const manifest: Record<string, Packages> = JSON.parse(readFileSync(join(root, file), "utf8"));
  return [...new Set(fields.flatMap((field) => Object.keys(manifest[field] ?? {})))].sort();
}

/**
 * Names of packages in the first cells of the table below a heading. A name such as `-table` or `x-` is combined with
 * the names next to it.
 */
function documented(heading: string): string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/dependencies.md has no heading "${heading}"`);
  const cells = [...section.matchAll(/^\| (`.*?) +\|/gm)].map(([, cell = ""]) => cell);
  return cells.flatMap(namesIn).sort();
}

function namesIn(cell: string): string[] {
  const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  const [first = "", ...others] = names;
  if (!others.some((name) => name.startsWith("-"))) return names;
  // `a-gfm-x`, `-y` and `b-gfm-` become a-gfm-x, a-gfm-y, b-gfm-x, b-gfm-y.
  const stem = first.slice(0, first.indexOf("-gfm-") + "-gfm".length);
  const endings = [first.slice(stem.length), ...others.filter((name) => name.startsWith("-"))];
  const stems = [stem, ...others.filter((name) => name.endsWith("-")).map((name) => name.slice(0, -1))];
  return stems.flatMap((start) => endings.map((end) => start + end));
}

test.each([
  ["Run-time dependencies", declared("package.json", "dependencies", "peerDependencies")],
  ["Development dependencies", declared("package.json", "devDependencies")],
  ["Packages that `bench/` compares with", declared("bench/package.json", "dependencies", "devDependencies")],
])("the table %s has a row for every declared package and no others", (heading, names) => {
  expect(names.length).toBeGreaterThan(10);
  expect(documented(heading)).toEqual(names);
});

test("installed packages run no scripts, have checksums, and have only these licenses", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<
      string,
      { dev?: true; devOptional?: true; hasInstallScript?: true; integrity?: string; license?: string }
    >;
  };
  const installed = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path && !dev && !devOptional,
  );
  expect(installed.length).toBeGreaterThan(50);
  const licenses = /^(?:0BSD|Apache-2\.0|BlueOak-1\.0\.0|BSD-[23]-Clause|CC0-1\.0|ISC|MIT)$/;
  const faulty = installed.filter(
    ([, { hasInstallScript, integrity, license = "" }]) =>
      hasInstallScript || integrity === undefined || !licenses.test(license),
  );
  expect(faulty).toEqual([]);
});
