import type { PartNumber } from "./parse-part-number.ts";

/** Where a title may be split: at a colon, or at a dash, bar or dot with spaces around it. */
const joint: RegExp = /[:：]\s|：|\s[-–—|·•]\s/gu;

/** How many joints are tried from each end; ordinary titles do not have more. */
const maxJoints = 4;

/** The letters and digits of a text, to compare texts without case, punctuation and spaces. */
export function looseKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The texts that the titles of a series repeat: its names, whole bases, and beginnings before a colon or dash. */
export function repeatedTexts(titles: readonly PartNumber[], names: Iterable<string>): Set<string> {
  const repeated = new Set(Array.from(names, looseKey));
  const seen = new Set<string>();
  for (const { base } of titles) {
    const heads = new Set([base, ...joints(base).map(({ head }) => head)].map(looseKey));
    for (const head of heads) (seen.has(head) ? repeated : seen).add(head);
  }
  repeated.delete("");
  return repeated;
}

/**
 * The title without what the series repeats.
 *
 * @param number - what `parsePartNumber` read from the title
 * @param repeated - see `repeatedTexts`
 * @param label - the result when nothing is left
 */
export function shortTitle(
  title: string,
  number: PartNumber,
  repeated: ReadonlySet<string>,
  label: string,
): string {
  const base = withoutRepeated(number.base, repeated);
  if (number.part === undefined) return base || title;
  // "Part 2: Foo: Bar" repeats after the number what other titles have before it.
  if (base === "") return withoutRepeated(number.subtitle ?? "", repeated) || label;
  return number.subtitle === undefined ? base : `${base}: ${number.subtitle}`;
}

function withoutRepeated(text: string, repeated: ReadonlySet<string>): string {
  if (repeated.has(looseKey(text))) return "";
  const places = joints(text);
  // Removes the longest repeated beginning, else the longest repeated end.
  for (const { head, tail } of [...places].reverse()) if (repeated.has(looseKey(head))) return tail.trim();
  for (const { head, tail } of places) if (repeated.has(looseKey(tail))) return head.trim();
  const bracket = /^([^()]+)\(([^()]+)\)$/.exec(text);
  if (bracket && repeated.has(looseKey(bracket[2] ?? ""))) return (bracket[1] ?? "").trim();
  return text;
}

function joints(text: string): { head: string; tail: string }[] {
  if (text.length > 1_000) return [];
  const all = [...text.matchAll(joint)].map((match) => ({
    head: text.slice(0, match.index),
    tail: text.slice(match.index + match[0].length),
  }));
  return all.length <= maxJoints * 2 ? all : [...all.slice(0, maxJoints), ...all.slice(-maxJoints)];
}
