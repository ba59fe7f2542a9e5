import type { Root } from "hast";
import { type PluggableList, unified } from "unified";
import type { VFile } from "vfile";
import type { Step } from "./step.ts";

/**
 * Makes a step of rehype plugins.
 *
 * @param plugins - in the order in which they run
 * @returns what gives the step for one post's tree
 */
export function createTransform(plugins: PluggableList): (tree: Root, file: VFile) => Step<Root> {
  if (plugins.length === 0) return (tree) => ({ later: () => tree, now: () => tree });
  const processor = unified().use(plugins).freeze();
  return (tree, file) => ({
    later: async () => (await processor.run(tree, file)) as Root,
    now: () => {
      let result: Root | undefined;
      let failed: unknown;
      processor.run(tree, file, (error, transformed) => {
        failed = error;
        result = transformed as Root;
      });
      if (failed) throw failed;
      if (result) return result;
      throw new TypeError(
        "Expected rehype plugins that need not wait, received one that does: `await parsePost(…)` instead of `parsePost.sync(…)`",
      );
    },
  });
}
