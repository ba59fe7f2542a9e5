import { toTagSlug } from "../slug/to-tag-slug.ts";

/** Gives the slug of a tag, made once for each spelling: tags recur in hundreds of posts. */
export function createTagSlugs(): (tag: string) => string {
  const slugs = new Map<string, string>();
  return (tag) => {
    let slug = slugs.get(tag);
    if (slug === undefined) slugs.set(tag, (slug = toTagSlug(tag)));
    return slug;
  };
}
