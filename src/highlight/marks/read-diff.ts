/** Code whose first column said what was inserted and deleted. */
export interface DiffCode {
  readonly code: string;
  /** Lines counted from 0. */
  readonly inserted: readonly number[];
  readonly deleted: readonly number[];
}

/** The smallest indentation of the lines that are not blank, in spaces. */
function indentationOf(lines: readonly string[]): number {
  return lines.reduce(
    (least, line) => (line.trim() === "" ? least : Math.min(least, line.search(/[^ ]/))),
    Number.POSITIVE_INFINITY,
  );
}

/**
 * Removes the column of `+`, `-` and spaces from a diff, so that the code can be read in its own language.
 *
 * When every line begins with one of the three, the column is removed from all lines, otherwise only the signs are: some
 * authors do not indent the other lines. A space that all lines have before or after their signs is removed too. The
 * headers of a unified diff and its `@@` lines stay.
 */
export function readDiff(diff: string): DiffCode {
  let lines = diff.split("\n");
  const shift = indentationOf(lines);
  // Without a sign in the first column, an indented one is the sign.
  if (
    shift > 0 &&
    shift < Number.POSITIVE_INFINITY &&
    lines.some((line) => /^[+-]/.test(line.slice(shift)))
  ) {
    lines = lines.map((line) => line.slice(shift));
  }
  const inserted: number[] = [];
  const deleted: number[] = [];
  const isHeader = (index: number): boolean => {
    const line = lines[index] ?? "";
    return (
      line.startsWith("@@") ||
      /^(?:diff|index) /.test(line) ||
      (line.startsWith("--- ") && (lines[index + 1] ?? "").startsWith("+++ ")) ||
      (line.startsWith("+++ ") && (lines[index - 1] ?? "").startsWith("--- "))
    );
  };
  const headers = lines.map((_, index) => isHeader(index));
  const hasColumn = lines.every((line, index) => line === "" || /^[+\- ]/.test(line) || headers[index]);
  const code = lines.map((line, index) => {
    if (headers[index]) return line;
    if (line.startsWith("+")) inserted.push(index);
    else if (line.startsWith("-")) deleted.push(index);
    else return hasColumn ? line.slice(1) : line;
    return line.slice(1);
  });
  // `+ code`: code is indented by an even number of spaces, so an odd one has a space that belongs to the signs.
  const hasSpace = indentationOf(code.filter((_, index) => !headers[index])) % 2 === 1;
  return {
    code: code.map((line, index) => (hasSpace && !headers[index] ? line.slice(1) : line)).join("\n"),
    inserted,
    deleted,
  };
}
