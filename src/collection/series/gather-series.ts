import { compareText } from "../../core/compare-text.ts";
import { toSlug } from "../../slug/to-slug.ts";
import { type PartNumber, parsePartNumber } from "./parse-part-number.ts";
import type { SeriesDeclaration, SeriesPost } from "./series.ts";
import type { Membership, SeriesFields } from "./series-fields.ts";

/** A post that may belong to a series. */
export interface Candidate<P> {
  post: P;
  /** What is read of the post; the post itself is only passed on. */
  fields: SeriesFields;
  /** Not published yet: a draft or scheduled post. */
  isPending: boolean;
  /** Pending, and only listed in `upcoming`. */
  isUpcoming: boolean;
}

/** How a post belongs to a series. */
interface Claim {
  /** What the post says about the series. */
  membership?: Membership;
  /** Index in the declaration's list. */
  listIndex?: number;
}

/** A post in one series, before it is numbered. */
export interface Member<P> extends Candidate<P>, Claim {
  /** What the title says. */
  titleNumber: PartNumber;
  /** Whether the number in the title belongs to this series, not to another series of the post. */
  ownsTitleNumber: boolean;
}

/** The posts of one series, by date, then slug. */
export interface Gathered<P> {
  slug: string;
  declaration: SeriesDeclaration | undefined;
  members: Member<P>[];
}

/** Finds the posts of each series: by declaration, by front matter and, when asked, by title. */
export function gatherSeries<P extends SeriesPost>(
  candidates: readonly Candidate<P>[],
  declarations: readonly SeriesDeclaration[],
  inferFromTitles: boolean,
): Gathered<P>[] {
  const declared = new Map(declarations.map((declaration) => [keyOf(declaration.slug), declaration]));
  const resolve = createNameResolver(declared, candidates);
  const listed = listedPosts(declared);
  const series = new Map<string, Gathered<P>>();
  const add = (key: string, member: Member<P>): void => {
    const declaration = declared.get(key);
    let gathered = series.get(key);
    if (gathered === undefined) {
      series.set(key, (gathered = { slug: declaration?.slug ?? key, declaration, members: [] }));
    }
    gathered.members.push(member);
  };

  /** Posts without a series, by the base of their title. */
  const unclaimed = new Map<string, Member<P>[]>();
  for (const candidate of candidates) {
    const { slug, title, memberships } = candidate.fields;
    const claims = new Map<string, Claim>();
    for (const [key, listIndex] of listed.get(slug) ?? []) claims.set(key, { listIndex });
    for (const membership of memberships) {
      const key = resolve(membership.slug);
      const claim = claims.get(key);
      if (claim?.membership === undefined) claims.set(key, { ...claim, membership });
    }
    if (claims.size === 0 && !inferFromTitles) continue;
    const titleNumber = parsePartNumber(title);
    const owner = ownerOf(titleNumber, claims, resolve);
    for (const [key, claim] of claims) {
      add(key, { ...candidate, ...claim, titleNumber, ownsTitleNumber: key === owner });
    }
    if (claims.size > 0 || titleNumber.part === undefined) continue;
    const base = keyOf(titleNumber.base);
    if (base === "") continue;
    const members = unclaimed.get(base) ?? [];
    unclaimed.set(base, members);
    members.push({ ...candidate, titleNumber, ownsTitleNumber: true });
  }

  // Two different parts of one base make a series; a single post, or two posts with the same number, do not.
  for (const [base, members] of unclaimed) {
    const key = resolve(base);
    const parts = new Set(members.map(({ titleNumber }) => titleNumber.part));
    if (parts.size > 1 || series.has(key)) for (const member of members) add(key, member);
  }
  for (const { members } of series.values()) members.sort(compareMembers);
  return [...series.values()];
}

/** Makes a function from a name's slug to the key of its series, which has several names: slug, titles and aliases. */
function createNameResolver(
  declared: ReadonlyMap<string, SeriesDeclaration>,
  candidates: readonly Candidate<unknown>[],
): (slug: string) => string {
  const keys = new Map([...declared.keys()].map((key) => [key, key]));
  const addName = (name: string | undefined, key: string): void => {
    const slug = keyOf(name ?? "");
    if (slug !== "" && !keys.has(slug)) keys.set(slug, key);
  };
  for (const [key, { title, aliases = [] }] of declared) {
    for (const name of [title, ...aliases]) addName(name, key);
  }
  const titled: [title: string, key: string][] = [];
  for (const { fields, isPending } of candidates) {
    // A draft must not rename or join what is published.
    if (isPending) continue;
    for (const { title, slug } of fields.memberships) {
      if (title !== undefined) titled.push([title, keys.get(slug) ?? slug]);
    }
  }
  titled.sort(([titleA, a], [titleB, b]) => compareText(a, b) || compareText(titleA, titleB));
  for (const [title, key] of titled) addName(title, key);
  return (slug) => keys.get(slug) ?? slug;
}

/** For each slug of a post the series that list it, with its index in the list. */
function listedPosts(
  declared: ReadonlyMap<string, SeriesDeclaration>,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const listed = new Map<string, Map<string, number>>();
  for (const [key, { posts = [] }] of declared) {
    for (const [index, slug] of posts.entries()) {
      const indexes = listed.get(slug) ?? new Map<string, number>();
      listed.set(slug, indexes);
      if (!indexes.has(key)) indexes.set(key, index);
    }
  }
  return listed;
}

/** By date, then slug; without a date last. Path and title only make the order total. */
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

/** Which of several series the number in the title belongs to: the one that the title names, else the first. */
function ownerOf(
  { base }: PartNumber,
  claims: ReadonlyMap<string, Claim>,
  resolve: (slug: string) => string,
): string | undefined {
  const [first] = claims.keys();
  if (claims.size < 2) return first;
  const named = resolve(keyOf(base));
  if (claims.has(named)) return named;
  const words = (key: string): string => ` ${key.replaceAll("-", " ")} `;
  for (const [key, { membership }] of claims) {
    const names = [key, membership?.name, membership?.title].map((name) => keyOf(name ?? ""));
    if (names.some((name) => name !== "" && words(keyOf(base)).includes(words(name)))) return key;
  }
  for (const [key, { membership }] of claims) if (membership?.part === undefined) return key;
  return first;
}
