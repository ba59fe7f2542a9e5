/**
 * Two posts with one slug would write one page, and one of the two would be lost. The first keeps the slug, those
 * after it get a number behind it. (`readPosts` reports both files; `renamed` lists what was changed.)
 * Posts that are published come before drafts.
 *
 * @returns the posts in the same order, and `renamed`: `{ post, from }` for each that was given another slug
 */
export function uniqueSlugs(posts) {
  const taken = new Set(posts.map(({ slug }) => fold(slug)));
  const seen = new Set();
  const renamed = [];
  const unique = posts
    .toSorted((a, b) => Number(a.draft) - Number(b.draft))
    .map((post) => {
      if (!seen.has(fold(post.slug))) {
        seen.add(fold(post.slug));
        return post;
      }
      let number = 2;
      while (taken.has(fold(`${post.slug}-${number}`))) number++;
      const slug = `${post.slug}-${number}`;
      taken.add(fold(slug));
      seen.add(fold(slug));
      const other = { ...post, slug };
      renamed.push({ post: other, from: post.slug });
      return other;
    });
  return { posts: unique, renamed };
}

/** As file systems compare names that ignore case. */
const fold = (slug) => slug.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
