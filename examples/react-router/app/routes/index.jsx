import { Link } from "react-router";
import { posts, site } from "../posts.server.js";

export const loader = () => ({
  title: site.title,
  posts: posts.map(({ slug, title, excerpt }) => ({ slug, title, excerpt })),
});

export const meta = ({ loaderData }) => [{ title: loaderData.title }];

export default function Index({ loaderData }) {
  return loaderData.posts.map(({ slug, title, excerpt }) => (
    <article key={slug}>
      <h2>
        <Link to={`/posts/${slug}`}>{title}</Link>
      </h2>
      <p>{excerpt.text}</p>
    </article>
  ));
}
