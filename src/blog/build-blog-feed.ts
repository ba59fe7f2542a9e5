import type { TagGroup, TagReader } from "../collection/groups/group-by-tag.ts";
import type { Series } from "../collection/series/series.ts";
import { didYouMean, type OptionKinds, show } from "../core/check-options.ts";
import { buildFeed, type FeedOptions } from "../feed/build-feed.ts";
import type { Feed } from "../feed/feed.ts";
import { readAuthors } from "../feed/fields.ts";
import type { Site } from "../feed/source.ts";
import { siteBase } from "../feed/urls.ts";
import { toSeriesSlug, toSlug } from "../slug/to-slug.ts";
import type { BlogFeedOptions, BlogPost } from "./blog.ts";

export const feedOptionKinds: OptionKinds<BlogFeedOptions> = {
  limit: "any",
  content: "any",
  feedUrls: "any",
  order: "any",
  pageUrl: "any",
  id: "any",
  paging: "any",
  extend: "any",
  tag: "string",
  series: "string",
  author: "string",
  title: "string",
};

/** The posts that a feed is chosen from. */
interface FeedGroups<P> {
  published: readonly P[];
  /** In a preview, includes posts that are not published, so that a tag that only they have is not an error. */
  listed: readonly P[];
  tags: () => readonly TagGroup<P>[];
  series: () => readonly Series<P>[];
  readTag: TagReader;
}

interface Group<P> {
  slug: string;
  label: string;
  posts: readonly P[];
}

/** Creates a feed of all posts, or of a tag, a series or an author. */
export function buildBlogFeed<P extends BlogPost>(
  site: Site,
  { published, listed, tags, series, readTag }: FeedGroups<P>,
  fixed: Pick<FeedOptions<P>, "now" | "postUrl">,
  options: BlogFeedOptions,
): Feed {
  const { tag, series: seriesName, author, title, ...others } = options;
  let chosen = published;
  let folder = "";
  const labels: string[] = [];
  const narrow = (kind: string, name: string, slug: string, groups: readonly Group<P>[]): void => {
    // A series that is split by language consists of several series with one slug.
    const found = groups.filter((group) => group.slug === slug || group.label === name);
    const [first] = found;
    if (first === undefined) {
      const hint = didYouMean(
        name,
        groups.flatMap((group) => [group.slug, group.label]),
      );
      throw new RangeError(`Expected \`${kind}\` to be one of the blog, received ${show(name)}${hint}`);
    }
    const members = new Set(found.flatMap(({ posts }) => posts));
    chosen = chosen.filter((post) => members.has(post));
    folder += `${kind === "series" ? kind : `${kind}s`}/${encodeURIComponent(first.slug)}/`;
    labels.push(first.label);
  };
  if (tag !== undefined) narrow("tag", tag, readTag(tag).slug, tags());
  if (seriesName !== undefined) {
    const groups = series().map(({ slug, title: label, parts }) => ({
      slug,
      label,
      posts: parts.map(({ post }) => post),
    }));
    narrow("series", seriesName, toSeriesSlug(seriesName), groups);
  }
  if (author !== undefined) narrow("author", author, toSlug(author), groupByAuthor(listed, site));
  if (folder !== "") {
    others.feedUrls = {
      rss: `${folder}rss.xml`,
      atom: `${folder}atom.xml`,
      json: `${folder}feed.json`,
      ...others.feedUrls,
    };
    others.pageUrl ??= folder;
  }
  const name = title ?? [site.title, ...labels].join(": ");
  return buildFeed({ ...site, title: name }, chosen, { ...(others as FeedOptions<P>), ...fixed });
}

/** The posts of each author; posts without an author belong to the authors of the site. */
function groupByAuthor<P extends BlogPost>(posts: readonly P[], site: Site): Group<P>[] {
  const groups = new Map<string, Group<P> & { posts: P[] }>();
  for (const post of posts) {
    const written = post.authors?.length ? post.authors : site.authors;
    for (const { name } of readAuthors(written, siteBase(site), () => {})) {
      const slug = toSlug(name);
      const group = groups.get(slug);
      if (group === undefined) groups.set(slug, { slug, label: name, posts: [post] });
      else group.posts.push(post);
    }
  }
  return [...groups.values()];
}
