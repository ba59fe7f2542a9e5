import { allSeries, posts } from "./app/posts.server.js";

export default {
  // All pages are prerendered: there is no server.
  ssr: false,
  prerender: [
    "/",
    ...posts.map(({ slug }) => `/posts/${slug}`),
    ...allSeries.map(({ slug }) => `/series/${slug}`),
    "/rss.xml",
  ],
};
