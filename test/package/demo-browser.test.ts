import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "../chromium-path.mjs";
import { temporaryFolder } from "./run-demo.ts";
import { root } from "./source-files.ts";

if (!chromiumPath) {
  process.stderr.write("No chromium on PATH: the demo was NOT looked at in a browser.\n");
}

/** Where Tab stops on every page before the content. */
const headerStops = [
  "Skip to the content",
  "Small Systems",
  "Blog",
  "Series",
  "Tags",
  "Archive",
  "Highlighting",
];

const pages = [
  "/",
  "/page/2/",
  "/posts/why-queues-dont-fix-overload-and-what-to-do-instead/",
  "/posts/tla-formal-method-tool-from-scratch-part-2/",
  "/posts/2025-wrapup-articles-talks-papers-and-software-i-loved/",
  "/posts/practical-introduction-to-async-generators-in-javascript/",
  "/series/",
  "/series/formal-verification-from-scratch/",
  "/tags/",
  "/tags/odin/",
  "/archive/",
  "/highlighting/",
];

/** Texts on the page whose colour stands out too little from what is behind it. Runs in the browser. */
function faintTexts(): string[] {
  type Color = [number, number, number, number];
  const canvas = document
    .createElement("canvas")
    .getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  const known = new Map<string, Color>();
  // Through a canvas, so that every notation of a colour comes out as numbers.
  const toColor = (text: string): Color => {
    let color = known.get(text);
    if (!color) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
      color = [r, g, b, a / 255];
      known.set(text, color);
    }
    return color;
  };
  const over = ([r, g, b, a]: Color, [r2, g2, b2]: Color): Color => [
    r * a + r2 * (1 - a),
    g * a + g2 * (1 - a),
    b * a + b2 * (1 - a),
    1,
  ];
  const backdropOf = (element: Element): Color => {
    const layers: Color[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      layers.push(toColor(getComputedStyle(at).backgroundColor));
      if ((layers.at(-1)?.[3] ?? 0) === 1) break;
    }
    return layers.reduceRight<Color>((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const luminance = (color: Color): number => {
    const [r = 0, g = 0, b = 0] = color.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  const faint: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent?.trim() ?? "";
    const element = texts.currentNode.parentElement;
    if (text === "" || !element || !element.checkVisibility() || element.closest(".sr-only, .skip")) continue;
    let opacity = 1;
    for (let at: Element | null = element; at; at = at.parentElement)
      opacity *= Number(getComputedStyle(at).opacity);
    const backdrop = backdropOf(element);
    const [r, g, b, a] = toColor(getComputedStyle(element).color);
    const [light = 0, dark = 0] = [
      luminance(over([r, g, b, a * opacity], backdrop)),
      luminance(backdrop),
    ].sort((x, y) => y - x);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5)
      faint.push(`${ratio.toFixed(2)} ${element.tagName}.${element.className} ${text.slice(0, 30)}`);
  }
  return faint;
}

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
    await page.goto(url + path, { waitUntil: "load" });
    return [page, faults];
  }

  for (const colorScheme of ["light", "dark"] as const) {
    test.each(pages)(
      `%s, ${colorScheme}, at 1280 and 360 px: no fault, no sideways scroll, enough contrast`,
      async (path) => {
        const [page, faults] = await open(path, { colorScheme, viewport: { width: 1280, height: 800 } });
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 800 });
          const wide = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(wide, `${width} px`).toBe(0);
          expect(await page.evaluate(faintTexts), `${width} px`).toEqual([]);
        }
        expect(faults).toEqual([]);
        await page.close();
      },
    );
  }

  test("the check of contrast does find faint text", async () => {
    const [page] = await open("/");
    await page.locator("h1").evaluate((heading) => heading.style.setProperty("color", "rgb(150 150 150)"));
    expect(await page.evaluate(faintTexts)).toEqual([expect.stringMatching(/^2\.\d\d H1\. Blog$/)]);
    await page.close();
  });

  test.each([
    // github-light-high-contrast and github-dark-default, as those themes say.
    [
      "light",
      { export: "rgb(160, 17, 31)", comment: "rgb(102, 112, 123)", background: "rgb(255, 255, 255)" },
    ],
    ["dark", { export: "rgb(255, 123, 114)", comment: "rgb(139, 148, 158)", background: "rgb(13, 17, 23)" }],
  ] as const)("tokens have the colours of the %s theme", async (colorScheme, expected) => {
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

  test("by keyboard: the skip link first, then the header, then the contents; code that scrolls can be scrolled", async () => {
    const [page] = await open("/posts/why-queues-dont-fix-overload-and-what-to-do-instead/", {
      viewport: { width: 360, height: 800 },
    });
    const stops: string[] = [];
    for (let stop = 0; stop < 40; stop++) {
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
      if (name === "BODY") break; // past the last stop
      expect(outlined, `focus is seen on ${name}`).toBe(true);
      stops.push(name);
    }
    expect(stops.slice(0, 8)).toEqual([...headerStops, "Contents"]);
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

  test("the skip link leads into the content", async () => {
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

  test("a focus block dims nothing beyond reading, and shows all when it has the keyboard", async () => {
    const [page] = await open("/highlighting/");
    const block = page.locator("pre.has-focused").first();
    const dimmed = block.locator(".line:not(.focused)").first();
    const filterOf = (): Promise<string> => dimmed.evaluate((element) => getComputedStyle(element).filter);
    expect(await filterOf()).not.toBe("none");
    await block.focus();
    await expect.poll(filterOf).toBe("none");
    await page.close();
  });

  test("feeds are found from the page, and a reader can read them", async () => {
    const [page] = await open("/");
    const found = await page.evaluate(async () => {
      const links = [...document.querySelectorAll<HTMLLinkElement>("link[rel=alternate]")];
      return links.map(({ type, href }) => ({ type, href }));
    });
    const types = await Promise.all(
      found.map(async ({ href }) => (await fetch(href)).headers.get("content-type")?.replace(/;.*/, "")),
    );
    expect(types).toEqual(found.map(({ type }) => type));
    expect(types).toEqual(["application/rss+xml", "application/atom+xml", "application/feed+json"]);
    const parsed = await page.evaluate(
      (texts) =>
        texts.map(
          (text) => new DOMParser().parseFromString(text, "text/xml").querySelector("parsererror") === null,
        ),
      await Promise.all(found.slice(0, 2).map(async ({ href }) => (await fetch(href)).text())),
    );
    expect(parsed).toEqual([true, true]);
    await page.close();
  });

  test.each([
    // The tints of style.css, each on the lines it is for.
    [
      "light",
      {
        highlighted: "rgb(255, 248, 197)",
        "highlighted error": "rgb(255, 240, 238)",
        "highlighted warning": "rgb(255, 248, 197)",
        "highlighted info": "rgb(232, 244, 255)",
        "diff add": "rgb(230, 255, 236)",
        "diff remove": "rgb(255, 240, 238)",
        focused: "rgba(0, 0, 0, 0)",
      },
    ],
    [
      "dark",
      {
        highlighted: "rgb(43, 36, 17)",
        "highlighted error": "rgb(45, 21, 23)",
        "highlighted warning": "rgb(43, 36, 17)",
        "highlighted info": "rgb(15, 34, 55)",
        "diff add": "rgb(18, 38, 30)",
        "diff remove": "rgb(45, 21, 23)",
        focused: "rgba(0, 0, 0, 0)",
      },
    ],
  ] as const)("every kind of marked line has its tint, in %s", async (colorScheme, expected) => {
    const [page] = await open("/highlighting/", { colorScheme });
    const tints = await page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll("pre .line:not([class='line'])")].map((line) => [
          line.className.replace("line ", ""),
          getComputedStyle(line).backgroundColor,
        ]),
      ),
    );
    expect(tints).toEqual(expected);
    await page.close();
  });

  test("a marked line reaches from edge to edge, and further when its block scrolls", async () => {
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

  test("the showcase by keyboard: after the header every block in its order, none left out, none twice", async () => {
    const [page] = await open("/highlighting/", { viewport: { width: 360, height: 800 } });
    const count = await page.locator("pre").count();
    const stops: string[] = [];
    for (let stop = 0; stop < count + 20; stop++) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const index = [...document.querySelectorAll("pre")].indexOf(element as HTMLPreElement);
        return index >= 0
          ? `block ${index + 1}`
          : element.tagName === "BODY"
            ? ""
            : element.textContent.trim();
      });
      if (name === "") break;
      stops.push(name);
    }
    expect(stops).toEqual([
      ...headerStops,
      ...Array.from({ length: count }, (_, index) => `block ${index + 1}`),
      "galley",
      "RSS",
      "Atom",
      "JSON Feed",
    ]);
    await page.close();
  });

  test("what is copied is the code: no line numbers, no signs, no hidden words", async () => {
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

  test("hidden words take no room, titles stand above their blocks, numbers and signs are painted", async () => {
    const [page] = await open("/highlighting/");
    const facts = await page.evaluate(() => {
      const paintedBefore = (selector: string, pseudo: string): string =>
        getComputedStyle(document.querySelector(selector) as Element, pseudo).content;
      const figure = document.querySelector("figure.shiki-figure") as HTMLElement;
      const [caption, block] = [...figure.children].map((child) => child.getBoundingClientRect());
      return {
        labels: [...document.querySelectorAll<HTMLElement>(".shiki-label")].filter(
          ({ offsetWidth, offsetHeight }) => offsetWidth > 1 || offsetHeight > 1,
        ).length,
        gap: Math.abs((caption?.bottom ?? 0) - (block?.top ?? 9)) < 1,
        number: paintedBefore("pre .line[data-line]", "::before"),
        added: paintedBefore("pre .line.diff.add", "::after"),
        removed: paintedBefore("pre .line.diff.remove", "::after"),
      };
    });
    // The empty second text is what screen readers get to hear of them.
    expect(facts).toEqual({
      labels: 0,
      gap: true,
      number: '"41" / ""',
      added: '"+" / ""',
      removed: '"−" / ""',
    });
    await page.close();
  });

  test("dots stand between the facts of a post, and never at the beginning of a line", async () => {
    const [page] = await open("/", { viewport: { width: 360, height: 800 } });
    const edges = await page.evaluate(() => {
      const clipped = (element: Element): number => {
        const meta = element.parentElement as Element;
        const cut = Number.parseFloat(
          /inset\(.* ([\d.]+)px\)/.exec(getComputedStyle(meta).clipPath)?.[1] ?? "0",
        );
        // Right edge of the dot's box, and where the painted part of the row begins.
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
    // Half of a box of 1.2em, and the dot is in its middle: what begins a line shows less than that.
    const half = 8;
    expect(edges.first.length).toBe(9);
    expect(edges.third.length).toBe(5);
    for (const edge of [...edges.first, ...edges.third]) expect(edge).toBeLessThan(half);
    for (const edge of edges.second) expect(edge).toBeGreaterThan(100);
    await page.close();
  });
});
