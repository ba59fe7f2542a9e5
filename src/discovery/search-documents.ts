import type { Element, Nodes, Root, RootContent } from "hast";
import { checkOptions } from "../core/check-options.ts";
import { checkPost, tagsOf } from "../core/post-fields.ts";
import { uniqueName } from "../core/unique-name.ts";
import { walk } from "../core/walk.ts";
import { readCodeBlock } from "../feed/html/code.ts";
import type { Site } from "../feed/source.ts";
import { postUrl, toPageUrl } from "../feed/urls.ts";
import { parseHtml } from "../html/parse-html.ts";
import { readPlainText } from "../html/plain-text.ts";
import { roleOf } from "../html/roles.ts";
import { decodeFragment } from "../html/urls.ts";
import { type DiscoveryPost, discoveryFields, isoDate, titleOf } from "./post.ts";

/** A section of a post, for a search index. */
export interface SearchDocument {
  /** Unique in a post: its slug; for a section followed by `#` and the anchor. */
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
  /** Text of the section and of the footnotes that it calls; in the first document the description comes before it. */
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
  /** The site: then the URL is a path with the path of the site, and the whole URL for a page on another host. */
  site?: Pick<Site, "url">;
  /**
   * Whether the text has the alternative texts of images.
   *
   * @default false
   */
  imageAlt?: boolean;
  /**
   * Whether the text has the code of code blocks, at its end.
   *
   * @default false
   */
  code?: boolean;
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
  checkOptions(options, { url: "string", site: "object", imageAlt: "boolean", code: "boolean" });
  const page = addressOf(post, options);
  const base: SearchDocument = {
    id: post.slug,
    slug: post.slug,
    url: page,
    title: titleOf(post),
    headings: [],
    text: "",
    tags: [...tagsOf(post.tags)],
  };
  if (post.lang !== undefined) base.lang = post.lang;
  const date = isoDate(post.date, true);
  if (date !== undefined) base.date = date;

  const tree = parseHtml(post.html ?? "");
  const notes = new Notes(tree);
  const sections = readSections(tree, notes);
  const texts = sections.map(({ nodes }) => [
    readPlainText({ type: "root", children: nodes } satisfies Root, { imageAlt: options.imageAlt }).trim(),
    ...notes.calledIn(nodes),
    ...(options.code ? codeIn(nodes) : []),
  ]);
  texts.at(-1)?.push(...notes.uncalled());
  const ids = new Set<string>();
  return sections.map(({ anchor, headings }, index) => {
    const body = (texts[index] as string[]).filter((text) => text !== "").join("\n");
    if (anchor === undefined) {
      const about = index === 0 ? (post.description ?? "") : "";
      return { ...base, text: [about, body].filter((text) => text !== "").join("\n") };
    }
    return {
      ...base,
      id: uniqueName(`${post.slug}#${anchor}`, ids),
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
function readSections(tree: Root, notes: Notes): Section[] {
  let section: Section = { headings: [], nodes: [] };
  const sections = [section];
  const trail: { depth: number; text: string }[] = [];
  const divided = new Set<RootContent>();
  findDivided(tree.children, divided);
  const visit = (nodes: readonly RootContent[]): void => {
    for (const node of nodes) {
      const element = node.type === "element" ? node : undefined;
      if (element !== undefined && notes.lists.has(element)) continue;
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

/** The footnotes of a post, by id. */
class Notes {
  /** The elements that hold them. */
  readonly lists: ReadonlySet<Element>;
  readonly #texts: Map<string, string> = new Map();
  readonly #called: Set<string> = new Set();

  constructor(tree: Root) {
    const lists = new Set<Element>();
    walk<Nodes>(tree, (node) => {
      if (node.type !== "element" || roleOf(node) !== "notes") return;
      lists.add(node);
      walk<Nodes>(node, (item) => {
        if (item.type !== "element" || !/^(?:li|p|div|dd|aside)$/.test(item.tagName)) return;
        const { id } = item.properties;
        if (typeof id !== "string" || this.#texts.has(id)) return;
        this.#texts.set(id, readPlainText({ type: "root", children: item.children }).trim());
      });
    });
    this.lists = lists;
  }

  /** The texts of the notes that some nodes have marks of. */
  calledIn(nodes: readonly RootContent[]): string[] {
    const ids = new Set<string>();
    walk<Nodes>({ type: "root", children: [...nodes] }, (node) => {
      const href: unknown =
        node.type === "element" && node.tagName === "a" ? node.properties.href : undefined;
      if (typeof href === "string" && href.startsWith("#")) ids.add(decodeFragment(href.slice(1)));
    });
    return [...ids].flatMap((id) => {
      this.#called.add(id);
      return this.#texts.get(id) ?? [];
    });
  }

  uncalled(): string[] {
    return [...this.#texts].flatMap(([id, text]) => (this.#called.has(id) ? [] : text));
  }
}

function codeIn(nodes: readonly RootContent[]): string[] {
  const code: string[] = [];
  walk<Nodes>({ type: "root", children: [...nodes] }, (node) => {
    if (node.type === "element" && node.tagName === "pre") code.push(readCodeBlock(node)?.code.trim() ?? "");
  });
  return code;
}

/** Stands for the site when it is not known. */
const nowhere = "http://galley.invalid";

/** The address of the post: the path of it, unless it is on another host. One that is not safe is not used. */
function addressOf(post: DiscoveryPost, { url = post.url, site }: SearchDocumentsOptions): string {
  const isUsable = url !== undefined && url.trim() !== "" && toPageUrl(url, nowhere) !== undefined;
  if (site === undefined && isUsable) return url;
  if (!isUsable && post.slug.trim() === "") return "";
  const home = site ?? { url: nowhere };
  const address = postUrl(home, isUsable ? { url } : { slug: post.slug });
  const { origin } = new URL(home.url);
  return address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
}
