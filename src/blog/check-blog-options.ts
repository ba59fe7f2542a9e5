import type { GroupByTagOptions } from "../collection/groups/group-by-tag.ts";
import { tagOptionKinds } from "../collection/groups/group-by-tag.ts";
import type { SeriesDeclaration } from "../collection/series/series.ts";
import {
  checkKind,
  checkOptions,
  checkTimeZone,
  type OptionKinds,
  wrongKind,
} from "../core/check-options.ts";
import { checkPosts } from "../core/post-fields.ts";
import { readDate } from "../core/read-date.ts";
import { resolveSite } from "../feed/resolve-site.ts";
import type { Site } from "../feed/source.ts";
import { checkLintOptions, lintFields } from "../lint/lint-posts.ts";
import type { BlogOptions, BlogPost, BlogRelatedOptions, BlogSeriesOptions } from "./blog.ts";

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

/** What `checkBlogOptions` reads. */
interface CheckedOptions<P> {
  site: Site;
  now: Date;
  series: BlogSeriesOptions<P>;
}

/**
 * Checks the posts and the options of `buildBlog`.
 *
 * @throws TypeError or RangeError for what is missing, misspelt or invalid
 */
export function checkBlogOptions<P extends BlogPost>(
  posts: readonly P[],
  options: BlogOptions<P>,
): CheckedOptions<P> {
  checkPosts(posts, lintFields);
  // Without options it is `url` that is missing.
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
