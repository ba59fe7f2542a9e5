import { expect, test } from "vitest";
import {
  createHighlighter,
  createLinkResolver,
  createPostParser,
  extractExcerpt,
  groupByTag,
  lintPosts,
  paginate,
  parseMarkdown,
  renderHtml,
  sortPosts,
  toHast,
} from "../../src/index.ts";
import { readPosts } from "../../src/node/index.ts";

const tree = parseMarkdown("Text");

/** Typical mistakes of callers, and the errors that they get. */
const calls: readonly [call: string, run: () => unknown, message: string][] = [
  [
    "createPostParser({ highlight: true })",
    () => createPostParser({ highlight: true } as never),
    "Expected only options that exist, received `highlight`; did you mean `highlighter`?",
  ],
  [
    "createPostParser({ exerpt: {} })",
    () => createPostParser({ exerpt: {} } as never),
    "Expected only options that exist, received `exerpt`; did you mean `excerpt`?",
  ],
  [
    "createPostParser({ excerpt: { length: 10 } })",
    () => createPostParser({ excerpt: { length: 10 } } as never),
    "Expected only options that exist in `excerpt`, received `length`; did you mean `maxLength`?",
  ],
  [
    "a highlighter without `await`",
    () => createPostParser({ highlighter: createHighlighter({ themes: "nord" }) as never }),
    "Expected highlighter to be made by createHighlighter, received a promise; did you forget `await`?",
  ],
  [
    'createPostParser({ readingTime: { locale: "?" } })',
    () => createPostParser({ readingTime: { locale: "?" } }),
    'Expected `locale` to be a language tag such as "en", received "?"',
  ],
  [
    "a plugin that its module does not export",
    () => createPostParser({ remarkPlugins: [undefined as never] }),
    "Expected `remarkPlugins[0]` to be a plugin, received undefined",
  ],
  [
    "extractExcerpt(tree, { length: 10 })",
    () => extractExcerpt(tree, { length: 10 } as never),
    "Expected only options that exist, received `length`; did you mean `maxLength`?",
  ],
  [
    "extractExcerpt(text)",
    () => extractExcerpt("Text" as never),
    'Expected `tree` to be a tree of Markdown (mdast), as parseMarkdown returns it, received "Text"',
  ],
  [
    "renderHtml of a Markdown tree",
    () => renderHtml(tree as never),
    "received a tree of Markdown; toHast turns it into one of HTML",
  ],
  [
    "toHast of an HTML tree",
    () => toHast(toHast(tree) as never),
    "as parseMarkdown returns it, received a tree of HTML",
  ],
  [
    "lintPosts(posts, { ignore: [] })",
    () => lintPosts([], { ignore: ["date-missing"] } as never),
    "Expected only options that exist, received `ignore`; did you mean `rules`?",
  ],
  [
    "createHighlighter({ theme })",
    () => createHighlighter({ theme: "nord" } as never),
    "Expected only options that exist, received `theme`; did you mean `themes`?",
  ],
  [
    "sortPosts()",
    () => sortPosts(undefined as never),
    "Expected `posts` to be an array of posts, received undefined",
  ],
  [
    "sortPosts of the result of readPosts",
    () => sortPosts({ posts: [], messages: [] } as never),
    "Expected `posts` to be an array of posts, received an object with `posts`: pass its `posts`",
  ],
  [
    "sortPosts of the promise from readPosts",
    () => sortPosts(readPosts([], { parser: createPostParser() }) as never),
    "Expected `posts` to be an array of posts, received a promise; did you forget `await`?",
  ],
  [
    "null as options",
    () => groupByTag([], null as never),
    "Expected `options` to be an object, received null",
  ],
  ["paginate(posts, 10)", () => paginate([], 10 as never), "Expected `options` to be an object, received 10"],
  [
    "an option that is not similar to any other",
    () => paginate([], { zzz: 1, pageSize: 1 } as never),
    "Expected only options that exist, received `zzz`; there are `pageSize`",
  ],
  [
    'parsePost(source, "a.md")',
    () => createPostParser()("Text", "a.md" as never),
    'Expected `file` to be an object such as { path: "posts/a.md" }, received "a.md"',
  ],
  [
    "parsePost.sync of a promise",
    () => createPostParser().sync(Promise.resolve("Text") as never),
    "Expected `source` to be the text of a post, or its bytes as a Uint8Array, received a promise; did you forget",
  ],
  [
    "readPosts without a parser",
    () => readPosts("posts", {} as never),
    "Expected `parser` to be a post parser, or the path or URL of a module that exports one, received undefined",
  ],
  [
    "readPosts of a URL",
    () => readPosts(new URL("file:///posts/") as never, { parser: createPostParser() }),
    "Expected `patterns` to be the path of a folder or a file, or a glob pattern, received the URL file:///posts/",
  ],
  [
    "readPosts with the name of a cache",
    () => readPosts("posts", { parser: createPostParser(), cache: "cache" as never }),
    'Expected `cache` to be an object, received "cache"',
  ],
];

test.each(calls)("%s", async (_, run, message) => {
  const error = await (async () => run())().then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  expect(error?.message).toContain(message);
  expect(["TypeError", "RangeError"]).toContain(error?.name);
});

test("an undefined option is ignored, whatever its name", () => {
  expect(sortPosts([], { by: undefined, order: undefined } as never)).toEqual([]);
});

test("invalid parser options throw when the parser is created, not for each post", () => {
  for (const options of [
    { excerpt: { maxLength: -1 } },
    { rawHtml: "no" },
    { schema: {} },
    { readingTime: { wordsPerMinute: 0 } },
  ]) {
    expect(() => createPostParser(options as never)).toThrow(/^Expected /);
  }
});

test("return values of custom functions are checked too", async () => {
  const message = /^Expected `parser\(text\)` to be a tree of Markdown .*, received /;
  for (const made of [undefined, "<p>", Promise.resolve(tree), toHast(tree)]) {
    const parsePost = createPostParser({ parser: () => made as never });
    expect(() => parsePost.sync("Text")).toThrow(TypeError);
    expect(() => parsePost.sync("Text")).toThrow(message);
  }
  const resolve = createLinkResolver([{ slug: "a" }]);
  expect(() => resolve("../b", "posts/a.md" as never)).toThrow(
    "Expected `from` to be a post, which is an object",
  );
  expect(() => resolve(undefined as never)).toThrow("Expected `url` to be a string, received undefined");
});

test("readPosts reports a parser that returns no posts for each file", async () => {
  for (const made of [undefined, {}, { slug: "a" }]) {
    const { posts, messages } = await readPosts("examples/posts", { parser: () => made as never });
    expect(posts).toEqual([]);
    expect(messages.length).toBeGreaterThan(0);
    for (const { ruleId, reason } of messages) {
      expect(ruleId).toBe("parser-failed");
      expect(reason).toContain("TypeError: Expected `");
    }
  }
});
