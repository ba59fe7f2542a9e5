import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "../chromium-path.mjs";
import { faintTexts } from "./faint-texts.ts";
import { temporaryFolder } from "./run-demo.ts";
import { root } from "./source-files.ts";

describe.skipIf(!chromiumPath)("the playground, opened as a file", () => {
  let browser: Browser;
  let url: string;
  /** One page for most tests, because loading three megabytes for each would take long. */
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    const out = temporaryFolder();
    execFileSync(process.execPath, [join(root, "examples/playground/build.mjs"), out]);
    url = pathToFileURL(join(out, "index.html")).href;
    browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
    page = await open();
  }, 60_000);
  afterAll(() => browser?.close());

  async function open(address = url): Promise<Page> {
    const page = await browser.newPage();
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("dialog", async (dialog) => {
      faults.push(`a dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!/^(?:file|about|data):/.test(request.url())) faults.push(`asks ${request.url()}`);
    });
    await page.goto(address);
    await page.locator("#panel > *").first().waitFor();
    return page;
  }

  const panel = (on = page): Promise<string | null> => on.locator("#panel").textContent();

  test("shows the written text in every tab", async () => {
    await page.fill("#source", "---\ntitle: Rings\ndate: 2026-01-02\n---\nOne *two*.\n\n## Three\n");
    await page.frameLocator("iframe").getByText("Three").waitFor();
    for (const [tab, expected] of [
      ["html", '<p>One <em>two</em>.</p>\n<h2 id="three">Three</h2>'],
      ["excerpt", "One two."],
      ["headings", "Three  #three"],
      ["data", '"title": "Rings"'],
      ["series", "The post is not part of a series."],
      ["feed", "<title>Rings</title>"],
      ["messages", "The post has no description"],
    ] as const) {
      await page.click(`#tab-${tab}`);
      await expect.poll(() => panel(), { message: tab }).toContain(expected);
    }
  });

  test("selects the position of a message in the source", async () => {
    await page.fill("#source", "---\ntitle: Rings\n---\nOne\n\nTwo <blink>three</blink>\n");
    await page.click("#tab-messages");
    await page.getByRole("button", { name: /blink/ }).click();
    const selected = await page.locator("#source").evaluate((element) => {
      const { value, selectionStart, selectionEnd } = element as HTMLTextAreaElement;
      return [document.activeElement === element, value.slice(selectionStart, selectionEnd)];
    });
    expect(selected).toEqual([true, expect.stringMatching(/^<blink>three/)]);
  });

  test("keeps sample, text, options and tab in the URL", async () => {
    await page.selectOption("#sample", "posts/2025-03-24-wasurekata.md");
    await page.fill("#source", "忘れる <b>方法</b>。");
    await page.click("summary");
    await page.selectOption("[name=rawHtml]", "escape");
    await page.click("#tab-html");
    await expect.poll(() => panel()).toContain("<p>忘れる &#x3C;b>方法&#x3C;/b>。</p>");
    const address = page.url();
    const second = await open(address);
    expect(await panel(second)).toContain("<p>忘れる &#x3C;b>方法&#x3C;/b>。</p>");
    expect(await second.inputValue("#source")).toBe("忘れる <b>方法</b>。");
    expect(await second.inputValue("#sample")).toBe("posts/2025-03-24-wasurekata.md");
    await second.close();
    const broken = await open(address.slice(0, -30));
    expect(await broken.inputValue("#source")).toContain("title:");
    await broken.close();
  });

  test("shows the parts of a series among the samples", async () => {
    await page.selectOption("#sample", "posts/tla-formal-method-tool-from-scratch-part-1.md");
    await page.click("#tab-series");
    await expect.poll(() => panel()).toContain("Part 2: ");
  });

  test.each(["sanitize", "allow"])("runs no code of the hostile sample with %s", async (rawHtml) => {
    await page.selectOption("#sample", "posts/hostile.md");
    await page.selectOption("[name=rawHtml]", rawHtml);
    await page.click("#tab-post");
    await page.frameLocator("iframe").getByText("Nothing here may run").waitFor();
    await page.frameLocator("iframe").getByText("a link").click();
    expect(faults).toEqual([]);
  });

  test.each([
    [1280, "light"],
    [360, "dark"],
  ] as const)(
    "works %s px wide, %s: no horizontal scrolling, enough contrast, tabs by keyboard",
    async (width, colorScheme) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.click("#tab-post");
      for (const name of ["HTML", "Excerpt", "Headings", "Data", "Series", "Feed", "Messages"]) {
        await page.keyboard.press("ArrowRight");
        await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain(name);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      expect(await page.evaluate(faintTexts)).toEqual([]);
    },
  );

  test("causes no errors and no requests", () => {
    expect(faults).toEqual([]);
  });
});
