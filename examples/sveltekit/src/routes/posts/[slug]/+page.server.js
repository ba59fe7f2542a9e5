import { error } from "@sveltejs/kit";
import { seriesContext } from "galley";
import { allSeries, posts } from "$lib/server/posts.js";

export const entries = () => posts.map(({ slug }) => ({ slug }));

export function load({ params }) {
  const post = posts.find(({ slug }) => slug === params.slug) ?? error(404);
  const context = seriesContext(allSeries, post);
  return {
    title: post.title,
    html: post.html,
    series: context && { label: context.part.label, slug: context.series.slug, title: context.series.title },
  };
}
