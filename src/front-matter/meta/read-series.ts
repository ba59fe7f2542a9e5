import { toSeriesSlug } from "../../slug/to-slug.ts";
import type { MatterNode } from "../matter-node.ts";
import type { SeriesRef } from "../post-meta.ts";
import { childOf, type Fields, isMapping, itemsOf, oneLine, quote, textOf } from "./fields.ts";

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
export function readSeries(fields: Fields): SeriesRef[] {
  const [field] = fields.all("series");
  if (!field) return [];
  const refs = new Map<string, SeriesRef>();
  for (const item of itemsOf(field.node)) {
    const ref = readItem(fields, item);
    if (ref && !refs.has(ref.slug)) refs.set(ref.slug, ref);
  }
  const [only] = refs.values();
  if (!only) {
    const note = "Write the series' name, or `{ name, part, total }`.";
    fields.report("front-matter-type", field.node, `\`${field.key}\` names no series`, note);
  } else if (refs.size === 1) {
    // A weight orders all pages of a site, and may be negative.
    const [part] = fields.all("part");
    const isPart = !/weight$/i.test(part?.key ?? "") || /^\d{1,6}$/.test(textOf(part?.node) ?? "");
    describe(fields, only, {
      part: isPart ? part?.node : undefined,
      total: fields.first("total"),
      title: fields.first(["seriesTitle"]),
      description: fields.first(["seriesDescription"]),
      status: fields.first(["seriesStatus"]),
    });
  }
  return [...refs.values()];
}

function readItem(fields: Fields, node: MatterNode): SeriesRef | undefined {
  const title = childOf(node, "title", "label");
  const slug = childOf(node, "slug", "id", "key");
  const named = isMapping(node) ? (childOf(node, "name") ?? title ?? slug) : node;
  const name = node.value === true || node.value === false ? "" : oneLine(textOf(named) ?? "");
  if (name === "") return undefined;
  const text = textOf(slug) || name;
  const place = fields.pointAt(node.start);
  const ref: SeriesRef = { name, slug: toSeriesSlug(text) || "series", place };
  describe(fields, ref, {
    part: childOf(node, "part", "order", "number", "index", "position"),
    total: childOf(node, "total", "of", "parts", "count"),
    title,
    description: childOf(node, "description", "summary"),
    status: childOf(node, "status"),
  });
  return ref;
}

/** Adds what is not yet known about the series. */
function describe(
  fields: Fields,
  ref: SeriesRef,
  said: Record<"part" | "total" | "title" | "description" | "status", MatterNode | undefined>,
): void {
  const refuse = (node: MatterNode, what: string, note: string, expected?: string[]): void =>
    fields.report("front-matter-type", node, `${quote(node)} is not ${what}`, note, expected && { expected });
  const { part, total, status } = said;
  if (total && ref.total === undefined) {
    const count = Number(textOf(total) ?? Number.NaN);
    if (Number.isInteger(count) && count > 0) ref.total = count;
    else refuse(total, "a number of parts", "Write a whole number, `total: 5`.");
  }
  if (part && ref.part === undefined) {
    const match = partText.exec(oneLine(textOf(part) ?? "").normalize("NFKC"));
    if (match) ref.part = Number(match[1]);
    else refuse(part, "the number of a part", "Write a number, `part: 3`.");
    if (match?.[2] !== undefined) ref.total ??= Number(match[2]);
  }
  if (status && ref.status === undefined) {
    const text = textOf(status)?.toLowerCase() ?? "";
    const known = Object.hasOwn(statuses, text) ? statuses[text] : undefined;
    const expected = ["ongoing", "complete", "paused"];
    if (known) ref.status = known;
    else refuse(status, "a status of a series", "Write `ongoing`, `complete` or `paused`.", expected);
  }
  for (const key of ["title", "description"] as const) {
    const text = textOf(said[key]);
    if (text) ref[key] ??= oneLine(text);
  }
}
