import { describe, expect, test } from "vitest";
import {
  charactersOf,
  mayIgnoreCase,
  requiredCharacters,
} from "../../../src/highlight/tokens/required-characters.ts";

/** The characters of a set, as text. */
function list(pattern: string): string {
  const { letters, marks } = requiredCharacters(pattern);
  const all = "abcdefghijklmnopqrstuvwxyz0!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  return [...all]
    .filter((char) => {
      const own = charactersOf(char);
      return (own.letters & letters) | (own.marks & marks);
    })
    .join("");
}

const cases: readonly (readonly [pattern: string, expected: string])[] = [
  ["abc", "abc"],
  ["a|b", ""],
  ["ab|ac", "a"],
  ["a?b*c+", "c"],
  ["a+?b", "ab"],
  ["a{2}b{0,3}c{,2}d{1,}", "ad"],
  // In Oniguruma `{2}?` makes the whole optional.
  ["a{2}?b", "b"],
  ["(ab)+{0,1}c", "c"],
  ["a{b}", "ab{}"],
  ["(?:ab|ac)d", "ad"],
  ["(?<name>x)y\\k<name>", "xy"],
  ["(?=a)b(?!c)(?<=d)(?<!e)", "abd"],
  ["(?>a)b", "ab"],
  ["(?i:A)b", "ab"],
  ["(?x) a b # c\n d", "abd"],
  ["(?x) a (?-x) # c", "ac#"],
  ["(?#comment)a", "a"],
  // The star belongs to the `a` before the comment: such patterns are not read.
  ["a(?#c)*b", ""],
  ["(?x)a (?#c) *b", ""],
  ["a(?i)*b", ""],
  ["[abc]d[^]e]", "d"],
  ["[[:alpha:]&&[^x]]y", "y"],
  ["[]a]b", "b"],
  ["[]a", ""],
  ["[^]a", ""],
  ["[a[b[c]]]d", ""],
  ["\\d\\s\\w.^$a", "a"],
  ["\\.\\*\\\\", "*.\\"],
  ["\\x41\\x{42}\\u0043\\101a", "a"],
  ["\\p{L}\\h\\Ga\\b", "a"],
  ["\\cA", ""],
  ["(?~abc)", ""],
  ["(?(1)a|b)", ""],
  ["(*FAIL)a", ""],
  ["*a", ""],
  ["(a", ""],
  ["a)", ""],
  ["[a", ""],
  ["a\\", ""],
  ["é", ""],
  ["5", "0"],
];

describe("lists the characters without which a pattern cannot match", () => {
  test.each(cases)("%s", (pattern, expected) => {
    expect(list(pattern)).toBe(expected);
  });

  test("requires nothing for a pattern that is nested too deeply", () => {
    expect(list(`${"(".repeat(50)}a${")".repeat(50)}`)).toBe("a");
    expect(list(`${"(".repeat(100_000)}a${")".repeat(100_000)}`)).toBe("");
  });
});

test.each([
  ["(?i)a", true],
  ["(?xi:a)", true],
  ["(?W-i)", false],
  ["i", false],
])("whether %s may ignore case: %s", (pattern, expected) => {
  expect(mayIgnoreCase(pattern)).toBe(expected);
});

test("reports letters outside ASCII", () => {
  expect(charactersOf("aé").beyondAscii).toBe(true);
  expect(charactersOf("a~\n\t").beyondAscii).toBe(false);
});
