import { index, route } from "@react-router/dev/routes";

export default [
  index("routes/index.jsx"),
  route("posts/:slug", "routes/post.jsx"),
  route("series/:slug", "routes/series.jsx"),
  route("files/:name", "routes/file.js"),
  route("highlight.css", "routes/highlight.js"),
  route("rss.xml", "routes/rss.js"),
];
