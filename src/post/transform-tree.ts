import type { Root } from "hast";
import { type PluggableList, unified } from "unified";
import type { VFile } from "vfile";

/** Runs rehype plugins over a tree. */
export interface Transform {
  (tree: Root, file: VFile): Promise<Root>;
  /** The synchronous form; throws a `TypeError` if a plugin is asynchronous. */
  sync(tree: Root, file: VFile): Root;
  /** Whether there are any plugins. */
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
    // The callback runs synchronously unless a plugin waits; `processor.runSync` does not distinguish the two errors.
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
