import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { chromiumPath } from "../chromium-path.mjs";

const mediaTypes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Serves a folder on a free local port, as static hosts do: `/a/` is `a/index.html` or `a.html`. */
export async function serveFolder(folder) {
  const server = createServer(async ({ url }, response) => {
    const path = decodeURIComponent(new URL(url, "http://x").pathname);
    const name = join(folder, normalize(path)).replace(/[/\\]$/, "");
    for (const file of [name, join(name, "index.html"), `${name}.html`]) {
      const body = await readFile(file).catch(() => undefined);
      if (body === undefined) continue;
      response.writeHead(200, { "content-type": mediaTypes[extname(file)] ?? "text/plain" }).end(body);
      return;
    }
    response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Opens a page in Chromium, passes it to `look`, and fails for any error that the page reports. */
export async function withPage(url, look) {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      // Browsers request an icon by themselves.
      if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico"))
        errors.push(message.text());
    });
    await page.goto(url);
    const result = await look(page);
    if (errors.length > 0) throw new Error(`the page reported:\n${errors.join("\n")}`);
    return result;
  } finally {
    await browser.close();
  }
}
