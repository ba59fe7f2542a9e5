import type { SeriesDeclaration } from "../collection/series/series.ts";
import { checkKeys, show } from "../core/check-options.ts";
import { readDate } from "../core/read-date.ts";
import type { Site } from "../feed/site.ts";
import type { BlogOptions, BlogPost, BlogSeriesOptions } from "./blog.ts";

const siteKeys = [
  "description",
  "language",
  "authors",
  "image",
  "favicon",
  "copyright",
  "hub",
  "stylesheet",
] as const satisfies readonly (keyof Site)[];

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
  if (!Array.isArray(posts)) throw new TypeError(`Expected an array of posts, received ${show(posts)}`);
  for (const [index, post] of posts.entries()) {
    const slug: unknown = post?.slug;
    if (typeof slug === "string" && slug.trim() !== "") continue;
    throw new TypeError(`Expected each post to have a \`slug\`, received ${show(slug)} in posts[${index}]`);
  }
  const own = ["now", "postUrl", "assetUrl", "series", "related", "tags", "lint", "preview", "timeZone"];
  checkKeys("buildBlog", options, ["url", "title", ...siteKeys, ...own]);
  const { url, title, related = {}, tags = {}, lint = {} } = options;
  checkKeys("`related`", related, ["limit", "sameSeries", "otherLanguages"]);
  checkKeys("`tags`", tags, ["aliases"]);
  checkKeys("`lint`", lint, ["rules", "messages", "languages", "maxDescriptionLength"]);
  if (typeof url !== "string" || !URL.canParse(url) || !/^https?:/i.test(url)) {
    throw new TypeError(`Expected \`url\` to be an absolute http or https URL, received ${show(url)}`);
  }
  for (const name of ["postUrl", "assetUrl"] as const) {
    if (options[name] === undefined || typeof options[name] === "function") continue;
    throw new TypeError(`Expected \`${name}\` to be a function, received ${show(options[name])}`);
  }
  const now = readDate(options.now);
  if (now === undefined) {
    throw new TypeError(`Expected \`now\` to be a Date or ISO 8601 text, received ${show(options.now)}`);
  }
  const site: Site = { url, title: title ?? new URL(url).host };
  for (const key of siteKeys) if (options[key] !== undefined) Object.assign(site, { [key]: options[key] });
  return { site, now, series: readSeries(options.series) };
}

function readSeries<P>(series: BlogOptions<P>["series"] = {}): BlogSeriesOptions<P> {
  if (Array.isArray(series)) return { declarations: series as readonly SeriesDeclaration[] };
  checkKeys("`series`", series, ["declarations", "inferFromTitles", "label", "upcoming"]);
  return series as BlogSeriesOptions<P>;
}
