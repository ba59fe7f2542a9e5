/** A date as machines read it: a day when it has no time, else an instant; `undefined` for no date and an invalid one. */
export function isoDate(date: Date | undefined, dateOnly?: boolean): string | undefined {
  if (date === undefined || Number.isNaN(date.getTime())) return undefined;
  const text = date.toISOString();
  return dateOnly ? text.slice(0, text.indexOf("T")) : text.replace(/\.000Z$/, "Z");
}
