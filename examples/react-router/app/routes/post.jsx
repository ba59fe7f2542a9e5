import { Link } from "react-router";
import { getBlog } from "../blog.server.js";

export async function loader({ params }) {
  const blog = await getBlog();
  const post = blog.pages.find(({ slug }) => slug === params.slug);
  if (!post) throw new Response("No such post", { status: 404 });
  const context = blog.seriesOf(post);
  return {
    title: post.title,
    html: post.html,
    lang: post.lang,
    series: context && { label: context.part.label, slug: context.series.slug, title: context.series.title },
  };
}

export const meta = ({ loaderData }) => [{ title: loaderData.title }];

export default function Post({ loaderData: { title, html, lang, series } }) {
  return (
    <article lang={lang}>
      <h1>{title}</h1>
      {series && (
        <p>
          {series.label} of <Link to={`/series/${series.slug}/`}>{series.title}</Link>
        </p>
      )}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: galley has sanitized it */}
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </article>
  );
}
