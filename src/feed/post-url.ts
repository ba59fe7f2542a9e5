import type { FeedPost } from "./feed-post.ts";
import { toPageUrl } from "./feed-url.ts";
import type { Site } from "./site.ts";

/**
 * The address of a post: its `url`, resolved against the site, else `<site.url>/posts/<slug>/`.
 *
 * @param site - only its `url` is looked at
 * @param post - a post with a `url` or a `slug`
 * @returns an absolute URL in ASCII
 * @throws TypeError when `site.url` is not absolute, or the post has no address
 * @example
 * ```ts
 * import { postUrl } from "galley/feed";
 *
 * const site = { url: "https://example.com/blog", title: "Notes" };
 * console.log(postUrl(site, { slug: "queues" }));
 * console.log(postUrl(site, { slug: "naïve", url: "/2025/naïve" }));
 * // → https://example.com/blog/posts/queues/
 * // → https://example.com/2025/na%C3%AFve
 * ```
 */
export function postUrl(site: Pick<Site, "url">, post: Pick<FeedPost, "slug" | "url">): string {
  const base = siteBase(site);
  const url = ownUrl(base, post) ?? slugUrl(base, post);
  if (url === undefined) throw new TypeError("Expected a post with a url or a slug, received neither");
  return url;
}

/** The site's URL with a slash at its end, so that relative URLs are resolved below it. */
export function siteBase(site: Pick<Site, "url">): URL {
  const written: unknown = site.url;
  const url = typeof written === "string" && URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(
      `Expected site.url to be an absolute http or https URL, received ${JSON.stringify(written)}`,
    );
  }
  url.search = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** The address that the post itself names. */
export function ownUrl(base: URL, post: Pick<FeedPost, "url">): string | undefined {
  return typeof post.url === "string" && post.url.trim() !== "" ? toPageUrl(post.url, base) : undefined;
}

/** The address made of the slug. */
export function slugUrl(base: URL, post: Pick<FeedPost, "slug">): string | undefined {
  if (typeof post.slug !== "string" || post.slug.trim() === "") return undefined;
  const path = post.slug.toWellFormed().split("/").map(encodeURIComponent).join("/");
  return toPageUrl(`posts/${path}/`, base);
}
