import type { Root } from "hast";
import { type PluggableList, unified } from "unified";
import type { VFile } from "vfile";
import { runSync } from "../markdown/run-sync.ts";

/** Runs rehype plugins over a tree. */
export interface Transform {
  (tree: Root, file: VFile): Promise<Root>;
  /** The synchronous form; throws a `TypeError` if a plugin is asynchronous. */
  sync(tree: Root, file: VFile): Root;
  /** Whether there are any plugins. */
  isEmpty: boolean;
}

const asynchronousPlugin =
  "Expected synchronous rehype plugins, received an asynchronous one: use `await parsePost(…)` instead of `parsePost.sync(…)`";

/**
 * Binds rehype plugins.
 *
 * @param plugins - in the order in which they run
 */
export function createTransform(plugins: PluggableList): Transform {
  const processor = unified().use(plugins).freeze();
  const run = async (tree: Root, file: VFile): Promise<Root> => (await processor.run(tree, file)) as Root;
  const sync = (tree: Root, file: VFile): Root => runSync(processor, tree, file, asynchronousPlugin);
  return Object.assign(run, { sync, isEmpty: plugins.length === 0 });
}
