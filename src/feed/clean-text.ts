/**
 * What a feed cannot carry: characters that XML 1.0 forbids, those it discourages and validators take for a damaged
 * encoding (C1 controls, non-characters, U+FFFD), and halves of surrogate pairs.
 */
const unfit: RegExp = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFD\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;

/** Drops what a feed cannot carry. */
export function cleanText(text: string): string {
  return text.replace(unfit, "");
}

/** Makes one line of a title or a name: line ends and tabs become spaces, the ends are trimmed. */
export function cleanLine(text: string): string {
  const line = cleanText(text.replace(/[\t-\r\x85]+/g, " ")).trim();
  // Invisible signs alone show nothing.
  return /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u.test(line) ? line : "";
}
