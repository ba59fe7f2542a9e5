import { compareText } from "../core/compare-text.ts";
import type { Gathered } from "./gather-series.ts";
import { numberMembers } from "./number-members.ts";
import type { SeriesPost } from "./series.ts";

/**
 * Takes translations apart. Posts of two languages that claim one number are translations of one another, and a reader
 * of one language must not be led to the next part in another: each language becomes a series of its own. A series
 * whose parts merely change language is left whole. Drafts have no say.
 */
export function splitByLanguage<P extends SeriesPost>(
  gathered: Gathered<P>,
): (Gathered<P> & { lang?: string })[] {
  const { members } = gathered;
  const languages = new Set(members.map(({ fields }) => fields.lang));
  if (languages.size < 2) return [gathered];
  const claims = new Map<number, string>();
  const isTranslated = numberMembers(members).some(({ part, isPending, fields: { lang } }) => {
    if (part === undefined || isPending) return false;
    const claim = claims.get(part);
    if (claim === undefined) claims.set(part, lang);
    return claim !== undefined && claim !== lang;
  });
  if (!isTranslated) return [gathered];
  return [...languages].sort(compareText).map((lang) => ({
    ...gathered,
    members: members.filter(({ fields }) => fields.lang === lang),
    ...(lang !== "" && { lang }),
  }));
}
