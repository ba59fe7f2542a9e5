import { show } from "../../core/check-options.ts";
import { type FeedPage, feedMediaTypes } from "../feed.ts";
import type { FeedUrls } from "../site.ts";
import { toPageUrl } from "../urls.ts";

/** How this feed belongs to others of the same blog (RFC 5005). */
export interface FeedPaging {
  /** `complete`: it holds every post there is. `archive`: it is a page of older posts that no longer changes. */
  kind?: "complete" | "archive";
  /** The feed with the newest posts; an archive must name it. */
  current?: FeedUrls;
  /** The archive with the next older posts. */
  previousArchive?: FeedUrls;
  /** The archive with the next newer posts. */
  nextArchive?: FeedUrls;
  /** Pages of a feed that may change at any time. */
  first?: FeedUrls;
  previous?: FeedUrls;
  next?: FeedUrls;
  last?: FeedUrls;
}

const relations = {
  current: "current",
  previousArchive: "prev-archive",
  nextArchive: "next-archive",
  first: "first",
  previous: "previous",
  next: "next",
  last: "last",
} as const;

/**
 * Makes the links of RFC 5005.
 *
 * @throws TypeError for what the RFC forbids: a complete feed with other pages, an archive without links to others
 */
export function toFeedPages(paging: FeedPaging, base: URL): FeedPage[] {
  const pages: FeedPage[] = [];
  for (const name of Object.keys(relations) as (keyof typeof relations)[]) {
    const urls = paging[name];
    if (urls !== undefined)
      pages.push({ rel: relations[name], urls: resolveUrls(urls, base, `paging.${name}`) });
  }
  const names = pages.map(({ rel }) => rel);
  if (paging.kind === "complete" && names.length > 0) {
    throw new TypeError(`Expected a complete feed to have no other pages, received ${names.join(", ")}`);
  }
  if (paging.kind === "archive") {
    if (!names.includes("current"))
      throw new TypeError("Expected an archive to name the current feed, received none");
    if (!names.includes("prev-archive") && !names.includes("next-archive")) {
      throw new TypeError("Expected an archive to name another archive, received none");
    }
  }
  return pages;
}

/** Makes every URL that is given absolute. */
export function resolveUrls(urls: FeedUrls, base: URL, name: string): FeedUrls {
  const resolved: FeedUrls = {};
  for (const format of Object.keys(feedMediaTypes) as (keyof FeedUrls)[]) {
    const raw = urls[format];
    if (raw === undefined) continue;
    const url = toPageUrl(raw, base);
    if (url === undefined)
      throw new TypeError(`Expected ${name}.${format} to be a URL, received ${show(raw)}`);
    resolved[format] = url;
  }
  return resolved;
}
