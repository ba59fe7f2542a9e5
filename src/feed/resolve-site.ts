import { checkChoice, checkOptions, checkStrings, checkWholeNumber, show } from "../core/check-options.ts";
import { readLanguage } from "../core/read-language.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import { type Feed, type FeedFormat, feedMediaTypes } from "./feed.ts";
import { readAuthors, readField, readLine } from "./fields.ts";
import type { FeedAuthor, FeedPodcast, FeedUrls, Site } from "./source.ts";
import { siteBase, toPageUrl } from "./urls.ts";

/** The part of a feed that depends only on the site. */
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
  const readPeople = (name: "authors" | "contributors"): FeedAuthor[] =>
    readAuthors(site[name], base, (problem) => {
      throw new TypeError(`Expected site.${name} to be names with valid addresses, but ${problem}`);
    });
  const readTextOf = (name: "title" | "description" | "copyright"): string | undefined =>
    readOption(`site.${name}`, site[name], readPlainText, "a text") || undefined;
  const readUrlOf = (name: "image" | "favicon" | "stylesheet"): string | undefined => {
    const written: Site["image"] | null = site[name];
    return resolveUrl(typeof written === "object" ? written?.src : written, base, `site.${name}`);
  };
  const title = readTextOf("title");
  if (title === undefined) {
    throw new TypeError(`Expected site.title to be a text, received ${show(site.title)}`);
  }
  const { rss = "rss.xml", atom = "atom.xml", json = "feed.json" } = feedUrls;
  const hubs = typeof site.hub === "string" ? [site.hub] : (site.hub ?? []);
  const contributors = readPeople("contributors");
  if (site.ttl !== undefined) checkWholeNumber("site.ttl", site.ttl, { min: 1 });
  return withoutUndefined<SiteProfile>({
    base,
    url: toPageUrl(site.url, base) as string,
    title,
    urls: resolveUrls({ rss, atom, json }, base, "feedUrls") as Required<FeedUrls>,
    authors: readPeople("authors"),
    hubs: hubs.flatMap((hub) => resolveUrl(hub, base, "site.hub") ?? []),
    contributors: contributors.length > 0 ? contributors : undefined,
    ttl: site.ttl,
    podcast: site.podcast === undefined ? undefined : readPodcast(site.podcast),
    description: readTextOf("description"),
    copyright: readTextOf("copyright"),
    image: readUrlOf("image"),
    favicon: readUrlOf("favicon"),
    stylesheet: readUrlOf("stylesheet"),
    language: readOption("site.language", site.language, readLanguage, "a BCP 47 tag"),
  });
}

/**
 * Reads an optional value of the caller.
 *
 * @throws TypeError when it cannot be read
 */
export function readOption<Value>(
  name: string,
  written: unknown,
  read: (written: unknown) => Value | undefined,
  expected: string,
): Value | undefined {
  return readField(written, read, (shown) => {
    throw new TypeError(`Expected ${name} to be ${expected}, received ${shown}`);
  });
}

function readPlainText(written: unknown): string | undefined {
  return typeof written === "string" ? readLine(written) : undefined;
}

function readPodcast(podcast: FeedPodcast): FeedPodcast {
  checkOptions(podcast, { categories: "array", explicit: "boolean", type: "string" }, "site.podcast");
  checkStrings("site.podcast.categories", podcast.categories);
  if (podcast.type !== undefined) checkChoice("site.podcast.type", podcast.type, ["episodic", "serial"]);
  return { ...podcast };
}

/** Makes every given URL absolute. */
export function resolveUrls(urls: FeedUrls, base: URL, name: string): FeedUrls {
  const formats = Object.keys(feedMediaTypes) as FeedFormat[];
  return withoutUndefined<FeedUrls>(
    Object.fromEntries(
      formats.map((format) => [format, resolveUrl(urls[format], base, `${name}.${format}`)]),
    ),
  );
}

/** Makes a caller's URL absolute. */
export function resolveUrl(raw: unknown, base: URL, name: string): string | undefined {
  return readOption(name, raw, (written) => toPageUrl(written, base), "a URL");
}
