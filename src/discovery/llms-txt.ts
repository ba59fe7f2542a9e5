import { sortPosts } from "../collection/order/sort-posts.ts";
import type { Site } from "../feed/site.ts";
import { type DiscoveryPost, isoDate, type PostUrlOption, pageUrl, selectListed } from "./post.ts";

/** A list of posts under its own heading. */
export interface LlmsTxtSection<P> {
  title: string;
  posts: readonly P[];
}

/** What goes into the file. */
export interface LlmsTxtOptions<P> extends PostUrlOption<P> {
  /**
   * Heading of the posts.
   *
   * @default "Posts"
   */
  heading?: string;
  /** Lists before the list of all posts, such as one of a series, in the order given. */
  sections?: readonly LlmsTxtSection<P>[];
}

/**
 * Writes an `llms.txt`: the site's title and description, then a list of the posts, newest first, each with its
 * description. Drafts and unlisted posts are left out.
 *
 * @param site - title, description and URL
 * @param posts - published posts, in any order
 * @param options - headings, sections and what URLs look like
 * @returns Markdown; the same posts give the same bytes
 * @throws TypeError when `site.url` is not absolute
 * @example
 * ```ts
 * import { buildLlmsTxt } from "galley/discovery";
 *
 * const site = { url: "https://example.com", title: "Small Systems", description: "On queues and threads." };
 * console.log(buildLlmsTxt(site, [{ slug: "rings", title: "Ring [buffers]", description: "Two counters.\nOne array." }]));
 * // → # Small Systems
 * // →
 * // → > On queues and threads.
 * // →
 * // → ## Posts
 * // →
 * // → - [Ring \[buffers\]](https://example.com/posts/rings/): Two counters. One array.
 * // →
 * ```
 */
export function buildLlmsTxt<P extends DiscoveryPost>(
  site: Site,
  posts: readonly P[],
  { heading = "Posts", sections = [], ...options }: LlmsTxtOptions<P> = {},
): string {
  const blocks = [`# ${escapeLine(site.title)}`];
  if (site.description) blocks.push(`> ${escapeLine(site.description)}`);
  const list = (title: string, listed: readonly P[]): void => {
    const lines = listed.map((post) => itemOf(site, post, options));
    if (lines.length > 0) blocks.push(`## ${escapeLine(title)}`, lines.join("\n"));
  };
  for (const section of sections) list(section.title, selectListed(section.posts));
  list(heading, sortPosts(selectListed(posts)));
  return `${blocks.join("\n\n")}\n`;
}

function itemOf<P extends DiscoveryPost>(site: Site, post: P, options: PostUrlOption<P>): string {
  const link = `- [${escapeLine(post.title ?? post.slug)}](${escapeUrl(pageUrl(site, post, options))})`;
  const about = post.description ?? post.excerpt?.text ?? "";
  const text = about.trim() === "" ? (isoDate(post.date, true) ?? "") : escapeLine(about);
  return text === "" ? link : `${link}: ${text}`;
}

/** Writes a text as one line of Markdown without markup. */
function escapeLine(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\[\]<>*_`#|~]|&(?=#?[a-z0-9]+;)/gi, "\\$&");
}

function escapeUrl(url: string): string {
  return url.replace(/[()\s]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
