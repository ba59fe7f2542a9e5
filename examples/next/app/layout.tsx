import { feedLinks } from "galley";
import type { ReactNode } from "react";
import { getBlog } from "../lib/blog.ts";

export const viewport = { colorScheme: "light dark" };

export async function generateMetadata() {
  const { site } = await getBlog();
  const [rss] = feedLinks(site);
  return { title: site.title, alternates: { types: { [rss.type]: rss.href } } };
}

export default async function Layout({ children }: { children: ReactNode }) {
  const { site } = await getBlog();
  return (
    <html lang={site.language}>
      <head>
        <link rel="stylesheet" href="/highlight.css" />
      </head>
      <body>{children}</body>
    </html>
  );
}
