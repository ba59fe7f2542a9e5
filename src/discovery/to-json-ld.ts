import type { Series, SeriesPost } from "../collection/series/series.ts";
import { type SeriesContext, seriesContexts } from "../collection/series/series-context.ts";
import { seriesMemberships } from "../collection/series/series-fields.ts";
import type { Site } from "../feed/site.ts";
import type { DiscoveryPost, PostUrlOption } from "./discovery-post.ts";
import { isoDate } from "./iso-date.ts";
import { absoluteUrl, pageUrl } from "./page-url.ts";
import { renderJsonLd } from "./render-json-ld.ts";

/** A person or an organisation that writes. */
export interface JsonLdPerson {
  "@type": "Person";
  name: string;
  url?: string;
}

/** A series of posts. */
export interface JsonLdSeries {
  "@type": "CreativeWorkSeries";
  "@id"?: string;
  name: string;
  description?: string;
  url?: string;
}

/** A post in the words of schema.org. */
export interface JsonLdBlogPosting {
  "@context": "https://schema.org";
  "@type": "BlogPosting";
  "@id": string;
  url: string;
  mainEntityOfPage: string;
  headline: string;
  description?: string;
  datePublished?: string;
  dateModified?: string;
  inLanguage?: string;
  keywords?: string[];
  author?: JsonLdPerson[];
  image?: string;
  wordCount?: number;
  /** ISO 8601 duration in whole minutes. */
  timeRequired?: string;
  isPartOf?: JsonLdSeries | JsonLdSeries[];
  /** Number of the post in the (first) series. */
  position?: number;
}

/** What else is known of the post. */
export interface JsonLdOptions<P> extends PostUrlOption<P> {
  /**
   * What `orderSeries` returned, or for many posts what `createSeriesIndex` made of it; without it the post's own
   * `series` are used.
   */
  series?: readonly Series<P & SeriesPost>[] | ((post: P) => readonly SeriesContext<P & SeriesPost>[]);
  /** URL of a series' page, absolute or relative to the site. Without it series have no URL. */
  seriesUrl?: (series: { slug: string }) => string;
}

/**
 * Describes a post to search engines, as a `BlogPosting` of schema.org. A part of a series says so with `isPartOf` and
 * `position`.
 *
 * The record is plain data. As text it is JSON that is safe inside a `script` element, see `renderJsonLd`; so
 * `` `<script type="application/ld+json">${toJsonLd(post, site)}</script>` `` is right, while `JSON.stringify` alone
 * would let a title close the element.
 *
 * @param post - a post; unknown fields are ignored
 * @param site - where the post is published, and who writes when the post does not say
 * @param options - series, and what URLs look like
 * @returns the description; absent facts have no key
 * @throws TypeError when `site.url` is not absolute
 * @example
 * ```ts
 * import { toJsonLd } from "galley/discovery";
 *
 * const site = { url: "https://example.com", title: "Small Systems" };
 * const post = {
 *   slug: "machine",
 *   title: "A Tool from Scratch: Part 2 (The Machine)",
 *   date: new Date("2026-02-09"),
 *   dateOnly: true,
 *   series: [{ name: "A Tool from Scratch", part: 2 }],
 * };
 * const record = toJsonLd(post, site);
 * console.log(record.url, record.datePublished, record.position, JSON.stringify(record.isPartOf));
 * // → https://example.com/posts/machine/ 2026-02-09 2 {"@type":"CreativeWorkSeries","name":"A Tool from Scratch"}
 * ```
 */
export function toJsonLd<P extends DiscoveryPost & Pick<SeriesPost, "series">>(
  post: P,
  site: Site,
  options: JsonLdOptions<P> = {},
): JsonLdBlogPosting {
  const url = pageUrl(site, post, options);
  const record: JsonLdBlogPosting = {
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    "@id": url,
    url,
    mainEntityOfPage: url,
    headline: post.title ?? post.slug,
  };
  const description = post.description ?? post.excerpt?.text;
  if (description) record.description = description;
  const published = isoDate(post.date, post.dateOnly);
  if (published !== undefined) record.datePublished = published;
  const modified = isoDate(post.updated) ?? published;
  if (modified !== undefined) record.dateModified = modified;
  const language = post.lang ?? site.language;
  if (language) record.inLanguage = language;
  if (post.tags?.length) record.keywords = [...post.tags];
  const authors = post.authors?.length ? post.authors : (site.authors ?? []);
  if (authors.length > 0) record.author = authors.map((author) => toPerson(author, site));
  const source = typeof post.image === "string" ? post.image : post.image?.src;
  const image = source === undefined ? undefined : absoluteUrl(site, source);
  if (image !== undefined) record.image = image;
  const { words, minutes = 0 } = post.readingTime ?? {};
  if (words) record.wordCount = words;
  if (minutes > 0) record.timeRequired = `PT${Math.max(1, Math.round(minutes))}M`;

  const parts = partsOf(post, site, options);
  const [first] = parts;
  if (first !== undefined) {
    record.isPartOf = parts.length === 1 ? first.series : parts.map(({ series }) => series);
    if (first.position !== undefined) record.position = first.position;
  }
  // As a message does: readable where a string is wanted, and no part of the data.
  Object.defineProperty(record, "toString", { value: (): string => renderJsonLd(record) });
  return record;
}

function toPerson(author: string | { name: string; url?: string | undefined }, site: Site): JsonLdPerson {
  const { name, url } = typeof author === "string" ? { name: author, url: undefined } : author;
  const absolute = url === undefined ? undefined : absoluteUrl(site, url);
  return { "@type": "Person", name, ...(absolute !== undefined && { url: absolute }) };
}

function partsOf<P extends DiscoveryPost & Pick<SeriesPost, "series">>(
  post: P,
  site: Site,
  { series: all, seriesUrl }: JsonLdOptions<P>,
): { series: JsonLdSeries; position?: number }[] {
  const found =
    all === undefined
      ? seriesMemberships(post).map(({ slug, name, title = name, description, part }) => ({
          slug,
          name: title,
          description,
          position: part,
        }))
      : (typeof all === "function" ? all(post) : seriesContexts(all, post)).map(({ series, part }) => ({
          slug: series.slug,
          name: series.title,
          description: series.description,
          position: part.part ?? part.position,
        }));
  return found.map(({ slug, name, description, position }) => {
    const made = seriesUrl?.({ slug });
    const url = made === undefined ? undefined : absoluteUrl(site, made);
    const series: JsonLdSeries = { "@type": "CreativeWorkSeries", name };
    if (description) series.description = description;
    if (url !== undefined) {
      series["@id"] = url;
      series.url = url;
    }
    return { series, ...(position !== undefined && { position }) };
  });
}
