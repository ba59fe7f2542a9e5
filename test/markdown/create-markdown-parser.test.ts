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

/** A text that needs every part of GFM, and one for each part alone. */
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

describe("GFM on demand", () => {
  test.each(flavored)("makes the tree of remark-gfm: %j", (text) => {
    const expected = unified().use(remarkParse).use(remarkGfm).parse(text);
    expect(plain(createMarkdownParser().sync(text))).toEqual(plain(expected));
  });

  test("`gfm: false` is CommonMark", () => {
    const text = flavored.join("\n");
    const expected = unified().use(remarkParse).parse(text);
    expect(plain(parseMarkdown(text, { gfm: false }))).toEqual(plain(expected));
  });

  test("a plugin that brings GFM keeps its own options", () => {
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

  test("remark-directive adds syntax, beside GFM", () => {
    const tree = parseMarkdown(":::note\n~~a~~\n:::\n", { remarkPlugins: [remarkDirective] });
    expect(tree.children[0]).toMatchObject({
      type: "containerDirective",
      name: "note",
      children: [{ children: [{ type: "delete" }] }],
    });
  });

  test("remark-smartypants changes the tree, and no id", () => {
    const tree = parseMarkdown('# "A" {#a--b}\n', { remarkPlugins: [remarkSmartypants] });
    expect(tree.children[0]).toMatchObject({
      data: { hProperties: { id: "a--b" } },
      children: [{ value: "“A”" }],
    });
  });

  test("know the path, and their messages are passed on", () => {
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

  test("that are asynchronous work with await only", async () => {
    const parse = createMarkdownParser({
      remarkPlugins: [() => async (tree: Root) => void tree.children.pop()],
    });
    expect(await parse("a\n\nb")).toMatchObject({ children: [{ type: "paragraph" }] });
    expect(() => parse.sync("a")).toThrow(TypeError);
    expect(() => parse.sync("a")).toThrow(/synchronous remark plugins/);
  });

  test("throw their own errors", async () => {
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

describe("wrong calls", () => {
  const parse = createMarkdownParser();
  test.each<[string, () => unknown, string]>([
    ["a text", () => parse.sync(1 as never), "Expected `text` to be a string, received 1"],
    [
      "a text to parse at once",
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
      "what a parser returns",
      () => parseMarkdown("a", { parser: () => 1 as never }),
      "Expected `parser(text)` to be a tree of Markdown",
    ],
  ])("%s", (_name, call, message) => {
    expect(call).toThrow(message);
  });

  test("are rejected with await", async () => {
    await expect(parse(1 as never)).rejects.toThrow(
      new TypeError("Expected `text` to be a string, received 1"),
    );
  });
});

describe("another parser", () => {
  test("that runs out of stack is an error with a name, its other errors are its own", () => {
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

  test("gets a text without its byte order mark", () => {
    const seen: string[] = [];
    const parser = (value: string): Root => {
      seen.push(value);
      return { type: "root", children: [] };
    };
    parseMarkdown("\uFEFFa", { parser });
    expect(seen).toEqual(["a"]);
  });

  test("takes the place of remark-parse; limits and plugins still hold", () => {
    const parser = (value: string): Root => ({ type: "root", children: [{ type: "code", value }] });
    const mark = () => (tree: Root) => void tree.children.push({ type: "thematicBreak" });
    expect(types(parseMarkdown("# a", { parser, remarkPlugins: [mark] }))).toEqual(["code", "thematicBreak"]);
    expect(() => parseMarkdown("> ".repeat(101), { parser })).toThrow(ContentError);
  });
});

describe("text of any kind", () => {
  test("a byte order mark and line endings change nothing but places", () => {
    const text = "# A {#b}\n\n> [!NOTE]\n> c\n\n- d\n";
    const strip = (tree: Root): unknown =>
      JSON.parse(JSON.stringify(tree, (key, value) => (key === "position" ? undefined : value)));
    const expected = strip(parseMarkdown(text));
    expect(strip(parseMarkdown(`\uFEFF${text}`))).toEqual(expected);
    expect(strip(parseMarkdown(text.replaceAll("\n", "\r\n")))).toEqual(expected);
    expect(strip(parseMarkdown(text.replaceAll("\n", "\r")))).toEqual(expected);
  });

  test("is parsed alike with await and without", async () => {
    const parse = createMarkdownParser();
    for (const text of flavored) expect(await parse(text)).toEqual(parse.sync(text));
  });
});

describe("at any depth of the caller", () => {
  const parse = createMarkdownParser();
  const texts = {
    quotes: `${"> ".repeat(99)}*a* www.a.b\n`,
    items: `${"- ".repeat(100)}a\n`,
    both: `${"> - ".repeat(50)}a\n`,
    emphasis: `${"*a **a ".repeat(45)}b${" a** a*".repeat(45)}`,
  };

  /** How many calls of a small function the stack holds. */
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
    "nesting up to the limit is parsed with half the stack gone: %s",
    (_, text) => {
      const expected = parse.sync(text);
      expect(under(Math.floor(capacity() / 3), () => parse.sync(text))).toEqual(expected);
    },
  );

  test("with almost no stack left it works or throws limit-stack", () => {
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
      // Too little stack to report it: the caller overflows by itself.
      expect(error).toBeInstanceOf(RangeError);
    }
    expect([...seen].filter((name) => name !== "limit-stack")).toEqual(["parsed"]);
  });

  test("with await the depth of the caller does not matter", async () => {
    const calls = Math.floor(capacity() / 2);
    await expect(under(calls, () => parse(texts.quotes))).resolves.toEqual(parse.sync(texts.quotes));
  });
});
