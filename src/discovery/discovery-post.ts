/** What JSON-LD, sitemaps and search can use of a post. A `Post` of this library fits as it is. */
export interface DiscoveryPost {
  slug: string;
  /** Where the post is published; relative ones are resolved against the site. */
  url?: string | undefined;
  /** Path of the source. */
  path?: string | undefined;
  title?: string | undefined;
  description?: string | undefined;
  date?: Date | undefined;
  updated?: Date | undefined;
  dateOnly?: boolean | undefined;
  expires?: Date | undefined;
  tags?: readonly string[] | undefined;
  authors?: readonly { name: string; url?: string | undefined }[] | undefined;
  draft?: boolean | undefined;
  unlisted?: boolean | undefined;
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
