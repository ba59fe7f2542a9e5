import { sorted } from "../collection/order/sort-posts.ts";
import { checkFields, checkKind, checkOptions, type OptionKinds } from "../core/check-options.ts";
import { checkPosts } from "../core/post-fields.ts";
import type { Site } from "../feed/site.ts";
import { checkSite, siteBase } from "../feed/urls.ts";
import {
  type DiscoveryPost,
  discoveryFields,
  isoDate,
  type PostUrlOption,
  pageUrl,
  selectListed,
} from "./post.ts";

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
 * @throws TypeError when `site.url` is not absolute, or a post has no slug or a field that cannot be read
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
  options: LlmsTxtOptions<P> = {},
): string {
  checkSite(site);
  siteBase(site);
  checkKind("site.title", site.title, "string");
  checkFields(site, { description: "string" }, "site");
  checkPosts(posts, discoveryFields);
  checkOptions(options, optionKinds);
  const { heading = "Posts", sections = [], ...urlOptions } = options;
  for (const [index, section] of sections.entries()) {
    checkFields(section, { title: "string" }, `sections[${index}]`);
    checkPosts(section.posts, discoveryFields, `sections[${index}].posts`);
  }
  const blocks = [`# ${escapeLine(site.title)}`];
  if (site.description) blocks.push(`> ${escapeLine(site.description)}`);
  const list = (title: string, listed: readonly P[]): void => {
    const lines = listed.map((post) => itemOf(site, post, urlOptions));
    if (lines.length > 0) blocks.push(`## ${escapeLine(title)}`, lines.join("\n"));
  };
  for (const section of sections) list(section.title, selectListed(section.posts));
  list(heading, sorted(selectListed(posts)));
  return `${blocks.join("\n\n")}\n`;
}

const optionKinds: OptionKinds<LlmsTxtOptions<never>> = {
  heading: "string",
  sections: "array",
  postUrl: "function",
};

function itemOf<P extends DiscoveryPost>(site: Site, post: P, options: PostUrlOption<P>): string {
  const link = `- [${escapeLine(String(post.title ?? post.slug))}](${escapeUrl(pageUrl(site, post, options))})`;
  const about = String(post.description ?? post.excerpt?.text ?? "");
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
