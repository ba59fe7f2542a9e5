import * as galley from "../../dist/index.js";
import { scanTags } from "./scan-tags.mjs";

const url = "https://blog.example/posts/p/";
const site = { url: "https://blog.example/", title: "Notes", language: "en" };

const parsers = new Map();

function parserOf(rawHtml = "sanitize") {
  let parser = parsers.get(rawHtml);
  if (!parser) parsers.set(rawHtml, (parser = galley.createPostParser({ rawHtml })));
  return parser;
}

/** @type {Record<string, (job: object, text: unknown) => object | Promise<object>>} */
const kinds = {
  post: ({ rawHtml, path = "posts/p.md" }, text) => {
    const post = parserOf(rawHtml).sync(text, { path });
    return { html: rawHtml === "allow" ? [] : [post.html, post.excerpt.html], text: JSON.stringify(post) };
  },
  excerpt: (_, text) => {
    const excerpt = galley.extractExcerptFromHtml(text);
    return { html: [excerpt.html], text: excerpt.text };
  },
  feedHtml: (_, text) => ({ html: [galley.toFeedHtml(text, { url })] }),
  call: ({ run }, text) => {
    const output = run(galley, text);
    if (output === null || typeof output !== "object") return { text: String(output) };
    return output;
  },
  highlight: async (_, [lang, code, meta]) => {
    const html = await galley.highlightCode(await highlighter(), code, { lang, meta });
    return { html: [html], highlighted: true };
  },
};

let shared;

function highlighter() {
  return (shared ??= galley.createHighlighter({ themes: "github-light", mode: "class" }));
}

/** Length of the input of a family. */
function lengthOf(input) {
  if (typeof input === "string") return input.length;
  return JSON.stringify(input).length;
}

/**
 * Runs one job at one size.
 *
 * @returns the outcome: `result` is "ok", the rule ids of the limits that rejected the text, or the problem
 */
export async function runJob(job, size) {
  const input = job.make ? job.make(size) : job.text;
  const start = process.cpuUsage();
  const outcome = { size: lengthOf(input), result: "ok", failed: false };
  let output = {};
  try {
    output = await kinds[job.kind](job, input);
  } catch (error) {
    Object.assign(outcome, resultOf(error));
  }
  const { user, system } = process.cpuUsage(start);
  outcome.time = (user + system) / 1000;
  outcome.output = [
    ...(output.html ?? []),
    output.text ?? "",
    ...(output.xml ?? []),
    output.json ?? "",
  ].reduce((sum, part) => sum + part.length, 0);
  const largest = Math.max(0, ...(output.html ?? []).map(({ length }) => length), (output.json ?? "").length);
  outcome.html = largest;
  for (const part of output.html ?? []) {
    const fault = output.highlighted ? undefined : scanTags(part);
    if (fault) Object.assign(outcome, { result: fault, failed: true });
  }
  if (output.xml) {
    const { judgeXml } = await import("./judge.mjs");
    const faults = output.xml.flatMap(judgeXml);
    if (faults.length > 0) Object.assign(outcome, { result: faults[0], failed: true });
  }
  if (Object.hasOwn(Object.prototype, "polluted"))
    Object.assign(outcome, { result: "Object.prototype has changed", failed: true });
  return outcome;
}

/** The outcome for an error: the id of a limit is expected, anything but a `ContentError` is a failure. */
function resultOf(error) {
  if (error instanceof galley.ContentError) {
    const ids = error.messages.filter(({ fatal }) => fatal === true).map(({ ruleId }) => ruleId);
    const known = [...new Set(ids)].slice(0, 4);
    return { result: known.join(", "), failed: known.length === 0 };
  }
  return { result: `${error?.name}: ${String(error?.message).slice(0, 100)}`, failed: true };
}

/** Passes a text that tries to inject something into a page to all functions that create HTML of it. */
export async function runVector({ kind, text }) {
  const start = process.cpuUsage();
  const outcome = { size: text.length, result: "ok", failed: false };
  const faults = kind === "vector" ? await judgePost(text) : await judgeForeign(text);
  const { user, system } = process.cpuUsage(start);
  outcome.time = (user + system) / 1000;
  if (faults.length > 0) Object.assign(outcome, { result: faults.slice(0, 3).join("; "), failed: true });
  return outcome;
}

async function judgePost(text) {
  const { judgeHtml, isSafeAddress } = await import("./judge.mjs");
  const faults = [];
  for (const rawHtml of ["sanitize", "escape", "allow"]) {
    const add = (place, found) => {
      for (const fault of found) faults.push(`${rawHtml}, ${place}: ${fault}`);
    };
    let post;
    try {
      post = parserOf(rawHtml).sync(text, { path: "posts/p.md" });
    } catch (error) {
      const { result, failed } = resultOf(error);
      if (failed) add("parse", [result]);
      continue;
    }
    if (rawHtml !== "allow") {
      add("post", judgeHtml(post.html));
      add("excerpt", judgeHtml(post.excerpt.html));
      const colored = galley.createPostParser({ rawHtml, highlighter: await highlighter() });
      add(
        "highlighted",
        judgeHtml((await colored(text, { path: "posts/p.md" })).html, { highlighted: true }),
      );
      const addresses = [
        ...post.links.map((link) => link.url),
        ...post.images.map((image) => image.url),
        ...post.authors.map((author) => author.url ?? ""),
        post.canonicalUrl ?? "",
        post.image?.src ?? "",
      ];
      add(
        "address",
        addresses.filter((address) => !isSafeAddress(address)),
      );
      if (/[/\\<>"'&:\s]/.test(post.slug)) add("slug", [post.slug]);
      if (Object.getPrototypeOf(post.data) !== null && Object.hasOwn(post.data, "__proto__"))
        add("data", ["__proto__"]);
    }
    // A feed is safe whatever the page shows.
    add("excerpt of HTML", judgeHtml(galley.extractExcerptFromHtml(post.html).html));
    add("feed", await judgeFeed(post));
    add("feed of excerpts", await judgeFeed(post, "excerpt"));
    if (galley.renderJsonLd && galley.toJsonLd) {
      const json = galley.renderJsonLd(galley.toJsonLd(post, site));
      if (/[<>]/.test(json)) add("JSON-LD", [json]);
    }
  }
  if (Object.hasOwn(Object.prototype, "polluted") || Object.hasOwn(Object.prototype, "draft")) {
    faults.push("Object.prototype has changed");
  }
  return faults;
}

async function judgeForeign(text) {
  const { judgeHtml } = await import("./judge.mjs");
  const faults = [];
  faults.push(...judgeHtml(galley.extractExcerptFromHtml(text).html).map((fault) => `excerpt: ${fault}`));
  const whole = galley.extractExcerptFromHtml(text, { minWords: 10_000, images: "keep", links: "keep" });
  faults.push(...judgeHtml(whole.html).map((fault) => `whole excerpt: ${fault}`));
  faults.push(
    ...judgeHtml(galley.toFeedHtml(text, { url }), { ids: false }).map((fault) => `feed HTML: ${fault}`),
  );
  const post = {
    slug: "p",
    title: text,
    html: text,
    excerpt: { text, html: text },
    description: text,
    tags: [text],
  };
  faults.push(...(await judgeFeed(post)).map((fault) => `feed: ${fault}`));
  return faults;
}

async function judgeFeed(post, content = "full") {
  const { judgeHtml, judgeXml, readXml, isSafeAddress } = await import("./judge.mjs");
  const faults = [];
  const feed = galley.buildFeed(site, [post], { content });
  for (const xml of [galley.renderRss(feed), galley.renderAtom(feed)]) {
    faults.push(...judgeXml(xml));
    for (const { name, text } of readXml(xml)) {
      if (name === "content:encoded" || name === "content") {
        faults.push(...judgeHtml(text, { ids: false }).map((fault) => `${name}: ${fault}`));
      }
      if (
        (name.startsWith("@") || name === "link" || name === "uri") &&
        text !== "" &&
        !isSafeAddress(text)
      ) {
        faults.push(`${name} ${text}`);
      }
    }
  }
  const json = JSON.parse(galley.renderJsonFeed(feed));
  for (const item of json.items) {
    if (item.content_html)
      faults.push(...judgeHtml(item.content_html, { ids: false }).map((fault) => `JSON: ${fault}`));
    const addresses = [
      item.url,
      item.image,
      item.external_url,
      ...(item.authors ?? []).map((author) => author.url),
    ];
    faults.push(
      ...addresses
        .filter((address) => address && !isSafeAddress(address))
        .map((address) => `JSON: ${address}`),
    );
  }
  return faults;
}
