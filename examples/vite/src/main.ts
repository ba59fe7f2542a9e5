import { pages, posts, series } from "virtual:galley";
import "virtual:galley.css";

function element(name: string, ...children: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function link(text: string, path: string): HTMLElement {
  const made = element("a", text);
  made.setAttribute("href", import.meta.env.BASE_URL + path);
  return made;
}

function content(path: string): HTMLElement[] {
  const [kind, slug] = path.split("/");
  const post = pages.find((one) => kind === "posts" && one.slug === slug);
  if (post) {
    const body = element("div");
    body.innerHTML = post.html;
    if (post.lang) document.documentElement.lang = post.lang;
    return [element("h1", post.title), body];
  }
  const shown = series.find((one) => kind === "series" && one.slug === slug);
  if (shown) {
    const items = shown.parts.map((part) =>
      element("li", `${part.label}: `, link(part.title, `posts/${part.slug}/`)),
    );
    return [element("h1", shown.title), element("ol", ...items)];
  }
  return posts.flatMap(({ slug, title, excerpt, status }) => [
    element("h2", link(title, `posts/${slug}/`)),
    // In development, what readers do not see is marked.
    element("p", status === "published" ? "" : `(${status})`),
    element("p", excerpt.text),
  ]);
}

const path = decodeURI(location.pathname).slice(import.meta.env.BASE_URL.length);
document.querySelector("main")?.replaceChildren(...content(path));
