import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { root } from "./source-files.ts";

/** A fenced block of a page or a TSDoc comment. */
export interface CodeBlock {
  /** File and line, for messages. */
  at: string;
  lang: string;
  meta: string;
  code: string;
}

/** Reads the fenced blocks of a Markdown text. */
export function readCodeBlocks(text: string, file: string, firstLine = 1): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const open = /^( {0,3})(`{3,}|~{3,})\s*([^\s`]*)\s*(.*)$/.exec(lines[index] ?? "");
    if (!open) continue;
    const [, indent = "", fence = "", lang = "", meta = ""] = open;
    const at = `${file}:${firstLine + index}`;
    const code: string[] = [];
    while (++index < lines.length && !(lines[index] ?? "").trimStart().startsWith(fence)) {
      code.push((lines[index] ?? "").slice(indent.length));
    }
    blocks.push({ at, lang, meta, code: `${code.join("\n")}\n` });
  }
  return blocks;
}

/** Reads the `@example` fences of a TypeScript source. */
export function readExamples(file: string): CodeBlock[] {
  const source = readFileSync(join(root, file), "utf8");
  const blocks: CodeBlock[] = [];
  for (const comment of source.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const line = source.slice(0, comment.index).split("\n").length;
    const text = comment[0].replace(/^[ \t]*\* ?/gm, "");
    blocks.push(...readCodeBlocks(text, file, line));
  }
  return blocks.filter(({ lang }) => isRunnable(lang));
}

export function isRunnable(lang: string): boolean {
  return ["js", "mjs", "javascript", "ts", "typescript"].includes(lang);
}

/** The expected output of a block: its `// → ` comments, or the `text` block that follows it. */
export function expectedOutput(block: CodeBlock, next: CodeBlock | undefined): string | undefined {
  const comments = [...block.code.matchAll(/\/\/ → ?(.*)$/gm)].map(([, text = ""]) => text);
  if (comments.length > 0) return comments.join("\n");
  return next && ["text", "txt"].includes(next.lang) ? next.code.trimEnd() : undefined;
}

/** The output of a block, and its error. */
export interface Run {
  printed: string;
  error?: string;
}

/** Runs the pages of `process.argv[2]`, a JSON list of folders with the URLs of their blocks. */
const runner = `
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "node:util";
const [, , input, report] = process.argv;
const results = {};
const log = console.log;
process.exitCode = 1;
for (const { folder, blocks } of JSON.parse(readFileSync(input, "utf8"))) {
  process.chdir(folder);
  for (const { at, url } of blocks) {
    const printed = [];
    console.log = (...values) => void printed.push(format(...values));
    let error;
    try { await import(url); } catch (thrown) { error = String(thrown?.stack ?? thrown); }
    results[at] = { printed: printed.join("\\n"), error };
  }
}
writeFileSync(report, JSON.stringify(results));
process.exit(0);
`;

/**
 * Runs the JavaScript and TypeScript blocks of some pages, in order, against the built package: each page in a
 * separate folder, all in one process, which loads the package once. Blocks with `title="…"` in another language are
 * first written to the page's folder as files.
 *
 * @param pages - the blocks of each page, by its name
 * @returns the output of each block, by its position
 */
export async function runCodeBlocks(pages: ReadonlyMap<string, CodeBlock[]>): Promise<Record<string, Run>> {
  const base = join(root, ".tmp", "code-blocks");
  rmSync(base, { recursive: true, force: true });
  const input = [...pages].map(([name, blocks]) => {
    const folder = join(base, name.replaceAll("/", "-"));
    mkdirSync(folder, { recursive: true });
    for (const { lang, meta, code } of blocks) {
      const title = /title="([^"]+)"/.exec(meta)?.[1];
      if (isRunnable(lang) || !title) continue;
      mkdirSync(dirname(join(folder, title)), { recursive: true });
      writeFileSync(join(folder, title), code);
    }
    const runnable = blocks.filter(({ lang }) => isRunnable(lang));
    const compiled = runnable.map(({ at, code }, index) => {
      const file = join(folder, `block-${index + 1}.mjs`);
      const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
      writeFileSync(file, ts.transpileModule(code, { compilerOptions }).outputText);
      return { at, url: pathToFileURL(file).href };
    });
    return { folder, blocks: compiled };
  });
  const report = join(base, "report.json");
  writeFileSync(join(base, "run.mjs"), runner);
  writeFileSync(join(base, "input.json"), JSON.stringify(input));
  await promisify(execFile)(process.execPath, ["run.mjs", join(base, "input.json"), report], {
    cwd: base,
    timeout: 500_000,
  });
  return JSON.parse(readFileSync(report, "utf8"));
}
