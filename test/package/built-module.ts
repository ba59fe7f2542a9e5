import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./source-files.ts";

/** URL of a file in the build, which `npm test` creates first. */
export function builtModule(path: string): string {
  return pathToFileURL(join(root, "dist", path)).href;
}
