// A blog in the browser: sources come with the bundle, everything else is made on the page, and so is a preview of
// what somebody types.

import {
  buildFeed,
  ContentError,
  createHighlighter,
  createPostParser,
  orderSeries,
  renderRss,
  sortPosts,
} from "galley";
import cache from "../../posts/2025-03-03-a-cache-is-a-promise.md";
import forgetting from "../../posts/2025-03-10-forgetting-on-purpose.md";
import names from "../../posts/2025-03-17-names-in-angle-brackets.md";

const site = { url: "https://blog.example/", title: "Small Notes", language: "en" };
const sources = {
  "posts/2025-03-03-a-cache-is-a-promise.md": cache,
  "posts/2025-03-10-forgetting-on-purpose.md": forgetting,
  "posts/2025-03-17-names-in-angle-brackets.md": names,
};
// The engine in JavaScript: no WebAssembly to load.
const highlighter = await createHighlighter({ themes: "github-light", engine: "javascript" });
const parsePost = createPostParser({ highlighter });
const posts = sortPosts(
  await Promise.all(Object.entries(sources).map(([path, source]) => parsePost(source, { path }))),
);

/** An element with text or elements inside: texts need no escaping here. */
function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

const main = document.querySelector("main");
for (const post of posts) main.append(element("h2", post.title), element("p", post.excerpt.text));
for (const { title, parts } of orderSeries(posts)) {
  const items = parts.map(({ label, post }) => element("li", `${label}: ${post.title}`));
  const section = element("section", element("h2", title), element("ol", ...items));
  section.id = "series";
  main.append(section);
}
document.querySelector("#feed").textContent = renderRss(buildFeed(site, posts));

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
