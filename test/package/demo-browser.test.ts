import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "../chromium-path.mjs";
import { faintTexts } from "./faint-texts.ts";
import { temporaryFolder } from "./run-demo.ts";
import { root } from "./source-files.ts";

if (!chromiumPath) {
  process.stderr.write("No chromium on PATH: the demo was NOT looked at in a browser.\n");
}

/** The tab stops on every page before the content. */
const headerStops = ["Skip to the content", "Small Systems", "Blog", "Series", "Tags", "Archive"];

/** One page of each kind, and the posts with formulas, wide code, tables and images. */
const pages = [
  "/",
  "/posts/building-lock-free-spsc-queue/",
  "/posts/faster-websites-with-client-side-prerendering-and-speculation-rules-api/",
  "/posts/tla-formal-method-tool-from-scratch-part-2/",
  "/posts/why-queues-dont-fix-overload-and-what-to-do-instead/",
  "/series/",
  "/series/formal-verification-from-scratch/",
  "/tags/",
  "/tags/odin/",
  "/archive/",
  "/highlighting/",
  "/404.html",
];

/** For two opaque computed colors, by the formula of WCAG 2.2. */
function contrastOf(...colors: [string, string]): number {
  const [dark = 0, light = 0] = colors
    .map((color) => {
      const [r = 0, g = 0, b = 0] = [...color.matchAll(/[\d.]+/g)].map(([text]) => {
        const part = Number(text) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test("contrastOf agrees with examples from WCAG", () => {
  expect(contrastOf("rgb(0, 0, 0)", "rgb(255, 255, 255)")).toBeCloseTo(21, 5);
  expect(contrastOf("rgb(119, 119, 119)", "rgb(255, 255, 255)")).toBeCloseTo(4.48, 2);
  expect(contrastOf("rgb(255, 255, 255)", "rgb(255, 255, 255)")).toBe(1);
});

describe.skipIf(!chromiumPath)("the demo in headless Chromium", () => {
  let server: ChildProcess;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    const out = join(temporaryFolder(), "site");
    const args = ["--out", out, "--now", "2026-11-01", "--serve", "--port", "0"];
    server = spawn(process.execPath, [join(root, "examples/blog/build.mjs"), ...args], { cwd: root });
    url = await new Promise<string>((resolve, reject) => {
      let printed = "";
      server.stdout?.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const found = /at (http:\/\/127\.0\.0\.1:\d+)\//.exec(printed)?.[1];
        if (found) resolve(found);
      });
      server.once("exit", (code) => reject(new Error(`The demo ended with ${code}: ${printed}`)));
    });
    browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  }, 110_000);
  afterAll(async () => {
    await browser?.close();
    server?.kill();
  });

  async function open(
    path: string,
    options: Parameters<Browser["newPage"]>[0] = {},
  ): Promise<[Page, string[]]> {
    const page = await browser.newPage(options);
    const faults: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
    });
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("response", (response) => {
      if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
    });
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== url) faults.push(`asks ${request.url()}`);
    });
    await page.goto(url + path, { waitUntil: "load" });
    return [page, faults];
  }

  test.each(pages)(
    "%s, light and dark, 1280, 360 and 320 px wide: no errors, no horizontal scrolling, enough contrast",
    async (path) => {
      const [page, faults] = await open(path);
      // Copy buttons are transparent until the pointer is over their block.
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(".shiki-copy { opacity: 1 !important }");
        document.adoptedStyleSheets.push(sheet);
      });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        for (const width of [1280, 360, 320]) {
          const where = `${colorScheme}, ${width} px`;
          await page.setViewportSize({ width, height: 800 });
          const wide = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(wide, where).toBe(0);
          if (width > 320) expect(await page.evaluate(faintTexts), where).toEqual([]);
        }
      }
      expect(faults).toEqual([]);
      await page.close();
    },
  );

  test.each([
    ["/", "h1 { color: rgb(150 150 150) }", /^2\.\d\d H1\. Blog$/],
    [
      "/highlighting/",
      ".shiki .line[data-line]::before { color: rgb(150 150 150); opacity: 1 } .shiki-copy { opacity: 1 !important }",
      /^2\.\d\d SPAN\.line::before 41$/,
    ],
    ["/highlighting/", ".prose > p { opacity: 0.4 }", /^2\.\d\d P\. /],
    [
      "/series/formal-verification-from-scratch/",
      ".parts-list > li::marker { color: #999 }",
      /LI\.::marker decimal$/,
    ],
    // Red on black has 5.25, in gray 1.74.
    ["/", "h1 { color: rgb(255 0 0); background: rgb(0 0 0); filter: grayscale(1) }", /^1\.\d\d H1\. Blog$/],
  ] as const)("the contrast check on %s: %s", async (path, rule, expected) => {
    const [page] = await open(path);
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets.push(sheet);
    }, rule);
    const found = await page.evaluate(faintTexts);
    expect(found[0]).toMatch(expected);
    await page.close();
  });

  test.each([
    // github-light-high-contrast and github-dark-default, as defined in those themes.
    [
      "light",
      { export: "rgb(160, 17, 31)", comment: "rgb(102, 112, 123)", background: "rgb(255, 255, 255)" },
    ],
    ["dark", { export: "rgb(255, 123, 114)", comment: "rgb(139, 148, 158)", background: "rgb(13, 17, 23)" }],
  ] as const)("tokens have the colors of the %s theme", async (colorScheme, expected) => {
    const [page] = await open("/highlighting/", { colorScheme });
    const block = page.locator("pre.shiki").first();
    const colorOf = (text: string): Promise<string> =>
      block
        .locator("span.line span", { hasText: text })
        .last()
        .evaluate((element) => getComputedStyle(element).color);
    expect({
      export: await colorOf("export"),
      comment: await colorOf("/** Says hello. */"),
      background: await block.evaluate((element) => getComputedStyle(element).backgroundColor),
    }).toEqual(expected);
    await page.close();
  });

  test("the Tab key moves to the skip link, the header, then the table of contents; code that overflows can be scrolled", async () => {
    const [page] = await open("/posts/why-queues-dont-fix-overload-and-what-to-do-instead/", {
      viewport: { width: 360, height: 800 },
    });
    const stops: string[] = [];
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press("Tab");
      const [name, outlined] = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const style = getComputedStyle(element);
        return [
          element.tagName === "A" || element.tagName === "SUMMARY"
            ? element.textContent.trim()
            : element.tagName,
          style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2,
        ] as const;
      });
      if (name === "BODY") break; // past the last tab stop
      expect(outlined, `focus is seen on ${name}`).toBe(true);
      stops.push(name);
    }
    expect(stops.slice(0, 7)).toEqual([...headerStops, "Contents"]);
    expect(stops).toContain("PRE");
    expect(stops.indexOf("PRE")).toBeGreaterThan(stops.indexOf("Contents"));

    await page.locator("pre.shiki").first().focus();
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() =>
        page
          .locator("pre.shiki")
          .first()
          .evaluate((element) => element.scrollLeft),
      )
      .toBeGreaterThan(0);
    await page.close();
  });

  test.each([
    ["/", "light"],
    ["/", "dark"],
    ["/series/formal-verification-from-scratch/", "light"],
    ["/posts/tla-formal-method-tool-from-scratch-part-2/", "dark"],
    ["/archive/", "light"],
  ] as const)(
    "%s by keyboard, %s: every tab stop is in order and visible, in both directions",
    async (path, colorScheme) => {
      const [page] = await open(path, { colorScheme, viewport: { width: 1280, height: 800 } });
      const expected = await page.evaluate(() =>
        [...document.querySelectorAll("a[href], summary, button, [tabindex='0']")].map(
          (element) => element.outerHTML,
        ),
      );
      const look = (): Promise<{
        html: string;
        ring: string;
        width: number;
        behind: string;
        inSight: boolean;
      }> =>
        page.evaluate(() => {
          const element = document.activeElement as HTMLElement;
          const { outlineColor, outlineWidth, outlineStyle } = getComputedStyle(element);
          let behind = "";
          for (let at = element.parentElement; at; at = at.parentElement) {
            behind = getComputedStyle(at).backgroundColor;
            if (behind !== "rgba(0, 0, 0, 0)") break;
          }
          const { top, bottom } = element.getBoundingClientRect();
          return {
            html: element.outerHTML,
            ring: outlineColor,
            width: outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth),
            behind,
            inSight: bottom > 0 && top < innerHeight,
          };
        });
      const stops: string[] = [];
      for (const _ of expected) {
        await page.keyboard.press("Tab");
        const { html, ring, width, behind, inSight } = await look();
        stops.push(html);
        const name = html.slice(0, 80);
        expect(width, name).toBeGreaterThanOrEqual(2);
        expect(contrastOf(ring, behind), `${ring} on ${behind}, ${name}`).toBeGreaterThanOrEqual(3);
        expect(inSight, name).toBe(true);
      }
      expect(stops).toEqual(expected);
      await page.keyboard.press("Shift+Tab");
      expect((await look()).html).toBe(expected.at(-2));
      await page.close();
    },
  );

  test("the table of contents opens and closes by keyboard, and its links are not tab stops while it is closed", async () => {
    const [page] = await open("/posts/why-queues-dont-fix-overload-and-what-to-do-instead/");
    const afterSummary = async (): Promise<string | undefined> => {
      await page.locator("nav.toc summary").focus();
      await page.keyboard.press("Tab");
      return page.evaluate(() => document.activeElement?.closest("nav.toc, .prose")?.className);
    };
    expect(await afterSummary()).toBe("toc");
    await page.locator("nav.toc summary").focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("nav.toc details").getAttribute("open")).toBe(null);
    expect(await afterSummary()).toBe("prose");
    await page.locator("nav.toc summary").focus();
    await page.keyboard.press("Space");
    expect(await page.locator("nav.toc details").getAttribute("open")).toBe("");
    await page.close();
  });

  test.each(["light", "dark"] as const)(
    "the skip link is readable when it is shown, %s",
    async (colorScheme) => {
      const [page] = await open("/", { colorScheme });
      await page.keyboard.press("Tab");
      const box = await page.locator(".skip").boundingBox();
      expect(box?.y).toBe(0);
      expect(await page.evaluate(faintTexts)).toEqual([]);
      await page.close();
    },
  );

  test("the skip link moves the focus to the content", async () => {
    const [page] = await open("/");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      "Why Queues Don’t Fix Overload (And What To Do Instead)",
    );
    await page.close();
  });

  test("a focus block stays readable where it is dimmed, and is not dimmed while it has the keyboard focus", async () => {
    const [page] = await open("/highlighting/");
    const block = page.locator("pre.has-focused").first();
    const dimmed = block.locator(".line:not(.focused)").first();
    const filterOf = (): Promise<string> => dimmed.evaluate((element) => getComputedStyle(element).filter);
    expect(await filterOf()).not.toBe("none");
    await block.focus();
    await expect.poll(filterOf).toBe("none");
    await page.close();
  });

  test.each(["/", "/posts/write-your-own-fifo-queue/"])(
    "feeds are discoverable on %s and can be parsed",
    async (path) => {
      const [page] = await open(path);
      const links = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLLinkElement>("head > link[rel=alternate]")].map(
          ({ type, href, title }) => ({ type, href, title }),
        ),
      );
      // The page's policy does not allow its scripts to fetch, so the feeds are fetched from outside.
      const feeds = await Promise.all(
        links.map(async ({ type, href, title }) => {
          const response = await fetch(href);
          const text = await response.text();
          const served = response.headers.get("content-type")?.replace(/;.*/, "");
          const items: (string | null)[] = type.endsWith("json")
            ? JSON.parse(text).items.map((item: { url: string }) => item.url)
            : await page.evaluate((source) => {
                const xml = new DOMParser().parseFromString(source, "text/xml");
                const entries = [...xml.querySelectorAll("item > link, entry > link")];
                return xml.querySelector("parsererror")
                  ? []
                  : entries.map((link) => link.getAttribute("href") ?? link.textContent);
              }, text);
          return { type, title, served, items };
        }),
      );
      expect(feeds.map(({ type, title }) => [type, title])).toEqual([
        ["application/rss+xml", "Small Systems (RSS)"],
        ["application/atom+xml", "Small Systems (Atom)"],
        ["application/feed+json", "Small Systems (JSON Feed)"],
      ]);
      expect(feeds.map(({ served }) => served)).toEqual(feeds.map(({ type }) => type));
      const [{ items = [] } = {}, ...others] = feeds;
      expect(items).toHaveLength(18);
      for (const other of others) expect(other.items).toEqual(items);
      const statuses = await Promise.all(
        items.map(async (item) => (await fetch(url + new URL(item ?? "").pathname)).status),
      );
      expect(new Set(statuses)).toEqual(new Set([200]));
      await page.close();
    },
  );

  test("every kind of marked line has its background color", async () => {
    const [page] = await open("/highlighting/");
    const tints = await page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll("pre .line:not([class='line'])")].map((line) => [
          line.className.replace("line ", ""),
          getComputedStyle(line).backgroundColor,
        ]),
      ),
    );
    expect(tints).toEqual({
      highlighted: "rgba(56, 139, 253, 0.1)",
      "highlighted error": "rgba(255, 64, 64, 0.08)",
      "highlighted warning": "rgba(255, 192, 0, 0.12)",
      "highlighted info": "rgba(56, 139, 253, 0.1)",
      "diff add": "rgba(0, 192, 96, 0.1)",
      "diff remove": "rgba(255, 64, 64, 0.08)",
      focused: "rgba(0, 0, 0, 0)",
    });
    await page.close();
  });

  test("a marked line extends from edge to edge, and further when its block scrolls", async () => {
    const [page] = await open("/posts/why-queues-dont-fix-overload-and-what-to-do-instead/", {
      viewport: { width: 360, height: 800 },
    });
    const [line, content, box] = await page
      .locator("pre.has-highlighted")
      .first()
      .evaluate((block) => [
        (block.querySelector(".highlighted") as HTMLElement).offsetWidth,
        block.scrollWidth,
        block.clientWidth,
      ]);
    expect(content).toBeGreaterThan(box ?? 0);
    expect(line).toBe(content);
    await page.close();
  });

  test("the showcase by keyboard: after the header, every block once and in order", async () => {
    const [page] = await open("/highlighting/", { viewport: { width: 360, height: 800 } });
    const expected = await page.evaluate(() => {
      const blocks = [...document.querySelectorAll("pre")];
      return [...document.querySelectorAll("pre, summary, input:checked")]
        .filter((element) => element.checkVisibility())
        .flatMap((element) => {
          const index = blocks.indexOf(element as HTMLPreElement);
          if (index < 0) return [element.getAttribute("aria-label") ?? "summary"];
          // The button follows the content of the block.
          return [`block ${index + 1}`, ...(element.querySelector("summary") ? [] : ["Copy"])];
        })
        .flatMap((name) => (name === "summary" ? [name, "Copy"] : [name]));
    });
    expect(expected.length).toBeGreaterThan(80);
    const stops: string[] = [];
    for (let stop = 0; stop < expected.length + 20; stop++) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const index = [...document.querySelectorAll("pre")].indexOf(element as HTMLPreElement);
        return index >= 0
          ? `block ${index + 1}`
          : element.tagName === "BODY"
            ? ""
            : (element.getAttribute("aria-label") ?? (element.textContent.trim() || "summary"));
      });
      if (name === "") break;
      stops.push(name);
    }
    expect(stops).toEqual([
      ...headerStops,
      ...expected,
      "galley",
      "What code can look like",
      "RSS",
      "Atom",
      "JSON Feed",
    ]);
    await page.close();
  });

  test("copied text contains only the code, without line numbers, diff signs or hidden labels", async () => {
    const [page] = await open("/highlighting/");
    const copied = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((block) => {
          getSelection()?.selectAllChildren(block);
          return String(getSelection());
        });
    expect((await copied('pre[data-language="ruby"]')).trimEnd()).toBe("def twice\n  yield\n  yield\nend");
    expect((await copied('pre[data-language="scss"]')).trimEnd()).toBe("$gap: 10px;\n$gap: 0.75rem;");
    await page.close();
  });

  test("separator dots are between the details of a post, and never at the start of a line", async () => {
    const [page] = await open("/", { viewport: { width: 360, height: 800 } });
    const edges = await page.evaluate(() => {
      const clipped = (element: Element): number => {
        const meta = element.parentElement as Element;
        const cut = Number.parseFloat(
          /inset\(.* ([\d.]+)px\)/.exec(getComputedStyle(meta).clipPath)?.[1] ?? "0",
        );
        // Right edge of the dot's box, and the start of the visible part of the row.
        const dot =
          element.getBoundingClientRect().left +
          Number.parseFloat(getComputedStyle(element, "::before").width);
        return Math.round(dot - (meta.getBoundingClientRect().left + cut));
      };
      const first = [...document.querySelectorAll(".posts .meta > :nth-child(1)")].map(clipped);
      const third = [...document.querySelectorAll(".posts .meta > :nth-child(3)")].map(clipped);
      const second = [...document.querySelectorAll(".posts .meta > :nth-child(2)")].map(clipped);
      return { first, second, third };
    });
    // Half of a box of 1.2em with the dot in its center: a dot at the start of a line shows less than that.
    const half = 8;
    expect(edges.first.length).toBe(9);
    expect(edges.third.length).toBe(5);
    for (const edge of [...edges.first, ...edges.third]) expect(edge).toBeLessThan(half);
    for (const edge of edges.second) expect(edge).toBeGreaterThan(100);
    await page.close();
  });
});
