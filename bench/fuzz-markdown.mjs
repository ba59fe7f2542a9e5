// Random CommonMark without raw HTML with galley, commonmark.js and micromark: npm run fuzz:markdown -- --seed N
// --count N
//
// The HTML of galley must be that of one of the others (which differ in edge cases), except for ids of headings,
// attribute quotes, and line breaks between blocks.
import { HtmlRenderer, Parser } from "commonmark";
import fc from "fast-check";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { micromark } from "micromark";
import { parseMarkdown, renderHtml, toHast } from "../dist/index.js";
import { fuzz } from "./fuzz-run.mjs";

const pieces =
  "* ** *** _ __ ` `` ``` ~~~ [ ] ( ) ![ ]( [a] [a][] [b][a] ](/u) ](</u/v>) ](/u_'t') <https://e.example/> <m@e.example> # ## ###### = === - --- + > >> 1. 2) 10. | : \\ \\* \\[ \\\\ &amp; &copy; &#65; &#0; & ! . , ; a b c é 日 “ ’ $ € 1 2 x";
const blanks = [
  " ",
  " ",
  "  ",
  "    ",
  "\t",
  "\n",
  "\n",
  "\n\n",
  "\n    ",
  "\n\t",
  "  \n",
  "\\\n",
  "\n> ",
  "\n- ",
  "\n  ",
  "\n1. ",
];
const text = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(...pieces.split(" ").map((piece) => piece.replace("_'", " '"))),
      },
      { weight: 2, arbitrary: fc.constantFrom(...blanks) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("\n\n[a]: /url 'title'\n\n", "\n[b]: <#x y>\n", "\n```js x\n", "\n~~~\n"),
      },
    ),
    { minLength: 1, maxLength: 24 },
  )
  .map((all) => all.join(""));

const blocks = new Set("blockquote h1 h2 h3 h4 h5 h6 hr li ol p pre ul".split(" "));

/** The HTML in a normalized form. */
function shapeOf(html) {
  const tree = fromHtml(html.trimEnd(), { fragment: true });
  fold(tree, false);
  return toHtml(tree);
}

function fold(node, isPre) {
  if (node.type === "element") {
    const { id, ...properties } = node.properties;
    node.properties = Object.fromEntries(Object.entries(properties).sort());
    // remark-parse omits the line break of `\\` or two spaces in the text of an image.
    if (properties.alt !== undefined) node.properties.alt = properties.alt.replace(/\n/g, "");
    if (properties.href !== undefined) node.properties.href = decoded(properties.href);
    if (properties.src !== undefined) node.properties.src = decoded(properties.src);
  }
  const children = node.children ?? [];
  for (const child of children) fold(child, isPre || child.tagName === "pre");
  for (const [index, child] of children.entries()) {
    if (child.type !== "text") continue;
    // micromark's own HTML loses some line endings and spaces in code.
    child.value = child.value.replace(/\s+/g, isPre ? "" : " ");
    const isEdge = (other) => other === undefined || blocks.has(other.tagName) || other.tagName === "br";
    if (isEdge(children[index - 1])) child.value = child.value.trimStart();
    if (isEdge(children[index + 1])) child.value = child.value.trimEnd();
  }
  if (node.children) node.children = children.filter((child) => child.type !== "text" || child.value !== "");
}

/** The escaping of URLs is not compared. */
function decoded(url) {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

await fuzz("fuzz:markdown", text, (source) => {
  const ours = renderHtml(
    toHast(parseMarkdown(source, { gfm: false, cjkFriendly: false }), { rawHtml: "escape" }),
  );
  const others = [new HtmlRenderer().render(new Parser().parse(source)), micromark(source)];
  const shape = shapeOf(ours);
  if (others.some((other) => shapeOf(other) === shape)) return undefined;
  return ["galley", "commonmark.js", "micromark"]
    .map((name, index) => `${name}: ${[ours, ...others][index]}`)
    .join("\n\n");
});
