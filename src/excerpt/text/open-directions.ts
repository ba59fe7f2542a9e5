/** Marks that open an embedding, an override or an isolate, and those that close them. */
const opener: RegExp = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/;
const popFormatting = "\u202c";
const popIsolate = "\u2069";

/** Whether a text has marks that must be closed. */
export function hasDirections(text: string): boolean {
  return opener.test(text);
}

/**
 * For each end of a grapheme: the marks that must follow it so that the direction of the cut text does not
 * affect what comes after it. The rules are those of the Unicode bidirectional algorithm (X5a to X7): an isolate's
 * end closes what was opened within it.
 */
export function openDirections(text: string, bounds: readonly number[]): string[] {
  const stack: string[] = [];
  const closers = [""];
  let joined = "";
  for (let count = 1; count < bounds.length; count++) {
    let changed = false;
    for (let index = bounds[count - 1]!; index < bounds[count]!; index++) {
      const char = text[index]!;
      if (opener.test(char)) {
        stack.push(char >= "\u2066" ? popIsolate : popFormatting);
        changed = true;
      } else if (char === popFormatting && stack.at(-1) === popFormatting) {
        stack.pop();
        changed = true;
      } else if (char === popIsolate && stack.includes(popIsolate)) {
        while (stack.pop() !== popIsolate);
        changed = true;
      }
    }
    // The algorithm itself has at most 125 levels.
    if (changed) joined = stack.slice(0, 125).reverse().join("");
    closers.push(joined);
  }
  return closers;
}
