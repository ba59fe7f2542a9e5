import { checkOptions, checkStrings, type OptionKinds } from "../core/check-options.ts";
import { publishingKeys } from "../core/publishing.ts";

/**
 * The keys that each field of a post is read from, in order of precedence: the first with a usable value
 * is used. Case, hyphens and underscores are ignored (`lastModifiedAt` is `last_modified_at`); an exact spelling
 * takes precedence. A dot refers to a nested key: `extra.chapter`.
 */
export interface FrontMatterAliases {
  title: readonly string[];
  slug: readonly string[];
  description: readonly string[];
  excerpt: readonly string[];
  /** The text in the body that ends the excerpt, a Jekyll setting. */
  excerptSeparator: readonly string[];
  /** `published` may be a date or a boolean; here only the date is read. */
  date: readonly string[];
  updated: readonly string[];
  tags: readonly string[];
  authors: readonly string[];
  /** True means draft. */
  draft: readonly string[];
  /** False means draft; anything other than a boolean is ignored here. */
  published: readonly string[];
  /**
   * Used by WordPress, Pelican and Ghost: `draft`, `pending`, `private`, `trash`, `members` and others mean draft, `hidden`
   * means unlisted.
   */
  status: readonly string[];
  unlisted: readonly string[];
  expires: readonly string[];
  lang: readonly string[];
  canonicalUrl: readonly string[];
  image: readonly string[];
  imageAlt: readonly string[];
  series: readonly string[];
  /** Keys next to `series` that describe a single series. */
  part: readonly string[];
  total: readonly string[];
  guid: readonly string[];
  readingTime: readonly string[];
}

/** The aliases that are used without the `aliases` option. */
export const defaultAliases: FrontMatterAliases = /* @__PURE__ */ splitKeys({
  title: "title",
  slug: "slug",
  description: "description summary teaser spoiler hook deck dek subtitle",
  excerpt: "excerpt summary",
  excerptSeparator: "excerpt_separator",
  date: `${publishingKeys.date} date.created`,
  updated:
    "updated lastmod last_modified_at modified updatedDate dateModified dateUpdated updated_at last_modified last_update last_updated last_edited_time date.updated",
  tags: "tags tag topics keywords taxonomies.tags",
  authors: "author authors by taxonomies.authors taxonomies.author extra.author extra.authors",
  draft: publishingKeys.draft,
  published: publishingKeys.published,
  status: publishingKeys.status,
  unlisted: publishingKeys.unlisted,
  expires: publishingKeys.expires,
  lang: "lang language locale",
  canonicalUrl: "canonical canonicalUrl canonical_url",
  image:
    "image cover coverImage heroImage hero featured_image feature_image banner thumbnail thumb socialImage ogImage images",
  imageAlt: "imageAlt coverAlt coverImageAlt heroAlt heroImageAlt featuredImageAlt thumbnailAlt",
  series: "series taxonomies.series",
  part: "part seriesPart series_part seriesOrder series_order series_weight order weight",
  total: "seriesTotal parts",
  guid: "guid id",
  readingTime: "readingTime readTime",
});

function splitKeys(keys: Record<keyof FrontMatterAliases, string>): FrontMatterAliases {
  const fields = Object.entries(keys).map(([field, names]) => [field, names.split(" ")]);
  return Object.fromEntries(fields) as FrontMatterAliases;
}

/**
 * Checks an option `aliases`.
 *
 * @throws RangeError for a field that is not known; TypeError for keys that are not a list
 */
export function checkAliases(aliases: Partial<FrontMatterAliases> | undefined): void {
  if (aliases === undefined) return;
  const fields = Object.keys(defaultAliases) as (keyof FrontMatterAliases)[];
  const kinds = Object.fromEntries(fields.map((field) => [field, "array"]));
  checkOptions(aliases, kinds as unknown as OptionKinds<Partial<FrontMatterAliases>>, "aliases");
  for (const field of fields) checkStrings(`aliases.${field}`, aliases[field]);
}
