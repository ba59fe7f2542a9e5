import Link from "next/link";
import { posts } from "../lib/posts.ts";

export default function Index() {
  return posts.map(({ slug, title, excerpt }) => (
    <article key={slug}>
      <h2>
        <Link href={`/posts/${slug}/`}>{title}</Link>
      </h2>
      <p>{excerpt.text}</p>
    </article>
  ));
}
