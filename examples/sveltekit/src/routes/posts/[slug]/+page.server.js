import { error } from "@sveltejs/kit";
import { blog } from "$lib/server/blog.js";

export const entries = () => blog.pages.map(({ slug }) => ({ slug }));

export function load({ params }) {
  const post = blog.pages.find(({ slug }) => slug === params.slug) ?? error(404);
  const context = blog.seriesOf(post);
  return {
    title: post.title,
    html: post.html,
    lang: post.lang,
    series: context && { label: context.part.label, slug: context.series.slug, title: context.series.title },
  };
}
