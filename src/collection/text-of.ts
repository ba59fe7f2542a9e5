/** A text as it is, a number as YAML makes one of `title: 2024` as text, anything else as `""`. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
