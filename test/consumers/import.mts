// A program of a user that is loaded with `import`: it uses every subpath, and exports each type written out or
// inferred, so that the declarations of this file must be able to name it.

import * as galley from "galley";
import {
  type Backlink,
  backlinksOf,
  orderSeries,
  type RelatedPost,
  relatedPosts,
  type Series,
  sortPosts,
} from "galley/collection";
import { ContentError, formatMessage, type RuleId, rules, type Severity } from "galley/diagnostics";
import { type JsonLdBlogPosting, toJsonLd } from "galley/discovery";
import { type Excerpt, extractExcerptFromHtml } from "galley/excerpt";
import { buildFeed, type Feed, renderFeed, type Site } from "galley/feed";
import { parseFrontMatterSync } from "galley/front-matter";
import { createHighlighter, type Highlighter, highlightCode } from "galley/highlight";
import { lintPosts } from "galley/lint";
import { extractHeadings, type Heading, parseMarkdown, renderHtml, toHast } from "galley/markdown";
import { createMemoryCache, type ReadPostsResult, readPosts } from "galley/node";
import { createPostParser, type Post, type PostParser } from "galley/post";
import { estimateReadingTime, type ReadingTime } from "galley/reading-time";
import { createSatteriParser } from "galley/satteri";
import { findSlugCollisions, toSlug } from "galley/slug";
import * as z from "zod";

const schema = z.object({ hero: z.string(), rating: z.number().optional() });
type Data = { hero: string; rating?: number | undefined };
export const parsePost = createPostParser({ schema });
export const post = await parsePost(
  "---\nhero: a.png\nrating: 4\ntags: [Queues]\n---\n# Why queues fail\n\nThey *fill*.\n",
  {
    path: "posts/2026-04-14-queues.md",
  },
);
const hero: string = post.data.hero;
const rating: number | undefined = post.data.rating;
// @ts-expect-error: the schema has no such field
post.data.nothing;
// @ts-expect-error: a title is a string
export const wrong: number = post.title;
// @ts-expect-error: no such policy
export const unused = (): unknown => createPostParser({ rawHtml: "perhaps" });

export const plain: PostParser<Record<string, unknown>> = createPostParser({
  gfm: true,
  excerpt: { maxLength: 20 },
});
export const posts: Post<Data>[] = sortPosts([post]);
export const series: Series<Post<Data>>[] = orderSeries(posts);
export const related: RelatedPost<Post<Data>>[] = relatedPosts(posts, post);
export const backlinks: Backlink<Post<Data>>[] = backlinksOf(posts, post);
export const inferred = { series: orderSeries(posts), backlinks: backlinksOf(posts, post) };

export const rule: RuleId = "title-missing";
export const severity: Severity = rules[rule];
export const fault: ContentError = new ContentError({ messages: lintPosts(posts) });
export const lines: string[] = fault.messages.map((message) => formatMessage(message));

export const site: Site = { url: "https://example.com/", title: "Small Systems" };
export const jsonLd: JsonLdBlogPosting = toJsonLd(post, site);
export const feed: Feed = buildFeed(site, posts);
export const rss: string = renderFeed(feed, "rss");

export const tree = parseMarkdown("## Full\n");
export const headings: Heading[] = extractHeadings(tree);
export const html: string = renderHtml(toHast(tree));
export const excerpt: Excerpt = extractExcerptFromHtml("<p>They fill.</p>");
export const frontMatter = parseFrontMatterSync("---\ntitle: T\n---\n");
export const time: ReadingTime = estimateReadingTime(tree);
export const slug: string = toSlug("Why queues fail");
export const collisions = findSlugCollisions([post]);

export const parser = createSatteriParser();
export const readAll = (folder: string): Promise<ReadPostsResult<Post<Data>>> =>
  readPosts(folder, { parser: parsePost, cache: createMemoryCache() });
const plainFolder = await readPosts("posts", { parser: plain });
export const slugs: string[] = plainFolder.posts.map((one) => one.slug);
export const highlighter: Highlighter = await createHighlighter({ themes: "nord" });
export const code: string = await highlightCode(highlighter, "push(1)\n", { lang: "text" });

export const same: boolean = galley.createPostParser === createPostParser;
// biome-ignore lint/suspicious/noConsole: the check compares what is printed
console.log(JSON.stringify([post.title, hero, rating, slug, headings[0]?.text, excerpt.text, same, slugs]));
