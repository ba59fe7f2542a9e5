import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./source-files.ts";

const page = readFileSync(join(root, "docs/dependencies.md"), "utf8");

/** Packages that stand in the first cell of a row; `-footnote` behind `mdast-util-gfm-autolink-literal` is one of its family. */
const rows = page.split("\n").flatMap((line) => /^\| (`.*?) +\|/.exec(line)?.[1] ?? []);

test.each(["package.json", "bench/package.json"])("every package of %s has a row", (file) => {
  const {
    dependencies = {},
    devDependencies = {},
    peerDependencies = {},
  } = JSON.parse(readFileSync(join(root, file), "utf8"));
  const names = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies });
  const inRow = (name: string): boolean =>
    rows.some(
      (row) =>
        row.includes(`\`${name}\``) ||
        (row.includes("`micromark-extension-gfm-`") &&
          /^(mdast-util|micromark-extension)-gfm(-[a-z-]+)$/.test(name) &&
          row.includes(name.replace(/^.*-gfm-/, "-"))),
    );
  expect(names.filter((name) => !inRow(name))).toEqual([]);
});

test("no row is about a package that is not there", () => {
  const declared = ["package.json", "bench/package.json"]
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("");
  const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((name) => !/^-|-$/.test(name) && !declared.includes(`"${name}"`))).toEqual([]);
});
