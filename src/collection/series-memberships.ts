import { toSlug } from "../slug/to-slug.ts";
import type { SeriesMembership, SeriesPost, SeriesStatus } from "./series.ts";
import { textOf } from "./text-of.ts";

/** A membership with its slug worked out. */
export interface Membership extends SeriesMembership {
  slug: string;
}

const statuses: ReadonlySet<unknown> = new Set<SeriesStatus>(["ongoing", "complete", "paused"]);

/** The series that a post names, each once, in its order. What is of the wrong type counts for nothing. */
export function seriesMemberships({ series }: Pick<SeriesPost, "series">): Membership[] {
  if (series === undefined || series === null) return [];
  const list: readonly unknown[] = Array.isArray(series) ? series : [series];
  const memberships = new Map<string, Membership>();
  for (const item of list) {
    const membership = readMembership(item);
    if (membership !== undefined && !memberships.has(membership.slug)) {
      memberships.set(membership.slug, membership);
    }
  }
  return [...memberships.values()];
}

function readMembership(item: unknown): Membership | undefined {
  const given: Partial<Record<keyof SeriesMembership, unknown>> =
    typeof item === "object" && item !== null ? item : { name: item };
  const name = textOf(given.name);
  const own = textOf(given.slug);
  const slug = toSlug(own || name) || own || name;
  if (slug === "") return undefined;
  const membership: Membership = { name: name || slug, slug };
  const { part, total, title, description, status, place } = given;
  if (typeof part === "number" && Number.isFinite(part)) membership.part = part;
  if (typeof total === "number" && Number.isFinite(total)) membership.total = total;
  if (typeof title === "string" && title !== "") membership.title = title;
  if (typeof description === "string" && description !== "") membership.description = description;
  if (statuses.has(status)) membership.status = status as SeriesStatus;
  if (typeof place === "object" && place !== null)
    membership.place = place as NonNullable<Membership["place"]>;
  return membership;
}
