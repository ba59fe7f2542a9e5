import { checkChoice, checkOptions, checkStrings, checkWholeNumber, show } from "../core/check-options.ts";
import { readLanguage } from "../core/read-language.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import { type Feed, type FeedFormat, feedMediaTypes } from "./feed.ts";
import { readAuthors, readLine } from "./fields.ts";
import type { FeedAuthor, FeedPodcast, FeedUrls, Site } from "./source.ts";
import { siteBase, toPageUrl } from "./urls.ts";

/** The part of a feed that is made from the site alone. */
export type SiteProfile = Omit<
  Feed,
  "id" | "language" | "pages" | "items" | "messages" | "updated" | "kind" | "extensions" | "namespaces"
> & {
  base: URL;
  language?: string | undefined;
};

/**
 * Checks a site and makes its URLs absolute.
 *
 * @throws TypeError for anything invalid: a site is the caller's, not an author's
 */
export function resolveSite(site: Site, feedUrls: FeedUrls = {}): SiteProfile {
  const base = siteBase(site);
  const title = text(site.title, "title");
  if (!title) throw new TypeError(`Expected site.title to be a text, received ${show(site.title)}`);
  const { rss = "rss.xml", atom = "atom.xml", json = "feed.json" } = feedUrls;
  const hubs = typeof site.hub === "string" ? [site.hub] : (site.hub ?? []);
  const contributors = people("contributors", site, base);
  if (site.ttl !== undefined) checkWholeNumber("site.ttl", site.ttl, { min: 1 });
  return withoutUndefined<SiteProfile>({
    base,
    url: toPageUrl(site.url, base) as string,
    title,
    urls: resolveUrls({ rss, atom, json }, base, "feedUrls") as Required<FeedUrls>,
    authors: people("authors", site, base),
    hubs: hubs.map((hub) => resolveUrl(hub, base, "site.hub")),
    contributors: contributors.length > 0 ? contributors : undefined,
    ttl: site.ttl,
    podcast: site.podcast === undefined ? undefined : readPodcast(site.podcast),
    description: text(site.description, "description") || undefined,
    copyright: text(site.copyright, "copyright") || undefined,
    image: link(site.image, base, "site.image"),
    favicon: link(site.favicon, base, "site.favicon"),
    stylesheet: link(site.stylesheet, base, "site.stylesheet"),
    language: site.language === undefined ? undefined : languageOf(site),
  });
}

function people(name: "authors" | "contributors", site: Site, base: URL): FeedAuthor[] {
  return readAuthors(site[name], base, (problem) => {
    throw new TypeError(`Expected site.${name} to be names with valid addresses, but ${problem}`);
  });
}

function readPodcast(podcast: FeedPodcast): FeedPodcast {
  checkOptions(podcast, { categories: "array", explicit: "boolean", type: "string" }, "site.podcast");
  checkStrings("site.podcast.categories", podcast.categories);
  if (podcast.type !== undefined) checkChoice("site.podcast.type", podcast.type, ["episodic", "serial"]);
  return { ...podcast };
}

function text(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string")
    throw new TypeError(`Expected site.${name} to be a text, received ${show(value)}`);
  return readLine(value);
}

function languageOf({ language }: Site): string {
  const tag = readLanguage(language);
  if (tag === undefined)
    throw new TypeError(`Expected site.language to be a BCP 47 tag, received ${show(language)}`);
  return tag;
}

/** Reads a URL, or an object that has it in `src`. */
function link(value: Site["image"] | null, base: URL, name: string): string | undefined {
  const url = typeof value === "object" ? value?.src : value;
  return url === undefined || url === null ? undefined : resolveUrl(url, base, name);
}

/** Makes every URL that is given absolute. */
export function resolveUrls(urls: FeedUrls, base: URL, name: string): FeedUrls {
  const resolved: FeedUrls = {};
  for (const format of Object.keys(feedMediaTypes) as FeedFormat[]) {
    const url = urls[format];
    if (url !== undefined) resolved[format] = resolveUrl(url, base, `${name}.${format}`);
  }
  return resolved;
}

function resolveUrl(raw: string, base: URL, name: string): string {
  const url = toPageUrl(raw, base);
  if (url === undefined) throw new TypeError(`Expected ${name} to be a URL, received ${show(raw)}`);
  return url;
}
