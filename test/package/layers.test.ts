import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { moduleOf, root, type SourceFile, sources } from "./source-files.ts";

/**
 * The modules, which are the folders of `src/`. A module can import those after it in this list. A new module is added
 * here and to the table in docs/architecture.md.
 */
const layers: readonly string[] = [
  "index",
  "astro",
  "eleventy",
  "vite",
  "wrapper",
  "cli",
  "satteri",
  "node",
  "post",
  "blog",
  "lint",
  "discovery",
  "feed",
  "collection",
  "highlight",
  "excerpt",
  "reading-time",
  "front-matter",
  "markdown",
  "html",
  "tool-syntax",
  "slug",
  "diagnostics",
  "core",
];

/** Only the command line tool uses its process; the tool and the framework plugins use the clock. */
const tool = "cli/galley.ts";
const clocks: readonly string[] = [tool, "eleventy/galley-plugin.ts", "vite/galley-plugin.ts"];

/** Files that are not imported because they are started by name, or replaced by the build. */
const started: readonly string[] = ["node/parse-worker.ts", "node/read-wasm.ts", "cli/galley.ts"];

const isIndex = (path: string): boolean => path === "index.ts" || path.endsWith("/index.ts");

/** Imports between files of `src/`, including types. */
const imports = sources.flatMap((from) =>
  from.imports.flatMap(({ target, names }) => (target === undefined ? [] : [{ from, target, names }])),
);

const arrow = ({ from, target }: { from: SourceFile; target: string }): string => `${from.path} → ${target}`;

/** Imports of other modules by the files of a module, in the order of the layers. */
function importedBy(module: string): string[] {
  const found = new Set(
    imports.filter(({ from }) => from.module === module).map(({ target }) => moduleOf(target)),
  );
  return layers.filter((layer) => layer !== module && found.has(layer));
}

/** Rows of the table in docs/architecture.md with the columns `module` and `imports`. */
function documentedRows(): [module: string, imports: string[]][] {
  const lines = readFileSync(join(root, "docs/architecture.md"), "utf8").split("\n");
  const cells = (line: string): string[] =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const start = lines.findIndex((line) => ["module", "imports"].every((name) => cells(line).includes(name)));
  if (start === -1) throw new Error("docs/architecture.md has no table with the columns module and imports");
  const header = cells(lines[start] ?? "");
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  const named = (cell: string | undefined): string[] =>
    [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  return lines.slice(start + 2, end).map((line) => {
    const row = cells(line);
    const [module = ""] = named(row[header.indexOf("module")]);
    return [module, named(row[header.indexOf("imports")])];
  });
}

describe("layers", () => {
  test("every module is in the list", () => {
    expect([...new Set(sources.map(({ module }) => module))].toSorted()).toEqual(layers.toSorted());
  });

  test("relative imports include the file extension", () => {
    const paths = new Set(sources.map(({ path }) => path));
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.filter(({ target }) => !paths.has(target)).map(arrow)).toEqual([]);
  });

  test("a module imports only itself and modules after it in the list", () => {
    const isUpward = ({ from, target }: { from: SourceFile; target: string }): boolean =>
      layers.indexOf(moduleOf(target)) < layers.indexOf(from.module);
    expect(imports.filter(isUpward).map(arrow)).toEqual([]);
  });

  test("core imports nothing from the library", () => {
    expect(importedBy("core")).toEqual([]);
  });

  test("there are no import cycles, including type imports", () => {
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = ({ path, imports: found }: SourceFile, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
        return;
      }
      if (done.has(path)) return;
      for (const { target = "" } of found) {
        const next = byPath.get(target);
        if (next) visit(next, [...trail, path]);
      }
      done.add(path);
    };
    for (const source of sources) visit(source, []);
    expect(circles).toEqual([]);
  });

  test("docs/architecture.md lists the imports of each module", () => {
    expect(documentedRows()).toEqual(layers.map((module) => [module, importedBy(module)]));
  });
});

describe("index files", () => {
  test("are imported only by src/index.ts", () => {
    const wrong = imports.filter(({ from, target }) => from.path !== "index.ts" && isIndex(target));
    expect(wrong.map(arrow)).toEqual([]);
  });

  test("contain only exports of other files", () => {
    const wrong = sources
      .filter(({ path }) => isIndex(path))
      .filter(
        ({ tree }) =>
          !tree.statements.every(
            (node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined,
          ),
      );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe("all other files", () => {
  const others = sources.filter(({ path }) => !isIndex(path));

  test("contain definitions, and do not re-export", () => {
    const forwards = (node: ts.Statement): boolean => {
      if (!ts.isExportDeclaration(node)) return false;
      return node.moduleSpecifier !== undefined || node.exportClause !== undefined;
    };
    const wrong = others.filter(
      ({ tree }) => tree.statements.some(forwards) || tree.statements.every(ts.isImportDeclaration),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("export something that another file imports", () => {
    const used = new Set(imports.flatMap(({ target, names }) => names.map((name) => `${target}: ${name}`)));
    const unused = others
      .filter(({ path }) => !started.includes(path))
      .filter(({ path, exports }) => ![...exports, "*"].some((name) => used.has(`${path}: ${name}`)));
    expect(unused.map(({ path }) => path)).toEqual([]);
  });

  test("do not have names such as utils or helpers", () => {
    const wrong = others.filter(({ path }) => /(^|\/)(utils?|helpers?|misc|common)(\.ts$|\/)/.test(path));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe("imports of packages", () => {
  /** Paths of the files that import a package, except for type imports. */
  const importersOf = (specifier: RegExp): string[] =>
    sources
      .filter(({ imports: found }) => found.some((one) => !one.typeOnly && specifier.test(one.specifier)))
      .map(({ path }) => path);

  test("`node:` is imported only in src/node, src/cli and the framework plugins", () => {
    const wrong = sources
      .filter(({ module }) => !["node", "cli", "astro", "eleventy", "vite", "wrapper"].includes(module))
      .filter(({ imports: found }) => found.some(({ specifier }) => specifier.startsWith("node:")));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test.each([
    ["feed", /^feed$/],
    ["reading-time", /^reading-time(\/|$)/],
    ["yaml", /^(js-)?yaml$/],
    ["satteri", /^satteri$/],
  ])("%s is imported by only one file", (_name, specifier) => {
    expect(importersOf(specifier)).toHaveLength(1);
  });

  test("shiki is imported only in src/highlight", () => {
    const importers = importersOf(/^(shiki|@shikijs)(\/|$)/);
    expect(importers.length).toBeGreaterThan(0);
    expect(importers.filter((path) => moduleOf(path) !== "highlight")).toEqual([]);
  });

  test("no file reads the clock, random numbers or the environment, writes to the console or has a default export", () => {
    const wrong: string[] = [];
    for (const { path, tree } of sources) {
      const visit = (node: ts.Node): void => {
        const text = ts.isPropertyAccessExpression(node) ? node.getText(tree) : "";
        if (/^(globalThis\.)?(Date\.now|Math\.random|performance\.now|process\.|console\.)/.test(text)) {
          // src/node can measure its own stages, relative paths start at the working directory, and a worker reports
          // its uncaught errors.
          const allowed = ["performance.now", "process.cwd", "process.on", "process.off"];
          if (!(/^(?:node|cli)\//.test(path) && allowed.includes(text)) && path !== tool)
            wrong.push(`${path}: ${text}`);
        }
        if (
          ts.isNewExpression(node) &&
          node.expression.getText(tree) === "Date" &&
          !node.arguments?.length &&
          !clocks.includes(path)
        ) {
          wrong.push(`${path}: new Date()`);
        }
        if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword)
          wrong.push(`${path}: default export`);
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    expect(wrong).toEqual([]);
  });
});
