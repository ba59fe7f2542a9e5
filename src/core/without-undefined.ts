/** A copy of a record without the keys whose value is `undefined`. */
export function withoutUndefined<Fields extends object>(
  record: { [Name in keyof Fields]: Fields[Name] | undefined },
): Fields {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Fields;
}
