import type { VFileMessage } from "vfile-message";
import type { GroupByDateOptions, YearGroup } from "../collection/groups/group-by-date.ts";
import { type GroupByTagOptions, type TagGroup, tagOptionKinds } from "../collection/groups/group-by-tag.ts";
import type { Backlink } from "../collection/links/backlinks.ts";
import type { Neighbors } from "../collection/order/neighbors-of.ts";
import type { RelatedIndexOptions, RelatedLimit, RelatedPost } from "../collection/related/related-posts.ts";
import type { OrderSeriesOptions } from "../collection/series/order-series.ts";
import type { Series, SeriesDeclaration } from "../collection/series/series.ts";
import type { SeriesContext } from "../collection/series/series-context.ts";
import {
  checkKind,
  checkOptions,
  checkTimeZone,
  type OptionKinds,
  wrongKind,
} from "../core/check-options.ts";
import { checkPosts } from "../core/post-fields.ts";
import { readDate } from "../core/read-date.ts";
import type { DiscoveryPost } from "../discovery/post.ts";
import type { SearchDocument } from "../discovery/search-documents.ts";
import type { SitemapOptions } from "../discovery/sitemap.ts";
import type { FeedOptions } from "../feed/build-feed.ts";
import type { Feed } from "../feed/feed.ts";
import { resolveSite } from "../feed/resolve-site.ts";
import type { FeedPost, Site } from "../feed/source.ts";
import type { LintablePost, LintOptions } from "../lint/lint-options.ts";
import { checkLintOptions, lintFields } from "../lint/lint-posts.ts";

/**
 * The fields of a post that a blog can use. A `Post` of this library fits as it is; so does
 * `{ slug, title, date, html }` from elsewhere. Only `slug` is required; dates may be ISO 8601 text.
 */
export type BlogPost = LintablePost & DiscoveryPost & FeedPost;

/** `unlisted` posts have a page, but are not in lists or feeds. The last three have no page. */
export type PostStatus = "published" | "unlisted" | "draft" | "scheduled" | "expired";

/** Options for series. */
export interface BlogSeriesOptions<P> extends Pick<OrderSeriesOptions<P>, "inferFromTitles" | "label"> {
  /** Declarations of series. */
  declarations?: readonly SeriesDeclaration[] | undefined;
  /**
   * Whether `Series.upcoming` contains the titles and dates of drafts and scheduled parts.
   *
   * @default false
   */
  upcoming?: boolean | undefined;
}

/** Options for related posts. */
export interface BlogRelatedOptions
  extends Pick<RelatedIndexOptions<never>, "sameSeries" | "otherLanguages">,
    RelatedLimit {}

/** Options of `buildBlog`. */
export interface BlogOptions<P> extends Omit<Site, "title">, GroupByDateOptions {
  /**
   * Title of the site, plain text.
   *
   * @default the host of `url`
   */
  title?: string | undefined;
  /** The current time, which determines what is scheduled and what has expired: a `Date` or ISO 8601 text. */
  now: Date | string;
  /**
   * URL of a post's page, absolute or relative to the site.
   *
   * @default the post's own `url`, else `posts/<slug>/` below the site
   */
  postUrl?: ((post: P) => string) | undefined;
  /**
   * Returns the URL of a file next to a post, such as a picture, for every relative address that is not a post. Without
   * it, and for `undefined`, addresses stay as written.
   */
  assetUrl?: (path: string, post: P) => string | undefined;
  /** Declarations of series, or all options for series. */
  series?: readonly SeriesDeclaration[] | BlogSeriesOptions<P> | undefined;
  related?: BlogRelatedOptions | undefined;
  /** Options for tags. */
  tags?: GroupByTagOptions | undefined;
  /** Options of lint, for `messages`. */
  lint?: Pick<LintOptions<P>, "rules" | "messages" | "languages" | "maxDescriptionLength"> | undefined;
  /**
   * Shows drafts, scheduled and expired posts like published ones, for the author: `statusOf` distinguishes them. Feeds,
   * the sitemap and search documents never contain them.
   *
   * @default false
   */
  preview?: boolean | undefined;
}

/** Options for a feed: which posts it contains, and its format. */
export interface BlogFeedOptions extends Omit<FeedOptions, "now" | "postUrl"> {
  /** Posts with this tag: its slug, its label or an alias. */
  tag?: string | undefined;
  /** Posts of this series: its slug or its title. */
  series?: string | undefined;
  /** Posts of this author, by name. */
  author?: string | undefined;
  /**
   * Title of the feed.
   *
   * @default the title of the site, followed by the tag, series and author
   */
  title?: string | undefined;
}

/**
 * The posts as a blog. Every part is computed on first use and kept. A post is passed to a function as a
 * record of the blog, as the original record, as a copy of one, or by its slug.
 */
export interface Blog<P> {
  /** The site, for `toJsonLd` and the like. */
  readonly site: Site;
  /** Published and listed posts, newest first. */
  readonly posts: readonly P[];
  /** Every post that has a page, newest first: `posts` and the unlisted ones. */
  readonly pages: readonly P[];
  readonly drafts: readonly P[];
  /** Posts dated after `now`. */
  readonly scheduled: readonly P[];
  readonly expired: readonly P[];
  /** The next time when a post appears or expires: when to build again. */
  readonly nextChangeAt: Date | undefined;
  /** The tags of `posts`. */
  readonly tags: readonly TagGroup<P>[];
  /** The years of `posts`, newest first. */
  readonly years: readonly YearGroup<P>[];
  /** The series of `posts`, the most recent first. */
  readonly series: readonly Series<P>[];
  /** Problems of all given posts, including drafts; sorted, each once. */
  readonly messages: readonly VFileMessage[];
  /** Whether a post is published. */
  statusOf(post: PostOrSlug): PostStatus;
  /** Absolute URL of a post's page. Throws a `RangeError` for a post without a page. */
  urlOf(post: PostOrSlug): string;
  /** The same for links on the site: the path, including the path of the site, or the URL if it is on another host. */
  pathOf(post: PostOrSlug): string;
  /** The series of a post that has other parts, for a banner; `undefined` when there is none. */
  seriesOf(post: PostOrSlug): SeriesContext<P> | undefined;
  /** The next older and the next newer of `posts`. */
  neighborsOf(post: PostOrSlug): Neighbors<P>;
  /** The posts that are most similar to a post; see `relatedPosts`. */
  relatedTo(post: PostOrSlug, limit?: RelatedLimit): RelatedPost<P>[];
  /** The posts that link to a post, newest first. */
  backlinksOf(post: PostOrSlug): Backlink<P>[];
  /** The same post in other languages: posts with the same slug, `translationKey`, or path except for the language. */
  translationsOf(post: PostOrSlug): P[];
  /** A feed for `renderRss`, `renderAtom` and `renderJsonFeed`. Throws a `RangeError` for an unknown tag, series or author. */
  feed(options?: BlogFeedOptions): Feed;
  /** A sitemap of the published posts, with other pages. */
  sitemap(options?: Pick<SitemapOptions<P>, "pages">): string;
  /** Documents for a search index, one for each section of each post. */
  searchDocuments(): SearchDocument[];
}

/** A reference to a post. */
export type PostOrSlug = string | { slug: string; path?: string | undefined; lang?: string | undefined };

const siteKinds: OptionKinds<Omit<Site, "url" | "title">> = {
  description: "any",
  language: "any",
  authors: "any",
  image: "any",
  favicon: "any",
  copyright: "any",
  hub: "any",
  stylesheet: "any",
  contributors: "any",
  ttl: "any",
  podcast: "any",
};

const optionKinds: OptionKinds<BlogOptions<never>> = {
  ...siteKinds,
  url: "string",
  title: "string",
  now: "any",
  postUrl: "function",
  assetUrl: "function",
  series: "object or array",
  related: "object",
  tags: "object",
  lint: "object",
  preview: "boolean",
  timeZone: "string",
};

const relatedKinds: OptionKinds<BlogRelatedOptions> = {
  limit: "any",
  sameSeries: "boolean",
  otherLanguages: "boolean",
};

const seriesKinds: OptionKinds<BlogSeriesOptions<never>> = {
  declarations: "array",
  inferFromTitles: "boolean",
  label: "function",
  upcoming: "boolean",
};

/** The input of `checkBlogOptions`. */
interface CheckedOptions<P> {
  site: Site;
  now: Date;
  series: BlogSeriesOptions<P>;
}

/**
 * Checks the posts and the options of `buildBlog`.
 *
 * @throws TypeError or RangeError for missing, misspelled or invalid options
 */
export function checkBlogOptions<P extends BlogPost>(
  posts: readonly P[],
  options: BlogOptions<P>,
): CheckedOptions<P> {
  checkPosts(posts, lintFields);
  // Without options, `url` is missing.
  const given: BlogOptions<P> = options === undefined ? ({} as BlogOptions<P>) : options;
  checkOptions(given, optionKinds);
  const { url, related = {}, tags = {}, lint = {}, timeZone } = given;
  checkKind("url", url, "string", "an absolute http or https URL");
  if (!URL.canParse(url) || !/^https?:/i.test(url))
    throw wrongKind("url", url, "an absolute http or https URL");
  const now = readDate(given.now);
  if (now === undefined) throw wrongKind("now", given.now, "a valid Date, or ISO 8601 text");
  checkOptions(related, relatedKinds, "related");
  checkOptions<GroupByTagOptions>(tags, tagOptionKinds, "tags");
  checkLintOptions(lint, "lint");
  if (timeZone !== undefined) checkTimeZone("timeZone", timeZone);
  const site: Site = { url, title: given.title ?? new URL(url).host };
  for (const key of Object.keys(siteKinds) as (keyof typeof siteKinds)[]) {
    if (given[key] !== undefined) Object.assign(site, { [key]: given[key] });
  }
  resolveSite(site);
  return { site, now, series: readSeries(given.series) };
}

function readSeries<P>(series: BlogOptions<P>["series"] = {}): BlogSeriesOptions<P> {
  if (Array.isArray(series)) return { declarations: series as readonly SeriesDeclaration[] };
  checkOptions<BlogSeriesOptions<P>>(series as BlogSeriesOptions<P>, seriesKinds, "series");
  return series as BlogSeriesOptions<P>;
}
