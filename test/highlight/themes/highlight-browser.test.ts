import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createHighlighter,
  type Highlighter,
  type HighlightStylesOptions,
  highlightCode,
  highlightStyles,
} from "../../../src/highlight/index.ts";
import { chromiumPath } from "../../chromium-path.mjs";

const title =
  chromiumPath === undefined
    ? "the stylesheet in a browser (skipped: no chromium on the PATH)"
    : "the stylesheet in a browser";

// This theme has italic comments; the other one does not.
const light = {
  name: "slanted",
  type: "light" as const,
  colors: { "editor.background": "#fafafa", "editor.foreground": "#111111" },
  tokenColors: [
    { scope: "comment", settings: { foreground: "#777777", fontStyle: "italic underline" } },
    { scope: "keyword", settings: { foreground: "#aa0000" } },
  ],
};
const dark = {
  name: "upright",
  type: "dark" as const,
  colors: { "editor.background": "#101010", "editor.foreground": "#eeeeee" },
  tokenColors: [
    { scope: "comment", settings: { foreground: "#999999" } },
    { scope: "keyword", settings: { foreground: "#ff8888", fontStyle: "bold" } },
  ],
};
const themes = { light, dark };

describe.skipIf(chromiumPath === undefined)(title, { timeout: 120_000 }, () => {
  let browser: Browser;
  let page: Page;
  let inline: Highlighter;
  let classes: Highlighter;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath!, args: ["--no-sandbox"] });
    page = await browser.newPage();
    inline = await createHighlighter({ themes });
    classes = await createHighlighter({ themes, mode: "class" });
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function show(html: string, highlighter: Highlighter, options: HighlightStylesOptions = {}) {
    const css = highlightStyles(highlighter, options);
    await page.emulateMedia({ colorScheme: "light", media: "screen", forcedColors: "none" });
    await page.setContent(`<!doctype html><style>${css}</style><body><p>text</p>${html}</body>`);
  }

  /**
   * The rendered colors of the page, the block, a keyword and a comment, and the font style of the comment.
   */
  function look(root = ""): Promise<string[]> {
    return page.evaluate((name) => {
      document.documentElement.className = name;
      const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
      const comment = style(".line > span:last-child");
      const keyword = style(".line > span");
      return [
        style("body").backgroundColor,
        style("pre").backgroundColor,
        style("pre").color,
        keyword.color,
        keyword.fontWeight,
        comment.color,
        comment.fontStyle,
        comment.textDecorationLine,
        style("pre").colorScheme,
      ];
    }, root);
  }

  const transparent = "rgba(0, 0, 0, 0)";
  const seen = {
    light: [
      transparent,
      "rgb(250, 250, 250)",
      "rgb(17, 17, 17)",
      "rgb(170, 0, 0)",
      "400",
      "rgb(119, 119, 119)",
      "italic",
      "underline",
      "light",
    ],
    dark: [
      transparent,
      "rgb(16, 16, 16)",
      "rgb(238, 238, 238)",
      "rgb(255, 136, 136)",
      "700",
      "rgb(153, 153, 153)",
      "normal",
      "none",
      "dark",
    ],
  };

  test.each(["inline", "class"] as const)(
    "%s mode: colors follow the system and a theme switch, and font styles do not leak",
    async (mode) => {
      const highlighter = mode === "class" ? classes : inline;
      const html = await highlightCode(highlighter, "return // note", { lang: "js" });
      await show(html, highlighter);
      expect(await look()).toEqual(seen.light);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await look()).toEqual(seen.dark);

      // A list of selectors applies only to the code inside them.
      await show(html, highlighter, { when: { dark: "html.dark, .night" } });
      expect(await look()).toEqual(seen.light);
      expect(await look("dark")).toEqual(seen.dark);
      expect(await look("night")).toEqual(seen.dark);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await look()).toEqual(seen.light);

      // The system preference applies unless the reader chooses.
      await show(html, highlighter, {
        when: { dark: ["@media (prefers-color-scheme: dark)", "html.dark"], light: "html.light" },
      });
      expect([await look(), await look("dark"), await look("light")]).toEqual([
        seen.light,
        seen.dark,
        seen.light,
      ]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect([await look(), await look("dark"), await look("light")]).toEqual([
        seen.dark,
        seen.dark,
        seen.light,
      ]);

      // Printed pages are white.
      await page.emulateMedia({ colorScheme: "dark", media: "print" });
      expect(await look("dark")).toEqual(seen.light);
    },
  );

  test("light-dark() follows a theme switch through color-scheme", async () => {
    const highlighter = await createHighlighter({ themes, defaultColor: "light-dark()" });
    const html = await highlightCode(highlighter, "return // note", { lang: "js" });
    await show(html, highlighter, { when: { light: ".day", dark: ".night" } });
    expect((await look("night")).slice(1, 4)).toEqual(seen.dark.slice(1, 4));
    expect((await look("day")).slice(1, 4)).toEqual(seen.light.slice(1, 4));
  });

  test("labels are announced and not copied", async () => {
    const code = "one()\n\ntwo()\nthree()";
    const html = await highlightCode(classes, code, {
      lang: "js",
      meta: 'title="a.js" {2} ins={3} del={"why":4} showLineNumbers collapse={2-3}',
    });
    await show(html, classes);
    await page.click("summary");
    const texts = await page.evaluate(() => {
      const element = document.querySelector("code")!;
      getSelection()!.selectAllChildren(element);
      // biome-ignore lint/performance/useDomNodeTextContent: many copy buttons read it.
      return [element.textContent, element.innerText, getSelection()!.toString()];
    });
    expect(texts).toEqual([code, code, code]);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const said = nodes.filter(({ role, ignored }) => role?.value === "StaticText" && !ignored);
    const names = said.map(({ name }) => String(name?.value).trim());
    for (const word of ["highlighted:", "inserted:", "deleted:", "why"]) expect(names).toContain(word);
    expect(names).toContain("a.js");
  });

  test("marked lines reach the edges, blank lines have a height, and the code does not shift", async () => {
    const lines = ["short", "", "", "x".repeat(400), "last"].join("\n");
    const metas = ["", "{2} ins={4}", "showLineNumbers{7}", "{2} showLineNumbers{99998}"];
    const blocks = await Promise.all(
      metas.map((meta) => highlightCode(classes, lines, { lang: "text", meta })),
    );
    await show(blocks.join(""), classes);
    const measured = await page.evaluate(() =>
      [...document.querySelectorAll("pre")].map((pre) => {
        const rows = [...pre.querySelectorAll(".line")].map((line) => line.getBoundingClientRect());
        const range = document.createRange();
        // The start of the text in the first and the last line.
        const starts = [0, 4].map((index) => {
          const line = pre.querySelectorAll(".line")[index]!;
          range.selectNodeContents(line);
          return Math.round([...range.getClientRects()].at(-1)!.left);
        });
        const { tabSize, overflowX } = getComputedStyle(pre);
        return {
          heights: new Set(rows.map(({ height }) => Math.round(height))).size,
          gaps: rows.slice(1).every(({ top }, index) => Math.abs(top - rows[index]!.bottom) < 0.6),
          left: rows.every(({ left }) => left === pre.getBoundingClientRect().left),
          right: rows.every(({ width }) => Math.abs(width - pre.scrollWidth) < 1),
          shift: starts[1]! - starts[0]!,
          first: starts[0]! - Math.round(rows[0]!.left) > 5,
          tabSize,
          overflowX,
        };
      }),
    );
    for (const block of measured) {
      expect(block).toEqual({
        heights: 1,
        gaps: true,
        left: true,
        right: true,
        shift: 0,
        first: true,
        tabSize: "4",
        overflowX: "auto",
      });
    }
    const marks = await page.evaluate(() =>
      [".highlighted", ".diff.add"].map((selector) => {
        const line = document.querySelector(selector)!;
        const { backgroundColor, boxShadow } = getComputedStyle(line);
        return {
          backgroundColor,
          bar: boxShadow.includes("3px"),
          sign: getComputedStyle(line, "::after").content,
        };
      }),
    );
    expect(marks.map(({ bar }) => bar)).toEqual([true, true]);
    expect(marks.every(({ backgroundColor }) => backgroundColor !== transparent)).toBe(true);
    expect(marks[1]?.sign).toContain("+");
    const number = await page.evaluate(() => {
      const { opacity, userSelect, content } = getComputedStyle(
        document.querySelector("[data-line]")!,
        "::before",
      );
      return [Number(opacity) < 1, userSelect, content];
    });
    expect(number).toEqual([true, "none", expect.stringContaining('"7"')]);
  });

  test("a title belongs to its block, a tab shows its block, and collapsed lines can be opened", async () => {
    const html = await highlightCode(inline, "a\nb\nc", {
      lang: "text",
      meta: 'title="a.txt" collapse={2-3}',
    });
    const tab = (name: string, checked: string) =>
      `<input class="shiki-tab" type="radio" name="g" aria-label="${name}" ${checked}>`;
    await show(
      `${html}<div class="shiki-group">${tab("npm", "checked")}${html}${tab("pnpm", "")}${html}</div>`,
      inline,
      {
        when: { dark: ".dark" },
      },
    );
    const seenBlock = await page.evaluate(() => {
      const look = () => {
        const caption = document.querySelector("figcaption")!;
        const pre = document.querySelector("pre")!;
        return [
          getComputedStyle(caption.parentElement!).backgroundColor === getComputedStyle(pre).backgroundColor,
          getComputedStyle(caption).color === getComputedStyle(pre).color,
          caption.getBoundingClientRect().bottom === pre.getBoundingClientRect().top,
        ];
      };
      const before = look();
      document.documentElement.className = "dark";
      const after = look();
      const shown = () =>
        [...document.querySelectorAll(".shiki-group > figure")].map((figure) => figure.checkVisibility());
      const tabs = [shown()];
      document.querySelector<HTMLInputElement>('[aria-label="pnpm"]')!.click();
      tabs.push(shown());
      const height = () => document.querySelector("code")!.getBoundingClientRect().height;
      const row = document.querySelector(".line")!.getBoundingClientRect().height;
      const folded = Math.round(height() / row);
      document.querySelector("summary")!.click();
      return {
        before,
        after,
        tabs,
        // One line and the summary, then two more lines.
        rows: [folded, Math.round(height() / row)],
        text: document.querySelector("code")!.textContent,
      };
    });
    expect(seenBlock).toEqual({
      before: [true, true, true],
      after: [true, true, true],
      tabs: [
        [true, false],
        [false, true],
      ],
      rows: [2, 4],
      text: "a\nb\nc",
    });
  });

  test("marks are visible with forced colors and in print", async () => {
    const html = await highlightCode(classes, "a\nb\nc", { lang: "text", meta: "{1} focus={2}" });
    await show(html, classes);
    const read = () =>
      page.evaluate(() => {
        const line = getComputedStyle(document.querySelector(".highlighted")!);
        const other = getComputedStyle(document.querySelector(".line:last-child")!);
        return [
          line.outlineStyle,
          other.filter,
          other.whiteSpace,
          getComputedStyle(document.querySelector("pre")!).overflowX,
        ];
      });
    await page.mouse.move(600, 590);
    expect(await read()).toEqual(["none", "grayscale(1)", "pre", "auto"]);
    await page.emulateMedia({ forcedColors: "active" });
    expect((await read()).slice(0, 2)).toEqual(["solid", "none"]);
    await page.emulateMedia({ forcedColors: "none", media: "print" });
    expect((await read()).slice(1)).toEqual(["none", "pre-wrap", "visible"]);
  });
});
