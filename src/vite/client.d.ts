// Types of the modules that the plugin makes: `"types": ["galley/vite/client"]` in tsconfig.json.

declare module "virtual:galley" {
  type Page = import("galley/vite").PagePost;
  /** Listed posts, newest first. */
  export const posts: readonly Page[];
  /** All posts that have a page: `posts` and unlisted ones. */
  export const pages: readonly Page[];
  /** The series, the most recent first. */
  export const series: readonly import("galley").Series<Page>[];
  /** The tags of `posts`. */
  export const tags: readonly import("galley").TagGroup<Page>[];
  /** The years of `posts`, newest first. */
  export const years: readonly import("galley").YearGroup<Page>[];
}

/** What the option `styles` holds. */
declare module "virtual:galley.css";
