import type { VFileMessage } from "vfile-message";

/** The least a post must have here: what `createPostParser` makes has more. */
export interface ReadablePost {
  slug: string;
  messages: readonly VFileMessage[];
}

/** What turns one file into a post. `createPostParser` makes one; any function of this shape will do. */
export interface ReadablePostParser<P extends ReadablePost> {
  (source: Uint8Array, file: { path: string }): P | Promise<P>;
  /** Names everything the result depends on besides the source. Without it nothing is cached. */
  fingerprint?: string | undefined;
  /** Files of more bytes are not even read. */
  maxBytes?: number;
}
