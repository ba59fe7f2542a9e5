/** Shortens a value for a message: at most 80 characters, control characters shown as spaces. */
export function shorten(text: string): string {
  const plain = text.replace(/[\0-\x1f\x7f]+/g, " ");
  return plain.length <= 80 ? plain : `${plain.slice(0, 79).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
