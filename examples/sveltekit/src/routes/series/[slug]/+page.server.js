import { error } from "@sveltejs/kit";
import { allSeries } from "$lib/server/posts.js";

export const entries = () => allSeries.map(({ slug }) => ({ slug }));

export function load({ params }) {
  const series = allSeries.find(({ slug }) => slug === params.slug) ?? error(404);
  const parts = series.parts.map(({ label, post }) => ({ label, slug: post.slug, title: post.title }));
  return { title: series.title, parts };
}
