import { compareText } from "../core/compare-text.ts";
import { createMessage } from "../diagnostics/create-message.ts";
import { nearDuplicates } from "./near-duplicates.ts";
import type { Series, SeriesPost } from "./series.ts";
import { seriesMemberships } from "./series-memberships.ts";
import { textOf } from "./text-of.ts";

/** Tells of two series whose slugs differ so little that one of them is a slip. The smaller one gets the message. */
export function checkSpelling<P extends SeriesPost>(all: readonly Series<P>[]): void {
  const bySlug = new Map<string, Series<P>>();
  const sorted = [...all].sort((a, b) => b.parts.length - a.parts.length || compareText(a.slug, b.slug));
  for (const series of sorted) if (!bySlug.has(series.slug)) bySlug.set(series.slug, series);
  for (const [first, second] of nearDuplicates([...bySlug.keys()])) {
    const series = bySlug.get(second);
    const post = series?.parts[0]?.post;
    if (series === undefined || post === undefined) continue;
    const message = createMessage("series-spelling", {
      reason: `“${series.title}” (${second}) looks like another spelling of “${bySlug.get(first)?.title}” (${first})`,
      note: "Name it the same way, or add one as an alias in the declaration of the other.",
      path: textOf(post.path) || undefined,
      place: seriesMemberships(post).find(({ slug }) => slug === second)?.place,
      actual: second,
    });
    series.messages = [...series.messages, message];
  }
}
