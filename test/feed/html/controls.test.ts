import { expect, test } from "vitest";
import { toFeedHtml } from "../../../src/feed/html/to-feed-html.ts";

test("the text of a button is not joined with the words around it", () => {
  expect(toFeedHtml("<p>Press<button>OK</button>now</p>", { url: "https://example.com/" })).toBe(
    "<p>Press OK now</p>",
  );
});

test.each([
  ["<input value=x>", "x"],
  ["<input placeholder=x>", "x"],
  ["<input type=TEXT value=x>", "x"],
  ["<input type=checkbox checked>", "☑"],
  ["<input type=checkbox>", "☐"],
  ["<input type=image alt=x>", "x"],
  ["<input type=password value=x>", ""],
  ["<input type=hidden value=x>", ""],
  ["<input type=radio value=x>", ""],
  ["<input type=range value=3>", ""],
  ["<select><option>x<option label=y></select>", "x, y"],
  ["<select><optgroup label=a><option>x<option>y</optgroup><option>z</select>", "a: x, y, z"],
  ["<meter value=3 max=5></meter>", "3/5"],
  ["<meter value=3></meter>", "3"],
  ["<progress value=3 max=5>three</progress>", "three"],
  ["<progress></progress>", ""],
  ["<button>x</button>", "x"],
  ["<button title=x></button>", "x"],
  ["<button aria-label=' x '> </button>", "x"],
  ["<button title=' ' aria-label=x></button>", "x"],
  ["<button></button>", ""],
  ["<button>x</button><button>y</button>", "x y"],
  ["<button aria-label='Copy code'>📋</button>", ""],
  ["<button title='Copy'><svg></svg></button>", ""],
  ["<button title='Copied'>Save a copy</button>", "Save a copy"],
])("in a feed, %s becomes %j", (control, text) => {
  expect(toFeedHtml(`<p>a ${control} b</p>`, { url: "https://example.com/" }).replace(/\s+/g, " ")).toBe(
    `<p>a ${text} b</p>`.replace(/\s+/g, " "),
  );
});
