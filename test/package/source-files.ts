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
  typeOnly: boolean;
}

export interface SourceFile {
  /** Path below `src/`, with `/`. */
  path: string;
  room: string;
  imports: Import[];
  tree: ts.SourceFile;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

function readSource(path: string): SourceFile {
  const file = join(root, "src", path);
  const tree = ts.createSourceFile(path, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext, true);
  const imports: Import[] = [];
  const add = (specifier: string, typeOnly: boolean): void => {
    const found: Import = { specifier, typeOnly };
    if (specifier.startsWith(".")) {
      found.target = relative(join(root, "src"), resolve(dirname(file), specifier)).replaceAll("\\", "/");
    }
    imports.push(found);
  };
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, isTypeOnly(node));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier && ts.isStringLiteral(specifier)) add(specifier.text, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const room = path.includes("/") ? path.slice(0, path.indexOf("/")) : "index";
  return { path, room, imports, tree };
}

/** Every module of the library, in a fixed order. */
export const sources: SourceFile[] = globSync("**/*.ts", { cwd: join(root, "src") })
  .filter((path) => !path.endsWith(".d.ts"))
  .sort()
  .map(readSource);
