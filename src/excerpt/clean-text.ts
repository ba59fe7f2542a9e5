import { findLeftovers } from "./find-leftovers.ts";
import type { CodeSpan } from "./find-shortcodes.ts";

/** Characters of a script without spaces: a line break between two of them is no space. */
const wideBreak: RegExp =
  /(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff01-\uff60])[ \t]*\n[ \t\n]*(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff01-\uff60])/gu;

/**
 * Turns the text of a paragraph into one line: leftovers of other systems go, white space folds.
 *
 * @param raw - text as it stands in the tree; a vertical tab stands for a hard line break
 * @param code - where code is
 */
export function cleanText(raw: string, code: readonly CodeSpan[]): { text: string; opens?: string } {
  const { spans, opens } = findLeftovers(raw, code);
  let text = "";
  let from = 0;
  for (const { start, end } of spans) {
    text += raw.slice(from, start);
    from = end;
  }
  text += raw.slice(from);
  text = text
    .replace(wideBreak, "")
    .replace(/[\t\n\v\f\r ]+/g, " ")
    .replace(/\s{2,}/g, " ")
    .trim()
    .toWellFormed();
  return opens === undefined ? { text } : { text, opens };
}
