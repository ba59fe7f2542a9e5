declare module "virtual:galley" {
  /** All posts, the newest first. */
  export const posts: import("galley").Post[];
  /** Those that have a page and are in no list. */
  export const unlisted: import("galley").Post[];
}
