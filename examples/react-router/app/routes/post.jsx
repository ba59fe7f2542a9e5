import { seriesContext } from "galley";
import { Link } from "react-router";
import { allSeries, posts } from "../posts.server.js";

export function loader({ params }) {
  const post = posts.find(({ slug }) => slug === params.slug);
  if (!post) throw new Response("No such post", { status: 404 });
  const context = seriesContext(allSeries, post);
  return {
    title: post.title,
    html: post.html,
    series: context && { label: context.part.label, slug: context.series.slug, title: context.series.title },
  };
}

export const meta = ({ loaderData }) => [{ title: loaderData.title }];

export default function Post({ loaderData: { title, html, series } }) {
  return (
    <article>
      <h1>{title}</h1>
      {series && (
        <p>
          {series.label} of <Link to={`/series/${series.slug}`}>{series.title}</Link>
        </p>
      )}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: galley has sanitised it */}
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </article>
  );
}
