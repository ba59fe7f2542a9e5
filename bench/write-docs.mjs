// Writes docs/api, the reference generated from the comments in the sources, and docs/llms.txt, the map for language
// models:
// npm run docs [-- --check]
// --check writes nothing, and exits with code 1 when a page differs from the result for the sources and docs/index.md.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Application } from "typedoc";
import { load } from "typedoc-plugin-markdown";

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const root = fileURLToPath(new URL("..", import.meta.url));
const { description, exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The source of each subpath; the root comes last, so that a name is listed on the page of its module. */
const entryPoints = Object.keys(exports)
  .filter((subpath) => exports[subpath].default !== undefined)
  .sort((a, b) => Number(a === ".") - Number(b === ".") || (a < b ? -1 : 1))
  .map((subpath) => join(root, "src", subpath, "index.ts"));

/**
 * The subpath that a page of the reference is about: it is named after the module, and the root's page after its file.
 */
const subpathOf = (page) => (page === "index.md" ? "galley" : `galley/${page.slice(0, -".md".length)}`);

/** Names subpaths as they are imported, and merges the re-exports of a page into one list. */
function finishPage(name, text) {
  const reExport = /^### .+\n\nRe-exports (\[.+\]\(.+\))\n+(?:\*\*\*\n+)?/gm;
  const title = name === "README.md" ? "API reference" : subpathOf(name);
  return `${text
    .replace(/^# .+\n/, () => `# ${title}\n\n[All pages](../index.md)\n`)
    .replace(/^- \[.+\]\((.+\.md)\)$/gm, (line, page) =>
      name === "README.md" ? `- [\`${subpathOf(page)}\`](${page})` : line,
    )
    .replace(reExport, "- $1\n")
    .trimEnd()}\n`;
}

/** The pages of the reference by name. */
async function makeReference() {
  const out = mkdtempSync(join(tmpdir(), "galley-docs-"));
  // The sources without their tests, in which the compiler would find the members of unions in another order.
  const pages = join(out, "pages");
  const tsconfig = join(out, "tsconfig.json");
  const compilerOptions = { typeRoots: [join(root, "node_modules/@types")] };
  const settings = { extends: join(root, "tsconfig.json"), compilerOptions, include: [join(root, "src")] };
  try {
    writeFileSync(tsconfig, JSON.stringify(settings));
    const application = await Application.bootstrapWithPlugins({
      plugin: [load],
      name: "galley",
      tsconfig,
      entryPoints,
      outputs: [{ name: "markdown", path: pages }],
      // Type errors are checked in a separate step, which includes tests.
      skipErrorChecking: true,
      sortEntryPoints: false,
      readme: "none",
      router: "module",
      entryFileName: "README",
      disableSources: true,
      hideGenerator: true,
      hideBreadcrumbs: true,
      hidePageHeader: true,
      githubPages: false,
      parametersFormat: "table",
      interfacePropertiesFormat: "table",
      propertyMembersFormat: "table",
      typeDeclarationFormat: "table",
      // Every export has a description; a field can be described by its name.
      validation: { notExported: true, invalidLink: true, rewrittenLink: true, notDocumented: true },
      // Types that frameworks pass, which are documented by the frameworks.
      intentionallyNotExported: ["AstroLoaderContext", "EleventyConfig"],
      requiredToBeDocumented: ["Class", "Enum", "Function", "Interface", "TypeAlias", "Variable"],
      logLevel: "Warn",
    });
    const project = await application.convert();
    if (project === undefined) throw new Error("The sources could not be read; see above");
    application.validate(project);
    await application.generateOutputs(project);
    if (application.logger.hasErrors() || application.logger.hasWarnings()) {
      throw new Error("The comments in the sources have errors; see above");
    }
    return new Map(
      readdirSync(pages).map((name) => [name, finishPage(name, readFileSync(join(pages, name), "utf8"))]),
    );
  } finally {
    rmSync(out, { recursive: true });
  }
}

/**
 * The map for llmstxt.org: a title, a summary, and lists of links with one line each, in the order of docs/index.md.
 */
function makeMap(index) {
  const lines = ["# galley", "", `> ${description}`];
  for (const section of index.split(/^## /m).slice(1)) {
    const [title, ...rest] = section.split("\n");
    lines.push("", `## ${title}`, "");
    for (const item of rest.join("\n").split(/^- /m).slice(1)) {
      const text = item.trim().replace(/\s*\n\s+/g, " ");
      const about = /\): (.*)$/.exec(text)?.[1];
      for (const [, name, url] of text.matchAll(/\[([^\]]+)\]\(([^)]+\.md)\)/g)) {
        lines.push(`- [${name}](${url})${about === undefined ? "" : `: ${about}`}`);
      }
    }
  }
  return `${lines.join("\n")}\n`;
}

const wanted = new Map();
for (const [name, text] of await makeReference()) wanted.set(`api/${name}`, text);
wanted.set("llms.txt", makeMap(readFileSync(join(root, "docs/index.md"), "utf8")));

mkdirSync(join(root, "docs/api"), { recursive: true });
const stale = readdirSync(join(root, "docs/api"))
  .map((name) => `api/${name}`)
  .filter((name) => !wanted.has(name));
const changed = [...wanted].filter(([name, text]) => {
  try {
    return readFileSync(join(root, "docs", name), "utf8") !== text;
  } catch (error) {
    if (error.code === "ENOENT") return true;
    throw error;
  }
});
const faults = [...stale, ...changed.map(([name]) => name)];
if (!values.check) {
  for (const name of stale) rmSync(join(root, "docs", name));
  for (const [name, text] of changed) writeFileSync(join(root, "docs", name), text);
  console.log(`${faults.length} of ${wanted.size} files in docs written or removed`);
} else if (faults.length > 0) {
  console.error(`Out of date: ${faults.map((name) => `docs/${name}`).join(", ")}. Run: npm run docs`);
  process.exitCode = 1;
} else {
  console.log(`The ${wanted.size} files in docs are up to date`);
}
