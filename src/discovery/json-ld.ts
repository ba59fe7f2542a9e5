import type { Series, SeriesPost } from "../collection/series/series.ts";
import { seriesMemberships } from "../collection/series/series.ts";
import { type SeriesContext, seriesContexts } from "../collection/series/series-context.ts";
import { checkKind, checkOptions, type OptionKinds } from "../core/check-options.ts";
import { checkPost, tagsOf } from "../core/post-fields.ts";
import { readLanguage } from "../core/read-language.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import { readLine } from "../feed/fields.ts";
import type { Site } from "../feed/source.ts";
import { checkSite, siteBase, toFeedUrl, toPageUrl } from "../feed/urls.ts";
import {
  type DiscoveryPost,
  discoveryFields,
  isoDate,
  type PostUrlOption,
  pageUrl,
  titleOf,
} from "./post.ts";

/** A person or an organization that writes posts. */
export interface JsonLdPerson {
  "@type": "Person";
  name: string;
  url?: string;
}

/** Who publishes the site. */
export interface JsonLdOrganization {
  "@type": "Organization";
  name: string;
  url: string;
  logo?: string;
}

/** A series of posts. */
export interface JsonLdSeries {
  "@type": "CreativeWorkSeries";
  "@id"?: string;
  name: string;
  description?: string;
  url?: string;
}

/** A post in schema.org vocabulary. */
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
  image?: string | string[];
  publisher?: JsonLdOrganization;
  wordCount?: number;
  /** ISO 8601 duration in whole minutes. */
  timeRequired?: string;
  isPartOf?: JsonLdSeries | JsonLdSeries[];
  /** Number of the post in the (first) series. */
  position?: number;
}

/** Options of `toJsonLd`. */
export interface JsonLdOptions<P> extends PostUrlOption<P> {
  /**
   * What `orderSeries` returned; or what `blog.seriesOf` returned for the post, or a function that returns that or a list of
   * such. Without it the post's own `series` are used.
   */
  series?:
    | readonly Series<P & SeriesPost>[]
    | SeriesContext<P & SeriesPost>
    | ((post: P) => readonly SeriesContext<P & SeriesPost>[] | SeriesContext<P & SeriesPost> | undefined)
    | undefined;
  /** URL of a series page, absolute or relative to the site. Without it, series have no URL. */
  seriesUrl?: (series: { slug: string }) => string;
}

/**
 * Describes a post to search engines, as a `BlogPosting` of schema.org. A part of a series has `isPartOf` and
 * `position`.
 *
 * The record is plain data. As a string it is JSON that is safe inside a `script` element, see `renderJsonLd`:
 * `` `<script type="application/ld+json">${toJsonLd(post, site)}</script>` `` is correct, while `JSON.stringify` alone
 * would let a title close the element.
 *
 * @param post - a post; unknown fields are ignored
 * @param site - where the post is published, and who writes when the post does not say
 * @param options - series, and the URLs of the site
 * @returns the description; unknown properties are omitted
 * @throws TypeError when `site.url` is not absolute, or the post has no slug or a field that cannot be read
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
  checkPost(post, discoveryFields);
  checkSite(site);
  checkOptions(options, optionKinds);
  const base = siteBase(site);
  const url = pageUrl(site, post, options);
  const published = isoDate(post.date, post.dateOnly);
  const tags = tagsOf(post.tags);
  const authors = post.authors?.length ? post.authors : (site.authors ?? []);
  const [logo] = imageUrls([site.image], base);
  // Without one of its own: the first in the text, else the site's.
  const [firstInText = logo] = imageUrls(post.images?.map((entry) => entry.url) ?? [], url);
  const [image = firstInText, ...otherImages] = imageUrls([post.image].flat(), url);
  const name = readLine(site.title);
  const { words, minutes = 0 } = post.readingTime ?? {};
  const parts = partsOf(post, base, options);
  const record = withoutUndefined<JsonLdBlogPosting>({
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    "@id": url,
    url,
    mainEntityOfPage: url,
    headline: titleOf(post),
    description: (post.description ?? post.excerpt?.text) || undefined,
    datePublished: published,
    dateModified: isoDate(post.updated) ?? published,
    inLanguage: readLanguage(post.lang) ?? readLanguage(site.language),
    keywords: tags.length > 0 ? [...tags] : undefined,
    author: authors.length > 0 ? authors.map((author) => toPerson(author, base)) : undefined,
    image: image === undefined || otherImages.length === 0 ? image : [image, ...otherImages],
    publisher:
      name === ""
        ? undefined
        : withoutUndefined<JsonLdOrganization>({ "@type": "Organization", name, url: base.href, logo }),
    wordCount: words || undefined,
    timeRequired: minutes > 0 ? `PT${Math.max(1, Math.round(minutes))}M` : undefined,
    isPartOf: parts.length > 1 ? parts.map(({ series }) => series) : parts[0]?.series,
    position: parts[0]?.position,
  });
  // A non-enumerable method, for templates that write the record as text.
  Object.defineProperty(record, "toString", { value: (): string => renderJsonLd(record) });
  return record;
}

const optionKinds: OptionKinds<JsonLdOptions<never>> = {
  postUrl: "function",
  series: "array or function or object",
  seriesUrl: "function",
};

/** The addresses of images, resolved as feeds do. */
function imageUrls(images: readonly unknown[], base: string | URL): string[] {
  return images.flatMap((image) => {
    const source = typeof image === "object" && image !== null ? (image as { src?: unknown }).src : image;
    return typeof source === "string" && source.trim() !== "" ? (toPageUrl(source, base) ?? []) : [];
  });
}

function toPerson(author: string | { name: string; url?: string | undefined }, base: URL): JsonLdPerson {
  if (typeof author === "string") return { "@type": "Person", name: author };
  return withoutUndefined<JsonLdPerson>({
    "@type": "Person",
    name: author.name,
    url: toFeedUrl(author.url, base),
  });
}

/** The series of a post, and its part number in each. */
function partsOf<P extends DiscoveryPost & Pick<SeriesPost, "series">>(
  post: P,
  base: URL,
  { series: all, seriesUrl }: JsonLdOptions<P>,
): { series: JsonLdSeries; position: number | undefined }[] {
  const describe = (
    { slug, title, description }: { slug: string; title: string; description?: string | undefined },
    position: number | undefined,
  ): { series: JsonLdSeries; position: number | undefined } => {
    const url = toPageUrl(seriesUrl?.({ slug }), base);
    const series = withoutUndefined<JsonLdSeries>({
      "@type": "CreativeWorkSeries",
      name: title,
      description: description || undefined,
      "@id": url,
      url,
    });
    return { series, position };
  };
  if (all === undefined) {
    return seriesMemberships(post).map((own) => describe({ ...own, title: own.title ?? own.name }, own.part));
  }
  const contexts = Array.isArray(all)
    ? seriesContexts(all as readonly Series<P & SeriesPost>[], post)
    : [(typeof all === "function" ? all(post) : (all as SeriesContext<P & SeriesPost>)) ?? []].flat();
  return contexts.map(({ series, part }) => {
    checkKind("series.series", series, "object");
    checkKind("series.part", part, "object");
    return describe(series, part.part ?? part.position);
  });
}

const scriptEscapes: Readonly<Record<string, string>> = {
  "<": "\\u003C",
  ">": "\\u003E",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/**
 * Writes a value as JSON that is safe inside a `script` element: no text of an author can close the element or open a
 * comment, and parsing it gives back the same value.
 *
 * @param value - anything that JSON can represent; the result of `toJsonLd`, or an array of results
 * @returns JSON without `<`, `>` and `&`
 * @throws TypeError for values that JSON cannot represent, such as circular ones
 * @example
 * ```ts
 * import { renderJsonLd } from "galley/discovery";
 *
 * console.log(renderJsonLd({ headline: "Escaping </script>" }));
 * // → {"headline":"Escaping \u003C/script\u003E"}
 * ```
 */
export function renderJsonLd(value: object): string {
  checkKind("value", value, "object or array");
  try {
    return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => scriptEscapes[sign] as string);
  } catch (error) {
    throw new TypeError(`Expected \`value\` to be data that JSON can hold, received other: ${String(error)}`);
  }
}
