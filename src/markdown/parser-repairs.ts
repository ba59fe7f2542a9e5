import type { Event, Resolver } from "micromark-util-types";

// Replacements for parts of micromark that take quadratic time: with them, long ordinary texts stay far from the limit of
// the meter.

/** A list of labels that is fast to search. */
export class Labels extends Array<string> {
  readonly #known = new Set<string>();

  override push(label: string): number {
    this.#known.add(label);
    return super.push(label);
  }

  override includes(label: string): boolean {
    return this.#known.has(label);
  }
}

/** Joins two adjacent pieces of text, which the parser would do later, one by one, moving everything that follows. */
export function joinData(events: Event[]): void {
  const before = events[events.length - 3];
  if (before?.[0] !== "exit" || before[1].type !== "data") return;
  before[1].end = events[events.length - 1]![1].end;
  events.length -= 2;
}

/** Joins all pieces of text that follow each other: all that comes after goes over each. */
export function joinAllData(events: Event[]): void {
  let end = 0;
  for (const event of events) {
    events[end++] = event;
    if (event[0] !== "exit" || event[1].type !== "data" || events[end - 3]?.[1].type !== "data") continue;
    const [, before] = events[end - 3]!;
    if (before.end.offset !== event[1].start.offset) continue;
    before.end = event[1].end;
    end -= 2;
  }
  events.length = end;
}

/** Resolves an underlined heading without copying everything before it. */
export function onLastContent(resolveTo: Resolver): Resolver {
  return (events, context) => {
    let start = events.length - 1;
    while (start > 0 && (events[start]![0] !== "enter" || events[start]![1].type !== "content")) start--;
    for (const event of resolveTo(events.splice(start), context)) events.push(event);
    return events;
  };
}
