import { checkChoice, checkOptions, checkStrings, checkWholeNumber, show } from "../../core/check-options.ts";
import { readLanguage } from "../../core/read-language.ts";
import type { Feed } from "../feed.ts";
import { readAuthors, readLine } from "../item/fields.ts";
import type { FeedAuthor, FeedPodcast, FeedUrls, Site } from "../site.ts";
import { siteBase, toPageUrl } from "../urls.ts";
import { resolveUrls } from "./paging.ts";

/** Where the feeds are by default. */
const defaultUrls: Required<FeedUrls> = { rss: "rss.xml", atom: "atom.xml", json: "feed.json" };

/** The part of a feed that is made from the site alone. */
export type SiteProfile = Omit<
  Feed,
  "id" | "language" | "pages" | "items" | "messages" | "updated" | "kind" | "extensions" | "namespaces"
> & {
  base: URL;
  language?: string;
};

/**
 * Checks a site and makes its URLs absolute.
 *
 * @throws TypeError for anything invalid: a site is the caller's, not an author's
 */
export function resolveSite(site: Site, feedUrls: FeedUrls = {}): SiteProfile {
  const base = siteBase(site);
  const title = text(site.title, "title");
  if (title === undefined || title === "") {
    throw new TypeError(`Expected site.title to be a text, received ${show(site.title)}`);
  }
  const profile: SiteProfile = {
    base,
    url: toPageUrl(site.url, base) as string,
    title,
    urls: {
      ...resolveUrls(defaultUrls, base, "feedUrls"),
      ...resolveUrls(feedUrls, base, "feedUrls"),
    } as Required<FeedUrls>,
    authors: people("authors", site, base),
    hubs: (typeof site.hub === "string" ? [site.hub] : (site.hub ?? [])).map(
      (hub) => link(hub, base, "hub") as string,
    ),
  };
  const contributors = people("contributors", site, base);
  if (contributors.length > 0) profile.contributors = contributors;
  if (site.ttl !== undefined) {
    checkWholeNumber("site.ttl", site.ttl, { min: 1 });
    profile.ttl = site.ttl;
  }
  if (site.podcast !== undefined) profile.podcast = readPodcast(site.podcast);
  for (const name of ["description", "copyright"] as const) {
    const value = text(site[name], name);
    if (value) profile[name] = value;
  }
  for (const name of ["image", "favicon", "stylesheet"] as const) {
    const written = site[name];
    const url = link(typeof written === "object" ? written?.src : written, base, name);
    if (url !== undefined) profile[name] = url;
  }
  if (site.language !== undefined) {
    const language = readLanguage(site.language);
    if (language === undefined) {
      throw new TypeError(`Expected site.language to be a BCP 47 tag, received ${show(site.language)}`);
    }
    profile.language = language;
  }
  return profile;
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

function link(value: unknown, base: URL, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  const url = toPageUrl(value, base);
  if (url === undefined) throw new TypeError(`Expected site.${name} to be a URL, received ${show(value)}`);
  return url;
}
