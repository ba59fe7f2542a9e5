import { sorted } from "../collection/order/sort-posts.ts";
import { wrongKind } from "../core/check-options.ts";
import { type PostField, publishingFields } from "../core/post-fields.ts";
import { isDraft, isUnlisted, type PublishingFields } from "../core/publishing.ts";
import { readTime } from "../core/read-date.ts";
import { readLine } from "../feed/fields.ts";
import type { Site } from "../feed/source.ts";
import { checkSite, ownUrl, postUrl, siteBase } from "../feed/urls.ts";

/** The fields of a post that JSON-LD, sitemaps and search indexes can use. A `Post` of this library fits as it is. */
export interface DiscoveryPost extends PublishingFields {
  slug: string;
  /** Where the post is published; relative ones are resolved against the site. */
  url?: string | undefined;
  /** Path of the source. */
  path?: string | undefined;
  title?: string | undefined;
  description?: string | undefined;
  /** A `Date`, or ISO 8601 text. */
  date?: Date | string | null | undefined;
  updated?: Date | string | null | undefined;
  dateOnly?: boolean | undefined;
  expires?: Date | string | null | undefined;
  /** A list, or a text that is split at commas. */
  tags?: readonly string[] | string | null | undefined;
  authors?: readonly (string | { name: string; url?: string | undefined })[] | undefined;
  lang?: string | undefined;
  canonicalUrl?: string | undefined;
  /** One image, or several versions of it. */
  image?: DiscoveryImage | readonly DiscoveryImage[] | undefined;
  /** The images in the text. */
  images?: readonly { url: string }[] | undefined;
  excerpt?: { text: string } | undefined;
  html?: string | undefined;
  readingTime?: { minutes: number; words?: number | undefined } | undefined;
}

/** An image of a post: its URL, or with its alternative text. */
export type DiscoveryImage = string | { src: string; alt?: string | undefined };

/** The URLs of posts. */
export interface PostUrlOption<P> {
  /**
   * URL of a post's page, absolute or relative to the site. It takes precedence over the post's own `url`.
   *
   * @default `<site.url>/posts/<slug>/`, or the post's own `url`
   */
  postUrl?: (post: P) => string;
}

/** The fields of a post that discovery reads and checks. Invalid dates are left out. */
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
  const made: unknown = make?.(post) ?? undefined;
  if (made === undefined) {
    const { slug, url } = post;
    if (url !== undefined && typeof url !== "string") throw wrongKind("url", url, "a string");
    return postUrl(site, url === undefined ? { slug } : { slug, url });
  }
  if (typeof made !== "string") throw wrongKind("postUrl()", made, "a string");
  checkSite(site);
  const url = ownUrl(siteBase(site), made);
  if (url === undefined) throw wrongKind("postUrl()", made, "an http or https URL");
  return url;
}

/** The exact title of a post, or its slug when the title is blank. */
export function titleOf({ title, slug }: DiscoveryPost): string {
  return readLine(title) === "" ? slug : String(title);
}

/** Removes drafts and unlisted posts. Scheduled and expired ones are left to `selectPublished`, which knows the time. */
export function selectListed<P extends DiscoveryPost>(posts: readonly P[]): P[] {
  return posts.filter((post) => !isDraft(post) && !isUnlisted(post));
}

/** The posts to list, newest first, with their addresses. If two posts have the same address, the first is listed. */
export function listPages<P extends DiscoveryPost>(
  site: Pick<Site, "url">,
  posts: readonly P[],
  options: PostUrlOption<P>,
): Map<string, P> {
  const pages = new Map<string, P>();
  for (const post of sorted(selectListed(posts))) {
    const url = pageUrl(site, post, options);
    if (!pages.has(url)) pages.set(url, post);
  }
  return pages;
}

/** A date as ISO 8601: a day, or an instant; `undefined` when it is missing, or has no year of four digits. */
export function isoDate(value: unknown, dateOnly?: boolean): string | undefined {
  const time = readTime(value);
  const iso = time === undefined ? "" : new Date(time).toISOString();
  const text = /^\d{4}-/.test(iso) ? iso : undefined;
  return dateOnly ? text?.slice(0, text.indexOf("T")) : text?.replace(/\.000Z$/, "Z");
}
