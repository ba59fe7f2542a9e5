import { appendTo } from "../../core/append-to.ts";
import { compareText } from "../../core/compare-text.ts";
import { toSeriesSlug } from "../../slug/to-slug.ts";
import { compareNumbers, isNotNewer, secondPart } from "./number-members.ts";
import { type PartNumber, parsePartNumber, readTitles } from "./parse-part-number.ts";
import type { Gathered, Member, SeriesDeclaration } from "./series.ts";

/** The membership of a post in a series. */
type Claim = Pick<Member<unknown>, "membership" | "listIndex">;

/** Finds the posts of each series: by declaration, by front matter and, optionally, by title. */
export function gatherSeries<P>(
  posts: readonly Member<P>[],
  declarations: readonly SeriesDeclaration[],
  inferFromTitles: boolean,
): Gathered<P>[] {
  const declared = new Map(declarations.map((declaration) => [toSeriesSlug(declaration.slug), declaration]));
  const resolve = createNameResolver(declared, posts);
  const listed = new Map<string, [key: string, listIndex: number][]>();
  for (const [key, { posts: slugs = [] }] of declared) {
    for (const [index, slug] of slugs.entries()) appendTo(listed, slug, [key, index]);
  }

  const series = new Map<string, Member<P>[]>();
  /** The posts whose title counts in the series, by series. */
  const owners = new Map<string, Member<P>[]>();
  const unclaimed: Member<P>[] = [];
  const numbers = inferFromTitles ? readTitles(posts) : [];
  for (const [index, post] of posts.entries()) {
    const claims = new Map<string, Claim>();
    for (const [key, listIndex] of listed.get(post.slug) ?? []) {
      if (!claims.has(key)) claims.set(key, { listIndex });
    }
    for (const membership of post.memberships) {
      const key = resolve(membership.slug);
      claims.set(key, { membership, ...claims.get(key) });
    }
    if (claims.size === 0 && !inferFromTitles) continue;
    const titleNumber = numbers[index] ?? parsePartNumber(post.title);
    if (claims.size === 0) unclaimed.push({ ...post, titleNumber });
    const owner = ownerOf(titleNumber, claims, resolve);
    for (const [key, claim] of claims) {
      const { base, subtitle } = titleNumber;
      const member = { ...post, ...claim, titleNumber: key === owner ? titleNumber : { base, subtitle } };
      appendTo(series, key, member);
      if (key === owner) appendTo(owners, key, member);
    }
  }
  for (const [key, members] of owners) {
    const { slug = key, title, aliases = [] } = declared.get(key) ?? {};
    const given = series.get(key)?.flatMap(({ membership }) => [membership?.name, membership?.title]) ?? [];
    for (const [index, number] of readTitles(members, [slug, title, ...aliases, ...given]).entries()) {
      if (number.part !== undefined) (members[index] as Member<P>).titleNumber = number;
    }
  }
  for (const [base, members] of groupByBase(unclaimed)) {
    const key = resolve(base);
    // A single post, or two posts with the same number, do not make a series.
    const parts = new Set(members.map(({ titleNumber }) => titleNumber.part));
    if (parts.size > 1 || series.has(key)) for (const member of members) appendTo(series, key, member);
  }
  return [...series].map(([key, members]) => {
    const declaration = declared.get(key);
    return { slug: declaration?.slug ?? key, declaration, members: members.sort(compareMembers) };
  });
}

/** Groups numbered posts by the base of their title, with a first part that has no number. */
function groupByBase<P>(posts: readonly Member<P>[]): Map<string, Member<P>[]> {
  const groups = new Map<string, Member<P>[]>();
  for (const post of posts) {
    const { base, part } = post.titleNumber;
    if (part !== undefined && base !== "") appendTo(groups, toSeriesSlug(base), post);
  }
  for (const post of posts) {
    if (post.titleNumber.part !== undefined) continue;
    const group = groups.get(toSeriesSlug(post.title)) ?? [];
    const second = secondPart(group);
    if (second !== undefined && isNotNewer(post, second)) group.push(post);
  }
  return groups;
}

/** Creates a function from the slug of a name to the key of its series, which has several names: slug, titles and aliases. */
function createNameResolver(
  declared: ReadonlyMap<string, SeriesDeclaration>,
  posts: readonly Member<unknown>[],
): (slug: string) => string {
  const keys = new Map([...declared.keys()].map((key) => [key, key]));
  const addName = (name: string | undefined, key: string): void => {
    const slug = toSeriesSlug(name ?? "");
    if (slug !== "" && !keys.has(slug)) keys.set(slug, key);
  };
  for (const [key, { title, aliases = [] }] of declared) {
    for (const name of [title, ...aliases]) addName(name, key);
  }
  // A draft must not rename or merge published series.
  const titled = posts
    .flatMap(({ memberships, isPending }) => (isPending ? [] : memberships))
    .filter(({ title }) => title !== undefined)
    .map(({ title = "", slug }) => ({ title, key: keys.get(slug) ?? slug }))
    .sort((a, b) => compareText(a.key, b.key) || compareText(a.title, b.title));
  for (const { title, key } of titled) addName(title, key);
  return (slug) => keys.get(slug) ?? slug;
}

/** The series that the number in the title belongs to: the one that the title names, else the first. */
function ownerOf(
  { base }: PartNumber,
  claims: ReadonlyMap<string, Claim>,
  resolve: (slug: string) => string,
): string | undefined {
  const [first] = claims.keys();
  if (claims.size < 2) return first;
  const named = resolve(toSeriesSlug(base));
  if (claims.has(named)) return named;
  const isInTitle = (name = ""): boolean =>
    name !== "" && `-${toSeriesSlug(base)}-`.includes(`-${toSeriesSlug(name)}-`);
  const entries = [...claims];
  const owner =
    entries.find(([key, { membership }]) => [key, membership?.name, membership?.title].some(isInTitle)) ??
    entries.find(([, { membership }]) => membership?.part === undefined);
  return owner?.[0] ?? first;
}

/** By date, then slug; posts without a date last. Path and title break ties. */
function compareMembers<P>(a: Member<P>, b: Member<P>): number {
  return (
    compareNumbers(a.time, b.time) ||
    compareText(a.slug, b.slug) ||
    compareText(a.path ?? "", b.path ?? "") ||
    compareText(a.title, b.title)
  );
}
