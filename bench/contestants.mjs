// The contestants: each creates `(text, path) => Promise<{ html, headings, excerpt? }>` from a number of themes. All
// support GFM, highlight code (grammars are loaded when first needed) and add ids to headings. None may log.
import { readFileSync } from "node:fs";

/** From bench/node_modules, which `npm ci --prefix bench` makes. */
const load = (name) => import(name);

/** The version of a package that a contestant is based on. */
export function versionOf(name) {
  const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).version;
}

const both = { light: "github-light", dark: "github-dark" };
const themesOf = (count) => (count === 1 ? { light: both.light } : both);

/** Without it, a peer would show the front matter. */
export function bodyOf(text) {
  return text.replace(/^\uFEFF?(---|\+\+\+)[ \t]*\r?\n[\s\S]*?\r?\n\1[ \t]*(?:\r?\n|$)/, "");
}

const dist = new URL("../dist/bundled/", import.meta.url);

async function makeGalley(count, { satteri = false, cacheSize }) {
  const { createHighlighter } = await import(new URL("highlight/index.js", dist));
  const { createPostParser } = await import(new URL("post/index.js", dist));
  const themes = count === 1 ? both.light : both;
  const options = {
    highlighter: await createHighlighter({ themes, ...(cacheSize !== undefined && { cacheSize }) }),
  };
  if (satteri) {
    const { createSatteriParser } = await import(new URL("satteri/index.js", dist));
    Object.assign(options, { parser: createSatteriParser(), fingerprint: "satteri" });
  }
  return createPostParser(options);
}

function galley(options) {
  return async (count) => {
    const parse = await makeGalley(count, options);
    return (text, path) =>
      // Invalid front matter does not stop it; the peers do not read front matter.
      parse(text, { path }).catch(() => parse(bodyOf(text), { path }));
  };
}

function unifiedWith(plugin) {
  return async (count) => {
    const [{ unified }, parse, gfm, rehype, slug, stringify] = await Promise.all(
      ["unified", "remark-parse", "remark-gfm", "remark-rehype", "rehype-slug", "rehype-stringify"].map(load),
    );
    const processor = unified()
      .use(parse.default)
      .use(gfm.default)
      .use(rehype.default, { allowDangerousHtml: true })
      .use(slug.default)
      .use(collectHeadings)
      .use(...(await plugin(themesOf(count))))
      .use(stringify.default, { allowDangerousHtml: true })
      .freeze();
    return async (text) => {
      const file = await processor.process(bodyOf(text));
      return { html: String(file), headings: file.data.headings };
    };
  };
}

/** How @shikijs/rehype loads a grammar when it is first needed. */
function lazyOptions(themes) {
  return { themes, lazy: true, langs: [], fallbackLanguage: "text", onError() {} };
}

/** What many blogs combine themselves: front matter, sanitized HTML, an excerpt, the reading time. */
async function equalByHand(count) {
  const [{ unified }, parse, gfm, rehype, raw, sanitize, slug, shiki, { default: matter }, { truncate }] =
    await Promise.all(
      [
        "unified",
        "remark-parse",
        "remark-gfm",
        "remark-rehype",
        "rehype-raw",
        "rehype-sanitize",
        "rehype-slug",
        "@shikijs/rehype",
        "gray-matter",
        "hast-util-truncate",
      ].map(load),
    );
  const [{ toHtml }, { toString: textOfTree }, { default: readingTime }] = await Promise.all(
    ["hast-util-to-html", "hast-util-to-string", "reading-time"].map(load),
  );
  const processor = unified()
    .use(parse.default)
    .use(gfm.default)
    .use(rehype.default, { allowDangerousHtml: true })
    .use(raw.default)
    .use(sanitize.default)
    .use(slug.default)
    .use(collectHeadings)
    .use(() => (tree, file) => {
      file.data.excerpt = toHtml(truncate(tree, { size: 200 }));
      file.data.readingTime = readingTime(textOfTree(tree));
    })
    .use(shiki.default, lazyOptions(themesOf(count)))
    .freeze();
  return async (text) => {
    let content;
    let data;
    try {
      ({ content, data } = matter(text, {}));
    } catch {
      content = bodyOf(text);
    }
    const file = { value: content, data: {} };
    const tree = await processor.run(processor.parse(file), file);
    return { html: toHtml(tree), data, ...file.data };
  };
}

function collectHeadings() {
  return (tree, file) => {
    file.data.headings = tree.children
      .filter(({ tagName }) => /^h[1-6]$/.test(tagName ?? ""))
      .map((node) => ({ depth: Number(node.tagName[1]), slug: node.properties.id, text: textOf(node) }));
  };
}

function textOf(node) {
  return node.value ?? (node.children ?? []).map(textOf).join("");
}

/** A shiki highlighter that loads grammars when they are first needed, as the others do. */
async function lazyShiki(themes) {
  const { bundledLanguages, createHighlighter } = await load("shiki");
  const highlighter = await createHighlighter({ themes: Object.values(themes), langs: [] });
  const known = (lang) => (Object.hasOwn(bundledLanguages, lang) ? lang : "text");
  const loaded = new Set();
  return {
    highlighter,
    known,
    loaded,
    async prepare(langs) {
      const missing = langs.map(known).filter((lang) => lang !== "text" && !loaded.has(lang));
      if (missing.length > 0) await highlighter.loadLanguage(...missing);
      for (const lang of missing) loaded.add(lang);
    },
  };
}

/** The languages of the fences in a text. */
const fence = /^[ >\t]*(?:[-*+] +|\d+[.)] +)?(?:`{3,}|~{3,})[ \t]*([^\s`{,:]+)/gm;

async function markdownIt(count) {
  const themes = themesOf(count);
  const [{ default: MarkdownIt }, { fromHighlighter }, { default: Slugger }] = await Promise.all([
    load("markdown-it"),
    load("@shikijs/markdown-it/core"),
    load("github-slugger"),
  ]);
  const { highlighter, loaded, prepare } = await lazyShiki(themes);
  const markdown = new MarkdownIt({ html: true, linkify: true });
  // The plugin asks once for the loaded languages, so they are loaded before.
  const growing = {
    codeToHtml: highlighter.codeToHtml,
    getLoadedLanguages: () => ({ includes: (lang) => loaded.has(lang) }),
  };
  markdown.use(fromHighlighter(growing, { themes, fallbackLanguage: "text" }));
  markdown.core.ruler.push("headings", ({ tokens, env }) => {
    const slugger = new Slugger();
    env.headings = [];
    for (const [index, token] of tokens.entries()) {
      if (token.type !== "heading_open") continue;
      const text = tokens[index + 1].children.map(({ content }) => content).join("");
      const slug = slugger.slug(text);
      token.attrSet("id", slug);
      env.headings.push({ depth: Number(token.tag[1]), slug, text });
    }
  });
  return async (text) => {
    const body = bodyOf(text);
    await prepare([...body.matchAll(fence)].map(([, lang]) => lang));
    const env = {};
    return { html: markdown.render(body, env), headings: env.headings };
  };
}

async function markedShiki(count) {
  const themes = themesOf(count);
  const [{ Marked }, { default: Slugger }] = await Promise.all([load("marked"), load("github-slugger")]);
  const { highlighter, known, prepare } = await lazyShiki(themes);
  let headings;
  let slugger;
  const marked = new Marked({
    async: true,
    gfm: true,
    async walkTokens(token) {
      if (token.type !== "code") return;
      const lang = known((token.lang ?? "").match(/^[^\s{,:]+/)?.[0] ?? "text");
      await prepare([lang]);
      token.html = highlighter.codeToHtml(token.text, { lang, themes });
    },
    renderer: {
      code: ({ html }) => `${html}\n`,
      heading({ depth, tokens, text }) {
        const slug = slugger.slug(text);
        headings.push({ depth, slug, text });
        return `<h${depth} id="${slug}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
  });
  return async (text) => {
    headings = [];
    slugger = new Slugger();
    return { html: await marked.parse(bodyOf(text)), headings };
  };
}

/** Prevents a tool from writing to the console, which is not part of the measurement. */
function quietly(make) {
  return async (count) => {
    for (const method of ["log", "info", "warn", "error"]) console[method] = () => undefined;
    return make(count);
  };
}

function astroShared(count) {
  return {
    syntaxHighlight: "shiki",
    shikiConfig: count === 1 ? { theme: both.light } : { themes: both },
    gfm: true,
    smartypants: false,
  };
}

async function astroRemark(count) {
  const { createMarkdownProcessor, parseFrontmatter } = await load("@astrojs/markdown-remark");
  const processor = await createMarkdownProcessor(astroShared(count));
  return renderAstro(processor, parseFrontmatter);
}

async function astroSatteri(count) {
  const { createSatteriMarkdownProcessor } = await load("@astrojs/markdown-satteri");
  const processor = await createSatteriMarkdownProcessor({ ...astroShared(count), features: { gfm: true } });
  return renderAstro(processor, undefined);
}

function renderAstro(processor, parseFrontmatter) {
  return async (text) => {
    let content;
    try {
      ({ content } = parseFrontmatter?.(text) ?? { content: bodyOf(text) });
    } catch {
      content = bodyOf(text);
    }
    const { code, metadata } = await processor.render(content);
    return { html: code, headings: metadata.headings };
  };
}

/** The baseline. */
export const base = "unified + remark-gfm + @shikijs/rehype";

/** In the order of the table. The versions of `packages` are shown. */
export const contestants = {
  galley: { make: galley({}), warm: galley({ cacheSize: 0 }), packages: [] },
  "galley, satteri": {
    make: galley({ satteri: true }),
    warm: galley({ satteri: true, cacheSize: 0 }),
    packages: ["satteri"],
  },
  "galley, automatic workers": { workers: "auto", parser: "parser.mjs", packages: [] },
  "galley, satteri, automatic workers": {
    workers: "auto",
    parser: "parser.mjs?satteri",
    packages: ["satteri"],
  },
  "galley, two workers": { workers: 2, parser: "parser.mjs", packages: [] },
  [base]: {
    make: quietly(
      unifiedWith(async (themes) => [(await load("@shikijs/rehype")).default, lazyOptions(themes)]),
    ),
    packages: ["unified", "remark-gfm", "@shikijs/rehype"],
  },
  "the same with gray-matter, rehype-raw, rehype-sanitize, an excerpt and reading-time": {
    make: quietly(equalByHand),
    packages: ["gray-matter", "rehype-raw", "rehype-sanitize", "hast-util-truncate", "reading-time"],
  },
  "rehype-pretty-code": {
    make: quietly(
      unifiedWith(async (themes) => [
        (await load("rehype-pretty-code")).default,
        { theme: themes, keepBackground: true },
      ]),
    ),
    packages: ["rehype-pretty-code"],
  },
  "@astrojs/markdown-remark": { make: quietly(astroRemark), packages: ["@astrojs/markdown-remark"] },
  "@astrojs/markdown-satteri": {
    make: quietly(astroSatteri),
    packages: ["@astrojs/markdown-satteri", "satteri"],
  },
  "markdown-it + @shikijs/markdown-it": {
    make: quietly(markdownIt),
    packages: ["markdown-it", "@shikijs/markdown-it"],
  },
  "marked + shiki": { make: quietly(markedShiki), packages: ["marked", "shiki"] },
};

/** The contestant with `@shikijs/rehype` without options, which loads every grammar first. */
export const withDefaults = quietly(
  unifiedWith(async (themes) => [(await load("@shikijs/rehype")).default, { themes }]),
);

/** Only the highlighters: functions that create `(tree) => Promise<html>`. */
export const highlighters = {
  async galley() {
    const { createHighlighter, highlightTree } = await import(new URL("highlight/index.js", dist));
    const { toHtml } = await load("hast-util-to-html");
    const highlighter = await createHighlighter({ themes: both, cacheSize: 0 });
    return async (tree) => {
      await highlightTree(tree, { highlighter, raw: true });
      return toHtml(tree, { allowDangerousHtml: true });
    };
  },
  [base]: quietly(async () => {
    const [{ unified }, { default: plugin }, { toHtml }] = await Promise.all(
      ["unified", "@shikijs/rehype", "hast-util-to-html"].map(load),
    );
    const processor = unified().use(plugin, lazyOptions(both)).freeze();
    return async (tree) => toHtml(await processor.run(tree));
  }),
};
