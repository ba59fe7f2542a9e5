import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { feedMediaTypes } from "galley";

const mediaTypes = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
};

const feeds = {
  "/feed.xml": feedMediaTypes.rss,
  "/atom.xml": feedMediaTypes.atom,
  "/feed.json": feedMediaTypes.json,
};

/**
 * Serves a folder on this machine only.
 *
 * @returns the server and its address, once it listens
 */
export async function serve(folder, port) {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, 500, "text/plain", "Something went wrong.\n");
    });
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return { server, url: `http://127.0.0.1:${server.address().port}/` };
}

async function answer(folder, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    return send(response, 405, "text/plain", "Only GET and HEAD.\n");
  }
  const path = readPath(request.url);
  const file = path === undefined ? undefined : join(folder, path);
  // `URL` has resolved every `..`; what was decoded after it may hold new ones.
  if (file === undefined || !(file + sep).startsWith(join(folder, sep)))
    return notFound(folder, request, response);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) {
    if (path.endsWith("/"))
      return sendFile(join(file, "index.html"), request, response, () => notFound(folder, request, response));
    response.setHeader("location", `${encodeURI(path)}/`);
    return send(response, 301, "text/plain", "This page has a slash at its end.\n");
  }
  response.statusCode = 200;
  return sendFile(file, request, response, () => notFound(folder, request, response), feeds[path]);
}

function readPath(url) {
  try {
    const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
    return path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

async function sendFile(
  file,
  request,
  response,
  otherwise,
  type = mediaTypes[extname(file)] ?? "application/octet-stream",
) {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return otherwise();
  response.setHeader("content-type", type);
  response.setHeader("content-length", found.size);
  response.setHeader("x-content-type-options", "nosniff");
  if (request.method === "HEAD") return response.end();
  return createReadStream(file)
    .on("error", () => response.destroy())
    .pipe(response);
}

function notFound(folder, request, response) {
  response.statusCode = 404;
  return sendFile(join(folder, "404.html"), request, response, () =>
    send(response, 404, "text/plain", "Not found.\n"),
  );
}

function send(response, status, type, text) {
  response.writeHead(status, { "content-type": type }).end(text);
}
