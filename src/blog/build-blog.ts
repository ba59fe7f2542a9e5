import { groupByYear } from "../collection/groups/group-by-date.ts";
import { createTagReader, groupByTag } from "../collection/groups/group-by-tag.ts";
import { groupBacklinks } from "../collection/links/backlinks.ts";
import { createLinkResolver } from "../collection/links/create-link-resolver.ts";
import { createNeighborIndex } from "../collection/order/neighbors-of.ts";
import { selectPublished } from "../collection/order/select-published.ts";
import { sortPosts } from "../collection/order/sort-posts.ts";
import { createRelatedIndex } from "../collection/related/related-posts.ts";
import { orderSeries } from "../collection/series/order-series.ts";
import { createSeriesIndex } from "../collection/series/series-context.ts";
import { createTranslationIndex } from "../collection/translations.ts";
import { checkOptions, didYouMean, show, wrongKind } from "../core/check-options.ts";
import { isDraft, isUnlisted } from "../core/publishing.ts";
import { pageUrl } from "../discovery/post.ts";
import { toSearchDocuments } from "../discovery/search-documents.ts";
import { buildSitemap } from "../discovery/sitemap.ts";
import type { Feed } from "../feed/feed.ts";
import { lintPosts } from "../lint/lint-posts.ts";
import {
  type Blog,
  type BlogOptions,
  type BlogPost,
  checkBlogOptions,
  type PostOrSlug,
  type PostStatus,
} from "./blog.ts";
import { buildBlogFeed, feedOptionKinds } from "./build-blog-feed.ts";
import { type LinkResolution, resolveLinks, withLinks } from "./resolve-links.ts";

/**
 * Creates a blog from posts: everything its pages, feeds and sitemap need, without drafts, scheduled and expired posts.
 * Those are in `drafts`, `scheduled` and `expired`, and nowhere else.
 *
 * It is lazy and reads no clock: every part is computed on first use and kept.
 *
 * @param posts - posts of this library, or any records with a slug; they are not changed
 * @param options - `url` and `now` are required
 * @throws TypeError or RangeError for an option that is missing, misspelled or invalid
 * @example
 * ```ts
 * import { buildBlog, renderRss } from "galley";
 *
 * const posts = [
 *   { slug: "rings", title: "Rings", date: "2026-03-01", html: "<p>Two counters.</p>" },
 *   { slug: "queues", title: "Queues", date: "2026-04-01", html: "<p>Soon.</p>" },
 *   { slug: "locks", title: "Locks", draft: true, html: "<p>Not yet.</p>" },
 * ];
 * const blog = buildBlog(posts, { url: "https://example.com/blog/", title: "Notes", now: "2026-03-02" });
 * for (const post of blog.posts) console.log(post.title, blog.pathOf(post));
 * console.log(blog.nextChangeAt?.toISOString(), renderRss(blog.feed()).includes("Soon."));
 * // → Rings /blog/posts/rings/
 * // → 2026-04-01T00:00:00.000Z false
 * ```
 */
export function buildBlog<P extends BlogPost>(posts: readonly P[], options: BlogOptions<P>): Blog<P> {
  const { site, now, series: seriesOptions } = checkBlogOptions(posts, options);
  const { postUrl, assetUrl, preview = false, timeZone, related, tags: tagOptions, lint } = options;

  const address = remember((post: P) => pageUrl(site, post, postUrl === undefined ? {} : { postUrl }));
  const links = { postUrl: address, siteUrl: site.url };
  const judged = once(() => {
    const sorted = sortPosts(posts);
    const { posts: live, scheduled, nextChangeAt } = selectPublished(sorted, { now, includeUnlisted: true });
    const statuses = new Map(
      sorted.map((post): [P, PostStatus] => [post, isDraft(post) ? "draft" : "expired"]),
    );
    for (const post of live) statuses.set(post, isUnlisted(post) ? "unlisted" : "published");
    for (const post of scheduled) statuses.set(post, "scheduled");
    return { statuses, nextChangeAt };
  });
  const hasPage = (post: P): boolean =>
    preview || ["published", "unlisted"].includes(judged().statuses.get(post) as string);
  const origin = new URL(site.url).origin;
  const toPath = (url: string): string => (url.startsWith(`${origin}/`) ? url.slice(origin.length) : url);
  const resolver = once(() => createLinkResolver(posts, links));
  /** The given posts, newest first, and the blog's version of each. */
  const all = once(() => {
    const resolution: LinkResolution<P> = {
      resolve: (link, from) => resolver()(link, from),
      pageOf: (post) => (hasPage(post) ? toPath(address(post)) : undefined),
      assetUrl,
    };
    return new Map([...judged().statuses.keys()].map((post) => [post, resolveLinks(post, resolution)]));
  });

  const having = (...wanted: PostStatus[]): P[] =>
    [...all()].flatMap(([given, post]) =>
      wanted.includes(judged().statuses.get(given) as PostStatus) ? [post] : [],
    );
  const published = once(() => having("published"));
  const drafts = once(() => having("draft"));
  const scheduled = once(() => having("scheduled"));
  const expired = once(() => having("expired"));
  const pages = once(() => (preview ? [...all().values()] : having("published", "unlisted")));
  const listed = once(() => pages().filter((post) => !isUnlisted(post)));

  const tags = once(() => groupByTag(listed(), tagOptions));
  const years = once(() => groupByYear(listed(), timeZone === undefined ? {} : { timeZone }));
  const series = once(() => {
    const { declarations, upcoming = false, ...others } = seriesOptions;
    const pending = upcoming && !preview ? [...drafts(), ...scheduled()] : false;
    return orderSeries(listed(), { ...others, series: declarations, upcoming: pending });
  });
  const seriesIndex = once(() => createSeriesIndex(series()));
  const neighborIndex = once(() => createNeighborIndex(listed()));
  const relatedIndex = once(() => createRelatedIndex(listed(), { ...related, ...links, series: series() }));
  const backlinks = once(() => {
    const linking = new Map(pages().map((post) => [withLinks(post), post]));
    const groups = groupBacklinks([...linking.keys()], links);
    return new Map(
      [...groups].map(([to, from]) => [
        linking.get(to),
        from
          .map(({ post, texts }) => ({ post: linking.get(post) as P, texts }))
          .filter(({ post }) => !post.unlisted),
      ]),
    );
  });
  const translations = once(() => createTranslationIndex(listed(), site.language));

  /** The given posts, by everything that identifies one. */
  const records = once(() => {
    const found = new Map<unknown, P>();
    const entries = [...all()];
    for (const [given, post] of entries) found.set(given, given).set(post, given);
    // If two posts have the same slug, the published one is used.
    entries.sort(([a], [b]) => Number(hasPage(b)) - Number(hasPage(a)));
    for (const [given] of entries) {
      for (const key of [identityOf(given), given.slug]) if (!found.has(key)) found.set(key, given);
    }
    return found;
  });
  const findGiven = (named: PostOrSlug): P => {
    const slug = typeof named === "string" ? named : named?.slug;
    if (typeof slug !== "string") throw wrongKind("post", named, "a post of the blog or its slug");
    const post = records().get(named) ?? records().get(identityOf(named)) ?? records().get(slug);
    if (post !== undefined) return post;
    const hint = didYouMean(
      slug,
      pages().map((page) => page.slug),
    );
    throw new RangeError(`Expected a post of the blog or its slug, received ${show(slug)}${hint}`);
  };
  const find = (named: PostOrSlug): P => all().get(findGiven(named)) as P;
  const statusOf = (named: PostOrSlug): PostStatus => judged().statuses.get(findGiven(named)) as PostStatus;
  const urlOf = (named: PostOrSlug): string => {
    const post = findGiven(named);
    if (hasPage(post)) return address(post);
    const status = statusOf(post);
    throw new RangeError(
      `Expected a post that has a page, received ${show(post.slug)}, which is ${status === "draft" ? "a draft" : status}`,
    );
  };

  const feeds = new Map<string, Feed>();
  const feed: Blog<P>["feed"] = (feedOptions = {}) => {
    checkOptions(feedOptions, feedOptionKinds);
    // Functions have no key to distinguish them.
    const key = feedOptions.extend === undefined ? JSON.stringify(feedOptions) : undefined;
    let made = key === undefined ? undefined : feeds.get(key);
    if (made === undefined) {
      const groups = {
        published: published(),
        listed: listed(),
        tags,
        series,
        readTag: createTagReader(tagOptions?.aliases),
      };
      // Without it the feed reports a URL of a post that is not valid.
      made = buildBlogFeed(site, groups, { now, postUrl: postUrl && address }, feedOptions);
      if (key !== undefined) feeds.set(key, made);
    }
    return made;
  };

  const searchDocuments = once(() => {
    const ids = new Set<string>();
    return published()
      .flatMap((post) => toSearchDocuments(post, { url: toPath(address(post)) }))
      .map((document) => {
        // Translations may share a slug.
        const id = ids.has(document.id) ? document.url : document.id;
        ids.add(id);
        return { ...document, id };
      });
  });
  const messages = once(() => {
    const { declarations, inferFromTitles } = seriesOptions;
    // Lint also reports a post without a date.
    const found = feed().messages.filter(({ ruleId }) => ruleId !== "feed-date-missing");
    return lintPosts(posts.map(withLinks), {
      ...lint,
      ...links,
      now,
      aliases: tagOptions?.aliases,
      series: declarations,
      inferFromTitles,
      messages: [...(lint?.messages ?? []), ...found],
    });
  });

  return {
    site,
    get posts() {
      return listed();
    },
    get pages() {
      return pages();
    },
    get drafts() {
      return drafts();
    },
    get scheduled() {
      return scheduled();
    },
    get expired() {
      return expired();
    },
    get nextChangeAt() {
      return judged().nextChangeAt;
    },
    get tags() {
      return tags();
    },
    get years() {
      return years();
    },
    get series() {
      return series();
    },
    get messages() {
      return messages();
    },
    statusOf,
    urlOf,
    pathOf: (post) => toPath(urlOf(post)),
    seriesOf: (post) => seriesIndex()(find(post)).find(({ others }) => others > 0),
    neighborsOf: (post) => neighborIndex()(find(post)),
    relatedTo: (post, limit = {}) => {
      checkOptions(limit, { limit: "any" });
      return relatedIndex()(find(post), { limit: related?.limit, ...limit });
    },
    backlinksOf: (post) => [...(backlinks().get(find(post)) ?? [])],
    translationsOf: (post) => translations()(find(post)),
    feed,
    sitemap: (others = {}) => {
      checkOptions(others, { pages: "array" });
      return buildSitemap(site, published(), { ...others, postUrl: address });
    },
    searchDocuments,
  };
}

/** Computes a value on first use. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Calls a function once for each argument. */
function remember<Key extends object, T>(make: (key: Key) => T): (key: Key) => T {
  const made = new WeakMap<Key, T>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) made.set(key, (value = make(key)));
    return value;
  };
}

function identityOf(post: PostOrSlug): string | undefined {
  return typeof post === "object" ? JSON.stringify([post.slug, post.lang, post.path]) : undefined;
}
