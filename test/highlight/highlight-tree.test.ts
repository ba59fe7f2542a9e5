import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toHast } from "mdast-util-to-hast";
import rehypeStringify from "rehype-stringify";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { bundledLanguages } from "shiki/langs";
import { unified } from "unified";
import type { VFileMessage } from "vfile-message";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { missingLanguages } from "../../src/highlight/highlight-tree.ts";
import { toCore } from "../../src/highlight/highlighter.ts";
import {
  createHighlighter,
  type Highlighter,
  highlightTree,
  highlightTreeSync,
  rehypeHighlight,
} from "../../src/highlight/index.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { parseFragment } from "./parse-fragment.ts";
import { samples } from "./samples.ts";

// Grammars are large, and the machine can be busy.
vi.setConfig({ testTimeout: 60_000 });

let highlighter: Highlighter;

beforeAll(async () => {
  highlighter = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });
});

function toTree(markdown: string): Root {
  return toHast(fromMarkdown(markdown)) as Root;
}

async function render(markdown: string, own: Highlighter = highlighter, raw = false) {
  const messages: VFileMessage[] = [];
  const tree = toTree(markdown);
  await highlightTree(tree, {
    highlighter: own,
    raw,
    path: "posts/a.md",
    onMessage: (message) => messages.push(message),
  });
  const html = toHtml(tree, { allowDangerousHtml: true });
  return { html, messages, tree, dom: parseFragment(html) };
}

describe("highlighted blocks", () => {
  test("have a span for each token that differs from the block, and adjacent tokens are joined", async () => {
    const { html } = await render("```js\nlet x = 1;\n\nf(`a`)\n```");
    const root = "background-color:#fff;--shiki-dark-bg:#24292e;color:#24292e;--shiki-dark:#e1e4e8";
    const red = "color:#D73A49;--shiki-dark:#F97583";
    expect(html).toBe(
      `<pre class="shiki shiki-themes github-light github-dark" style="${root}" tabindex="0" data-language="js">` +
        '<code class="language-js">' +
        `<span class="line"><span style="${red}">let</span> x <span style="${red}">=</span>` +
        '<span style="color:#005CC5;--shiki-dark:#79B8FF"> 1</span>;</span>\n' +
        '<span class="line"></span>\n' +
        '<span class="line"><span style="color:#6F42C1;--shiki-dark:#B392F0">f</span>(' +
        '<span style="color:#032F62;--shiki-dark:#9ECBFF">`a`</span>)</span>' +
        "</code></pre>",
    );
  });

  test("have class names for every mark, and labels for screen readers that are not text", async () => {
    const { dom } = await render(
      '```js {1} ins={2} del={3} focus={4} /w5/ title="a & b.js" showLineNumbers{7}\nw1()\nw2()\nw3()\nw4()\nw5()\n```',
    );
    expect([...dom.querySelectorAll(".line")].map((line) => line.className)).toEqual([
      "line highlighted",
      "line diff add",
      "line diff remove",
      "line focused",
      "line",
    ]);
    const labels = [...dom.querySelectorAll(".shiki-label")];
    expect(labels.map((label) => [label.getAttribute("data-label"), label.textContent])).toEqual([
      ["highlighted: ", ""],
      ["inserted: ", ""],
      ["deleted: ", ""],
    ]);
    expect(dom.querySelector("figure > figcaption")?.textContent).toBe("a & b.js");
    expect(dom.querySelector("figure > pre")?.getAttribute("tabindex")).toBe("0");
    expect([...dom.querySelectorAll(".line")].map((line) => line.getAttribute("data-line"))).toEqual([
      "7",
      "8",
      "9",
      "10",
      "11",
    ]);
    expect(dom.querySelector(".highlighted-word")?.textContent).toBe("w5");
    for (const name of ["has-highlighted", "has-diff", "has-focused"]) {
      expect(dom.querySelector("pre")?.classList.contains(name)).toBe(true);
    }
    // Neither line numbers nor labels are text, so they are not copied.
    expect(dom.querySelector("code")?.textContent).toBe("w1()\nw2()\nw3()\nw4()\nw5()");
  });

  test("mark a word of several tokens as one word, and no word within another", async () => {
    const { dom } = await render("```js /let x/ /x = 1/\nlet x = 1\nlet x\n```");
    expect([...dom.querySelectorAll(".highlighted-word")].map(({ textContent }) => textContent)).toEqual([
      "let x",
      "let x",
    ]);
    expect(dom.querySelector("code")?.textContent).toBe("let x = 1\nlet x");
  });

  test("show a diff in its language", async () => {
    for (const fence of ["diff-js", "diff lang=js", 'diff lang="js"']) {
      const { dom } = await render(`\`\`\`${fence}\n-let a = 1\n+let b = 2\n same()\n\`\`\``);
      expect([...dom.querySelectorAll(".line")].map((line) => line.className)).toEqual([
        "line diff remove",
        "line diff add",
        "line",
      ]);
      expect(dom.querySelector("pre")?.getAttribute("data-language")).toBe("js");
      expect(dom.querySelector(".diff.add span[style*='#D73A49']")?.textContent).toBe("let");
    }
  });

  test("without a language are plain", async () => {
    const { html, messages } = await render("```\na < b\n```\n\n    c && d");
    expect(messages).toEqual([]);
    expect(html.match(/<code>.*?<\/code>/gs)).toEqual([
      '<code><span class="line">a &#x3C; b</span></code>',
      '<code><span class="line">c &#x26;&#x26; d</span></code>',
    ]);
  });

  test("show ANSI escape sequences as colors", async () => {
    const { dom } = await render("```ansi\n\u001B[1;31mred\u001B[0m plain\n```");
    expect(dom.querySelector("span[style*='font-weight']")?.textContent).toBe("red");
    expect(dom.querySelector("code")?.textContent).toBe("red plain");
  });

  test("are unchanged if they contain math, elements or a skipped language", async () => {
    const own = await createHighlighter({ themes: "nord", skipLangs: ["Mermaid"] });
    const html = [
      '<pre><code class="language-math math-display">x^2</code></pre>',
      '<pre><code class="language-math">x^2</code></pre>',
      '<pre><code class="language-js"><b>let</b> x</code></pre>',
      "<pre>just text</pre>",
      "<pre><code>a</code><code>b</code></pre>",
      '<pre><code class="language-mermaid">graph TD</code></pre>',
      '<p><code class="math-inline">x{:js}</code></p>',
    ].join("");
    const tree = fromHtml(html, { fragment: true });
    await highlightTree(tree, { highlighter: own });
    expect(toHtml(tree)).toBe(html);
  });

  test.each([
    "mermaid",
    "Mermaid",
    "mmd",
    "{mermaid}",
    "{.mermaid}",
    "{ .mermaid #flow }",
    "mermaid{1}",
    "{d2}",
    "D2",
  ])("are left as they are if they are of a skipped language, written as %s", async (word) => {
    const own = await createHighlighter({ themes: "nord", skipLangs: ["mermaid", "d2"] });
    const { html, messages } = await render(`\`\`\`${word}\na -> b\n\`\`\``, own);
    expect(html).not.toContain("shiki");
    expect(messages).toEqual([]);
    const { html: other } = await render("```\na\n```", own);
    expect(other).toContain("shiki");
  });

  test.each([
    ["```{#flow .js .numberLines}\nx\n```", "js"],
    ["```js {#flow}\nx\n```", "js"],
    ['~~~ { .js title="a b" #flow }\nx\n~~~', "js"],
    ['<pre id="flow"><code class="language-js">x</code></pre>', "js"],
    // As Prism reads it.
    ['<pre id="flow" class="language-js"><code>x</code></pre>', "js"],
    ["```{#flow}\nx\n```", null],
  ])("keep the id that the author gave them: %s", async (markdown, language) => {
    for (const used of [undefined, highlighter]) {
      const { html, messages } = await createPostParser({ highlighter: used })(
        `# Rings\n\n${markdown}\n\n# Flow\n`,
        { path: "a.md" },
      );
      const document = parseFragment(html);
      expect(document.querySelectorAll("#flow")).toHaveLength(1);
      expect(document.querySelector("h1")?.id).toBe("flow-1");
      expect(document.querySelector("#flow, #flow pre")?.matches("pre, figure")).toBe(true);
      if (used) expect(document.querySelector("pre")?.getAttribute("data-language")).toBe(language);
      expect(html).not.toContain("data-meta");
      expect(messages).toEqual([]);
    }
  });

  test("are the same with any line endings", async () => {
    const block = (text: string): Root => ({
      type: "root",
      children: [
        {
          type: "element",
          tagName: "pre",
          properties: {},
          children: [
            {
              type: "element",
              tagName: "code",
              properties: { className: ["language-js"] },
              children: [{ type: "text", value: text }],
            },
          ],
        },
      ],
    });
    const trees = ["let a\nlet b\n", "let a\r\nlet b\r\n", "let a\rlet b"].map(block);
    for (const tree of trees) await highlightTree(tree, { highlighter });
    expect(new Set(trees.map((tree) => toHtml(tree))).size).toBe(1);
  });
});

describe("inline code", () => {
  test("can end with the name of its language", async () => {
    const { html } = await render("Use `let x{:js}` here.");
    expect(html).toContain('language-js" style="background-color:#fff;');
    expect(html).toContain('<span style="color:#D73A49;--shiki-dark:#F97583">let</span> x</code> here.');
  });

  test.each(["{:js}", "{:ok}", "x {:error}", "x{:nope}", "x{:js} ", "plain"])(
    "%s is unchanged",
    async (text) => {
      const { html } = await render(`A \`${text}\` b`);
      expect(html).toBe(`<p>A <code>${text.replace(/^ (.*) $/, "$1")}</code> b</p>`);
    },
  );
});

test("elements have hast properties", async () => {
  const own = await createHighlighter({ themes: "nord", mode: "class" });
  const { tree } = await render('```text {1} title="<a> & \\"b\\"" showLineNumbers=3\nx < "y" & z\n```', own);
  const text = (value: string) => ({ type: "text", value });
  const element = (tagName: string, properties: object, children: object[]) => ({
    type: "element",
    tagName,
    properties,
    children,
  });
  const label = element("span", { className: ["shiki-label"], dataLabel: "highlighted: " }, []);
  const line = element("span", { className: ["line", "highlighted"], dataLine: 3 }, [
    label,
    text('x < "y" & z'),
  ]);
  const code = element("code", { className: ["language-text"] }, [line]);
  const className = ["shiki", "nord", "sa", "has-highlighted"];
  expect(tree.children[0]).toMatchObject(
    element("figure", { className: ["shiki-figure", "nord", "sa"] }, [
      element("figcaption", { className: ["shiki-title"] }, [text('<a> & "b"')]),
      element("pre", { className, tabIndex: 0, dataLanguage: "text" }, [code]),
    ]),
  );
  own.dispose();
});

describe("raw nodes", () => {
  test("have the same HTML as elements", async () => {
    const fences = samples.map(
      ([lang, code]) => `\`\`\`\`${lang} {1} /x/ title="<a> & 'b'"\n${code}\n\`\`\`\``,
    );
    const markdown = [...fences, "And `x<y>&{:html}`.", "```ansi\n\u001B[4;31ma\u001B[0m b\n```"].join(
      "\n\n",
    );
    for (const mode of ["inline", "class"] as const) {
      const own = await createHighlighter({ themes: { light: "vitesse-light", dark: "nord" }, mode });
      const asTree = await render(markdown, own);
      const asRaw = await render(markdown, own, true);
      expect(asRaw.html).toBe(asTree.html);
      own.dispose();
    }
  });

  test("are marked as raw, and keep their position", async () => {
    const { tree } = await render("```js\n1\n```", highlighter, true);
    expect(tree.children[0]).toMatchObject({
      type: "raw",
      data: { galley: true },
      position: { start: { line: 1 } },
    });
  });
});

describe("messages of highlightTree", () => {
  test("report the position of an unknown language and the closest name", async () => {
    const { messages, dom } = await render("Text\n\n```jvascript\nlet x\n```");
    expect(messages.map(String)).toEqual([
      'posts/a.md:3:1: The language "jvascript" is not known, so its code is shown without colors',
    ]);
    expect(messages[0]).toMatchObject({
      ruleId: "language-unknown",
      fatal: false,
      note: 'Did you mean "javascript"?',
    });
    expect(dom.querySelector("code.language-jvascript")?.textContent).toBe("let x");
  });

  test("report a block that is too large and a line that is too long", async () => {
    const own = await createHighlighter({
      themes: "nord",
      limits: { maxBlockBytes: 10, maxLineLength: 6 },
    });
    const { messages, dom } = await render(
      "```js\nlet aa\nlet bb\n```\n\n```js\n1\n1234567\n```\n\n```js\néééé\n```\n\n```text\nplain text is no matter\n```",
      own,
    );
    expect(messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([
      ["limit-block-bytes", 1],
      ["limit-line-length", 8],
    ]);
    expect([...dom.querySelectorAll("pre")].map(({ textContent }) => textContent)).toEqual([
      "let aa\nlet bb",
      "1\n1234567",
      "éééé",
      "plain text is no matter",
    ]);
    own.dispose();
  });

  test("measure the size of a block in UTF-8 bytes", async () => {
    const own = await createHighlighter({ themes: "nord", limits: { maxBlockBytes: 10 } });
    const count = async (code: string) => (await render(`\`\`\`js\n${code}\n\`\`\``, own)).messages.length;
    expect([await count("é".repeat(5)), await count("é".repeat(6))]).toEqual([0, 1]);
    own.dispose();
  });

  test("report characters that change the text direction", async () => {
    const { messages } = await render("```js\nok\nlet a = '\u202Ebc'\n```");
    expect(messages.map(({ ruleId, line, column }) => [ruleId, line, column])).toEqual([
      ["bidi-control", 3, 10],
    ]);
    expect(messages[0]?.reason).toContain("U+202E");
  });

  test("report a grammar that fails, and the code stays complete", async () => {
    const oniguruma = await createOnigurumaEngine(import("shiki/wasm"));
    const own = await createHighlighter({
      themes: "nord",
      engine: {
        ...oniguruma,
        createScanner(patterns) {
          if (patterns.includes("broken")) throw new Error("cannot compile");
          return oniguruma.createScanner(patterns);
        },
      },
      langs: [
        {
          name: "broken",
          scopeName: "source.broken",
          repository: {},
          patterns: [{ match: "broken", name: "keyword" }],
        },
        { name: "lost", scopeName: "source.lost", repository: {}, patterns: [] },
      ],
    });
    const { messages, dom } = await render("```broken {1}\nlet (\n```\n\n```lost\nx\n```", own);
    expect(messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([["language-failed", 1]]);
    expect(dom.querySelector(".line.highlighted")?.lastChild?.textContent).toBe("let (");
    own.dispose();
  });

  test("report an engine that fails, and the code stays complete", async () => {
    const engine = {
      createString: () => {
        throw new Error("no engine");
      },
      createScanner: () => {
        throw new Error("no engine");
      },
    };
    const own = await createHighlighter({ themes: "nord", engine });
    const { messages, dom } = await render("```js\nlet x\n```", own);
    expect(messages.map(({ reason }) => reason)).toEqual([
      'The grammar of "javascript" failed on this code, which is shown without colors: no engine',
    ]);
    expect(dom.querySelector("code")?.textContent).toBe("let x");
  });

  test("report an embedded language that cannot be loaded, and it is loaded again later", async () => {
    const { html: whole } = await render("````md\n```lua\nlocal x = 1\n```\n````");
    const load = vi.spyOn(bundledLanguages, "lua").mockRejectedValue(new Error("offline"));
    const own = await createHighlighter({ themes: { light: "github-light", dark: "github-dark" } });
    const failed = await render("````md\n```lua\nlocal x = 1\n```\n````", own);
    load.mockRestore();
    expect(failed.messages.map(({ reason }) => reason)).toEqual([
      'What this code embeds is shown without colors: the grammar of "lua" could not be loaded: offline',
    ]);
    expect(failed.dom.querySelector("code")?.textContent).toBe("```lua\nlocal x = 1\n```");
    expect(failed.html).not.toBe(whole);
    const again = await render("````md\n```lua\nlocal x = 1\n```\n````", own);
    expect(again.messages).toEqual([]);
    expect(again.html).toBe(whole);
    own.dispose();
  });

  test("report the positions of two identical blocks", async () => {
    const { messages } = await render("```nope\n1\n```\n\n```nope\n1\n```");
    expect(messages.map(({ line }) => line)).toEqual([1, 5]);
  });
});

describe("highlightTreeSync", () => {
  test("throws for languages that are not loaded, without changing the tree", async () => {
    const own = await createHighlighter({ themes: "nord" });
    const tree = toTree("```js\n1\n```\n\n```py\n1\n```\n\n```text\n1\n```");
    const before = structuredClone(tree);
    expect(() => highlightTreeSync(tree, { highlighter: own })).toThrow(
      new TypeError(
        "Expected every language to be loaded, received code in javascript, python: load them with highlighter.load(), or highlight asynchronously",
      ),
    );
    expect(tree).toEqual(before);
    await own.load(["js", "py", "text"]);
    highlightTreeSync(tree, { highlighter: own });
    expect(toHtml(tree).match(/class="line"/g)).toHaveLength(3);
    own.dispose();
  });

  test("requires embedded languages to be loaded too", async () => {
    const own = await createHighlighter({ themes: "nord", langs: ["markdown"] });
    const tree = toTree("````md\n```js\n1\n```\n````");
    expect(() => highlightTreeSync(tree, { highlighter: own })).toThrow(/received code in javascript:/);
    await own.load(["js"]);
    highlightTreeSync(tree, { highlighter: own });
    expect(toHtml(tree)).toContain("shiki");
    own.dispose();
  });
});

describe("missingLanguages and tryLoad", () => {
  test("list and load the languages that a tree needs, including those that its code embeds", async () => {
    const own = await createHighlighter({ themes: "nord" });
    const tree = toTree(
      "````md\n```js\n1\n```\n````\n\n```py\n1\n```\n\n```nope\n1\n```\n\n```text\n1\n```\n\nInline `1{:rb}`",
    );
    const missing = missingLanguages(tree, own);
    expect(missing).toEqual(["javascript", "markdown", "python", "ruby"]);
    await toCore(own).tryLoad(missing);
    expect(missingLanguages(tree, own)).toEqual([]);
    highlightTreeSync(tree, { highlighter: own });
    expect(toHtml(tree).match(/class="shiki/g)).toHaveLength(5);
    own.dispose();
  });

  test("find embedded languages in a diff", async () => {
    const own = await createHighlighter({ themes: "nord" });
    const { messages } = await render("````diff-md\n+```js\n+let x\n+```\n````", own);
    expect(messages).toEqual([]);
    expect(missingLanguages(toTree("```js\n1\n```"), own)).toEqual([]);
    own.dispose();
  });

  test("ignore the languages of code that is too large", async () => {
    const own = await createHighlighter({ themes: "nord", limits: { maxLineLength: 3 } });
    expect(missingLanguages(toTree("```js\n1234\n```\n\n```py\n123\n```"), own)).toEqual(["python"]);
    own.dispose();
  });

  test("do not reject when a language cannot be loaded, which is reported and retried", async () => {
    const own = await createHighlighter({ themes: "nord" });
    const load = vi.spyOn(bundledLanguages, "lua").mockRejectedValue(new Error("offline"));
    await expect(own.load(["lua"])).rejects.toThrow("offline");
    const tree = toTree("```lua\nlocal x\n```");
    await toCore(own).tryLoad(missingLanguages(tree, own));
    load.mockRestore();
    const again = structuredClone(tree);
    const messages: string[] = [];
    highlightTreeSync(tree, { highlighter: own, onMessage: ({ reason }) => messages.push(reason) });
    expect(messages).toEqual([
      'This code is shown without colors: the grammar of "lua" could not be loaded: offline',
    ]);
    expect(toHtml(tree)).toContain('<span class="line">local x</span>');
    expect(missingLanguages(again, own)).toEqual(["lua"]);
    await toCore(own).tryLoad(["lua"]);
    highlightTreeSync(again, { highlighter: own, onMessage: ({ reason }) => messages.push(reason) });
    expect(messages).toHaveLength(1);
    expect(toHtml(again)).toContain(">local</span>");
    own.dispose();
  });
});

test("highlightTree reads a deep tree without exceeding the call stack", async () => {
  let node: Element = { type: "element", tagName: "div", properties: {}, children: [] };
  for (let depth = 0; depth < 50_000; depth++) {
    node = { type: "element", tagName: "div", properties: {}, children: [node] };
  }
  await highlightTree({ type: "root", children: [node] }, { highlighter });
});

test("rehypeHighlight is synchronous once the languages are loaded", async () => {
  const own = await createHighlighter({ themes: "nord" });
  const processor = unified()
    .use(remarkParse)
    .use(remarkRehype)
    .use(rehypeHighlight, { highlighter: own })
    .use(rehypeStringify);
  const text = "```js\nlet x\n```";
  expect(() => processor.processSync(text)).toThrow();
  const waited = String(await processor.process(text));
  expect(String(processor.processSync(text))).toBe(waited);
  expect(waited).toContain("shiki nord");
  own.dispose();
});

test("rehypeHighlight reports messages on the file", async () => {
  const processor = unified()
    .use(remarkParse)
    .use(remarkRehype)
    .use(rehypeHighlight, { highlighter })
    .use(rehypeStringify);
  const file = await processor.process({
    path: "a.md",
    value: '```js title="x"\nlet x\n```\n\n```nope\n```',
  });
  expect(String(file)).toContain('<figcaption class="shiki-title">x</figcaption>');
  expect(file.messages.map(String)).toEqual([
    'a.md:5:1: The language "nope" is not known, so its code is shown without colors',
  ]);
});
