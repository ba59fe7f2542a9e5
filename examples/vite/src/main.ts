// Pages by the hash of the address: `#/`, `#/posts/<slug>` and `#/series/<slug>`.

import { posts } from "virtual:galley";
import { orderSeries } from "galley/collection";

function element(name: string, ...children: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function link(text: string, path: string): HTMLElement {
  const made = element("a", text);
  made.setAttribute("href", `#${path}`);
  return made;
}

function content(path: string): HTMLElement[] {
  const [kind, slug] = path.split("/").filter(Boolean);
  const post = posts.find((one) => kind === "posts" && one.slug === slug);
  if (post) {
    const body = element("div");
    body.innerHTML = post.html;
    return [element("h1", post.title), body];
  }
  const series = orderSeries(posts).find((one) => kind === "series" && one.slug === slug);
  if (series) {
    const items = series.parts.map((part) =>
      element("li", `${part.label}: `, link(part.post.title, `/posts/${part.post.slug}`)),
    );
    return [element("h1", series.title), element("ol", ...items)];
  }
  return posts.flatMap(({ slug, title, excerpt }) => [
    element("h2", link(title, `/posts/${slug}`)),
    element("p", excerpt.text),
  ]);
}

function show(): void {
  document.querySelector("main")?.replaceChildren(...content(location.hash.slice(1)));
}

addEventListener("hashchange", show);
show();
