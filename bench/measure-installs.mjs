// Measures installations of this package and its peers, and writes the table in docs/comparison.md:
// npm run measure:installs. Each is installed alone in an empty folder, without scripts; needs a build and a registry.
import { execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { globSync } from "tinyglobby";

const root = fileURLToPath(new URL("..", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "galley-installs-"));
const npm = (...args) => execFileSync("npm", args, { cwd: home, encoding: "utf8" }).trim();

/** Displayed names, and the packages to install. The versions are those that docs/comparison.md compares. */
const contestants = {
  galley: [],
  "gray-matter, marked": ["gray-matter@4.0.3", "marked@18.2.1"],
  "gray-matter, markdown-it, shiki, feed": [
    "gray-matter@4.0.3",
    "markdown-it@15.0.3",
    "shiki@4.6.0",
    "feed@6.0.0",
  ],
  "content-collections": ["@content-collections/core@0.15.3", "@content-collections/markdown@0.1.4"],
  Velite: ["velite@0.4.0"],
  contentlayer2: ["contentlayer2@0.5.8"],
  Eleventy: ["@11ty/eleventy@3.1.8"],
  Astro: ["astro@7.3.5", "@astrojs/rss@4.0.19"],
};

function measure(name, packages) {
  const folder = join(home, name.replace(/\W+/g, "-"));
  npm("install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--silent", ...packages);
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  // The first entry is the folder itself; packages for other systems are only in the lockfile.
  const installed = Object.entries(lock.packages).filter(
    ([path, { optional }]) =>
      path !== "" && !(optional && !lstatSync(join(folder, path), { throwIfNoEntry: false })),
  );
  const files = globSync("node_modules/**/*", { cwd: folder, dot: true }).map((file) =>
    lstatSync(join(folder, file)),
  );
  const bytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
  return [name, String(installed.length), (bytes / 2 ** 20).toFixed(1)];
}

try {
  const tarball = npm("pack", root, "--ignore-scripts", "--silent", "--pack-destination", home)
    .split("\n")
    .at(-1);
  contestants.galley.push(join(home, tarball));
  const rows = [
    ["installed", "packages", "MB"],
    ["---", "---", "---"],
  ];
  for (const [name, packages] of Object.entries(contestants)) rows.push(measure(name, packages));
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const cell = (text, column) => (text === "---" ? "-".repeat(widths[column]) : text.padEnd(widths[column]));
  const table = rows.map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
  const page = join(root, "docs/comparison.md");
  const text = readFileSync(page, "utf8");
  writeFileSync(page, text.replace(/\| installed [\s\S]*?\n(?=\n)/, `${table}\n`));
  console.log(table);
} finally {
  rmSync(home, { recursive: true, force: true });
}
