/** Somebody who writes posts. */
export interface FeedAuthor {
  name: string;
  email?: string;
  url?: string;
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
