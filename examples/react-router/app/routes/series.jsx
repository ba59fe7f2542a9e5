import { Link } from "react-router";
import { getBlog } from "../blog.server.js";

export async function loader({ params }) {
  const series = (await getBlog()).series.find(({ slug }) => slug === params.slug);
  if (!series) throw new Response("No such series", { status: 404 });
  const parts = series.parts.map(({ label, post }) => ({ label, slug: post.slug, title: post.title }));
  return { title: series.title, parts };
}

export const meta = ({ loaderData }) => [{ title: loaderData.title }];

export default function Series({ loaderData: { title, parts } }) {
  return (
    <>
      <h1>{title}</h1>
      <ol>
        {parts.map(({ label, slug, title: name }) => (
          <li key={slug}>
            {label}: <Link to={`/posts/${slug}/`}>{name}</Link>
          </li>
        ))}
      </ol>
    </>
  );
}
