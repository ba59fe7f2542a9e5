import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { globSync } from "tinyglobby";
import { beforeAll, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { createMarkdownParser } from "../../src/markdown/create-markdown-parser.ts";
import { extractImages, extractLinks } from "../../src/markdown/extract.ts";
import { createSatteriParser } from "../../src/satteri/create-satteri-parser.ts";
import { readCodeBlocks } from "./code-blocks.ts";
import { root } from "./source-files.ts";

/**
 * A project with the packed tarball, unpacked where an install puts it; dependencies are found in parent folders.
 */
const project = join(root, ".tmp", "consumer");
const home = join(project, "node_modules", "galley");
const { exports: entryPoints } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
/** `galley/vite/client` contains only types. */
const subpaths: string[] = Object.keys(entryPoints).filter((name) => entryPoints[name].default !== undefined);
const names = subpaths.map((subpath) => `galley${subpath.slice(1)}`);

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: project, encoding: "utf8", timeout: 500_000 });
}

beforeAll(() => {
  rmSync(project, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], {
    cwd: root,
    encoding: "utf8",
  });
  const [{ filename }] = JSON.parse(packed);
  execFileSync("tar", ["-xzf", join(project, filename), "-C", home, "--strip-components=1"]);
  writeFileSync(join(project, "package.json"), '{ "type": "module", "private": true }');
}, 600_000);

describe("the packed tarball", () => {
  test("contains only necessary files", () => {
    const files = globSync("**/*", { cwd: home, dot: true }).sort();
    const rest = files.filter((file) => !/^dist\/(?:.*\.(?:js|d\.ts)|bundled\/licenses\.txt)$/.test(file));
    // README's links and the `url` of every message lead into docs/.
    expect(rest.filter((file) => file.startsWith("docs/"))).toEqual(
      globSync("docs/**/*.{md,png,svg,css}", { cwd: root }).sort(),
    );
    expect(rest.filter((file) => !file.startsWith("docs/"))).toEqual([
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "package.json",
      "src/vite/client.d.ts",
    ]);
    for (const subpath of subpaths) {
      const targets: string[] = Object.values(entryPoints[subpath]);
      for (const target of targets) expect(files).toContain(target.slice(2));
    }
  });

  test("contains no path of the machine that built it", () => {
    for (const file of globSync("**/*.{js,ts,md,json}", { cwd: home, absolute: true })) {
      const text = readFileSync(file, "utf8");
      expect(text.includes(root), file).toBe(false);
      expect(/sourceMappingURL|file:\/\/\//.test(text), file).toBe(false);
    }
  });

  test("has pages whose links lead to files in the tarball", () => {
    const parse = createMarkdownParser({ parser: createSatteriParser() });
    const broken = globSync("**/*.md", { cwd: home }).flatMap((page) => {
      const tree = parse.sync(readFileSync(join(home, page), "utf8"));
      return [...extractLinks(tree), ...extractImages(tree)].flatMap(({ url }) => {
        const [path = ""] = url.split("#");
        const isElsewhere = path === "" || /^[a-z][a-z\d+.-]*:|^\/\//i.test(url);
        return isElsewhere || existsSync(join(home, dirname(page), decodeURI(path)))
          ? []
          : [`${page}: ${url}`];
      });
    });
    expect(broken).toEqual([]);
  });

  test("runs the script in the README, which shows no draft", () => {
    const blocks = readCodeBlocks(readFileSync(join(home, "README.md"), "utf8"), "README.md");
    const folder = join(project, "first-script");
    for (const { meta, code } of blocks) {
      const title = /title="([^"]+)"/.exec(meta)?.[1];
      if (title === undefined) continue;
      mkdirSync(dirname(join(folder, title)), { recursive: true });
      writeFileSync(join(folder, title), code);
    }
    expect(readdirSync(join(folder, "posts"))).toContain("ideas.md");
    const at = blocks.findIndex(({ lang }) => lang === "js");
    writeFileSync(join(folder, "script.mjs"), blocks[at]?.code ?? "");
    const printed = execFileSync(process.execPath, ["script.mjs"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(printed).toBe(blocks[at + 1]?.code);
    expect(printed).not.toContain("Ideas");
  });

  test("runs the tutorial from top to bottom, with the output that it shows", () => {
    const blocks = readCodeBlocks(readFileSync(join(home, "docs/tutorial.md"), "utf8"), "docs/tutorial.md");
    const folder = join(project, "tutorial");
    const [printed, expected]: [string[], string[]] = [[], []];
    for (const [index, { at, lang, meta, code }] of blocks.entries()) {
      const title = /^title="([^"]+)"/.exec(meta)?.[1];
      if (title !== undefined) {
        const file = join(folder, title);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, code, { flag: / append$/.test(meta) ? "a" : "w" });
      }
      if (lang !== "sh" || !code.startsWith("node ")) continue;
      const [, ...args] = code.trim().split(" ");
      const { stderr, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      printed.push(`${at}\n${stderr}${stdout}`);
      expected.push(`${at}\n${blocks[index + 1]?.code}`);
    }
    expect(printed).toHaveLength(6);
    expect(printed).toEqual(expected);
    const read = (file: string): string => readFileSync(join(folder, "dist", file), "utf8");
    expect(read("posts/why-queues-fill/index.html")).toContain(
      '<p>Part 1 of <a href="/series/overload/">Overload</a>. Next: <a href="/posts/saying-no-early/">',
    );
    expect(read("posts/saying-no-early/index.html")).toContain(
      '<a href="/posts/why-queues-fill/">full queue</a>',
    );
    expect(read("style.css")).toMatch(/@media[^{]*prefers-color-scheme: dark|light-dark\(/);
    expect(JSON.parse(read("feed.json")).items).toHaveLength(2);
    expect(read("index.html")).not.toContain("Ideas");
    const { jobs } = parseYaml(readFileSync(join(folder, ".github/workflows/deploy.yml"), "utf8"));
    const runs = jobs.deploy.steps.flatMap(({ run }: { run?: string }) => run ?? []);
    expect(runs).toEqual(["npm ci", "node build.mjs"]);
  });

  test("has entry points that can all be imported and required", () => {
    const script = `
      import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      const names = ${JSON.stringify(names)};
      const counts = {};
      for (const name of names) {
        const a = Object.keys(await import(name)).sort(), b = Object.keys(require(name)).filter((key) => key !== "__esModule").sort();
        if (a.join() !== b.join()) throw new Error(name + ": " + a + " / " + b);
        counts[name] = a.length;
      }
      console.log(JSON.stringify(counts));
    `;
    writeFileSync(join(project, "entry-points.mjs"), script);
    const counts = JSON.parse(node("--no-warnings", "entry-points.mjs"));
    expect(Object.keys(counts)).toEqual(names);
    expect(Object.values(counts).every((count) => Number(count) > 0)).toBe(true);
  });

  test("imports `node:` modules only in galley/node, the framework plugins and the build for Node", () => {
    const builtins = globSync("dist/**/*.js", { cwd: home })
      .filter((file) =>
        /from ?"node:|import\("node:|require\("node:/.test(readFileSync(join(home, file), "utf8")),
      )
      .filter((file) => !/^dist\/(?:bundled|node|astro|eleventy|vite)\//.test(file));
    expect(builtins).toEqual([]);
  });

  test("has types that compile in a strict project", () => {
    const imports = names.map((name, index) => `import * as entry${index} from "${name}";`);
    const uses = names.map((_, index) => `entry${index}`);
    const source = `${imports.join("\n")}
import { createPostParser, type Post, sortPosts } from "galley";
const posts: Post[] = [await createPostParser()("# T\\n")];
const sorted: Post[] = sortPosts(posts);
// @ts-expect-error: a post has no such field
sorted[0]?.nothing;
export const all: object[] = [${uses.join(", ")}];
`;
    writeFileSync(join(project, "consumer.ts"), source);
    // Other settings and compilers: `npm run check:consumers`.
    const config = {
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: "ES2022",
        lib: ["ES2022", "DOM", "ESNext.Disposable"],
        module: "NodeNext",
        types: [],
      },
      files: ["consumer.ts"],
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    expect(node(tsc, "-p", "tsconfig.json")).toBe("");
  });
});
