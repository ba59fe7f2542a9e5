/** Writes any value for a message, on one line and not too long. Never throws. */
export function showValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid date" : value.toISOString();
  if (value === null) return "null";
  return typeof value === "object" || typeof value === "function" ? `of type ${typeof value}` : String(value);
}
