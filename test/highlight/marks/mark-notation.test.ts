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

// Grammars are large, and the machine can be busy.
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
      // The transformers split a word into several adjacent elements.
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
    tokenizeTimeLimit: 0,
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

/** Comments of languages that are in no list of usual delimiters, and the line without them. */
const comments: readonly (readonly [lang: string, code: string, shown: string])[] = [
  ["ocaml", "let x = 1 (* [!code ++] *)", "let x = 1"],
  ["twig", "{{ a }} {# [!code ++] #}", "{{ a }}"],
  ["jinja", "{{ a }} {# [!code ++] #}", "{{ a }}"],
  ["handlebars", "{{a}} {{!-- [!code ++] --}}", "{{a}}"],
  ["handlebars", "{{a}} {{! [!code ++] }}", "{{a}}"],
  ["razor", "<p>@x</p> @* [!code ++] *@", "<p>@x</p>"],
  ["blade", "{{ $a }} {{-- [!code ++] --}}", "{{ $a }}"],
  ["erb", "<p> <%# [!code ++] %>", "<p>"],
  ["liquid", "{{ a }} {% comment %} [!code ++] {% endcomment %}", "{{ a }}"],
  ["liquid", "{{ a }} {% # [!code ++] %}", "{{ a }}"],
  ["fortran-free-form", "x = 1 ! [!code ++]", "x = 1"],
  ["powershell", "ls <# [!code ++] #>", "ls"],
  ["lua", "x() --[[ [!code ++] ]]", "x()"],
  ["apl", "a ⍝ [!code ++]", "a"],
  ["haskell", "x = 1 {- [!code ++] -}", "x = 1"],
  ["vb", "x = 1 ' [!code ++]", "x = 1"],
  ["abap", 'x = 1. " [!code ++]', "x = 1."],
  ["svelte", "<p/> {/* [!code ++] */}", "<p/>"],
  ["astro", "<p/> {/* [!code ++] */}", "<p/>"],
  ["jsx", "<b>x</b> {/* [!code ++] */}", "<b>x</b>"],
  ["jsx", "function f() {/* [!code ++] */}", "function f() {}"],
  ["css", "a { color: red; /* [!code ++] */", "a { color: red;"],
  ["shellsession", "$ ls # [!code ++]", "$ ls"],
  // Their grammars have no such comments, but nothing else is likely.
  ["mdx", "Text {/* [!code ++] */}", "Text"],
  ["mdx", "# Title {/* [!code ++] */}", "# Title"],
  ["markdown", "# Title <!-- [!code ++] -->", "# Title"],
  ["docker", "FROM a # [!code ++]", "FROM a"],
  ["diff", "+ a # [!code ++]", "+ a"],
  ["mermaid", "graph TD %% [!code ++]", "graph TD"],
];

/** Comments on a separate line. */
const lineComments: readonly (readonly [lang: string, comment: string])[] = [
  ["bat", "REM [!code ++]"],
  ["bat", ":: [!code ++]"],
  ["pug", "//- [!code ++]"],
  ["haml", "-# [!code ++]"],
  ["fortran-fixed-form", "C     [!code ++]"],
  ["cobol", "      * [!code ++]"],
  ["rst", ".. [!code ++]"],
  ["mdx", "{/* [!code ++] */}"],
];

describe("finds comments by the scopes of the grammar", () => {
  test.each(comments)("%s: %s", async (lang, code, shown) => {
    expect((await own(code, lang)).lines).toEqual([["add diff", shown]]);
  });

  test.each(lineComments)("%s, with a comment on its own line: %s", async (lang, comment) => {
    expect((await own(`${comment}\nnext`, lang)).lines).toEqual([["add diff", "next"]]);
  });

  test("does not read a string that looks like a comment", async () => {
    for (const [lang, code] of [
      ["js", "let a = '// [!code ++]'"],
      ["python", "a = '''\n# [!code ++]\n'''"],
      ["ruby", 'a = "# [!code ++]"'],
    ] as const) {
      const { lines } = await own(code, lang);
      expect(lines.map(([, text]) => text).join("\n")).toBe(code);
      expect(lines.every(([classes]) => classes === "")).toBe(true);
    }
  });
});

describe("reads the comments of Docusaurus and Gatsby", () => {
  test.each([
    [
      "js",
      "// highlight-next-line\na()\nb()",
      [
        ["highlighted", "a()"],
        ["", "b()"],
      ],
    ],
    [
      "js",
      "a() // highlight-line\nb()",
      [
        ["highlighted", "a()"],
        ["", "b()"],
      ],
    ],
    [
      "js",
      "// highlight-start\na()\nb()\n// highlight-end\nc()",
      [
        ["highlighted", "a()"],
        ["highlighted", "b()"],
        ["", "c()"],
      ],
    ],
    ["python", "# highlight-start\na()\n# highlight-end", [["highlighted", "a()"]]],
    ["html", "<!-- highlight-next-line -->\n<p>", [["highlighted", "<p>"]]],
    [
      "jsx",
      "<p>\n  {/* highlight-next-line */}\n  <b />\n</p>",
      [
        ["", "<p>"],
        ["highlighted", "  <b />"],
        ["", "</p>"],
      ],
    ],
    ["js", "highlight() // about highlight-line", [["", "highlight() // about highlight-line"]]],
  ] as const)("%s: %s", async (lang, code, lines) => {
    expect((await own(code, lang)).lines).toEqual(lines);
  });
});

describe("reports notation that would be visible, and marks without a target", () => {
  test.each<[string, string, string[]]>([
    ["a() // [!code +++]", "", ["notation-unknown 1:8"]],
    ["a() // [!code]", "", ["notation-unknown 1:8"]],
    ["a() // [!code++]", "", ["notation-unknown 1:8"]],
    ["a() // [!CODE ++]", "", ["notation-unknown 1:8"]],
    ["a() // [! code hl]", "", ["notation-unknown 1:8"]],
    ["a() // [!code-block]", "", []],
    ["a() // [!code hl] [!code nope]", "", ["notation-unknown 1:8"]],
    ["let a = '[!code ++]'", "", ["notation-unknown 1:10"]],
    ["a() // [\\!code ++]", "", []],
    ["a() // [!code word:b]", "", ["mark-missed 1:1"]],
    ["a()\n// [!code hl]", "", ["mark-missed 2:1"]],
    ["a() // [!code hl:0]", "", ["mark-missed 1:1"]],
    ["a()\n// highlight-end", "", ["mark-missed 2:1"]],
    ["a()\n// highlight-start", "", ["mark-missed 2:1"]],
    ["a()\n// highlight-line", "", ["mark-missed 2:1"]],
    ["a()\nb()", "{1,3}", ["mark-missed"]],
    ["a()\nb()", "ins={0} del={2-9}", ["mark-missed", "mark-missed"]],
    ["a()\nb()", "{1-} focus={2-}", []],
    ["a()\nb()", "/b/ /c/", ["mark-missed"]],
    ["a()\nb()", '"x" ins="y"', ["mark-missed", "mark-missed"]],
    ["a()\nb()", "/[ab]\\(/ /(a+)+$/", ["mark-missed"]],
  ])("%s with %s", async (code, meta, expected) => {
    const found: string[] = [];
    await highlightCode(highlighter, code, {
      lang: "js",
      meta,
      onMessage: ({ ruleId, line, column }) =>
        found.push(line == null ? String(ruleId) : `${ruleId} ${line}:${column}`),
    });
    expect(found).toEqual(expected);
  });
});

describe("notation beyond @shikijs/transformers", () => {
  test("several lines of notation apply to the same line", async () => {
    expect(await own("// [!code hl]\n// [!code focus]\na()\nb()", "js")).toEqual({
      block: ["has-focused", "has-highlighted"],
      lines: [
        ["focused highlighted", "a()"],
        ["", "b()"],
      ],
    });
  });

  test("line counts include only visible lines", async () => {
    expect((await own("// [!code hl:2]\na()\n// [!code focus]\nb()\nc()", "js")).lines).toEqual([
      ["highlighted", "a()"],
      ["focused highlighted", "b()"],
      ["", "c()"],
    ]);
  });

  test("a line can have several comments, and a count of 0 marks nothing", async () => {
    expect(await own("a() // [!code ++] // [!code focus]\nb() // [!code hl:0]", "js")).toEqual({
      block: ["has-diff", "has-focused"],
      lines: [
        ["add diff focused", "a()"],
        ["", "b()"],
      ],
    });
  });

  test("letter case is ignored", async () => {
    expect((await own("a() // [!code HL]", "js")).lines).toEqual([["highlighted", "a()"]]);
  });

  test("notation works in plain text", async () => {
    expect((await own("one # [!code ++]\n# [!code hl]\ntwo\nx#[!code --]", "text")).lines).toEqual([
      ["add diff", "one"],
      ["highlighted", "two"],
      ["", "x#[!code --]"],
    ]);
  });

  test("a comment can consist of several tokens", async () => {
    const vitesse = await createHighlighter({ themes: "vitesse-light" });
    const html = await highlightCode(vitesse, "x = 1 # [!code ++]\n<!-- -->", { lang: "python" });
    expect(see(html).lines[0]).toEqual(["add diff", "x = 1"]);
    vitesse.dispose();
  });
});

test("many backslashes are read in linear time", async () => {
  // Fails through the test's timeout: the independent implementation has exponential time.
  const flood = `// [!code ${"\\".repeat(900)}`;
  expect((await own(flood, "js")).lines[0]?.[1]).toBe(flood);
});
