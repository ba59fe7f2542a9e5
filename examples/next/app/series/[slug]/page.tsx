import Link from "next/link";
import { notFound } from "next/navigation";
import { allSeries } from "../../../lib/posts.ts";

export const dynamicParams = false;
export const generateStaticParams = () => allSeries.map(({ slug }) => ({ slug }));

export default async function SeriesPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const series = allSeries.find((one) => one.slug === slug) ?? notFound();
  return (
    <>
      <h1>{series.title}</h1>
      <ol>
        {series.parts.map(({ label, post }) => (
          <li key={post.slug}>
            {label}: <Link href={`/posts/${post.slug}/`}>{post.title}</Link>
          </li>
        ))}
      </ol>
    </>
  );
}
