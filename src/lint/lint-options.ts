import type { Point, Position } from "unist";
import type { VFileMessage } from "vfile-message";
import type { GroupByTagOptions } from "../collection/groups/group-by-tag.ts";
import type { LinkResolverOptions } from "../collection/links/create-link-resolver.ts";
import type { RelatablePost } from "../collection/related/related-posts.ts";
import type { SeriesDeclaration, SeriesPost } from "../collection/series/series.ts";
import type { RuleId } from "../diagnostics/rules.ts";

/** The fields that linting reads, such as those of a `Post`. Missing fields are not checked. */
export interface LintablePost extends SeriesPost, Pick<RelatablePost, "url"> {
  description?: string | undefined;
  unlisted?: boolean | undefined;
  updated?: Date | string | null | undefined;
  expires?: Date | string | null | undefined;
  /** An excerpt that the author wrote counts as a description. */
  excerpt?: { source?: string | undefined } | undefined;
  /** The front matter. */
  data?: unknown;
  links?:
    | readonly { url: string; text?: string | undefined; place?: Point | Position | undefined }[]
    | undefined;
  images?: readonly { url: string; alt: string; place?: Point | Position | undefined }[] | undefined;
  image?: string | { src: string; alt?: string | undefined } | undefined;
  headings?:
    | readonly { depth: number; slug: string; text: string; place?: Point | Position | undefined }[]
    | undefined;
  html?: string | undefined;
  /** Messages of the parser; they are returned with the others. */
  messages?: readonly VFileMessage[] | undefined;
}

/** The severity of a rule; `warn` is `warning`. */
export type LintSetting = "off" | "info" | "warn" | "warning" | "error";

/** What to report, and how severe it is. */
export interface LintOptions<P> extends LinkResolverOptions<P>, GroupByTagOptions {
  /**
   * Sets the severity of rules, or turns them off. It accepts every rule id of the library, because the messages of the
   * parser are returned too.
   *
   * @default the severity of each rule in docs/diagnostics.md
   */
  rules?: Readonly<Partial<Record<RuleId, LintSetting>>> | undefined;
  /**
   * Messages from elsewhere, such as those of `readPosts` about files that could not be read. They are returned with the
   * others, each message once, and `rules` applies to them.
   */
  messages?: readonly VFileMessage[] | undefined;
  /**
   * The current time, a `Date` or ISO 8601 text. Without it no date is in the future, and only drafts are unpublished.
   */
  now?: Date | string | undefined;
  /** Declarations of series. */
  series?: readonly SeriesDeclaration[] | undefined;
  /**
   * See `orderSeries`.
   *
   * @default false
   */
  inferFromTitles?: boolean | undefined;
  /** Languages of the site, as BCP 47 tags; `en` covers `en-GB`. Without it every well-formed tag is accepted. */
  languages?: readonly string[] | undefined;
  /** Ids that the page's template adds, such as `comments`, which links may lead to. */
  pageIds?: readonly string[] | undefined;
  /**
   * How many characters of a description search engines and link previews show.
   *
   * @default 160
   */
  maxDescriptionLength?: number | undefined;
}
