// Pictures next to the posts.

import { readdir, readFile } from "node:fs/promises";

export const dynamic = "force-static";
export const dynamicParams = false;

export async function generateStaticParams() {
  const names = await readdir("../posts");
  return names.filter((name) => /\.(avif|gif|jpg|png|svg|webp)$/.test(name)).map((name) => ({ name }));
}

export async function GET(_: Request, { params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  const type = name.endsWith(".svg") ? "image/svg+xml" : `image/${name.split(".").at(-1)}`;
  return new Response(await readFile(`../posts/${name}`), { headers: { "content-type": type } });
}
