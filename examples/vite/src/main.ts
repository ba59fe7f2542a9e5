import { pages, posts, series } from "virtual:galley";
import "virtual:galley.css";

function element(name: string, ...children: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function link(text: string, path: string): HTMLElement {
  const made = element("a", text);
  made.setAttribute("href", path);
  return made;
}

function content(path: string): HTMLElement[] {
  const post = pages.find(({ href }) => href === path);
  if (post) {
    const body = element("div");
    body.innerHTML = post.html;
    if (post.lang) document.documentElement.lang = post.lang;
    return [element("h1", post.title), body];
  }
  const shown = series.find(({ slug }) => path === encodeURI(`${import.meta.env.BASE_URL}series/${slug}/`));
  if (shown) {
    const items = shown.parts.map(({ label, post }) =>
      element("li", `${label}: `, link(post.title, post.href)),
    );
    return [element("h1", shown.title), element("ol", ...items)];
  }
  return posts.flatMap(({ href, title, excerpt, status }) => [
    element("h2", link(title, href)),
    // In development, posts that are not published are labeled.
    element("p", status === "published" ? "" : `(${status})`),
    element("p", excerpt.text),
  ]);
}

document.querySelector("main")?.replaceChildren(...content(location.pathname));
