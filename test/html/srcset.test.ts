import { expect, test } from "vitest";
import { readSrcset } from "../../src/html/urls.ts";

test.each<[string, [string, string][]]>([
  ["a.png", [["a.png", ""]]],
  [
    "a.png, b.png 2x",
    [
      ["a.png", ""],
      ["b.png", "2x"],
    ],
  ],
  [
    "https://x/w_100,h_200/a.png 1x,b.png 2x",
    [
      ["https://x/w_100,h_200/a.png", "1x"],
      ["b.png", "2x"],
    ],
  ],
  ["a,b.png 100w", [["a,b.png", "100w"]]],
  ["a.png,b.png", [["a.png,b.png", ""]]],
  [
    "data:image/png;base64,iVBOR,w0KGgo= 1x, b.png 2x",
    [
      ["data:image/png;base64,iVBOR,w0KGgo=", "1x"],
      ["b.png", "2x"],
    ],
  ],
  [
    " ,, a.png ,\n b.png (x, y) 2x , c.png,",
    [
      ["a.png", ""],
      ["b.png", "(x, y) 2x"],
      ["c.png", ""],
    ],
  ],
  ["", []],
  [" , ,", []],
])("%j", (text, expected) => {
  expect(readSrcset(text).map(({ url, descriptor }) => [url, descriptor])).toEqual(expected);
});
