/** Latin letters, digits and signs: one code unit, one grapheme. CR LF is one grapheme of two. */
const plain: RegExp = /^[\t\n\x20-\x7e]*$/;

/** Graphemes do not depend on the language; a fixed one keeps the machine's locale out of it. */
let segmenter: Intl.Segmenter | undefined;

/**
 * Finds where the first graphemes of a text end. Only the head of the text is looked at, however long the text is.
 *
 * @param text - any text
 * @param count - how many graphemes are wanted
 * @returns the end of each grapheme as an index into `text`, with 0 before them: `n + 1` numbers for `n` graphemes;
 *   the last is `text.length` when the text has no more
 */
export function graphemeBounds(text: string, count: number): number[] {
  const head = text.slice(0, count + 1);
  if (plain.test(head)) {
    // One more character was looked at, since a combining mark may follow the last one.
    const length = Math.min(count, text.length);
    return Array.from({ length: length + 1 }, (_, index) => index);
  }
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  // A grapheme may be of any length (a letter with a thousand marks): the piece grows until it holds enough.
  for (let size = count * 4 + 64; ; size *= 2) {
    const whole = size >= text.length;
    const bounds = [0];
    for (const { index, segment } of segmenter.segment(whole ? text : text.slice(0, size))) {
      const end = index + segment.length;
      // The last grapheme of a piece may go on beyond it.
      if (!whole && end === size) break;
      bounds.push(end);
      if (bounds.length > count) return bounds;
    }
    if (whole) return bounds;
  }
}
