import { seriesContext } from "galley";
import Link from "next/link";
import { notFound } from "next/navigation";
import { allSeries, posts } from "../../../lib/posts.ts";

export const dynamicParams = false;
export const generateStaticParams = () => posts.map(({ slug }) => ({ slug }));

export default async function PostPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const post = posts.find((one) => one.slug === slug) ?? notFound();
  const context = seriesContext(allSeries, post);
  return (
    <article>
      <h1>{post.title}</h1>
      {context && (
        <p>
          {context.part.label} of <Link href={`/series/${context.series.slug}/`}>{context.series.title}</Link>
        </p>
      )}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: galley has sanitised it */}
      <div dangerouslySetInnerHTML={{ __html: post.html }} />
    </article>
  );
}
