import { error } from "@sveltejs/kit";
import { blog } from "$lib/server/blog.js";

export const entries = () => blog.series.map(({ slug }) => ({ slug }));

export function load({ params }) {
  const series = blog.series.find(({ slug }) => slug === params.slug) ?? error(404);
  const parts = series.parts.map(({ label, post }) => ({ label, slug: post.slug, title: post.title }));
  return { title: series.title, parts };
}
