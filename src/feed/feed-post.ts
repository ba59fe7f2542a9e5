import type { PublishingFields } from "../core/post-fields.ts";
import type { FeedAuthor } from "./site.ts";

/** A file that comes with a post: an episode, a slide deck. */
export interface FeedEnclosure {
  url: string;
  /**
   * MIME type.
   *
   * @default the type of the file extension in the URL's path
   */
  type?: string;
  /** Size in bytes. */
  length?: number;
  title?: string;
  /** Seconds, or a text such as `32:10` or `1:02:03`. */
  duration?: number | string;
}

/** The URL of an image, or the URL with its alternative text, which is plain text. */
export type FeedPostImage = string | { src: string; alt?: string };

/**
 * What a feed can use of a post. A `Post` of this library fits as it is; so does a plain record with a title, a URL,
 * HTML and a date. Everything except an address (`url` or `slug`) may be missing.
 */
export interface FeedPost extends PublishingFields {
  /** Names the post in its URL: `<site.url>/posts/<slug>/`, unless `url` or `postUrl` says otherwise. */
  slug?: string;
  /** Path of the source, for messages. */
  path?: string;
  /** Plain text. */
  title?: string;
  /** Where the post is published; relative ones are resolved against the site. */
  url?: string;
  /** Permanent id that outlives the URL: a URL, a `tag:`, a `urn:`, a bare UUID. */
  guid?: string;
  /** Same as `guid`, which wins. */
  id?: string;
  /** When it was published: an instant, or ISO 8601 text (a day is its midnight in UTC). */
  date?: Date | string;
  /** When it was last changed in a way that readers should notice. */
  updated?: Date | string;
  html?: string;
  excerpt?: { text: string; html?: string };
  /** Plain text. */
  description?: string;
  /** A list, or one text, which is divided at commas. */
  tags?: readonly string[] | string;
  authors?: readonly (FeedAuthor | string)[];
  /** Others who have a part in the post: editors, translators. */
  contributors?: readonly (FeedAuthor | string)[];
  /** BCP 47 tag. */
  lang?: string;
  /** One image, or several forms of it, of which feeds have the first. */
  image?: FeedPostImage | readonly FeedPostImage[];
  enclosure?: FeedEnclosure;
  enclosures?: readonly FeedEnclosure[];
  /** What a post of a link blog is about, or where a post was published before. */
  externalUrl?: string;
  expires?: Date | string;
}
