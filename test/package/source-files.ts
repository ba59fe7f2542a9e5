import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { globSync } from "tinyglobby";
import ts from "typescript";

export const root: string = resolve(import.meta.dirname, "../..");

interface Import {
  /** The specifier as written. */
  specifier: string;
  /** Path below `src/` when the specifier is relative. */
  target?: string;
  /** Names that are imported or re-exported; `*` for all of them. */
  names: string[];
  /** Whether only types are imported. */
  typeOnly: boolean;
}

export interface SourceFile {
  /** Path below `src/`, with `/`. */
  path: string;
  /** Name of the folder in `src/`; `index` for `src/index.ts`. */
  module: string;
  /** Imports, `export … from` and `import("…")`, of values and of types. */
  imports: Import[];
  /** Names that the file exports, without re-exports. */
  exports: string[];
  tree: ts.SourceFile;
}

/** The folder of `src/` that contains a path below `src/`. */
export function moduleOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "index";
}

function readSource(path: string): SourceFile {
  const file = join(root, "src", path);
  const tree = ts.createSourceFile(path, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext, true);
  return { path, module: moduleOf(path), imports: importsOf(tree, file), exports: exportsOf(tree), tree };
}

function importsOf(tree: ts.SourceFile, file: string): Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, names: string[], typeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const found: Import = { specifier: specifier.text, names, typeOnly };
    if (found.specifier.startsWith(".")) {
      const target = relative(join(root, "src"), resolve(dirname(file), found.specifier));
      found.target = target.replaceAll("\\", "/");
    }
    imports.push(found);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const { importClause } = node;
      const bindings = importClause?.namedBindings;
      const elements = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
      const names = elements.map(({ name, propertyName }) => (propertyName ?? name).text);
      if (importClause?.name) names.push("default");
      if (bindings && ts.isNamespaceImport(bindings)) names.push("*");
      add(node.moduleSpecifier, names, importClause?.isTypeOnly === true || areTypes(elements, names));
    } else if (ts.isExportDeclaration(node)) {
      const elements =
        node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : [];
      const names = elements.map(({ name, propertyName }) => (propertyName ?? name).text);
      if (elements.length === 0) names.push("*");
      add(node.moduleSpecifier, names, node.isTypeOnly || areTypes(elements, names));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], ["*"], false);
    } else if (ts.isImportTypeNode(node)) {
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, ["*"], true);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return imports;
}

/** Whether every name is marked as a type: `import { type A, type B } from …`. */
function areTypes(elements: readonly { isTypeOnly: boolean }[], names: readonly string[]): boolean {
  return (
    elements.length > 0 && elements.length === names.length && elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

function exportsOf(tree: ts.SourceFile): string[] {
  return tree.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      if (moduleSpecifier || !exportClause || !ts.isNamedExports(exportClause)) return [];
      return exportClause.elements.map(({ name }) => name.text);
    }
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText(tree));
    const { name } = statement as ts.Statement & { name?: ts.Identifier };
    return name ? [name.text] : [];
  });
}

/** Every source file of the library except declaration files, in a fixed order. */
export const sources: SourceFile[] = globSync("**/*.ts", { cwd: join(root, "src") })
  .filter((path) => !path.endsWith(".d.ts"))
  .sort()
  .map(readSource);
