import { relative } from "node:path";

/** What an id is made of. */
interface IdentifiedPost {
  slug: string;
  lang?: string | undefined;
}

/**
 * Unique ids of entries: the slug; with the language when translations share it (`queues.ja`); and the path below the
 * folder of posts when others do.
 *
 * @param posts - the posts by their absolute paths
 * @param home - the folder of posts
 */
export function entryIds<P extends IdentifiedPost>(
  posts: ReadonlyMap<string, P>,
  home: string,
): Map<P, string> {
  const slugs = countOf([...posts.values()].map(({ slug }) => slug));
  const nameOf = ({ slug, lang }: P): string =>
    lang !== undefined && slugs.get(slug) !== 1 ? `${slug}.${lang}` : slug;
  const names = countOf([...posts.values()].map(nameOf));
  return new Map(
    [...posts].map(([path, post]) => {
      const name = nameOf(post);
      return [post, names.get(name) === 1 ? name : relative(home, path).replaceAll("\\", "/")];
    }),
  );
}

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
