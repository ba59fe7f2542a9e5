import type { Root } from "mdast";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkSmartypants from "remark-smartypants";
import { unified } from "unified";
import { describe, expect, test } from "vitest";
import { ContentError } from "../../src/diagnostics/content-error.ts";
import { createMarkdownParser, parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";

const types = (tree: Root): string[] => tree.children.map(({ type }) => type);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A text that needs every part of GFM, and one text for each part. */
const flavored: readonly string[] = [
  "| a |\n|---|\n| b |\n",
  "a\n:-\nb\n",
  "> a | b\n> --|:-:\n> c | d\n",
  "- a | b\n  --|--\n",
  "~a~ ~~b~~",
  "a[^1]\n\n[^1]: b\n",
  "- [ ] a\n- [x] b\n- [\n  ] c\n",
  "> - [\n>   ] c\n",
  "see www.example.com and https://example.com/a_b.",
  "write to a.b@example.com or xmpp:a@b.c",
  "a&#64;b.com, a\\@b.com, a&commat;b.com",
  "http\\://a.b &#104;ttp://a.b w&#119;w.a.b www&period;a.b http&colon;//a.b http:&sol;/a.b",
  "[a@b.c](d) and [http://a.b] *http://a.b*",
  "[ a@b.c http://a.b www.a.b word",
  "# www.a.b\n\n| a@b.c |\n|---|\n| ~x~ [^1] |\n\n[^1]: - [x] y\n",
];

describe("GFM loaded on demand", () => {
  test.each(flavored)("produces the same tree as remark-gfm: %j", (text) => {
    const expected = unified().use(remarkParse).use(remarkGfm).parse(text);
    expect(plain(createMarkdownParser().sync(text))).toEqual(plain(expected));
  });

  test("`gfm: false` parses as CommonMark", () => {
    const text = flavored.join("\n");
    const expected = unified().use(remarkParse).parse(text);
    expect(plain(parseMarkdown(text, { gfm: false }))).toEqual(plain(expected));
  });

  test("a plugin that includes GFM keeps its own options", () => {
    const tree = parseMarkdown("~a~ ~~b~~ www.a.b\n", {
      remarkPlugins: [[remarkGfm, { singleTilde: false }]],
    });
    const [paragraph] = tree.children;
    expect(paragraph).toMatchObject({
      children: [{ value: "~a~ " }, { type: "delete" }, { value: " " }, { type: "link" }],
    });
  });
});

describe("remark plugins", () => {
  test("remark-math adds syntax", () => {
    const tree = parseMarkdown("$a_b$\n\n$$\nc\n$$\n", { remarkPlugins: [remarkMath] });
    expect(types(tree)).toEqual(["paragraph", "math"]);
    expect(tree.children[0]).toMatchObject({ children: [{ type: "inlineMath", value: "a_b" }] });
  });

  test("remark-directive adds syntax and works together with GFM", () => {
    const tree = parseMarkdown(":::note\n~~a~~\n:::\n", { remarkPlugins: [remarkDirective] });
    expect(tree.children[0]).toMatchObject({
      type: "containerDirective",
      name: "note",
      children: [{ children: [{ type: "delete" }] }],
    });
  });

  test("remark-smartypants changes text but not heading ids", () => {
    const tree = parseMarkdown('# "A" {#a--b}\n', { remarkPlugins: [remarkSmartypants] });
    expect(tree.children[0]).toMatchObject({
      data: { hProperties: { id: "a--b" } },
      children: [{ value: "“A”" }],
    });
  });

  test("receive the path, and their messages reach `onMessage`", () => {
    const messages: string[] = [];
    const plugin = () => (_: Root, file: { path: string; message(reason: string): unknown }) =>
      void file.message(`from ${file.path}`);
    parseMarkdown("a", {
      remarkPlugins: [plugin],
      path: "a.md",
      onMessage: ({ reason }) => messages.push(reason),
    });
    expect(messages).toEqual(["from a.md"]);
    expect(types(parseMarkdown("a", { remarkPlugins: [plugin] }))).toEqual(["paragraph"]);
  });

  test("can be asynchronous only when the parser is awaited", async () => {
    const parse = createMarkdownParser({
      remarkPlugins: [() => async (tree: Root) => void tree.children.pop()],
    });
    expect(await parse("a\n\nb")).toMatchObject({ children: [{ type: "paragraph" }] });
    expect(() => parse.sync("a")).toThrow(TypeError);
    expect(() => parse.sync("a")).toThrow(/synchronous remark plugins/);
  });

  test("can throw errors, which are not wrapped", async () => {
    const failure = new Error("no");
    const parse = createMarkdownParser({
      remarkPlugins: [
        () => () => {
          throw failure;
        },
      ],
    });
    expect(() => parse.sync("a")).toThrow(failure);
    await expect(parse("a")).rejects.toBe(failure);
  });
});

describe("invalid arguments", () => {
  const parse = createMarkdownParser();
  test.each<[string, () => unknown, string]>([
    ["text that is not a string", () => parse.sync(1 as never), "Expected `text` to be a string, received 1"],
    [
      "text for `parseMarkdown` that is not a string",
      () => parseMarkdown(null as never),
      "Expected `text` to be a string, received null",
    ],
    [
      "a file",
      () => parse.sync("a", { pth: "x" } as never),
      "Expected only options that exist in `file`, received `pth`; did you mean `path`?",
    ],
    [
      "a path",
      () => parse.sync("a", { path: 1 } as never),
      "Expected `file.path` to be a string, received 1",
    ],
    [
      "a parser",
      () => createMarkdownParser({ parser: 1 as never }),
      "Expected `parser` to be a function, received 1",
    ],
    ["an option", () => createMarkdownParser({ gmf: true } as never), "did you mean `gfm`?"],
    [
      "a limit",
      () => createMarkdownParser({ limits: { maxNest: 1 } as never }),
      "did you mean `maxNesting`?",
    ],
    [
      "the return value of a custom parser",
      () => parseMarkdown("a", { parser: () => 1 as never }),
      "Expected `parser(text)` to be a tree of Markdown",
    ],
  ])("%s", (_name, call, message) => {
    expect(call).toThrow(message);
  });

  test("are rejected when the parser is awaited", async () => {
    await expect(parse(1 as never)).rejects.toThrow(
      new TypeError("Expected `text` to be a string, received 1"),
    );
  });
});

describe("a custom parser", () => {
  test("throws a named error when it exceeds the call stack, and its other errors are not wrapped", () => {
    const throwing = (error: unknown) => () =>
      parseMarkdown("a", {
        parser: () => {
          throw error;
        },
      });
    expect(throwing(new RangeError("Maximum call stack size exceeded"))).toThrow(
      /The call stack is too small/,
    );
    expect(throwing(new Error("too much recursion"))).toThrow(ContentError);
    expect(throwing(new RangeError("call me"))).toThrow("call me");
    expect(throwing("call stack")).toThrow("call stack");
  });

  test("receives text without a byte order mark", () => {
    const seen: string[] = [];
    const parser = (value: string): Root => {
      seen.push(value);
      return { type: "root", children: [] };
    };
    parseMarkdown("\uFEFFa", { parser });
    expect(seen).toEqual(["a"]);
  });

  test("replaces remark-parse, and limits and plugins still apply", () => {
    const parser = (value: string): Root => ({ type: "root", children: [{ type: "code", value }] });
    const mark = () => (tree: Root) => void tree.children.push({ type: "thematicBreak" });
    expect(types(parseMarkdown("# a", { parser, remarkPlugins: [mark] }))).toEqual(["code", "thematicBreak"]);
    expect(() => parseMarkdown("> ".repeat(101), { parser })).toThrow(ContentError);
  });
});

describe("any text", () => {
  test("has the same tree with a byte order mark or other line endings, except for positions", () => {
    const text = "# A {#b}\n\n> [!NOTE]\n> c\n\n- d\n";
    const strip = (tree: Root): unknown =>
      JSON.parse(JSON.stringify(tree, (key, value) => (key === "position" ? undefined : value)));
    const expected = strip(parseMarkdown(text));
    expect(strip(parseMarkdown(`\uFEFF${text}`))).toEqual(expected);
    expect(strip(parseMarkdown(text.replaceAll("\n", "\r\n")))).toEqual(expected);
    expect(strip(parseMarkdown(text.replaceAll("\n", "\r")))).toEqual(expected);
  });

  test("has the same tree with and without await", async () => {
    const parse = createMarkdownParser();
    for (const text of flavored) expect(await parse(text)).toEqual(parse.sync(text));
  });
});

describe("deep call stacks", () => {
  const parse = createMarkdownParser();
  const texts = {
    quotes: `${"> ".repeat(99)}*a* www.a.b\n`,
    items: `${"- ".repeat(100)}a\n`,
    both: `${"> - ".repeat(50)}a\n`,
    emphasis: `${"*a **a ".repeat(45)}b${" a** a*".repeat(45)}`,
  };

  /** How many calls of a small function fit on the stack. */
  function capacity(): number {
    let calls = 0;
    const call = (): void => {
      calls++;
      call();
    };
    try {
      call();
    } catch {}
    return calls;
  }

  const under = <Result>(calls: number, work: () => Result): Result =>
    calls <= 0 ? work() : under(calls - 1, work);

  test.each(Object.entries(texts))(
    "nesting up to the limit can be parsed with half of the stack in use: %s",
    (_, text) => {
      const expected = parse.sync(text);
      expect(under(Math.floor(capacity() / 3), () => parse.sync(text))).toEqual(expected);
    },
  );

  test("with almost no stack left, parsing succeeds or throws limit-stack", () => {
    const seen = new Set<string>();
    const descend = (): void => {
      try {
        parse.sync(texts.quotes);
        seen.add("parsed");
      } catch (error) {
        if (!(error instanceof ContentError)) throw error;
        seen.add(error.messages[0]!.ruleId!);
        return;
      }
      under(200, descend);
    };
    try {
      descend();
    } catch (error) {
      // Too little stack to report it: the caller itself overflows.
      expect(error).toBeInstanceOf(RangeError);
    }
    expect([...seen].filter((name) => name !== "limit-stack")).toEqual(["parsed"]);
  });

  test("with await, the call depth does not matter", async () => {
    const calls = Math.floor(capacity() / 2);
    await expect(under(calls, () => parse(texts.quotes))).resolves.toEqual(parse.sync(texts.quotes));
  });
});
