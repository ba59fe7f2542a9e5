import type { VFileMessage } from "vfile-message";
import { textOf } from "../collection/post-record.ts";
import { isDraft, isUnlisted } from "../core/post-fields.ts";
import { readTime } from "../core/read-date.ts";
import { readLanguage } from "../core/read-language.ts";
import { shorten } from "../core/shorten.ts";
import { createMessage, type MessageOptions } from "../diagnostics/create-message.ts";
import type { RuleId } from "../diagnostics/rules.ts";
import type { LintablePost, LintOptions } from "./lint-options.ts";

/** Checks what can be judged from one post alone: date, description, language, headings and images. */
export function checkPost<P extends LintablePost>(
  post: P,
  { now, languages, maxDescriptionLength = 160 }: LintOptions<P>,
): VFileMessage[] {
  const messages: VFileMessage[] = [];
  checkDate();
  checkUpdated();
  checkDescription();
  checkLanguage();
  checkHeadings();
  checkImages();
  return messages;

  function report(ruleId: RuleId, reason: string, note: string, more?: Partial<MessageOptions>): void {
    messages.push(createMessage(ruleId, { reason, note, path: post.path, ...more }));
  }

  function checkDate(): void {
    if (isDraft(post)) return;
    const time = readTime(post.date);
    if (time === undefined) {
      const note = "Add `date:` to the front matter. Without it the post comes last in every list.";
      report("date-missing", "The post has no date", note);
    } else if (time > (readTime(now) ?? Number.POSITIVE_INFINITY)) {
      const actual = new Date(time).toISOString();
      const note = "The post is not published before this date. Correct the date if that is not intended.";
      report("date-future", `The date, ${actual}, is in the future`, note, { actual });
    }
  }

  function checkUpdated(): void {
    const date = readTime(post.date);
    const updated = readTime(post.updated);
    if (date === undefined || updated === undefined || updated >= date) return;
    // A day without a time is midnight in UTC, which is not before an hour of that day in the author's time zone.
    const isDay = (time: number): boolean => time % day === 0;
    if (isDay(date) !== isDay(updated) && date - updated < 1.5 * day) return;
    const reason = `The post was updated on ${dayOf(updated)}, before its date, ${dayOf(date)}`;
    const actual = new Date(updated).toISOString();
    report("updated-before-date", reason, "Correct one of the two dates.", { actual });
  }

  function checkDescription(): void {
    const text = textOf(post.description).trim();
    if (text === "") {
      // An unlisted post is not found by its description.
      if (isUnlisted(post) || hasWrittenExcerpt(post)) return;
      const note = "Add `description:` to the front matter: lists, feeds and search engines show it.";
      report("description-missing", "The post has no description", note);
    } else if (text.length > maxDescriptionLength) {
      const characters = graphemes(text, maxDescriptionLength + 1);
      if (characters.length <= maxDescriptionLength) return;
      const end = characters.slice(0, -1).slice(-20).join("").trimStart();
      const reason = `The description has more than ${maxDescriptionLength} characters`;
      report("description-long", reason, `Search engines cut it at about “…${end}”.`, { actual: text });
    }
  }

  function checkLanguage(): void {
    const lang = textOf(post.lang);
    if (lang === "" || isKnownLanguage(lang, languages)) return;
    if (languages === undefined) {
      const note = "Write a BCP 47 tag, such as `en` or `pt-BR`.";
      report("lang-unknown", `“${lang}” is not a language tag`, note, { actual: lang });
    } else {
      const more = { actual: lang, expected: [...languages] };
      report("lang-unknown", `“${lang}” is not a language of this site`, `Write ${listOf(languages)}.`, more);
    }
  }

  /** Reports skipped levels. The title of the post is the heading of level 1 before all others. */
  function checkHeadings(): void {
    const [first, ...others] = (post.headings ?? []).filter(({ depth }) => depth === 1);
    if (first !== undefined) {
      const more =
        others.length === 0 ? "" : `, as ${others.length === 1 ? "is 1 more" : `are ${others.length} more`}`;
      const { text, place } = first;
      const reason = `“${text}” is a heading of level 1 in addition to the title${more}`;
      const note = "Begin with level 2, `##`: the title of the post is the heading of level 1.";
      report("heading-level-1", reason, note, { place, actual: text });
    }
    let before = 1;
    for (const { depth, text, place } of post.headings ?? []) {
      if (depth > before + 1) {
        const reason = `“${text}” is a heading of level ${depth} after one of level ${before}`;
        const note = `Make it level ${before + 1}: people who navigate by headings do not expect skipped levels.`;
        const more = { place, actual: String(depth), expected: [String(before + 1)] };
        report("heading-jump", reason, note, more);
      }
      before = depth;
    }
  }

  function checkImages(): void {
    const { image } = post;
    const images = post.images ?? [];
    // Only a record in the front matter has a field for the text.
    const isRecord = typeof image === "object" && image !== null;
    if (isRecord && textOf(image.alt).trim() === "" && !isNamedAlone(image.src, post.data)) {
      const reason = `The post's image ${shorten(image.src)} has no alternative text`;
      const note = "Write `image: { src: …, alt: … }` in the front matter.";
      report("image-alt-missing", reason, note, { actual: image.src });
    }
    for (const { url, alt, place } of images) {
      if (textOf(alt).trim() !== "") continue;
      const reason = `The image ${shorten(url)} has no alternative text`;
      report("image-alt-missing", reason, "Describe what it shows: `![text](url)`.", { place, actual: url });
    }
  }
}

const day = 86_400_000;

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function hasWrittenExcerpt({ excerpt }: LintablePost): boolean {
  // Records of other tools have a text.
  if (typeof excerpt === "string") return (excerpt as string).trim() !== "";
  return excerpt?.source === "front-matter" || excerpt?.source === "marker";
}

/** Whether the author named an image alone, as in `image: a.png`, where there is no place for its text. */
function isNamedAlone(src: string, data: unknown): boolean {
  if (typeof data !== "object" || data === null) return false;
  return !Object.values(data).some(
    (value) => typeof value === "object" && value !== null && Object.values(value).includes(src),
  );
}

/** The first characters of a text, as a reader counts them; only a part of a long text is read. */
function graphemes(text: string, count: number): string[] {
  const found: string[] = [];
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const { segment } of segmenter.segment(text.slice(0, count * 20))) {
    if (found.length === count) break;
    found.push(segment);
  }
  return found;
}

function isKnownLanguage(lang: string, languages: readonly string[] | undefined): boolean {
  const tag = readLanguage(lang)?.toLowerCase();
  if (tag === undefined || languages === undefined) return tag !== undefined;
  return languages.some((language) => {
    const known = readLanguage(language)?.toLowerCase();
    return known !== undefined && (tag === known || tag.startsWith(`${known}-`));
  });
}

/** "`en`, `de` or `fr`" */
function listOf(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}
