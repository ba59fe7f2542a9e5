// Takes the images of docs/demo.md and docs/feed.md: npm run screenshots
// Builds the demo as of a fixed day, opens it in the Chromium on the PATH, and writes
// docs/images/<page>-<scheme>-<width>.png. Without a Chromium it reports that and writes nothing. Fonts are those of
// the machine.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../examples/blog/serve.mjs";
import { chromiumPath } from "../test/chromium-path.mjs";

const root = resolve(import.meta.dirname, "..");
/** Page, path, color scheme and width of each image. */
const pictures = [
  ["index", "/", "light", 1280],
  ["post", "/posts/tla-formal-method-tool-from-scratch-part-2/", "dark", 1280],
  ["feed", "https://blog.example/feed.xml", "light", 720],
  ["series", "/series/formal-verification-from-scratch/", "light", 360],
];
/** The maximum size of an image in the documentation, in bytes. */
const largest = 150_000;

async function takeAll(url, site, folder) {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  try {
    for (const [name, path, colorScheme, width] of pictures) {
      const viewport = { width, height: 800 };
      const page = await browser.newPage({ colorScheme, viewport, reducedMotion: "reduce" });
      const file = join(folder, `${name}-${colorScheme}-${width}.png`);
      // The feed refers to its stylesheet with the URL of the site.
      await page.route("https://blog.example/**", async (route) => {
        const { pathname } = new URL(route.request().url());
        const contentType = pathname.endsWith(".css") ? "text/css" : "application/xml";
        await route.fulfill({ path: join(site, pathname), contentType });
      });
      await page.goto(new URL(path, url).href, { waitUntil: "load" });
      await page.evaluate(() => document.fonts?.ready);
      await page.screenshot({ path: file, animations: "disabled" });
      const { size } = statSync(file);
      console.log(`${relative(root, file)} ${(size / 1000).toFixed(0)} kB`);
      if (size > largest) throw new RangeError(`${file} has ${size} bytes, more than ${largest}`);
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

if (chromiumPath) {
  const folder = join(root, "docs/images");
  const site = mkdtempSync(join(tmpdir(), "galley-screenshots-"));
  try {
    const args = ["--out", site, "--now", "2026-11-01"];
    execFileSync(process.execPath, [join(root, "examples/blog/build.mjs"), ...args], { cwd: root });
    const { server, url } = await serve(site, 0);
    mkdirSync(folder, { recursive: true });
    await takeAll(url, site, folder);
    server.close();
  } finally {
    rmSync(site, { recursive: true });
  }
} else {
  console.log("No Chromium on the PATH: no images were taken.");
}
