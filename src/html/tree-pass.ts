import GithubSlugger from "github-slugger";
import type { Comment, Element, Nodes, Parents, Root, RootContent } from "hast";
import type { Position } from "unist";
import { type AllowList, nothingMore } from "./allow-list.ts";
import type { Heading } from "./headings.ts";
import { maxHtmlDepth, tooDeepError } from "./html-bound.ts";
import { assignIds, IdList } from "./ids.ts";
import { formulaSource, readPlainText } from "./plain-text.ts";
import { dataOf, isSet, type Role, roleOf } from "./roles.ts";
import { type Report, Sanitizer } from "./sanitizer.ts";
import { hasSafeScheme } from "./urls.ts";

/** A link of a post. */
export interface Link {
  /** The URL as the author wrote it. */
  url: string;
  /** The text of the link, images by their alternative text. */
  text: string;
  /** Where it stands. */
  place?: Position;
}

/** An image of a post. */
export interface Image {
  /** The URL as the author wrote it. */
  url: string;
  /** The alternative text; `""` without one. */
  alt: string;
  /** Where it stands. */
  place?: Position;
}

/** The text, separated by how it is read. */
export interface ReadableText {
  prose: string;
  code: string;
  /** How many images there are. */
  images: number;
}

/** A comment that ends an excerpt, in the tree. */
export interface Marker {
  node: Comment;
  /** The elements around it, from the root down. */
  parents: Parents[];
  /** The marker approximately as the author wrote it. */
  spelling: string;
}

/** The content of a tree, in document order. */
export interface Contents {
  headings: Heading[];
  links: Link[];
  images: Image[];
  text: ReadableText;
  /** The first two markers. */
  markers: Marker[];
}

/** Options for making a tree safe. */
export interface PassOptions {
  /** Whether elements and attributes outside the schema are removed; `false` trusts the author. */
  sanitize: boolean;
  /** Elements from raw HTML or a plugin, including their content; `"all"` means every element. The others come from Markdown. */
  foreign: "all" | ReadonlySet<Nodes>;
  /** Put in front of every id but those of footnotes. */
  idPrefix?: string | undefined;
  /** Whether the text of a comment ends the excerpt. Without it, markers are not searched for. */
  isMarker?: ((text: string) => boolean) | undefined;
  /** Texts that end the excerpt on a line of their own; `---` means any thematic break. */
  markerLines?: ReadonlySet<string> | undefined;
  path?: string | undefined;
  /** What the sanitizer allows in addition to its own list. */
  allowed?: AllowList | undefined;
  /** Names of MDX components, in lower case, whose removal is not reported. */
  components?: ReadonlySet<string> | undefined;
  report: Report;
}

/**
 * The single pass over an HTML tree, in place: removes what is unsafe, assigns ids, and collects the tree's content.
 * Comments are removed, except markers, which stay until {@linkcode removeMarkers}.
 *
 * @throws ContentError `limit-nesting` for a tree that is deeper than any browser lays out
 */
export function passTree(tree: Root, options: PassOptions): Contents {
  return new TreePass(options).run(tree);
}

/** Collects the content of a tree without changing it. */
export function readTree(tree: Root, options: Pick<PassOptions, "allowed"> = {}): Contents {
  return new TreePass(options).run(tree);
}

/** Removes the markers once the excerpt has been made. With `keepComments`, those written as HTML comments stay. */
export function removeMarkers(
  markers: readonly Marker[],
  { keepComments, withLineEnd }: { keepComments: boolean; withLineEnd: boolean },
): void {
  for (const { node, parents, spelling } of markers) {
    if (keepComments && spelling.startsWith("<!--")) continue;
    const children = parents.at(-1)?.children as RootContent[];
    const at = children.indexOf(node);
    const isLineEnd = (sibling: RootContent | undefined): boolean =>
      withLineEnd && sibling?.type === "text" && sibling.value === "\n";
    if (isLineEnd(children[at + 1])) children.splice(at, 2);
    else if (isLineEnd(children[at - 1]) && at === children.length - 1) children.splice(at - 1, 2);
    else children.splice(at, 1);
  }
}

type TextMode = "prose" | "code" | "silent";

/** A listed element, with its URL as the author wrote it, and its position or the nearest one around it. */
interface Listed {
  node: Element;
  url: string;
  place: Position | undefined;
}

/** Roles of elements within a line; all others separate words. */
const inline: ReadonlySet<Role> = new Set<Role>(["inline", "inline-code"]);

class TreePass {
  readonly #options: Partial<PassOptions>;
  readonly #sanitizer: Sanitizer | undefined;
  readonly #ids: IdList | undefined;
  readonly #foreign: ReadonlySet<Nodes>;

  readonly #headings: { node: Element; isNamed: boolean; isListed: boolean; place: Position | undefined }[] =
    [];
  readonly #links: Listed[] = [];
  readonly #images: Listed[] = [];
  readonly #markers: Marker[] = [];
  readonly #prose: string[] = [];
  readonly #code: string[] = [];
  #imageCount = 0;

  readonly #ancestors: string[] = [];
  readonly #parents: Parents[] = [];
  #inNotes = false;
  #place: Position | undefined;

  constructor(options: Partial<PassOptions>) {
    const { sanitize, foreign = "all", report, allowed = nothingMore, components } = options;
    this.#options = options;
    if (report !== undefined) {
      this.#ids = new IdList();
      if (sanitize) this.#sanitizer = new Sanitizer(report, allowed, components);
    }
    this.#foreign = foreign === "all" ? new Set() : foreign;
  }

  run(tree: Root): Contents {
    this.#children(tree, "prose", this.#options.foreign === "all");
    const headings = this.#nameHeadings();
    return {
      headings,
      links: this.#links.flatMap(({ node, url, place }) => {
        // The text of the link, not that of an anchor around it.
        const text = readPlainText(
          { type: "element", tagName: "span", properties: {}, children: node.children },
          { imageAlt: true },
        );
        return this.#isSafe(url) ? placed({ url, text: text.replaceAll("\n", " ") }, place) : [];
      }),
      images: this.#images.flatMap(({ node, url, place }) => {
        const { alt } = node.properties;
        return this.#isSafe(url) ? placed({ url, alt: typeof alt === "string" ? alt : "" }, place) : [];
      }),
      text: { prose: this.#prose.join(""), code: this.#code.join(""), images: this.#imageCount },
      markers: this.#markers,
    };
  }

  #isSafe(url: string): boolean {
    return hasSafeScheme(url, (this.#options.allowed ?? nothingMore).schemes);
  }

  #children(parent: Parents, mode: TextMode, foreign: boolean): void {
    this.#parents.push(parent);
    this.#visitAll(parent, mode, foreign);
    this.#parents.pop();
  }

  /** Visits the children of a node. A new list is created only if one of them changes. */
  #visitAll(parent: Parents, mode: TextMode, foreign: boolean): void {
    const children = parent.children as Nodes[];
    let kept: Nodes[] | undefined;
    for (let index = 0; index < children.length; index++) {
      const child = children[index] as Nodes;
      const result = this.#visit(child, mode, foreign);
      if (result === child) {
        kept?.push(child);
        continue;
      }
      kept ??= children.slice(0, index);
      if (Array.isArray(result)) for (const node of result) kept.push(node);
      else if (result !== undefined) kept.push(result as Nodes);
    }
    if (kept !== undefined) parent.children = kept as RootContent[];
  }

  /** Returns the node itself if it stays, or its replacement. */
  #visit(node: Nodes, mode: TextMode, foreign: boolean): Nodes | Nodes[] | undefined {
    if (node.type === "text") {
      if (this.#wantsLine(mode)) {
        const parts = this.#splitAtMarker(node.value);
        if (parts !== undefined) return parts;
      }
      if (mode === "prose") this.#prose.push(node.value);
      else if (mode === "code") this.#code.push(node.value);
      return node;
    }
    if (node.type === "element") {
      const outer = this.#place;
      if (node.position !== undefined) this.#place = node.position;
      const result = this.#element(node, mode, foreign || this.#foreign.has(node));
      this.#place = outer;
      return result;
    }
    if (node.type === "comment") {
      const isMarker = !this.#inNotes && this.#options.isMarker?.(node.value) === true;
      if (isMarker && this.#markers.length < 2) return this.#mark(node, `<!--${node.value}-->`);
      this.#sanitizer?.checkComment(node.value, node.position ?? this.#place);
      return this.#sanitizer === undefined ? node : undefined;
    }
    if (this.#sanitizer === undefined) return node;
    // Added by a plugin, so it is not known to be safe.
    return node.type === "raw" ? { type: "text", value: node.value } : undefined;
  }

  #element(node: Element, mode: TextMode, foreign: boolean): Nodes | Nodes[] | undefined {
    if (foreign && node.children.length === 0 && this.#wantsLine(mode)) {
      const spelling = outlineOf([node]);
      if (this.#options.markerLines?.has(spelling))
        return this.#mark({ type: "comment", value: spelling }, spelling);
    }
    const sanitizer = foreign ? this.#sanitizer : undefined;
    if (sanitizer !== undefined) {
      const verdict = sanitizer.judge(node, this.#ancestors, this.#place);
      if (verdict === "drop") return undefined;
      if (verdict === "unwrap") {
        this.#visitAll(node, mode, foreign);
        return node.children;
      }
      sanitizer.clean(node, this.#place);
    }
    const role = mode === "prose" ? roleOf(node) : "inline";
    if (role === "paragraph" && this.#parents.length === 1) {
      const spelling = this.#expressionMarker(node);
      if (spelling !== undefined) {
        if (this.#markers.length === 2) return undefined;
        return this.#mark({ type: "comment", value: spelling, position: node.position }, spelling);
      }
    }
    if (this.#wantsLine(mode)) {
      const spelling = this.#markerOf(node, role);
      if (spelling !== undefined)
        return this.#mark({ type: "comment", value: spelling, position: node.position }, spelling);
    }
    this.#collect(node, foreign);
    const inner = this.#modeOf(node, mode, role);
    const gap = mode === "prose" && inner !== "silent" && !inline.has(role);
    if (gap) this.#prose.push("\n");
    const isNotes = role === "notes" && node.tagName === "section" && isSet(node.properties.dataFootnotes);
    if (isNotes) this.#inNotes = true;
    if (node.children.length > 0) {
      this.#ancestors.push(node.tagName);
      if (this.#ancestors.length > maxHtmlDepth) throw tooDeepError(this.#place, this.#options.path);
      this.#children(node, inner, foreign);
      this.#ancestors.pop();
    }
    if (isNotes) this.#inNotes = false;
    if (gap) this.#prose.push("\n");
    if (inner === "code" && mode === "prose") this.#code.push("\n");
    return node;
  }

  /** How the text below an element is read. */
  #modeOf(node: Element, mode: TextMode, role: Role): TextMode {
    if (mode !== "prose") {
      if (mode === "code" && node.tagName === "br") this.#code.push("\n");
      return mode;
    }
    switch (role) {
      case "media":
        if (node.tagName === "img" || node.tagName === "picture") this.#imageCount++;
        return "silent";
      case "hidden":
      case "note-mark":
        return "silent";
      case "line-break":
        this.#prose.push("\n");
        return "silent";
      case "formula":
        this.#prose.push(formulaSource(node));
        return "silent";
      case "code":
        if (node.tagName !== "span") return "code";
        this.#code.push(formulaSource(node), "\n");
        return "silent";
      default:
        return node.tagName === "a" && isBareUrl(node) ? "silent" : "prose";
    }
  }

  /** Records what is listed later, once the whole tree is safe. */
  #collect(node: Element, foreign: boolean): void {
    const { tagName, properties } = node;
    if (tagName === "a" && typeof properties.href === "string") {
      if (!isSet(properties.dataFootnoteRef) && !isSet(properties.dataFootnoteBackref))
        this.#links.push({ node, url: urlOf(node, "href"), place: this.#place });
      if (properties.href.startsWith("#")) this.#ids?.fragments.push(node);
    } else if (tagName === "img" && typeof properties.src === "string") {
      this.#images.push({ node, url: urlOf(node, "src"), place: this.#place });
    }
    if (dataOf(node)?.footnote !== undefined) {
      this.#ids?.notes.push(node);
      return;
    }
    const isHeading = /^h[1-6]$/.test(tagName);
    // A fence may have an id, `{#id .js}`.
    if (!foreign && !isHeading && tagName !== "pre") return;
    const isNamed = this.#ids?.add(node, this.#sanitizer === undefined) ?? true;
    if (isHeading) this.#headings.push({ node, isNamed, isListed: !this.#inNotes, place: this.#place });
  }

  #nameHeadings(): Heading[] {
    const texts = this.#headings.map(({ node }) => readPlainText(node));
    if (this.#ids !== undefined) {
      for (const [index, { node, isNamed }] of this.#headings.entries()) {
        if (!isNamed) this.#ids.headings.push({ node, text: texts[index] as string });
      }
      const { idPrefix = "" } = this.#options;
      assignIds(this.#ids, { idPrefix, isTrusted: this.#sanitizer === undefined });
    }
    const slugger = new GithubSlugger();
    return this.#headings.flatMap(({ node, isListed, place }, index) => {
      if (!isListed) return [];
      const { id } = node.properties;
      const heading: Heading = {
        depth: Number(node.tagName[1]) as Heading["depth"],
        // A tree that is only read may have no ids: the slug is the one that GitHub would assign.
        slug: typeof id === "string" && id !== "" ? id : slugger.slug(texts[index] as string),
        text: (texts[index] as string).replaceAll("\n", " "),
      };
      return placed(heading, place);
    });
  }

  /** Whether a line may still be a marker: only the first one counts, as `---` has another meaning as well. */
  #wantsLine(mode: TextMode): boolean {
    return (
      this.#options.markerLines !== undefined &&
      mode === "prose" &&
      this.#markers.length === 0 &&
      !this.#inNotes
    );
  }

  /** Returns the marker if the block is one. */
  #markerOf({ children }: Element, role: Role): string | undefined {
    const line =
      role === "break" ? "---" : role === "paragraph" && children.length < 10 ? outlineOf(children) : "";
    return this.#options.markerLines?.has(line) ? line : undefined;
  }

  /** Splits a text at the line that is a marker. */
  #splitAtMarker(value: string): Nodes[] | undefined {
    const parent = this.#parents.at(-1) as Parents;
    if (parent.type === "element" && inline.has(roleOf(parent))) return undefined;
    const lines = value.split("\n");
    const at = lines.findIndex((line) => this.#options.markerLines?.has(line.trim()));
    const marker = lines[at]?.trim();
    if (marker === undefined) return undefined;
    const parts: Nodes[] = [{ type: "text", value: lines.slice(0, at).join("\n") }];
    parts.push(this.#mark({ type: "comment", value: marker }, marker));
    parts.push({ type: "text", value: lines.slice(at + 1).join("\n") });
    for (const part of parts) if (part.type === "text") this.#prose.push(part.value, "\n");
    return parts;
  }

  #mark(node: Comment, spelling: string): Comment {
    this.#markers.push({ node, parents: [...this.#parents], spelling });
    return node;
  }

  /** Docusaurus also writes a marker as an expression in plain Markdown, where it is a paragraph of text. */
  #expressionMarker(paragraph: Element): string | undefined {
    const { isMarker } = this.#options;
    const [first] = paragraph.children;
    if (isMarker === undefined || first?.type !== "text" || !/^\s*\{\s*\/\*?/.test(first.value))
      return undefined;
    const text = paragraph.children.map(starred).join("").trim();
    return /^\{\s*\/\*.*\*\/\s*\}$/s.test(text) && isMarker(text) ? text : undefined;
  }
}

/** Describes the structure of nodes without attributes; a text is described by itself. */
export function outlineOf(nodes: readonly Nodes[]): string {
  const parts = nodes.map((node) =>
    node.type === "element"
      ? `<${node.tagName}>${outlineOf(node.children)}</>`
      : node.type === "text"
        ? node.value
        : "",
  );
  return parts.join("").trim();
}

/** Without spaces, as in `{/*more*\/}`, the stars are an emphasis. */
function starred(node: Nodes): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? `*${node.children.map(starred).join("")}*` : "";
}

function urlOf(node: Element, name: "href" | "src"): string {
  return dataOf(node)?.url ?? String(node.properties[name]);
}

function placed<Item extends Heading | Link | Image>(item: Item, place: Position | undefined): Item {
  if (place !== undefined) item.place = place;
  return item;
}

/** Whether the text of a link is its own URL, which is not a word. */
function isBareUrl(link: Element): boolean {
  const [text, ...others] = link.children;
  if (text?.type !== "text" || others.length > 0 || typeof link.properties.href !== "string") return false;
  const url = urlOf(link, "href");
  return url === text.value || url === `http://${text.value}`;
}
