// What every example must show of the posts in examples/posts, worked out by hand from their sources.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { SaxesParser } from "saxes";
import { chromiumPath } from "../chromium-path.mjs";
import { withPage } from "./browser.mjs";

/**
 * Published and listed posts, newest first. The excerpts come from first sentences, a description, and a marker.
 */
const listed = [
  {
    title: "忘れ方を決める",
    slug: "wasurekata",
    excerpt: "キャッシュは、覚えることよりも忘れることが難しい。",
  },
  {
    title: "Map<K, V> & Other Names",
    slug: "names-in-angle-brackets",
    excerpt: 'Types have names that HTML takes for tags; "escape" them once, at the edge.',
  },
  {
    title: "Forgetting on Purpose",
    slug: "forgetting-on-purpose",
    excerpt: "A cache without a bound is a leak with a good name.",
  },
  {
    title: "A Cache Is a Promise",
    slug: "a-cache-is-a-promise",
    excerpt:
      "Whoever reads from a cache believes two things: that the value was right once, and that nothing has happened since.",
  },
];
const unlisted = { title: "Notes for Reviewers", slug: "notes-for-reviewers" };
const draft = { title: "When Two Threads Ask", slug: "when-two-threads-ask" };
/** A draft, a scheduled and an expired post, which must not be visible. */
const hidden = [
  draft,
  { title: "A Thousand Years of Caching", slug: "a-thousand-years-of-caching" },
  { title: "Questions on Thursday", slug: "questions-on-thursday" },
];
const notInLists = [...hidden, unlisted];

const seriesSlug = "a-small-cache";

/**
 * Checks a built blog, wherever it is served. `rendered` is set when the browser renders its pages, which needs a
 * Chromium; with `hash` the pages are at `#/posts/<slug>/`, and the feed is passed because it has no URL.
 *
 * @returns why a part was skipped, if one was
 */
export async function checkBlog(url, { hash = false, rendered = hash, feed } = {}) {
  if (rendered && !chromiumPath) return noBrowser;
  const prefix = hash ? "/#" : "";
  const get = async (path, options) => {
    const text = await getText(url, path, options);
    return rendered && text !== undefined ? getRendered(new URL(path, url).href) : text;
  };
  const pageOf = ({ slug }) => `${prefix}/posts/${slug}/`;

  checkIndex(await get(`${prefix}/`));
  checkSeries(await get(`${prefix}/series/${seriesSlug}/`));
  checkFeed(feed ?? (await getText(url, "/rss.xml")), pageOf);
  const sitemap = await getText(url, "/sitemap.xml", { optional: true });
  if (sitemap !== undefined) checkSitemap(sitemap);

  for (const post of [...listed, unlisted]) {
    assert.ok(readPage(await get(pageOf(post))).text.includes(post.title), `${post.slug} has its page`);
  }
  for (const { slug, title } of hidden) {
    const page = await get(pageOf({ slug }), { optional: true });
    assert.ok(!page?.includes(title), `${slug} has a page`);
  }
  const linking = readPage(await get(pageOf(listed[3]))).document;
  const link = [...linking.querySelectorAll("a")].find((one) => one.textContent === "next part");
  assert.doesNotMatch(link.getAttribute("href"), /\.md/);
  const next = readPage(await get(link.getAttribute("href"))).text;
  assert.ok(next.includes(listed[2].excerpt), "the link to a file leads to the page of the post");

  const picture = readPage(await get(pageOf(listed[2]))).document.querySelector("img");
  assert.match(await getText(url, picture.getAttribute("src")), /<svg /);

  const japanese = readPage(await get(pageOf(listed[0]))).document;
  for (const paragraph of japanese.querySelectorAll("h1, strong")) {
    assert.equal(paragraph.closest("[lang]")?.lang, "ja", "the Japanese text is marked as such");
  }

  const marked = linking.querySelectorAll("pre .line.highlighted");
  assert.deepEqual(
    [...marked].map((line) => line.textContent.trim()),
    ["const known = cache.get(String(x));"],
  );
  assert.ok(linking.querySelector("pre .line.highlighted > span[style]"), "code has colors");
  assert.match(await stylesOf(linking, url), /\.shiki \.highlighted\b/);
  return checkLook(url, pageOf);
}

export const noBrowser = "no chromium on PATH: built, but NOT looked at in a browser";

/**
 * A page of a blog that works without scripts: also `posts/name` where the server adds the slash or the extension.
 */
async function getText(url, path, { optional = false } = {}) {
  const response = await fetch(new URL(path, url));
  const text = await response.text();
  if (response.ok) return text;
  if (optional && response.status === 404) return undefined;
  throw new Error(`${path} answers ${response.status}`);
}

function getRendered(address) {
  return withPage(address, async (page) => {
    await page.waitForFunction(() => document.querySelector("main")?.textContent.trim());
    return page.content();
  });
}

/** The visible text of a page. */
function readPage(html) {
  const { document } = new JSDOM(html).window;
  assert.equal(document.querySelector("k"), null, "a title has become an element");
  const body = document.body.cloneNode(true);
  for (const element of body.querySelectorAll("script, style, template")) element.remove();
  return { document, text: body.textContent.replace(/\s+/g, " ") };
}

async function stylesOf(document, url) {
  const links = [...document.querySelectorAll('link[rel~="stylesheet"]')];
  const linked = await Promise.all(links.map((link) => getText(url, link.getAttribute("href"))));
  return [...linked, ...[...document.querySelectorAll("style")].map((style) => style.textContent)].join("\n");
}

function assertInOrder(text, pieces) {
  let from = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    assert.notEqual(at, -1, `expected ${JSON.stringify(piece)} in ${JSON.stringify(text.slice(from))}`);
    from = at + piece.length;
  }
}

function assertNone(text, posts) {
  for (const { title, slug } of posts) {
    assert.ok(!text.includes(title) && !text.includes(slug), `${title} is in ${JSON.stringify(text)}`);
  }
}

/** The titles and excerpts of all listed posts, newest first, each once. */
function checkIndex(html) {
  const { text } = readPage(html);
  assertInOrder(
    text,
    listed.flatMap(({ title, excerpt }) => [title, excerpt]),
  );
  for (const { excerpt } of listed) assert.equal(text.split(excerpt).length, 2, `${excerpt} is there twice`);
  assertNone(html, notInLists);
}

/** The two parts of the series in order, and no other post. */
function checkSeries(html) {
  const { text } = readPage(html);
  assertInOrder(text, ["A Small Cache", "Part 1: A Cache Is a Promise", "Part 2: Forgetting on Purpose"]);
  assert.ok(!text.includes("Other Names"), "a post of no series is on its page");
}

/** The index in development: the draft is listed with its status, unlike the unlisted post. */
export function checkPreview(html) {
  const { text } = readPage(html);
  assertInOrder(text, [listed[0].title, draft.title, listed[1].title]);
  assert.match(text, /\bdraft\b/i);
  assertNone(html, [unlisted]);
}

/** Well-formed RSS of the listed posts, with their texts and URLs. */
export function checkFeed(xml, pageOf = ({ slug }) => `/posts/${slug}/`) {
  const items = [];
  readXml(xml, (path, text) => {
    if (path.at(-1) === "item" && text === undefined) items.push({});
    const name = path.at(-1);
    if (path.at(-2) === "item") items.at(-1)[name] = (items.at(-1)[name] ?? "") + (text ?? "");
  });
  const addressOf = (post) => `https://blog.example${pageOf(post)}`;
  assert.deepEqual(
    items.map(({ title, link }) => ({ title, link })),
    listed.map((post) => ({ title: post.title, link: addressOf(post) })),
  );
  const contents = items.map((item) => item["content:encoded"]);
  assertInOrder(contents[3], ["<em>two</em>", "<pre", "return x * x;", `"${addressOf(listed[2])}"`]);
  assert.match(contents[2], /<img [^>]*src="https:\/\/blog\.example\/[^"]*four-places[^"]*\.svg"/);
  assert.ok(contents[0].includes(`"${addressOf(listed[2])}#when-to-drop-it"`), contents[0]);
  assertNone(xml, notInLists);
}

function checkSitemap(xml) {
  readXml(xml, () => {});
  for (const { slug } of listed) assert.ok(xml.includes(`${slug}/</loc>`), `${slug} is in the sitemap`);
  assertNone(xml, notInLists);
}

/** Calls `look` with the open elements for each start tag and each text. */
function readXml(xml, look) {
  const path = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => {
    path.push(name);
    look(path);
  });
  parser.on("closetag", () => void path.pop());
  parser.on("text", (text) => look(path, text));
  parser.on("cdata", (text) => look(path, text));
  parser.write(xml).close();
}

/** No built file contains anything of a hidden post, whatever the pages show. */
export async function checkFiles(folder) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    assertNone(file.slice(folder.length), hidden);
    if (entry.isFile() && !/\.(woff2?|png|ico)$/.test(entry.name)) {
      const text = await readFile(file, "utf8");
      for (const { title, slug } of hidden) {
        assert.ok(!text.includes(title) && !text.includes(slug), `${title} is in ${file}`);
      }
    }
  }
}

/** In a browser: a marked line is visible, an image is shown, and colors follow the color scheme. */
async function checkLook(url, pageOf) {
  if (!chromiumPath) return noBrowser;
  await withPage(url + pageOf(listed[2]), async (page) => {
    const picture = page.locator("img");
    await picture.waitFor();
    await picture.evaluate((image) => image.decode());
    assert.ok(await picture.evaluate((image) => image.naturalWidth > 0));
  });
  await withPage(url + pageOf(listed[3]), async (page) => {
    const looks = [];
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.waitForSelector("pre.shiki .line.highlighted");
      looks.push(
        await page.evaluate(() => {
          const style = (selector) => getComputedStyle(document.querySelector(selector));
          return {
            text: style("body").color,
            block: style("pre.shiki").backgroundColor,
            token: style("pre.shiki .line span[style], pre.shiki .line span[class]").color,
            marked: style("pre.shiki .line.highlighted").backgroundColor,
            plain: style("pre.shiki .line:not(.highlighted)").backgroundColor,
          };
        }),
      );
    }
    const [light, dark] = looks;
    for (const name of ["text", "block", "token"]) {
      assert.notEqual(light[name], dark[name], `${name} has one color in both color schemes`);
    }
    for (const { marked, plain, block } of looks) {
      assert.notEqual(marked, plain, "a marked line has the background of other lines");
      assert.notEqual(marked, block, "a marked line has the background of its block");
    }
  });
}
