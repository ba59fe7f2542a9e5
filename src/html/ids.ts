import GithubSlugger, { slug } from "github-slugger";
import type { Element, Nodes, Properties, Root } from "hast";
import { decodeUri } from "../core/decode-uri.ts";
import { uniqueName } from "../core/unique-name.ts";
import { walk } from "../core/walk.ts";
import { isDomName } from "./dom-names.ts";
import { dataOf, forget, isSet, note } from "./roles.ts";

/** The id of a heading without letters or digits. */
const emptySlug = "section";

/** Properties that refer to other elements by id. */
const references: readonly string[] = ["ariaDescribedBy", "ariaLabelledBy", "headers"];

/** The elements that {@linkcode assignIds} needs, collected by the pass over a tree, in document order. */
export class IdList {
  /** Parts of Markdown footnotes, whose ids are already unique. */
  readonly notes: Element[] = [];
  /** Elements with an id or a name that the author wrote. */
  readonly named: { node: Element; wanted: string; alias: string }[] = [];
  /** Headings without an id, and their text. */
  readonly headings: { node: Element; text: string }[] = [];
  /** Links to a place in the post. */
  readonly fragments: Element[] = [];
  readonly referring: Properties[] = [];

  /**
   * Notes an element.
   *
   * @param isTrusted - whether `name` of an anchor stays as it is
   * @returns whether the author gave it an id
   */
  add(node: Element, isTrusted: boolean): boolean {
    const { tagName, properties } = node;
    const { id, name } = properties;
    let isNamed = false;
    if (id !== undefined || (name !== undefined && tagName === "a")) {
      const alias = tagName === "a" && !isTrusted ? cleanId(name) : "";
      if (tagName === "a" && !isTrusted) delete properties.name;
      const wanted = cleanId(id) || alias;
      isNamed = wanted !== "";
      if (isNamed) this.named.push({ node, wanted, alias });
      else delete properties.id;
    }
    if (references.some((reference) => properties[reference] != null)) this.referring.push(properties);
    return isNamed;
  }
}

/**
 * Gives headings their ids and makes all ids of a post unique.
 *
 * - What the author wrote (`{#id}`, `id` or `<a name>` in raw HTML) comes first, then headings in order: their slug is
 *   that of GitHub, `section` if it is empty, with `-1`, `-2` … where it is taken.
 * - A name that the browser itself uses (`cookie`, `location`, `constructor`) counts as taken.
 * - Links and `aria` attributes are updated to the final ids; a link without a target is left as it is.
 *
 * @param list - the elements; they are changed
 * @param options - a prefix for all ids but those of footnotes; `isTrusted` keeps the author's own ids even if the browser itself
 *   uses them
 */
export function assignIds(
  list: IdList,
  { idPrefix, isTrusted }: { idPrefix: string; isTrusted: boolean },
): void {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  /** From the id that a link may be written for to the one that it has now. */
  const finals = new Map<string, string>();

  const take = (wanted: string, evenDomNames: boolean): string => {
    const base = wanted.startsWith(idPrefix) ? wanted : idPrefix + wanted;
    let id = base;
    let count = counts.get(base) ?? 0;
    while (used.has(id) || (!evenDomNames && isDomName(id))) id = `${base}-${++count}`;
    counts.set(base, count);
    used.add(id);
    return id;
  };
  const lead = (written: string, id: string): void => {
    if (!finals.has(written)) finals.set(written, id);
  };

  for (const { properties } of list.notes) {
    if (typeof properties.id !== "string") continue;
    used.add(properties.id);
    lead(properties.id, properties.id);
  }
  for (const { node, wanted, alias } of list.named) {
    const id = take(wanted, isTrusted);
    node.properties.id = id;
    lead(wanted, id);
    if (alias !== "") lead(alias, id);
  }
  if (list.headings.length > 0) {
    const slugger = new GithubSlugger();
    for (const { node, text } of list.headings) {
      const name = slug(text).toWellFormed() || emptySlug;
      const id = take(name, false);
      node.properties.id = id;
      // Authors write links for the slug that GitHub would assign.
      lead(slugger.slug(name), id);
    }
  }
  for (const node of list.fragments) {
    const target = dataOf(node)?.footnote?.target;
    if (target === undefined) {
      const href = String(node.properties.href);
      node.properties.href = followed(href);
      if (node.properties.href !== href) note(node, { url: dataOf(node)?.url ?? href });
    } else if (used.has(target)) node.properties.href = `#${target}`;
    else {
      // The sanitizer may have removed the reference: no link can lead back to it.
      delete node.properties.href;
      node.children = [];
    }
  }
  for (const properties of list.referring) {
    for (const name of references) {
      const ids = properties[name];
      if (ids == null) continue;
      const names = (Array.isArray(ids) ? ids : String(ids).split(/\s+/)).map(String);
      properties[name] = names.map((id) => finals.get(id) ?? id);
    }
  }
  // From here on they are treated like any other id.
  for (const node of list.notes) forget(node);

  function followed(href: string): string {
    for (const written of [href.slice(1), decodeUri(href.slice(1))]) {
      const id = finals.get(written) ?? (used.has(written) ? written : finals.get(cleanId(written)));
      // Letters of all scripts stay readable in a fragment; characters that would end an attribute or a URL are encoded.
      if (id !== undefined && written !== "")
        return `#${id.replace(/[\0-\x20\x7f"%<>`]/g, encodeURIComponent)}`;
    }
    return href;
  }
}

/** An id may hold anything but white space, and must not be empty. */
function cleanId(id: unknown): string {
  return id == null || id === false ? "" : String(id).trim().replace(/\s+/g, "-").toWellFormed();
}

/**
 * Gives footnotes, references and the label their ids: a prefix, `fn-` or `fnref-`, the slug of the note's name, and a
 * number where needed. The ids of remark-rehype are percent-encoded, ambiguous (the second reference to `a` and the
 * first one to `a-2` are both `fnref-a-2`), and the label has no prefix.
 */
export function nameFootnotes(tree: Root, prefix: string): void {
  const last = tree.children.findLast((node) => node.type === "element");
  if (last === undefined || last.tagName !== "section" || !isSet(last.properties.dataFootnotes)) return;
  const list = last.children.find(
    (node): node is Element => node.type === "element" && node.tagName === "ol",
  );
  const label = last.children.find((node): node is Element => node.type === "element");
  if (list === undefined || label === undefined) return;

  const used = new Set<string>();
  const unique = (base: string): string => uniqueName(base, used);
  last.properties.dataFootnotes = "";
  setId(label, unique(`${prefix}footnote-label`));

  const notes = new Map<string, { id: string; name: string; references: string[]; item: Element }>();
  let number = 0;
  for (const item of list.children) {
    if (item.type !== "element") continue;
    number += 1;
    const written = String(item.properties.id);
    const name = slug(decodeUri(written.slice("fn-".length))) || String(number);
    const id = unique(`${prefix}fn-${name}`);
    notes.set(`#${written}`, { id, name, references: [], item });
    setId(item, id);
  }

  walk<Nodes>(tree, (node) => {
    if (node.type !== "element") return;
    const { properties } = node;
    if (properties.dataFootnoteRef === undefined) return;
    const note = notes.get(String(properties.href));
    if (note === undefined) return;
    const count = note.references.length + 1;
    const id = unique(`${prefix}fnref-${note.name}${count > 1 ? `-${count}` : ""}`);
    note.references.push(id);
    properties.href = `#${note.id}`;
    // As the parser of raw HTML would write it: the same bytes with and without raw HTML in the post.
    properties.dataFootnoteRef = "";
    properties.ariaDescribedBy = [String(label.properties.id)];
    setId(node, id, note.id);
  });

  for (const { item, references } of notes.values()) {
    let count = 0;
    walk<Nodes>(item, (node) => {
      if (node.type !== "element" || node.properties.dataFootnoteBackref === undefined) return;
      const target = references[count++];
      if (target === undefined) return;
      node.properties.href = `#${target}`;
      setMark(node, target);
    });
  }
}

function setId(node: Element, id: string, target?: string): void {
  node.properties.id = id;
  setMark(node, target);
}

function setMark(node: Element, target: string | undefined): void {
  note(node, { footnote: target === undefined ? {} : { target } });
}
