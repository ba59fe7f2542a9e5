import { checkFields, checkKind, checkOptions, type OptionKinds } from "../core/check-options.ts";
import { checkPosts } from "../core/post-fields.ts";
import { readLine } from "../feed/fields.ts";
import { toFeedHtml } from "../feed/html/to-feed-html.ts";
import type { Site } from "../feed/source.ts";
import { checkSite, siteBase, toPageUrl } from "../feed/urls.ts";
import {
  type DiscoveryPost,
  discoveryFields,
  isoDate,
  listPages,
  type PostUrlOption,
  pageUrl,
  selectListed,
  titleOf,
} from "./post.ts";

/** A list of posts under its own heading. */
export interface LlmsTxtSection<P> {
  title: string;
  posts: readonly P[];
}

/** Options of `buildLlmsTxt`. */
export interface LlmsTxtOptions<P> extends PostUrlOption<P> {
  /** Text between the description and the lists: Markdown without headings. */
  details?: string | undefined;
  /**
   * Heading of the posts.
   *
   * @default "Posts"
   */
  heading?: string | undefined;
  /**
   * Lists before the list of all posts, such as one for a series, in the given order. A post is listed once, where it
   * comes first. A list with the title "Optional", which may be skipped, comes last.
   */
  sections?: readonly LlmsTxtSection<P>[] | undefined;
  /**
   * Links to the Markdown of a post: `true` when it is published as llmstxt.org proposes, at the URL of the page with
   * `.md` (`index.html.md` for a URL that ends with a slash), or a function that makes the URL.
   *
   * @default false
   */
  markdownUrl?: (boolean | ((post: P) => string)) | undefined;
}

/**
 * Writes an `llms.txt`: the site's title and description, then a list of the posts, newest first, each with its
 * description. Drafts and unlisted posts are left out.
 *
 * @param site - title, description and URL
 * @param posts - published posts, in any order
 * @param options - headings, sections and URLs
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
  checkTitledSite(site);
  checkPosts(posts, discoveryFields);
  checkOptions(options, optionKinds);
  const { heading = "Posts", sections = [], details = "" } = options;
  for (const [index, section] of sections.entries()) {
    checkFields(section, { title: "string" }, `sections[${index}]`);
    checkPosts(section.posts, discoveryFields, `sections[${index}].posts`);
  }
  const blocks = headOf(site);
  if (details.trim() !== "") blocks.push(details.trim());
  type Pages = [string, P][];
  const lists = sections.map(({ title, posts: own }) => ({
    title,
    isOptional: /^\s*optional\s*$/i.test(title),
    pages: selectListed(own).map((post): Pages[number] => [pageUrl(site, post, options), post]),
  }));
  const optional = lists.filter(({ isOptional }) => isOptional);
  const optionalUrls = new Set(optional.flatMap(({ pages }) => pages.map(([url]) => url)));
  const all: Pages = [...listPages(site, posts, options)].filter(([url]) => !optionalUrls.has(url));
  const others = lists.filter(({ isOptional }) => !isOptional);
  const listed = new Set<string>();
  for (const { title, pages } of [...others, { title: heading, pages: all }, ...optional]) {
    const lines: string[] = [];
    for (const [url, post] of pages) {
      if (!listed.has(url)) lines.push(itemOf(site, post, url, options));
      listed.add(url);
    }
    if (lines.length > 0) blocks.push(`## ${escapeLine(title)}`, lines.join("\n"));
  }
  return `${blocks.join("\n\n")}\n`;
}

/** Options of `buildLlmsFullTxt`. */
export interface LlmsFullTxtOptions<P> extends PostUrlOption<P> {
  /**
   * The Markdown of a post.
   *
   * @default the post's HTML as in feeds: plain, with absolute URLs, which Markdown allows
   */
  markdown?: ((post: P) => string) | undefined;
}

/**
 * Writes an `llms-full.txt`: the site's title and description, then every post with its address and its text, newest
 * first. Drafts and unlisted posts are left out.
 *
 * @param site - title, description and URL
 * @param posts - published posts, in any order
 * @param options - the source of the text, and URLs
 * @returns Markdown; the same posts give the same bytes
 * @throws TypeError when `site.url` is not absolute, or a post has no slug or a field that cannot be read
 * @example
 * ```ts
 * import { buildLlmsFullTxt } from "galley/discovery";
 *
 * const site = { url: "https://example.com", title: "Small Systems" };
 * console.log(buildLlmsFullTxt(site, [{ slug: "rings", title: "Rings", html: "<p>Two <a href='/c'>counters</a>.</p>" }]));
 * // → # Small Systems
 * // →
 * // → # Rings
 * // →
 * // → Source: <https://example.com/posts/rings/>
 * // →
 * // → <p>Two <a href="https://example.com/c">counters</a>.</p>
 * // →
 * ```
 */
export function buildLlmsFullTxt<P extends DiscoveryPost>(
  site: Site,
  posts: readonly P[],
  options: LlmsFullTxtOptions<P> = {},
): string {
  checkTitledSite(site);
  checkPosts(posts, discoveryFields);
  checkOptions(options, { postUrl: "function", markdown: "function" });
  const blocks = headOf(site);
  for (const [url, post] of listPages(site, posts, options)) {
    const text = options.markdown?.(post) ?? toFeedHtml(post.html ?? "", { url });
    blocks.push(`# ${escapeLine(titleOf(post))}`, `Source: <${url}>`);
    if (text.trim() !== "") blocks.push(text.trim());
  }
  return `${blocks.join("\n\n")}\n`;
}

const optionKinds: OptionKinds<LlmsTxtOptions<never>> = {
  details: "string",
  heading: "string",
  sections: "array",
  markdownUrl: "boolean or function",
  postUrl: "function",
};

function checkTitledSite(site: Site): void {
  checkSite(site);
  siteBase(site);
  checkKind("site.title", site.title, "string");
  checkFields(site, { description: "string" }, "site");
}

function headOf(site: Site): string[] {
  const title = `# ${escapeLine(site.title)}`;
  return site.description ? [title, `> ${escapeLine(site.description)}`] : [title];
}

function itemOf<P extends DiscoveryPost>(
  site: Site,
  post: P,
  url: string,
  { markdownUrl = false }: LlmsTxtOptions<P>,
): string {
  const made = typeof markdownUrl === "function" ? toPageUrl(markdownUrl(post), siteBase(site)) : undefined;
  const address = made ?? (markdownUrl === true ? toMarkdownUrl(url) : url);
  const link = `- [${escapeLine(titleOf(post))}](${escapeUrl(address)})`;
  const about = readLine(post.description ?? post.excerpt?.text);
  const text = about === "" ? (isoDate(post.date, true) ?? "") : escapeLine(about);
  return text === "" ? link : `${link}: ${text}`;
}

function toMarkdownUrl(url: string): string {
  const markdown = new URL(url);
  markdown.hash = "";
  markdown.pathname += markdown.pathname.endsWith("/") ? "index.html.md" : ".md";
  return markdown.href;
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
