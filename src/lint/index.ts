export type { VFileMessage } from "vfile-message";
export type { LintablePost } from "./lint-post.ts";
export { type LintOptions, lintPosts } from "./lint-posts.ts";
export type { LintSetting } from "./with-setting.ts";
