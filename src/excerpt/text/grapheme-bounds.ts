/**
 * Latin, Greek and Cyrillic letters, symbols, kana, Han, Hangul: one code unit, one grapheme, whatever is next to it.
 * None of them combines with its neighbors (CR, marks, joiners, jamo and surrogates do, and are not included).
 */
const plain: RegExp =
  /^[\t\n\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*$/;

/** Graphemes do not depend on the language; a fixed one makes the result independent of the machine's locale. */
let segmenter: Intl.Segmenter | undefined;

/** How much is segmented at a time: each step through a text takes time in proportion to its length. */
const pieceSize: number = 1024;

/**
 * Finds where the first graphemes of a text end. Only the beginning of the text is read, however long it is.
 *
 * @param text - any text
 * @param count - how many graphemes are wanted
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
    // Half a surrogate pair would end the grapheme before it.
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
