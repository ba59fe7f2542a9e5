import { shorten } from "../../core/shorten.ts";
import type { MatterNode } from "../matter-node.ts";
import { type DateReading, type PathDate, readDate, readPathDate } from "../parse-date.ts";
import type { PostMeta } from "../post-meta.ts";
import { booleanOf, childOf, type FieldReader, isMapping, textOf } from "./field-reader.ts";

/**
 * The dates of a post. Without a date in the front matter the day comes from the path, or from a URL in the front matter.
 *
 * @param isDraft - a draft may have a date that is yet to be decided
 */
export function readDates(
  reader: FieldReader,
  path: string | undefined,
  isDraft: boolean,
): Pick<PostMeta, "date" | "dateOnly" | "updated" | "expires"> {
  const fromPath = (path === undefined ? undefined : readPathDate(path)) ?? dateFromUrl(reader);
  const date = readDateField(reader, "date", isDraft, fromPath?.day);
  if (date && fromPath && ![date.day, date.date.toISOString().slice(0, 10)].includes(fromPath.day)) {
    const { key, node, day } = date;
    const reason = `\`${key}\` says ${day} and the path says ${fromPath.day}; \`${key}\` is used`;
    const note = "Change one of them, if one is wrong.";
    reader.warn("date-mismatch", node, reason, note, { actual: day, expected: [fromPath.day] });
  }
  return {
    date: date?.date ?? fromPath?.date,
    dateOnly: date?.dateOnly ?? (fromPath && true),
    updated: readDateField(reader, "updated", isDraft)?.date,
    expires: readDateField(reader, "expires", isDraft)?.date,
  };
}

const urlKeys: readonly string[] = ["path", "permalink", "url", "slug"];

/** `path: 2024/05/01/queues`: the URL that the post is to have may name its day as a folder does. */
function dateFromUrl(reader: FieldReader): PathDate | undefined {
  for (const { node } of reader.findAll(urlKeys)) {
    const found = readPathDate(textOf(node)?.replace(/\/+$/, "") ?? "");
    if (found) return found;
  }
  return undefined;
}

/** Eleventy's words for the dates of the file, which nothing here looks at. */
const fileDate: RegExp = /^(?:git )?(?:created|last modified)$/i;

/** @param otherDay - what the path says; an invalid date is then only a warning, since the post has a day all the same */
function readDateField(
  reader: FieldReader,
  field: "date" | "updated" | "expires",
  isDraft: boolean,
  otherDay?: string,
): (Exclude<DateReading, { problem: string }> & { key: string; node: MatterNode }) | undefined {
  for (const { key, node: value } of reader.findAll(field)) {
    // Docusaurus writes `last_update: { date, author }`.
    const node = isMapping(value) ? (childOf(value, "date") ?? value) : value;
    const text = textOf(node);
    // `published: true`, `updated: false`, `expires: never` say nothing about a day.
    if (booleanOf(node) !== undefined || /^(?:never|none|null)$/i.test(text ?? "")) continue;
    const found = text === undefined ? { problem: "it is not text" } : readDate(text);
    if ("problem" in found) {
      const isFileDate = fileDate.test(text ?? "");
      const isLenient = isFileDate || isDraft || otherDay !== undefined;
      const instead = otherDay === undefined ? "it is left out" : `the day of the path is used, ${otherDay}`;
      const reason = isFileDate
        ? `\`${key}: ${text}\` asks for a date of the file or of git, which is not looked up`
        : `\`${key}: ${shorten(text ?? "…")}\` is not a valid date: ${found.problem}`;
      const note = "Write `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SSZ` with a time.";
      reader.warn("date-invalid", node, isLenient ? `${reason}; ${instead}` : reason, note, {
        ...(text !== undefined && { actual: text }),
        ...(isLenient && { severity: "warning" }),
      });
      return undefined;
    }
    if (found.doubt !== undefined) {
      const reason = `\`${key}\` can be read in more than one way: ${found.doubt}`;
      const note = `Write it as \`${found.dateOnly ? found.day : found.date.toISOString()}\` if that is meant.`;
      reader.warn("date-ambiguous", node, reason, note, { actual: text ?? "" });
    }
    return { ...found, key, node };
  }
  return undefined;
}
