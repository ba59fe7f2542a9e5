import { index, route } from "@react-router/dev/routes";

export default [
  index("routes/index.jsx"),
  route("posts/:slug", "routes/post.jsx"),
  route("series/:slug", "routes/series.jsx"),
  route("rss.xml", "routes/rss.js"),
];
