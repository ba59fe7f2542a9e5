import {
  buildBlog,
  ContentError,
  createHighlighter,
  createPostParser,
  highlightStyles,
  renderAtom,
  renderJsonFeed,
  renderRss,
} from "galley";
import { readState, writeState } from "./state.js";

const samples = new Map(SAMPLES);
const themes = { light: "github-light-high-contrast", dark: "github-dark-default" };
const now = new Date("2026-12-01T00:00:00Z");

const element = (id) => document.getElementById(id);
const [sample, source, panel, status] = ["sample", "source", "panel", "status"].map(element);
const form = document.querySelector("form");
const tabList = document.querySelector("[role=tablist]");

/** An element with attributes and children; texts are text. */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const pre = (text) => make("pre", {}, text);
const titled = (title, ...children) => [make("h2", {}, title), ...children];

/** What the page shows: the name of a sample, its text unless it is unchanged, options, and the tab. */
const first = "posts/tla-formal-method-tool-from-scratch-part-1.md";
const state = { sample: first, text: undefined, options: {}, tab: "post" };

let highlighter;
let styles = "";
/** The parsed samples. They are parsed again when an option changes. */
let others = { key: "", posts: [] };

const tabs = {
  post: ["Post", ({ post }) => [preview(post)]],
  html: ["HTML", ({ post }) => [pre(post.html)]],
  excerpt: ["Excerpt", showExcerpt],
  headings: ["Headings", showHeadings],
  data: [
    "Data",
    ({ post }) => [pre(JSON.stringify({ ...post, html: `${post.html.length} characters` }, null, 2))],
  ],
  series: ["Series", showSeries],
  feed: ["Feed", showFeed],
  messages: ["Messages", ({ messages }) => [showMessages(messages)]],
};

function showExcerpt({ post: { excerpt, readingTime } }) {
  return [
    ...titled("Text", make("p", {}, excerpt.text)),
    ...titled("HTML", pre(excerpt.html)),
    ...titled("From", make("p", {}, `${excerpt.source}${excerpt.truncated ? ", the text goes on" : ""}`)),
    ...titled("Reading time", make("p", {}, `${readingTime.text}, ${readingTime.words} words`)),
  ];
}

function showHeadings({ post }) {
  const lines = post.headings.map(({ depth, slug, text }) => `${"  ".repeat(depth - 1)}${text}  #${slug}`);
  const links = post.links.map(({ url, text }) => `${url}  ${text}`);
  const images = post.images.map(({ url, alt }) => `${url}  ${alt}`);
  return [
    ["Headings", lines],
    ["Links", links],
    ["Images", images],
  ].flatMap(([title, found]) => titled(`${title} (${found.length})`, pre(found.join("\n"))));
}

function showSeries({ blog, post }) {
  const context = blog.seriesOf(post.slug);
  if (!context) return [make("p", {}, "The post is not part of a series.")];
  const { series, part, previous, next } = context;
  const facts = {
    Series: series.title,
    Part: part.label,
    Status: series.status,
    Previous: previous?.title,
    Next: next?.title,
  };
  return [
    make(
      "dl",
      {},
      ...Object.entries(facts).flatMap(([name, value]) => [
        make("dt", {}, name),
        make("dd", {}, value ?? "–"),
      ]),
    ),
    ...titled(
      "Parts",
      pre(series.parts.map(({ label, shortTitle }) => `${label}: ${shortTitle}`).join("\n")),
    ),
  ];
}

function showFeed({ blog, post }) {
  // The feed of this post alone is easier to read.
  const feed = blog.feed();
  const item = feed.items.filter(({ url }) => url === blog.urlOf(post.slug));
  const own = { ...feed, items: item };
  if (item.length === 0)
    return [make("p", {}, "The post is in no feed: it is a draft, scheduled, expired or unlisted.")];
  return [
    ...titled("RSS", pre(renderRss(own))),
    ...titled("Atom", pre(renderAtom(own))),
    ...titled("JSON Feed", pre(renderJsonFeed(own))),
  ];
}

function showMessages(messages) {
  if (messages.length === 0) return make("p", {}, "No messages.");
  const items = messages.map((message) => {
    const { line, column, reason, note, ruleId, fatal } = message;
    const kind = fatal ? "error" : fatal === undefined ? "info" : "warning";
    const place = line ? `${line}:${column ?? 1} ` : "";
    const button = make("button", { type: "button", class: kind }, `${place}${reason}`);
    button.append(make("small", {}, `${kind}, ${ruleId}${note ? `. ${note}` : ""}`));
    button.addEventListener("click", () => select(message));
    return make("li", {}, button);
  });
  return make("ul", { class: "messages" }, ...items);
}

/** Selects the place of a message in the source: its range, or the rest of its line. */
function select({ line, column = 1, place }) {
  source.focus();
  if (!line) return;
  const lines = source.value.split("\n");
  const offsetOf = (at, before) =>
    lines.slice(0, at - 1).reduce((sum, { length }) => sum + length + 1, 0) + before - 1;
  const start = offsetOf(line, column);
  const end = place?.end
    ? offsetOf(place.end.line, place.end.column)
    : offsetOf(line, lines[line - 1].length + 1);
  source.setSelectionRange(start, Math.max(start, end));
  source.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(getComputedStyle(source).lineHeight));
}

/** The post as a page. Without scripts, whatever `rawHtml: "allow"` lets through. */
function preview({ title, html, lang }) {
  const frame = make("iframe", { sandbox: "", title: "The post" });
  const heading = make("h1", {}, title).outerHTML;
  frame.srcdoc = `<!doctype html><html lang="${lang ?? "en"}"><meta charset="utf-8"><style>
:root{color-scheme:light dark;--line:light-dark(#cfc9bb,#3a3e46)}body{max-width:42rem;margin:0 auto;padding:1rem;font:1rem/1.6 system-ui,sans-serif;overflow-wrap:break-word;background:light-dark(#fdfbf7,#16181c);color:light-dark(#2b2a27,#e6e2d8)}
a{color:light-dark(#0b6e4f,#6fd3a8)}img,video,svg{max-width:100%;height:auto}table{display:block;overflow-x:auto;border-collapse:collapse}td,th{padding:.3em .6em;border:1px solid var(--line)}blockquote{margin-inline:0;padding-left:1rem;border-left:3px solid var(--line)}
${styles}</style>${heading}${html}`;
  return frame;
}

function readOptions() {
  const { gfm, highlight, mdx, rawHtml, maxLength, wordsPerMinute } = state.options;
  return {
    gfm,
    mdx: mdx ? true : undefined,
    rawHtml,
    excerpt: { maxLength },
    readingTime: { wordsPerMinute },
    highlighter: highlight ? highlighter : undefined,
  };
}

/** The other posts, for series, links and the feed. Nobody looks at their code, so it gets no colors. */
async function parseOthers({ highlighter: _, ...options }) {
  const parse = createPostParser(options);
  const key = JSON.stringify(state.options);
  if (others.key === key) return others.posts;
  const posts = await Promise.all(
    [...samples].map(([path, text]) => parse(text, { path }).catch(() => undefined)),
  );
  others = { key, posts: posts.filter(Boolean) };
  return others.posts;
}

let run = 0;

async function render() {
  const own = ++run;
  const start = performance.now();
  const options = Object.fromEntries(
    Object.entries(readOptions()).filter(([, value]) => value !== undefined),
  );
  const parse = createPostParser(options);
  const path = state.sample;
  let result;
  try {
    const post = await parse(source.value, { path });
    const time = performance.now() - start;
    const all = [
      post,
      ...(await parseOthers(options)).filter((other) => other.path !== path && other.slug !== post.slug),
    ];
    const blog = buildBlog(all, {
      url: "https://blog.example/",
      title: "Playground",
      now,
      assetUrl: (file) => `/${file}`,
    });
    const messages = blog.messages.filter((message) => message.file === path);
    result = { post: blog.pages.find(({ slug }) => slug === post.slug) ?? post, blog, messages };
    status.textContent = `Parsed in ${Math.max(1, Math.round(time))} ms.`;
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    result = { messages: error.messages };
    status.textContent = "The post has an error.";
  }
  if (own !== run) return;
  const tab = result.post ? state.tab : "messages";
  for (const button of tabList.children) {
    const isChosen = button.dataset.tab === tab;
    button.setAttribute("aria-selected", isChosen);
    button.tabIndex = isChosen ? 0 : -1;
    if (isChosen) panel.setAttribute("aria-labelledby", button.id);
  }
  element("tab-messages").textContent = `Messages (${result.messages.length})`;
  panel.replaceChildren(...tabs[tab][1](result));
  await writeState({ ...state, text: source.value === samples.get(path) ? undefined : source.value });
}

let timer;
function renderSoon() {
  clearTimeout(timer);
  timer = setTimeout(render, 150);
}

function takeOptions() {
  state.options = Object.fromEntries(
    [...form.elements].map(({ name, type, checked, value, valueAsNumber }) => [
      name,
      type === "checkbox" ? checked : type === "number" ? valueAsNumber : value,
    ]),
  );
}

/** Puts what the address says into the page. */
async function restore() {
  Object.assign(state, { text: undefined }, await readState());
  if (!samples.has(state.sample)) state.sample = first;
  if (!(state.tab in tabs)) state.tab = "post";
  sample.value = state.sample;
  source.value = state.text ?? samples.get(state.sample);
  for (const [name, value] of Object.entries(state.options)) {
    const field = form.elements.namedItem(name);
    if (field?.type === "checkbox") field.checked = value === true;
    else if (field) field.value = value;
  }
  takeOptions();
}

for (const [name, [title]] of Object.entries(tabs)) {
  const attributes = {
    type: "button",
    role: "tab",
    id: `tab-${name}`,
    "aria-controls": "panel",
    "data-tab": name,
  };
  tabList.append(make("button", attributes, title));
}
// It may scroll.
panel.tabIndex = 0;
for (const path of samples.keys()) sample.append(make("option", {}, path));

function choose(tab) {
  state.tab = tab;
  return render();
}
tabList.addEventListener("click", ({ target }) => target.dataset.tab && choose(target.dataset.tab));
tabList.addEventListener("keydown", async ({ key }) => {
  const names = Object.keys(tabs);
  const at = names.indexOf(state.tab);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[key];
  if (to === undefined) return;
  const name = names.at(to % names.length);
  await choose(name);
  element(`tab-${name}`).focus();
});
source.addEventListener("input", renderSoon);
sample.addEventListener("change", () => {
  state.sample = sample.value;
  source.value = samples.get(sample.value);
  render();
});
form.addEventListener("change", () => {
  takeOptions();
  if (form.reportValidity()) render();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", async () => {
  await restore();
  render();
});

await restore();
highlighter = await createHighlighter({ themes, mode: "class", engine: "javascript", frames: true });
styles = highlightStyles(highlighter);
await render();
