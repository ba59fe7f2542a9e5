/** A short form of a post, for lists of posts and for feeds. */
export interface Excerpt {
  /** Plain text, entities decoded, in one line. */
  text: string;
  /** Well-formed, safe HTML without ids: two excerpts may share a page. */
  html: string;
  /** Where the excerpt comes from; `"empty"` when the post has no words. */
  source: "front-matter" | "marker" | "description" | "auto" | "empty";
  /** Whether the post has visible content that the excerpt leaves out: whether "Read more" is worth a link. */
  truncated: boolean;
}

/** A place that an excerpt may come from. */
export type ExcerptSource = Exclude<Excerpt["source"], "empty">;
