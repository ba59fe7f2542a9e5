import {
  transformerNotationDiff,
  transformerNotationErrorLevel,
  transformerNotationFocus,
  transformerNotationHighlight,
  transformerNotationWordHighlight,
  transformerRemoveNotationEscape,
} from "@shikijs/transformers";
import { codeToHast } from "shiki";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createHighlighter, type Highlighter, highlightCode } from "../../../src/highlight/index.ts";
import { parseFragment } from "../parse-fragment.ts";

// Grammars are large, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

let highlighter: Highlighter;

beforeAll(async () => {
  highlighter = await createHighlighter({ themes: "github-light" });
});

/** The marks of the block and of each line, and the text with marked words in brackets. */
interface Seen {
  block: string[];
  lines: [classes: string, text: string][];
}

function see(html: string): Seen {
  const pre = parseFragment(html).querySelector("pre")!;
  const isMark = (name: string) => /^has-(diff|focused|highlighted)$/.test(name);
  const read = (node: Node, inWord = false): string => {
    if (node.nodeType === 3) return node.textContent ?? "";
    const element = node as HTMLElement;
    const word = element.classList.contains("highlighted-word");
    const text = [...element.childNodes].map((child) => read(child, inWord || word)).join("");
    return word ? `⟦${text}⟧` : text;
  };
  return {
    block: [...pre.classList].filter(isMark).sort(),
    lines: [...pre.querySelectorAll(".line")].map((line) => [
      [...line.classList]
        .filter((name) => name !== "line")
        .sort()
        .join(" "),
      // Several pieces of one word stand side by side in the transformers' output.
      read(line).replaceAll("⟧⟦", "").trimEnd(),
    ]),
  };
}

async function own(code: string, lang: string): Promise<Seen> {
  return see(await highlightCode(highlighter, code, { lang }));
}

async function independent(code: string, lang: string): Promise<Seen> {
  const { toHtml } = await import("hast-util-to-html");
  const root = await codeToHast(code, {
    lang,
    theme: "github-light",
    transformers: [
      transformerNotationDiff(),
      transformerNotationHighlight(),
      transformerNotationFocus(),
      transformerNotationErrorLevel(),
      transformerNotationWordHighlight(),
      transformerRemoveNotationEscape(),
    ],
  });
  return see(toHtml(root));
}

const cases: readonly (readonly [lang: string, code: string])[] = [
  ["js", "let a = 1 // [!code ++]\nlet b = 2 // [!code --]\nlet c"],
  ["js", "a() // [!code highlight]\nb() // [!code hl]\nc() // [!code focus]\nd()"],
  ["js", "a() // [!code error]\nb() // [!code warning]\nc() // [!code info]"],
  ["js", "// [!code highlight:2]\na()\nb()\nc()"],
  ["js", "a() // [!code focus:3]\nb()\nc()\nd()"],
  ["js", "a() // [!code hl:99]\nb()"],
  ["js", "// [!code word:foo]\nfoo(bar, foo)\nlet x = foo + 1"],
  ["js", "foo(bar) // [!code word:foo:1]\nfoo()"],
  ["js", "// [!code word:a\\:b]\nlet s = 'a:b'"],
  ["js", "a() // kept note [!code ++]\nb()"],
  ["js", "a() // [!code ++] kept note"],
  ["js", "a() // kept // [!code hl]"],
  ["js", "a() // [!code unknown]\nb() // [!code]"],
  ["js", "  // [!code focus]\n  indented()"],
  ["js", "a() /* [!code hl] */"],
  ["js", "a() // [!code ++"],
  ["js", "a() // [!code hl]\n// [!code hl]"],
  ["js", "// no notation here\na() // nor here"],
  ["js", "// [\\!code ++] is shown"],
  ["ts", "const x: number = 1 // [!code ++]"],
  ["tsx", "<div>\n  {/* [!code highlight] */}\n  <b>x</b>\n</div>"],
  ["python", "x = 1  # [!code ++]\n# [!code focus]\ny = 2"],
  ["ruby", "x = 1 # [!code --]"],
  ["yaml", "a: 1 # [!code ++]\n# [!code hl]\nb: 2"],
  ["toml", "a = 1 # [!code ++]"],
  ["bash", "echo a # [!code hl]\n# [!code error]\nfalse"],
  ["sql", "SELECT 1 -- [!code ++]\nFROM a;"],
  ["lua", "x = 1 -- [!code --]"],
  ["haskell", "x = 1 -- [!code ++]"],
  ["html", "<p>x</p> <!-- [!code ++] -->\n<!-- [!code focus] -->\n<b>y</b>"],
  ["css", "a { color: red;\n/* [!code hl] */\nb: c }"],
  ["rust", "let x = 1; // [!code ++]"],
  ["go", "x := 1 // [!code --]"],
  ["c", "int x; // [!code ++]\nint y; /* [!code hl] */"],
  ["ini", "a = b\n; [!code hl]\nc = d"],
  ["clojure", "(def x 1) ; [!code ++]\n;; [!code focus]\n(def y 2)"],
  ["latex", "a % [!code ++]"],
  ["erlang", "a() -> b. %% [!code --]"],
  ["vim", 'set a " [!code ++]'],
];

describe("reads notation as @shikijs/transformers does", () => {
  test.each(cases)("%s: %s", async (lang, code) => {
    expect(await own(code, lang)).toEqual(await independent(code, lang));
  });
});

describe("reads more than @shikijs/transformers", () => {
  test("applies several lines of notation to the same line", async () => {
    expect(await own("// [!code hl]\n// [!code focus]\na()\nb()", "js")).toEqual({
      block: ["has-focused", "has-highlighted"],
      lines: [
        ["focused highlighted", "a()"],
        ["", "b()"],
      ],
    });
  });

  test("counts only the lines that are shown", async () => {
    expect((await own("// [!code hl:2]\na()\n// [!code focus]\nb()\nc()", "js")).lines).toEqual([
      ["highlighted", "a()"],
      ["focused highlighted", "b()"],
      ["", "c()"],
    ]);
  });

  test("reads several comments in a line, and marks nothing for a count of 0", async () => {
    expect(await own("a() // [!code ++] // [!code focus]\nb() // [!code hl:0]", "js")).toEqual({
      block: ["has-diff", "has-focused"],
      lines: [
        ["add diff focused", "a()"],
        ["", "b()"],
      ],
    });
  });

  test("ignores case", async () => {
    expect((await own("a() // [!code HL]", "js")).lines).toEqual([["highlighted", "a()"]]);
  });

  test("reads notation in plain text", async () => {
    expect((await own("one # [!code ++]\n# [!code hl]\ntwo\nx#[!code --]", "text")).lines).toEqual([
      ["add diff", "one"],
      ["highlighted", "two"],
      ["", "x#[!code --]"],
    ]);
  });

  test("reads a comment of several tokens", async () => {
    const vitesse = await createHighlighter({ themes: "vitesse-light" });
    const html = await highlightCode(vitesse, "x = 1 # [!code ++]\n<!-- -->", { lang: "python" });
    expect(see(html).lines[0]).toEqual(["add diff", "x = 1"]);
    vitesse.dispose();
  });
});

test("reads many backslashes in linear time", async () => {
  // Fails by the test's own timeout: the independent implementation would need longer than the universe is old.
  const flood = `// [!code ${"\\".repeat(900)}`;
  expect((await own(flood, "js")).lines[0]?.[1]).toBe(flood);
});
