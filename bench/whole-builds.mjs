// Whole builds of the same posts, from source to pages or data on disk, by this library and by what people build blogs with:
//   npm ci --prefix bench && npm run build:js && node bench/whole-builds.mjs [--posts <n>] [--rounds <n>] [--write]
// Each builds in a process of its own, in turn, from nothing; medians. --write puts the table into docs/benchmarks.md.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bodyOf, versionOf } from "./contestants.mjs";
import { withSection } from "./page-sections.mjs";
import { choosePosts } from "./posts.mjs";
import { median, table } from "./write-report.mjs";

const { values } = parseArgs({
  options: {
    posts: { type: "string", default: "200" },
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    keep: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const script = (name) => [process.execPath, at(`builds/${name}.mjs`)];

const builders = {
  galley: { command: (folder) => [...script("galley"), folder], out: "out-galley" },
  "galley, satteri": { command: (folder) => [...script("galley"), folder, "satteri"], out: "out-galley" },
  "galley, two workers": {
    command: (folder) => [...script("galley"), folder, "remark", "2"],
    out: "out-galley",
  },
  "galley, satteri, two workers": {
    command: (folder) => [...script("galley"), folder, "satteri", "2"],
    out: "out-galley",
  },
  Eleventy: { command: (folder) => [...script("eleventy"), folder], out: "out-eleventy" },
  Velite: { command: (folder) => [...script("velite"), folder], out: "out-velite" },
  "content-collections": { command: (folder) => [...script("content-collections"), folder], out: "out-cc" },
  Hugo: { command: (folder) => ["hugo", "--quiet", "--source", folder], out: "out-hugo" },
};

/** Posts that all of these read alike: their own front matter off, a plain one on, no braces of any template language. */
function plainPosts(count) {
  const { kind, posts } = choosePosts({ count: count * 2 });
  const plain = posts
    .map(({ path, text }) => ({ path, body: bodyOf(text) }))
    .filter(({ path, body }) => path.endsWith(".md") && /^\s*[^\s\-+]/.test(body) && !/\{[{%#]/.test(body));
  const step = Math.max(1, plain.length / count);
  const chosen = Array.from(
    { length: Math.min(count, plain.length) },
    (_, index) => plain[Math.floor(index * step)],
  );
  return { kind, posts: chosen };
}

function makeProject(posts) {
  const folder = mkdtempSync(join(tmpdir(), "galley-builds-"));
  mkdirSync(join(folder, "posts"));
  for (const [index, { body }] of posts.entries()) {
    const day = new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
    const text = `---\ntitle: Post number ${index}\ndate: ${day}\n---\n\n${body}`;
    writeFileSync(join(folder, "posts", `post-${index}.md`), text);
  }
  symlinkSync(at("node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  cpSync(at("builds/hugo"), folder, { recursive: true });
  return folder;
}

/** Wall and CPU seconds of a whole process and what it started, by the shell's own clock. */
function time(command, folder) {
  const format = "TIMEFORMAT='%R %U %S'; time \"$@\" > /dev/null";
  const result = spawnSync("bash", ["-c", format, "bash", ...command], { encoding: "utf8", cwd: folder });
  if (result.status !== 0) throw new Error(result.error?.message ?? result.stderr.slice(-2000));
  const [wall, user, system] = result.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { wall, cpu: user + system };
}

function filesBelow(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.reduce(
    (sum, file) => sum + readFileSync(join(file.parentPath ?? file.path, file.name)).length,
    0,
  );
  return { files: files.length, bytes };
}

const { kind, posts } = plainPosts(Number(values.posts));
const folder = makeProject(posts);
const hugo = spawnSync("hugo", ["version"], { encoding: "utf8" }).stdout ?? "";
const hasHugo = hugo !== "";
if (!hasHugo) console.log("Hugo is not installed, so it is left out (Debian: apt-get install hugo)");
const names = Object.keys(builders).filter(
  (name) => (!values.only || name.includes(values.only)) && (name !== "Hugo" || hasHugo),
);
const samples = new Map(names.map((name) => [name, []]));
const sizes = new Map();
try {
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const { command, out } = builders[name];
      for (const left of [out, ".content-collections", ".velite", "resources"]) {
        rmSync(join(folder, left), { recursive: true, force: true });
      }
      samples.get(name).push(time(command(folder), folder));
      sizes.set(name, filesBelow(join(folder, out)));
    }
  }
} finally {
  if (values.keep) console.log(folder);
  else rmSync(folder, { recursive: true });
}
const rows = names.map((name) => ({
  "": name,
  wall: `${median(samples.get(name).map(({ wall }) => wall)).toFixed(2)} s`,
  CPU: `${median(samples.get(name).map(({ cpu }) => cpu)).toFixed(2)} s`,
  files: sizes.get(name).files,
  written: `${Math.round(sizes.get(name).bytes / 1000)} kB`,
}));
console.log(`${posts.length} ${kind}, ${values.rounds} rounds`);
console.table(rows);
if (values.write) {
  const page = at("../docs/benchmarks.md");
  const versions = [
    "@11ty/eleventy",
    "velite",
    "@content-collections/core",
    "@content-collections/markdown",
  ].map((name) => `${name} ${versionOf(name)}`);
  const text = `\`node bench/whole-builds.mjs --write\`: ${posts.length} ${kind}, a plain front matter each, from nothing to what is on
disk; each build a process of its own, ${values.rounds} rounds in turn, medians. This library, Eleventy (with markdown-it and
shiki) and Hugo write a page a post and an index, this library excerpts and an Atom feed too; Velite and
content-collections write data for a framework to make pages of. All but Hugo highlight with shiki in two themes; Hugo is the far
mark: Go, with a highlighter of its own, one theme. ${versions.join(", ")}${hasHugo ? `, ${hugo.split(" ").slice(0, 2).join(" ")}` : "; Hugo was not installed"}.

${table(
  Object.keys(rows[0]),
  rows.map((row) => Object.values(row)),
)}`;
  writeFileSync(page, withSection(readFileSync(page, "utf8"), "Whole builds", text));
}
