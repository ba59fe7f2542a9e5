import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { describe, expect, test, vi } from "vitest";
import manifest from "../../node_modules/shiki/package.json" with { type: "json" };
import { shikiVersion } from "../../src/highlight/block-cache.ts";
import {
  createHighlighter,
  type HighlighterOptions,
  highlightCode,
  highlightTree,
} from "../../src/highlight/index.ts";

// Grammars are large, and the machine can be busy.
vi.setConfig({ testTimeout: 60_000 });

const themes = { light: "github-light", dark: "github-dark" };

function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

test("names the installed version of shiki", () => {
  expect(shikiVersion).toBe(manifest.version);
});

describe("rejects invalid options", () => {
  const wrong: readonly (readonly [options: unknown, message: string | RegExp])[] = [
    [
      { themes: "github-ligth" },
      'Expected the name of a theme of shiki, received "github-ligth" (did you mean "github-light"?)',
    ],
    [{ themes: "__proto__" }, /^Expected the name of a theme of shiki, received "__proto__"/],
    [{ themes: {} }, "Expected at least one theme, received none"],
    [{ themes: { "a b": "nord" } }, /^Expected keys of themes to be CSS identifiers/],
    [{ themes, defaultColor: "blue" }, 'Expected defaultColor to be one of light, dark, received "blue"'],
    [{ themes: { a: "nord" }, defaultColor: "light-dark()" }, /^Expected themes "light" and "dark"/],
    [{ themes, mode: "style" }, 'Expected `mode` to be one of "inline", "class", received "style"'],
    [{ themes, classPrefix: "1" }, /^Expected `classPrefix` to begin a class name/],
    [{ themes, engine: "perl" }, /^Expected `engine` to be one of "auto"/],
    [{ themes, cacheSize: -1 }, "Expected `cacheSize` to be a whole number from 0 or Infinity, received -1"],
    [
      { themes, limits: { maxBlockBytes: 1.5 } },
      "Expected `limits.maxBlockBytes` to be a whole number from 0 or Infinity, received 1.5",
    ],
    [
      { themes, langs: ["javascrpt"] },
      'Expected the name of a language, received "javascrpt" (did you mean "javascript"?)',
    ],
  ];
  test.each(wrong)("%j", async (options, message) => {
    await expect(createHighlighter(options as HighlighterOptions)).rejects.toThrow(RangeError);
    await expect(createHighlighter(options as HighlighterOptions)).rejects.toThrow(message);
  });

  test.each([[5], [null], ["twoslash"]])("rejects an invalid transformer: %j", async (transformer) => {
    await expect(createHighlighter({ themes, transformers: [{}, transformer] as never })).rejects.toThrow(
      /^Expected `transformers\[1\]` to be a transformer of shiki, received /,
    );
  });

  test("rejects a highlighter that createHighlighter did not create", async () => {
    await expect(highlightTree({ type: "root", children: [] }, { highlighter: {} as never })).rejects.toThrow(
      new TypeError("Expected highlighter to be made by createHighlighter, received an object"),
    );
  });
});

test("does not change its options", async () => {
  const options = freeze({
    themes: {
      light: {
        name: "mine",
        type: "light" as const,
        colors: { "editor.background": "white", "editor.foreground": "var(--fg)" },
        tokenColors: [{ scope: "storage", settings: { foreground: "red" } }],
      },
      dark: "nord",
    },
    langs: ["js", { name: "mine", scopeName: "source.mine", patterns: [], repository: {}, aliases: ["my"] }],
    langAlias: { foo: "js" },
    limits: { maxLineLength: 10 },
    labels: { inserted: "neu" },
    skipLangs: ["mermaid"],
  });
  const highlighter = await createHighlighter(options);
  expect(await highlightCode(highlighter, "let x", { lang: "foo" })).toContain("color:red");
  highlighter.dispose();
});

test("accepts a theme as an object", async () => {
  const settings = [
    { settings: { foreground: "#111111", background: "#eeeeee" } },
    { scope: "storage", settings: { foreground: "#ff0000" } },
  ];
  const one = await createHighlighter({ themes: { name: "own", settings } });
  const html = await highlightCode(one, "let x", { lang: "js" });
  expect(html).toContain('class="shiki own" style="background-color:#eeeeee;color:#111111"');
  expect(html).toContain('<span style="color:#FF0000">let</span>');
});

describe("default colors", () => {
  const root = async (options: Partial<HighlighterOptions>) => {
    const highlighter = await createHighlighter({ themes, ...options });
    const html = await highlightCode(highlighter, "let", { lang: "js" });
    highlighter.dispose();
    return [...html.matchAll(/style="([^"]*)"/g)].map(([, style]) => style);
  };

  test("are those of the light theme, and the others are variables", async () => {
    expect(await root({})).toEqual([
      "background-color:#fff;--shiki-dark-bg:#24292e;color:#24292e;--shiki-dark:#e1e4e8",
      "color:#D73A49;--shiki-dark:#F97583",
    ]);
  });

  test("are those of the theme named by `defaultColor`", async () => {
    expect(await root({ defaultColor: "dark" })).toEqual([
      "background-color:#24292e;--shiki-light-bg:#fff;color:#e1e4e8;--shiki-light:#24292e",
      "color:#F97583;--shiki-light:#D73A49",
    ]);
  });

  test("can be turned off, so that all colors are variables", async () => {
    expect(await root({ defaultColor: false })).toEqual([
      "--shiki-light:#24292e;--shiki-dark:#e1e4e8;--shiki-light-bg:#fff;--shiki-dark-bg:#24292e",
      "--shiki-light:#D73A49;--shiki-dark:#F97583",
    ]);
  });

  test("can be chosen by the browser", async () => {
    const [block, token] = await root({ defaultColor: "light-dark()" });
    expect(block).toContain("background-color:light-dark(#fff, #24292e)");
    expect(token).toContain("color:light-dark(#D73A49, #F97583)");
  });
});

describe("class mode", () => {
  test("has no style attributes, and uses the same classes in any order of blocks", async () => {
    const blocks = [
      ["js", "let x = `a`"],
      ["css", "a { color: red }"],
      ["js", "let y // [!code ++]"],
    ] as const;
    const run = async (order: readonly number[]) => {
      const highlighter = await createHighlighter({ themes, mode: "class" });
      const html: string[] = [];
      for (const index of order) {
        const [lang, code] = blocks[index]!;
        html[index] = await highlightCode(highlighter, code, { lang });
      }
      highlighter.dispose();
      return html.join("\n");
    };
    const html = await run([0, 1, 2]);
    expect(await run([2, 1, 0])).toBe(html);
    expect(html).not.toContain("style=");
    expect(html).toContain('<span class="sa5 sb4">let</span>');
  });
});

describe("loading", () => {
  test("accepts names and aliases concurrently, and rejects unknown names", async () => {
    const highlighter = await createHighlighter({ themes });
    await Promise.all([highlighter.load(["js", "JavaScript"]), highlighter.load(["mjs"])]);
    await expect(highlighter.load(["nope-nope"])).rejects.toThrow(RangeError);
    highlighter.dispose();
  });

  test("fails after the highlighter was disposed", async () => {
    const highlighter = await createHighlighter({ themes });
    highlighter.dispose();
    highlighter.dispose();
    await expect(highlightCode(highlighter, "let x", { lang: "js" })).rejects.toThrow(
      "Expected a highlighter in use, received one that was disposed of",
    );
  });
});

describe("engines", () => {
  test("produce the same HTML for common code, including an engine passed by the caller", async () => {
    const engines = [
      "auto",
      "oniguruma",
      "javascript",
      await createOnigurumaEngine(import("shiki/wasm")),
    ] as const;
    const html = await Promise.all(
      engines.map(async (engine) => {
        const highlighter = await createHighlighter({ themes, engine });
        return highlightCode(highlighter, "const a = /b+/g.test(`c`, { d })", { lang: "ts" });
      }),
    );
    expect(new Set(html).size).toBe(1);
  });

  test("default to the JavaScript engine where WebAssembly is not allowed", async () => {
    const engineOf = async () => JSON.parse((await createHighlighter({ themes })).fingerprint).engine;
    expect(await engineOf()).toBe("oniguruma");
    const { Module } = WebAssembly;
    try {
      (WebAssembly as { Module: unknown }).Module = class {
        constructor() {
          throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
        }
      };
      expect(await engineOf()).toBe("javascript");
    } finally {
      (WebAssembly as { Module: unknown }).Module = Module;
    }
  });
});

describe("the fingerprint", () => {
  test("is the same for the same options and differs for any other option", async () => {
    const variants: HighlighterOptions[] = [
      { themes },
      { themes, mode: "class" },
      { themes, defaultColor: "dark" },
      { themes, classPrefix: "x" },
      { themes, engine: "javascript" },
      { themes, langAlias: { a: "js" } },
      { themes, skipLangs: ["mermaid"] },
      { themes, limits: { maxLineLength: 5 } },
      { themes, labels: { inserted: "new" } },
      { themes: "github-light" },
      { themes: { light: "github-light" } },
      { themes: { light: "github-light", dark: "nord" } },
      { themes, langs: [{ name: "x", scopeName: "source.x", patterns: [], repository: {} }] },
    ];
    const fingerprints = await Promise.all(
      variants.map(async (options) => (await createHighlighter(options)).fingerprint),
    );
    expect(new Set(fingerprints).size).toBe(variants.length);
    expect((await createHighlighter({ themes })).fingerprint).toBe(fingerprints[0]);
    expect(fingerprints[0]).toContain(shikiVersion);
  });
});

describe("the highlighter's cache", () => {
  /**
   * A function that highlights code and returns whether its patterns were searched, that is, it was not in the cache.
   */
  async function createRun(options: Partial<HighlighterOptions> = {}) {
    let searched = 0;
    const oniguruma = await createOnigurumaEngine(import("shiki/wasm"));
    const engine = {
      ...oniguruma,
      createString: (text: string) => {
        searched++;
        return oniguruma.createString(text);
      },
    };
    const highlighter = await createHighlighter({ themes, engine, ...options });
    return async (code: string, lang = "js", meta = "") => {
      const before = searched;
      const html = await highlightCode(highlighter, code, { lang, meta });
      return { html, searched: searched > before };
    };
  }

  test("highlights a block once, and distinguishes blocks that differ in any way", async () => {
    const run = await createRun();
    const first = await run("let x");
    expect(first.searched).toBe(true);
    expect(await run("let x")).toEqual({ html: first.html, searched: false });
    for (const other of [run("let x", "ts"), run("let x", "js", "{1}"), run("let y")]) {
      expect((await other).html).not.toBe(first.html);
    }
    expect((await run("let x")).html).toBe(first.html);
  });

  test("evicts the least recently used block", async () => {
    const { html } = await (await createRun())("let a");
    // Enough for two of the three blocks, which have equal sizes.
    const run = await createRun({ cacheSize: 2 * (html.length + "block js  let a".length) });
    for (const code of ["let a", "let b", "let a", "let c"]) await run(code);
    const codes = ["let a", "let c", "let b", "let a"];
    const searched: boolean[] = [];
    for (const code of codes) searched.push((await run(code)).searched);
    expect(searched).toEqual([false, false, true, true]);
  });

  test("does not keep a block that is larger than the cache", async () => {
    const { html } = await (await createRun())("let a");
    const run = await createRun({ cacheSize: html.length + "block js  let a".length });
    await run("let a");
    await run("let a; let b");
    expect((await run("let a")).searched).toBe(false);
    expect((await run("let a; let b")).searched).toBe(true);
  });

  test("can be turned off", async () => {
    const run = await createRun({ cacheSize: 0 });
    const first = await run("let x");
    expect(await run("let x")).toEqual(first);
    expect(first.searched).toBe(true);
  });

  test("returns the same HTML and messages as without a cache", async () => {
    const highlighter = await createHighlighter({ themes });
    const uncached = await createHighlighter({ themes, cacheSize: 0 });
    const fences: [lang: string, meta: string, code: string][] = [
      ["js", '{2} /x/ title="a.js" showLineNumbers=7', "let x = x // \u202E\n\nlet y \uD800 日"],
      ["js", "", "a() // [!code ++]\nb() // [!code focus]"],
      ["diff-js", "", "+let a\n-let b"],
      ["nonsense", "", "a\nb"],
      ["", "", ""],
    ];
    for (const [lang, meta, code] of fences) {
      const run = async (from: typeof highlighter) => {
        const messages: string[] = [];
        const onMessage = (message: { reason: string; line?: number; column?: number }) =>
          messages.push(`${message.line}:${message.column} ${message.reason}`);
        return { html: await highlightCode(from, code, { lang, meta, onMessage }), messages };
      };
      const first = await run(highlighter);
      expect(await run(highlighter)).toEqual(first);
      expect(await run(uncached)).toEqual(first);
    }
  });
});
