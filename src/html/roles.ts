import type { Element, Nodes, Text } from "hast";

const tagsByRole: Partial<Record<Role, string>> = {
  container: "html body main article section div center header figure address thead tbody tfoot tr",
  paragraph: "p",
  list: "ul ol dl menu",
  item: "li dt dd",
  quote: "blockquote",
  heading: "h1 h2 h3 h4 h5 h6 hgroup",
  code: "pre xmp listing",
  table: "table",
  cell: "td th",
  break: "hr",
  aside: "details aside nav footer form fieldset dialog search",
  title: "figcaption summary legend caption",
  "inline-code": "code tt kbd samp",
  formula: "math",
  "line-break": "br",
  media: "img picture video audio iframe object embed canvas svg map",
  hidden:
    "script style template noscript head title meta link base button select textarea datalist noembed noframes",
};

const rolesByTag: ReadonlyMap<string, Role> = new Map(
  (Object.entries(tagsByRole) as [Role, string][]).flatMap(([role, tags]) =>
    tags.split(" ").map((tag) => [tag, role] as const),
  ),
);

/** Titles of callouts: GitHub, Docusaurus, MkDocs, Obsidian, Starlight, VitePress. Captions: WordPress, Ghost. */
const titleClass =
  /^(?:markdown-alert-title|admonition-title|admonition-?heading\S*|callout-title|starlight-aside__title|custom-block-title|wp-caption-text|wp-element-caption|gallery-caption|kg-\S+-caption)$/i;
/** A callout reads as a quotation does. */
const calloutClass = /^(?:markdown-alert|admonition|callout|alert|custom-block|kg-callout-card)$/;
const noteMarkClass = /^(?:footnote-ref|footnote-reference|footnote-anchor|footnote|footnoteref|noteref)$/;
const notesClass = /^(?:footnotes|endnotes|footnote-definition|wp-block-footnotes)$/;
/** For screen readers only. */
export const hiddenClass: RegExp = /^(?:sr-only|visually-?hidden|screen-reader-(?:text|only))$/i;
/** The id in Pandoc's attributes of a fence: `{#id .js}`. */
export const fenceId: RegExp = /(?<before>\{(?:(?:[^{}"]|"[^"]*")*\s)?)#(?<id>[^\s.{}"'=#]+)\s*/;
/** Tables of contents, embedded posts of other sites, and what a page puts around a post: sharing, related posts, its data. */
const asideClass =
  /^(?:toc|table-of-contents|tableofcontents|twitter-tweet|twitter-video|instagram-media|bluesky-embed|mastodon-embed|tiktok-embed|fb-post|reddit-embed-bq|wp-embedded-content|wp-block-embed|sharedaddy|sd-sharing(?:-enabled)?|jp-relatedposts|addtoany_\S+|a2a_kit|(?:social-)?shar(?:e|ing)(?:-(?:buttons?|links?|list|bar|icons?|box))?|(?:post|entry)-(?:share|meta|tags|footer|navigation|categories)|social-links|related-posts?|yarpp\S*|sidebar|widget(?:-area|_\S+)?|breadcrumbs?|nav-links|pagination|comments-area|author-(?:box|bio)|cat-links|tags-links|posted-on|byline|kg-(?:bookmark|button|toggle|file|audio|video|product|signup|header|embed|cta)-card)$/i;
const codeClass = /^(?:highlight|code-block|codehilite|highlighter-rouge|expressive-code)$/;

/** Returns the role of a node. */
export function roleOf(node: Nodes): Role {
  if (node.type === "element") return dataOf(node)?.role ?? roleOfElement(node);
  if (node.type === "text") return "text";
  return node.type === "root" ? "container" : node.type === "comment" ? "comment" : "hidden";
}

/** Returns the role of an element by its tag and attributes alone. */
export function roleOfElement(node: Element): Role {
  const { tagName, properties } = node;
  for (const name in properties) {
    // Most elements have no relevant attributes.
    if (speaking.has(name)) return roleByAttributes(node);
  }
  if (tagName === "sup" && isNoteMark(node)) return "note-mark";
  return rolesByTag.get(tagName) ?? "inline";
}

const speaking: ReadonlySet<string> = new Set(
  "className role dataFootnoteRef dataFootnoteBackref dataFootnotes hidden ariaHidden".split(" "),
);

function roleByAttributes(node: Element): Role {
  const { tagName, properties } = node;
  const { role, dataFootnoteRef, dataFootnoteBackref, dataFootnotes, hidden, ariaHidden } = properties;
  const classes = classesOf(node);
  const has = (pattern: RegExp): boolean => classes.some((name) => pattern.test(name));
  if (has(titleClass)) return "title";
  if (isSet(dataFootnoteRef) || isSet(dataFootnoteBackref)) return "note-mark";
  if (role === "doc-noteref" || role === "doc-backlink") return "note-mark";
  if (isSet(dataFootnotes) || role === "doc-endnotes") return "notes";
  // WordPress: `<sup class="fn">`.
  if (tagName === "sup" && (classes.includes("fn") || isNoteMark(node))) return "note-mark";
  if ((tagName === "a" || tagName === "sup") && has(noteMarkClass)) return "note-mark";
  if (tagName !== "sup" && has(notesClass)) return "notes";
  if (has(asideClass)) return "aside";
  if (has(hiddenClass) || isSet(hidden)) return "hidden";
  if (classes.includes("katex-display")) return "code";
  if (classes.includes("katex") || classes.includes("MathJax")) return "formula";
  if (tagName === "figure" && has(codeClass)) return "code";
  if (String(ariaHidden) === "true") return tagName === "svg" ? "media" : "hidden";
  if (has(calloutClass)) return "quote";
  return rolesByTag.get(tagName) ?? "inline";
}

/** `<sup><a href="#fn1">1</a></sup>`: a number that leads to a note. */
function isNoteMark({ properties, children }: Element): boolean {
  if (typeof properties.id === "string" && /^(?:user-content-)?fnref/.test(properties.id)) return true;
  const [link, ...others] = children.filter((child) => child.type !== "text" || /\S/.test(child.value));
  if (link?.type !== "element" || link.tagName !== "a" || others.length > 0) return false;
  const { href, dataFootnoteRef } = link.properties;
  if (isSet(dataFootnoteRef)) return true;
  return (
    typeof href === "string" &&
    /^#(?:user-content-)?_?(?:fn|ftn|f?note|footnote|endnote|cite|ref\d)/.test(href)
  );
}

/** Whether a boolean attribute is there. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** The class names of an element. */
export function classesOf({ properties }: Element): readonly string[] {
  const className: unknown = properties.className;
  if (Array.isArray(className)) return className.map(String);
  return typeof className === "string" ? className.split(/\s+/) : [];
}

/** What a node means to a reader. Plain text, reading time and excerpts all use these roles, so that they agree. */
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
  | "cell"
  | "break"
  | "aside"
  | "title"
  | "notes"
  // Parts of a line
  | "inline"
  | "text"
  | "inline-code"
  | "formula"
  | "line-break"
  | "note-mark"
  // Either
  | "media"
  | "comment"
  | "hidden";

/** What the library stores on elements, in `data.galley`, for its own later steps. */
export interface GalleyData {
  /** The URL as the author wrote it, where `href` or `src` had to be encoded. */
  url?: string;
  /** What the element was to a reader before a class was removed. */
  role?: Role;
  /** Part of a Markdown footnote; `target` is the id that a link leads to. */
  footnote?: { target?: string };
  /** The language that inline code named at its end. */
  language?: string;
  /** Of text: some of it is escaped in the source, so none of it is the syntax of another tool. */
  isEscaped?: boolean;
}

interface OwnData {
  galley?: GalleyData;
}

/** What was noted on an element or a text. */
export function dataOf(node: Element | Text): GalleyData | undefined {
  return (node.data as OwnData | undefined)?.galley;
}

/** Notes something on an element or a text. The object in `data` is replaced, as a plugin may share it. */
export function note(node: Element | Text, data: GalleyData): void {
  node.data = { ...node.data, galley: { ...dataOf(node), ...data } } as Element["data"];
}

/** Removes what was stored on an element. */
export function forget(node: Element): void {
  if (dataOf(node) === undefined) return;
  const { galley: _, ...others } = node.data as OwnData;
  if (Object.keys(others).length > 0) node.data = others as Element["data"];
  else delete node.data;
}
