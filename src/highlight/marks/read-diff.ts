/** Code whose first column said what was inserted and deleted. */
export interface DiffCode {
  readonly code: string;
  /** Lines counted from 0. */
  readonly inserted: readonly number[];
  readonly deleted: readonly number[];
}

/**
 * Removes the column of `+`, `-` and spaces from a diff, so that the code can be read in its own language.
 *
 * When every line begins with one of the three, the column is removed from all lines, otherwise only the signs are: some
 * authors do not indent the other lines. The headers of a unified diff and its `@@` lines stay.
 */
export function readDiff(diff: string): DiffCode {
  const lines = diff.split("\n");
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
  const hasColumn = lines.every((line, index) => line === "" || /^[+\- ]/.test(line) || isHeader(index));
  const code = lines.map((line, index) => {
    const sign = line[0];
    if (isHeader(index)) return line;
    if (sign === "+") inserted.push(index);
    else if (sign === "-") deleted.push(index);
    else return hasColumn ? line.slice(1) : line;
    return line.slice(1);
  });
  return { code: code.join("\n"), inserted, deleted };
}
