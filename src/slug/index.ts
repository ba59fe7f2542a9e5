export type { VFileMessage } from "vfile-message";
export { findSlugCollisions, type SlugOwner } from "./find-slug-collisions.ts";
export { slugFromPath } from "./slug-from-path.ts";
export { toSlug, toTagSlug } from "./to-slug.ts";
