declare module "virtual:galley" {
  /** Listed posts, newest first. */
  export const posts: import("galley").Post[];
  /** All posts that have a page: `posts` and unlisted ones. */
  export const pages: import("galley").Post[];
  export const series: {
    slug: string;
    title: string;
    parts: { label: string; slug: string; title: string }[];
  }[];
}

declare module "virtual:galley.css";
