import Link from "next/link";
import { getBlog } from "../lib/blog.ts";

export default async function Index() {
  const blog = await getBlog();
  return blog.posts.map((post) => (
    <article key={post.slug}>
      <h2>
        <Link href={blog.pathOf(post)}>{post.title}</Link>
      </h2>
      {blog.statusOf(post) !== "published" && <p>({blog.statusOf(post)})</p>}
      <p>{post.excerpt.text}</p>
    </article>
  ));
}
