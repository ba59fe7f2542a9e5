export type { VFileMessage } from "vfile-message";
export type { LintablePost, LintOptions, LintSetting } from "./lint-options.ts";
export { lintPosts } from "./lint-posts.ts";
