import Link from "next/link";
import { notFound } from "next/navigation";
import { getBlog } from "../../../lib/blog.ts";

export const dynamicParams = false;
export const generateStaticParams = async () => (await getBlog()).series.map(({ slug }) => ({ slug }));

export default async function SeriesPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const blog = await getBlog();
  const series = blog.series.find((one) => one.slug === decodeURIComponent(slug)) ?? notFound();
  return (
    <>
      <h1>{series.title}</h1>
      <ol>
        {series.parts.map(({ label, post }) => (
          <li key={post.slug}>
            {label}: <Link href={blog.pathOf(post)}>{post.title}</Link>
          </li>
        ))}
      </ol>
    </>
  );
}
