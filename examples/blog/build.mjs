// Builds a blog from a folder of Markdown posts, with galley's public functions and the templates beside this file.
// `npm run demo -- --help` lists the options.

import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  buildBlog,
  copyScript,
  createHighlighter,
  createPostParser,
  feedLinks,
  highlightStyles,
  paginate,
  renderFeed,
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

  // Once for all posts: a highlighter whose grammars load when a post needs them, and the parser around it.
  const highlighter = await createHighlighter({ themes, mode: "class", frames: true, copyButton: true });
  const parser = createPostParser({
    highlighter,
    remarkPlugins: [[remarkMath, { singleDollarTextMath: options.math }]],
    // MathML needs neither a style sheet nor fonts.
    rehypePlugins: [[rehypeKatex, { output: "mathml" }], rehypeScrollableTables],
  });

  // Read. A file that cannot become a post is in `messages`, and does not stop the others.
  const read = await readPosts(options.posts, { parser, cwd: options.cwd, onProgress: terminal.progress });
  const { posts: unique, renamed } = uniqueSlugs(read.posts);

  // Choose, order and link. Drafts, scheduled and expired posts are in no list, no page and no feed.
  const blog = buildBlog(unique, {
    ...describeSite(options),
    now,
    lint: {
      messages: read.messages,
      maxDescriptionLength: longestSummary,
      // Scheduled posts are listed below.
      rules: { "date-future": "off" },
    },
  });
  const site = { ...blog.site, blog, feeds: feedLinks(blog.site, feedUrls), navigation: navigationOf(blog) };

  // What the index shows of a post: the author's description, and only without one a piece of the text. What stands
  // before a `<!-- more -->` may be long.
  const summaryOf = ({ description, excerpt, lang }) =>
    description ?? truncateText(excerpt.text, { maxLength: longestSummary, locale: lang }).text;
  site.summaryOf = summaryOf;
  if (own) site.showcase = "/highlighting/";
  const entries = blog.posts.map((post) => ({
    post,
    summary: summaryOf(post),
    context: blog.seriesOf(post),
  }));
  const pages = paginate(entries, { pageSize });

  // Write.
  const output = await createOutput(out);
  for (const page of pages) await output.write(indexPath(page.page), indexPage(site, page));
  for (const post of blog.pages) await output.write(decodeURI(blog.pathOf(post)), postPage(site, post));
  for (const series of blog.series) await output.write(seriesPath(series), seriesPage(site, series));
  for (const tag of blog.tags) await output.write(`/tags/${tag.slug}/`, tagPage(site, tag));
  await output.write("/series/", seriesIndexPage(site, blog.series));
  await output.write("/tags/", tagIndexPage(site, blog.tags));
  await output.write("/archive/", archivePage(site, blog.years));
  await output.write("/404.html", notFoundPage(site));
  const messages = [...blog.messages];
  if (own) {
    const source = join(import.meta.dirname, "pages/highlighting.md");
    const page = await parser(await readFile(source), { path: relative(options.cwd, source) });
    messages.push(...page.messages);
    await output.write(`/${page.slug}/`, plainPage(site, page));
    await output.copy(join(import.meta.dirname, "static"), "static");
  }

  // For readers and machines.
  const feed = blog.feed({ feedUrls });
  for (const { href, type } of site.feeds) await output.write(new URL(href).pathname, renderFeed(feed, type));
  await output.write("/sitemap.xml", blog.sitemap());
  await output.write("/search.json", JSON.stringify(blog.searchDocuments()));
  await output.write("/index.json", `${JSON.stringify((pages[0]?.items ?? []).map(toRecord), null, 2)}\n`);

  for (const file of ["style.css", "favicon.svg"]) {
    await output.copy(join(import.meta.dirname, file), file);
  }
  await output.write("/highlight.css", highlightStyles(highlighter));
  await output.write("/copy.js", copyScript);

  // Report.
  terminal.held(
    [...blog.drafts, ...blog.scheduled, ...blog.expired].map((post) => [
      post.path,
      whyHeld(post, blog.statusOf(post)),
    ]),
  );
  terminal.messages(messages);
  for (const { post, from } of renamed) {
    terminal.note(`${post.path} is at /posts/${post.slug}/: another post has the slug ${from}`);
  }
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  terminal.table([
    ["posts", blog.pages.length],
    ["words", sum(blog.pages.map(({ readingTime }) => readingTime.words))],
    ["minutes", Math.round(sum(blog.pages.map(({ readingTime }) => readingTime.minutes)))],
    ["warnings", messages.filter(({ fatal }) => fatal === false).length],
    ["failed", read.stats.failed],
    ["time", `${((performance.now() - start) / 1000).toFixed(1)} s`],
  ]);
  return { complete: read.stats.failed === 0 && read.stats.files > 0 };
}

const feedUrls = { rss: "/feed.xml", atom: "/atom.xml", json: "/feed.json" };

function navigationOf({ series, tags }) {
  return [
    ["Blog", "/"],
    ...(series.length > 0 ? [["Series", "/series/"]] : []),
    ...(tags.length > 0 ? [["Tags", "/tags/"]] : []),
    ["Archive", "/archive/"],
  ];
}

/** Why a post has no page: a word, and perhaps the day. */
function whyHeld({ date, dateOnly, expires }, status) {
  if (status === "draft") return [status];
  if (status === "scheduled") return [status, isoDate(date, dateOnly)];
  return [status, isoDate(expires, isMidnight(expires))];
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
