import {
  isDraft,
  isUnlisted,
  type PostField,
  type PublishingFields,
  publishingFields,
} from "../core/post-fields.ts";
import { readTime } from "../core/read-date.ts";
import type { Site } from "../feed/site.ts";
import { postUrl } from "../feed/urls.ts";

/** What JSON-LD, sitemaps and search indexes can use of a post. A `Post` of this library fits as it is. */
export interface DiscoveryPost extends PublishingFields {
  slug: string;
  /** Where the post is published; relative ones are resolved against the site. */
  url?: string | undefined;
  /** Path of the source. */
  path?: string | undefined;
  title?: string | undefined;
  description?: string | undefined;
  /** A `Date`, or ISO 8601 text. */
  date?: Date | string | undefined;
  updated?: Date | string | undefined;
  dateOnly?: boolean | undefined;
  expires?: Date | string | undefined;
  /** A list, or one text, which is divided at commas. */
  tags?: readonly string[] | string | undefined;
  authors?: readonly (string | { name: string; url?: string | undefined })[] | undefined;
  lang?: string | undefined;
  canonicalUrl?: string | undefined;
  image?: string | { src: string; alt?: string | undefined } | undefined;
  excerpt?: { text: string } | undefined;
  html?: string | undefined;
  readingTime?: { minutes: number; words?: number | undefined } | undefined;
}

/** What the URLs of posts look like. */
export interface PostUrlOption<P> {
  /**
   * URL of a post's page, absolute or relative to the site. It wins over the post's own `url`.
   *
   * @default `<site.url>/posts/<slug>/`, or the post's own `url`
   */
  postUrl?: (post: P) => string;
}

/** The fields of a post that discovery reads and that have to be of their kind. Dates that are not valid are left out. */
export const discoveryFields: readonly PostField[] = [
  "slug",
  "title",
  "description",
  "lang",
  "html",
  "tags",
  "authors",
  ...publishingFields,
];

/** The absolute URL of a post's page. */
export function pageUrl<P extends DiscoveryPost>(
  site: Pick<Site, "url">,
  post: P,
  { postUrl: make }: PostUrlOption<P>,
): string {
  const { slug } = post;
  const url = make?.(post) ?? post.url;
  return postUrl(site, url === undefined ? { slug } : { slug, url });
}

/** Drops drafts and unlisted posts. Scheduled and expired ones are for `selectPublished` to drop, which has a clock. */
export function selectListed<P extends DiscoveryPost>(posts: readonly P[]): P[] {
  return posts.filter((post) => !isDraft(post) && !isUnlisted(post));
}

/** A date as ISO 8601: a day, or an instant; `undefined` when it is missing or not valid. */
export function isoDate(value: unknown, dateOnly?: boolean): string | undefined {
  const time = readTime(value);
  const text = time === undefined ? undefined : new Date(time).toISOString();
  return dateOnly ? text?.slice(0, text.indexOf("T")) : text?.replace(/\.000Z$/, "Z");
}
