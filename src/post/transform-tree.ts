import type { Root } from "hast";
import { type PluggableList, unified } from "unified";
import type { VFile } from "vfile";

/** Runs rehype plugins over a tree. */
export interface Transform {
  (tree: Root, file: VFile): Promise<Root>;
  /** The same at once; throws a `TypeError` when a plugin has to be waited for. */
  sync(tree: Root, file: VFile): Root;
  /** Whether there is any plugin. */
  isEmpty: boolean;
}

/**
 * Binds rehype plugins.
 *
 * @param plugins - in the order in which they run
 */
export function createTransform(plugins: PluggableList): Transform {
  const processor = unified().use(plugins).freeze();
  const run = async (tree: Root, file: VFile): Promise<Root> => (await processor.run(tree, file)) as Root;
  const sync = (tree: Root, file: VFile): Root => {
    let result: Root | undefined;
    let failed: unknown;
    // The callback comes at once unless a plugin waits; `processor.runSync` would not tell the two failures apart.
    processor.run(tree, file, (error, transformed) => {
      failed = error;
      result = transformed as Root;
    });
    if (failed) throw failed;
    if (result) return result;
    throw new TypeError(
      "Expected synchronous rehype plugins, received an asynchronous one: use `await parsePost(…)` instead of `parsePost.sync(…)`",
    );
  };
  return Object.assign(run, { sync, isEmpty: plugins.length === 0 });
}
