/** A character that changes the direction of text around it without being seen. */
export interface BidiControl {
  /** Line and place in it, from 0. */
  readonly line: number;
  readonly column: number;
  /** As `U+202E`. */
  readonly name: string;
}

/**
 * Finds the first bidirectional control character in code. With them code can be made to read otherwise than it
 * runs ("Trojan source").
 */
export function findBidiControl(code: string): BidiControl | undefined {
  const at = code.search(/[\u202A-\u202E\u2066-\u2069]/);
  if (at === -1) return undefined;
  const before = code.slice(0, at);
  const column = at - (before.lastIndexOf("\n") + 1);
  const name = `U+${code.charCodeAt(at).toString(16).toUpperCase()}`;
  return { line: before.split("\n").length - 1, column, name };
}
