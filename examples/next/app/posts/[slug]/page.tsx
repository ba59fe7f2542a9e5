import Link from "next/link";
import { notFound } from "next/navigation";
import { getBlog } from "../../../lib/blog.ts";

export const dynamicParams = false;
export const generateStaticParams = async () => (await getBlog()).pages.map(({ slug }) => ({ slug }));

export default async function PostPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const blog = await getBlog();
  const post = blog.pages.find((one) => one.slug === decodeURIComponent(slug)) ?? notFound();
  const context = blog.seriesOf(post);
  return (
    <article lang={post.lang}>
      <h1>{post.title}</h1>
      {context && (
        <p>
          {context.part.label} of <Link href={`/series/${context.series.slug}/`}>{context.series.title}</Link>
        </p>
      )}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: galley has sanitized it */}
      <div dangerouslySetInnerHTML={{ __html: post.html }} />
    </article>
  );
}
