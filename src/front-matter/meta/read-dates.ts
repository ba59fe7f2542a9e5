import { publishingKeys } from "../../core/publishing.ts";
import { shorten } from "../../core/shorten.ts";
import type { MatterNode } from "../matter-node.ts";
import { type DateReading, dateFromPath, dayOf, readDate } from "../parse-date.ts";
import type { PostMeta } from "../post-meta.ts";
import { booleanOf, childOf, type Fields, isMapping, textOf } from "./fields.ts";

/**
 * The dates of a post. Without a date in the front matter the day comes from the path, or from a URL in the front matter.
 *
 * @param isDraft - a draft may have a date that is not decided yet
 */
export function readDates(
  fields: Fields,
  path: string | undefined,
  isDraft: boolean,
): Pick<PostMeta, "date" | "dateOnly" | "updated" | "expires"> {
  const fromPath = dateFromPath(path ?? "") ?? dateFromUrl(fields);
  const pathDay = fromPath && dayOf(fromPath);
  const first = readDateField(fields, "date", isDraft, pathDay);
  // Hugo publishes a post at its `publishDate`, whatever its `date`.
  const planKeys = [publishingKeys.publishDate];
  const hasAnother = first && fields.all(planKeys)[0]?.node !== first.node;
  const planned = hasAnother ? readDateField(fields, planKeys, true) : undefined;
  const date = first && planned && planned.date > first.date ? planned : first;
  if (date && pathDay && date.day !== pathDay && dayOf(date.date) !== pathDay) {
    const { key, node, day } = date;
    const reason = `\`${key}\` says ${day} and the path says ${pathDay}; \`${key}\` is used`;
    const note = "Change one of them, if one is wrong.";
    fields.report("date-mismatch", node, reason, note, { actual: day, expected: [pathDay] });
  }
  return {
    date: date?.date ?? fromPath,
    dateOnly: date?.dateOnly ?? (fromPath && true),
    updated: readDateField(fields, "updated", isDraft)?.date,
    expires: readDateField(fields, "expires", isDraft)?.date,
  };
}

const urlKeys: readonly string[] = ["path", "permalink", "url", "slug"];

/** `path: 2024/05/01/queues`: the URL of the post may contain its day, like a folder. */
function dateFromUrl(fields: Fields): Date | undefined {
  for (const { node } of fields.all(urlKeys)) {
    const date = dateFromPath(textOf(node)?.replace(/\/+$/, "") ?? "");
    if (date) return date;
  }
  return undefined;
}

/** Eleventy's keywords for the dates of the file, which are not read here. */
const fileDate: RegExp = /^(?:git )?(?:created|last modified)$/i;

/** @param otherDay - the day from the path; with it, an invalid date is only a warning, since the post still has a day */
function readDateField(
  fields: Fields,
  field: "date" | "updated" | "expires" | readonly string[],
  isDraft: boolean,
  otherDay?: string,
): (Exclude<DateReading, { problem: string }> & { key: string; node: MatterNode }) | undefined {
  // Docusaurus writes `last_update: { date, author }`, or one of them; MkDocs `date: { created, updated }`.
  const dates = fields
    .all(field)
    .map(({ key, node }) => ({ key, node: (isMapping(node) && childOf(node, "date")) || node }))
    .filter(({ node }) => childOf(node, "author", "created", "updated") === undefined);
  // `published: true`, `updated: false`, `expires: never` say nothing about a day.
  const given = dates.find(
    ({ node }) => booleanOf(node) === undefined && !/^(?:never|none|null)$/i.test(textOf(node) ?? ""),
  );
  if (!given) return undefined;
  const { key, node } = given;
  const text = textOf(node);
  const found: DateReading = text === undefined ? { problem: "it is not text" } : readDate(text);
  const expected = "meant" in found && found.meant !== undefined ? { expected: [found.meant] } : {};
  const actual = text === undefined ? {} : { actual: text, ...expected };
  if ("problem" in found) {
    const isFileDate = fileDate.test(text ?? "");
    const reason = isFileDate
      ? `\`${key}: ${text}\` asks for a date of the file or of git, which is not looked up`
      : `\`${key}: ${shorten(text ?? "…")}\` is not a valid date: ${found.problem}`;
    const { meant } = found;
    const note =
      meant === undefined
        ? "Write `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SSZ` with a time."
        : `Write \`${meant}\`, if that day is meant.`;
    if (isFileDate || isDraft || otherDay !== undefined) {
      const instead = otherDay === undefined ? "it is left out" : `the day of the path is used, ${otherDay}`;
      fields.report("date-invalid", node, `${reason}; ${instead}`, note, { ...actual, severity: "warning" });
    } else fields.report("date-invalid", node, reason, note, actual);
    return undefined;
  }
  if (found.doubt !== undefined) {
    const reason = `\`${key}\` can be read in more than one way: ${found.doubt}`;
    const note = `Write it as \`${found.dateOnly ? found.day : found.date.toISOString()}\` if that is meant.`;
    fields.report("date-ambiguous", node, reason, note, actual);
  }
  return { ...found, key, node };
}
