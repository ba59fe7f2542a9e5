import type { VFileMessage } from "vfile-message";
import { compareText } from "../../core/compare-text.ts";
import { createMessage } from "../../diagnostics/create-message.ts";
import { nearDuplicates } from "../groups/find-similar-tags.ts";
import { mostFrequent } from "../groups/group-by-tag.ts";
import { textOf } from "../post-record.ts";
import {
  type Gathered,
  type Member,
  type Series,
  type SeriesPart,
  type SeriesPost,
  type SeriesStatus,
  seriesMemberships,
} from "./series.ts";

/** How many missing numbers a message lists. */
const maxListed = 10;

const day = 86_400_000;

/** The note of each message. */
const notes = {
  "series-duplicate-part": "Give one of them a different `part`.",
  "series-part-conflict": "The front matter is used. Change the title, or remove `part`.",
  "series-gap": "Publish the missing parts, correct the numbers, or pass unpublished parts as `upcoming`.",
  "series-mixed-numbering":
    "It is placed by its date, and its label is its title. Give it a `part` if it should be numbered.",
  "series-past-total": "Increase `total`, or correct the numbers.",
  "series-date-order": "Correct a date or a number, unless the parts were written in this order.",
  "series-post-unknown": "Correct the slug, unless the post is a draft that was left out.",
  "series-not-listed": "It comes after the listed parts. Add its slug to `posts`.",
  "series-list-order": "The list decides the order. Correct the list, or the numbers.",
  "series-title-conflict": "State the title of the series only once.",
  "series-description-conflict": "State the description of the series only once.",
  "series-status-conflict": "State the status of the series only once.",
  "series-total-conflict": "Correct the total, or state it only once.",
  "series-spelling": "Use one spelling.",
};

type Rule = keyof typeof notes;

/** Details of a series as a whole. */
export interface SeriesFacts {
  title: string;
  description: string | undefined;
  status: SeriesStatus | "unknown";
  /** The planned number of parts, if given. */
  total: number | undefined;
}

/**
 * Finds the problems of a series.
 *
 * @param members - in reading order, with upcoming ones, which fill gaps and can be duplicates
 */
export function checkSeries<P extends SeriesPost>(
  { declaration }: Gathered<P>,
  members: readonly Member<P>[],
  facts: SeriesFacts,
): VFileMessage[] {
  const messages: VFileMessage[] = [];
  const series = `“${facts.title}”`;
  const published = members.filter(({ isUpcoming }) => !isUpcoming);
  const owners = new Map<number, Member<P>>();
  checkNumbers();
  checkGaps();
  checkTotal();
  checkDates();
  checkList();
  for (const field of ["title", "description", "status"] as const) checkAgreement(field);
  checkNames();
  return messages;

  /** Reports at the position in the post where it names the series; without a member, at the declaration. */
  function report(rule: Rule, member: Member<P> | undefined, reason: string, value?: unknown): void {
    const { path, place } = member ? { ...member.membership, path: member.path } : { ...declaration };
    const actual = value === undefined ? {} : { actual: String(value) };
    messages.push(createMessage(rule, { reason, note: notes[rule], path, place, ...actual }));
  }

  function checkNumbers(): void {
    for (const member of members) {
      const { part, titleNumber, membership } = member;
      if (part === undefined) continue;
      const name = nameOf(member);
      const owner = owners.get(part);
      if (owner === undefined) owners.set(part, member);
      else {
        const reason = `${nameOf(owner)} and ${name} are both part ${part} of ${series}`;
        report("series-duplicate-part", member, reason, part);
      }
      if (membership?.part !== undefined && ![undefined, part].includes(titleNumber.part)) {
        const reason = `${name} is part ${part} in its front matter but part ${titleNumber.part} in its title`;
        report("series-part-conflict", member, reason, part);
      }
    }
  }

  function checkGaps(): void {
    // Listed posts that do not exist are reported by `series-post-unknown`.
    const listed = declaration?.posts?.map((_, index) => index + 1) ?? [];
    // "Parts 2 and 3" and "Part 4a" have no number of their own, but fill a gap.
    const mentioned = members.flatMap(({ part, title }) =>
      part === undefined ? numbersIn(title.slice(0, 1_000)) : [],
    );
    const highest = Math.max(...owners.keys(), 0);
    const filled = mentioned.filter((number) => number < highest);
    const numbers = [...new Set([...owners.keys(), ...listed, ...filled])]
      .filter(Number.isInteger)
      .sort((a, b) => a - b);
    const missing: number[] = [];
    let count = 0;
    let afterGap: Member<P> | undefined;
    // The first part is 1 unless a part has 0.
    let expected = Math.min(numbers[0] ?? 1, 1);
    for (const number of numbers) {
      // A typo can cause a gap of millions.
      for (let part = expected; part < number && missing.length < maxListed; part++) missing.push(part);
      count += number - expected;
      // A number that only a title mentions has no owner.
      if (count > 0) afterGap ??= owners.get(number);
      expected = number + 1;
    }
    if (count > 0) {
      const more = count > missing.length ? ` and ${count - missing.length} more` : "";
      const reason = `${series} has no ${count === 1 ? "part" : "parts"} ${missing.join(", ")}${more}`;
      report("series-gap", afterGap, reason);
    }
    for (const member of owners.size > 0 ? members : []) {
      if (member.part !== undefined) continue;
      const reason = `${nameOf(member)} has no number, but other parts of ${series} have one`;
      report("series-mixed-numbering", member, reason);
    }
  }

  function checkTotal(): void {
    const { total } = facts;
    if (total === undefined) return;
    const planned = `is planned to have ${total}`;
    const past = published.filter(({ part }) => part !== undefined && part > total);
    for (const member of past) {
      const reason = `${nameOf(member)} is part ${member.part} of ${series}, which ${planned}`;
      report("series-past-total", member, reason, member.part);
    }
    if (past.length === 0 && published.length > total) {
      const reason = `${series} has ${published.length} parts, but ${planned}`;
      report("series-past-total", published.at(-1), reason, published.length);
    }
    checkAgreement("total");
    for (const member of published) {
      const inTitle = member.titleNumber.total;
      if (inTitle === undefined || inTitle === total) continue;
      const reason = `The title of ${nameOf(member)} says that ${series} has ${inTitle} parts; the total that is used is ${total}`;
      report("series-total-conflict", member, reason, inTitle);
    }
  }

  function checkDates(): void {
    let latest: Member<P> | undefined;
    for (const member of published) {
      const { time, part } = member;
      if (time === undefined || part === undefined) continue;
      const latestTime = latest?.time ?? Number.NEGATIVE_INFINITY;
      // A date without a time can only be compared by day.
      const unit = latest?.post.dateOnly || member.post.dateOnly ? day : 1;
      if (latest?.part !== part && Math.floor(time / unit) < Math.floor(latestTime / unit)) {
        const reason = `Part ${part} of ${series} (${isoDay(time)}) is older than part ${latest?.part} (${isoDay(latestTime)})`;
        report("series-date-order", member, reason);
      }
      if (time > latestTime) latest = member;
    }
  }

  function checkList(): void {
    if (declaration?.posts === undefined) return;
    const known = new Set(members.map(({ slug }) => slug));
    for (const slug of new Set(declaration.posts)) {
      if (known.has(slug)) continue;
      const reason = `The declaration of ${series} lists “${slug}”, but no post has this slug`;
      report("series-post-unknown", undefined, reason, slug);
    }
    let before: number | undefined;
    for (const member of members) {
      const { part, listIndex, slug } = member;
      if (listIndex === undefined) {
        const reason = `${nameOf(member)} names ${series}, but the declaration does not list it`;
        report("series-not-listed", member, reason, slug);
        continue;
      }
      if (before !== undefined && part !== undefined && part < before) {
        const reason = `The declaration of ${series} lists part ${before} before part ${part}`;
        report("series-list-order", member, reason, part);
      }
      before = part;
    }
  }

  /** Reports each value that differs from the one in use, once. */
  function checkAgreement(field: "title" | "description" | "status" | "total"): void {
    const reported = new Set([facts[field]]);
    for (const member of published) {
      const value = member.membership?.[field];
      if (value === undefined || reported.has(value)) continue;
      reported.add(value);
      const source = declaration?.[field] === undefined ? "that is used" : "in its declaration";
      const reason = `${nameOf(member)} gives ${series} the ${field} “${value}”; the ${field} ${source} is “${facts[field]}”`;
      report(`series-${field}-conflict`, member, reason, value);
    }
  }

  function checkNames(): void {
    const spelled = published.filter(({ membership }) => membership && membership.name !== membership.slug);
    const names = spelled.map(({ membership }) => membership?.name ?? "");
    const usual = names.includes(facts.title) ? facts.title : mostFrequent(names);
    // Aliases in the declaration are intended.
    const accepted = new Set([usual, ...(declaration?.aliases ?? [])]);
    for (const [index, name] of names.entries()) {
      if (accepted.has(name)) continue;
      accepted.add(name);
      report("series-spelling", spelled[index], `“${name}” and “${usual}” are the same series`, name);
    }
  }
}

/** Reports series whose slugs are nearly the same, which is probably a typo, at the smaller one. */
export function checkSpelling<P extends SeriesPost>(all: readonly Series<P>[]): void {
  const bySlug = new Map<string, Series<P>>();
  const sorted = [...all].sort((a, b) => b.parts.length - a.parts.length || compareText(a.slug, b.slug));
  for (const series of sorted) if (!bySlug.has(series.slug)) bySlug.set(series.slug, series);
  for (const [usual, series] of nearDuplicates([...bySlug.values()])) {
    const { slug } = series;
    const { post } = series.parts[0] as SeriesPart<P>;
    const message = createMessage("series-spelling", {
      reason: `“${series.title}” (${slug}) looks like another spelling of “${usual.title}” (${usual.slug})`,
      note: "Use the same name, or make one an alias in the declaration of the other.",
      path: textOf(post.path) || undefined,
      place: seriesMemberships(post).find((own) => own.slug === slug)?.place,
      actual: slug,
    });
    series.messages = [...series.messages, message];
  }
}

/** The numbers that a text mentions: "Parts 3-5" are 3, 4 and 5. */
function numbersIn(text: string): number[] {
  return [...text.matchAll(/\d+(?:\s?[-–]\s?\d+)?/g)].flatMap(([range]) => {
    const [from = 0, to = from] = range.split(/[-–]/).map(Number);
    return Array.from({ length: Math.min(Math.max(to - from + 1, 0), 100) }, (_, index) => from + index);
  });
}

function nameOf<P>({ title, slug }: Member<P>): string {
  return `“${title || slug}”`;
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
