import type { PublishingFields } from "../core/publishing.ts";

/** An author or contributor. */
export interface FeedAuthor {
  name: string;
  email?: string | undefined;
  url?: string | undefined;
}

/** A URL for each format. Relative ones are resolved against the site. */
export interface FeedUrls {
  rss?: string;
  atom?: string;
  json?: string;
}

/** Additional fields for directories of podcasts. */
export interface FeedPodcast {
  /** Categories of Apple Podcasts, such as `Technology`. */
  categories?: readonly string[];
  /**
   * Whether it is explicit, not suitable for children.
   *
   * @default false
   */
  explicit?: boolean;
  /** `serial` means to start with the first episode. */
  type?: "episodic" | "serial";
}

/** The site, for feeds, sitemaps and structured data. */
export interface Site {
  /** Absolute `http` or `https` URL of the home page; post URLs are made below it. */
  url: string;
  /** Plain text. */
  title: string;
  /** Plain text. */
  description?: string;
  /**
   * BCP 47 tag of the language that the site is written in.
   *
   * @default the language that all posts of the feed name, else `"und"` (undetermined)
   */
  language?: string;
  /** Authors of posts that do not name any. */
  authors?: readonly (FeedAuthor | string)[];
  /** Other contributors to the blog: editors, translators. */
  contributors?: readonly (FeedAuthor | string)[];
  /** URL of a logo. RSS 2.0 allows only GIF, JPEG and PNG; it leaves out other formats. */
  image?: string | { src: string };
  /** URL of a small square icon. */
  favicon?: string;
  /** Plain text. */
  copyright?: string;
  /** WebSub hubs, which push new posts to subscribers. */
  hub?: string | readonly string[];
  /** XSLT, or CSS (a URL that ends in `.css`), for browsers that show RSS and Atom. */
  stylesheet?: string;
  /** Minutes for which RSS readers may cache the feed. */
  ttl?: number;
  /** Podcast metadata, written when a post has audio. */
  podcast?: FeedPodcast;
}

/** A file attached to a post: an episode, a slide deck. */
export interface FeedEnclosure {
  url: string;
  /**
   * MIME type.
   *
   * @default the type of the file extension in the URL's path
   */
  type?: string | undefined;
  /** Size in bytes. */
  length?: number | undefined;
  title?: string | undefined;
  /** Seconds, or a text such as `32:10` or `1:02:03`. */
  duration?: number | string | undefined;
}

/** The URL of an image, or the URL with its alternative text, which is plain text. */
export type FeedPostImage = string | { src: string; alt?: string };

/**
 * The fields of a post that a feed can use. A `Post` of this library fits as it is; so does a plain record with a
 * title, a URL, HTML and a date. Everything except an address (`url` or `slug`) may be missing.
 */
export interface FeedPost extends PublishingFields {
  /** The post's name in its URL: `<site.url>/posts/<slug>/`, unless `url` or `postUrl` says otherwise. */
  slug?: string | undefined;
  /** Path of the source, for messages. */
  path?: string | undefined;
  /** Plain text. */
  title?: string | undefined;
  /** Where the post is published; relative ones are resolved against the site. */
  url?: string | undefined;
  /** Permanent id that outlives the URL: a URL, a `tag:`, a `urn:`, a bare UUID. */
  guid?: string | undefined;
  /** Same as `guid`, which takes precedence. */
  id?: string | undefined;
  /** When it was published: an instant, or ISO 8601 text (a day is its midnight in UTC). */
  date?: Date | string | null | undefined;
  /** When it was last changed in a way that readers should notice. */
  updated?: Date | string | null | undefined;
  html?: string | undefined;
  excerpt?: { text: string; html?: string };
  /** Plain text. */
  description?: string | undefined;
  /** A list, or a text that is split at commas. */
  tags?: readonly string[] | string | null | undefined;
  authors?: readonly (FeedAuthor | string)[] | undefined;
  /** Other contributors to the post: editors, translators. */
  contributors?: readonly (FeedAuthor | string)[] | undefined;
  /** BCP 47 tag. */
  lang?: string | undefined;
  /** One image, or several versions of it, of which feeds use the first. */
  image?: FeedPostImage | readonly FeedPostImage[] | undefined;
  /** A file, or its URL. */
  enclosure?: FeedEnclosure | string | undefined;
  enclosures?: readonly (FeedEnclosure | string)[] | undefined;
  /** What a post of a link blog is about, or where a post was published before. */
  externalUrl?: string | undefined;
  expires?: Date | string | undefined;
  /** Front matter: what a post does not have of `contributors`, `enclosure`, `enclosures` and `externalUrl` is read from it. */
  data?: unknown;
}
