import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { root } from "./source-files.ts";

/** A fenced block of a page, or of a TSDoc comment. */
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

/** What a block says that it prints: its `// → ` comments, else the `text` block that follows it. */
export function expectedOutput(block: CodeBlock, next: CodeBlock | undefined): string | undefined {
  const comments = [...block.code.matchAll(/\/\/ → ?(.*)$/gm)].map(([, text = ""]) => text);
  if (comments.length > 0) return comments.join("\n");
  return next && ["text", "txt"].includes(next.lang) ? next.code.trimEnd() : undefined;
}

const runner = `
import { writeFileSync } from "node:fs";
import { format } from "node:util";
const results = [];
for (const url of JSON.parse(process.argv[2])) {
  const printed = [];
  console.log = (...values) => void printed.push(format(...values));
  let error;
  try { await import(url); } catch (thrown) { error = String(thrown?.stack ?? thrown); }
  results.push({ printed: printed.join("\\n"), error });
}
writeFileSync(process.argv[3], JSON.stringify(results));
process.exit();
`;

/**
 * Runs the JavaScript and TypeScript blocks of one page, in order, in a folder of their own, against the built
 * package. Blocks with \`title="…"\` in another language are written there as files first.
 */
export async function runCodeBlocks(
  name: string,
  blocks: CodeBlock[],
): Promise<{ at: string; printed: string; error?: string }[]> {
  const folder = join(root, ".tmp", "code-blocks", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const runnable: CodeBlock[] = [];
  for (const block of blocks) {
    const title = /title="([^"]+)"/.exec(block.meta)?.[1];
    if (isRunnable(block.lang)) runnable.push(block);
    else if (title) {
      mkdirSync(dirname(join(folder, title)), { recursive: true });
      writeFileSync(join(folder, title), block.code);
    }
  }
  const urls = runnable.map((block, index) => {
    const file = join(folder, `block-${index + 1}.mjs`);
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    writeFileSync(file, ts.transpileModule(block.code, { compilerOptions }).outputText);
    return pathToFileURL(file).href;
  });
  writeFileSync(join(folder, "run.mjs"), runner);
  const report = join(folder, "report.json");
  await promisify(execFile)(process.execPath, ["run.mjs", JSON.stringify(urls), report], {
    cwd: folder,
    timeout: 500_000,
  });
  const results: { printed: string; error?: string }[] = JSON.parse(readFileSync(report, "utf8"));
  return results.map((result, index) => ({ at: runnable[index]?.at ?? "", ...result }));
}
