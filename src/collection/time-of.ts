/** Milliseconds since 1970, or `undefined` for no date and for an invalid one. */
export function timeOf(date: Date | undefined | null): number | undefined {
  const time = date?.getTime();
  return time === undefined || Number.isNaN(time) ? undefined : time;
}
