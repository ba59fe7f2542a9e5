export { renderAtom } from "./atom.ts";
export { buildFeed, type FeedOptions, type FeedPaging } from "./build-feed.ts";
export type { FeedExtend } from "./extend.ts";
export {
  type Feed,
  type FeedAttachment,
  type FeedElement,
  type FeedFormat,
  type FeedItem,
  type FeedMediaType,
  type FeedPage,
  feedMediaTypes,
} from "./feed.ts";
export { type FeedPagesOptions, feedPages } from "./feed-pages.ts";
export {
  type FeedLink,
  type FeedRequestHeaders,
  type FeedResponse,
  feedLinks,
  feedResponse,
  renderFeed,
} from "./formats.ts";
export { type FeedHtmlOptions, toFeedHtml } from "./html/to-feed-html.ts";
export { renderJsonFeed } from "./json.ts";
export { renderRss } from "./rss.ts";
export type {
  FeedAuthor,
  FeedEnclosure,
  FeedPodcast,
  FeedPost,
  FeedPostImage,
  FeedUrls,
  Site,
} from "./source.ts";
export { postUrl } from "./urls.ts";
