import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./source-files.ts";

/** URL of a file of the build, which `npm test` makes first. */
export function builtModule(path: string): string {
  return pathToFileURL(join(root, "dist", path)).href;
}
