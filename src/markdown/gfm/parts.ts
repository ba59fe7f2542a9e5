/** The parts of GitHub flavoured Markdown, as bits of a number that stands for any mix of them. */
export const gfmPart = {
  table: 1,
  strikethrough: 2,
  footnote: 4,
  taskListItem: 8,
  /** `www.…` and `https://…` in running text. */
  url: 16,
  /** `name@host.tld` in running text, which looks at every word. It comes with `url`. */
  email: 32,
} as const;

/** Every part. */
export const allGfmParts = 63;

/**
 * A character reference or an escape behind which a `:`, `/`, `.`, `@` or, by number, a letter may hide: links are also
 * sought in the text as it reads once these are decoded.
 */
const hiddenCharacter: RegExp = /&(?:#|commat;|colon;|sol;|period;)|\\[:/.@]/;

/** Two signs of an e-mail address: something before and something behind an `@`, and a dot further on. */
const maybeEmail: RegExp = /[-.+\w]@[-\w]+\.[-\w]/;

const maybeUrl: RegExp = /https?:\/\/|www\./i;

/** The inside of `[ ]`, `[x]`; a line ending is a space too, and what follows it may be a quote's marker. */
const maybeTask: RegExp = /\[(?:[ \txX]\]|[\r\n])/;

/**
 * Tells which parts of GFM a text can need. A part that is left out would have changed nothing; one that is named may
 * still turn out not to be needed. It looks at the source alone, once, from left to right.
 *
 * @param text - Markdown
 * @returns bits of {@linkcode gfmPart}
 */
export function gfmPartsOf(text: string): number {
  let parts = 0;
  if (hasDelimiterRow(text)) parts |= gfmPart.table;
  if (text.includes("~")) parts |= gfmPart.strikethrough;
  if (text.includes("[^")) parts |= gfmPart.footnote;
  if (maybeTask.test(text)) parts |= gfmPart.taskListItem;
  if (hiddenCharacter.test(text)) parts |= gfmPart.url | gfmPart.email;
  if (maybeUrl.test(text)) parts |= gfmPart.url;
  if (text.includes("@") && maybeEmail.test(text)) parts |= gfmPart.url | gfmPart.email;
  return parts;
}

/**
 * Whether some line may be the row below a table's head, `|---|:-:|`: nothing but dashes, pipes, colons, white space and
 * the markers of quotes around it.
 */
function hasDelimiterRow(text: string): boolean {
  let dash = text.indexOf("-");
  while (dash !== -1) {
    let start = dash;
    while (start > 0 && isDelimiterRowCode(text.charCodeAt(start - 1))) start--;
    const opensLine = start === 0 || isLineEnding(text.charCodeAt(start - 1));
    let end = dash;
    let marked = false;
    // Backwards over what was skipped, then on to the end of the run.
    for (let index = start; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (!isDelimiterRowCode(code)) break;
      if (code === 58 || code === 124) marked = true;
      end = index;
    }
    const closesLine = end + 1 >= text.length || isLineEnding(text.charCodeAt(end + 1));
    if (opensLine && closesLine && marked) return true;
    dash = text.indexOf("-", end + 1);
  }
  return false;
}

/** Tab, space, `-`, `:`, `>`, `|`. */
function isDelimiterRowCode(code: number): boolean {
  return code === 9 || code === 32 || code === 45 || code === 58 || code === 62 || code === 124;
}

function isLineEnding(code: number): boolean {
  return code === 10 || code === 13;
}
