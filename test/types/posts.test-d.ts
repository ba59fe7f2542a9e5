import type { VFileMessage } from "vfile-message";
import { expectTypeOf, test } from "vitest";
import type * as galley from "../../src/index.ts";
import { createPostParser, type Post, selectPublished, sortPosts } from "../../src/index.ts";
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

test("records keep their type, with dates as text and one tag", () => {
  const record = { slug: "a", date: "2026-03-01", tags: "rust", mood: "glad" };
  expectTypeOf(sortPosts([record])).toEqualTypeOf<(typeof record)[]>();
  expectTypeOf(selectPublished([record], { now: "2026-03-02" }).posts).toEqualTypeOf<(typeof record)[]>();
  // @ts-expect-error: a number could be in seconds
  selectPublished([record], { now: 5 });
  // @ts-expect-error: not an option
  sortPosts([record], { order: "asc" });
});
