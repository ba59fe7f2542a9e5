// The subpaths whose declarations need only the language: compiled without the types of the DOM and of Node.
// Declarations of vfile (`galley/markdown`, `galley/post`) and of shiki (`galley/highlight`) use `URL` and `Response`.

import { orderSeries, type Series, sortPosts } from "galley/collection";
import { createMessage, rules } from "galley/diagnostics";
import { buildLlmsTxt, toJsonLd } from "galley/discovery";
import { extractExcerptFromHtml, truncateText } from "galley/excerpt";
import { buildFeed, renderRss } from "galley/feed";
import { formatDate, parseFrontMatterSync } from "galley/front-matter";
import { lintPosts } from "galley/lint";
import { estimateReadingTime } from "galley/reading-time";
import { toSlug } from "galley/slug";

const posts = sortPosts([{ slug: "a", title: "A", date: new Date(0) }]);
export const series: Series<(typeof posts)[number]>[] = orderSeries(posts);
export const all = {
  buildFeed,
  buildLlmsTxt,
  createMessage,
  estimateReadingTime,
  extractExcerptFromHtml,
  formatDate,
  lintPosts,
  parseFrontMatterSync,
  renderRss,
  rules,
  toJsonLd,
  toSlug,
  truncateText,
};
