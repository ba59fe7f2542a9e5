// A blog in the browser: `SOURCES` come with the bundle, everything else is made on the page, and so is a preview of
// what somebody types. Pages are at `#/`, `#/posts/<slug>/`, `#/series/<slug>/` and `#/feed`.

import {
  buildBlog,
  ContentError,
  createHighlighter,
  createPostParser,
  highlightStyles,
  renderRss,
} from "galley";

// The engine in JavaScript: no WebAssembly to load.
const highlighter = await createHighlighter({
  themes: { light: "github-light", dark: "github-dark" },
  engine: "javascript",
});
const parsePost = createPostParser({ highlighter });
const blog = buildBlog(await Promise.all(SOURCES.map(([path, source]) => parsePost(source, { path }))), {
  url: "https://blog.example/",
  title: "Small Notes",
  language: "en",
  now: new Date(),
  preview: DRAFTS,
  postUrl: ({ slug }) => `#/posts/${slug}/`,
  assetUrl: (path) => `/${path}`,
});

/** An element with text or elements inside: texts need no escaping here. */
function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

const link = (post) => Object.assign(element("a", post.title), { href: blog.pathOf(post) });
/** In a preview, posts that are not published are labeled. */
const note = (post) => (blog.statusOf(post) === "published" ? "" : ` (${blog.statusOf(post)})`);

function content(path) {
  if (path === "/feed") return [element("pre", renderRss(blog.feed()))];
  const post = blog.pages.find(({ slug }) => path === `/posts/${slug}/`);
  if (post) {
    const page = Object.assign(element("section"), { lang: post.lang ?? "en", innerHTML: post.html });
    page.prepend(element("h1", post.title, note(post)));
    return [page];
  }
  const series = blog.series.find(({ slug }) => path === `/series/${slug}/`);
  if (series) {
    const items = series.parts.map((part) => element("li", `${part.label}: `, link(part.post)));
    return [element("h1", series.title), element("ol", ...items)];
  }
  return blog.posts.flatMap((one) => [element("h2", link(one), note(one)), element("p", one.excerpt.text)]);
}

const show = () => document.querySelector("main").replaceChildren(...content(location.hash.slice(1)));
document.head.append(element("style", highlightStyles(highlighter)));
addEventListener("hashchange", show);
show();

const preview = document.querySelector("article");
document.querySelector("textarea").addEventListener("input", async ({ target }) => {
  const { value } = target;
  try {
    const post = await parsePost(value);
    // Safe HTML: whatever is typed, no script runs.
    if (value === target.value) preview.innerHTML = post.html;
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    if (value === target.value) preview.textContent = error.messages.map(String).join("\n");
  }
});
