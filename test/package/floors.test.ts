import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { root, type SourceFile, sources } from "./source-files.ts";

/** The house: which floor each room stands on. A new room is written here and into docs/architecture.md. */
const floors: Record<string, number> = {
  core: -1,
  diagnostics: 0,
  satteri: 0,
  slug: 1,
  markdown: 2,
  "reading-time": 2,
  "front-matter": 3,
  excerpt: 3,
  highlight: 3,
  collection: 3,
  feed: 3,
  post: 4,
  lint: 4,
  discovery: 4,
  node: 5,
  index: 6,
};

function floorOf(room: string): number {
  const floor = floors[room];
  if (floor === undefined) throw new Error(`No floor is known for src/${room}`);
  return floor;
}

describe("the rule of arrows", () => {
  const arrows = sources.flatMap((from) =>
    from.imports.filter((found) => found.target !== undefined).map((found) => ({ from, ...found })),
  );

  test("there are arrows to look at", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(arrows.length).toBeGreaterThan(50);
  });

  test("relative imports name a file with its extension", () => {
    const paths = new Set(sources.map((source) => source.path));
    expect(
      arrows.filter(({ target = "" }) => !paths.has(target) && !target.endsWith(".d.ts")).map(String),
    ).toEqual([]);
  });

  test("arrows point down, or stay in their room", () => {
    const wrong = arrows
      .map(({ from, target = "" }) => ({ from, target, room: target.slice(0, target.indexOf("/")) }))
      .filter(({ from, room }) => room !== from.room && floorOf(room) >= floorOf(from.room));
    expect(wrong.map(({ from, target }) => `${from.path} → ${target}`)).toEqual([]);
  });

  test("docs/architecture.md tells what each room stands on", () => {
    const page = readFileSync(join(root, "docs/architecture.md"), "utf8");
    const told = new Map<string, string[]>();
    for (const [, rooms = "", below = ""] of page.matchAll(
      /^\| (`[a-z-]+`(?:, `[a-z-]+`)*) +\| ([^|]+) \|$/gm,
    )) {
      const named = (text: string): string[] =>
        [...text.matchAll(/`([a-z-]+)`/g)].map(([, name = ""]) => name);
      for (const room of named(rooms))
        told.set(
          room,
          named(below).filter((name) => name in floors),
        );
    }
    const rooms = Object.keys(floors).filter((room) => !["index", "diagnostics"].includes(room));
    expect([...told.keys()].toSorted()).toEqual(rooms.toSorted());
    for (const room of rooms) {
      const targets = arrows
        .filter(({ from }) => from.room === room)
        .map(({ target = "" }) => target.slice(0, target.indexOf("/")))
        .filter((target) => target !== room && target !== "diagnostics");
      const below = told.get(room)?.filter((name) => name !== "diagnostics");
      expect(below?.toSorted(), room).toEqual([...new Set(targets)].toSorted());
    }
  });

  test("only the front door imports faces", () => {
    const wrong = arrows.filter(
      ({ from, target = "" }) => from.path !== "index.ts" && target.endsWith("/index.ts"),
    );
    expect(wrong.map(({ from, target }) => `${from.path} → ${target}`)).toEqual([]);
  });

  test("faces and the front door define nothing", () => {
    const wrong = sources
      .filter(({ path }) => path === "index.ts" || path.endsWith("/index.ts"))
      .filter(({ tree }) => !tree.statements.every(ts.isExportDeclaration));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("there are no circles", () => {
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (source: SourceFile, trail: string[]): void => {
      if (trail.includes(source.path)) circles.push([...trail, source.path].join(" → "));
      else if (!done.has(source.path)) {
        for (const { target, typeOnly } of source.imports) {
          const next = byPath.get(target ?? "");
          if (next && !typeOnly) visit(next, [...trail, source.path]);
        }
        done.add(source.path);
      }
    };
    for (const source of sources) visit(source, []);
    expect(circles).toEqual([]);
  });
});

describe("what a room may reach for", () => {
  test("`node:` is imported below src/node only", () => {
    const wrong = sources
      .filter(({ room }) => room !== "node")
      .filter(({ imports }) => imports.some(({ specifier }) => specifier.startsWith("node:")));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test.each([
    ["feed", /^feed$/],
    ["reading-time", /^reading-time(\/|$)/],
    ["the YAML parser", /^(js-)?yaml$/],
    ["shiki", /^shiki(\/|$)/],
    ["satteri", /^satteri$/],
  ])("%s has one importer", (_name, specifier) => {
    const importers = sources.filter(({ imports }) =>
      imports.some((found) => !found.typeOnly && specifier.test(found.specifier)),
    );
    expect(importers.map(({ path }) => path)).toHaveLength(1);
  });

  test("no clock, no chance, no environment, no console, no default export", () => {
    const wrong: string[] = [];
    for (const { path, tree } of sources) {
      const visit = (node: ts.Node): void => {
        const text = ts.isPropertyAccessExpression(node) ? node.getText(tree) : "";
        if (/^(globalThis\.)?(Date\.now|Math\.random|performance\.now|process\.|console\.)/.test(text)) {
          // The Node room may measure its own stages, and a relative path starts from the working folder.
          const allowed = ["performance.now", "process.cwd"];
          if (!(path.startsWith("node/") && allowed.includes(text))) wrong.push(`${path}: ${text}`);
        }
        if (ts.isNewExpression(node) && node.expression.getText(tree) === "Date" && !node.arguments?.length) {
          wrong.push(`${path}: new Date()`);
        }
        if (ts.isExportAssignment(node)) wrong.push(`${path}: default export`);
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    expect(wrong).toEqual([]);
  });

  test("no file is a drawer for odds and ends", () => {
    expect(sources.filter(({ path }) => /(^|\/)(utils?|helpers?|misc|common)\.ts$/.test(path))).toEqual([]);
  });
});
