import type { VFileMessage } from "vfile-message";
import { createMessage } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import type { Gathered } from "./gather-series.ts";
import type { NumberedMember } from "./number-members.ts";
import type { SeriesPost } from "./series.ts";
import { isTotalOwner, mostFrequent, type SeriesFacts } from "./series-facts.ts";

/** Numbers named in one message; more are counted. */
const maxNamed = 10;

const day = 86_400_000;

/**
 * Says what is wrong with a series.
 *
 * @param gathered - the series as it was brought together
 * @param members - in reading order, upcoming ones too: they close gaps and can be duplicates
 * @param facts - what was settled for the series
 */
export function checkSeries<P extends SeriesPost>(
  gathered: Gathered<P>,
  members: readonly NumberedMember<P>[],
  facts: SeriesFacts,
): VFileMessage[] {
  const { declaration } = gathered;
  const messages: VFileMessage[] = [];
  const quoted = `“${facts.title}”`;
  const tell = (
    ruleId: RuleId,
    member: NumberedMember<P> | undefined,
    reason: string,
    note: string,
    actual?: string | number,
  ): void => {
    messages.push(
      createMessage(ruleId, {
        reason,
        note,
        path: member ? member.fields.path : declaration?.path,
        place: member ? member.membership?.place : declaration?.place,
        ...(actual !== undefined && { actual: String(actual) }),
      }),
    );
  };
  const out = members.filter(({ isUpcoming }) => !isUpcoming);

  checkNumbers();
  checkTotal();
  checkDates();
  checkList();
  checkWords();
  return messages;

  function checkNumbers(): void {
    const owners = new Map<number, NumberedMember<P>>();
    for (const member of members) {
      const { part, titleNumber, ownsTitleNumber, source } = member;
      if (part === undefined) continue;
      const owner = owners.get(part);
      if (owner === undefined) owners.set(part, member);
      else {
        tell(
          "series-duplicate-part",
          member,
          `Part ${part} of ${quoted} is both “${nameOf(owner)}” and “${nameOf(member)}”`,
          "Give one of them another `part`.",
          part,
        );
      }
      if (
        source === "front matter" &&
        ownsTitleNumber &&
        titleNumber.part !== undefined &&
        titleNumber.part !== part
      ) {
        tell(
          "series-part-conflict",
          member,
          `“${nameOf(member)}” is part ${part} by its front matter and part ${titleNumber.part} by its title`,
          `The front matter counts. Make the title say the same, or drop \`part\`.`,
          part,
        );
      }
    }

    const numbers = [...owners.keys()].filter(Number.isInteger).sort((a, b) => a - b);
    const missing: number[] = [];
    let count = 0;
    let behind: number | undefined;
    // The first part is 1 unless there is a part 0 (or one below).
    let expected = Math.min(numbers[0] ?? 1, 1);
    // A listed post that is not there is told by `series-post-unknown`.
    const listed = declaration?.posts?.length ?? 0;
    for (const number of numbers) {
      const from = expected >= 1 ? Math.max(expected, listed + 1) : expected;
      // Counted, not walked: a slip of the pen may be a gap of millions.
      for (let part = from; part < number && missing.length < maxNamed; part++) missing.push(part);
      if (from < number) {
        count += number - from;
        behind ??= number;
      }
      expected = number + 1;
    }
    if (count > 0) {
      const more = count > missing.length ? ` and ${count - missing.length} more` : "";
      const parts = count === 1 ? `part ${missing[0]}` : `parts ${missing.join(", ")}${more}`;
      tell(
        "series-gap",
        behind === undefined ? undefined : owners.get(behind),
        `${quoted} has no ${parts}`,
        "Publish what is missing, correct the numbers, or pass what is to come as `upcoming`.",
      );
    }

    const unnumbered = members.filter(({ part }) => part === undefined);
    if (unnumbered.length === members.length) return;
    for (const member of unnumbered) {
      tell(
        "series-mixed-numbering",
        member,
        `“${nameOf(member)}” has no number, but other parts of ${quoted} have one`,
        "It is put behind them. Give it a `part`; 0 comes first.",
      );
    }
  }

  function checkTotal(): void {
    const { total } = facts;
    if (total === undefined) return;
    let told = false;
    for (const member of out) {
      if (member.part === undefined || member.part <= total) continue;
      told = true;
      tell(
        "series-past-total",
        member,
        `“${nameOf(member)}” is part ${member.part} of ${quoted}, which is to have ${total}`,
        "Raise `total`, or correct the number.",
        member.part,
      );
    }
    if (!told && out.length > total) {
      tell(
        "series-past-total",
        out.at(-1),
        `${quoted} has ${out.length} parts and was to have ${total}`,
        "Raise `total`.",
        out.length,
      );
    }
    // A declaration overrules titles; titles among themselves, and titles and front matter, must agree.
    conflict("series-total-conflict", "total", total, (member) => member.membership?.total);
    for (const member of out) {
      const inTitle = isTotalOwner(member) ? member.titleNumber.total : undefined;
      if (inTitle === undefined || inTitle === total) continue;
      tell(
        "series-total-conflict",
        member,
        `“${nameOf(member)}” says that ${quoted} has ${inTitle} parts; it is taken to have ${total}`,
        "Correct the title, or the total.",
        inTitle,
      );
    }
  }

  function checkDates(): void {
    let before: NumberedMember<P> | undefined;
    for (const member of out) {
      const { time, dateOnly } = member.fields;
      if (time === undefined || member.part === undefined) continue;
      const timeBefore = before?.fields.time;
      if (before && timeBefore !== undefined && before.part !== member.part) {
        // A day has no hour to compare.
        const unit = before.fields.dateOnly || dateOnly ? day : 1;
        if (Math.floor(time / unit) < Math.floor(timeBefore / unit)) {
          tell(
            "series-date-order",
            member,
            `Part ${member.part} of ${quoted} (${isoDay(time)}) is older than part ${before.part} (${isoDay(timeBefore)})`,
            "Correct a date or a number, unless the parts were written in this order.",
          );
        }
      }
      if (timeBefore === undefined || time > timeBefore) before = member;
    }
  }

  function checkList(): void {
    if (declaration?.posts === undefined) return;
    const known = new Set(members.map(({ fields }) => fields.slug));
    for (const slug of new Set(declaration.posts)) {
      if (known.has(slug)) continue;
      tell(
        "series-post-unknown",
        undefined,
        `The declaration of ${quoted} lists “${slug}”, which is none of the posts given`,
        "Correct the slug, unless the post is a draft that was left out.",
        slug,
      );
    }
    let before: NumberedMember<P> | undefined;
    for (const member of members) {
      if (member.listIndex === undefined) {
        tell(
          "series-not-listed",
          member,
          `“${nameOf(member)}” names ${quoted}, whose declaration does not list it`,
          "It is put behind the listed parts. Add its slug to `posts`.",
          member.fields.slug,
        );
        continue;
      }
      if (before?.part !== undefined && member.part !== undefined && member.part < before.part) {
        tell(
          "series-list-order",
          member,
          `The declaration of ${quoted} puts part ${before.part} before part ${member.part}`,
          "The list counts for the order. Correct it, or the numbers.",
          member.part,
        );
      }
      before = member;
    }
  }

  function checkWords(): void {
    conflict("series-title-conflict", "title", facts.title, ({ membership }) => membership?.title);
    conflict(
      "series-description-conflict",
      "description",
      facts.description,
      ({ membership }) => membership?.description,
    );
    conflict("series-status-conflict", "status", facts.status, ({ membership }) => membership?.status);
    // A name that is the slug is no second spelling.
    const spelled = out.flatMap(({ membership }) =>
      membership && membership.name !== membership.slug ? membership.name : [],
    );
    const usual = spelled.includes(facts.title) ? facts.title : mostFrequent(spelled);
    // A former name that the declaration owns up to is no slip.
    const told = new Set(declaration?.aliases);
    for (const member of out) {
      const { name = "", slug } = member.membership ?? {};
      if (slug === undefined || name === slug || name === usual || told.has(name)) continue;
      told.add(name);
      tell(
        "series-spelling",
        member,
        `“${name}” and “${usual}” are one series`,
        "Spell its name one way.",
        name,
      );
    }
  }

  /** One message for each value that differs from the one settled on. */
  function conflict<V extends string | number>(
    ruleId: RuleId,
    field: string,
    settled: V | undefined,
    read: (member: NumberedMember<P>) => V | undefined,
  ): void {
    const told = new Set<V>();
    for (const member of out) {
      const value = read(member);
      if (value === undefined || value === settled || told.has(value)) continue;
      told.add(value);
      tell(
        ruleId,
        member,
        `“${nameOf(member)}” gives ${quoted} the ${field} “${value}”; it is taken to be “${settled}”`,
        declaration === undefined
          ? "Say it once, in one post."
          : "The declaration counts. Drop it from the post.",
        value,
      );
    }
  }
}

function nameOf<P>({ fields }: NumberedMember<P>): string {
  return fields.title || fields.slug;
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
