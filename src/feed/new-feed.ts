import { Feed, type FeedOptions } from "feed";

/** The renderer of record, one for each format: no two of them want the same title. The one importer of `feed`. */
export function newFeed(options: FeedOptions): Feed {
  return new Feed(options);
}
