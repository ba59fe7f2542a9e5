import type { Nodes, Root, RootContent } from "hast";
import { checkOptions } from "../core/check-options.ts";
import { decodeUri } from "../core/decode-uri.ts";
import { checkPost, tagsOf } from "../core/post-fields.ts";
import { uniqueName } from "../core/unique-name.ts";
import { walk } from "../core/walk.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import { readCodeBlock } from "../feed/html/code.ts";
import type { Site } from "../feed/source.ts";
import { postUrl, toPageUrl } from "../feed/urls.ts";
import { parseHtml } from "../html/parse-html.ts";
import { readPlainText } from "../html/plain-text.ts";
import { roleOf } from "../html/roles.ts";
import { type DiscoveryPost, discoveryFields, isoDate, titleOf } from "./post.ts";

/** A section of a post, for a search index. */
export interface SearchDocument {
  /** The slug of the post; for a section followed by `#` and the anchor. */
  id: string;
  slug: string;
  /** URL of the section. */
  url: string;
  /** Id of the section's heading; missing for the part before the first heading. */
  anchor?: string;
  /** Title of the post. */
  title: string;
  /** The headings above the section, outermost first, and its own. */
  headings: string[];
  /** Text of the section and of the footnotes that it refers to; in the first document, preceded by the description. */
  text: string;
  tags: string[];
  lang?: string;
  /** Day of the post, `YYYY-MM-DD`. */
  date?: string;
}

/** Where the post is published. */
export interface SearchDocumentsOptions {
  /**
   * URL of the post's page.
   *
   * @default the post's `url`, else `/posts/<slug>/`
   */
  url?: string | undefined;
  /** The site. With it, the URL is a path that includes the path of the site, or an absolute URL for a page on another host. */
  site?: Pick<Site, "url"> | undefined;
  /**
   * Whether the text includes the alternative texts of images.
   *
   * @default false
   */
  imageAlt?: boolean | undefined;
  /**
   * Whether the text includes the code of code blocks, at its end.
   *
   * @default false
   */
  code?: boolean | undefined;
}

/**
 * Splits a post into documents for a search index, one for each section, so that a result links to its heading.
 * The first document is the post itself: its title, description, and the text before the first heading.
 *
 * @param post - a post with `html`; headings without an id do not start a section
 * @param options - the post's URL
 * @returns at least one document
 * @throws TypeError when the post has no slug or a field that cannot be read
 * @example
 * ```ts
 * import { toSearchDocuments } from "galley/discovery";
 *
 * const html = '<p>Two counters.</p><h2 id="full">When it is full</h2><p>Drop or wait.</p>';
 * for (const { url, headings, text } of toSearchDocuments({ slug: "rings", title: "Rings", html })) {
 *   console.log(url, JSON.stringify(headings), text);
 * }
 * // → /posts/rings/ [] Two counters.
 * // → /posts/rings/#full ["When it is full"] Drop or wait.
 * ```
 */
export function toSearchDocuments(
  post: DiscoveryPost,
  options: SearchDocumentsOptions = {},
): SearchDocument[] {
  checkPost(post, discoveryFields);
  checkOptions(options, { url: "string", site: "object", imageAlt: "boolean", code: "boolean" });
  const page = addressOf(post, options);
  const base = withoutUndefined<SearchDocument>({
    id: post.slug,
    slug: post.slug,
    url: page,
    title: titleOf(post),
    headings: [],
    text: "",
    tags: [...tagsOf(post.tags)],
    lang: post.lang,
    date: isoDate(post.date, true),
  });
  const tree = parseHtml(post.html ?? "");
  const notes = readNotes(tree);
  const uncalled = new Set(notes.texts.keys());
  const sections = readSections(tree, notes.lists);
  const texts = sections.map(({ nodes }) => {
    const content: Root = { type: "root", children: nodes };
    const { called, code } = readReferences(content);
    for (const id of called) uncalled.delete(id);
    return [
      readPlainText(content, { imageAlt: options.imageAlt }).trim(),
      ...[...called].flatMap((id) => notes.texts.get(id) ?? []),
      ...(options.code ? code : []),
    ];
  });
  texts[0]?.unshift(post.description ?? "");
  texts.at(-1)?.push(...[...uncalled].map((id) => notes.texts.get(id) ?? ""));
  const ids = new Set<string>();
  return sections.map(({ anchor, headings }, index) => {
    const text = (texts[index] ?? []).filter((part) => part !== "").join("\n");
    if (anchor === undefined) return { ...base, text };
    return {
      ...base,
      id: uniqueName(`${post.slug}#${anchor}`, ids),
      url: `${page}#${encodeURIComponent(anchor.toWellFormed())}`,
      anchor,
      headings,
      text,
    };
  });
}

interface Section {
  anchor?: string;
  headings: string[];
  nodes: RootContent[];
}

/**
 * Splits a tree at headings that have an id. Elements that contain headings are split as well.
 *
 * @param notes - elements that are left out
 */
function readSections(tree: Root, notes: ReadonlySet<Nodes>): Section[] {
  const divided = new Set<Nodes>([tree]);
  const parents = new Map<Nodes, Nodes | undefined>();
  walk<Nodes>(tree, (node, parent) => {
    parents.set(node, parent);
    if (depthOf(node) === undefined) return true;
    for (let at = parent; at !== undefined && !divided.has(at); at = parents.get(at)) divided.add(at);
    return false;
  });
  let section: Section = { headings: [], nodes: [] };
  const sections = [section];
  const trail: { depth: number; text: string }[] = [];
  walk<Nodes>(tree, (node) => {
    if (notes.has(node)) return false;
    if (divided.has(node)) return true;
    const depth = depthOf(node);
    const id = node.type === "element" && node.properties.id;
    if (depth !== undefined && typeof id === "string" && id !== "") {
      while ((trail.at(-1)?.depth ?? 0) >= depth) trail.pop();
      trail.push({ depth, text: readPlainText(node).trim() });
      section = { anchor: id, headings: trail.map(({ text }) => text), nodes: [] };
      sections.push(section);
    } else section.nodes.push(node as RootContent);
    return false;
  });
  return sections;
}

function depthOf(node: Nodes): number | undefined {
  return node.type === "element" && /^h[1-6]$/.test(node.tagName) ? Number(node.tagName[1]) : undefined;
}

/** The footnotes of a post: the elements that contain them, and the text of each by its id. */
function readNotes(tree: Root): { lists: Set<Nodes>; texts: Map<string, string> } {
  const lists = new Set<Nodes>();
  const texts = new Map<string, string>();
  walk<Nodes>(tree, (list) => {
    if (list.type !== "element" || roleOf(list) !== "notes") return;
    lists.add(list);
    walk<Nodes>(list, (item) => {
      if (item.type !== "element" || !/^(?:li|p|div|dd|aside)$/.test(item.tagName)) return;
      const { id } = item.properties;
      if (typeof id !== "string" || texts.has(id)) return;
      texts.set(id, readPlainText({ type: "root", children: item.children }).trim());
    });
  });
  return { lists, texts };
}

/** The ids that a tree links to, and the code of its code blocks. */
function readReferences(tree: Root): { called: Set<string>; code: string[] } {
  const called = new Set<string>();
  const code: string[] = [];
  walk<Nodes>(tree, (node) => {
    if (node.type !== "element") return;
    const { href } = node.properties;
    if (node.tagName === "pre") code.push(readCodeBlock(node)?.code.trim() ?? "");
    else if (node.tagName === "a" && typeof href === "string" && href.startsWith("#"))
      called.add(decodeUri(href.slice(1)));
  });
  return { called, code };
}

/** Placeholder for an unknown site. */
const nowhere = "http://galley.invalid";

/** The address of the post: its path, unless it is on another host. An unsafe address is not used. */
function addressOf(post: DiscoveryPost, { url = post.url, site }: SearchDocumentsOptions): string {
  const isUsable = url !== undefined && url.trim() !== "" && toPageUrl(url, nowhere) !== undefined;
  if (site === undefined && isUsable) return url;
  if (!isUsable && post.slug.trim() === "") return "";
  const home = site ?? { url: nowhere };
  const address = postUrl(home, isUsable ? { url } : { slug: post.slug });
  const { origin } = new URL(home.url);
  return address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
}
