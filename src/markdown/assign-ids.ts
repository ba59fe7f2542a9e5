import GithubSlugger, { slug } from "github-slugger";
import type { Element, Nodes, Root } from "hast";
import { isDomName } from "./is-dom-name.ts";
import { footnoteMarkOf } from "./name-footnotes.ts";
import type { ToHastOptions } from "./to-hast.ts";
import { toPlainText } from "./to-plain-text.ts";
import { walk } from "./walk.ts";

const headingName: RegExp = /^h[1-6]$/;

/** The id of a heading that has neither letter nor digit. */
const emptySlug = "section";

/** Properties that name other elements by their ids. */
const references: readonly string[] = ["ariaDescribedBy", "ariaLabelledBy", "headers"];

/**
 * Gives headings their ids and makes all ids of a post unique.
 *
 * - What the author wrote (`{#id}`, `id` or `<a name>` in raw HTML) comes first, then headings in order: their slug is
 *   the one of GitHub, `section` if it is empty, with `-1`, `-2` … where it is taken.
 * - A name that the browser itself uses (`cookie`, `location`, `constructor`) counts as taken.
 * - Links and `aria` attributes follow to the final ids; a link to nothing is left as it is.
 *
 * @param tree - hast; it is changed
 * @param options - prefixes; with `rawHtml: "allow"` the author's own ids are renamed only where they repeat
 * @returns the same tree
 */
export function assignIds(tree: Root, { idPrefix = "", rawHtml }: ToHastOptions = {}): Root {
  const trusted = rawHtml === "allow";
  const used = new Set<string>();
  const counts = new Map<string, number>();
  /** From the id that a link may be written for to the one that it has now. */
  const finals = new Map<string, string>();
  const explicit: { node: Element; wanted: string; alias?: string }[] = [];
  const headings: Element[] = [];
  const links: Element[] = [];
  const referring: Element[] = [];
  let hasMarks = false;

  function take(wanted: string, evenDomNames: boolean): string {
    const base = wanted.startsWith(idPrefix) ? wanted : idPrefix + wanted;
    let id = base;
    let count = counts.get(base) ?? 0;
    while (used.has(id) || (!evenDomNames && isDomName(id))) id = `${base}-${++count}`;
    counts.set(base, count);
    used.add(id);
    return id;
  }

  function lead(written: string, id: string): void {
    if (!finals.has(written)) finals.set(written, id);
  }

  walk<Nodes>(tree, (node) => {
    if (node.type !== "element") return;
    const { properties, tagName } = node;
    const footnote = footnoteMarkOf(node);
    hasMarks ||= footnote !== undefined;
    if (footnote !== undefined && typeof properties.id === "string") {
      // Of this library's making, and unique already: taken before anything else.
      used.add(properties.id);
      lead(properties.id, properties.id);
    } else if (footnote === undefined) {
      const id = cleaned(properties.id);
      const name = tagName === "a" && !trusted ? cleaned(properties.name) : "";
      if (tagName === "a" && !trusted) delete properties.name;
      const wanted = id || name;
      if (wanted === "") delete properties.id;
      if (wanted !== "") explicit.push({ node, wanted, alias: name });
      else if (headingName.test(tagName)) headings.push(node);
    }
    if (tagName === "a" && typeof properties.href === "string" && properties.href.startsWith("#"))
      links.push(node);
    if (footnote === undefined && references.some((name) => properties[name] != null)) referring.push(node);
  });

  for (const { node, wanted, alias } of explicit) {
    const id = take(wanted, trusted);
    node.properties.id = id;
    lead(wanted, id);
    if (alias) lead(alias, id);
  }
  const slugger = new GithubSlugger();
  for (const node of headings) {
    const text = slug(toPlainText(node)).toWellFormed() || emptySlug;
    const id = take(text, false);
    node.properties.id = id;
    // A link is written for the slug that GitHub would give.
    lead(slugger.slug(text), id);
  }
  for (const node of links) {
    const target = footnoteMarkOf(node)?.target;
    // The sanitiser may have left the reference out, of a drawing's title say: there is no way back to it.
    if (target !== undefined && !used.has(target)) {
      delete node.properties.href;
      node.children = [];
    } else node.properties.href = followed(node);
  }
  for (const { properties } of referring) {
    for (const name of references) {
      const ids = properties[name];
      if (ids == null) continue;
      const list = (Array.isArray(ids) ? ids : String(ids).split(/\s+/)).map(String);
      properties[name] = list.map((id) => finals.get(id) ?? id);
    }
  }
  if (hasMarks) walk<Nodes>(tree, dropMark);
  return tree;

  function followed(link: Element): string {
    const href = String(link.properties.href);
    const target = footnoteMarkOf(link)?.target;
    if (target !== undefined) return `#${target}`;
    for (const written of [href.slice(1), decoded(href.slice(1))]) {
      const id = finals.get(written) ?? (used.has(written) ? written : finals.get(cleaned(written)));
      if (id !== undefined && written !== "") return `#${encoded(id)}`;
    }
    return href;
  }
}

/** An id may hold anything but white space, and must not be empty. */
function cleaned(id: unknown): string {
  return id == null || id === false ? "" : String(id).trim().replace(/\s+/g, "-").toWellFormed();
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Letters of all scripts stay legible in a fragment; what would end an attribute or a URL does not. */
function encoded(id: string): string {
  return id.replace(/[\0-\x20\x7f"%<>`]/g, encodeURIComponent);
}

function dropMark(node: Nodes): void {
  const data = node.data as { galleyFootnote?: unknown } | undefined;
  if (data?.galleyFootnote === undefined) return;
  delete data.galleyFootnote;
  if (Object.keys(data).length === 0) delete node.data;
}
