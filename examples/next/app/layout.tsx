import { feedLinks } from "galley";
import type { ReactNode } from "react";
import { site } from "../lib/posts.ts";

const [rss] = feedLinks(site);

export const metadata = { title: site.title, alternates: { types: { [rss.type]: rss.href } } };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang={site.language}>
      <body>{children}</body>
    </html>
  );
}
