// Uses the packed package as others do: npm run check:consumers
// A project in a temporary folder installs the tarball, imports every subpath, and is checked by the TypeScript of three
// majors, by both ways to resolve modules, with the declarations themselves checked (`skipLibCheck: false`); then the
// package is loaded by `import` and by `require`. Ends with 1 when something fails. What cannot be installed is skipped aloud.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { exports, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const subpaths = Object.keys(exports)
  .filter((subpath) => subpath !== "./package.json")
  .map((subpath) => `galley${subpath.slice(1)}`);
const compilers = { typescript5: "5.9", typescript6: "6", typescript7: "7" };

const consumer = `${subpaths.map((name, index) => `import * as door${index} from "${name}";`).join("\n")}
import { buildFeed, type ContentError, createPostParser, type Excerpt, extractExcerpt, type Feed, orderSeries, parseMarkdown, type Post, renderRss, seriesContext, type Series, sortPosts } from "galley";
import { type Cache, createFileCache, readPosts } from "galley/node";
import * as z from "zod";

const schema = z.object({ title: z.string(), rating: z.number().optional() });
const parsePost = createPostParser({ schema });
const post: Post<{ title: string; rating?: number | undefined }> = await parsePost("# T\\n", { path: "posts/t.md" });
const rating: number | undefined = post.data.rating;
// @ts-expect-error: the schema has no such field
post.data.nothing;
// @ts-expect-error: a post has no such field
post.nothing;
// @ts-expect-error: no such policy
createPostParser({ rawHtml: "perhaps" });
const plain: Post = await createPostParser()("# T\\n");
const sorted: Post[] = sortPosts([plain], { by: "title", direction: "asc" });
const series: readonly Series<Post>[] = orderSeries(sorted);
const label: string | undefined = seriesContext(series, plain)?.part.label;
const feed: Feed = buildFeed({ url: "https://example.org/", title: "T" }, sorted, { limit: 20 });
const rss: string = renderRss(feed);
const excerpt: Excerpt = extractExcerpt(parseMarkdown("Text"), { maxLength: 100 });
const cache: Cache = createFileCache("cache");
const read: { posts: readonly Post<{ title: string; rating?: number | undefined }>[] } = await readPosts("posts", { parser: parsePost, cache });
export type Fault = ContentError["messages"][number]["ruleId"];
export const used: unknown[] = [rating, label, rss, excerpt, read, ${subpaths.map((_, index) => `door${index}`).join(", ")}];
`;

/** Runs a program, and gives what it printed when it failed. */
function run(program, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" });
  return status === 0 ? { stdout } : { fault: (error?.message ?? `${stdout}${stderr}`).trim() };
}

const project = mkdtempSync(join(tmpdir(), "galley-consumer-"));
const rows = [];
function record(what, { fault }) {
  rows.push({
    what,
    result: fault === undefined ? "passed" : `FAILED: ${fault.split("\n").slice(0, 6).join(" | ")}`,
  });
}

try {
  const packed = run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", project], root);
  if (packed.fault !== undefined) throw new Error(packed.fault);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  const install = (...names) =>
    run("npm", ["install", "--silent", "--no-audit", "--no-fund", ...names], project);
  const installed = install(
    join(project, packed.stdout.trim().split("\n").at(-1)),
    ...["zod", "satteri", "@types/node"].map((name) => `${name}@${devDependencies[name]}`),
  );
  if (installed.fault !== undefined) throw new Error(installed.fault);

  writeFileSync(join(project, "consumer.ts"), consumer);
  mkdirSync(join(project, "posts"));
  writeFileSync(join(project, "posts/t.md"), "# T\n");
  for (const [name, version] of Object.entries(compilers)) {
    if (install(`${name}@npm:typescript@${version}`).fault !== undefined) {
      rows.push({ what: `TypeScript ${version}`, result: "skipped: it cannot be installed here" });
      continue;
    }
    const { version: exact, bin } = JSON.parse(
      readFileSync(join(project, "node_modules", name, "package.json"), "utf8"),
    );
    for (const [module, resolution] of [
      ["NodeNext", "NodeNext"],
      ["ESNext", "Bundler"],
    ]) {
      const compilerOptions = {
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
        target: "ES2022",
        lib: ["ES2022", "DOM", "DOM.Iterable", "ESNext.Disposable"],
        module,
        moduleResolution: resolution,
        types: ["node"],
      };
      writeFileSync(
        join(project, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["consumer.ts"] }),
      );
      const tsc = join(project, "node_modules", name, bin.tsc);
      record(
        `TypeScript ${exact}, ${resolution}`,
        run(process.execPath, [tsc, "-p", "tsconfig.json"], project),
      );
    }
  }

  const names = JSON.stringify(subpaths);
  const all = `for (const name of ${names}) if (Object.keys(await import(name)).length === 0) throw new Error(name);`;
  record(
    `import on Node ${process.version}`,
    run(process.execPath, ["--input-type=module", "-e", all], project),
  );
  const required = `for (const name of ${names}) if (Object.keys(require(name)).length === 0) throw new Error(name);`;
  record(
    `require on Node ${process.version}`,
    run(process.execPath, ["--input-type=commonjs", "-e", required], project),
  );
} finally {
  rmSync(project, { recursive: true, force: true });
}
console.table(rows);
process.exitCode = rows.some(({ result }) => result.startsWith("FAILED")) ? 1 : 0;
