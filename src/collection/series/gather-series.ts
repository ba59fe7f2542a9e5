import { compareText } from "../../core/compare-text.ts";
import { toSlug } from "../../slug/to-slug.ts";
import { mayBeFirst } from "./number-members.ts";
import { type PartNumber, parsePartNumber, readTitles } from "./parse-part-number.ts";
import type { Candidate, Gathered, Member, SeriesDeclaration, SeriesPost } from "./series.ts";

/** How a post belongs to a series. */
type Claim = Pick<Member<unknown>, "membership" | "listIndex">;

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

  const numbers = inferFromTitles ? readTitles(candidates) : [];
  const unclaimed: Member<P>[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const { slug, title, memberships } = candidate;
    const claims = new Map<string, Claim>();
    for (const [key, listIndex] of listed.get(slug) ?? []) claims.set(key, { listIndex });
    for (const membership of memberships) {
      const key = resolve(membership.slug);
      const claim = claims.get(key);
      if (claim?.membership === undefined) claims.set(key, { ...claim, membership });
    }
    if (claims.size === 0 && !inferFromTitles) continue;
    const titleNumber = numbers[index] ?? parsePartNumber(title);
    if (claims.size === 0) unclaimed.push({ ...candidate, titleNumber, ownsTitleNumber: true });
    const owner = ownerOf(titleNumber, claims, resolve);
    for (const [key, claim] of claims) {
      add(key, { ...candidate, ...claim, titleNumber, ownsTitleNumber: key === owner });
    }
  }
  for (const { slug, declaration, members } of series.values()) {
    const names = [slug, declaration?.title, ...(declaration?.aliases ?? [])];
    const owners = members.filter(({ ownsTitleNumber }) => ownsTitleNumber);
    for (const { membership } of members) names.push(membership?.name, membership?.title);
    const own = readTitles(owners, [...new Set(names.map((name) => name ?? ""))]);
    for (const [index, member] of owners.entries()) {
      const number = own[index];
      if (number?.part !== undefined) member.titleNumber = number;
    }
  }

  /** Numbered posts without a series, by the base of their title. */
  const groups = new Map<string, Member<P>[]>();
  for (const member of unclaimed) {
    if (member.titleNumber.part === undefined) continue;
    const base = keyOf(member.titleNumber.base);
    if (base === "") continue;
    const group = groups.get(base);
    if (group === undefined) groups.set(base, [member]);
    else group.push(member);
  }
  // A first part without a number is older than part 2.
  for (const member of groups.size > 0 ? unclaimed : []) {
    if (member.titleNumber.part !== undefined) continue;
    const group = groups.get(keyOf(member.title));
    if (group && mayBeFirst(member, group)) group.push(member);
  }
  // Two different parts of one base make a series; a single post, or two posts with the same number, do not.
  for (const [base, members] of groups) {
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
  for (const { memberships, isPending } of candidates) {
    // A draft must not rename or join what is published.
    if (isPending) continue;
    for (const { title, slug } of memberships) {
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
function compareMembers<P>(a: Member<P>, b: Member<P>): number {
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
