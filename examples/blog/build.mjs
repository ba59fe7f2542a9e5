// Builds a blog out of a folder of Markdown posts, with nothing but galley's public functions and the templates
// beside this file. From top to bottom it is the whole story; `npm run demo -- --help` lists what it can be told.

import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  buildFeed,
  createHighlighter,
  createPostParser,
  groupByTag,
  groupByYear,
  highlightStyles,
  neighborsOf,
  orderSeries,
  paginate,
  renderFeed,
  selectPublished,
  seriesContext,
  sortPosts,
  truncateText,
} from "galley";
import { readPosts } from "galley/node";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { readOptions, UsageError, usage } from "./options.mjs";
import { createOutput } from "./output.mjs";
import { rehypeScrollableTables } from "./rehype-scrollable-tables.mjs";
import { serve } from "./serve.mjs";
import { describeSite } from "./site.mjs";
import { archivePage } from "./templates/archive-page.mjs";
import { indexPage, indexPath } from "./templates/index-page.mjs";
import { notFoundPage, plainPage } from "./templates/plain-page.mjs";
import { postPage } from "./templates/post-page.mjs";
import { seriesIndexPage, seriesPage, seriesPath } from "./templates/series-page.mjs";
import { tagIndexPage, tagPage } from "./templates/tag-pages.mjs";
import { isMidnight, isoDate } from "./templates/time.mjs";
import { createTerminal } from "./terminal.mjs";
import { uniqueSlugs } from "./unique-slugs.mjs";

const pageSize = 9;
const longestSummary = 300;
// Of shiki's light themes, one whose every color can be read (4.5:1), also on a marked line.
const themes = { light: "github-light-high-contrast", dark: "github-dark-default" };

async function build(options, terminal) {
  const start = performance.now();
  const { own, now, out } = options;
  const site = describeSite(options);

  // Once for all posts: a highlighter whose grammars load when a post needs them, and the parser around it.
  const highlighter = await createHighlighter({ themes, mode: "class" });
  const parser = createPostParser({
    highlighter,
    remarkPlugins: [[remarkMath, { singleDollarTextMath: options.math }]],
    // MathML needs neither a style sheet nor fonts.
    rehypePlugins: [[rehypeKatex, { output: "mathml" }], rehypeScrollableTables],
  });

  // Read. A file that cannot become a post is in `messages`, and does not stop the others.
  const read = await readPosts(options.posts, { parser, cwd: options.cwd, onProgress: terminal.progress });
  const messages = [...read.messages];

  // Choose and order. An unlisted post has a page, and is in no list.
  const visible = selectPublished(read.posts, { now, includeUnlisted: true });
  const { posts: built, renamed } = uniqueSlugs(visible.posts);
  const posts = sortPosts(built.filter((post) => !post.unlisted));
  const series = orderSeries(posts, { series: site.series });
  const tags = groupByTag(posts);
  const years = groupByYear(posts);
  messages.push(...series.flatMap((one) => one.messages));

  // What the index shows of a post: the author's description, and only without one a piece of the text. What stands
  // before a `<!-- more -->` may be long.
  const summaryOf = ({ description, excerpt, lang }) =>
    description ?? truncateText(excerpt.text, { maxLength: longestSummary, locale: lang }).text;
  const entries = posts.map((post) => ({
    post,
    summary: summaryOf(post),
    context: seriesContext(series, post),
  }));
  const pages = paginate(entries, { pageSize });

  site.navigation = [
    ["Blog", "/"],
    ...(series.length > 0 ? [["Series", "/series/"]] : []),
    ...(tags.length > 0 ? [["Tags", "/tags/"]] : []),
    ["Archive", "/archive/"],
    ...(own ? [["Highlighting", "/highlighting/"]] : []),
  ];

  // Write.
  const output = await createOutput(out);
  for (const page of pages) {
    await output.write(indexPath(page.page), indexPage(site, page));
  }
  for (const post of built) {
    const context = seriesContext(series, post);
    const around = post.unlisted ? {} : neighborsOf(posts, post);
    await output.write(
      `/posts/${post.slug}/`,
      postPage(site, { post, context, around, summary: summaryOf(post) }),
    );
  }
  for (const one of series) await output.write(seriesPath(one), seriesPage(site, one, summaryOf));
  for (const tag of tags) await output.write(`/tags/${tag.slug}/`, tagPage(site, tag));
  await output.write("/series/", seriesIndexPage(site, series));
  await output.write("/tags/", tagIndexPage(site, tags));
  await output.write("/archive/", archivePage(site, years));
  await output.write("/404.html", notFoundPage(site));
  if (own) {
    const source = join(import.meta.dirname, "pages/highlighting.md");
    const page = await parser(await readFile(source), { path: relative(options.cwd, source) });
    messages.push(...page.messages);
    await output.write(`/${page.slug}/`, plainPage(site, page));
    await output.copy(join(import.meta.dirname, "static"), "static");
  }

  // Feeds, for readers and machines.
  const [rss, atom, json] = site.feeds.map(({ href }) => new URL(href, site.url).href);
  const feed = buildFeed(site, posts, { feedUrls: { rss, atom, json } });
  messages.push(...feed.messages);
  for (const { href, type } of site.feeds) await output.write(href, renderFeed(feed, type));
  await output.write("/index.json", `${JSON.stringify((pages[0]?.items ?? []).map(toRecord), null, 2)}\n`);

  await output.copy(join(import.meta.dirname, "style.css"), "style.css");
  await output.copy(join(import.meta.dirname, "favicon.svg"), "favicon.svg");
  await output.write("/highlight.css", highlightStyles(highlighter, { structure: false }));

  // Tell.
  const pagesMade = new Set(visible.posts);
  terminal.held(
    read.posts.filter((post) => !pagesMade.has(post)).map((post) => [post.path, whyHeld(post, now)]),
  );
  terminal.messages(messages);
  for (const { post, from } of renamed) {
    terminal.note(`${post.path} is at /posts/${post.slug}/: another post has the slug ${from}`);
  }
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  terminal.table([
    ["posts", built.length],
    ["words", sum(built.map(({ readingTime }) => readingTime.words))],
    ["minutes", Math.round(sum(built.map(({ readingTime }) => readingTime.minutes)))],
    ["warnings", messages.filter(({ fatal }) => fatal === false).length],
    ["failed", read.stats.failed],
    ["time", `${((performance.now() - start) / 1000).toFixed(1)} s`],
  ]);
  return { complete: read.stats.failed === 0 && read.stats.files > 0 };
}

/** Why a post has no page: a word, and perhaps the day. */
function whyHeld({ draft, date, dateOnly, expires }, now) {
  if (draft) return ["draft"];
  if (date > now && !(expires <= date)) return ["scheduled", isoDate(date, dateOnly)];
  return ["expired", isoDate(expires, isMidnight(expires))];
}

/** What `index.json` says of an entry of the index page: the same things that the page shows. */
function toRecord({ post, summary, context }) {
  return {
    slug: post.slug,
    title: post.title,
    summary,
    date: post.date ? isoDate(post.date, post.dateOnly) : null,
    minutes: Math.round(post.readingTime.minutes * 100) / 100,
    series: context
      ? { slug: context.series.slug, title: context.series.title, label: context.part.label }
      : null,
  };
}

async function main() {
  const terminal = createTerminal();
  const options = readOptions(process.argv.slice(2));
  if (options.help) return terminal.print(usage);

  const { complete } = await build(options, terminal);
  if (!complete) process.exitCode = 1;
  const near = relative(options.cwd, options.out);
  const index = join(near.startsWith("..") ? options.out : near, "index.html");
  if (options.serve) {
    const { url } = await serve(options.out, options.port);
    terminal.print(`\nServing ${index} at ${url} (Ctrl+C ends it)`);
  } else {
    terminal.print(`\nOpen ${index} with a server that knows folders: npm run demo -- --serve`);
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
