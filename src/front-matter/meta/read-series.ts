import { toSlug, toTagSlug } from "../../slug/to-slug.ts";
import type { MatterNode } from "../matter-node.ts";
import type { SeriesRef } from "../post-meta.ts";
import { childOf, type FieldReader, isMapping, itemsOf, oneLine, quote, textOf } from "./field-reader.ts";

/** `3`, `3/5`, `3 of 5`, `Part 3`. */
const partText: RegExp = /^(?:part|pt\.?|no\.?|#)? ?(\d{1,6}(?:\.\d{1,6})?)(?: ?(?:\/|of) ?(\d{1,6}))?$/i;

const statuses: Record<string, SeriesRef["status"]> = {
  ongoing: "ongoing",
  active: "ongoing",
  complete: "complete",
  completed: "complete",
  finished: "complete",
  done: "complete",
  paused: "paused",
  hiatus: "paused",
};

/**
 * Series of a name, of an object, or of a list of those. Keys next to a single series (`part`, `seriesOrder`,
 * `order` …) are about it.
 */
export function readSeries(reader: FieldReader): SeriesRef[] {
  const [field] = reader.findAll("series");
  if (!field) return [];
  const refs = new Map<string, SeriesRef>();
  for (const item of itemsOf(field.node)) {
    const ref = readItem(reader, item);
    if (ref && !refs.has(ref.slug)) refs.set(ref.slug, ref);
  }
  const [only] = refs.values();
  if (refs.size === 1 && only) addBeside(reader, only);
  if (refs.size === 0) {
    const note = "Write the series' name, or `{ name, part, total }`.";
    reader.warn("front-matter-type", field.node, `\`${field.key}\` names no series`, note);
  }
  return [...refs.values()];
}

function readItem(reader: FieldReader, node: MatterNode): SeriesRef | undefined {
  const place = reader.placeOf(node);
  if (!isMapping(node)) {
    const name = typeof node.value === "boolean" ? "" : oneLine(textOf(node) ?? "");
    return name === "" ? undefined : { name, slug: slugOf(name), place };
  }
  const title = childOf(node, "title", "label");
  const slug = childOf(node, "slug", "id", "key");
  const name = oneLine(textOf(childOf(node, "name") ?? title ?? slug ?? node) ?? "");
  if (name === "") return undefined;
  const ref: SeriesRef = { name, slug: slugOf(textOf(slug) || name), place };
  addText(ref, "title", title);
  addPart(reader, ref, childOf(node, "part", "order", "number", "index", "position"));
  addTotal(reader, ref, childOf(node, "total", "of", "parts", "count"));
  addText(ref, "description", childOf(node, "description", "summary"));
  addStatus(reader, ref, childOf(node, "status"));
  return ref;
}

function addBeside(reader: FieldReader, ref: SeriesRef): void {
  const [part] = reader.findAll("part");
  // A weight orders all pages of a site, and may be negative.
  const isPart = !/weight$/i.test(part?.key ?? "") || /^\d{1,6}$/.test(textOf(part?.node) ?? "");
  if (ref.part === undefined && isPart) addPart(reader, ref, part?.node);
  if (ref.total === undefined) addTotal(reader, ref, reader.find("total"));
  if (ref.title === undefined) addText(ref, "title", reader.find(["seriesTitle"]));
  if (ref.description === undefined) addText(ref, "description", reader.find(["seriesDescription"]));
  if (ref.status === undefined) addStatus(reader, ref, reader.find(["seriesStatus"]));
}

function slugOf(name: string): string {
  return toSlug(name) || toTagSlug(name) || "series";
}

function addText(ref: SeriesRef, key: "title" | "description", node: MatterNode | undefined): void {
  const text = textOf(node);
  if (text) ref[key] = oneLine(text);
}

function addPart(reader: FieldReader, ref: SeriesRef, node: MatterNode | undefined): void {
  if (!node) return;
  const match = partText.exec(oneLine(textOf(node) ?? "").normalize("NFKC"));
  if (match) ref.part = Number(match[1]);
  else refuse(reader, node, "the number of a part", "Write a number, `part: 3`.");
  if (match?.[2] !== undefined) ref.total = Number(match[2]);
}

function addTotal(reader: FieldReader, ref: SeriesRef, node: MatterNode | undefined): void {
  if (!node) return;
  const total = Number(textOf(node) ?? Number.NaN);
  if (Number.isInteger(total) && total > 0) ref.total = total;
  else refuse(reader, node, "a number of parts", "Write a whole number, `total: 5`.");
}

function addStatus(reader: FieldReader, ref: SeriesRef, node: MatterNode | undefined): void {
  if (!node) return;
  const text = textOf(node)?.toLowerCase() ?? "";
  const status = Object.hasOwn(statuses, text) ? statuses[text] : undefined;
  const expected = ["ongoing", "complete", "paused"];
  if (status) ref.status = status;
  else refuse(reader, node, "a status of a series", "Write `ongoing`, `complete` or `paused`.", expected);
}

function refuse(
  reader: FieldReader,
  node: MatterNode,
  what: string,
  note: string,
  expected?: string[],
): void {
  const reason = `${quote(node)} is not ${what}`;
  reader.warn("front-matter-type", node, reason, note, expected && { expected });
}
