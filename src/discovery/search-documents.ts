import type { Element, Root, RootContent } from "hast";
import { checkOptions } from "../core/check-options.ts";
import { checkPost, tagsOf } from "../core/post-fields.ts";
import { postUrl } from "../feed/urls.ts";
import { parseHtml } from "../html/parse-html.ts";
import { readPlainText } from "../html/plain-text.ts";
import { type DiscoveryPost, discoveryFields, isoDate } from "./post.ts";

/** A section of a post, for a search index. */
export interface SearchDocument {
  /** The post's slug; for a section followed by `#` and the anchor. */
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
  /** Text of the section, without code blocks; in the first document the description comes before it. */
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
  url?: string;
}

/**
 * Divides a post into documents for a search index, one for each section, so that a result links to its heading.
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
  checkOptions(options, { url: "string" });
  const page = options.url ?? post.url ?? defaultUrl(post);
  const base: SearchDocument = {
    id: post.slug,
    slug: post.slug,
    url: page,
    title: post.title ?? post.slug,
    headings: [],
    text: "",
    tags: [...tagsOf(post.tags)],
  };
  if (post.lang !== undefined) base.lang = post.lang;
  const date = isoDate(post.date, true);
  if (date !== undefined) base.date = date;

  return readSections(parseHtml(post.html ?? "")).map(({ anchor, headings, nodes }, index) => {
    const body = readPlainText({ type: "root", children: nodes } satisfies Root).trim();
    if (anchor === undefined) {
      const about = index === 0 ? (post.description ?? "") : "";
      return { ...base, text: [about, body].filter((text) => text !== "").join("\n") };
    }
    return {
      ...base,
      id: `${post.slug}#${anchor}`,
      url: `${page}#${encodeURIComponent(anchor.toWellFormed())}`,
      anchor,
      headings,
      text: body,
    };
  });
}

interface Section {
  anchor?: string;
  headings: string[];
  nodes: RootContent[];
}

/** Divides a tree at headings that have an id. Elements that contain headings are divided too. */
function readSections(tree: Root): Section[] {
  let section: Section = { headings: [], nodes: [] };
  const sections = [section];
  const trail: { depth: number; text: string }[] = [];
  const divided = new Set<RootContent>();
  findDivided(tree.children, divided);
  const visit = (nodes: readonly RootContent[]): void => {
    for (const node of nodes) {
      const element = node.type === "element" ? node : undefined;
      if (element !== undefined && isFootnoteLabel(element)) continue;
      const id = element?.properties.id;
      const depth = depthOf(node);
      if (element !== undefined && depth !== undefined && typeof id === "string" && id !== "") {
        while ((trail.at(-1)?.depth ?? 0) >= depth) trail.pop();
        trail.push({ depth, text: readPlainText(element).trim() });
        section = { anchor: id, headings: trail.map(({ text }) => text), nodes: [] };
        sections.push(section);
      } else if (element !== undefined && divided.has(element)) visit(element.children);
      else section.nodes.push(node);
    }
  };
  visit(tree.children);
  return sections;
}

/** Collects the elements that contain headings, and returns whether any node is or contains one. */
function findDivided(nodes: readonly RootContent[], divided: Set<RootContent>): boolean {
  let found = false;
  for (const node of nodes) {
    if (node.type !== "element") continue;
    if (depthOf(node) !== undefined) found = true;
    else if (findDivided(node.children, divided)) {
      divided.add(node);
      found = true;
    }
  }
  return found;
}

function depthOf(node: RootContent): number | undefined {
  const [, digit] = (node.type === "element" && /^h([1-6])$/.exec(node.tagName)) || [];
  return digit === undefined ? undefined : Number(digit);
}

/** The hidden heading that names the list of footnotes. */
function isFootnoteLabel({ properties }: Element): boolean {
  const id = properties.id;
  return typeof id === "string" && /(?:^|-)footnote-label$/.test(id);
}

/** The path of the default URL, which feeds and sitemaps use too. */
function defaultUrl({ slug }: DiscoveryPost): string {
  return slug.trim() === "" ? "" : new URL(postUrl({ url: "http://galley.invalid" }, { slug })).pathname;
}
