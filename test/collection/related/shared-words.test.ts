import { describe, expect, test } from "vitest";
import { type RelatablePost, relatedPosts } from "../../../src/collection/index.ts";

/** The words that a post shares with another, among unrelated posts. */
function shared(one: Partial<RelatablePost>, other: Partial<RelatablePost> = one): string[] {
  const post: RelatablePost = { slug: "one", ...one };
  const posts = [
    post,
    { slug: "other", ...other },
    { slug: "a", title: "unrelated" },
    { slug: "b", title: "different" },
  ];
  return relatedPosts(posts, post).flatMap(({ reasons }) => reasons.flatMap(({ values }) => values));
}

describe("shared words of two posts with the same title", () => {
  test.each<[string, string[]]>([
    ["", []],
    ["Ring ring RING", ["ring"]],
    // Three to forty letters.
    ["ab abc", ["abc"]],
    [`${"x".repeat(40)} ${"y".repeat(41)}`, ["x".repeat(40)]],
    ["2024 12a 1", ["12a"]],
    // “this” and “about” do not describe the subject.
    ["this about queue", ["queue"]],
    ["naïve café-bar", ["bar", "café", "naïve"]],
    // In scripts without spaces, words are pairs of characters.
    ["東京都 ring", ["ring", "京都", "東京"]],
    ["東京ring", ["ring", "東京"]],
    ["東", []],
    ["カタカナ", ["カタ", "カナ", "タカ"]],
  ])("%j has the words %j", (title, expected) => {
    expect(shared({ title })).toEqual(expected);
  });
});

test("more frequent words come first", () => {
  expect(shared({ title: "lock ring ring" })).toEqual(["ring", "lock"]);
});

describe("singular and plural forms", () => {
  test.each([
    ["queues", "queue", ["queue"]],
    // From five letters, and not with a double s.
    ["cats", "cat", []],
    ["class", "clas", []],
  ])("%s and %s share %j", (one, other, expected) => {
    expect(shared({ title: one }, { title: other })).toEqual(expected);
  });
});

describe("shared words in HTML", () => {
  test.each([
    ["alpha", ["alpha"]],
    ["<p>alpha</p>", ["alpha"]],
    ["<p>alpha</p>beta", ["alpha", "beta"]],
    ["alpha<b>beta", ["alpha", "beta"]],
    ["alpha<b title='beta'", ["alpha"]],
    // Code blocks are ignored.
    ["alpha<pre>beta</pre>gamma", ["alpha", "gamma"]],
    ["alpha<PRE class=x>beta</pre>gamma", ["alpha", "gamma"]],
    ["alpha<pre\n>beta</pre>gamma", ["alpha", "gamma"]],
    ["alpha<pre>beta", ["alpha"]],
    ["alpha<prefix>beta</prefix>gamma", ["alpha", "beta", "gamma"]],
    // Character references are not words.
    ["alpha&amp;beta&hellip;gamma", ["alpha", "beta", "gamma"]],
    ["alpha & beta; gamma", ["alpha", "beta", "gamma"]],
    // Only the first 10,000 characters are read.
    [`${"<i>beta</i>".repeat(1_500)}alpha`, ["alpha", "beta"]],
    [`${"beta ".repeat(2_000)}alpha`, ["beta"]],
  ])("%#", (html, expected) => {
    const words = { title: "alpha beta gamma" };
    expect(shared({ html }, words).sort()).toEqual(expected);
  });
});
