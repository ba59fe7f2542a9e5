import { expect, test } from "vitest";
import { namePost } from "../../src/post/name-post.ts";

test("an empty tree without a path still gets names", () => {
  const messages: unknown[] = [];
  const named = namePost(
    { type: "root", children: [] },
    {
      meta: {},
      data: {},
      path: undefined,
      toSlug: undefined,
      onMessage: (message) => messages.push(message),
    },
  );
  expect([named.title, named.slug, messages.length]).toEqual(["Untitled", "untitled", 1]);
});
