declare module "virtual:galley" {
  type Page = import("galley").Post & { status: import("galley").PostStatus };
  /** Listed posts, newest first. */
  export const posts: Page[];
  /** All posts that have a page: `posts` and unlisted ones. */
  export const pages: Page[];
  export const series: {
    slug: string;
    title: string;
    parts: { label: string; slug: string; title: string }[];
  }[];
}

declare module "virtual:galley.css";
