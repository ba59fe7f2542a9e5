// What every example has to show of the posts in examples/posts, worked out by hand from their sources.

import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { SaxesParser } from "saxes";

/** Newest first. The excerpts come from a description, from the first sentences, and from a marker. */
const posts = [
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

export const seriesSlug = "a-small-cache";

/** What a reader sees of a page. */
function toText(html) {
  const { document } = new JSDOM(html).window;
  for (const element of document.querySelectorAll("script, style, template")) element.remove();
  assert.equal(document.querySelector("k"), null, "a title has become an element");
  return document.body.textContent.replace(/\s+/g, " ");
}

function assertInOrder(text, pieces) {
  let from = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    assert.notEqual(at, -1, `expected ${JSON.stringify(piece)} in ${JSON.stringify(text.slice(from))}`);
    from = at + piece.length;
  }
}

/** Three titles and excerpts, the newest first, each once. */
export function checkIndex(html) {
  const text = toText(html);
  assertInOrder(
    text,
    posts.flatMap(({ title, excerpt }) => [title, excerpt]),
  );
  for (const { excerpt } of posts) assert.equal(text.split(excerpt).length, 2, `${excerpt} is there twice`);
}

/** The two parts of the series in their order, and no other post. */
export function checkSeries(html) {
  const text = toText(html);
  assertInOrder(text, ["A Small Cache", "Part 1: A Cache Is a Promise", "Part 2: Forgetting on Purpose"]);
  assert.ok(!text.includes("Other Names"), "a post of no series is on its page");
}

/** Well-formed RSS of three items, with their texts and addresses. */
export function checkFeed(xml) {
  const items = [];
  const path = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => {
    path.push(name);
    if (name === "item") items.push({});
  });
  parser.on("closetag", () => void path.pop());
  const add = (text) => {
    const name = path.at(-1);
    if (path.at(-2) === "item") items.at(-1)[name] = (items.at(-1)[name] ?? "") + text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.write(xml).close();
  assert.deepEqual(
    items.map(({ title, link }) => ({ title, link })),
    posts.map(({ title, slug }) => ({ title, link: `https://blog.example/posts/${slug}/` })),
  );
  assertInOrder(items[2]["content:encoded"], ["<em>two</em>", "<pre><code", "return x * x;"]);
}
