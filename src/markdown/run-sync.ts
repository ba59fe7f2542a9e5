import type { Node } from "unist";
import type { VFile } from "vfile";

/** The part of a unified processor that is used. */
interface Runner<Tree> {
  run(tree: Tree, file: VFile, done: (error?: Error, tree?: Tree) => undefined): undefined;
}

/**
 * Runs the plugins of a processor synchronously. `processor.runSync` would not distinguish a plugin that fails from one
 * that is asynchronous.
 */
export function runSync<Tree extends Node>(
  processor: unknown,
  tree: Tree,
  file: VFile,
  asynchronous: string,
): Tree {
  let result: Tree | undefined;
  let failure: { error: Error } | undefined;
  // The callback is called immediately unless a plugin is asynchronous.
  (processor as Runner<Tree>).run(tree, file, (error, transformed) => {
    if (error) failure = { error };
    else result = transformed;
  });
  if (failure !== undefined) throw failure.error;
  if (result === undefined) throw new TypeError(asynchronous);
  return result;
}
