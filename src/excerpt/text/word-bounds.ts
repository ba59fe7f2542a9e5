/** White space at which a line may break, so not a no-break space. */
const breakable: RegExp = /[\t\n\v\f\r \u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f\u3000]/;

/** Scripts that are written without spaces between words. */
const unspaced: RegExp =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー々〆]/u;
/** Of these, the ones that put a space between sentences or clauses. */
const spacedClauses: RegExp = /[\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
/** Never first after a cut: it belongs to what precedes it. */
const noStart: RegExp =
  /[\p{Pe}\p{Pf}\p{M}ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ。、，．！？：；·…~～%％℃]/u;

/** The longest text that is passed to the dictionary: the cut is near its end. */
const maxStretch: number = 1024;

/**
 * Finds the last position between two words.
 *
 * @param text - the whole text
 * @param bounds - the ends of its first graphemes
 * @param from - the last grapheme that may be kept
 * @param locale - the language of the text
 * @returns how many graphemes are kept; 0 without such a position
 */
export function wordBounds(text: string, bounds: readonly number[], from: number, locale: string): number {
  const end = bounds[from] ?? text.length;
  const space = lastSpace(text, bounds, from);
  if (space === from) return outsideUrl(text, bounds, space);
  const start = Math.max(bounds[space] ?? 0, end - maxStretch);
  // A little beyond the cut, so that a word that it would split is seen whole.
  const stretch = text.slice(start, end + 24);
  if (!unspaced.test(stretch)) return outsideUrl(text, bounds, space);
  if (spacedClauses.test(stretch) && space >= from * 0.6) return outsideUrl(text, bounds, space);
  const words = new Set<number>();
  const segmenter = new Intl.Segmenter([locale, "en"], { granularity: "word" });
  for (const { index } of segmenter.segment(stretch)) words.add(start + index);
  for (let count = from; count > space; count--) {
    const at = bounds[count]!;
    if (at <= start) break;
    if (words.has(at) && mayPart(text, at)) return outsideUrl(text, bounds, count);
  }
  return outsideUrl(text, bounds, space);
}

function lastSpace(text: string, bounds: readonly number[], from: number): number {
  for (let count = from; count > 0; count--) {
    const at = bounds[count]!;
    if (at >= text.length || breakable.test(text[at]!)) return count;
  }
  return 0;
}

/** Whether a word of an unspaced script ends or begins here, and typography allows a line to end here. */
function mayPart(text: string, at: number): boolean {
  const before = lastCodePoint(text, at);
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (noStart.test(after)) return false;
  // 2024年: a number is not separated from its unit.
  if (/\p{N}/u.test(before)) return false;
  return unspaced.test(before) || unspaced.test(after) || /[\p{Pe}\p{Pf}。、，！？]/u.test(before);
}

function lastCodePoint(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  const pair = low >= 0xdc00 && low <= 0xdfff && at > 1;
  return pair ? text.slice(at - 2, at) : text.slice(at - 1, at);
}

/** Moves a cut within a URL to before it. */
function outsideUrl(text: string, bounds: readonly number[], count: number): number {
  const at = bounds[count] ?? 0;
  const scheme = text.lastIndexOf("://", at - 1);
  if (scheme < 0 || at - scheme > 4096) return count;
  for (let index = scheme; index <= at; index++) {
    const code = text.charCodeAt(index);
    // Ends at white space, at a letter of another script, or with the text.
    if (Number.isNaN(code) || code <= 0x20 || code > 0x7e) return count;
  }
  let start = scheme;
  while (start > 0 && /[a-z]/i.test(text[start - 1]!)) start--;
  let kept = count;
  while (kept > 0 && bounds[kept]! > start) kept--;
  return kept;
}
