import type { Point, Position } from "unist";
import type { VFileMessage } from "vfile-message";
import type { RelatablePost } from "../collection/create-related-index.ts";
import type { SeriesPost } from "../collection/series.ts";

/** What linting looks at. A `Post` of this library fits as it is; what is missing is not judged. */
export interface LintablePost extends SeriesPost, Pick<RelatablePost, "url"> {
  description?: string | undefined;
  unlisted?: boolean | undefined;
  expires?: Date | undefined;
  links?:
    | readonly { url: string; text?: string | undefined; place?: Point | Position | undefined }[]
    | undefined;
  images?: readonly { url: string; alt: string; place?: Point | Position | undefined }[] | undefined;
  image?: string | { src: string; alt?: string | undefined } | undefined;
  headings?:
    | readonly { depth: number; slug: string; text: string; place?: Point | Position | undefined }[]
    | undefined;
  html?: string | undefined;
  /** What the parser found; it is told with the rest. */
  messages?: readonly VFileMessage[] | undefined;
}
