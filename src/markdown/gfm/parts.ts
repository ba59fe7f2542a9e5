/** The parts of GitHub Flavored Markdown, as bits of a number. */
export const gfmPart = {
  table: 1,
  strikethrough: 2,
  footnote: 4,
  taskListItem: 8,
  /** `www.…` and `https://…` in running text. */
  url: 16,
  /** `name@host.tld` in running text, which checks every word. It requires `url`. */
  email: 32,
} as const;

/** Every part. */
export const allGfmParts = 63;

/**
 * A character reference or an escape that may mean `:`, `/`, `.`, `@` or, by number, a letter: links are also
 * searched in the decoded text.
 */
const hiddenCharacter: RegExp = /&(?:#|commat;|colon;|sol;|period;)|\\[:/.@]/;

/** What indicates an email address: a character on each side of an `@`, and a dot later. */
const maybeEmail: RegExp = /[-.+\w]@[-\w]+\.[-\w]/;

const maybeUrl: RegExp = /https?:\/\/|www\./i;

/** The inside of `[ ]`, `[x]`; a line ending is a space too, and a quote's marker may follow it. */
const maybeTask: RegExp = /\[(?:[ \txX]\]|[\r\n])/;

/**
 * Returns the parts of GFM that a text can need. An omitted part would have changed nothing; a returned one may
 * still not be needed. It scans the source once, from left to right.
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
 * Whether a line may be the delimiter row of a table, `|---|:-:|`: only dashes, pipes, colons, white space and
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
    // Back over what was skipped, then forward to the end of the run.
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
