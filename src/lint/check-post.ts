import type { VFileMessage } from "vfile-message";
import { textOf } from "../collection/post-record.ts";
import { isDraft, isUnlisted } from "../core/publishing.ts";
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
  checkDates();
  checkDescription();
  checkLanguage();
  checkHeadings();
  checkImages();
  return messages;

  function report(ruleId: RuleId, reason: string, note: string, more?: Partial<MessageOptions>): void {
    messages.push(createMessage(ruleId, { reason, note, path: post.path, ...more }));
  }

  function checkDates(): void {
    const date = readTime(post.date);
    const updated = readTime(post.updated);
    if (date === undefined) {
      const note = "Add `date:` to the front matter. Without it the post comes last in every list.";
      if (!isDraft(post)) report("date-missing", "The post has no date", note);
      return;
    }
    if (!isDraft(post) && date > (readTime(now) ?? Number.POSITIVE_INFINITY)) {
      const actual = new Date(date).toISOString().slice(0, post.dateOnly ? 10 : undefined);
      const note = "The post is not published before this date. Correct the date if that is not intended.";
      report("date-future", `The date, ${actual}, is in the future`, note, { actual });
    }
    if (updated === undefined || updated >= date) return;
    // A day without a time is midnight in UTC, which is not before an hour of that day in the author's time zone.
    const isDay = (time: number): boolean => time % day === 0;
    if (isDay(date) !== isDay(updated) && date - updated < 1.5 * day) return;
    const [actual, before] = [new Date(updated).toISOString(), new Date(date).toISOString()];
    const reason = `The post was updated on ${actual.slice(0, 10)}, before its date, ${before.slice(0, 10)}`;
    report("updated-before-date", reason, "Correct one of the two dates.", { actual });
  }

  function checkDescription(): void {
    const text = textOf(post.description).trim();
    // Unlisted posts do not need a description.
    if (text === "" && !isUnlisted(post) && !hasWrittenExcerpt(post)) {
      const note = "Add `description:` to the front matter: lists, feeds and search engines show it.";
      report("description-missing", "The post has no description", note);
    }
    if (text.length <= maxDescriptionLength) return;
    const characters: string[] = [];
    // Characters as a reader counts them.
    for (const { segment } of new Intl.Segmenter("en").segment(text)) {
      if (characters.push(segment) > maxDescriptionLength) break;
    }
    if (characters.length <= maxDescriptionLength) return;
    const start = characters.slice(0, maxDescriptionLength).join("");
    // Whole words, if the script separates them by spaces.
    const isWhole = /^\s/.test(characters[maxDescriptionLength] ?? "");
    const words = (isWhole ? start : start.replace(/\s\S{1,20}$/, "")).trimEnd();
    const end = /(?<=\s|^)\S.{0,25}$/s.exec(words)?.[0] ?? characters.slice(-21, -1).join("").trim();
    const reason = `The description has more than ${maxDescriptionLength} characters`;
    report("description-long", reason, `Search engines cut it at about “…${end}”.`, { actual: text });
  }

  function checkLanguage(): void {
    const lang = textOf(post.lang);
    const tag = readLanguage(lang)?.toLowerCase();
    if (lang === "") return;
    if (languages === undefined) {
      const note = "Write a BCP 47 tag, such as `en` or `pt-BR`.";
      if (tag === undefined)
        report("lang-unknown", `“${lang}” is not a language tag`, note, { actual: lang });
      return;
    }
    const known = languages.flatMap((language) => readLanguage(language)?.toLowerCase() ?? []);
    if (tag !== undefined && known.some((one) => tag === one || tag.startsWith(`${one}-`))) return;
    const quoted = languages.map((language) => `\`${language}\``).join(", ");
    const note = `Write ${quoted.replace(/, (?=[^,]*$)/, " or ")}.`;
    const more = { actual: lang, expected: [...languages] };
    report("lang-unknown", `“${lang}” is not a language of this site`, note, more);
  }

  /** Reports skipped levels. The title of the post counts as a level 1 heading before all others. */
  function checkHeadings(): void {
    const headings = post.headings ?? [];
    const [first, ...others] = headings.filter(({ depth }) => depth === 1);
    if (first !== undefined) {
      const { text, place } = first;
      const more = ["", ", and so is 1 more"][others.length] ?? `, and so are ${others.length} more`;
      const reason = `“${text}” is a level 1 heading in addition to the title${more}`;
      const note = "Begin with level 2, `##`: the title of the post is the level 1 heading.";
      report("heading-level-1", reason, note, { place, actual: text });
    }
    for (const [index, { depth, text, place }] of headings.entries()) {
      const before = headings[index - 1]?.depth ?? 1;
      if (depth <= before + 1) continue;
      const reason = `“${text}” is a level ${depth} heading after a level ${before} heading`;
      const note = `Make it level ${before + 1}: people who navigate by headings do not expect skipped levels.`;
      report("heading-jump", reason, note, { place, actual: `${depth}`, expected: [`${before + 1}`] });
    }
  }

  function checkImages(): void {
    const { image } = post;
    // Only an object in the front matter has a field for the text.
    const isRecord = typeof image === "object" && image !== null;
    if (isRecord && textOf(image.alt).trim() === "" && !isNamedAlone(image.src, post.data)) {
      const reason = `The post's image ${shorten(image.src)} has no alternative text`;
      const note = "Write `image: { src: …, alt: … }` in the front matter.";
      report("image-alt-missing", reason, note, { actual: image.src });
    }
    for (const { url, alt, place } of post.images ?? []) {
      if (textOf(alt).trim() !== "") continue;
      const reason = `The image ${shorten(url)} has no alternative text`;
      report("image-alt-missing", reason, "Describe what it shows: `![text](url)`.", { place, actual: url });
    }
  }
}

const day = 86_400_000;

function hasWrittenExcerpt({ excerpt }: LintablePost): boolean {
  // In records of other tools, the excerpt is a string.
  if (typeof excerpt === "string") return (excerpt as string).trim() !== "";
  return excerpt?.source === "front-matter" || excerpt?.source === "marker";
}

/** Whether the author wrote only the image, as in `image: a.png`, without a field for its text. */
function isNamedAlone(src: string, data: unknown): boolean {
  if (typeof data !== "object" || data === null) return false;
  return !Object.values(data).some(
    (value) => typeof value === "object" && value !== null && Object.values(value).includes(src),
  );
}
