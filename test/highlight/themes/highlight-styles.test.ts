import { JSDOM } from "jsdom";
import { bundledThemes } from "shiki/themes";
import { describe, expect, test, vi } from "vitest";
import {
  createHighlighter,
  type HighlightStylesOptions,
  highlightCode,
  highlightStyles,
} from "../../../src/highlight/index.ts";

// Grammars are large, and the machine can be busy.
vi.setConfig({ testTimeout: 60_000 });

const themes = { light: "github-light", dark: "github-dark" };

/** The computed color of each token, with or without the class `dark` on the page. */
async function computeColors(code: string, lang: string, dark: boolean): Promise<[string, string, string][]> {
  const highlighter = await createHighlighter({ themes, mode: "class" });
  const html = await highlightCode(highlighter, code, { lang });
  const css = highlightStyles(highlighter, { when: { dark: "html.dark" }, structure: false });
  highlighter.dispose();
  const { window } = new JSDOM(
    `<!doctype html><html class="${dark ? "dark" : ""}"><style>${css}</style><body>${html}</body></html>`,
  );
  return [...window.document.querySelectorAll(".line span")].map((span) => {
    const style = window.getComputedStyle(span);
    return [span.textContent ?? "", style.color, style.fontStyle];
  });
}

describe("class mode", () => {
  test("has a stylesheet that gives tokens the colors of the themes", async () => {
    expect(await computeColors("let x = 1", "js", false)).toEqual([
      ["let", "rgb(215, 58, 73)", "normal"],
      ["=", "rgb(215, 58, 73)", "normal"],
      [" 1", "rgb(0, 92, 197)", "normal"],
    ]);
    expect(await computeColors("let x = 1", "js", true)).toEqual([
      ["let", "rgb(249, 117, 131)", "normal"],
      ["=", "rgb(249, 117, 131)", "normal"],
      [" 1", "rgb(121, 184, 255)", "normal"],
    ]);
  });

  test("has a stylesheet that depends on the highlighted code only for ANSI escape sequences", async () => {
    const highlighter = await createHighlighter({ themes, mode: "class" });
    const before = highlightStyles(highlighter);
    await highlightCode(highlighter, "a { b: c }", { lang: "css" });
    await highlightCode(highlighter, "\u001B[31mred", { lang: "ansi" });
    expect(highlightStyles(highlighter)).toBe(before);
    const html = await highlightCode(highlighter, "\u001B[38;2;1;2;3mrgb", { lang: "ansi" });
    const name = /sa-[a-z0-9]+/.exec(html)?.[0];
    expect(highlightStyles(highlighter)).toContain(`.${name}{color:#010203}`);
  });

  test("has a rule for every class that a sample uses", async () => {
    const { samples } = await import("../samples.ts");
    const highlighter = await createHighlighter({ themes, mode: "class", classPrefix: "c" });
    const used = new Set<string>();
    for (const [lang, code] of samples) {
      const html = await highlightCode(highlighter, code, { lang });
      for (const [, names = ""] of html.matchAll(/class="(c[a-z][^"]*)"/g)) {
        for (const name of names.split(" ")) used.add(name);
      }
    }
    const css = highlightStyles(highlighter);
    expect(used.size).toBeGreaterThan(10);
    expect([...used].filter((name) => !css.includes(`.${name}{`))).toEqual([]);
  });

  test("has a condition for a third theme", async () => {
    const highlighter = await createHighlighter({
      themes: { ...themes, sepia: "solarized-light" },
      mode: "class",
    });
    const css = highlightStyles(highlighter, { structure: false });
    expect(css).toContain("@media (prefers-color-scheme:dark){");
    expect(css).toContain(':is([data-theme="sepia"]) .sc{');
  });
});

describe("inline mode", () => {
  test("needs no colors in the stylesheet for a single theme", async () => {
    const highlighter = await createHighlighter({ themes: "nord" });
    expect(highlightStyles(highlighter, { structure: false })).toBe("");
    expect(highlightStyles(highlighter)).toContain(".shiki-label::before{");
  });

  test("has a condition for every theme when there is no default color", async () => {
    const highlighter = await createHighlighter({ themes, defaultColor: false });
    const css = highlightStyles(highlighter, { structure: false });
    expect(css.match(/@media \(prefers-color-scheme:(light|dark)\)/g)).toHaveLength(2);
    expect(css).not.toContain("!important");
  });
});

describe("`when`", () => {
  test.each<[HighlightStylesOptions["when"], string]>([
    [
      { drak: "html.dark" },
      'Expected `when` to have keys of themes (light, dark), received "drak" (did you mean "dark"?)',
    ],
    [{ dark: "" }, 'Expected `when.dark` to be selectors or media queries, received ""'],
    [{ dark: "html.dark, " }, 'received "html.dark, "'],
    [{ dark: " , .night" }, "RangeError"],
    [{ dark: [] }, "received none"],
    [{ dark: "html.dark{}" }, "RangeError"],
    [{ dark: ":is(.a" }, "RangeError"],
    [{ dark: ".a >" }, 'received ".a >"'],
    [{ dark: ["html.dark", "@media"] }, 'received "@media"'],
    [{ dark: '[data-theme="dark]' }, "RangeError"],
  ])("%j throws a RangeError", async (when, message) => {
    const highlighter = await createHighlighter({ themes });
    expect(() => highlightStyles(highlighter, { when })).toThrow(RangeError);
    if (message !== "RangeError") expect(() => highlightStyles(highlighter, { when })).toThrow(message);
  });

  test("keeps commas in selectors and media queries", async () => {
    const highlighter = await createHighlighter({ themes });
    const when = { dark: '@media print, (min-width: 1px), :is(.a, .b), [title="x,y"]' };
    const css = highlightStyles(highlighter, { when, structure: false });
    expect(css).toContain("@media print,(min-width: 1px){");
    expect(css).toContain(':is(:is(.a, .b),[title="x,y"]) .shiki span{');
  });

  test("has no keys for a single theme, and unknown options throw", async () => {
    const highlighter = await createHighlighter({ themes: "nord" });
    expect(() => highlightStyles(highlighter, { when: { dark: ".dark" } })).toThrow(RangeError);
    expect(() => highlightStyles(highlighter, { wen: {} } as never)).toThrow("did you mean `when`?");
  });
});

describe("contrast", () => {
  const luminance = (color: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = color.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: readonly number[], b: readonly number[]): number => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const parse = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

  test.each(["github-light-high-contrast", "github-dark-default"] as const)(
    "%s has a contrast of at least 4.5:1 on every marked line",
    async (name) => {
      const highlighter = await createHighlighter({ themes: name, mode: "class" });
      const css = highlightStyles(highlighter);
      const tints = [...css.matchAll(/background-color:rgb\((\d+) (\d+) (\d+)\/\.(\d+)\)/g)];
      expect(tints).toHaveLength(4);
      const { colors = {} } = (await bundledThemes[name]()).default;
      const background = parse(colors["editor.background"] ?? "");
      // Colors close to the background color are for text on other backgrounds, which tokens do not have.
      const { samples } = await import("../samples.ts");
      const used = new Set<string>();
      for (const [lang, code] of samples) {
        const html = await highlightCode(highlighter, code, { lang });
        for (const [, token = ""] of html.matchAll(/class="(sa\d+)/g)) used.add(token);
      }
      const shown = [...used].map(
        (token) => new RegExp(`\\.${token}\\{color:(#\\w{6})`).exec(css)?.[1] ?? "",
      );
      const worst = Math.min(
        ...shown.flatMap((color) =>
          tints.map(([, r, g, b, alpha]) => {
            const share = Number(`0.${alpha}`);
            const tint = [r, g, b].map(Number);
            return contrast(
              parse(color),
              background.map((value, index) => value * (1 - share) + (tint[index] ?? 0) * share),
            );
          }),
        ),
      );
      expect(shown.length).toBeGreaterThan(5);
      expect(worst).toBeGreaterThanOrEqual(4.5);
    },
  );
});
