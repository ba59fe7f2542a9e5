import type { Root } from "hast";
import { toHtml } from "hast-util-to-html";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toHast } from "mdast-util-to-hast";
import type { VFileMessage } from "vfile-message";
import { describe, expect, test, vi } from "vitest";
import {
  type CodeBlock,
  createHighlighter,
  type Highlighter,
  type HighlighterOptions,
  highlightCode,
  highlightTree,
} from "../../src/highlight/index.ts";
import { parseFragment } from "./parse-fragment.ts";

// Grammars are large, and the machine can be busy.
vi.setConfig({ testTimeout: 60_000 });

/** Markdown rendered with one `raw` node per block and with elements: both must be equal. */
async function render(markdown: string, highlighter: Highlighter) {
  const messages: VFileMessage[] = [];
  const [raw = "", elements] = await Promise.all(
    [true, false].map(async (isRaw) => {
      const tree = toHast(fromMarkdown(markdown)) as Root;
      const onMessage = (message: VFileMessage) => isRaw && messages.push(message);
      await highlightTree(tree, { highlighter, raw: isRaw, onMessage });
      return toHtml(tree, { allowDangerousHtml: true });
    }),
  );
  expect(elements).toBe(raw);
  return { html: raw, dom: parseFragment(raw), messages };
}

const create = (options: Partial<HighlighterOptions> = {}) =>
  createHighlighter({ themes: "nord", mode: "class", ...options });

describe("unknown meta text", () => {
  test.each([
    ['foo="a b" bar', { "data-foo": "a b", "data-bar": "" }],
    ["startAt={3}", { "data-meta-start-at": "3" }],
    ["ignore,should_panic", { "data-ignore": "", "data-meta-should-panic": "" }],
    // Attributes that libraries on a page would interpret are renamed.
    ['hx-get="/x" controller=y', { "data-meta-hx-get": "/x", "data-meta-controller": "y" }],
    ["language=x line=2", { "data-meta-language": "x", "data-meta-line": "2" }],
    ['"<&>', { "data-meta": '"<&>' }],
    ["__proto__=1", { "data-meta-proto--": "1" }],
  ])("%s is added to the block as data attributes", async (meta, expected) => {
    const { dom } = await render(`~~~js ${meta}\n1\n~~~`, await create());
    const pre = dom.querySelector("pre")!;
    const found = pre
      .getAttributeNames()
      .filter((name) => name !== "data-language" && name.startsWith("data-"));
    expect(Object.fromEntries(found.map((name) => [name, pre.getAttribute(name)]))).toEqual(expected);
  });
});

describe("transformBlock", () => {
  test("receives the code, its language, its lines with marks, and the rest of the meta text", async () => {
    const blocks: CodeBlock[] = [];
    const highlighter = await create({
      transformBlock: (block) => {
        blocks.push(block);
        return undefined;
      },
    });
    const html = await highlightCode(highlighter, "a() // [!code ++]\n// [!code error]\nb()\nc()", {
      lang: "js",
      meta: '{"why":3} title="a.js" twoslash live=3 {x}',
    });
    expect({ ...blocks[0], html: "" }).toEqual({
      code: "a()\nb()\nc()",
      lang: "js",
      grammar: "javascript",
      title: "a.js",
      lines: [
        { text: "a()", marks: ["insert"] },
        { text: "b()", marks: ["error"], label: "why" },
        { text: "c()", marks: [] },
      ],
      meta: { twoslash: true, live: "3" },
      rest: "twoslash live=3 {x}",
      html: "",
    });
    expect(blocks[0]?.html).toBe(html);
    // A repeated block is not passed to the hook again, and inline code is never passed.
    await highlightCode(highlighter, "x", { lang: "js", inline: true });
    expect(blocks).toHaveLength(1);
  });

  test("adds attributes, wraps and replaces blocks", async () => {
    const highlighter = await create({
      transformBlock: ({ lang, code, html, meta }) => {
        if (lang === "mermaid") return `<div class="mermaid">${code.replaceAll("<", "&#x3C;")}</div>`;
        if (meta.live) return `<section hidden>${html}</section><hr>`;
        return { attributes: { class: "mine", "data-lines": 3, id: "a&b", hidden: true } };
      },
    });
    const { dom, html } = await render(
      "```mermaid\ngraph <TD>\n```\n\n```js live\n1\n```\n\n```js title=x\n1\n```\n\nText",
      highlighter,
    );
    expect(dom.querySelector("div.mermaid")?.textContent).toBe("graph <TD>");
    expect(dom.querySelector("section > pre.shiki")?.textContent).toBe("1");
    const mine = dom.querySelector("figure > pre.shiki.mine")!;
    expect([mine.getAttribute("data-lines"), mine.id, mine.hasAttribute("hidden")]).toEqual([
      "3",
      "a&b",
      true,
    ]);
    expect(html).toContain("<hr>");
  });

  test("must return HTML, attributes or nothing", async () => {
    const highlighter = await create({ transformBlock: (() => 5) as never });
    await expect(highlightCode(highlighter, "x")).rejects.toThrow(
      new TypeError("Expected `transformBlock` to return HTML, `{ attributes }` or nothing, received 5"),
    );
  });
});

describe("shiki transformers", () => {
  test("run together with all features of the fence and its comments", async () => {
    const seen: string[] = [];
    const highlighter = await createHighlighter({
      themes: { light: "github-light", dark: "github-dark" },
      copyButton: true,
      transformers: [
        {
          name: "mine",
          preprocess(code, { meta }) {
            seen.push(code, meta?.__raw ?? "");
          },
          line(node, line) {
            node.properties["data-mine"] = line;
          },
        },
      ],
    });
    const fence =
      '```js {1} title="a.js" /let/ showLineNumbers twoslash x=1\nlet a // [!code ++]\nlet b\n```';
    const { dom } = await render(fence, highlighter);
    expect(seen.slice(0, 2)).toEqual(["let a\nlet b", "twoslash x=1"]);
    expect(dom.querySelector("code")?.textContent).toBe("let a\nlet b");
    expect(
      [...dom.querySelectorAll(".line")].map((line) => [
        line.className,
        line.getAttribute("data-line"),
        line.getAttribute("data-mine"),
      ]),
    ).toEqual([
      ["line highlighted diff add", "1", "1"],
      ["line", "2", "2"],
    ]);
    expect(dom.querySelectorAll(".highlighted-word")).toHaveLength(2);
    expect(dom.querySelector("figcaption")?.textContent).toBe("a.js");
    expect(dom.querySelector("figure > pre.shiki.has-diff.has-highlighted")?.getAttribute("data-x")).toBe(
      "1",
    );
    expect(dom.querySelector("figure > button.shiki-copy")).not.toBeNull();
  });

  test("are reported when they fail, and the code stays complete", async () => {
    const highlighter = await createHighlighter({
      themes: "nord",
      transformers: [
        {
          tokens: () => {
            throw new Error("no types");
          },
        },
      ],
    });
    const { dom, messages } = await render("```js\nlet x\n```", highlighter);
    expect(messages.map(({ ruleId, reason }) => [ruleId, reason])).toEqual([
      ["transformer-failed", "A transformer failed on this code, which is shown without it: no types"],
    ]);
    expect(dom.querySelector("code")?.textContent).toBe("let x");
  });

  test("need inline styles", async () => {
    await expect(create({ transformers: [{}] })).rejects.toThrow(RangeError);
  });
});

describe("frames, buttons and tabs", () => {
  test("a copy button is added to the figure of each block without `copy=false`", async () => {
    const highlighter = await create({ copyButton: true, labels: { copy: "Copier", copied: "Copié" } });
    const { dom } = await render("```js\n1\n```\n\n```js copy=false\n1\n```", highlighter);
    const buttons = [
      ...dom.querySelectorAll("figure.shiki-figure > pre + button.shiki-copy[type=button][hidden]"),
    ];
    expect(buttons.map((button) => [button.textContent, button.getAttribute("data-copied")])).toEqual([
      ["Copier", "Copié"],
    ]);
  });

  test("a shell block has a terminal frame, unless the fence sets another", async () => {
    const fences = ["sh", "ps1", "js", "sh frame=none", "js frame=terminal", 'sh title="x"', "sh frame=code"];
    const markdown = fences.map((fence) => `\`\`\`${fence}\n1\n\`\`\``).join("\n\n");
    const look = async (frames: boolean) =>
      [...(await render(markdown, await create({ frames }))).dom.querySelectorAll("pre")].map((pre) => {
        const figure = pre.closest("figure");
        return (
          figure && [
            figure.classList.contains("shiki-terminal"),
            figure.querySelector("figcaption")?.textContent,
          ]
        );
      });
    expect(await look(true)).toEqual([
      [true, "Terminal"],
      [true, "Terminal"],
      [false, undefined],
      null,
      [true, "Terminal"],
      [true, "x"],
      [false, undefined],
    ]);
    expect(await look(false)).toEqual([
      null,
      null,
      null,
      null,
      [true, "Terminal"],
      [false, "x"],
      [false, undefined],
    ]);
  });

  test("adjacent blocks with tabs form one group", async () => {
    const markdown = [
      '```sh tab="npm"\nnpm i\n```',
      '```sh tab="a & b"\npnpm i\n```',
      "Text",
      '```sh tab="npm"\nalone\n```',
      "```sh\nnone\n```",
    ].join("\n\n");
    const { dom } = await render(markdown, await create());
    const groups = [...dom.querySelectorAll(".shiki-group")];
    expect(
      groups.map((group) =>
        [...group.children].map((child) => child.getAttribute("aria-label") ?? child.textContent),
      ),
    ).toEqual([
      ["npm", "npm i", "a & b", "pnpm i"],
      ["npm", "alone"],
    ]);
    const inputs = [...groups[0]!.querySelectorAll("input")];
    expect(inputs.map(({ type, defaultChecked }) => [type, defaultChecked])).toEqual([
      ["radio", true],
      ["radio", false],
    ]);
    expect(new Set(inputs.map(({ name }) => name)).size).toBe(1);
    expect(groups[1]!.querySelector("input")!.name).not.toBe(inputs[0]!.name);
    expect(dom.querySelectorAll("pre")).toHaveLength(4);
  });

  test("lines can be collapsed, wrapped and labeled; words can be inserted, deleted and matched by regular expressions", async () => {
    const fence = '```js collapse={2-3} wrap {"why":1} ins="aa" del="bb" /c\\d+/\naa bb\nc12\n\nc3\n```';
    const { dom } = await render(
      fence,
      await create({ labels: { block: "{language} code", collapsed: "{count} hidden" } }),
    );
    const pre = dom.querySelector("pre")!;
    expect([
      pre.getAttribute("role"),
      pre.getAttribute("aria-label"),
      pre.classList.contains("shiki-wrap"),
    ]).toEqual(["group", "js code", true]);
    expect(dom.querySelector("details.shiki-collapse > summary")?.getAttribute("data-label")).toBe(
      "2 hidden",
    );
    expect(dom.querySelector("details")?.textContent).toBe("c12\n");
    expect(pre.textContent).toBe("aa bb\nc12\n\nc3");
    expect(dom.querySelector(".line .shiki-note")?.getAttribute("data-label")).toBe("why");
    expect(
      [...dom.querySelectorAll(".highlighted-word")].map((word) => [word.className, word.textContent]),
    ).toEqual([
      ["highlighted-word inserted", "aa"],
      ["highlighted-word deleted", "bb"],
      ["highlighted-word", "c12"],
      ["highlighted-word", "c3"],
    ]);
  });

  test("collapsed parts count only visible lines, in elements and in raw HTML", async () => {
    const fence = "```js collapse={1-2,3-4} showLineNumbers=98\n// [!code hl]\na()\nb()\nc()\nd()\n```";
    for (const options of [{}, { mode: "inline", transformers: [{}] }] as const) {
      const { dom } = await render(fence, await create(options));
      const folds = [...dom.querySelectorAll("details")];
      expect(folds.map((fold) => [fold.textContent, fold.querySelector("summary")?.dataset.label])).toEqual([
        ["a()", "1 line"],
        ["b()\nc()", "2 lines"],
      ]);
      expect(dom.querySelector("pre")?.textContent).toBe("a()\nb()\nc()\nd()");
      // Lines 98 to 101.
      expect(dom.querySelector("pre")?.dataset.digits).toBe("3");
    }
  });

  test("a word in slashes that occurs literally is not a regular expression", async () => {
    const { dom } = await render("```js /f(x)/ /a.b/\nf(x) + a.b + acb\n```", await create());
    expect([...dom.querySelectorAll(".highlighted-word")].map(({ textContent }) => textContent)).toEqual([
      "f(x)",
      "a.b",
    ]);
  });

  test("blocks without a language have the default language", async () => {
    const highlighter = await create({ defaultLang: "js" });
    const { dom } = await render(
      '```\nlet x\n```\n\n``` title="x" {1}\nlet x\n```\n\n```text\nlet x\n```',
      highlighter,
    );
    expect(
      [...dom.querySelectorAll("pre")].map((pre) => [
        pre.dataset.language,
        pre.querySelector(".line > span") !== null,
      ]),
    ).toEqual([
      ["js", true],
      ["js", true],
      ["text", false],
    ]);
    expect(dom.querySelector("figcaption")?.textContent).toBe("x");
    expect(dom.querySelectorAll(".highlighted")).toHaveLength(1);
  });

  test("a Python-Markdown fence has its language in braces", async () => {
    const { dom, messages } = await render(
      '``` { .py title="a.py" linenums="3" }\nx = 1\n```',
      await create(),
    );
    expect(messages).toEqual([]);
    expect(dom.querySelector("pre")?.dataset.language).toBe("py");
    expect([
      dom.querySelector("figcaption")?.textContent,
      dom.querySelector(".line")?.getAttribute("data-line"),
    ]).toEqual(["a.py", "3"]);
  });
});

describe("invalid options", () => {
  test.each<[unknown, string]>([
    [undefined, "Expected `options` to be an object, received undefined"],
    [
      {},
      'Expected `themes` to be the name of a theme, or themes such as { light: "github-light" }, received undefined',
    ],
    [{ theme: "nord" }, "Expected only options that exist, received `theme`; did you mean `themes`?"],
    [
      { themes: "nord", langAlias: { x: "pyton" } },
      'Expected `langAlias.x` to be the name of a language, received "pyton" (did you mean "python"?)',
    ],
    [
      { themes: "nord", langAlias: { one: "Two", two: "three", three: "one" } },
      'Expected `langAlias` to lead to a language, received a circle: "one" → "two" → "three" → "one"',
    ],
    // svg is an alias of xml in this library.
    [
      { themes: "nord", langAlias: { XML: "svg" } },
      'Expected `langAlias` to lead to a language, received a circle: "xml" → "svg" → "xml"',
    ],
    [
      { themes: "nord", defaultLang: "jss" },
      'Expected `defaultLang` to be the name of a language, received "jss" (did you mean "js"?)',
    ],
    [
      { themes: "nord", labels: { insert: "+" } },
      "Expected only options that exist in `labels`, received `insert`; did you mean `inserted`?",
    ],
  ])("%j", async (options, message) => {
    await expect(createHighlighter(options as HighlighterOptions)).rejects.toThrow(message);
  });
});

test("the fingerprint depends on every option that changes the HTML of blocks", async () => {
  const variants: Partial<HighlighterOptions>[] = [
    {},
    { copyButton: true },
    { frames: true },
    { wrap: true },
    { defaultLang: "js" },
    { transformBlock: () => "a" },
    { transformBlock: () => "b" },
    { labels: { copy: "x" } },
  ];
  const fingerprints = await Promise.all(
    variants.map(async (options) => (await create(options)).fingerprint),
  );
  expect(new Set(fingerprints).size).toBe(variants.length);
});
