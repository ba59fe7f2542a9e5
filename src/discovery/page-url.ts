import { postUrl, siteBase } from "../feed/post-url.ts";
import type { Site } from "../feed/site.ts";
import type { DiscoveryPost, PostUrlOption } from "./discovery-post.ts";

/** The absolute URL of a post's page. */
export function pageUrl<P extends DiscoveryPost>(
  site: Pick<Site, "url">,
  post: P,
  { postUrl: make }: PostUrlOption<P>,
): string {
  const made = make?.(post) ?? post.url;
  const { slug } = post;
  return postUrl(site, made === undefined ? { slug } : { slug, url: made });
}

/** Resolves a URL against the site; `undefined` when it is none. */
export function absoluteUrl(site: Pick<Site, "url">, url: string): string | undefined {
  const base = siteBase(site);
  return URL.canParse(url, base) ? new URL(url, base).href : undefined;
}
