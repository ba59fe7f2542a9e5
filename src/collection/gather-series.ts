import { compareText } from "../core/compare-text.ts";
import { toSlug } from "../slug/to-slug.ts";
import { type PartNumber, parsePartNumber } from "./parse-part-number.ts";
import type { SeriesFields } from "./read-series-fields.ts";
import type { SeriesDeclaration, SeriesPost } from "./series.ts";
import type { Membership } from "./series-memberships.ts";

/** A post in one series, before it is numbered. */
export interface Member<P> extends Candidate<P> {
  /** The post's own word on the series. */
  membership?: Membership;
  /** Index in the declaration's list. */
  listIndex?: number;
  /** What the title says. */
  titleNumber: PartNumber;
  /** Whether the number in the title is one of this series, not of another that the post belongs to. */
  ownsTitleNumber: boolean;
}

/** The posts of one series, by date, then slug. */
export interface Gathered<P> {
  slug: string;
  declaration?: SeriesDeclaration;
  members: Member<P>[];
}

/** A post to gather, and whether it is out. */
export interface Candidate<P> {
  post: P;
  /** What is read of the post; the post itself is only handed on. */
  fields: SeriesFields;
  /** Not out yet: a draft or scheduled post. */
  isPending: boolean;
  /** Pending, and to be told in `upcoming` only. */
  isUpcoming: boolean;
}

/** Brings together what belongs together: by declaration, by front matter and, when asked, by title. */
export function gatherSeries<P extends SeriesPost>(
  candidates: readonly Candidate<P>[],
  declarations: readonly SeriesDeclaration[],
  inferFromTitles: boolean,
): Gathered<P>[] {
  // By what names a series goes: its slug, and the slugs of its titles and former names.
  const declared = new Map(declarations.map((declaration) => [keyOf(declaration.slug), declaration]));
  const names = new Map<string, string>();
  const addName = (name: string | undefined, slug: string): void => {
    const key = name === undefined ? "" : keyOf(name);
    if (key !== "" && !names.has(key)) names.set(key, slug);
  };
  for (const key of declared.keys()) names.set(key, key);
  for (const [key, { title, aliases = [] }] of declared) {
    addName(title, key);
    for (const alias of aliases) addName(alias, key);
  }
  const titled: [title: string, slug: string][] = [];
  for (const { fields, isPending } of candidates) {
    // A draft must not rename or join what is out.
    if (isPending) continue;
    for (const { title, slug } of fields.memberships) {
      if (title !== undefined) titled.push([title, names.get(slug) ?? slug]);
    }
  }
  titled.sort(([titleA, a], [titleB, b]) => compareText(a, b) || compareText(titleA, titleB));
  for (const [title, slug] of titled) addName(title, slug);
  const resolve = (slug: string): string => names.get(slug) ?? slug;

  const listed = new Map<string, { key: string; index: number }[]>();
  for (const [key, { posts = [] }] of declared) {
    for (const [index, slug] of posts.entries()) {
      const places = listed.get(slug) ?? [];
      if (!places.some((place) => place.key === key)) places.push({ key, index });
      listed.set(slug, places);
    }
  }

  const series = new Map<string, Gathered<P>>();
  const add = (key: string, member: Member<P>): void => {
    let gathered = series.get(key);
    if (gathered === undefined) {
      const declaration = declared.get(key);
      gathered = { slug: declaration?.slug ?? key, members: [], ...(declaration && { declaration }) };
      series.set(key, gathered);
    }
    gathered.members.push(member);
  };

  const strangers: { candidate: Candidate<P>; number: PartNumber }[] = [];
  for (const candidate of candidates) {
    const { slug, title, memberships } = candidate.fields;
    const places = listed.get(slug);
    if (places === undefined && memberships.length === 0) {
      if (inferFromTitles) {
        const number = parsePartNumber(title);
        if (number.part !== undefined && keyOf(number.base) !== "") strangers.push({ candidate, number });
      }
      continue;
    }
    const own = new Map<string, { membership?: Membership; listIndex?: number }>();
    for (const { key, index } of places ?? []) own.set(key, { listIndex: index });
    for (const membership of memberships) {
      const key = resolve(membership.slug);
      const known = own.get(key) ?? {};
      if (known.membership === undefined) own.set(key, { ...known, membership });
    }
    const titleNumber = parsePartNumber(title);
    const owner = own.size === 1 ? undefined : ownerOf(titleNumber, own, resolve);
    for (const [key, { membership, listIndex }] of own) {
      add(key, {
        ...candidate,
        ...(membership && { membership }),
        ...(listIndex !== undefined && { listIndex }),
        titleNumber,
        ownsTitleNumber: owner === undefined || owner === key,
      });
    }
  }

  // Two posts of one base with different parts make a series; one post, or two with one number, do not.
  const bases = new Map<string, typeof strangers>();
  for (const stranger of strangers) {
    const base = keyOf(stranger.number.base);
    const found = bases.get(base);
    if (found) found.push(stranger);
    else bases.set(base, [stranger]);
  }
  for (const [base, found] of bases) {
    const key = resolve(base);
    const parts = new Set(found.map(({ number }) => number.part));
    if (parts.size < 2 && !series.has(key)) continue;
    for (const { candidate, number } of found) {
      add(key, { ...candidate, titleNumber: number, ownsTitleNumber: true });
    }
  }
  for (const { members } of series.values()) members.sort(compareMembers);
  return [...series.values()];
}

/** By date, then slug; what has no date is last. The rest only makes the order total. */
function compareMembers<P>({ fields: a }: Member<P>, { fields: b }: Member<P>): number {
  const timeA = a.time ?? Number.POSITIVE_INFINITY;
  const timeB = b.time ?? Number.POSITIVE_INFINITY;
  return (
    (timeA === timeB ? 0 : timeA - timeB) ||
    compareText(a.slug, b.slug) ||
    compareText(a.path ?? "", b.path ?? "") ||
    compareText(a.title, b.title)
  );
}

function keyOf(name: string): string {
  return toSlug(name) || name;
}

/** Whose number it is when a post belongs to several series: that of the series the title names, else of the first. */
function ownerOf(
  { base }: PartNumber,
  own: ReadonlyMap<string, { membership?: Membership }>,
  resolve: (slug: string) => string,
): string | undefined {
  const baseKey = keyOf(base);
  if (own.has(resolve(baseKey))) return resolve(baseKey);
  for (const [key, { membership }] of own) {
    const names = [key, membership?.name, membership?.title].map((name) => keyOf(name ?? ""));
    if (
      names.some(
        (name) =>
          name !== "" && ` ${baseKey} `.replaceAll("-", " ").includes(` ${name.replaceAll("-", " ")} `),
      )
    )
      return key;
  }
  for (const [key, { membership }] of own) if (membership?.part === undefined) return key;
  return own.keys().next().value;
}
