import { decodeUri } from "../../core/decode-uri.ts";
import { toFeedUrl } from "../urls.ts";
import { attribute } from "./elements.ts";

/** The prefix of a post's ids in a feed: readers show several posts on one page, and many have a footnote 1. */
function idPrefixOf(url: string): string {
  const path = new URL(url).pathname.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-/, "");
  return path === "" || path === "-" ? "post-" : path.endsWith("-") ? path : `${path}-`;
}

/** The placeholder of an id in a tag, or for an element that is not written but has an id. */
type Form = "attribute" | "element";

/**
 * The ids of a post and the links to them, while a feed is written. Their positions are known before it is known
 * which ids are linked, so both are inserted at the end. An id begins with the path of the post; one of a footnote
 * begins with `fn` and ends with the path, as readers find footnotes by `a[href*="#fn"]`.
 */
export class References {
  /** The output so far. */
  readonly #pieces: string[];
  readonly #page: string;
  readonly #prefix: string;
  readonly #ids: Map<string, { at: number; form: Form }> = new Map();
  readonly #links: { at: number; fragment: string }[] = [];
  /** Ids of footnotes and of the marks that lead to them, by what links look like. */
  readonly #notes: Map<string, "fn" | "fnref"> = new Map();
  readonly #names: Map<string, string> = new Map();
  readonly #taken: Set<string> = new Set();

  constructor(url: string, pieces: string[]) {
    this.#pieces = pieces;
    this.#page = url.replace(/#.*$/s, "");
    this.#prefix = idPrefixOf(url);
  }

  /** The fragment of a link to a place in the post. */
  fragmentOf(href: unknown): string | undefined {
    if (typeof href !== "string") return undefined;
    const link = href.trim();
    const start = link.indexOf("#");
    if (start === -1 || (start > 0 && toFeedUrl(link.slice(0, start), this.#page) !== this.#page))
      return undefined;
    return link.length === start + 1 ? undefined : link.slice(start + 1);
  }

  /** Records where an id may be inserted; the first element with an id is used. */
  addId(id: string, form: Form): void {
    if (id === "" || this.#ids.has(id)) return;
    this.#ids.set(id, { at: this.#pieces.push("") - 1, form });
  }

  /** Records where a link may be inserted. */
  addLink(fragment: string): void {
    this.#links.push({ at: this.#pieces.push("") - 1, fragment });
  }

  /** Records that a link is a footnote reference. */
  addNote(fragment: string, markId: unknown): void {
    this.#notes.set(fragment, "fn").set(decodeUri(fragment), "fn");
    if (typeof markId === "string") this.#notes.set(markId, "fnref");
  }

  /** Inserts every link, and the ids that are linked. */
  finish(): void {
    for (const { at, fragment } of this.#links) {
      const id = [fragment, decodeUri(fragment)].find((name) => this.#ids.has(name));
      const target = id === undefined ? fragment : this.#nameOf(id).replace(/[%\s]/g, encodeURIComponent);
      this.#pieces[at] = attribute("href", toFeedUrl(`#${target}`, this.#page) ?? this.#page);
    }
    for (const [id, name] of this.#names) {
      const { at, form } = this.#ids.get(id) as { at: number; form: Form };
      const written = attribute("id", name);
      this.#pieces[at] = form === "attribute" ? written : `<span${written}></span>`;
    }
  }

  #nameOf(id: string): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    let name = this.#makeName(id);
    for (let count = 2; this.#taken.has(name); count++) name = this.#makeName(`${id}-${count}`);
    this.#names.set(id, name);
    this.#taken.add(name);
    return name;
  }

  #makeName(id: string): string {
    const path = this.#prefix.slice(0, -1);
    const [, before = "", found] = /^(?:(.*?)[-_:.])??(fn(?:ref)?(?![a-z]).*)$/s.exec(id) ?? [];
    const kind = this.#notes.get(id);
    if (found === undefined && kind === undefined) {
      return id.startsWith(this.#prefix) ? id : this.#prefix + id;
    }
    // `queues-fn-1` is `fn-1` of the post `queues`.
    const isKnown = before === "" || before === "user-content" || path.endsWith(before);
    const note = found === undefined ? `${kind}-${id}` : isKnown ? found : `${found}-${before}`;
    return note.endsWith(`-${path}`) ? note : `${note}-${path}`;
  }
}
