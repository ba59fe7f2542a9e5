import type { Element, Nodes, Root } from "hast";
import { walk } from "../core/walk.ts";
import { parseHtml } from "../html/parse-html.ts";
import { classesOf } from "../html/roles.ts";
import { isMarker, type MarkerSet } from "./markers.ts";
import { isFormula, withTex } from "./write-excerpt.ts";

/** Classes of the element around the text of a post: WordPress, Ghost, Blogger, and themes of others. */
const contentClass = /^(?:entry-content|post-content|post-body|gh-content|article-content|e-content)$/;

/**
 * Parses HTML of a page or of a part of one, and prepares it for the pass over its tree: of a page only the post is
 * left, and what other systems put in place of a marker becomes one.
 *
 * @param html - a page or a part of one
 * @param markers - what ends an excerpt
 */
export function readHtml(html: string, markers: MarkerSet): Root {
  const tree = parseHtml(html);
  const found: { content: Element[]; article: Element[]; main: Element[] } = {
    content: [],
    article: [],
    main: [],
  };
  walk<Nodes>(tree, (node) => {
    if (!("children" in node)) return;
    if (node.type === "element") {
      if (classesOf(node).some((name) => contentClass.test(name))) found.content.push(node);
      if (node.tagName === "article") found.article.push(node);
      if (node.tagName === "main" || node.properties.role === "main") found.main.push(node);
    }
    const children = node.children as Nodes[];
    for (const [index, child] of children.entries()) {
      if (child.type !== "element") continue;
      // The sanitizer knows neither MathML nor what KaTeX hides.
      if (isFormula(child)) children[index] = withTex(child);
      else if (isMoreAnchor(child) && isMarker("more", markers))
        children[index] = { type: "comment", value: "more" };
    }
  });
  const lone = [found.content, found.article, found.main].find(({ length }) => length === 1);
  return lone === undefined ? tree : { type: "root", children: lone[0]!.children };
}

/** `<span id="more-42"></span>` of WordPress, `<a id="more"></a>` of Hexo. */
function isMoreAnchor({ tagName, properties, children }: Element): boolean {
  if ((tagName !== "a" && tagName !== "span") || children.length > 0) return false;
  return /^more(?:-\d+)?$/.test(String(properties.id ?? properties.name ?? ""));
}
