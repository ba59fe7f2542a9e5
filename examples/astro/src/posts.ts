import { getCollection } from "astro:content";
import { orderSeries, selectPublished, sortPosts } from "galley";

const preview = import.meta.env.DEV;
const options = { now: new Date(), includeDrafts: preview, includeScheduled: preview };
const entries = await getCollection("posts");

/** Posts that have a page, unlisted ones among them. */
export const shown = selectPublished(
  entries.map((entry) => ({ ...entry.data, html: entry.rendered?.html, entry })),
  { ...options, includeUnlisted: true },
).posts;

/** What lists and feeds show, the newest first. */
export const posts = sortPosts(selectPublished(shown, options).posts);
export const allSeries = orderSeries(posts);
