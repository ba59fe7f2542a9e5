// `.server` in the name keeps it out of what a browser loads.

import {
  createHighlighter,
  createPostParser,
  formatMessage,
  orderSeries,
  selectPublished,
  sortPosts,
} from "galley";
import { readPosts } from "galley/node";

export const site = { url: "https://blog.example/", title: "Small Notes", language: "en" };

const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });
const read = await readPosts("../posts", { parser: createPostParser({ highlighter }) });
for (const message of read.messages) console.warn(formatMessage(message));
if (read.stats.failed > 0) throw new Error(`${read.stats.failed} posts have errors, see above`);

export const posts = sortPosts(selectPublished(read.posts, { now: new Date() }).posts);
export const allSeries = orderSeries(posts);
