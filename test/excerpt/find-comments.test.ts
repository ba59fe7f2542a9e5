import { describe, expect, test } from "vitest";
import { findComments } from "../../src/excerpt/find-comments.ts";

const texts = (html: string): string[] => findComments(html).map(({ text }) => text);

describe("findComments", () => {
  test("tells text, beginning and end of each", () => {
    // Letters are counted by hand: `ab` 0–1, the first comment 2–9, `c` 10, the second 11–17.
    expect(findComments("ab<!--x-->c<!---->")).toEqual([
      { text: "x", start: 2, end: 10 },
      { text: "", start: 11, end: 18 },
    ]);
  });

  test.each<[string, string[]]>([
    ["", []],
    ["a", []],
    ["<", []],
    ["a<", []],
    ["<!--a-->", ["a"]],
    ["<!--a--><!--b-->", ["a", "b"]],
    ["<!--<!--a-->", ["<!--a"]],
    // A comment that never ends is none, and hides those behind it.
    ["<!--a", []],
    ["<!--a--><!--b", ["a"]],
    // What is no tag is text.
    ["1 < 2 <!--a-->", ["a"]],
    ["<3<!--a-->", ["a"]],
    ["<<!--a-->", ["a"]],
    ["<!DOCTYPE a><!--b-->", ["b"]],
    // Tags, and their attributes in quotes of either kind.
    ["<b><!--a--></b><!--b-->", ["a", "b"]],
    ["<B><!--a-->", ["a"]],
    ["</b><!--a-->", ["a"]],
    ['<b c="<!--a-->"><!--b-->', ["b"]],
    ["<b c='<!--a-->'><!--b-->", ["b"]],
    [`<b c='">"'><!--b-->`, ["b"]],
    [`<b c="'>'"><!--b-->`, ["b"]],
    [`<b c="x" d='y'><!--b-->`, ["b"]],
    ['<b c=">"><!--a-->', ["a"]],
    // A tag or a quote that never ends.
    ["<b <!--a", []],
    ['<b c="><!--a-->', []],
    ["<!--a--><b c=", ["a"]],
    // Elements whose content is text, by whatever case, and only by their whole name.
    ["<script><!--a--></script><!--b-->", ["b"]],
    ["<SCRIPT><!--a--></ScRiPt><!--b-->", ["b"]],
    ["<script src=x><!--a--></script ><!--b-->", ["b"]],
    ["<plaintext><!--a-->", []],
    ["<script><!--a-->", []],
    ["<script><!--a--></scripts><!--b--></script><!--c-->", ["c"]],
    ["<scripts><!--a--></scripts>", ["a"]],
    ["<script-x><!--a--></script-x>", ["a"]],
    ["</script><!--a-->", ["a"]],
    ["<title></title><!--a-->", ["a"]],
    ["<noframes></noframes><!--a-->", ["a"]],
    ["x <script>1</script> y <style>2</style><!--a-->", ["a"]],
  ])("in %j: %j", (html, expected) => {
    expect(texts(html)).toEqual(expected);
  });
});
