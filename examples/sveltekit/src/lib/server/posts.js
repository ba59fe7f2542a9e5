// Below `server/`, so that neither the parser nor drafts get into what a browser loads.

import {
  createHighlighter,
  createPostParser,
  formatMessage,
  orderSeries,
  selectPublished,
  sortPosts,
} from "galley";

export const site = { url: "https://blog.example/", title: "Small Notes", language: "en" };

const sources = import.meta.glob("../../../../posts/*.md", { query: "?raw", import: "default", eager: true });
const highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });
const parsePost = createPostParser({ highlighter });
const parsed = await Promise.all(
  Object.entries(sources).map(([path, source]) => parsePost(source, { path })),
);
for (const { messages } of parsed) for (const message of messages) console.warn(formatMessage(message));

export const posts = sortPosts(selectPublished(parsed, { now: new Date() }).posts);
export const allSeries = orderSeries(posts);
