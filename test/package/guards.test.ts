import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { orderSeries } from "../../src/collection/series/order-series.ts";
import { buildFeed } from "../../src/feed/build-feed.ts";
import { createHighlighter } from "../../src/highlight/create-highlighter.ts";
import { parseMarkdown } from "../../src/markdown/create-markdown-parser.ts";
import { toHast } from "../../src/markdown/to-hast.ts";
import { createPostParser } from "../../src/post/create-post-parser.ts";
import { root } from "./source-files.ts";

type Callable = (...values: unknown[]) => unknown;

/** Every public function by name, read from the modules so that new ones are tested too. */
const functions = new Map<string, Callable>();
for (const file of globSync("src/*/index.ts", { cwd: root }).sort()) {
  for (const [name, value] of Object.entries((await import(`../../${file}`)) as Record<string, unknown>)) {
    // Plugins are called as their frameworks expect, so two have the same name.
    const key = name === "galley" ? `${file.split("/")[1]} ${name}` : name;
    if (typeof value === "function") functions.set(key, value as Callable);
  }
}

/** Small functions of one string without argument checks, which would be longer than the functions. */
const helpers = "dateFromPath isSafeUrl parsePartNumber slugFromPath".split(" ");
/** These have no parameters. */
const withoutArguments = ["createMemoryCache"];

const post = {
  slug: "a",
  title: "A",
  date: "2026-03-01",
  tags: ["x"],
  html: "<p>A</p>",
  links: [{ url: "/" }],
};
const site = { url: "https://example.com", title: "Notes" };
const posts = [post];
const highlighter = await createHighlighter({ themes: "nord" });
const markdown = parseMarkdown("# A\n\nText\n");
const html = toHast(markdown);
const feed = buildFeed(site, posts);
const series = orderSeries([{ slug: "a", series: "S" }]);
const parser = createPostParser();
/** The results of `readPosts` and `selectPublished`. */
const result = { posts, messages: [], scheduled: [] };
const promised = Promise.resolve(posts);

/** What the Eleventy plugin calls when it is added. */
const eleventyConfig = Object.fromEntries(
  "on addPassthroughCopy addTemplateFormats addExtension addPreprocessor setLibrary addCollection addTemplate addGlobalData"
    .split(" ")
    .map((name) => [name, () => undefined]),
);
const wrongPluginOptions = [
  { folder: "posts", parser },
  { folder: "posts", blog: site },
  { parser, blog: site },
  { folder: "posts", parser: promised, blog: site },
  { folder: "posts", parser, blog: {} },
  { folder: "posts", parser, blog: { ...site, langage: "en" } },
  { folder: "posts", parser, blog: site, styles: highlighter },
  { dir: "posts", parser, blog: site },
];

/** An argument: a valid value, and invalid values in addition to the usual ones. */
interface Argument {
  right: unknown;
  wrong: readonly unknown[];
  isOptional?: boolean;
}

const wrongAlways = [null, 5, true, () => posts, Symbol("s"), promised];
const argument = (right: unknown, ...wrong: unknown[]): Argument => ({
  right,
  wrong: [...wrongAlways, ...wrong],
});
const optional = (right: unknown, ...wrong: unknown[]): Argument => ({
  ...argument(right, ...wrong),
  isOptional: true,
});

const aPosts = argument(posts, "a", {}, result, post, [undefined], [null], ["a"], [promised], new Map(), [
  [],
]);
const aSluggedPosts = argument(
  posts,
  ...aPosts.wrong,
  [{}],
  [{ id: "a", data: post }],
  [{ ...post, slug: 5 }],
);
const aPost = argument(post, "a", {}, posts, undefined, { id: "a", data: post });
const aSite = argument(
  site,
  "https://example.com",
  posts,
  {},
  { title: "A" },
  { ...site, authors: "Ann" },
  { ...site, hub: {} },
);
const aFeed = argument(feed, "<rss/>", {}, posts, site, [feed]);
const aMarkdownTree = argument(markdown, "# A", {}, [], post, html, { type: "root" }, { type: 5 }, [
  markdown,
]);
const anHtmlTree = argument(html, "<p>", {}, [], post, markdown, { type: "root", children: [null] });
const aTree = argument(markdown, "# A", {}, [], post, { type: "root" });
const aText = argument("text", {}, [], new Uint8Array(2), ["text"]);
const aHighlighter = argument(highlighter, "nord", {}, createHighlighter({ themes: "nord" }));
const aSeriesList = argument(series, "a", {}, posts, [null], [undefined], series[0]);
const options = (right: object = {}, ...wrong: unknown[]): Argument =>
  optional(right, "a", [], [right], { noSuchOption: 1 }, ...wrong);
const requiredOptions = (right: object, ...wrong: unknown[]): Argument => ({
  ...options(right, {}, ...wrong),
  isOptional: false,
});

/** The arguments of each function. */
const calls: Readonly<Record<string, readonly Argument[]>> = {
  // front-matter, slug
  parseDate: [aText],
  toSlug: [aText],
  toTagSlug: [aText],
  // collection
  backlinksOf: [aSluggedPosts, aPost, options({}, { siteUrl: "x" }, { postUrl: "/posts/" })],
  createLinkResolver: [aSluggedPosts, options({}, { siteUrl: 5 }, { postUrl: "/posts/" })],
  findSimilarTags: [aSluggedPosts, options({}, { aliases: null }, { aliases: ["a"] })],
  groupByMonth: [aSluggedPosts, options({}, { timeZone: "Nowhere" }, { timeZone: 5 })],
  groupByTag: [aSluggedPosts, options({}, { aliases: "js" }, { aliases: { js: null } })],
  groupByYear: [aSluggedPosts, options({}, { timezone: "UTC" })],
  neighborsOf: [aSluggedPosts, aPost, options({}, { order: "newest" })],
  orderSeries: [
    aSluggedPosts,
    options(
      {},
      { series: "S" },
      { series: [null] },
      { series: [{}] },
      { now: "soon" },
      { label: "Teil" },
      { series: [{ slug: "s", posts: [post] }] },
      { series: [{ slug: "s", aliases: [5] }] },
      { upcoming: [5] },
    ),
  ],
  pageNumbers: [
    argument(1, "a", 4),
    { ...argument(3, "a", 0), wrong: [null, "3", 0, {}, promised] },
    options({}, { around: -1 }),
  ],
  paginate: [
    argument(posts, "a", {}, result),
    requiredOptions({ pageSize: 2 }, { pageSize: 0 }, { pageSize: "2" }, { size: 2 }),
  ],
  relatedPosts: [
    aSluggedPosts,
    aPost,
    options({}, { limit: "3" }, { max: 3 }, { series: [{ slug: "s" }] }, { siteUrl: "x" }),
  ],
  selectPublished: [
    aPosts,
    requiredOptions(
      { now: "2026-03-01" },
      { now: 5 },
      { now: "soon" },
      { now: new Date(Number.NaN) },
      { date: new Date() },
    ),
  ],
  seriesContext: [aSeriesList, aPost],
  seriesContexts: [aSeriesList, aPost],
  sortPosts: [aSluggedPosts, options({}, { by: "name" }, { sort: "date" }, { direction: "up" })],
  // blog
  buildBlog: [
    aSluggedPosts,
    requiredOptions(
      { url: "https://example.com", now: "2026-03-01" },
      { url: "https://example.com" },
      { url: "/", now: "2026-03-01" },
      { url: "https://example.com", now: "soon" },
      { url: "https://example.com", now: "2026-03-01", postURL: () => "" },
      { url: "https://example.com", now: "2026-03-01", related: { max: 3 } },
      { url: "https://example.com", now: "2026-03-01", lint: { rules: { x: "off" } } },
      { url: "https://example.com", now: "2026-03-01", language: "english language" },
    ),
  ],
  rewriteUrls: [aText, { right: (url: string) => url, wrong: [null, 5, true, promised, "a", {}, []] }],
  // lint, slug
  findSlugCollisions: [aSluggedPosts],
  lintPosts: [
    aSluggedPosts,
    options(
      {},
      { ignore: ["date-missing"] },
      { rules: ["date-missing"] },
      { rules: { x: "off" } },
      { now: 5 },
      { messages: {} },
      { messages: [null] },
      { languages: [5] },
    ),
  ],
  // discovery, feed
  buildFeed: [
    aSite,
    aPosts,
    options(
      {},
      { limit: "5" },
      { now: "soon" },
      { postUrl: "/posts/" },
      { feedUrls: "rss.xml" },
      { paging: [] },
      { paging: { current: null } },
      { paging: { kind: "all" } },
      { feedUrls: { xml: "a.xml" } },
    ),
  ],
  buildLlmsTxt: [
    aSite,
    aSluggedPosts,
    options({}, { sections: {} }, { sections: [null] }, { sections: [{ title: "A" }] }),
  ],
  buildSitemap: [
    aSite,
    aSluggedPosts,
    options({}, { pages: "/" }, { pages: [null] }, { pages: [{ url: "/", lastmod: 5 }] }, { pages: [5] }),
  ],
  buildSitemaps: [aSite, aSluggedPosts, options({}, { maxUrls: 0 }, { folder: 5 }, { pages: [{}] })],
  buildLlmsFullTxt: [aSite, aSluggedPosts, options({}, { markdown: "a" })],
  feedPages: [aSite, aPosts, options({}, { pageSize: 0 }, { archiveUrls: {} }, { limit: -1 })],
  feedResponse: [aFeed, argument("rss", "xml", {}), optional({ "if-none-match": "*" }, "a", [])],
  feedLinks: [argument(site, "a", posts, {}), optional({ rss: "a.xml" }, "a", [])],
  postUrl: [aSite, argument(post, "a", posts, {})],
  renderAtom: [aFeed],
  renderFeed: [aFeed, argument("rss", "xml", {})],
  renderJsonFeed: [aFeed],
  renderJsonLd: [argument({}, "a")],
  renderRss: [aFeed],
  toFeedHtml: [aText, requiredOptions({ url: "https://example.com" }, { url: "/a" }, { url: 5 })],
  toJsonLd: [aPost, aSite, options({}, { series: "S" }, { seriesUrl: "/series/" })],
  toSearchDocuments: [aPost, options({}, { url: 5 })],
  // texts and trees
  createMarkdownParser: [
    options(
      {},
      { gfm: "false" },
      { remarkPlugins: [undefined] },
      { remarkPlugins: "math" },
      { limits: { maxDepth: 1 } },
      { plugins: [] },
    ),
  ],
  estimateReadingTime: [
    aTree.wrong ? { ...aTree, wrong: aTree.wrong.filter((value) => typeof value !== "string") } : aTree,
    options({}, { wpm: 200 }, { wordsPerMinute: "200" }, { locale: 5 }, { text: {} }),
  ],
  extractExcerpt: [
    aMarkdownTree,
    options(
      {},
      { length: 10 },
      { maxLength: "10" },
      { markers: "more" },
      { order: "auto" },
      { onMessage: true },
      { ellipsis: null },
    ),
  ],
  extractExcerptFromHtml: [aText, options({}, { length: 10 }, { description: 5 })],
  extractHeadings: [aTree, options({}, { rawHtml: true })],
  extractImages: [aTree, options({}, { limits: 5 })],
  extractLinks: [aTree, options({}, { path: 5 })],
  nestHeadings: [argument([{ depth: 2, slug: "a", text: "A" }], "a", {}, ["a"], [undefined], post)],
  parseHtml: [aText],
  parseMarkdown: [aText, options({}, { gfm: 1 }, { path: 5 }, { onMessage: [] })],
  renderHtml: [anHtmlTree, options({}, { maxHtmlBytes: -1 })],
  toHast: [aMarkdownTree, options({}, { rawHtml: false }, { sanitize: false }, { idPrefix: 5 })],
  toPlainText: [aTree, options({}, { imageAlt: "yes" })],
  truncateText: [
    aText,
    requiredOptions({ maxLength: 5 }, { maxLength: "5" }, { length: 5 }, { maxLength: 5, locale: 5 }),
  ],
  // front matter
  formatDate: [
    argument(new Date(0), "soon", {}, [], undefined, new Date(Number.NaN)),
    {
      ...requiredOptions({ locale: "en" }, { locale: 5 }),
      wrong: [null, 5, "en", [], {}, { locale: 5 }, { locale: "?" }, promised],
    },
  ],
  parseFrontMatter: [
    aText,
    options(
      {},
      { schema: {} },
      { schema: "zod" },
      { aliases: { titel: ["a"] } },
      { aliases: { title: "a" } },
      { path: 5 },
    ),
  ],
  parseFrontMatterSync: [
    aText,
    options({}, { schema: null }, { aliases: { title: [5] } }, { maxFrontMatterBytes: "1" }),
  ],
  splitFrontMatter: [aText, options({}, { blank: "yes" })],
  // highlighting
  createHighlighter: [
    requiredOptions(
      { themes: "nord" },
      { theme: "nord" },
      { themes: null },
      { themes: [] },
      { themes: { light: promised } },
      { themes: "nord", langs: "js" },
      { themes: "nord", langs: [null] },
      { themes: "nord", langs: [promised] },
      { themes: "nord", langs: [{}] },
      { themes: "nord", langAlias: { a: 5 } },
      { themes: "nord", skipLangs: [5] },
      { themes: "nord", labels: { added: "+" } },
      { themes: "nord", engine: null },
    ),
  ],
  highlightCode: [aHighlighter, aText, options({}, { language: "js" }, { lang: 5 })],
  highlightStyles: [aHighlighter, options({}, { when: ".dark" }, { when: { dark: ".dark" } })],
  highlightTree: [
    anHtmlTree,
    requiredOptions({ highlighter }, { highlighter: promised }, { highlighter, raw: 1 }),
  ],
  highlightTreeSync: [
    anHtmlTree,
    requiredOptions({ highlighter }, { highlighter: null }, { highlighter, path: 5 }),
  ],
  parseFenceMeta: [
    { ...optional("{1}"), wrong: [5, true, {}, [], promised] },
    options({}, { lineCount: -1 }),
  ],
  rehypeHighlight: [requiredOptions({ highlighter }, { highlighter: promised }, { theme: "nord" })],
  // messages
  ContentError: [requiredOptions({ messages: [] }, { messages: {} })],
  createMessage: [
    argument("date-missing", "date-mising", {}),
    { ...argument({ reason: "A" }, "a", [], {}, { reason: 5 }) },
  ],
  formatMessage: [argument({ name: "a", reason: "b" }, "a", [], {}, { name: "a" })],
  // posts
  createPostParser: [
    options(
      {},
      { highlight: true },
      { highlighter: createHighlighter({ themes: "nord" }) },
      { highlighter: true },
      { excerpt: { length: 10 } },
      { excerpt: 200 },
      { excerpt: { maxLength: 0 } },
      { excerpt: { description: "a" } },
      { readingTime: { wpm: 200 } },
      { readingTime: true },
      { limits: { maxByte: 5 } },
      { limits: null },
      { schema: {} },
      { rehypePlugins: { after: [] } },
      { rehypePlugins: { afterSanitize: [undefined] } },
      { rehypePlugins: [promised] },
      { remarkPlugins: {} },
      { remarkPlugins: ["remark-math"] },
      { remarkPlugins: [{ default: () => undefined }] },
      { rawHtml: true },
      { slug: "a" },
      { parser: promised },
      { aliases: { titel: [] } },
      { fingerprint: 1 },
      new Uint8Array(2),
    ),
  ],
  createSatteriParser: [options({}, { gfm: "yes" })],
  // frameworks
  galleyLoader: [
    requiredOptions(
      { folder: "posts", parser },
      { folder: "posts" },
      { parser },
      { folder: "posts", parser: "./parser.mjs" },
      { folder: ["posts"], parser },
      { folder: "posts", parser, highlighter },
    ),
  ],
  toPost: [argument({ data: post }, "a", {}, [], posts, post, { data: "a" })],
  "eleventy galley": [
    argument(eleventyConfig, "a", []),
    requiredOptions({ folder: "posts", parser, blog: site }, ...wrongPluginOptions),
  ],
  "vite galley": [requiredOptions({ folder: "posts", parser, blog: site }, ...wrongPluginOptions)],
  // folders
  createFileCache: [argument("cache", {}, [], "")],
  findMissingFiles: [aPosts, options({}, { cwd: 5 })],
  readPosts: [
    argument([], {}, [5], [promised], new URL("file:///posts")),
    requiredOptions(
      { parser },
      { parser: promised },
      { parser: {} },
      { parser, cache: true },
      { parser, cache: "folder" },
      { parser, cache: {} },
      { parser, signal: new AbortController() },
      { parser, cwd: new URL("file:///") },
      { parser, concurrency: "4" },
      { parser, workers: "many" },
      { parser, isolation: { seconds: 1 } },
      { parser, onProgress: true },
    ),
  ],
  watchPosts: [
    argument(root, "no-such-folder", {}, [], new URL("file:///posts")),
    requiredOptions(
      { parser },
      { parser: {} },
      { parser, settle: -1 },
      { parser, concurrency: 1 },
      { parser, signal: {} },
    ),
  ],
};

/** Calls a function and awaits its result: all items of a list of posts, or the first change of a folder. */
async function run(name: string, values: readonly unknown[]): Promise<void> {
  const call = functions.get(name) as Callable;
  const made: unknown = name === "ContentError" ? Reflect.construct(call, values) : await call(...values);
  if (made !== null && typeof made === "object" && Symbol.asyncIterator in made) {
    await (made as AsyncGenerator).next();
  }
}

async function errorOf(name: string, values: readonly unknown[]): Promise<unknown> {
  try {
    await run(name, values);
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Errors of the library state what they expected; those of a JavaScript engine do not. */
function isOurs(error: unknown): boolean {
  return (
    (error instanceof TypeError || error instanceof RangeError) &&
    /^Expected .*, (?:received|but) /s.test(error.message)
  );
}

test("every public function is in the table or is a small helper", () => {
  const listed = [...Object.keys(calls), ...helpers, ...withoutArguments].sort();
  expect([...functions.keys()].sort()).toEqual(listed);
});

test.each(Object.keys(calls).filter((name) => name !== "watchPosts"))(
  "%s accepts valid arguments",
  async (name) => {
    const rights = (calls[name] ?? []).map(({ right }) => right);
    expect(await errorOf(name, rights)).toBeUndefined();
  },
);

test.each(Object.entries(calls))(
  "%s throws an error of the library for invalid arguments",
  async (name, list) => {
    const required = list.filter(({ isOptional }) => !isOptional).length;
    const cases: unknown[][] = [];
    for (let count = 0; count < required; count++) cases.push(list.slice(0, count).map(({ right }) => right));
    for (const [index, { wrong, isOptional }] of list.entries()) {
      for (const value of isOptional ? wrong : [...wrong, undefined]) {
        cases.push(list.map(({ right }, at) => (at === index ? value : right)));
      }
    }
    const failures: string[] = [];
    for (const values of cases) {
      const error = await errorOf(name, values);
      if (!isOurs(error))
        failures.push(`${describeCall(values)}: ${error === undefined ? "no error" : String(error)}`);
    }
    expect(failures.join("\n")).toBe("");
  },
);

function describeCall(values: readonly unknown[]): string {
  const show = (value: unknown): string =>
    typeof value === "object" && value !== null
      ? `${value.constructor?.name} ${Object.entries(value)
          .map(
            ([key, inner]) =>
              `${key}: ${typeof inner === "object" ? inner?.constructor?.name : String(inner)}`,
          )
          .join(", ")
          .slice(0, 80)}`
      : String(value);
  return values.map((value) => `(${show(value)})`).join(" ");
}
