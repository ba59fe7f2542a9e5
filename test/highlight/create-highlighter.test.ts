import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { describe, expect, test, vi } from "vitest";
import manifest from "../../node_modules/shiki/package.json" with { type: "json" };
import {
  createHighlighter,
  type HighlighterOptions,
  highlightCode,
  highlightTree,
} from "../../src/highlight/index.ts";
import { shikiVersion } from "../../src/highlight/shiki.ts";

// Grammars are large, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const themes = { light: "github-light", dark: "github-dark" };

function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

test("the version of shiki that is named is the one that is installed", () => {
  expect(shikiVersion).toBe(manifest.version);
});

describe("what makes no sense is refused", () => {
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
    [{ themes, mode: "style" }, 'Expected mode to be "inline" or "class", received "style"'],
    [{ themes, classPrefix: "1" }, /^Expected classPrefix to begin a class name/],
    [{ themes, engine: "perl" }, /^Expected engine to be "auto"/],
    [{ themes, cacheSize: -1 }, /^Expected cacheSize/],
    [
      { themes, limits: { maxBlockBytes: 1.5 } },
      "Expected limits.maxBlockBytes to be a whole number from 0, received 1.5",
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

  test("and so is a highlighter of another make", async () => {
    await expect(highlightTree({ type: "root", children: [] }, { highlighter: {} as never })).rejects.toThrow(
      new TypeError("Expected highlighter to be made by createHighlighter, received object"),
    );
  });
});

test("options are not changed, however deep", async () => {
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

test("a theme of one's own, of both shapes, alone or among others", async () => {
  const settings = [
    { settings: { foreground: "#111111", background: "#eeeeee" } },
    { scope: "storage", settings: { foreground: "#ff0000" } },
  ];
  const one = await createHighlighter({ themes: { name: "own", settings } });
  const html = await highlightCode(one, "let x", { lang: "js" });
  expect(html).toContain('class="shiki own" style="background-color:#eeeeee;color:#111111"');
  expect(html).toContain('<span style="color:#FF0000">let</span>');
});

describe("default colours", () => {
  const root = async (options: Partial<HighlighterOptions>) => {
    const highlighter = await createHighlighter({ themes, ...options });
    const html = await highlightCode(highlighter, "let", { lang: "js" });
    highlighter.dispose();
    return [...html.matchAll(/style="([^"]*)"/g)].map(([, style]) => style);
  };

  test("the light theme's, the other a variable", async () => {
    expect(await root({})).toEqual([
      "background-color:#fff;--shiki-dark-bg:#24292e;color:#24292e;--shiki-dark:#e1e4e8",
      "color:#D73A49;--shiki-dark:#F97583",
    ]);
  });

  test("the dark theme's", async () => {
    expect(await root({ defaultColor: "dark" })).toEqual([
      "background-color:#24292e;--shiki-light-bg:#fff;color:#e1e4e8;--shiki-light:#24292e",
      "color:#F97583;--shiki-light:#D73A49",
    ]);
  });

  test("none: all are variables", async () => {
    expect(await root({ defaultColor: false })).toEqual([
      "--shiki-light:#24292e;--shiki-dark:#e1e4e8;--shiki-light-bg:#fff;--shiki-dark-bg:#24292e",
      "--shiki-light:#D73A49;--shiki-dark:#F97583",
    ]);
  });

  test("the browser's choice", async () => {
    const [block, token] = await root({ defaultColor: "light-dark()" });
    expect(block).toContain("background-color:light-dark(#fff, #24292e)");
    expect(token).toContain("color:light-dark(#D73A49, #F97583)");
  });
});

describe("class mode", () => {
  test("has no style attribute, and the same classes in whatever order blocks come", async () => {
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
  test("each language once, calls at the same time included, and names are aliases", async () => {
    const highlighter = await createHighlighter({ themes });
    await Promise.all([highlighter.load(["js", "JavaScript"]), highlighter.load(["mjs"])]);
    await expect(highlighter.load(["nope-nope"])).rejects.toThrow(RangeError);
    highlighter.dispose();
  });

  test("a highlighter that was disposed of says so", async () => {
    const highlighter = await createHighlighter({ themes });
    highlighter.dispose();
    highlighter.dispose();
    await expect(highlightCode(highlighter, "let x", { lang: "js" })).rejects.toThrow(
      "Expected a highlighter in use, received one that was disposed of",
    );
  });
});

describe("engines", () => {
  test("all of them give the same bytes here, a caller's own too", async () => {
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

  test("where WebAssembly may not be compiled the JavaScript engine serves", async () => {
    const { resolveEngineName } = await import("../../src/highlight/load-engine.ts");
    expect(resolveEngineName("auto")).toBe("oniguruma");
    const { Module } = WebAssembly;
    try {
      (WebAssembly as { Module: unknown }).Module = class {
        constructor() {
          throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
        }
      };
      expect(resolveEngineName("auto")).toBe("javascript");
    } finally {
      (WebAssembly as { Module: unknown }).Module = Module;
    }
  });
});

describe("the fingerprint", () => {
  test("is the same for the same options, and another for each other option", async () => {
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

describe("the cache", () => {
  test("highlights a block once, and keeps blocks apart that differ in anything", async () => {
    let scanned = 0;
    const oniguruma = await createOnigurumaEngine(import("shiki/wasm"));
    const engine = {
      ...oniguruma,
      createString: (text: string) => {
        scanned++;
        return oniguruma.createString(text);
      },
    };
    const highlighter = await createHighlighter({ themes, engine });
    const run = async (lang: string, meta = "", code = "let x") => {
      const before = scanned;
      const html = await highlightCode(highlighter, code, { lang, meta });
      return { html, scanned: scanned > before };
    };
    const first = await run("js");
    expect(first.scanned).toBe(true);
    expect(await run("js")).toEqual({ html: first.html, scanned: false });
    for (const other of [run("ts"), run("js", "{1}"), run("js", "", "let y")]) {
      expect((await other).html).not.toBe(first.html);
    }
    expect((await run("js")).html).toBe(first.html);
  });

  test("is bounded, and may be none", async () => {
    const { createBlockCache } = await import("../../src/highlight/block-cache.ts");
    const cache = createBlockCache(10);
    cache.set("aaaa", "1");
    cache.set("bbbb", "2");
    expect(cache.get("aaaa")).toBe("1");
    cache.set("cccc", "3");
    expect(["aaaa", "bbbb", "cccc"].map((key) => cache.get(key))).toEqual(["1", undefined, "3"]);
    // What is kept for a key counts as much as the key.
    cache.set("d", "4".repeat(10));
    expect(cache.has("d")).toBe(false);
    cache.set("e", "5".repeat(9));
    expect(["aaaa", "cccc", "e"].map((key) => cache.has(key))).toEqual([false, false, true]);
    cache.set("e", "6");
    cache.set("f", "7".repeat(7));
    expect([cache.get("e"), cache.get("f")]).toEqual(["6", "7777777"]);
    // What does not fit takes nothing away but the value it would have replaced.
    cache.set("f", "8".repeat(10));
    expect([cache.get("e"), cache.get("f")]).toEqual(["6", undefined]);
    cache.clear();
    expect(cache.get("e")).toBeUndefined();
    const none = await createHighlighter({ themes, cacheSize: 0 });
    const html = await highlightCode(none, "let x", { lang: "js" });
    expect(await highlightCode(none, "let x", { lang: "js" })).toBe(html);
  });

  test("gives back all there is to a block", async () => {
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
