/** Letters, digits, and signs that mean nothing to Markdown nor to HTML where they stand here: behind a letter. */
const plainLine: RegExp = /^\p{L}(?:[\p{L}\p{M}\p{N} ,;:.'"()?!–—’‘“”…-]*[\p{L}\p{N},;:.'"()?!–—’‘“”…-])?$/u;

/**
 * Whether a text is a paragraph of itself, whoever reads it: parsed as Markdown it is one text, written as HTML the
 * same letters. Most descriptions are, and need neither parser nor sanitiser. It would rather say no.
 */
export function isPlainLine(text: string): boolean {
  return plainLine.test(text) && !/www\./i.test(text);
}
