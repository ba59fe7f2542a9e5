import { type } from "arktype";
import type { VFileMessage } from "vfile-message";
import { expectTypeOf, test } from "vitest";
import { buildBlog } from "../../src/blog/index.ts";
import { groupByTag, orderSeries } from "../../src/collection/index.ts";
import { buildSitemap } from "../../src/discovery/index.ts";
import { buildFeed } from "../../src/feed/index.ts";
import type * as galley from "../../src/index.ts";
import { createPostParser, type Post, selectPublished, sortPosts } from "../../src/index.ts";
import { lintPosts } from "../../src/lint/index.ts";
import { readPosts, watchPosts } from "../../src/node/index.ts";

test("a parser module keeps the type of the posts", async () => {
  expectTypeOf((await readPosts("posts", { parser: "./parser.mjs" })).posts).toEqualTypeOf<Post[]>();
  expectTypeOf((await readPosts("posts", { parser: new URL("file:///a.mjs") })).posts).toEqualTypeOf<
    Post[]
  >();
  for await (const { post } of readPosts.stream("posts", { parser: "./parser.mjs" })) {
    expectTypeOf(post).toEqualTypeOf<Post | undefined>();
  }
  for await (const { post } of watchPosts("posts", { parser: "./parser.mjs" })) {
    expectTypeOf(post).toEqualTypeOf<Post | undefined>();
  }
  type Own = Post<{ mood: string }>;
  expectTypeOf((await readPosts<Own>("posts", { parser: "./parser.mjs" })).posts).toEqualTypeOf<Own[]>();
  const parser = createPostParser();
  expectTypeOf((await readPosts("posts", { parser })).posts).toEqualTypeOf<Post[]>();
});

test("`VFileMessage` is a type, not a value", () => {
  expectTypeOf<galley.VFileMessage>().toEqualTypeOf<VFileMessage>();
  expectTypeOf<keyof typeof galley>().not.toEqualTypeOf<"VFileMessage">();
  expectTypeOf<"VFileMessage">().not.toExtend<keyof typeof galley>();
});

test("records keep their type, with dates as text and a single tag", () => {
  const record = { slug: "a", date: "2026-03-01", tags: "rust", mood: "glad" };
  expectTypeOf(sortPosts([record])).toEqualTypeOf<(typeof record)[]>();
  expectTypeOf(selectPublished([record], { now: "2026-03-02" }).posts).toEqualTypeOf<(typeof record)[]>();
  // @ts-expect-error: a number could be in seconds
  selectPublished([record], { now: 5 });
  // @ts-expect-error: not an option
  sortPosts([record], { order: "asc" });
});

test("records from a content management system can contain null", () => {
  const posts: { slug: string; title: string; date: string | null; tags: string[] | null }[] = [];
  sortPosts(posts);
  groupByTag(posts);
  lintPosts(posts);
  selectPublished(posts, { now: new Date(0) });
  orderSeries(posts);
  buildFeed({ url: "https://example.com", title: "Notes" }, posts);
  buildSitemap({ url: "https://example.com", title: "Notes" }, posts);
  buildBlog(posts, { url: "https://example.com", title: "Notes", now: new Date(0) });
});

test("the `slug` option receives the type of `data`", () => {
  createPostParser({
    slug: ({ data }) => {
      expectTypeOf(data).toEqualTypeOf<Record<string, unknown>>();
      return "a";
    },
  });
  createPostParser({
    schema: type({ mood: "string" }),
    slug: ({ data }) => {
      expectTypeOf(data).toEqualTypeOf<{ mood: string }>();
      return data.mood;
    },
  });
});
