import { classesOf, type TreeNode } from "./tree-node.ts";

/**
 * What a node is to a reader. Both trees are read by these roles and by nothing else, so that a post gives the same
 * excerpt whichever tree it comes from.
 */
export type Role =
  // Blocks
  | "container"
  | "paragraph"
  | "list"
  | "item"
  | "quote"
  | "heading"
  | "code"
  | "table"
  | "break"
  | "aside"
  | "raw"
  // Parts of a paragraph
  | "inline"
  | "text"
  | "inline-code"
  | "formula"
  | "line-break"
  | "directive"
  // Either
  | "media"
  | "comment"
  | "note-mark"
  | "notes"
  | "title"
  | "hidden";

const nodeRoles: Readonly<Record<string, Role>> = {
  root: "container",
  containerDirective: "container",
  mdxJsxFlowElement: "container",
  paragraph: "paragraph",
  heading: "heading",
  list: "list",
  listItem: "item",
  defList: "list",
  defListTerm: "item",
  defListDescription: "item",
  blockquote: "quote",
  code: "code",
  math: "code",
  table: "table",
  thematicBreak: "break",
  leafDirective: "aside",
  html: "raw",
  raw: "raw",
  text: "text",
  inlineCode: "inline-code",
  inlineMath: "formula",
  break: "line-break",
  textDirective: "directive",
  image: "media",
  imageReference: "media",
  comment: "comment",
  mdxFlowExpression: "comment",
  mdxTextExpression: "comment",
  footnoteReference: "note-mark",
  footnote: "note-mark",
  footnoteDefinition: "notes",
  definition: "hidden",
  yaml: "hidden",
  toml: "hidden",
  json: "hidden",
  doctype: "hidden",
  mdxjsEsm: "hidden",
  directiveLabel: "title",
};

const elementRoles: Readonly<Record<string, Role>> = {
  p: "paragraph",
  ul: "list",
  ol: "list",
  dl: "list",
  menu: "list",
  li: "item",
  dt: "item",
  dd: "item",
  blockquote: "quote",
  pre: "code",
  xmp: "code",
  table: "table",
  hr: "break",
  br: "line-break",
  code: "inline-code",
  math: "formula",
};
for (const tag of "h1 h2 h3 h4 h5 h6 hgroup".split(" ")) assign(tag, "heading");
for (const tag of "html body main article section div center header figure address".split(" "))
  assign(tag, "container");
for (const tag of "details aside nav footer form fieldset dialog search".split(" ")) assign(tag, "aside");
for (const tag of "img picture video audio iframe object embed canvas svg map".split(" "))
  assign(tag, "media");
for (const tag of "script style template noscript head title meta link base button select textarea".split(
  " ",
))
  assign(tag, "hidden");
for (const tag of ["figcaption", "summary", "legend"]) assign(tag, "title");

function assign(tag: string, role: Role): void {
  (elementRoles as Record<string, Role>)[tag] = role;
}

/** Classes that a callout's title has: GitHub's, Docusaurus's, MkDocs's, Obsidian's, Starlight's. */
const titleClass: RegExp =
  /^(?:markdown-alert-title|admonition-title|admonition-?heading\S*|callout-title|starlight-aside__title|custom-block-title)$/i;
/** A callout reads as a quotation does. */
const calloutClass: RegExp = /^(?:markdown-alert|admonition|callout|alert|custom-block)$/;
const noteMarkClass: RegExp = /^(?:footnote-ref|footnote-reference|footnote|footnoteref|noteref)$/;
const notesClass: RegExp = /^(?:footnotes|endnotes|footnote-definition)$/;
const tocClass: RegExp = /^(?:toc|table-of-contents|tableofcontents)$/i;
const hiddenClass: RegExp = /^(?:sr-only|visually-hidden|screen-reader-text)$/;
/** What other sites' posts bring along when they are embedded. */
const embedClass: RegExp =
  /^(?:twitter-tweet|twitter-video|instagram-media|bluesky-embed|mastodon-embed|tiktok-embed|fb-post|reddit-embed-bq|wp-embedded-content)$/;
const codeClass: RegExp = /^(?:highlight|code-block|codehilite|highlighter-rouge|expressive-code)$/;

/** Tells the role of a node of either tree. */
export function roleOf(node: TreeNode): Role {
  const { type, tagName } = node;
  const classes = classesOf(node);
  if (classes.some((name) => titleClass.test(name))) return "title";
  if (type !== "element" || tagName === undefined) {
    return Object.hasOwn(nodeRoles, type) ? nodeRoles[type]! : "inline";
  }
  const properties = node.properties ?? {};
  const { role, dataFootnoteRef, dataFootnoteBackref, dataFootnotes, hidden, ariaHidden } = properties;
  if (dataFootnoteRef !== undefined || role === "doc-noteref") return "note-mark";
  if (dataFootnoteBackref !== undefined || role === "doc-backlink") return "note-mark";
  if (dataFootnotes !== undefined || role === "doc-endnotes") return "notes";
  if (tagName === "sup" && isNoteMark(node)) return "note-mark";
  if (classes.length > 0) {
    if ((tagName === "a" || tagName === "sup") && classes.some((name) => noteMarkClass.test(name)))
      return "note-mark";
    if (classes.some((name) => notesClass.test(name)) && tagName !== "sup") return "notes";
    if (classes.some((name) => tocClass.test(name))) return "aside";
    if (classes.some((name) => hiddenClass.test(name))) return "hidden";
    if (classes.some((name) => embedClass.test(name))) return "aside";
    if (classes.includes("katex") || classes.includes("MathJax")) return "formula";
    if (classes.includes("katex-display")) return "code";
    if (tagName === "figure" && classes.some((name) => codeClass.test(name))) return "code";
  }
  if (hidden !== undefined && hidden !== false) return "hidden";
  if (ariaHidden === true || ariaHidden === "true") return tagName === "svg" ? "media" : "hidden";
  if (classes.some((name) => calloutClass.test(name))) return "quote";
  return Object.hasOwn(elementRoles, tagName) ? elementRoles[tagName]! : "inline";
}

/** `<sup><a href="#fn1">1</a></sup>`, in whatever class: a number that leads to a note. */
function isNoteMark({ properties, children = [] }: TreeNode): boolean {
  const id = properties?.id;
  if (typeof id === "string" && /^(?:user-content-)?fnref/.test(id)) return true;
  const links = children.filter((child) => child.type !== "text" || /\S/.test(child.value ?? ""));
  if (links.length !== 1 || links[0]?.tagName !== "a") return false;
  const href = links[0].properties?.href;
  return (
    links[0].properties?.dataFootnoteRef !== undefined ||
    (typeof href === "string" && /^#(?:user-content-)?(?:fn|footnote|cite)/.test(href))
  );
}
