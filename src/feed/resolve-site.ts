import { cleanLine } from "./clean-text.ts";
import type { Feed } from "./feed.ts";
import { resolveUrls } from "./feed-pages.ts";
import { toPageUrl } from "./feed-url.ts";
import { siteBase } from "./post-url.ts";
import { readAuthors } from "./read-authors.ts";
import { readLanguage } from "./read-language.ts";
import { showValue } from "./show-value.ts";
import type { FeedUrls, Site } from "./site.ts";

/** Where the feeds are unless the caller says otherwise. */
const defaultUrls: Required<FeedUrls> = { rss: "rss.xml", atom: "atom.xml", json: "feed.json" };

/** The part of a feed that the site tells. */
export type SiteProfile = Omit<
  Feed,
  "id" | "language" | "pages" | "items" | "messages" | "updated" | "kind"
> & {
  base: URL;
  language?: string;
};

/**
 * Checks a site and makes its URLs absolute.
 *
 * @throws TypeError for any fault: a site is the caller's, not an author's
 */
export function resolveSite(site: Site, feedUrls: FeedUrls = {}): SiteProfile {
  const base = siteBase(site);
  const title = text(site.title, "title");
  if (title === undefined || title === "") {
    throw new TypeError(`Expected site.title to be a text, received ${showValue(site.title)}`);
  }
  const profile: SiteProfile = {
    base,
    url: toPageUrl(site.url, base) as string,
    title,
    urls: {
      ...resolveUrls(defaultUrls, base, "feedUrls"),
      ...resolveUrls(feedUrls, base, "feedUrls"),
    } as Required<FeedUrls>,
    authors: readAuthors(site.authors, base, (fault) => {
      throw new TypeError(`Expected site.authors to be names with valid addresses, but ${fault}`);
    }),
    hubs: (typeof site.hub === "string" ? [site.hub] : (site.hub ?? [])).map(
      (hub) => link(hub, base, "hub") as string,
    ),
  };
  const description = text(site.description, "description");
  if (description) profile.description = description;
  const copyright = text(site.copyright, "copyright");
  if (copyright) profile.copyright = copyright;
  const image = link(typeof site.image === "object" ? site.image?.src : site.image, base, "image");
  if (image !== undefined) profile.image = image;
  const favicon = link(site.favicon, base, "favicon");
  if (favicon !== undefined) profile.favicon = favicon;
  const stylesheet = link(site.stylesheet, base, "stylesheet");
  if (stylesheet !== undefined) profile.stylesheet = stylesheet;
  if (site.language !== undefined) {
    const language = readLanguage(site.language);
    if (language === undefined) {
      throw new TypeError(`Expected site.language to be a BCP 47 tag, received ${showValue(site.language)}`);
    }
    profile.language = language;
  }
  return profile;
}

function text(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string")
    throw new TypeError(`Expected site.${name} to be a text, received ${showValue(value)}`);
  return cleanLine(value);
}

function link(value: unknown, base: URL, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  const url = typeof value === "string" ? toPageUrl(value, base) : undefined;
  if (url === undefined)
    throw new TypeError(`Expected site.${name} to be a URL, received ${showValue(value)}`);
  return url;
}
