/**
 * Latin, Greek and Cyrillic letters, symbols, kana, Han, Hangul: one code unit, one grapheme, whatever is next to it.
 * None of them combines with its neighbors (CR, marks, joiners, jamo and surrogates do, and are not included).
 */
const plain: RegExp =
  /^[\t\n\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*$/;

/** Graphemes do not depend on the language; a fixed locale makes the result independent of the machine. */
let segmenter: Intl.Segmenter | undefined;

/** How much text is segmented at a time: each step takes time in proportion to the length of the text. */
const pieceSize: number = 1024;

/**
 * Finds where the first graphemes of a text end. Only the beginning of the text is read, however long it is.
 *
 * @returns the end of each grapheme as an index into `text`, with 0 before them: `n + 1` numbers for `n` graphemes;
 *   the last is `text.length` when the text has no more
 */
export function graphemeBounds(text: string, count: number): number[] {
  const head = text.slice(0, count + 1);
  if (plain.test(head)) {
    // One more character was checked, since a combining mark may follow the last one.
    const length = Math.min(count, text.length);
    const bounds: number[] = [];
    for (let index = 0; index <= length; index++) bounds.push(index);
    return bounds;
  }
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const bounds = [0];
  let start = 0;
  // A grapheme may be of any length (a letter with a thousand marks): the piece grows until it holds one.
  for (let size = pieceSize; start < text.length; ) {
    let pieceEnd = Math.min(start + size, text.length);
    // A lone surrogate would end the grapheme before it.
    if (/[\uD800-\uDBFF]/.test(text.charAt(pieceEnd - 1)) && pieceEnd < text.length) pieceEnd--;
    const piece = text.slice(start, pieceEnd);
    const whole = pieceEnd === text.length;
    const before = start;
    for (const { index, segment } of segmenter.segment(piece)) {
      const end = index + segment.length;
      // The last grapheme of a piece may continue after it. A grapheme does not depend on those before it.
      if (!whole && end === piece.length) break;
      bounds.push((start = before + end));
      if (bounds.length > count) return bounds;
    }
    size = start === before ? size * 2 : pieceSize;
  }
  return bounds;
}

/** White space at which a line may break, so not a no-break space. */
const breakable: RegExp = /[\t\n\v\f\r \u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f\u3000]/;

/** Scripts that are written without spaces between words. */
const unspaced: RegExp =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー々〆]/u;
/** Those that put a space between sentences or clauses. */
const spacedClauses: RegExp = /[\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
/** Characters that must not start a line: they belong to what precedes them. */
const noStart: RegExp =
  /[\p{Pe}\p{Pf}\p{M}ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ。、，．！？：；·…~～%％℃]/u;

/** The longest text to segment with the dictionary; the cut is near its end. */
const maxStretch: number = 1024;

/**
 * Finds the last position between two words.
 *
 * @returns how many graphemes are kept; 0 without such a position
 */
export function wordBounds(text: string, bounds: readonly number[], from: number, locale: string): number {
  const end = bounds[from] ?? text.length;
  const space = lastSpace(text, bounds, from);
  if (space === from) return outsideUrl(text, bounds, space);
  const start = Math.max(bounds[space] ?? 0, end - maxStretch);
  // A little beyond the cut, so that a word at the cut is seen in full.
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
