import type { VFileMessage } from "vfile-message";
import { createMessage } from "../diagnostics/create-message.ts";
import type { LintablePost } from "./lint-post.ts";
import type { LintOptions } from "./lint-posts.ts";

/** Description, date and language. */
export function checkMetadata<P extends LintablePost>(
  post: P,
  { now, languages, maxDescriptionLength = 160 }: LintOptions<P>,
): VFileMessage[] {
  const { path, description, date, lang, draft, unlisted } = post;
  const messages: VFileMessage[] = [];
  const time = date?.getTime();
  const hasDate = time !== undefined && !Number.isNaN(time);

  if (!hasDate && !draft) {
    messages.push(
      createMessage("date-missing", {
        reason: "The post has no date",
        note: "Add `date:` to the front matter. Without it the post comes last in every list.",
        path,
      }),
    );
  }
  if (hasDate && !draft && now !== undefined && time > now.getTime()) {
    messages.push(
      createMessage("date-future", {
        reason: `The date, ${date?.toISOString()}, is in the future`,
        note: "The post is not published before. Correct the date if that is not meant.",
        path,
        actual: date?.toISOString() ?? "",
      }),
    );
  }

  const text = description?.trim() ?? "";
  if (text === "") {
    // Nobody finds an unlisted post by its description.
    if (!unlisted) {
      messages.push(
        createMessage("description-missing", {
          reason: "The post has no description",
          note: "Add `description:` to the front matter: lists, feeds and search engines show it.",
          path,
        }),
      );
    }
  } else {
    const length = countCharacters(text, maxDescriptionLength);
    if (length > maxDescriptionLength) {
      messages.push(
        createMessage("description-long", {
          reason: `The description has more than ${maxDescriptionLength} characters`,
          note: `Search engines cut it at about “…${endOf(text, maxDescriptionLength)}”.`,
          path,
          actual: text,
        }),
      );
    }
  }

  if (lang !== undefined && !isKnown(lang, languages)) {
    const expected = languages === undefined ? undefined : [...languages];
    messages.push(
      createMessage("lang-unknown", {
        reason:
          expected === undefined ? `“${lang}” is no language tag` : `“${lang}” is no language of this site`,
        note:
          expected === undefined
            ? "Write a BCP 47 tag, such as `en` or `pt-BR`."
            : `Write ${list(expected)}.`,
        path,
        actual: lang,
        ...(expected !== undefined && { expected }),
      }),
    );
  }
  return messages;
}

/** Characters as a reader counts them, up to one more than asked for. */
function countCharacters(text: string, most: number): number {
  if (text.length <= most) return text.length;
  return [...graphemes(text, most + 1)].length;
}

function endOf(text: string, length: number): string {
  return [...graphemes(text, length)].slice(-20).join("").trimStart();
}

function* graphemes(text: string, most: number): Generator<string> {
  // A cap: what one character is made of may be endless.
  const head = text.slice(0, most * 20);
  let count = 0;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(head)) {
    if (count++ === most) return;
    yield segment;
  }
}

function isKnown(lang: string, languages: readonly string[] | undefined): boolean {
  const tag = canonical(lang);
  if (tag === undefined) return false;
  if (languages === undefined) return true;
  return languages.some((known) => {
    const root = canonical(known)?.toLowerCase();
    const own = tag.toLowerCase();
    return root !== undefined && (own === root || own.startsWith(`${root}-`));
  });
}

function canonical(lang: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(lang)[0];
  } catch {
    return undefined;
  }
}

function list(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}
