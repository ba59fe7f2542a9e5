import { toSlug } from "../slug/to-slug.ts";
import type { SeriesMembership, SeriesPost } from "./series.ts";

/** A membership with its slug worked out. */
export interface Membership extends SeriesMembership {
  slug: string;
}

/** The series that a post names, each once, in its order. */
export function seriesMemberships({ series }: Pick<SeriesPost, "series">): Membership[] {
  if (series === undefined || series === null) return [];
  const list: readonly (string | SeriesMembership)[] =
    typeof series === "string" || !Array.isArray(series) ? [series as string | SeriesMembership] : series;
  const memberships = new Map<string, Membership>();
  for (const item of list) {
    const membership = typeof item === "string" ? { name: item } : item;
    const slug = toSlug(membership.slug ?? membership.name ?? "") || membership.slug || membership.name;
    if (!slug || memberships.has(slug)) continue;
    memberships.set(slug, { ...membership, name: membership.name ?? slug, slug });
  }
  return [...memberships.values()];
}
