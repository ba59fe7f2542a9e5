import type { PublishingFields } from "../core/post-fields.ts";

/** Somebody who writes posts. */
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
   * Whether it is not for children.
   *
   * @default false
   */
  explicit?: boolean;
  /** `serial` is listened to from the first episode on. */
  type?: "episodic" | "serial";
}

/** What feeds, sitemaps and structured data say about the site itself. */
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
  /** Others who have a part in the blog: editors, translators. */
  contributors?: readonly (FeedAuthor | string)[];
  /** Logo: a URL. RSS 2.0 takes GIF, JPEG and PNG only; another kind stays out of it. */
  image?: string | { src: string };
  /** Small square icon: a URL. */
  favicon?: string;
  /** Plain text. */
  copyright?: string;
  /** WebSub hubs, which push new posts to subscribers. */
  hub?: string | readonly string[];
  /** XSLT, or CSS (a URL that ends in `.css`), for browsers that show RSS and Atom. */
  stylesheet?: string;
  /** Minutes for which readers of RSS may keep the feed before they ask again. */
  ttl?: number;
  /** What a podcast is. It is written when a post has audio. */
  podcast?: FeedPodcast;
}

/** A file that comes with a post: an episode, a slide deck. */
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
 * What a feed can use of a post. A `Post` of this library fits as it is; so does a plain record with a title, a URL,
 * HTML and a date. Everything except an address (`url` or `slug`) may be missing.
 */
export interface FeedPost extends PublishingFields {
  /** Names the post in its URL: `<site.url>/posts/<slug>/`, unless `url` or `postUrl` says otherwise. */
  slug?: string | undefined;
  /** Path of the source, for messages. */
  path?: string | undefined;
  /** Plain text. */
  title?: string | undefined;
  /** Where the post is published; relative ones are resolved against the site. */
  url?: string | undefined;
  /** Permanent id that outlives the URL: a URL, a `tag:`, a `urn:`, a bare UUID. */
  guid?: string | undefined;
  /** Same as `guid`, which wins. */
  id?: string | undefined;
  /** When it was published: an instant, or ISO 8601 text (a day is its midnight in UTC). */
  date?: Date | string | null | undefined;
  /** When it was last changed in a way that readers should notice. */
  updated?: Date | string | null | undefined;
  html?: string | undefined;
  excerpt?: { text: string; html?: string };
  /** Plain text. */
  description?: string | undefined;
  /** A list, or one text, which is divided at commas. */
  tags?: readonly string[] | string | null | undefined;
  authors?: readonly (FeedAuthor | string)[] | undefined;
  /** Others who have a part in the post: editors, translators. */
  contributors?: readonly (FeedAuthor | string)[] | undefined;
  /** BCP 47 tag. */
  lang?: string | undefined;
  /** One image, or several forms of it, of which feeds have the first. */
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
