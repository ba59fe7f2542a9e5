import { getBlog, listFiles } from "./app/blog.server.js";

export default {
  // All pages are prerendered: there is no server.
  ssr: false,
  async prerender() {
    const blog = await getBlog();
    return [
      "/",
      ...blog.pages.map(({ slug }) => `/posts/${slug}`),
      ...blog.series.map(({ slug }) => `/series/${slug}`),
      ...(await listFiles()).map((name) => `/files/${name}`),
      "/highlight.css",
      "/rss.xml",
    ];
  },
};
