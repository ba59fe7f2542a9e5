import { readFile } from "node:fs/promises";
import { listFiles } from "../blog.server.js";

export async function loader({ params: { name } }) {
  if (!(await listFiles()).includes(name)) throw new Response("No such file", { status: 404 });
  const type = name.endsWith(".svg") ? "image/svg+xml" : `image/${name.split(".").at(-1)}`;
  return new Response(await readFile(`../posts/${name}`), { headers: { "content-type": type } });
}
