import { expectTypeOf, test } from "vitest";
import type { Blog, BlogPost } from "../../src/blog/blog.ts";
import { buildBlog } from "../../src/blog/build-blog.ts";
import type { Feed } from "../../src/feed/feed.ts";
import type { Post } from "../../src/post/post.ts";

const options = { url: "https://example.com", now: new Date(0) };

test("a blog of parsed posts keeps the type of their data", () => {
  const blog = buildBlog([] as readonly Post<{ mood: string }>[], options);
  expectTypeOf(blog).toEqualTypeOf<Blog<Post<{ mood: string }>>>();
  expectTypeOf<Post<{ mood: string }>>().toExtend<BlogPost>();
  expectTypeOf(blog.tags[0]!.posts[0]!.data.mood).toEqualTypeOf<string>();
  expectTypeOf(blog.seriesOf("a")!.next!.data).toEqualTypeOf<{ mood: string }>();
  expectTypeOf(blog.relatedTo("a")[0]!.post.html).toEqualTypeOf<string>();
  expectTypeOf(blog.feed({ tag: "a" })).toEqualTypeOf<Feed>();
});

test("a blog of plain records keeps their type, which callbacks receive", () => {
  const blog = buildBlog([{ slug: "a", title: "A", date: "2026-01-01", html: "<p>", mood: 3 }], {
    ...options,
    postUrl: ({ slug, mood }) => `/${mood.toFixed()}/${slug}`,
    assetUrl: (path, { mood }) => `${mood}/${path}`,
  });
  expectTypeOf(blog.posts[0]!.mood).toEqualTypeOf<number>();
  expectTypeOf(blog.posts[0]!.date).toEqualTypeOf<string>();
  blog.urlOf({ slug: "a" });
  blog.urlOf("a");
});

test("missing and misspelled fields are type errors", () => {
  // @ts-expect-error without `now`
  buildBlog([], { url: "https://example.com" });
  // @ts-expect-error without a slug
  buildBlog([{ title: "A" }], options);
  // @ts-expect-error a misspelled option
  buildBlog([], { ...options, postURL: () => "/" });
  // @ts-expect-error a misspelled option of a feed
  buildBlog([], options).feed({ tags: "a" });
});
