/** Code whose first column told what was inserted and deleted. */
export interface DiffCode {
  readonly code: string;
  /** Lines counted from 0. */
  readonly inserted: readonly number[];
  readonly deleted: readonly number[];
}

/**
 * Takes the column of `+`, `-` and spaces off a diff, so that the code can be read as what it is.
 *
 * When every line begins with one of the three, the column is a column, and comes off all of them; else only the
 * signs come off: some authors leave the other lines where they are. The headers of a unified diff, and its `@@`
 * lines, stay.
 *
 * @param diff - lines of a diff
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
