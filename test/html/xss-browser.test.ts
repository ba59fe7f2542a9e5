import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { chromiumPath } from "../chromium-path.mjs";
import { htmlOf } from "../markdown/html-of.ts";
import { xssVectors } from "./xss-vectors.ts";

const pageSize = 25;

const pages = xssVectors.map(([name, markdown]) => {
  try {
    return { name, html: htmlOf(markdown) };
  } catch (error) {
    if (error instanceof ContentError) return { name, html: "" };
    throw error;
  }
});

test.skipIf(chromiumPath === undefined)(
  chromiumPath === undefined
    ? "a real browser runs and loads nothing (skipped: no chromium on the PATH)"
    : "a real browser runs and loads nothing",
  { timeout: 180_000 },
  async () => {
    const browser = await chromium.launch({ executablePath: chromiumPath!, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      const happened: string[] = [];
      let current = "";
      page.on("dialog", (dialog) => {
        happened.push(`${current}: dialog`);
        void dialog.dismiss();
      });
      page.on("popup", () => happened.push(`${current}: popup`));
      await page.exposeFunction("hit", (what: string) => happened.push(`${current}: ${what}`));
      await page.addInitScript("window.alert = () => window.hit('alert')");
      await page.route("**/*", (route) => {
        const url = route.request().url();
        if (url === "https://blog.example/post/") {
          return route.fulfill({
            contentType: "text/html",
            body: "<!doctype html><title>Post</title><main></main>",
          });
        }
        // Images and media of the post itself are allowed.
        if (!url.startsWith("https://blog.example/")) happened.push(`${current}: ${url}`);
        return route.abort();
      });

      const load = async (html: string): Promise<void> => {
        await page.goto("https://blog.example/post/");
        // As a page, not as HTML inserted by a script, so that scripts would run.
        await page.evaluate((content) => {
          document.open();
          document.write(`<!doctype html><title>Post</title><main>${content}</main>`);
          document.close();
        }, html);
        await page.evaluate(() => {
          for (const link of document.querySelectorAll("a[href]")) {
            const { protocol } = link as HTMLAnchorElement;
            // Following a link to another page is not an attack; running a URL is.
            if (!/^(?:https?|mailto|tel):$/.test(protocol)) (link as HTMLAnchorElement).click();
          }
          for (const element of document.querySelectorAll("main *")) {
            for (const kind of ["click", "mouseover", "focus", "toggle", "error", "load"]) {
              element.dispatchEvent(new Event(kind));
            }
          }
          // No element of the post can shadow it.
          if (typeof document.cookie !== "string" || document.body.tagName !== "BODY") {
            (window as unknown as { hit(what: string): void }).hit("clobbered");
          }
        });
      };

      current = "the judge";
      await load("<script>alert(1)</script><img src=x onerror=alert(2)>");
      expect(happened.length).toBeGreaterThan(1);
      await page.waitForTimeout(500);
      happened.length = 0;

      // Many per page: the rendered HTML is well-formed, so that one cannot hide another.
      for (let start = 0; start < pages.length; start += pageSize) {
        const group = pages.slice(start, start + pageSize);
        current = group.map(({ name }) => name).join("\n");
        await load(group.map(({ html }) => `<section>${html}</section>`).join("\n"));
      }
      await page.waitForTimeout(100);
      expect(happened).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);
