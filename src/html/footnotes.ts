import { slug } from "github-slugger";
import type { Element, Nodes, Root } from "hast";
import { uniqueName } from "../core/unique-name.ts";
import { walk } from "../core/walk.ts";
import { note } from "./node-data.ts";
import { isSet } from "./roles.ts";
import { decodeFragment } from "./urls.ts";

/**
 * Gives footnotes, references and the label their ids: a prefix, `fn-` or `fnref-`, the slug of the note's name, and a
 * number where needed. The ids of remark-rehype are percent-encoded, ambiguous (the second reference to `a` and the
 * first one to `a-2` are both `fnref-a-2`), and the label has no prefix.
 *
 * @param tree - hast fresh from remark-rehype, `clobberPrefix: ""`; it is changed
 * @param prefix - put in front of each id
 */
export function nameFootnotes(tree: Root, prefix: string): void {
  const section = tree.children.at(-1);
  const last =
    section?.type === "element" ? section : tree.children.findLast((node) => node.type === "element");
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
    const name = slug(decodeFragment(written.slice("fn-".length))) || String(number);
    const id = unique(`${prefix}fn-${name}`);
    notes.set(`#${written}`, { id, name, references: [], item });
    setId(item, id);
  }

  walk<Nodes>(tree, (node) => {
    if (node.type !== "element") return;
    const { properties } = node;
    if (node.tagName !== "a" || properties.dataFootnoteRef === undefined) return;
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
      if (node.type !== "element") return;
      if (node.tagName !== "a" || node.properties.dataFootnoteBackref === undefined) return;
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
