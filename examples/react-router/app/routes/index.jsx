import { Link } from "react-router";
import { getBlog } from "../blog.server.js";

export async function loader() {
  const blog = await getBlog();
  const posts = blog.posts.map((post) => ({
    path: blog.pathOf(post),
    title: post.title,
    excerpt: post.excerpt.text,
    status: blog.statusOf(post),
  }));
  return { title: blog.site.title, posts };
}

export const meta = ({ loaderData }) => [{ title: loaderData.title }];

export default function Index({ loaderData }) {
  return loaderData.posts.map(({ path, title, excerpt, status }) => (
    <article key={path}>
      <h2>
        <Link to={path}>{title}</Link>
      </h2>
      {status !== "published" && <p>({status})</p>}
      <p>{excerpt}</p>
    </article>
  ));
}
