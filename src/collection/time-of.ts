/** Milliseconds since 1970, or `undefined` for no date and for an invalid one. */
export function timeOf(date: Date | undefined | null): number | undefined {
  // Not `instanceof`: a date may come from another realm (a test runner, a worker).
  const time = typeof date?.getTime === "function" ? date.getTime() : undefined;
  return time === undefined || Number.isNaN(time) ? undefined : time;
}
